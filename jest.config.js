/**
 * Three tiers, each a jest project: `unit` needs nothing but Node; `terraform` needs the terraform binary and the AWS
 * provider; `e2e` also needs the AWS emulator (moto_server).
 */
const tier = (displayName, testMatch, ignored = []) => ({
  displayName,
  testEnvironment: "node",
  testMatch,
  testPathIgnorePatterns: ["/node_modules/", ...ignored],
  // cdktf.out and dist hold copies of package.json, which the module map would take for packages of their own.
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/dist"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
});

module.exports = {
  projects: [
    tier("unit", ["<rootDir>/__tests__/**/*.test.ts"], ["/__tests__/terraform/", "/__tests__/e2e/"]),
    tier("terraform", ["<rootDir>/__tests__/terraform/*.test.ts"]),
    tier("e2e", ["<rootDir>/__tests__/e2e/*.test.ts"]),
  ],
};

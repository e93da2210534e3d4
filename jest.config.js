/**
 * Four tiers, each a jest project: `unit` and `package` need nothing but Node; `terraform` needs the terraform binary and the AWS
 * provider; `e2e` also needs the test tools (npm run test:tools).
 */
const tier = (displayName, testMatch, others = {}) => ({
  displayName,
  testEnvironment: "node",
  // Some tests run the bundles in dist/.
  globalSetup: "<rootDir>/__tests__/support/build.ts",
  setupFiles: ["<rootDir>/__tests__/support/no-creation-stacks.cjs"],
  testMatch,
  // What is elsewhere is found all the same; the module map need not go through the environment of the test tools.
  roots: ["<rootDir>/__tests__"],
  // Types are checked by npm run lint.
  transform: { "\\.ts$": ["ts-jest", { diagnostics: false }] },
  ...others,
});

/** Of suites that run Terraform: the provider waits a minute for what AWS takes long for, and other suites run beside. */
const patient = { setupFilesAfterEnv: ["<rootDir>/__tests__/support/patience.cjs"] };

module.exports = {
  // More than there are cores: the tests of the upper tiers mostly wait, for Terraform and for the provider.
  maxWorkers: 5,
  // Which leaves a single test little of a core at times.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/__tests__/support/longest-first.cjs",
  reporters: [
    "default",
    "<rootDir>/__tests__/support/progress.cjs",
    "<rootDir>/__tests__/support/unasked-permissions.cjs",
  ],
  projects: [
    tier("unit", ["<rootDir>/__tests__/unit/**/*.test.ts"]),
    tier("package", ["<rootDir>/__tests__/package/*.test.ts"]),
    tier("terraform", ["<rootDir>/__tests__/terraform/*.test.ts"], patient),
    tier("e2e", ["<rootDir>/__tests__/e2e/*.test.ts"], patient),
    // Prowler is more than 2 GB: what it says is recorded by `npm run record:prowler`, and the record is tested.
    ...(process.env.RECORD ? [tier("prowler", ["<rootDir>/__tests__/prowler/*.test.ts"], patient)] : []),
  ],
};

import { secretsIn, containsSecret } from "../../../src/terraform/text/secrets";

describe("a secret is known", () => {
  test.each([
    ["s3", ["access_key", "secret_key", "token", "sse_customer_key", "external_id"]],
    ["azurerm", ["access_key", "sas_token", "client_secret", "client_certificate", "client_certificate_password"]],
    ["azurerm", ["oidc_token", "oidc_request_token"]],
    ["gcs", ["access_token", "encryption_key"]],
    ["http", ["password", "client_private_key_pem"]],
    ["pg", ["conn_str"]],
    ["consul", ["access_token", "http_auth"]],
    ["kubernetes", ["password", "token", "client_key"]],
    ["cos", ["secret_id", "secret_key", "security_token"]],
    ["oss", ["access_key", "secret_key", "security_token"]],
    ["remote", ["token"]],
    ["provider", ["accessKey", "secretKey", "externalId", "AWS_SECRET_ACCESS_KEY", "Authorization", "api-key"]],
  ])("by its name, in %s: %j", (group, names) => {
    for (const name of names) expect([name, secretsIn({ [group]: { [name]: "x" } })]).toEqual([name, [[group, name]]]);
  });

  test.each([
    ["a URL with a password", "https://user:pass@example.com/state"],
    ["one without a user", "redis://:pass@example.com"],
    ["a database", "postgres://user:p%40ss@db:5432/state?sslmode=require"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMII"],
    ["the credentials of a service account", '{ "type": "service_account", "private_key": "x" }'],
  ])("by what it is: %s", (_what, value) => {
    expect(secretsIn({ any: [{ name: value }] })).toEqual([["any", 0, "name"]]);
  });

  test("however deep, and as a number", () => {
    const backend = { assume_role: { external_id: "x" }, exec: [{ env: { TOKEN: "x" } }], password: 1234 };
    expect(secretsIn(backend)).toEqual([["assume_role", "external_id"], ["exec", 0, "env", "TOKEN"], ["password"]]);
  });
});

test.each([
  { bucket: "b", key: "k", kms_key_id: "x", dynamodb_table: "t", profile: "p", shared_credentials_files: ["f"] },
  { skip_credentials_validation: true, use_lockfile: true, web_identity_token_file: "f", encrypt: true },
  { kms_encryption_key: "projects/p/keys/k", credentials: "/etc/account.json", secret_suffix: "state" },
  { address: "https://example.com:8443/a@b", username: "u", client_certificate_pem: "-----BEGIN CERTIFICATE-----" },
  { token: "", password: null, secret: true, hostname: "app.terraform.io", workspaces: { name: "n" } },
])("no secret is in %j", (backend) => {
  expect(secretsIn(backend)).toEqual([]);
});

test("what holds itself ends", () => {
  const value: Record<string, unknown> = { token: "x" };
  value["self"] = value;
  expect(secretsIn(value)).toEqual([["token"]]);
});

test.each([
  ["secret_key: @abc", true],
  ['s3: { bucket: b, "secret_key": abc', true],
  ["address: https://u:p@example.com", true],
  ["secret_key abc", true],
  ["key: @abc", false],
])("of a line of a file, %j: %j", (line, isSecret) => {
  expect(containsSecret(line)).toBe(isSecret);
});

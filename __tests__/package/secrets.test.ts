import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Project } from "../support/project";

let project: Project;

beforeEach(() => {
  project = new Project();
});

afterEach(() => {
  project.remove();
});

const secret = "hunter2";
const stackFile = () => join(project.stack, "cdk.tf.json");
const set = (text: string) => {
  writeFileSync(join(project.folder, "security-monitoring.yaml"), text);
};

describe.each([
  ["main", []],
  ["cli", ["synth"]],
] as const)("%s", (bundle, args) => {
  test.each([
    [
      "backend: { s3: { bucket: b, key: k, secret_key: hunter2, access_key: AKIA } }",
      "backend.s3.secret_key, backend.s3.access_key",
    ],
    ["backend: { pg: { conn_str: 'postgres://u:hunter2@db/state' } }", "backend.pg.conn_str"],
    ["backend: { http: { address: 'https://u:hunter2@example.com' } }", "backend.http.address"],
    [
      "provider: { assumeRole: { roleArn: 'arn:aws:iam::111122223333:role/a', externalId: hunter2 } }",
      "provider.assumeRole.externalId",
    ],
    ["alerts: { httpsEndpoints: { pager: 'https://example.com/hunter2' } }", "alerts.httpsEndpoints.pager"],
    [
      "alerts: { machines: { httpsEndpoints: { pager: 'https://example.com/hunter2' } } }",
      "alerts.machines.httpsEndpoints.pager",
    ],
  ])("warns, and lets nobody else read the file: %s", (settings, names) => {
    set(settings);
    const { exitCode, stdout, stderr } = project.run(bundle, args);
    expect([exitCode, stderr]).toEqual([0, ""]);
    // cdktf prints the warnings of the app, which it finds in the manifest.
    const told = bundle === "main" ? readFileSync(join(project.folder, "cdktf.out/manifest.json"), "utf8") : stdout;
    expect(told).toContain(`${names}: in plain text in cdktf.out/stacks/security-monitoring/cdk.tf.json`);
    expect(told).not.toContain(secret);
    expect(readFileSync(stackFile(), "utf8")).toContain(secret);
    expect(statSync(stackFile()).mode & 0o777).toBe(0o600);
  });

  test("makes a file private that everybody could read before", () => {
    set("backend: { s3: { bucket: b, key: k } }");
    expect(project.run(bundle, args).stderr).toBe("");
    chmodSync(stackFile(), 0o666);
    set("backend: { s3: { bucket: b, key: k, token: hunter2 } }");
    project.run(bundle, args);
    expect(statSync(stackFile()).mode & 0o777).toBe(0o600);
  });

  test("warns cdktf without a secret and without a path of this machine", () => {
    set('backend: { http: { password: hunter2, "\\e[31m\\n_token": hunter2 } }');
    project.run(bundle, args);
    const manifest = readFileSync(join(project.folder, "cdktf.out/manifest.json"), "utf8");
    // It prints what JSON says.
    expect(manifest).toContain(
      String.raw`backend.http.password, backend.http.\\u001b[31m\\u000a_token: in plain text in `,
    );
    expect(manifest).not.toContain(secret);
    expect(manifest).not.toContain("node_modules");
  });
});

test.each([
  "backend: { s3: { secret_key: hunter2 }, http: {} }",
  "backend: [{ s3: { secret_key: hunter2 } }]",
  "backend: postgres://u:hunter2@db/state",
  "backend: { s3: 'https://u:hunter2@example.com' }",
  "provider: { region: 'https://u:hunter2@example.com' }",
  "provider: { secret_key: hunter2 }",
  "provider: { assumeRole: { externalId: hunter2! } }",
  "provider: [{ assumeRole: { externalId: hunter2 } }]",
  "alerts: [{ httpsEndpoints: { chat: hunter2 } }]",
  "backend: { s3: { secret_key: '${hunter2}' } }",
  "backend: { s3: { secret_key: @hunter2 } }",
  "backend: { s3: { secret_key: *hunter2 } }",
  "backend: { s3: { secret_key: !hunter2 a } }",
  "backend:\n  s3:\n    secret_key:\n      @hunter2",
  "backend: { s3: { secret_key: 'hunter2 } }",
  "backend: { s3: { secret_key: [*hunter2] } }",
  "backend: { s3: { secret_key: 0777222 } }",
  "backend:\n  s3:\n    bucket: b\n    secret_key hunter2",
  "backend:\n  s3:\n    bucket: b\n    secret_key = hunter2",
  "backend:\n  gcs:\n    credentials: |\n      -----BEGIN PRIVATE KEY-----\n      MII\n    hunter2\n",
])("what is wrong is told without the secret: %j", (settings) => {
  set(settings);
  const { exitCode, stdout, stderr } = project.run("cli", ["synth"]);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/problems? in security-monitoring\.yaml/);
  expect(stderr).not.toMatch(/hunter2|777222/);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSettings } from "../../src/settings-file";
import { problemsOf } from "../support/input-error";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (file: string, ...lines: string[]) => {
  writeFileSync(join(folder, file), lines.join("\n"));
};
const load = (env: Record<string, string> = {}) => loadSettings({ env, folder });

describe("settings are read", () => {
  test("from nowhere: everything has a default", () => {
    expect(load()).toMatchObject({ stackName: "security-monitoring", alerts: { emails: [] } });
  });

  test.each(["security-monitoring.yaml", "security-monitoring.yml"])("from %s", (file) => {
    write(file, "# who gets it", "alerts:", "  emails: [a@example.com] # me", "trail:", "  logRetentionDays: 30");
    expect(load()).toMatchObject({ alerts: { emails: ["a@example.com"] }, trail: { logRetentionDays: 30 } });
  });

  test("from security-monitoring.json", () => {
    write("security-monitoring.json", JSON.stringify({ namePrefix: "soc-", provider: { region: "eu-west-1" } }));
    expect(load()).toMatchObject({ namePrefix: "soc-", provider: { region: "eu-west-1" } });
  });

  test("from an empty file, or one with comments only, as if there was none", () => {
    write("security-monitoring.yaml", "# nothing yet", "");
    expect(load()).toEqual(loadSettings({ env: {}, folder: join(folder, "elsewhere") }));
  });

  test("from a file where a key has nothing behind it, as if it was not there", () => {
    write("security-monitoring.yaml", "alerts:", "trail:", "  # name: my-trail", "  bucketName:");
    expect(load()).toEqual(loadSettings({ env: {}, folder: join(folder, "elsewhere") }));
  });

  test("from the file that is named, whatever else is there", () => {
    write("security-monitoring.yaml", "namePrefix: default-");
    write("security-monitoring.json", "{}");
    mkdirSync(join(folder, "settings"));
    write("settings/production.yaml", "namePrefix: production-");
    expect(load({ SECURITY_MONITORING_SETTINGS: "settings/production.yaml" }).namePrefix).toBe("production-");
    const absolute = join(folder, "settings/production.yaml");
    expect(load({ SECURITY_MONITORING_SETTINGS: absolute }).namePrefix).toBe("production-");
  });
});

describe("the environment", () => {
  test("says who gets the alerts, whatever the file says, and leaves the rest", () => {
    write("security-monitoring.yaml", "alerts:", "  emails: [a@example.com]", "  topicName: soc");
    expect(load({ SECURITY_MONITORING_ALERT_EMAILS: "b@example.com, c@example.com" }).alerts).toMatchObject({
      emails: ["b@example.com", "c@example.com"],
      topicName: "soc",
    });
  });

  test("says the region, whatever the file says, and leaves the rest", () => {
    write("security-monitoring.yaml", "provider: {region: us-east-1, profile: soc}");
    expect(load({ SECURITY_MONITORING_REGION: "eu-west-1" }).provider).toMatchObject({
      region: "eu-west-1",
      profile: "soc",
    });
    expect(load({ SECURITY_MONITORING_REGION: "" }).provider).toMatchObject({ region: "us-east-1", profile: "soc" });
  });

  test("needs no file", () => {
    const settings = load({
      SECURITY_MONITORING_ALERT_EMAILS: "a@example.com",
      SECURITY_MONITORING_REGION: "eu-west-1",
    });
    expect(settings).toMatchObject({ alerts: { emails: ["a@example.com"] }, provider: { region: "eu-west-1" } });
  });

  test("fails by the same rules as a file", () => {
    const env = { SECURITY_MONITORING_ALERT_EMAILS: "a@example.com,b", SECURITY_MONITORING_REGION: "Ireland" };
    expect(problemsOf(() => load(env))).toEqual([
      'alerts.emails[1]: got "b"; must be an e-mail address such as security@example.com',
      'provider.region: got "Ireland"; must be an AWS region such as eu-west-1',
    ]);
  });

  test("does not hide that a group is no map", () => {
    write("security-monitoring.yaml", "alerts: a@example.com");
    expect(problemsOf(() => load({ SECURITY_MONITORING_ALERT_EMAILS: "b@example.com" }))).toEqual([
      'alerts: got "a@example.com"; must be a map of settings',
    ]);
  });
});

describe("loading settings fails", () => {
  test("when YAML is broken, with line and column and the place itself", () => {
    write("security-monitoring.yaml", "alerts:", "  emails: [a@example.com", "trail: {}");
    expect(() => load()).toThrow(
      [
        "1 problem in security-monitoring.yaml",
        "  (top level): Flow sequence in block collection must be sufficiently indented and end with a ] at line 3, column 1:",
        "      emails: [a@example.com",
        "    trail: {}",
        "    ^",
      ].join("\n"),
    );
  });

  test("when JSON is broken, with line and column", () => {
    write("security-monitoring.json", "{", '  "trail": {"name": "x"', "}");
    expect(() => load()).toThrow(/^1 problem in security-monitoring.json\n.* at line 3, column 2:/);
  });

  test("when a key is there twice", () => {
    write("security-monitoring.yaml", "trail: {}", "trail: {}");
    expect(() => load()).toThrow("(top level): Map keys must be unique at line 2, column 1:");
  });

  test.each([
    ["hello", '"hello"'],
    ["- trail", '["trail"]'],
    ["42", "42"],
  ])("when the file holds no map but %j", (content, got) => {
    write("security-monitoring.yaml", content);
    expect(problemsOf(load)).toEqual([`: got ${got}; must be a map of settings`]);
  });

  test("with every problem at once, under the name of the file", () => {
    write("security-monitoring.yaml", "trial: {}", "tags: {Team: 1}", "trail:", "  logRetentionDays: 100");
    expect(() => load()).toThrow(
      [
        "3 problems in security-monitoring.yaml",
        "  tags.Team: got 1; must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -",
        "  trail.logRetentionDays: got 100; must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (days)",
        '  trial: is not a setting; did you mean "trail"?',
      ].join("\n"),
    );
  });

  test("when there are two default files", () => {
    write("security-monitoring.yaml", "");
    write("security-monitoring.json", "{}");
    expect(load).toThrow(
      "1 problem in the settings\n  (top level): found security-monitoring.yaml and security-monitoring.json; keep one of them",
    );
  });

  test("when the file that is named is not there", () => {
    write("security-monitoring.yaml", "");
    expect(() => load({ SECURITY_MONITORING_SETTINGS: "production.yaml" })).toThrow(
      "1 problem in the settings\n  (top level): cannot read production.yaml (ENOENT); SECURITY_MONITORING_SETTINGS names a YAML or JSON file",
    );
  });

  test.each([
    ["tags: {Team: '${var.team}'}", "tags.Team", "${var.team}"],
    ["trail: {name: 'a-${var.name}'}", "trail.name", "a-${var.name}"],
    [
      "detections: {custom: {own: {title: '%{ if true }x%{ endif }', pattern: a}}}",
      "detections.custom.own.title",
      "%{ if true }x%{ endif }",
    ],
    ["backend: {s3: {bucket: '${var.bucket}'}}", "backend.s3.bucket", "${var.bucket}"],
  ])("when Terraform would evaluate a value: %s", (content, path, value) => {
    write("security-monitoring.yaml", content);
    expect(problemsOf(load)).toEqual([
      `${path}: got ${JSON.stringify(value)}; must be without \${ and %{, which Terraform would evaluate`,
    ]);
  });

  test("when Terraform would evaluate a key", () => {
    write("security-monitoring.yaml", "tags: {'${var.team}': a}");
    expect(problemsOf(load)).toEqual([
      'tags.${var.team}: got "${var.team}"; must be without ${ and %{, which Terraform would evaluate',
    ]);
  });

  test("when Terraform would evaluate what the environment says, along with everything else", () => {
    write("security-monitoring.yaml", "trial: {}");
    const env = { SECURITY_MONITORING_ALERT_EMAILS: "${var.email}" };
    expect(problemsOf(() => load(env))).toEqual([
      'alerts.emails[0]: got "${var.email}"; must be without ${ and %{, which Terraform would evaluate',
      'trial: is not a setting; did you mean "trail"?',
    ]);
  });

  test("when an alias has no anchor", () => {
    write("security-monitoring.yaml", "tags: *common");
    expect(() => load()).toThrow(/^1 problem in security-monitoring.yaml\n {2}\(top level\): Unresolved alias/);
  });

  test("when an account id is not quoted, which YAML takes for a number", () => {
    write("security-monitoring.yaml", "provider: {allowedAccountIds: [111122223333]}");
    expect(problemsOf(load)).toEqual([
      "provider.allowedAccountIds[0]: got 111122223333; must be an AWS account id of 12 digits, quoted",
    ]);
  });
});

test("what is empty in the environment is unset", () => {
  write("security-monitoring.yaml", "alerts: {emails: [security@example.com]}");
  const empty = {
    SECURITY_MONITORING_SETTINGS: "",
    SECURITY_MONITORING_ALERT_EMAILS: " ,",
    SECURITY_MONITORING_REGION: "",
  };
  const { alerts, provider } = load(empty);
  expect(alerts.emails).toEqual(["security@example.com"]);
  expect(provider.region).toBeUndefined();
});

import { problemsOf } from "../support/input-error";
import { synthesizeStack } from "../support/synthesize";

/** A stack with little in it: synthesis is what takes the time here. */
const synthesizeSmallStack = (settings: Parameters<typeof synthesizeStack>[0] = {}) =>
  synthesizeStack({ trail: { enabled: false }, config: { enabled: false }, ...settings });

describe("the provider", () => {
  test("is left to the environment, unless something is set", () => {
    expect(synthesizeSmallStack().provider).toEqual({ aws: [{}] });
  });

  test("gets what is set", () => {
    const provider = {
      region: "eu-west-1",
      profile: "soc",
      assumeRole: { roleArn: "arn:aws:iam::111122223333:role/deploy", sessionName: "monitoring", externalId: "42" },
      defaultTags: { CostCentre: "1" },
      allowedAccountIds: ["111122223333"],
    };
    const settings = {
      profile: "soc",
      assume_role: [
        { role_arn: "arn:aws:iam::111122223333:role/deploy", session_name: "monitoring", external_id: "42" },
      ],
      default_tags: [{ tags: { CostCentre: "1" } }],
      allowed_account_ids: ["111122223333"],
    };
    expect(synthesizeSmallStack({ provider }).provider).toEqual({
      aws: [
        { region: "eu-west-1", ...settings },
        { alias: "global_events", region: "us-east-1", ...settings },
      ],
    });
  });

  test.each([
    [{ region: "Ireland" }, 'provider.region: got "Ireland"; must be an AWS region such as eu-west-1'],
    [
      { assumeRole: {} },
      "provider.assumeRole.roleArn: is missing; must be an ARN such as arn:<partition>:iam::111122223333:role/name",
    ],
    [
      { allowedAccountIds: ["1"] },
      'provider.allowedAccountIds[0]: got "1"; must be an AWS account id of 12 digits, quoted',
    ],
    [{ allowedAccountId: [] }, 'provider.allowedAccountId: unknown setting; did you mean "allowedAccountIds"?'],
  ])("fails when it is to be %j", (provider, problem) => {
    expect(problemsOf(() => synthesizeSmallStack({ provider } as never))).toEqual([problem]);
  });
});

describe("the backend", () => {
  test("is a file beside cdktf.json, named after the stack, unless another is set", () => {
    expect(synthesizeSmallStack().terraform["backend"]).toEqual({
      local: { path: "../../../terraform.security-monitoring.tfstate" },
    });
    expect(synthesizeSmallStack({ stackName: "soc" }).terraform["backend"]).toEqual({
      local: { path: "../../../terraform.soc.tfstate" },
    });
  });

  test.each([
    ["local", { path: "my.tfstate" }],
    ["s3", { bucket: "state", key: "soc", region: "eu-west-1", use_lockfile: true, assume_role: { role_arn: "x" } }],
    ["remote", { organization: "soc", workspaces: { name: "monitoring" } }],
    ["azurerm", { storage_account_name: "state" }],
    ["gcs", { bucket: "state" }],
    ["http", { address: "https://example.com/state", retry_max: 0 }],
    ["pg", { conn_str: "postgres://" }],
    ["consul", { path: "state" }],
    ["kubernetes", { secret_suffix: "state" }],
    ["cos", { bucket: "state" }],
    ["oss", { bucket: "state" }],
  ])("is %s with its arguments as they are written", (type, config) => {
    const { terraform } = synthesizeSmallStack({ backend: { [type]: config } });
    expect(terraform["backend"]).toEqual({ [type]: config });
    expect(terraform).not.toHaveProperty("cloud");
  });

  test("may be partial, for `terraform init -backend-config`", () => {
    expect(synthesizeSmallStack({ backend: { s3: {} } }).terraform["backend"]).toEqual({ s3: {} });
  });

  test("of HCP Terraform is a cloud block", () => {
    const cloud = { organization: "soc", workspaces: { name: "monitoring" } };
    const { terraform } = synthesizeSmallStack({ backend: { cloud } });
    expect(terraform["cloud"]).toEqual(cloud);
    expect(terraform).not.toHaveProperty("backend");
  });

  test("fails when there are two", () => {
    expect(problemsOf(() => synthesizeSmallStack({ backend: { s3: {}, local: {} } }))).toEqual([
      expect.stringContaining("; must be exactly one backend, such as s3: {bucket: …, key: …, use_lockfile: true}"),
    ]);
  });

  test("fails when it is a name only", () => {
    expect(problemsOf(() => synthesizeSmallStack({ backend: "s3" } as never))).toEqual([
      'backend: got "s3"; must be a backend, such as s3: {bucket: …, key: …, use_lockfile: true}',
    ]);
  });

  test("fails when Terraform has no such backend", () => {
    const [problem] = problemsOf(() => synthesizeSmallStack({ backend: { s4: {} } } as never));
    expect(problem).toMatch(/^backend\.s4: /);
  });
});

test("the stack runs on a range of Terraform and provider versions, though cdktf pins its own", () => {
  expect(synthesizeSmallStack().terraform).toMatchObject({
    required_version: ">= 1.5.0",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
  });
});

test.each(["", "a b", "a/b", "s".repeat(65), "constructor", "__proto__"])(
  "the name of a stack fails when it is %j",
  (stackName) => {
    expect(problemsOf(() => synthesizeSmallStack({ stackName }))).toEqual([
      `stackName: got "${stackName}"; must be a name of 1 to 64 letters, digits, _ and -, not one that JavaScript's objects have`,
    ]);
  },
);

describe("the outputs", () => {
  test("all exist, with descriptions", () => {
    const { outputs } = synthesizeStack();
    expect(Object.keys(outputs).sort()).toEqual([
      "access_log_bucket_name",
      "alarm_arns",
      "alert_key_arn",
      "config_bucket_name",
      "event_patterns",
      "log_group_name",
      "log_key_arn",
      "pending_subscriptions",
      "recorder_name",
      "required_policies",
      "rule_names",
      "topic_arn",
      "trail_arn",
      "trail_bucket_name",
    ]);
    for (const { description } of Object.values(outputs)) expect(description).toMatch(/\.$/);
  });

  test("omit disabled parts, except lists and maps, which are empty", () => {
    const settings = { trail: { enabled: false }, config: { enabled: false }, detections: { enabled: false } };
    const { outputs } = synthesizeStack(settings);
    expect(Object.keys(outputs).sort()).toEqual([
      "alarm_arns",
      "alert_key_arn",
      "event_patterns",
      "pending_subscriptions",
      "required_policies",
      "rule_names",
      "topic_arn",
    ]);
    expect([outputs["alarm_arns"], outputs["rule_names"]]).toMatchObject([{ value: [] }, { value: [] }]);
    expect(outputs["required_policies"]).toMatchObject({ value: {} });
  });
});

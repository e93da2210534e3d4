import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RegionalMonitoring, SecurityMonitoring } from "../../../src";
import { readDeployment } from "../../../src/cli/deployment/deployment";
import { AppStack } from "../../support/app-stack";
import { Project } from "../../support/project";
import { stateOf } from "../../support/terraform-state";

const call = "module.security_monitoring";
const at = (address: string) => `${call}.module.${address}`;
const arn = (service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:111122223333:${resource}`;

const attributes: Readonly<Record<string, object>> = {
  [at("evidence_protection.terraform_data.run_leave_to_remove_the_protection")]: {},
  [at("alert_topic[0].aws_sns_topic.topic")]: {
    arn: arn("sns", "security-alerts"),
    name: "security-alerts",
    kms_master_key_id: arn("kms", "key/1"),
  },
  [at("alert_topic[0].aws_sns_topic_policy.policy")]: { arn: arn("sns", "security-alerts"), policy: "{}" },
  [at("alert_subscriptions.aws_sns_topic_subscription.https")]: {
    arn: arn("sns", "security-alerts:1"),
    topic_arn: arn("sns", "security-alerts"),
    protocol: "https",
    endpoint: "https://example.com/?token=hunter2",
  },
};

let project: Project;

beforeEach(() => {
  project = new Project();
});

afterEach(() => {
  project.remove();
});

function pulled(all: Readonly<Record<string, object>> = attributes): string {
  return stateOf(
    Object.keys(all),
    Object.fromEntries(Object.entries(all).map(([address, own]) => [address, { attributes: own }])),
  );
}

/** The same as `terraform show -json` prints it. */
function shown(text: string): string {
  const { resources } = JSON.parse(text) as {
    resources: {
      module: string;
      mode: string;
      type: string;
      name: string;
      provider: string;
      instances: { attributes: object }[];
    }[];
  };
  const child_modules = resources.map(({ module, provider, instances, ...rest }) => ({
    address: module,
    resources: [
      { ...rest, provider_name: provider.replace(/^provider\["(.*)"\]$/, "$1"), values: instances[0]!.attributes },
      { ...rest, deposed_key: "ab12cd34", provider_name: "gone", values: {} },
    ],
  }));
  return JSON.stringify({
    format_version: "1.0",
    values: { root_module: { child_modules: [{ address: call, child_modules }] } },
  });
}

function read(text: string, what?: string) {
  const state = join(project.folder, "state.json");
  writeFileSync(state, text);
  return readDeployment(what, { dir: project.folder, state });
}

const without = (address: string) =>
  pulled(Object.fromEntries(Object.entries(attributes).filter(([a]) => a !== address)));

test.each([
  ["terraform state pull", pulled()],
  ["terraform show -json", shown(pulled())],
])("is read from what %s prints", (_, text) => {
  const deployment = read(text);
  expect(deployment).toMatchObject({ name: call, region: "eu-west-1", account: "111122223333", partition: "aws" });
  expect(deployment.topics).toEqual({ people: arn("sns", "security-alerts") });
  expect(deployment.all("aws_sns_topic", "alert_topic").map(({ attributes: own }) => own.name)).toEqual([
    "security-alerts",
  ]);
  expect(deployment.all("aws_sns_topic", "chat_alert_topic")).toEqual([]);
  expect(deployment.all("aws_sns_topic_subscription")).toHaveLength(1);
});

test("keeps nothing of the address of a subscriber", () => {
  expect(JSON.stringify(read(pulled()))).not.toContain("hunter2");
});

test("keeps of the environment of a function what a remediation is told, and nothing else", () => {
  const role = "arn:aws:iam::111122223333:role/remediate";
  const variables = { REMEDIATION: '{"name":"restricted-ssh"}', TOKEN: "hunter2" };
  const deployment = read(
    pulled({
      ...attributes,
      [at("remediation[0].aws_lambda_function.function")]: {
        arn: arn("lambda", "function:remediate"),
        function_name: "remediate",
        role,
        runtime: "nodejs22.x",
        source_code_hash: "hash",
        environment: [{ variables }],
        filename: "repair.zip",
      },
    }),
  );
  expect(deployment.all("aws_lambda_function").map(({ attributes: own }) => own)).toEqual([
    {
      arn: arn("lambda", "function:remediate"),
      function_name: "remediate",
      role,
      runtime: "nodejs22.x",
      source_code_hash: "hash",
      environment: [{ variables: { REMEDIATION: variables.REMEDIATION } }],
    },
  ]);
});

test("has the rules with a schedule, which have no pattern", () => {
  const sweep = {
    arn: arn("events", "rule/sweep"),
    name: "sweep",
    event_bus_name: "default",
    description: "Examines",
    event_pattern: null,
    schedule_expression: "cron(0 4 * * ? *)",
    state: "ENABLED",
  };
  const deployment = read(pulled({ ...attributes, [at("remediation[0].aws_cloudwatch_event_rule.sweep")]: sweep }));
  expect(deployment.all("aws_cloudwatch_event_rule").map(({ attributes: own }) => own)).toEqual([sweep]);
});

test("is in the account of its own resources, not in that of the management account, which owns the organization trail", () => {
  const trail = {
    arn: "arn:aws:cloudtrail:eu-west-1:999988887777:trail/organization",
    is_organization_trail: true,
    name: "organization",
    s3_bucket_name: "logs",
    kms_key_id: arn("kms", "key/1"),
    cloud_watch_logs_group_arn: arn("logs", "log-group:events:*"),
  };
  const ofTrail = {
    [at("organization_trail[0].aws_cloudtrail.trail")]: trail,
    [at("organization_trail[0].aws_iam_role.delivery_role")]: {
      arn: arn("iam", "role/delivery", ""),
      name: "delivery",
    },
    [at("organization_trail[0].aws_iam_role_policy.delivery_policy")]: {
      role: "delivery",
      name: "deliver",
      policy: "{}",
    },
  };
  const deployment = read(pulled({ ...ofTrail, ...attributes }));
  expect([deployment.account, deployment.all("aws_cloudtrail")]).toMatchObject([
    "111122223333",
    [{ attributes: trail }],
  ]);
});

test("has the existing topic that the alarms publish to, and the topics of the targets", () => {
  const alarm = (name: string, actions: readonly string[] | null) => ({
    arn: arn("cloudwatch", `alarm:${name}`),
    alarm_name: name,
    actions_enabled: true,
    alarm_actions: actions,
  });
  const target = { rule: "a", event_bus_name: "default", target_id: "chat", role_arn: "", dead_letter_config: [] };
  const { topics } = read(
    pulled({
      [at("evidence_protection.terraform_data.run_leave_to_remove_the_protection")]: {},
      [at("detections[0].aws_cloudwatch_metric_alarm.alarm")]: alarm("a", [arn("sns", "theirs")]),
      [at("detection_rules[0].aws_cloudwatch_event_target.chat")]: { ...target, arn: arn("sns", "chat") },
    }),
  );
  expect(topics).toEqual({ people: arn("sns", "theirs"), chat: arn("sns", "chat") });
});

test("has a forwarder beside the call apart, with its region, and none that is elsewhere", () => {
  const queue = { name: "q", url: "https://sqs" };
  const Source = "./module/modules/event-forwarder";
  const Modules = [
    { Key: "forwarder", Source },
    { Key: "other.forwarder", Source },
  ];
  mkdirSync(join(project.folder, ".terraform/modules"), { recursive: true });
  writeFileSync(join(project.folder, ".terraform/modules/modules.json"), JSON.stringify({ Modules }));
  const deployment = read(
    pulled({
      ...attributes,
      "module.forwarder.aws_sqs_queue.dead_letters": { ...queue, arn: arn("sqs", "q", "us-east-1") },
      "module.other.module.forwarder.aws_sqs_queue.dead_letters": { ...queue, arn: arn("sqs", "q", "us-west-2") },
    }),
  );
  expect(deployment.all("aws_sqs_queue")).toEqual([]);
  expect(deployment.elsewhere.map(({ region }) => region)).toEqual(["us-east-1"]);
  expect(deployment.elsewhere[0]!.all("aws_sqs_queue")).toHaveLength(1);
});

test("has the forwarder beside the call in the same instance of a module with count or for_each", () => {
  const Modules = [{ Key: "site.forwarder", Source: "./module/modules/event-forwarder" }];
  mkdirSync(join(project.folder, ".terraform/modules"), { recursive: true });
  writeFileSync(join(project.folder, ".terraform/modules/modules.json"), JSON.stringify({ Modules }));
  const [mine, other] = ['module.site["a.b"]', 'module.site["c"]'];
  const queue = (region: string) => ({ name: "q", url: "https://sqs", arn: arn("sqs", "q", region) });
  const deployment = read(
    pulled({
      ...Object.fromEntries(Object.entries(attributes).map(([address, own]) => [`${mine}.${address}`, own])),
      [`${mine}.module.forwarder[0].aws_sqs_queue.dead_letters`]: queue("us-east-1"),
      [`${other}.module.forwarder[0].aws_sqs_queue.dead_letters`]: queue("us-west-2"),
    }),
  );
  expect(deployment.elsewhere.map(({ region }) => region)).toEqual(["us-east-1"]);
});

test.each([true, false])("has the further regions of an app, with readable addresses: %s", (isReadable) => {
  const app = new AppStack(isReadable);
  const { outputs } = new SecurityMonitoring(app.stack, "home", {
    regions: ["us-east-1"],
    securityHub: { enabled: true },
  });
  new RegionalMonitoring(app.stack, "us", {
    provider: app.provider("us-east-1"),
    region: "us-east-1",
    homeRegion: "eu-west-1",
    monitoring: outputs.regional,
  });
  writeFileSync(join(project.folder, "cdk.tf.json"), app.text());
  const [topic] = Object.values(attributes).slice(1);
  const own = [
    ...app.addresses("home").map((address): [string, object] => {
      return [address, address.startsWith("aws_sns_topic.") ? topic! : { arn: arn("sns", "x"), policy: "{}" }];
    }),
    ...app.addresses("us").map((address): [string, object] => {
      return [address, { arn: arn("securityhub", "hub/default", "us-east-1") }];
    }),
  ].filter(([address]) =>
    /^(terraform_data|aws_sns_topic|aws_sns_topic_policy|aws_securityhub_account)\./.test(address),
  );
  const deployment = read(pulled(Object.fromEntries(own)));
  expect(deployment).toMatchObject({ name: "account/home", region: "eu-west-1" });
  expect(deployment.elsewhere.map(({ region }) => region)).toEqual(["us-east-1"]);
  expect(deployment.elsewhere[0]!.all("aws_securityhub_account", "security_hub")).toHaveLength(1);
});

test.each([
  ["no state", "", /^No state found in .*state\.json: run this in the folder/],
  ["a state without resources of ours", stateOf(["aws_s3_bucket.trail_bucket"]), /contains no resources of this monit/],
  ["a plan", '{"format_version":"1.2","planned_values":{}}', /contains a plan: show the state/],
  ["something else", "Welcome!", /contains something that is not a state/],
  [
    "half a deployment",
    without(at("alert_topic[0].aws_sns_topic_policy.policy")),
    /is not complete: .*aws_sns_topic_policy\.policy is missing/,
  ],
  ["a newer version", pulled({ ...attributes, [at("novelty.aws_sns_topic.topic")]: {} }), /does not know: .*novelty/],
  [
    "an older version",
    pulled({ ...attributes, [at("alert_topic[0].aws_sns_topic.topic")]: { arn: "a" } }),
    /has no name, kms_master_key_id in the state: run terraform apply/,
  ],
  [
    "what is not applied",
    pulled({ [at("evidence_protection.terraform_data.run_leave_to_remove_the_protection")]: {} }),
    /is deployed nowhere yet: run terraform apply/,
  ],
])("of %s is refused", (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});

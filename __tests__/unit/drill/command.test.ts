import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Access } from "../../../src/cli/aws/connection";
import { drillWith } from "../../../src/cli/commands/drill";
import { Deployment, type Deployed, type ResourceType } from "../../../src/cli/deployment/deployment";
import * as deployments from "../../../src/cli/deployment/deployment";
import { drill } from "../../../src/cli/drill/command";
import { targetOf } from "../../../src/cli/drill/target";
import { Stop } from "../../../src/cli/stop";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { account, DrilledAccount, region, topicArn } from "../../support/drilled-account";
import { accessThrough } from "../../support/fake-aws";

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const chatArn = `${topicArn}-chat`;
const foreignArn = `arn:aws:sns:${region}:999988887777:theirs`;

function resource<T extends ResourceType>(type: T, capability: string, attributes: object, key?: string) {
  return { type, capability, key, attributes } as Deployed<ResourceType>;
}
const filter = (key: string) =>
  resource(
    "aws_cloudwatch_log_metric_filter",
    "detections",
    {
      name: key,
      log_group_name: "trail",
      pattern: `{ $.eventName = "${key}" }`,
      metric_transformation: [{ name: key.replace(/\/.*/, ""), namespace: "SecurityMonitoring", value: "1" }],
    },
    key,
  );
const deployment = new Deployment("module.security_monitoring", [
  resource("aws_sns_topic", "alert_topic", { arn: topicArn, name: "security-alerts", kms_master_key_id: "" }),
  resource("aws_sns_topic", "chat_alert_topic", { arn: chatArn, name: "security-alerts-chat", kms_master_key_id: "" }),
  resource(
    "aws_cloudwatch_metric_alarm",
    "detections",
    {
      arn: arn("cloudwatch", "alarm:acme-root-account-usage"),
      alarm_name: "root-account-usage",
      actions_enabled: true,
      alarm_actions: [topicArn, chatArn],
    },
    "root-account-usage",
  ),
  resource("aws_cloudwatch_metric_alarm", "alert_delivery", {
    arn: arn("cloudwatch", "alarm:alerts-lost"),
    alarm_name: "alerts-lost",
    actions_enabled: true,
    alarm_actions: [foreignArn],
  }),
  ...["root-account-usage", "root-account-usage/security-hub", "root-account-usage/except"].map(filter),
  resource(
    "aws_cloudwatch_event_rule",
    "detection_rules",
    {
      arn: arn("events", "rule/alarm-disabled"),
      name: "alarm-disabled",
      event_bus_name: "default",
      description: "An alarm was deleted, muted or set by hand (high)",
      event_pattern: "{}",
      state: "ENABLED",
    },
    "alarm-disabled",
  ),
  resource("aws_cloudwatch_event_target", "detection_rules", {
    rule: "alarm-disabled",
    event_bus_name: "default",
    target_id: "people",
    arn: topicArn,
    role_arn: "",
    dead_letter_config: [],
  }),
]);

test("a target is what the state says, without what counts nothing", () => {
  expect(targetOf(deployment)).toMatchObject({
    account,
    region,
    topics: [
      { arn: topicArn, audience: "people" },
      { arn: chatArn, audience: "chat" },
    ],
    alarms: [
      { name: "root-account-usage", detection: "root-account-usage", topicArns: [topicArn, chatArn] },
      { name: "alerts-lost", detection: undefined, topicArns: [foreignArn] },
    ],
    rules: [{ source: "alarm-disabled", title: "An alarm was deleted, muted or set by hand", topicArns: [topicArn] }],
    filters: [{ detection: "root-account-usage", pattern: '{ $.eventName = "root-account-usage" }' }],
    logGroupName: "trail",
  });
});

inTemporaryFolders();

afterEach(() => {
  jest.restoreAllMocks();
});

/** @param typed The answer of a person; undefined without a terminal. */
async function run(args: readonly string[], access: Access = new DrilledAccount().access(), typed?: string) {
  if (!jest.isMockFunction(deployments.readDeployment))
    jest.spyOn(deployments, "readDeployment").mockReturnValue(deployment);
  return runCaptured(
    ["drill", ...args],
    [drillWith(() => Promise.resolve({ drill }), access)],
    typed === undefined ? undefined : [typed],
  );
}

const failing = (name: string) =>
  accessThrough(() => {
    throw Object.assign(new Error("The security token is expired"), { name });
  });

test.each([
  [
    "expired credentials",
    [],
    failing("ExpiredTokenException"),
    /AWS rejects these credentials \(ExpiredTokenException/,
  ],
  ["no credentials", [], failing("CredentialsProviderError"), /no AWS credentials found/],
  [
    "another account",
    [],
    accessThrough(() => ({ Account: "999988887777", Arn: "arn:aws:iam::999988887777:user/me" })),
    /credentials are of account 999988887777 .*; the deployment is in 111122223333, us-east-1/,
  ],
  ["another region", ["--region", "eu-west-1"], undefined, /--region eu-west-1: the deployment is in us-east-1/],
  ["no answer", [], undefined, /Add --yes to do this: there is no terminal/],
  ["an endless wait", ["--wait", "121"], undefined, /must be 1 to 120 minutes/],
])("with %s it does nothing, and says why", async (_, args, access, message) => {
  const { exitCode, stdout, stderr } = await run(args, access);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
  expect(readdirSync(".")).toEqual([]);
});

test("without a state it says so", async () => {
  jest.spyOn(deployments, "readDeployment").mockImplementation(() => {
    throw new Stop("No state found in this folder");
  });
  expect(await run(["--yes"])).toEqual({ exitCode: 1, stdout: "", stderr: "No state found in this folder\n" });
});

test("it says what it will do and whom it alerts, and does nothing for a no", async () => {
  const fake = new DrilledAccount();
  const { exitCode, stderr } = await run([], fake.access(), "no");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("sets an alarm to ALARM, and back at the end: root-account-usage");
  expect(stderr).toMatch(/security-alerts +people: 1 email that is not confirmed/);
  expect(stderr).toMatch(/costs at most 0\.\d\d USD/);
  expect(stderr).not.toContain("security@example.com");
  expect(stderr).toMatch(/Nothing was done\.\n$/);
  expect(fake.calls.filter(({ call }) => /^(Create|Publish|Set|Subscribe)/.test(call))).toEqual([]);
});

test("for a yes it draws what has arrived, and prints and writes the result", async () => {
  const fake = new DrilledAccount();
  // The rule of the deployment reports that an alarm is set.
  const access = fake.access(undefined, (call) => {
    const { input } = fake.calls.at(-1)!;
    if (call === "SetAlarmState" && input["StateValue"] === "ALARM")
      fake.send(topicArn, `"HIGH: An alarm was deleted, muted or set by hand" ${String(input["StateReason"])}`);
    if (call === "SetAlarmState")
      fake.send(chatArn, JSON.stringify({ ...notification, NewStateReason: input["StateReason"] }));
  });
  const notification = {
    AlarmName: "root-account-usage",
    NewStateValue: "ALARM",
    StateChangeTime: new Date(Date.now() + 1000),
  };
  const { exitCode, stdout, stderr } = await run(["--html", "drill.html"], access, "yes");
  expect(stdout).toMatch(/^Drill \w{10} in account 111122223333, us-east-1: 2 of 2 alerts seen\n/);
  expect(stdout).toMatch(/root-account-usage +direct alarm +seen .* s security-alerts/);
  expect(stderr).toMatch(/0:0\d of 5:00\n.*Alert +Route +In log group/);
  expect(exitCode).toBe(0);
  expect(readFileSync("drill.html", "utf8")).toContain("<!doctype html>");
  expect(readdirSync(".")).toEqual(["drill.html"]);
});

test.each([
  ["drill.html", "was not written by this program: move it away, or name another file"],
  ["drill.txt", "must be a file that ends in .html"],
])("it writes no page to %s, and finds out before it does anything", async (file, why) => {
  writeFileSync(file, "theirs");
  const fake = new DrilledAccount();
  expect(await run(["--yes", "--html", file], fake.access())).toMatchObject({
    exitCode: 1,
    stderr: `--html ${file}: ${why}\n`,
  });
  expect(fake.calls).toEqual([]);
  expect(readFileSync(file, "utf8")).toBe("theirs");
});

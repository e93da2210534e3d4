import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { permissionPolicy, permissions } from "../../src/cli/adopt/permissions";
import type { Result } from "../../src/cli/adopt/render";
import { inShell } from "../../src/cli/invocation";
import { deployerPolicies } from "../../src/deployer-policy";
import { parseSettings, type MonitoringProps } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { deniedBy } from "../support/access";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { manualSetup } from "../support/manual-setup";
import { neutralEnvironment, runCommand } from "../support/process";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace, type Plan } from "../support/terraform";

const requirements = { terraform: true, awsProvider: true, emulator: true };
const moduleFolder = { copyOf: resolve(__dirname, "../../module") };
const rootUsage =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

/** Who is told the alerts is a question wherever a topic has subscribers. */
const told = ["--choose", "topic=manage"];

/** Runs the command as people do, in a folder. */
async function adopt(
  emulator: Emulator,
  folder: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const ending = await runCommand(process.execPath, [resolve(__dirname, "../../dist/cli.js"), "adopt", ...args], {
    cwd: folder,
    env: { ...neutralEnvironment(), ...emulator.env, ...env },
  });
  const result = (args.includes("--json") && ending.stdout ? JSON.parse(ending.stdout) : undefined) as Result;
  return { ...ending, result };
}

/** The addresses of a plan's changes by what happens to them. */
function addressesOf({ changes }: Plan): Record<string, string[]> {
  const byAction: Record<string, string[]> = {};
  for (const { address, action } of changes) (byAction[action] ??= []).push(address);
  for (const addresses of Object.values(byAction)) addresses.sort();
  return byAction;
}

function changedBy(result: Result): string[] {
  return [...new Set(result.changes.map(({ address }) => address!))].sort();
}

/** An emulator, and an empty folder to run in. */
function account() {
  const held = {} as { emulator: Emulator; folder: string; workspace: TerraformWorkspace };
  beforeAll(async () => {
    held.emulator = await startEmulator();
    held.workspace = new TerraformWorkspace({ module: moduleFolder }, { env: held.emulator.env });
    held.folder = mkdtempSync(join(tmpdir(), "adopt-"));
  });
  afterAll(async () => {
    held.workspace?.remove();
    if (held.folder) rmSync(held.folder, { recursive: true, force: true });
    await held.emulator?.stop();
  });
  return held;
}

describeWith(requirements, "adopt a manual setup", () => {
  const held = account();
  const call = "module.security_monitoring.module";
  let settings: MonitoringProps;
  /** A hub is left unchanged unless it is chosen. */
  const answers = [...told, "--choose", "security-hub=manage"];

  beforeAll(async () => {
    const hand = manualSetup(held.emulator);
    await hand.trail("security-monitoring-trail", { retentionDays: 90 });
    await hand.recorder("default");
    await hand.hub("aws-foundational-security-best-practices/v/1.0.0");
    await hand.rule("s3-bucket-public-read-prohibited", "S3_BUCKET_PUBLIC_READ_PROHIBITED");
    await hand.rule("s3-bucket-public-write-prohibited", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED");
    await hand.rule("restricted-ssh", "INCOMING_SSH_DISABLED");
    await hand.topic("security-alerts", ["email", "security@example.com"]);
    const logGroupName = "security-monitoring-trail-events";
    await hand.detection("RootUsage", { pattern: rootUsage, logGroupName, topicName: "security-alerts" });
  });

  /** The rules that publish alerts: of two event patterns, AWS Config, an event forwarder and two severities of Security Hub. */
  const eventRules = (address: (capability: string, type: string, name: string) => string) => [
    address("alert_delivery", "aws_cloudwatch_metric_alarm", "lost"),
    address("alert_delivery", "aws_cloudwatch_metric_alarm", "undelivered"),
    address("alert_delivery", "aws_iam_role", "role"),
    address("alert_delivery", "aws_iam_role_policy", "policy"),
    address("alert_delivery", "aws_sqs_queue", "dead_letters"),
    address("config_first_evaluations", "aws_cloudwatch_event_rule", 'rule["config-first-evaluations"]'),
    address("config_first_evaluations", "aws_cloudwatch_event_target", 'target["config-first-evaluations"]'),
    address("config_first_evaluations", "aws_cloudwatch_metric_alarm", 'alarm["config-first-evaluations"]'),
    address("config_first_evaluations", "aws_sqs_queue", "queue"),
    ...[
      ["config_alerts", "config-noncompliant"],
      ["detection_rules", "root-account-usage"],
      ["detection_rules", "root-account-usage.console"],
      ["forwarding_alerts", "events-not-forwarded"],
      ["security_hub_alerts", "security-hub-critical"],
      ["security_hub_alerts", "security-hub-high"],
    ].flatMap(([capability, rule]) => [
      address(capability!, "aws_cloudwatch_event_rule", `rule["${rule}"]`),
      address(capability!, "aws_cloudwatch_event_target", `people["${rule}"]`),
    ]),
  ];

  /** What has no twin yet; the rest is imported. */
  const missing = (address: (capability: string, type: string, name: string) => string) => [
    ...["bucket", "policy"].map((part) =>
      address("access_log_bucket", `aws_s3_bucket${part === "bucket" ? "" : `_${part}`}`, part),
    ),
    address("alert_key", "aws_kms_alias", "alias"),
    address("alert_key", "aws_kms_key", "key"),
    address("audit_trail", "aws_iam_role_policy", "delivery_policy"),
    ...["config_access_logging", "trail_access_logging"].map((logging) =>
      address(logging, "aws_s3_bucket_logging", "logging"),
    ),
    ...["access_log_bucket", "config_bucket", "trail_bucket"].flatMap((bucket) => [
      address(bucket, "aws_s3_bucket_lifecycle_configuration", "lifecycle"),
      address(bucket, "aws_s3_bucket_ownership_controls", "ownership"),
      address(bucket, "aws_s3_bucket_public_access_block", "public_access"),
      address(bucket, "aws_s3_bucket_server_side_encryption_configuration", "encryption"),
      address(bucket, "aws_s3_bucket_versioning", "versioning"),
    ]),
    address("detections", "aws_cloudwatch_log_metric_filter", 'filter["root-account-usage"]'),
    address("detections", "aws_cloudwatch_log_metric_filter", 'filter["root-account-usage/console"]'),
    address("detections", "aws_cloudwatch_log_metric_filter", 'filter["root-account-usage/security-hub"]'),
    address("detections", "aws_cloudwatch_metric_alarm", 'alarm["root-account-usage"]'),
    address("log_key", "aws_kms_alias", "alias"),
    address("log_key", "aws_kms_key", "key"),
    ...eventRules(address),
  ];
  const changed = (address: (capability: string, type: string, name: string) => string) => [
    address("alert_topic", "aws_sns_topic", "topic"),
    address("alert_topic", "aws_sns_topic_policy", "policy"),
    address("audit_trail", "aws_cloudtrail", "trail"),
    address("audit_trail", "aws_iam_role", "delivery_role"),
    address("config_bucket", "aws_s3_bucket_policy", "policy"),
    address("config_recorder", "aws_config_delivery_channel", "channel"),
    address("config_rules", "aws_config_config_rule", 'rule["restricted-ssh"]'),
    address("config_rules", "aws_config_config_rule", 'rule["s3-bucket-public-read-prohibited"]'),
    address("config_rules", "aws_config_config_rule", 'rule["s3-bucket-public-write-prohibited"]'),
    address("log_group", "aws_cloudwatch_log_group", "group"),
    address("trail_bucket", "aws_s3_bucket_policy", "policy"),
  ];
  /** What Terraform notes down of the evidence, and no account has. */
  const notes = ["access_log_bucket", "config_bucket", "log_group", "log_key", "security_hub", "trail_bucket"].map(
    (kept) => `${call}.evidence_protection.terraform_data.run_leave_to_remove_the_protection["${kept}"]`,
  );
  const inModule = (capability: string, type: string, name: string) => `${call}.${capability}[0].${type}.${name}`;
  const subscription = 'alert_subscriptions.aws_sns_topic_subscription.email["security@example.com"]';

  test("under the stack: the plan imports everything, replaces nothing, and changes what adopt says", async () => {
    const { exitCode, result } = await adopt(held.emulator, held.folder, ["--stack", "--json", ...answers]);
    expect([exitCode, result.files]).toEqual([
      0,
      ["security-monitoring.yaml", "cdktf.out/stacks/security-monitoring/imports.tf"],
    ]);
    const synthesis = await runCommand(process.execPath, [resolve(__dirname, "../../dist/main.js")], {
      cwd: held.folder,
      env: neutralEnvironment(),
    });
    expect(synthesis).toMatchObject({ exitCode: 0, stderr: "" });
    const stack = new TerraformWorkspace(join(held.folder, "cdktf.out/stacks/security-monitoring"), {
      env: held.emulator.env,
    });
    try {
      stack.write({ "backend_override.tf": 'terraform {\n  backend "local" {}\n}\n' });
      await stack.init();
      const plan = await stack.plan();
      const { create, update, ...others } = addressesOf(plan);
      expect(others).toEqual({});
      expect(plan.imports).toBe(19);
      expect(update).toEqual(changedBy(result).filter((address) => !create!.includes(address)));
      expect(update).toHaveLength(12);
      const isForwarder = (address: string) => address.includes(".event_forwarder_");
      // Role, policy, queue, alarm, and the rules with their targets: of one event pattern, and of itself.
      expect(create!.filter(isForwarder)).toHaveLength(8);
      const inRegion = create!.filter((address) => !address.startsWith("output.") && !isForwarder(address));
      expect(inRegion).toHaveLength(missing(inModule).length + notes.length);
    } finally {
      stack.remove();
    }
  });

  test("under the module: the plan imports everything, replaces nothing, and changes what adopt says", async () => {
    const { workspace } = held;
    const { exitCode, stderr, result } = await adopt(held.emulator, workspace.directory, ["--json", ...answers]);
    settings = result.settings as MonitoringProps;
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(result.files).toEqual(["security_monitoring.tf", "security_monitoring_imports.tf"]);
    for (const file of result.files) {
      const formatted = await runCommand("terraform", ["fmt", "-check", file], {
        cwd: workspace.directory,
        env: neutralEnvironment(),
      });
      expect([file, formatted.exitCode]).toEqual([file, 0]);
    }
    await workspace.init();
    const plan = await workspace.plan();
    expect(plan.imports).toBe(19);
    expect(addressesOf(plan)).toEqual({
      create: [...missing(inModule), ...notes].sort(),
      update: [...changed(inModule), `${call}.${subscription}`].sort(),
    });
    expect(changedBy(result).filter((address) => !missing(inModule).includes(address))).toEqual(
      addressesOf(plan)["update"],
    );
  });

  test("says what an owner would want to know", async () => {
    const { stdout } = await adopt(held.emulator, held.folder, ["--dry-run", ...answers]);
    expect(stdout).toContain("Adopted:\n  trail security-monitoring-trail: it belongs to this account\n");
    expect(stdout).toContain(
      "aws_cloudtrail.trail: its files are encrypted with a KMS key (Security Hub CloudTrail.2;",
    );
    expect(stdout).toContain("Recommended: trail.logRetentionDays: 365 (Security Hub CloudWatch.16).");
    expect(stdout).toContain(
      "\nWeaker than the default, or open to others:\n  trail.logRetentionDays: 90 (default: 365); ",
    );
    expect(stdout).toContain(
      "filter RootUsage and alarm RootUsageAlarm search for the same events, and AWS cannot rename them",
    );
    expect(stdout).toContain("access to security-monitoring-trail-files is logged to a new bucket");
    expect(stdout).toContain("S3 bucket for the server access logs of the other buckets.");
    expect(stdout).toContain(
      "From now on Terraform refuses every plan that would delete or replace the adopted buckets",
    );
    expect(stdout).not.toContain("Terraform refuses every plan that would delete or replace what is named here");
    expect(stdout).not.toContain("Wrote");
    expect(stdout).toContain("Would write:\n  security_monitoring.tf\n  security_monitoring_imports.tf\n");
    expect(stdout).toMatch(/Conflicts of an apply [^]*\n {2}trail security-monitoring-trail: the apply fails half-way/);
  });

  test("is applied, and leaves nothing to do, with the trail, its name and its bucket where they were", async () => {
    const { workspace, emulator } = held;
    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);
    const { trailList } = await new CloudTrailClient(clientConfig(emulator)).send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([
      expect.objectContaining({
        Name: "security-monitoring-trail",
        S3BucketName: "security-monitoring-trail-files",
        CloudWatchLogsLogGroupArn: expect.stringContaining(":log-group:security-monitoring-trail-events:*"),
        KmsKeyId: expect.stringMatching(/^arn:aws:kms:/),
      }),
    ]);
  });

  test("asked for nothing that the deployer's policies for these settings do not allow", async () => {
    const policies = [deployerPolicies(parseSettings(stackSettings, settings, "settings"))];
    expect(await deniedBy(policies, await held.emulator.requests(), held.emulator.region)).toEqual([]);
  });

  test("then finds that it is ours: a lost state is had back without a change", async () => {
    const again = new TerraformWorkspace({ module: moduleFolder }, { env: held.emulator.env });
    try {
      const { exitCode, result } = await adopt(held.emulator, again.directory, ["--json", ...answers]);
      expect(exitCode).toBe(0);
      expect(result.new).toEqual([]);
      await again.init();
      const plan = await again.plan();
      expect(addressesOf(plan)).toEqual({ create: notes, update: changedBy(result) });
      expect(result.settings).toMatchObject({ accessLogs: { bucketName: expect.stringMatching(/^access-logs-/) } });
      // The emulator forgets how often a recorder records.
      for (const { change } of result.changes) expect(change).toMatch(/^(no change in AWS|records continuously)$/);
      const imported = result.imports.map(({ to }) => to);
      expect(imported).toEqual(expect.arrayContaining(eventRules(inModule)));
      await again.apply();
      expect((await again.plan()).changes).toEqual([]);
    } finally {
      again.remove();
    }
  });

  test("overwrites nothing unless forced", async () => {
    const { workspace, emulator } = held;
    const before = readFileSync(join(workspace.directory, "security_monitoring.tf"), "utf8");
    const { exitCode, stderr } = await adopt(emulator, workspace.directory, [
      "--choose",
      "detections=theirs",
      ...answers,
    ]);
    expect([exitCode, readFileSync(join(workspace.directory, "security_monitoring.tf"), "utf8")]).toEqual([1, before]);
    expect(stderr).toContain("  security_monitoring.tf: exists\n  security_monitoring_imports.tf: exists");
    expect((await adopt(emulator, workspace.directory, ["--force", ...answers])).exitCode).toBe(0);
  });
});

describeWith({ emulator: true }, "adopt in an empty account", () => {
  const held = account();

  test("finds nothing, and writes plain settings", async () => {
    const { exitCode, stdout } = await adopt(held.emulator, held.folder);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("No existing resources were found.");
    expect(readdirSync(held.folder)).toEqual(["security_monitoring.tf"]);
    expect(readFileSync(join(held.folder, "security_monitoring.tf"), "utf8")).toBe(
      'module "security_monitoring" {\n  source = "./module"\n}\n',
    );
  });

  test("asks about an existing alarm that has a default name and watches something else", async () => {
    await new CloudWatchClient(clientConfig(held.emulator)).send(
      new PutMetricAlarmCommand({
        AlarmName: "root-account-usage",
        MetricName: "Logins",
        Namespace: "Billing",
        Statistic: "Sum",
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
    const { exitCode, stdout, stderr } = await adopt(held.emulator, held.folder, ["--dry-run"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("names: alarm root-account-usage watches Billing/Logins");
    expect(stderr).toContain('  name_prefix = "monitoring-"\n');
    expect((await adopt(held.emulator, held.folder, ["--dry-run", "--choose", "names=theirs"])).exitCode).toBe(0);
  });

  test("asks about an existing event rule and a queue that have a default name and another purpose", async () => {
    const { emulator, folder } = held;
    const events = new EventBridgeClient(clientConfig(emulator));
    const sqs = new SQSClient(clientConfig(emulator));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "security-alert-rules" }));
    await events.send(new PutRuleCommand({ Name: "config-noncompliant", EventPattern: '{"source":["aws.config"]}' }));
    const Arn = manualSetup(emulator).arn("sqs", "security-alert-rules");
    await events.send(new PutTargetsCommand({ Rule: "config-noncompliant", Targets: [{ Id: "people", Arn }] }));
    const answer = ["--dry-run", "--choose", "names=theirs"];
    const { exitCode, stderr } = await adopt(emulator, folder, answer);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "event-rules: queue security-alert-rules: its policy is another one; event rule config-noncompliant: none of its targets has",
    );
    expect(stderr).toContain("  event rule config-noncompliant: AWS overwrites it without a warning");
    const theirs = await adopt(emulator, folder, [...answer, "--json", "--choose", "event-rules=theirs"]);
    expect(theirs.result).toMatchObject({ imports: [], settings: { alerts: { instant: false } } });
    const ours = await adopt(emulator, folder, [...answer, "--json", "--choose", "event-rules=ours"]);
    expect(ours.result.imports.map(({ id }) => id)).toEqual([
      QueueUrl,
      "config-noncompliant",
      "config-noncompliant/people",
    ]);
  });
});

describeWith(requirements, "adopt where there are two of a kind", () => {
  const held = account();

  beforeAll(async () => {
    const hand = manualSetup(held.emulator);
    await hand.trail("company-trail", { lockDays: 30 });
    await hand.accessLogs("company-access-logs", "company-trail-files", "trail/");
    await hand.trail("other-trail");
    await hand.topic("security-alerts");
    await hand.topic("company-alerts");
    await hand.detection("RootUsage", {
      pattern: rootUsage,
      logGroupName: "company-trail-events",
      topicName: "company-alerts",
    });
  });

  test("asks which, with the flags that answer, and writes nothing", async () => {
    const { exitCode, stdout, stderr } = await adopt(held.emulator, held.folder);
    const topics = ["company-alerts", "security-alerts"].map((name) => manualSetup(held.emulator).arn("sns", name));
    expect([exitCode, stdout]).toEqual([2, ""]);
    for (const choice of [
      "trail=company-trail",
      "trail=use:other-trail",
      "trail=new",
      "trail=none",
      ...topics.map((arn) => `topic=${arn}`),
    ]) {
      expect(stderr).toContain(`--choose ${inShell(choice)} `);
    }
    expect(readdirSync(held.folder)).toEqual([]);
  });

  test("adopts the chosen trail, and leaves the other one unchanged", async () => {
    const { workspace, emulator } = held;
    const { exitCode, result } = await adopt(emulator, workspace.directory, [
      "--json",
      ...["trail=company-trail", "topic=use:company-alerts"].flatMap((choice) => ["--choose", choice]),
    ]);
    expect(exitCode).toBe(0);
    expect(result.found).toContainEqual({ kind: "trail", id: "other-trail", mode: "not-adopted", reason: "chosen" });
    expect(result.new).not.toContainEqual(expect.stringContaining("must allow"));
    // Its access logs and its lock stay what they are.
    expect(result.settings).toMatchObject({
      accessLogs: { existingBucket: { name: "company-access-logs" } },
      trail: { objectLock: { mode: "GOVERNANCE", days: 30 } },
    });
    expect(result.changes).toContainEqual(
      expect.objectContaining({
        address: "module.security_monitoring.module.trail_access_logging[0].aws_s3_bucket_logging.logging",
        change: 'its prefix: "trail/" → "company-trail-files/"',
      }),
    );
    await workspace.init();
    const plan = await workspace.plan();
    const { create, update, ...others } = addressesOf(plan);
    expect(others).toEqual({});
    expect(plan.imports).toBe(result.imports.length);
    expect(update).toEqual(changedBy(result).filter((address) => !create!.includes(address)));
    expect(JSON.stringify(result.imports)).not.toContain("other-trail");
    expect(create!.filter((address) => /sns_topic|access_log_bucket|trail_access|object_lock/.test(address))).toEqual(
      [],
    );
  });
});

describeWith({ emulator: true }, "adopt with a planted alarm that notifies a foreign topic", () => {
  const held = account();
  const topic = "arn:aws:sns:eu-west-1:999988887777:theirs";
  const answer = (...choices: string[]) => choices.flatMap((choice) => ["--choose", choice]);

  beforeAll(async () => {
    const hand = manualSetup(held.emulator);
    await hand.trail("company-trail");
    await hand.detection("root-account-usage", {
      pattern: rootUsage,
      logGroupName: "company-trail-events",
      topicName: "",
      alarm: {
        AlarmName: "root-account-usage",
        AlarmActions: [topic],
        ActionsEnabled: false,
        Threshold: 1_000_000,
        Period: 86400,
      },
    });
  });

  test("asks who receives the alerts, lists weaknesses, and writes nothing", async () => {
    const { exitCode, stdout, stderr } = await adopt(held.emulator, held.folder);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("account 999988887777 decides who receives its alerts. Choose one:");
    for (const choice of [`topic=${topic}`, "topic=new", "silent-alarms=enable", "silent-alarms=keep"])
      expect(stderr).toContain(`--choose ${inShell(choice)} `);
    expect(readdirSync(held.folder)).toEqual([]);
  });

  test("manages the topic only if a person chooses it, and lists every weakness in either case", async () => {
    const ours = await adopt(held.emulator, held.folder, answer("topic=new", "silent-alarms=enable"));
    expect([ours.exitCode, ours.stderr]).toEqual([0, ""]);
    expect(readFileSync(join(held.folder, "security_monitoring.tf"), "utf8")).not.toMatch(
      /999988887777|actions_enabled/,
    );
    const theirs = await adopt(held.emulator, held.folder, [
      "--force",
      ...answer(`topic=${topic}`, "silent-alarms=keep"),
    ]);
    expect(readFileSync(join(held.folder, "security_monitoring.tf"), "utf8")).toContain(`arn = "${topic}"`);
    const alarm = "detections.overrides.root-account-usage";
    for (const { stdout } of [ours, theirs]) {
      expect(stdout).toContain(`\n  ${alarm}.threshold: 1000000 (default: 1); `);
      expect(stdout).toContain(`\n  ${alarm}.periodSeconds: 86400 (default: 300); `);
    }
    expect(theirs.stdout).toContain(`\n  alerts.existingTopic.arn: ${topic} (default: unset); account 999988887777`);
    expect(theirs.stdout).toContain(`\n  ${alarm}.actionsEnabled: false (default: true); `);
  });
});

describeWith(requirements, "adopt in a management account with Control Tower", () => {
  const held = account();

  test("uses its log group and its recorder as they are", async () => {
    const { emulator, workspace } = held;
    const hand = manualSetup(emulator);
    const logGroupName = "aws-controltower/CloudTrailLogs-1a2b";
    await hand.trail("aws-controltower-BaselineCloudTrail", { logGroupName, isOrganizationTrail: true });
    await hand.recorder("aws-controltower-BaselineConfigRecorder", { roleName: "aws-controltower-ConfigRecorderRole" });

    const { exitCode, result } = await adopt(emulator, workspace.directory, ["--json"]);
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      imports: [],
      changes: [],
      settings: {
        trail: { enabled: false, existingLogGroup: { name: logGroupName } },
        config: { existingRecorder: { name: "aws-controltower-BaselineConfigRecorder" } },
      },
    });
    await workspace.init();
    const { create, ...others } = addressesOf(await workspace.plan());
    expect(others).toEqual({});
    expect(create!.filter((address) => /cloudtrail\.|recorder|s3_bucket|log_group\./.test(address))).toEqual([]);
    expect(create!.filter((address) => /config_config_rule/.test(address))).toHaveLength(3);
  });
});

describeWith(requirements, "adopt with commands instead of import blocks", () => {
  const held = account();

  test("they import, and the plan says the same", async () => {
    const { emulator, workspace } = held;
    await manualSetup(emulator).topic(
      "security-alerts",
      ["email", "a@example.com"],
      ["https", "https://example.com/it's"],
    );
    const { exitCode, result } = await adopt(emulator, workspace.directory, ["--json", "--commands", ...told]);
    expect([exitCode, result.files]).toEqual([0, ["security_monitoring.tf", "security_monitoring_imports.sh"]]);
    await workspace.init();
    const env = {
      ...neutralEnvironment(),
      ...emulator.env,
      TF_CLI_CONFIG_FILE: join(workspace.directory, "../terraform.tfrc"),
    };
    const script = await runCommand("sh", ["security_monitoring_imports.sh"], { cwd: workspace.directory, env });
    expect([script.exitCode, script.stderr]).toEqual([0, ""]);
    const { create, ...others } = addressesOf(await workspace.plan());
    expect(others).toEqual({ update: changedBy(result) });
    expect(create!.filter((address) => /sns_topic/.test(address))).toEqual([]);
  });
});

describeWith({ emulator: true }, "adopt with no more than it needs", () => {
  const held = account();

  /** A user with a policy, to whom the emulator allows nothing else. */
  async function userWith(policy: object): Promise<Record<string, string>> {
    const iam = new IAMClient(clientConfig(held.emulator));
    const UserName = `user-${Math.random().toString(36).slice(2)}`;
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "adopt", PolicyDocument: JSON.stringify(policy) }));
    // The emulator calls CloudWatch's actions after its address, and takes what it does not know of a bucket for a listing.
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["monitoring:DescribeAlarms", "s3:ListBucket"], Resource: "*" }],
    });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "emulator", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    return { AWS_ACCESS_KEY_ID: AccessKey!.AccessKeyId!, AWS_SECRET_ACCESS_KEY: AccessKey!.SecretAccessKey! };
  }
  const enforce = (callsBefore: string) =>
    fetch(`${held.emulator.url}/moto-api/reset-auth`, {
      method: "POST",
      body: callsBefore,
      headers: { "content-type": "text/plain" },
    });

  test("the printed policy is sufficient, and with less it reports what is missing", async () => {
    const { emulator, folder } = held;
    const hand = manualSetup(emulator);
    await hand.trail("company-trail");
    await hand.recorder("default");
    await hand.topic("security-alerts", ["email", "a@example.com"]);
    const enough = await userWith(JSON.parse((await adopt(emulator, folder, ["--policy"])).stdout) as object);
    // The emulator refuses in XML, which clients of other protocols cannot read.
    const denied = ["iam:GetRole", "sns:ListTopics"];
    const [statement] = (permissionPolicy() as { Statement: [object] }).Statement;
    const less = await userWith({
      Version: "2012-10-17",
      Statement: [{ ...statement, Action: permissions.filter((action) => !denied.includes(action)) }],
    });
    await enforce("0");
    try {
      expect(await adopt(emulator, folder, ["--dry-run", ...told], enough)).toMatchObject({ exitCode: 0, stderr: "" });
      const ending = await adopt(emulator, folder, [], less);
      expect([ending.exitCode, ending.stdout]).toEqual([1, ""]);
      for (const call of denied) expect(ending.stderr).toMatch(new RegExp(`^  ${call}: .`, "m"));
      expect(ending.stderr.match(/^ {2}\S+:/gm)).toHaveLength(2);
      expect(existsSync(join(folder, "security_monitoring.tf"))).toBe(false);
    } finally {
      await enforce("inf");
    }
  });
});

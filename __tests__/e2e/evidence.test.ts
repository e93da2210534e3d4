import { CloudTrailClient, ListTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from "@aws-sdk/client-config-service";
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { MonitoringProps } from "../../src/settings";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { everySetting, harmless, refused, replacesTrail, settingsIn } from "../support/setting-changes";
import { TerraformWorkspace } from "../support/terraform";
import { rootWith } from "../support/whole-module";

// The provider waits about a minute for the lifecycle rules of a new bucket.
jest.setTimeout(300_000);

const takenDown: MonitoringProps = {
  trail: { enabled: false },
  config: { enabled: false },
  detections: { enabled: false },
  evidence: { keep: ["trail-bucket", "log-group", "config-bucket"] },
};

const page = (path: string) => readFileSync(resolve(__dirname, "../..", path), "utf8");
/** What README tells to run in order to leave: Terraform forgets the evidence, of the module and of the stack. */
const [forgetModule, forgetStack] = page("README.md").match(
  /^terraform state list [^]*?xargs -0 terraform state rm$/gm,
)!;
/** What is to be run where evidence was deleted by somebody else. */
const makeAnew = /^terraform state rm .*log_group.*$/m.exec(page("docs/pipelines.md"))![0];

const grepped = (command: string) => new RegExp(/grep -E '(.*)'/.exec(command)![1]!);
/** The evidence and what belongs to it. */
const evidence = grepped(forgetModule!);

test("every setting is among those whose change is planned below", () => {
  const changed = [...harmless, ...refused.map(([settings]) => settings), replacesTrail].flatMap(settingsIn);
  expect([...new Set(changed)].sort()).toEqual(everySetting());
});

test("what README tells to forget is the evidence, of the module and of the stack", () => {
  const { module, stack } = JSON.parse(page("docs/addresses.json")) as Record<"module" | "stack", string[]>;
  const kept =
    /(trail|config|access_log)_bucket|access_logging|object_lock|log_group|log_key|evidence_protection|config_role|account_public|ebs_|password_policy|security_contact/;
  const called = module.map((address) => `module.security_monitoring.${address}`);
  const others = ["aws_cloudwatch_log_group.of_somebody", "module.another.aws_s3_bucket.config_bucket"];
  expect([...called, ...others].filter((address) => evidence.test(address))).toEqual(
    called.filter((address) => kept.test(address)),
  );
  expect(stack.filter((address) => grepped(forgetStack!).test(address))).toEqual(
    stack.filter((address) => kept.test(address)),
  );
});

describeWith({ terraform: true, awsProvider: true, emulator: true }, "what was collected", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let bucket: string;

  const plan = (settings: MonitoringProps) => {
    workspace.write({ "main.tf.json": rootWith(settings) });
    return workspace.plan();
  };
  const refusal = async (...args: string[]) => {
    const { stdout, stderr } = await workspace.run(["plan", "-refresh=false", "-no-color", "-input=false", ...args], {
      expectExitCode: [1],
    });
    const text = (stdout + stderr).replace(/\s+/g, " ");
    return [...text.matchAll(/protection\["(\w+)"\] has lifecycle\.prevent_destroy set/g)].map(([, name]) => name);
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    workspace = new TerraformWorkspace(
      { "main.tf.json": rootWith({}), module: { copyOf: resolve(__dirname, "../../module") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.apply();
    const { Buckets } = await new S3Client(clientConfig(emulator)).send(new ListBucketsCommand());
    bucket = Buckets!.find(({ Name }) => Name!.startsWith("audit-trail-"))!.Name!;
    await new S3Client(clientConfig(emulator)).send(
      new PutObjectCommand({ Bucket: bucket, Key: "AWSLogs/log.json", Body: "evidence" }),
    );
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test.each(harmless.map((settings) => ({ settings, names: settingsIn(settings).join(", ") })))(
    "stays in place when these settings change: $names",
    async ({ settings }) => {
      const { changes } = await plan(settings);
      expect(changes).not.toEqual([]);
      const gone = changes.filter(({ actions }) => actions.includes("delete")).map(({ address }) => address);
      // The role holds nothing; it goes where another one is given.
      const endangered = gone.filter((address) => evidence.test(address) && !/config_role/.test(address));
      expect([...endangered, ...gone.filter((address) => /aws_cloudtrail\./.test(address))]).toEqual([]);
    },
  );

  test("stays in place when the trail gets another name, which replaces the trail", async () => {
    const { changes } = await plan(replacesTrail);
    const gone = changes.filter(({ actions }) => actions.includes("delete")).map(({ address }) => address);
    expect(gone).toEqual(["module.security_monitoring.module.audit_trail[0].aws_cloudtrail.trail"]);
  });

  test.each(refused)("is not given up: no plan for %j", async (settings, ...endangered) => {
    workspace.write({ "main.tf.json": rootWith(settings) });
    expect((await refusal()).sort()).toEqual(endangered.sort());
  });

  test("is not destroyed with the rest: no plan to destroy, and nothing is gone", async () => {
    workspace.write({ "main.tf.json": rootWith({}) });
    expect(await refusal("-destroy")).toHaveLength(5);
    expect((await plan({})).exitCode).toBe(0);
  });

  test("stays when the trail is handed over to the organization's", async () => {
    const { changes } = await plan({
      trail: { enabled: false, existingLogGroup: { name: "organization" } },
      evidence: { keep: ["trail-bucket", "log-group"] },
    });
    const modules = changes.map(({ address, actions }) => [/module\.(\w+)\[0\]/.exec(address)![1], ...actions]);
    expect([...new Set(modules.map((change) => change.join(" ")))].sort()).toEqual([
      "audit_trail delete",
      "detections delete create",
      "detections update",
    ]);
  });

  test("goes with the call of the module: what is not in the code any more cannot refuse", async () => {
    workspace.write({ "main.tf.json": "{}" });
    const { changes } = await workspace.plan();
    expect(changes.map(({ address }) => address).filter((address) => evidence.test(address))).not.toEqual([]);
  });

  test("that somebody else deleted stops the plan, until Terraform is told to make it anew", async () => {
    const logs = new CloudWatchLogsClient(clientConfig(emulator));
    workspace.write({ "main.tf.json": rootWith({}) });
    await logs.send(new DeleteLogGroupCommand({ logGroupName: "security-monitoring-trail" }));
    expect(await refusal("-refresh=true")).toEqual(["log_group"]);
    await workspace.shell(makeAnew);
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  test("stays when the monitoring is taken down, and the bucket is as closed as before", async () => {
    workspace.write({ "main.tf.json": rootWith(takenDown) });
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);

    const client = clientConfig(emulator);
    const { Trails } = await new CloudTrailClient(client).send(new ListTrailsCommand());
    const { ConfigurationRecorders } = await new ConfigServiceClient(client).send(
      new DescribeConfigurationRecordersCommand(),
    );
    expect([...Trails!, ...ConfigurationRecorders!]).toEqual([]);
    await expectEvidence();
  });

  test("stays when Terraform forgets it and destroys the rest", async () => {
    await workspace.shell(forgetModule!);
    // The rest goes with the call.
    workspace.write({ "main.tf.json": "{}" });
    await workspace.apply();

    const { Topics } = await new SNSClient(clientConfig(emulator)).send(new ListTopicsCommand());
    expect(Topics ?? []).toEqual([]);
    await expectEvidence();
  });

  async function expectEvidence(): Promise<void> {
    const s3 = new S3Client(clientConfig(emulator));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "AWSLogs/log.json" }));
    expect(await Body!.transformToString()).toBe("evidence");
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    expect(Object.values(PublicAccessBlockConfiguration!)).toEqual([true, true, true, true]);
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    expect(Policy).toContain("DenyInsecureTransport");
    const { logGroups } = await new CloudWatchLogsClient(clientConfig(emulator)).send(new DescribeLogGroupsCommand());
    expect(logGroups!.map(({ logGroupName, kmsKeyId }) => [logGroupName, typeof kmsKeyId])).toEqual([
      ["security-monitoring-trail", "string"],
    ]);
  }
});

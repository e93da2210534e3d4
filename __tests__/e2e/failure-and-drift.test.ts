import { CloudTrailClient, UpdateTrailCommand } from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DeleteConfigRuleCommand,
  StopConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { SetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { statSync } from "node:fs";
import { join } from "node:path";
import { accountContents } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { startFailingProxy, type FailingProxy } from "../support/failing-proxy";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { waitUntil } from "../support/wait-until";
import { everythingOnce, rootOfWholeModule } from "../support/whole-module";

describeWith({ terraform: true, awsProvider: true, emulator: true }, "what the next apply puts right", () => {
  let emulator: Emulator;
  let proxy: FailingProxy;
  let workspace: TerraformWorkspace;
  let client: ReturnType<typeof clientConfig>;

  beforeAll(async () => {
    emulator = await startEmulator();
    client = clientConfig(emulator);
    proxy = await startFailingProxy(emulator, 2);
    workspace = new TerraformWorkspace(rootOfWholeModule, { env: proxy.env });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.remove();
    await proxy?.stop();
    await emulator?.stop();
  });

  /** What the next plan does to which resource of the module. */
  const planned = async () => {
    const { changes } = await workspace.plan();
    return Object.fromEntries(
      changes
        .filter(({ address }) => !address.startsWith("output."))
        .map(({ address, action }) => [address.replace("module.security_monitoring.module.", ""), action]),
    );
  };

  const expectNothingTwiceAndNothingLeftToDo = async () => {
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await accountContents(emulator)).toEqual(everythingOnce(await workspace.outputs()));
  };

  const outputs = async () => (await workspace.outputs())["monitoring"] as Record<string, string>;

  test("an apply that is killed halfway is completed by the next, though AWS refuses every operation twice", async () => {
    const killed = workspace.startApply();
    const onlyTheLifecycleRulesAreMissing = () => {
      const addresses = (event: string) =>
        [...killed.output().matchAll(new RegExp(`^(\\S+\\.aws_\\S+): ${event}`, "gm"))].map(([, address]) => address!);
      const made = new Set(addresses("Creation complete"));
      const inTheMaking = addresses("Creating\\.\\.\\.").filter((address) => !made.has(address));
      // Terraform writes the state after 20 seconds for the first time, and then whenever a resource is complete. The file is there
      // before, empty, and is emptied for each writing, which comes after the line that says "complete".
      const state = statSync(join(workspace.directory, "terraform.tfstate"), { throwIfNoEntry: false });
      const isWritten = state && state.size > 0 && Date.now() - state.mtimeMs > 2000;
      return isWritten && inTheMaking.length === 3 && inTheMaking.every((address) => address.endsWith(".lifecycle"));
    };
    await Promise.race([waitUntil(onlyTheLifecycleRulesAreMissing, 400), killed.ended]);
    killed.kill("SIGKILL");
    await expect(killed.ended).rejects.toThrow("ended by SIGKILL");
    const { stdout } = await workspace.run(["state", "list"]);
    expect(stdout).toContain(".aws_cloudwatch_log_group.");
    expect(stdout).not.toContain(".aws_s3_bucket_lifecycle_configuration.");
    expect(stdout).not.toContain(".aws_cloudtrail.");

    await workspace.apply();
    await expectNothingTwiceAndNothingLeftToDo();
    expect(new Set(proxy.refusals.values())).toEqual(new Set([2]));
    expect([...proxy.refusals.keys()]).toEqual(
      expect.arrayContaining([
        "CloudTrail_20131101.CreateTrail",
        "CloudTrail_20131101.StartLogging",
        "CreateRole",
        "CreateTopic",
        "Logs_20140328.CreateLogGroup",
        "Logs_20140328.PutMetricFilter",
        // S3: the bucket itself.
        "PUT",
        "PUT ?policy=",
        "PutMetricAlarm",
        "StarlingDoveService.PutConfigRule",
        "StarlingDoveService.StartConfigurationRecorder",
        "Subscribe",
        "TrentService.CreateKey",
      ]),
    );
  });

  test("a deleted resource is created again, and nothing else changes", async () => {
    const logs = new CloudWatchLogsClient(client);
    const logGroupName = "security-monitoring-trail";
    await logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: "root-account-usage" }));
    await new CloudWatchClient(client).send(new DeleteAlarmsCommand({ AlarmNames: ["root-account-usage"] }));
    await new ConfigServiceClient(client).send(new DeleteConfigRuleCommand({ ConfigRuleName: "restricted-ssh" }));
    const { trail_bucket_name: Bucket } = await outputs();
    await new S3Client(client).send(new DeleteBucketPolicyCommand({ Bucket }));

    const changes = await planned();
    await workspace.applyPlan();
    expect(changes).toEqual({
      'detections[0].aws_cloudwatch_log_metric_filter.filter["root-account-usage"]': "create",
      'detections[0].aws_cloudwatch_metric_alarm.alarm["root-account-usage"]': "create",
      'config_rules[0].aws_config_config_rule.rule["restricted-ssh"]': "create",
      "trail_bucket[0].aws_s3_bucket_policy.policy": "create",
    });
    await expectNothingTwiceAndNothingLeftToDo();
  });

  test("a changed resource is changed back, and nothing else changes", async () => {
    const logs = new CloudWatchLogsClient(client);
    const named = { logGroupName: "security-monitoring-trail", filterNamePrefix: "root-account-usage" };
    const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand(named));
    const filter = metricFilters!.find(({ filterName }) => filterName === "root-account-usage")!;
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName: filter.logGroupName,
        filterName: filter.filterName,
        filterPattern: '{ $.eventName = "NeverHappens" }',
        metricTransformations: filter.metricTransformations,
      }),
    );

    const cloudWatch = new CloudWatchClient(client);
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: ["root-account-usage"] }));
    const alarm = MetricAlarms![0] as PutMetricAlarmCommandInput;
    await cloudWatch.send(new PutMetricAlarmCommand({ ...alarm, AlarmActions: [] }));

    const { config_bucket_name: Bucket, topic_arn: TopicArn } = await outputs();
    const policyForAnybody = (Action: string, Resource: string) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action, Resource }] });
    const Policy = policyForAnybody("s3:GetObject", `arn:aws:s3:::${Bucket}/*`);
    await new S3Client(client).send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const AttributeValue = policyForAnybody("sns:Publish", TopicArn!);
    await new SNSClient(client).send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }),
    );

    const config = new ConfigServiceClient(client);
    await config.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: "security-monitoring" }));
    await new CloudTrailClient(client).send(
      new UpdateTrailCommand({ Name: "security-monitoring-trail", EnableLogFileValidation: false }),
    );

    const changes = await planned();
    await workspace.applyPlan();
    expect(changes).toEqual({
      'detections[0].aws_cloudwatch_log_metric_filter.filter["root-account-usage"]': "update",
      'detections[0].aws_cloudwatch_metric_alarm.alarm["root-account-usage"]': "update",
      "alert_topic[0].aws_sns_topic_policy.policy": "update",
      "config_bucket[0].aws_s3_bucket_policy.policy": "update",
      "config_recorder[0].aws_config_configuration_recorder_status.status": "update",
      "audit_trail[0].aws_cloudtrail.trail": "update",
    });
    await expectNothingTwiceAndNothingLeftToDo();
  });
});

import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { LocalBackend, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { resolve } from "node:path";
import { ExistingLogKey, ExistingTopic, ExistingTrailBucket, SecurityMonitoring } from "../../src";
import { requiredProviders } from "../../src/terraform/aws/provider-requirement";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { unhealthyIn } from "../support/unhealthy";

describeWith({ terraform: true, awsProvider: true, emulator: true }, "what the caller creates in the same run", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace | undefined;

  beforeEach(async () => {
    emulator = await startEmulator({ deploysOurs: false });
  });

  afterEach(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test("is used after one apply, by the module", async () => {
    const files = { module: { copyOf: resolve(__dirname, "../../module") } };
    workspace = new TerraformWorkspace(files, {
      workingDirectory: "module/examples/bring-your-own",
      env: emulator.env,
    });
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);
    const { trailList } = await new CloudTrailClient(clientConfig(emulator)).send(new DescribeTrailsCommand());
    expect(trailList).toMatchObject([{ Name: "acme-trail", S3BucketName: `acme-trail-${EMULATED_ACCOUNT}` }]);
    expect(await unhealthyIn(emulator, workspace, "acme-trail")).toEqual([]);
  });

  test("is used after one apply, by constructs, in two regions of one stack", async () => {
    workspace = new TerraformWorkspace({ "cdk.tf.json": twoRegions() }, { env: emulator.env });
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);

    const state = JSON.parse((await workspace.run(["state", "pull"])).stdout) as State;
    for (const [instance, region, other] of [
      ["home", "eu-west-1", "us-east-1"],
      ["abroad", "us-east-1", "eu-west-1"],
    ] as const) {
      const resources = state.resources.filter(({ name }) => name.startsWith(`${instance}_`));
      expect(resources.length).toBeGreaterThan(10);
      // In no policy, ARN or link.
      expect(JSON.stringify(resources)).not.toContain(other);
      const values = (type: string) => resources.find((resource) => resource.type === type)!.instances[0]!.attributes;
      expect(values("aws_cloudtrail")).toMatchObject({
        cloud_watch_logs_group_arn: `arn:aws:logs:${region}:${EMULATED_ACCOUNT}:log-group:${instance}-acme:*`,
      });
      expect(values("aws_s3_bucket_policy")["policy"]).toContain(
        `arn:aws:cloudtrail:${region}:${EMULATED_ACCOUNT}:trail/${instance}-acme`,
      );
      const client = new CloudWatchClient({ ...clientConfig(emulator), region });
      const { MetricAlarms } = await client.send(new DescribeAlarmsCommand());
      const ofDetections = MetricAlarms!.filter(({ AlarmName }) => AlarmName!.endsWith("root-account-usage"));
      expect(ofDetections).toHaveLength(1);
      expect(ofDetections[0]!.AlarmDescription).toContain(`${region}.console.aws.amazon.com`);
    }
  });
});

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** The monitoring on things of one's own, in two regions, as a stack. */
function twoRegions(): string {
  return withTemporaryApp((app) => {
    const stack = new TerraformStack(app, "stack");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    stack.addOverride("terraform.required_providers", requiredProviders);
    monitor(stack, "home", new AwsProvider(stack, "aws", { region: "eu-west-1" }));
    monitor(stack, "abroad", new AwsProvider(stack, "aws_abroad", { region: "us-east-1", alias: "abroad" }));
    return Testing.synth(stack, true);
  });
}

function monitor(scope: Construct, id: string, provider: AwsProvider): void {
  const name = `${id}-acme`;
  const bucket = new S3Bucket(scope, `${id}_bucket`, { bucket: name, provider });
  const bucketPolicy = new S3BucketPolicy(scope, `${id}_bucket_policy`, {
    bucket: bucket.bucket,
    policy: new ExistingTrailBucket(scope, `${id}_required_of_bucket`, { bucketName: name, trailName: name, provider })
      .outputs.requiredPolicy,
    provider,
  });
  const key = new KmsKey(scope, `${id}_key`, {
    policy: new ExistingLogKey(scope, `${id}_required_of_key`, { trailName: name, logGroupName: name, provider })
      .outputs.requiredPolicy,
    provider,
  });
  const topic = new SnsTopic(scope, `${id}_topic`, { name, provider });
  const topicPolicy = new SnsTopicPolicy(scope, `${id}_topic_policy`, {
    arn: topic.arn,
    policy: new ExistingTopic(scope, `${id}_required_of_topic`, { topicArn: topic.arn, provider }).outputs
      .requiredPolicy,
    provider,
  });
  const logGroup = new CloudwatchLogGroup(scope, `${id}_log_group`, { name, kmsKeyId: key.arn, provider });
  new SecurityMonitoring(scope, id, {
    provider,
    // Roles belong to no region.
    namePrefix: `${id}-`,
    alerts: { existingTopic: { arn: topicPolicy.arn } },
    trail: {
      name: "acme",
      deliveryRoleName: "acme-delivery",
      existingBucket: { name: bucketPolicy.bucket },
      existingLogGroup: { name: logGroup.name },
    },
    config: { enabled: false, rulesEnabled: false },
    encryption: { existingLogKey: { arn: key.arn } },
  });
}

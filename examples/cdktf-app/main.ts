import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { App, S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Detections, ReadableStack, SecurityMonitoring } from "terraform-aws-security-monitoring";

const state = { bucket: "acme-terraform-state", region: "eu-west-1" };

/** A stack as any other, with the monitoring as one construct of it. */
class AccountStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new S3Backend(this, { ...state, key: "account.tfstate" });

    // The monitoring can use resources of the app ...
    const pager = new SnsTopic(this, "pager", { name: "acme-pager" });
    const { arn } = new IamServiceLinkedRole(this, "config_role", { awsServiceName: "config.amazonaws.com" });
    const monitoring = new SecurityMonitoring(this, "security_monitoring", {
      namePrefix: "acme-",
      alerts: { emails: ["security@example.com"], topicsBySeverity: { critical: { arn: pager.arn } } },
      trail: { logRetentionDays: 731 },
      config: { existingRole: { arn } },
      detections: { packs: ["tamper"], overrides: { "root-account-usage": { severity: "critical" } } },
    });

    // ... and the app those of the monitoring: an account in which nothing happens for an hour has lost its trail.
    const { logGroupName, topicArn, trailBucketName } = monitoring.outputs;
    new CloudwatchMetricAlarm(this, "trail_is_silent", {
      alarmName: "acme-trail-is-silent",
      alarmDescription: "No event of the trail has reached its log group for an hour.",
      namespace: "AWS/Logs",
      metricName: "IncomingLogEvents",
      dimensions: { LogGroupName: logGroupName! },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 1,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      alarmActions: [topicArn],
    });
    new TerraformOutput(this, "evidence_bucket", { value: trailBucketName });

    // The trail covers every region, AWS Config only its own: another region has an instance with a provider of its own.
    new SecurityMonitoring(this, "us_east_1", {
      provider: new AwsProvider(this, "aws_us_east_1", { region: "us-east-1", alias: "us_east_1" }),
      namePrefix: "acme-us-east-1-",
      alerts: { emails: ["security@example.com"] },
      trail: { enabled: false },
      config: { existingRole: { arn }, recordsGlobalResources: false },
    });
  }
}

/** One capability alone, on a trail with another owner; and addresses without cdktf's hashes. */
class DetectionsStack extends ReadableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new S3Backend(this, { ...state, key: "detections.tfstate" });

    const alerts = new SnsTopic(this, "alerts", { name: "acme-organization-alerts" });
    const { outputs } = new Detections(this, "detections", {
      logGroupName: "aws-controltower/CloudTrailLogs",
      topicArn: alerts.arn,
      packs: ["cis"],
    });
    new TerraformOutput(this, "alarm_arns", { value: outputs.alarmArns });
  }
}

const app = new App();
new AccountStack(app, "account");
new DetectionsStack(app, "organization-detections");
app.synth();

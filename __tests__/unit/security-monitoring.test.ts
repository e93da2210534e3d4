import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { MonitoringProps } from "../../src";
import { SecurityMonitoring } from "../../src";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { problemsOf } from "../support/input-error";
import { configurationOf, EmptyStack, synthesizeStack, type Configuration } from "../support/synthesize";

/** A stack as people write them. */
class TheirStack extends TerraformStack {
  constructor() {
    super(
      withTemporaryApp((app) => app),
      "their-stack",
    );
    new AwsProvider(this, "aws");
  }
}

function synthesizeIn(stack: TerraformStack, props?: MonitoringProps): Configuration {
  new SecurityMonitoring(stack, "security_monitoring", props);
  return configurationOf(stack);
}

describe("in somebody's own stack", () => {
  test("is what the deployable stack is", () => {
    const readable = synthesizeIn(new EmptyStack()).addresses();
    expect(readable).toEqual(
      synthesizeStack()
        .addresses()
        .map((address) => address.replace(".", ".security_monitoring_")),
    );
  });

  /** When one of these changes, a `moved` block and a line in the changelog come with it. */
  test("has these addresses, where the stack leaves the naming to cdktf", () => {
    expect(synthesizeIn(new TheirStack()).addresses()).toEqual([
      "aws_cloudtrail.security_monitoring_audit_trail_C5C7C6FC",
      "aws_cloudwatch_log_group.security_monitoring_log_group_5965D507",
      "aws_cloudwatch_log_metric_filter.security_monitoring_detections_filter_FEBE6E72",
      "aws_cloudwatch_metric_alarm.security_monitoring_detections_alarm_64DA9C22",
      "aws_config_config_rule.security_monitoring_config_rules_rule_93F0FD15",
      "aws_config_configuration_recorder.security_monitoring_config_recorder_69FDD817",
      "aws_config_configuration_recorder_status.security_monitoring_config_recorder_status_39C3B16D",
      "aws_config_delivery_channel.security_monitoring_config_recorder_channel_015A691A",
      "aws_iam_role.security_monitoring_audit_trail_delivery_role_A32100AC",
      "aws_iam_role_policy.security_monitoring_audit_trail_delivery_policy_E6AACCE7",
      "aws_iam_service_linked_role.security_monitoring_config_role_5830AC3F",
      "aws_kms_alias.security_monitoring_alert_key_alias_85EE5C73",
      "aws_kms_alias.security_monitoring_log_key_alias_C1E6222C",
      "aws_kms_key.security_monitoring_alert_key_65BAE4B3",
      "aws_kms_key.security_monitoring_log_key_89C29841",
      "aws_lambda_permission.security_monitoring_alert_subscriptions_invoke_6994EA67",
      "aws_s3_bucket.security_monitoring_config_bucket_5AE8F752",
      "aws_s3_bucket.security_monitoring_trail_bucket_147E82FE",
      "aws_s3_bucket_lifecycle_configuration.security_monitoring_config_bucket_lifecycle_8F6EAC93",
      "aws_s3_bucket_lifecycle_configuration.security_monitoring_trail_bucket_lifecycle_79CCCF4A",
      "aws_s3_bucket_ownership_controls.security_monitoring_config_bucket_ownership_C6E15759",
      "aws_s3_bucket_ownership_controls.security_monitoring_trail_bucket_ownership_B2399A6D",
      "aws_s3_bucket_policy.security_monitoring_config_bucket_policy_3FCC8127",
      "aws_s3_bucket_policy.security_monitoring_trail_bucket_policy_85CE5655",
      "aws_s3_bucket_public_access_block.security_monitoring_config_bucket_public_access_B8EDDC54",
      "aws_s3_bucket_public_access_block.security_monitoring_trail_bucket_public_access_DCF1C13B",
      "aws_s3_bucket_server_side_encryption_configuration.security_monitoring_config_bucket_encryption_38CD9BFA",
      "aws_s3_bucket_server_side_encryption_configuration.security_monitoring_trail_bucket_encryption_B5A4F349",
      "aws_s3_bucket_versioning.security_monitoring_config_bucket_versioning_C5EEE88B",
      "aws_s3_bucket_versioning.security_monitoring_trail_bucket_versioning_A81CB63E",
      "aws_sns_topic.security_monitoring_alert_topic_692F7A6D",
      "aws_sns_topic_policy.security_monitoring_alert_topic_policy_7B37CCA2",
      "aws_sns_topic_subscription.security_monitoring_alert_subscriptions_email_F58B2241",
      "aws_sns_topic_subscription.security_monitoring_alert_subscriptions_https_70957081",
      "aws_sns_topic_subscription.security_monitoring_alert_subscriptions_lambda_8BBB99E7",
      "aws_sns_topic_subscription.security_monitoring_alert_subscriptions_sqs_73286C5F",
    ]);
  });

  test("takes what the stack makes, and hands on what it made", () => {
    const stack = new EmptyStack();
    const topic = new SnsTopic(stack, "pager");
    const { outputs } = new SecurityMonitoring(stack, "security_monitoring", {
      alerts: { existingTopic: { arn: topic.arn } },
      config: { enabled: false },
    });
    new SnsTopic(stack, "bucket", { name: outputs.trailBucketName });
    const configuration = configurationOf(stack);
    expect(configuration.resource("aws_cloudwatch_metric_alarm.security_monitoring_detections_alarm")).toMatchObject({
      alarm_actions: [expect.stringContaining("aws_sns_topic.pager.arn")],
    });
    expect(configuration.resource("aws_sns_topic.bucket")["name"]).toBe(
      "${aws_s3_bucket_policy.security_monitoring_trail_bucket_policy.bucket}",
    );
    expect(outputs).toMatchObject({ recorderName: undefined, ruleNames: [] });
  });

  test("leaves alone what has names it might have wanted itself", () => {
    const stack = new TheirStack();
    const elsewhere = new AwsProvider(stack, "elsewhere", { alias: "elsewhere" });
    new DataAwsCallerIdentity(stack, "current", { provider: elsewhere });
    new TerraformVariable(stack, "environment", {});
    const configuration = synthesizeIn(stack);
    const identities = [...configuration.blocks()].filter(([address]) => address.includes("aws_caller_identity"));
    expect(identities.map(([address, { provider }]) => [address.replace(/_[0-9A-F]{8}$/, ""), provider])).toEqual([
      ["data.aws_caller_identity.current", "aws.elsewhere"],
      ["data.aws_caller_identity.security_monitoring_environment_identity", undefined],
    ]);
    expect(configuration.text()).not.toContain("data.aws_caller_identity.current.");
  });

  test("stands there twice", () => {
    const stack = new EmptyStack();
    new SecurityMonitoring(stack, "one", { namePrefix: "one-" });
    new SecurityMonitoring(stack, "other", { namePrefix: "other-" });
    expect(Object.keys(configurationOf(stack).resources("aws_cloudtrail"))).toEqual([
      "one_audit_trail",
      "other_audit_trail",
    ]);
  });

  test("fails with every problem of its settings, and says which construct it is", () => {
    const build = () =>
      new SecurityMonitoring(new TheirStack(), "security_monitoring", {
        alerts: { emails: ["security"] },
        trail: { retention: 1 } as never,
      });
    expect(problemsOf(build)).toEqual([
      'alerts.emails[0]: got "security"; must be an e-mail address such as security@example.com',
      expect.stringContaining("trail.retention: is not a setting"),
    ]);
    expect(build).toThrow("2 problems in their-stack/security_monitoring");
  });
});

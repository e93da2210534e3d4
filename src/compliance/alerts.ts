import { from, inEveryEntry, oneOf, type Requirement } from "./requirement";

export const alerts: readonly Requirement[] = [
  {
    title: "The topic is encrypted with a customer managed key",
    controlIds: {
      securityHub: ["SNS.1"],
      checkov: ["CKV_AWS_26"],
      prowler: ["sns_topics_kms_encryption_at_rest_enabled"],
      trivy: ["AWS-0095", "AWS-0136"],
    },
    met: [{ resource: "aws_sns_topic", arguments: { kms_master_key_id: from("aws_kms_key") } }],
  },
  {
    title: "The policy of the topic allows only AWS services",
    controlIds: {
      securityHub: ["SNS.4"],
      cis: [["2.21", "7.0"]],
      checkov: ["CKV_AWS_169", "CKV_AWS_385"],
      prowler: ["sns_topics_not_publicly_accessible"],
    },
    met: [{ policies: "aws_sns_topic_policy.policy", allowOnly: "AWS services" }],
    decision: "0006-eventbridge-on-topic-and-key",
  },
  {
    title: "No alert is sent over plain HTTP",
    controlIds: { prowler: ["sns_subscription_not_using_http_endpoints"] },
    met: [
      {
        resource: "aws_sns_topic_subscription",
        arguments: { protocol: oneOf("email", "https", "lambda", "sqs") },
      },
    ],
  },
  {
    title: "Every alarm notifies the topic",
    controlIds: { securityHub: ["CloudWatch.15"], prowler: ["cloudwatch_alarm_actions_alarm_state_configured"] },
    met: [{ resource: "aws_cloudwatch_metric_alarm", arguments: { alarm_actions: from("aws_sns_topic") } }],
  },
  {
    title: "The actions of every alarm are enabled",
    controlIds: {
      securityHub: ["CloudWatch.17"],
      checkov: ["CKV_AWS_319"],
      prowler: ["cloudwatch_alarm_actions_enabled"],
    },
    met: [{ resource: "aws_cloudwatch_metric_alarm", arguments: { actions_enabled: inEveryEntry(true) } }],
  },
];

import { from, inEveryEntry, oneOf, unset, type Requirement } from "./requirement";

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
    met: [
      {
        resource: "aws_cloudwatch_metric_alarm",
        of: "detections",
        arguments: { actions_enabled: inEveryEntry(true) },
      },
      { resource: "aws_cloudwatch_metric_alarm", of: "alert_delivery", arguments: { actions_enabled: true } },
      {
        resource: "aws_cloudwatch_metric_alarm",
        of: "config_first_evaluations",
        arguments: { actions_enabled: unset },
      },
    ],
  },
  {
    title: "Every queue of events is encrypted, with a key of SQS",
    controlIds: {
      securityHub: ["SQS.1"],
      checkov: ["CKV_AWS_27", "CKV2_AWS_73"],
      prowler: ["sqs_queues_server_side_encryption_enabled"],
      trivy: ["AWS-0096"],
    },
    met: [{ resource: "aws_sqs_queue", arguments: { sqs_managed_sse_enabled: true } }],
  },
  {
    title:
      "The policy of every queue allows EventBridge to send for rules of this account, and refuses requests without TLS",
    controlIds: {
      securityHub: ["SQS.3"],
      checkov: ["CKV_AWS_168"],
      prowler: ["sqs_queues_not_publicly_accessible"],
      trivy: ["AWS-0097"],
    },
    met: [
      { policies: "aws_sqs_queue.policy", allowOnly: "AWS services" },
      { policies: "aws_sqs_queue.policy", have: { sid: "DenyInsecureTransport", effect: "Deny" } },
    ],
    checkovFails: [
      {
        check: "CKV_AWS_168",
        on: ["aws_sqs_queue."],
        because: "Checkov reads no policy that is an argument of its queue, which is no result",
      },
    ],
  },
];

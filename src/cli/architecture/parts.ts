/** A part of the architecture, which is a box in the picture. */
export interface Part {
  readonly title: string;
  /** What it does, in a few words. */
  readonly text: string;
  /** The kind of box: what happens in the account, a resource that works, one that stores, or people and their tools. */
  readonly kind: "outside" | "service" | "store" | "recipient";
  /** Which resources of a stack it stands for: addresses without the key of a `for_each`. */
  readonly resources?: RegExp;
  /** Where it leads to, though no resource says so: it is no resource itself. */
  readonly into?: readonly string[];
  /** Which sources of events on EventBridge's default bus it stands for. */
  readonly events?: RegExp;
}

/** By key, each for the resources that do one thing. The order is that of the picture where nothing else decides. */
export const parts: Readonly<Record<string, Part>> = {
  calls: {
    title: "API calls",
    text: "and sign-ins",
    kind: "outside",
    into: ["trail", "guardDuty"],
    // Whatever else is a source of events is a service that somebody calls.
    events: /^aws\.(?!(config|guardduty|access-analyzer|securityhub|cloudwatch)$)/,
  },
  configuration: {
    title: "Configuration",
    text: "of resources",
    kind: "outside",
    into: ["recorder", "analyzers", "securityHub"],
  },
  trail: {
    title: "CloudTrail",
    text: "trail of all regions",
    kind: "service",
    resources: /^aws_cloudtrail\./,
  },
  trailBucket: { title: "S3 bucket", text: "log files", kind: "store", resources: /^aws_s3_bucket\.trail_/ },
  logGroup: {
    title: "Log group",
    text: "CloudWatch Logs",
    kind: "store",
    resources: /^aws_cloudwatch_log_group\.log_group$/,
  },
  filters: {
    title: "Metric filters",
    text: "of the detections",
    kind: "service",
    resources: /^aws_cloudwatch_log_metric_filter\./,
  },
  alarms: {
    title: "Alarms",
    text: "one a detection",
    kind: "service",
    resources: /^aws_cloudwatch_metric_alarm\.detections_/,
  },
  recorder: {
    title: "AWS Config",
    text: "recorder",
    kind: "service",
    resources: /^aws_config_(configuration_recorder|delivery_channel)/,
  },
  configRules: {
    title: "Config rules",
    text: "public S3, SSH, …",
    kind: "service",
    resources: /^aws_config_(config|organization_managed)_rule\./,
    events: /^aws\.config$/,
  },
  configBucket: {
    title: "S3 bucket",
    text: "history, snapshots",
    kind: "store",
    resources: /^aws_s3_bucket\.config_/,
  },
  guardDuty: {
    title: "GuardDuty",
    text: "threats",
    kind: "service",
    resources: /^aws_guardduty_(detector|organization)/,
    events: /^aws\.guardduty$/,
  },
  guardDutyBucket: {
    title: "S3 bucket",
    text: "findings",
    kind: "store",
    resources: /^aws_s3_bucket\.guardduty_/,
  },
  analyzers: {
    title: "Access Analyzer",
    text: "external, unused",
    kind: "service",
    resources: /^aws_accessanalyzer_analyzer\./,
    events: /^aws\.access-analyzer$/,
  },
  securityHub: {
    title: "Security Hub",
    text: "standards, findings",
    kind: "service",
    resources: /^aws_securityhub_/,
    events: /^aws\.securityhub$/,
  },
  eventRules: {
    title: "Event rules",
    text: "of alerts",
    kind: "service",
    // With what counts the first evaluations of a new rule, instead of an alert each.
    resources:
      /^(aws_cloudwatch_event_rule\.(?!remediation_(rule|sweep|member_rule)$)|aws_(sqs_queue|cloudwatch_metric_alarm)\.config_first_)/,
  },
  remediations: {
    title: "Event rules",
    text: "of remediations",
    kind: "service",
    resources: /^aws_cloudwatch_event_rule\.remediation_(rule|sweep|member_rule)$/,
  },
  queues: {
    title: "SQS queues",
    text: "what to examine",
    kind: "service",
    resources: /^aws_sqs_queue\.remediation_/,
  },
  functions: {
    title: "Functions",
    text: "propose or repair",
    kind: "service",
    resources: /^aws_lambda_function\./,
    events: /^security-monitoring$/,
  },
  attempts: {
    title: "DynamoDB",
    text: "table of attempts",
    kind: "store",
    resources: /^aws_dynamodb_table\./,
  },
  records: {
    title: "S3 bucket",
    text: "what undo needs",
    kind: "store",
    resources: /^aws_s3_bucket\.remediation_/,
  },
  people: {
    title: "SNS topic",
    text: "for people",
    kind: "service",
    resources: /^aws_sns_topic\.alert_topic$/,
  },
  chat: { title: "SNS topic", text: "for chat", kind: "service", resources: /^aws_sns_topic\.chat_/ },
  machines: { title: "SNS topic", text: "for machines", kind: "service", resources: /^aws_sns_topic\.machines_/ },
  failures: {
    title: "Failures",
    text: "queues and alarms",
    kind: "service",
    resources:
      /^(aws_sqs_queue\.(alert_delivery_|home_event_forwarder_)|aws_cloudwatch_metric_alarm\.(alert_delivery_|home_event_forwarder_|remediation_))/,
  },
  subscribers: {
    title: "E-mail, HTTPS",
    text: "SQS, Lambda",
    kind: "recipient",
    resources: /^aws_sns_topic_subscription\.alert_/,
  },
  channels: {
    title: "Slack, Teams",
    text: "channels",
    kind: "recipient",
    resources: /^aws_chatbot_/,
  },
  athena: {
    title: "Athena",
    text: "table and queries",
    kind: "recipient",
    resources: /^aws_(glue|athena)_|^aws_s3_bucket\.athena_/,
  },
  savedQueries: {
    title: "Saved queries",
    text: "Logs Insights",
    kind: "recipient",
    resources: /^aws_cloudwatch_query_definition\./,
  },
  dashboard: {
    title: "Dashboard",
    text: "on one screen",
    kind: "recipient",
    resources: /^aws_cloudwatch_dashboard\./,
  },
  pagers: {
    title: "Pager, SIEM",
    text: "events as they are",
    kind: "recipient",
    resources: /^aws_sns_topic_subscription\.machines_/,
  },
};

/** Resources without a part: what protects, permits or configures, settings of the account, what reaches other accounts, and where all buckets log to. */
export const notDrawn =
  /^(aws_(account_|cloudformation_|config_configuration_aggregator|ebs_|iam_|kms_|lambda_permission|lambda_event_source_mapping|s3_account_|s3_bucket_|sns_topic_policy|guardduty_publishing_|cloudwatch_event_target|cloudwatch_event_bus)|aws_cloudwatch_log_group\.remediation_|aws_s3_bucket\.access_log_|terraform_data)/;

/** How a resource connects parts: which attributes name those where something comes from, and where it goes. */
interface Flow {
  /** Default: the resource itself. */
  readonly from?: string;
  /** Default: the resource itself. */
  readonly to?: string;
  /** The parts at the other end, where the attribute names others for another reason. */
  readonly only?: readonly string[];
}

/** By type. */
export const flows: Readonly<Record<string, readonly Flow[]>> = {
  aws_cloudtrail: [{ to: "s3_bucket_name" }, { to: "cloud_watch_logs_group_arn" }],
  aws_cloudwatch_log_metric_filter: [{ from: "log_group_name" }],
  aws_cloudwatch_metric_alarm: [{ from: "metric_name" }, { from: "dimensions" }, { to: "alarm_actions" }],
  // It shows nearly everything: what counts most says it.
  aws_cloudwatch_dashboard: [{ from: "dashboard_body", only: ["alarms"] }],
  aws_cloudwatch_event_target: [
    { from: "rule", to: "arn" },
    { from: "rule", to: "dead_letter_config" },
  ],
  aws_config_delivery_channel: [{ to: "s3_bucket_name" }],
  aws_config_config_rule: [{ from: "lifecycle" }],
  aws_cloudwatch_query_definition: [{ from: "log_group_names" }],
  aws_glue_catalog_table: [{ from: "storage_descriptor" }],
  aws_guardduty_publishing_destination: [{ from: "detector_id", to: "destination_arn" }],
  aws_lambda_event_source_mapping: [{ from: "event_source_arn", to: "function_name" }],
  // A function also knows the buckets that it must not change.
  aws_lambda_function: [{ to: "environment", only: ["attempts", "records"] }],
  aws_sns_topic_subscription: [{ from: "topic_arn" }],
  aws_chatbot_slack_channel_configuration: [{ from: "sns_topic_arns" }],
  aws_chatbot_teams_channel_configuration: [{ from: "sns_topic_arns" }],
};

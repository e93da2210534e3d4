import { hclString } from "../../terraform/hcl";
import { joinedName } from "../../terraform/naming";

/** A resource of the monitoring: the capability's id in `compose`, the resource type, the id in the capability. */
export type ResourceAddress = readonly [capability: string, type: string, id: string];

const bucketAddresses = <const C extends string>(capability: C) => ({
  bucket: [capability, "aws_s3_bucket", "bucket"] as const,
  versioning: [capability, "aws_s3_bucket_versioning", "versioning"] as const,
  publicAccess: [capability, "aws_s3_bucket_public_access_block", "public_access"] as const,
  ownership: [capability, "aws_s3_bucket_ownership_controls", "ownership"] as const,
  encryption: [capability, "aws_s3_bucket_server_side_encryption_configuration", "encryption"] as const,
  lifecycle: [capability, "aws_s3_bucket_lifecycle_configuration", "lifecycle"] as const,
  policy: [capability, "aws_s3_bucket_policy", "policy"] as const,
});

const keyAddresses = <const C extends string>(capability: C) => ({
  key: [capability, "aws_kms_key", "key"] as const,
  alias: [capability, "aws_kms_alias", "alias"] as const,
});

const alertRuleAddresses = <const C extends string>(capability: C) => ({
  rule: [capability, "aws_cloudwatch_event_rule", "rule"] as const,
  people: [capability, "aws_cloudwatch_event_target", "people"] as const,
  // There are no topics of these, unless they are set: these are imported by hand at most.
  chat: [capability, "aws_cloudwatch_event_target", "chat"] as const,
  machines: [capability, "aws_cloudwatch_event_target", "machines"] as const,
});

/** Every resource that can be adopted. */
export const addresses = {
  trail: ["audit_trail", "aws_cloudtrail", "trail"],
  deliveryRole: ["audit_trail", "aws_iam_role", "delivery_role"],
  deliveryPolicy: ["audit_trail", "aws_iam_role_policy", "delivery_policy"],
  trailBucket: bucketAddresses("trail_bucket"),
  objectLock: ["object_lock", "aws_s3_bucket_object_lock_configuration", "lock"],
  trailAccessLogging: ["trail_access_logging", "aws_s3_bucket_logging", "logging"],
  logGroup: ["log_group", "aws_cloudwatch_log_group", "group"],
  logKey: keyAddresses("log_key"),
  alertKey: keyAddresses("alert_key"),
  topic: ["alert_topic", "aws_sns_topic", "topic"],
  topicPolicy: ["alert_topic", "aws_sns_topic_policy", "policy"],
  subscriptions: {
    email: ["alert_subscriptions", "aws_sns_topic_subscription", "email"],
    https: ["alert_subscriptions", "aws_sns_topic_subscription", "https"],
    sqs: ["alert_subscriptions", "aws_sns_topic_subscription", "sqs"],
    lambda: ["alert_subscriptions", "aws_sns_topic_subscription", "lambda"],
  },
  invokePermission: ["alert_subscriptions", "aws_lambda_permission", "invoke"],
  configBucket: bucketAddresses("config_bucket"),
  configAccessLogging: ["config_access_logging", "aws_s3_bucket_logging", "logging"],
  configRole: ["config_role", "aws_iam_service_linked_role", "role"],
  recorder: ["config_recorder", "aws_config_configuration_recorder", "recorder"],
  channel: ["config_recorder", "aws_config_delivery_channel", "channel"],
  recorderStatus: ["config_recorder", "aws_config_configuration_recorder_status", "status"],
  rule: ["config_rules", "aws_config_config_rule", "rule"],
  accessLogBucket: bucketAddresses("access_log_bucket"),
  detector: ["guardduty_detector", "aws_guardduty_detector", "detector"],
  destination: ["guardduty_export", "aws_guardduty_publishing_destination", "destination"],
  // What an existing export uses is used unchanged, so that these are imported by hand at most.
  guardDutyBucket: bucketAddresses("guardduty_bucket"),
  guardDutyAccessLogging: ["guardduty_access_logging", "aws_s3_bucket_logging", "logging"],
  guardDutyKey: keyAddresses("guardduty_key"),
  filter: ["detections", "aws_cloudwatch_log_metric_filter", "filter"],
  alarm: ["detections", "aws_cloudwatch_metric_alarm", "alarm"],
  analyzer: ["access_analyzer", "aws_accessanalyzer_analyzer", "analyzer"],
  unusedAccessAnalyzer: ["unused_access_analyzer", "aws_accessanalyzer_analyzer", "analyzer"],
  hub: ["security_hub", "aws_securityhub_account", "hub"],
  standard: ["security_hub_standards", "aws_securityhub_standards_subscription", "standard"],
  aggregator: ["security_hub_aggregator", "aws_securityhub_finding_aggregator", "aggregator"],
  alertDelivery: {
    role: ["alert_delivery", "aws_iam_role", "role"],
    policy: ["alert_delivery", "aws_iam_role_policy", "policy"],
    queue: ["alert_delivery", "aws_sqs_queue", "dead_letters"],
    undelivered: ["alert_delivery", "aws_cloudwatch_metric_alarm", "undelivered"],
    lost: ["alert_delivery", "aws_cloudwatch_metric_alarm", "lost"],
  },
  detectionRules: alertRuleAddresses("detection_rules"),
  configAlerts: alertRuleAddresses("config_alerts"),
  firstEvaluations: {
    rule: ["config_first_evaluations", "aws_cloudwatch_event_rule", "rule"],
    target: ["config_first_evaluations", "aws_cloudwatch_event_target", "target"],
    queue: ["config_first_evaluations", "aws_sqs_queue", "queue"],
    alarm: ["config_first_evaluations", "aws_cloudwatch_metric_alarm", "alarm"],
  },
  forwardingAlerts: alertRuleAddresses("forwarding_alerts"),
  guardDutyAlerts: alertRuleAddresses("guardduty_alerts"),
  securityHubAlerts: alertRuleAddresses("security_hub_alerts"),
  analyzerAlerts: alertRuleAddresses("access_analyzer_alerts"),
} as const;

/** The capabilities whose resources are always new, although other capabilities have some of these types, and why. */
export const alwaysNew: Readonly<Record<string, string>> = {
  event_forwarder: "it is in another region, and adopt reads one",
  home_event_forwarder: "it sends to a new bus",
  organization_trail: "the management account owns what exists already, and adopt reads one account",
  config_aggregator: "an existing one may collect accounts and regions that others rely on",
  chat_channels: "an existing role may allow a channel more than to read",
  chat_alert_topic: "an existing topic is adopted for people; chat gets another format, and so a topic of its own",
  machines_alert_topic:
    "an existing topic is adopted for people; machines get the event itself, and so a topic of their own",
  machines_alert_subscriptions: "they belong to the new topic of the machines",
  remediation: "its roles, queues, log groups and alarms are those of functions of ours",
  remediation_alerts: "they report events that only functions of ours put on the bus",
  remediation_records: "what it contains is only of use to functions of ours, and nobody else may write it",
  remediation_object_lock: "it is of the new bucket of the records",
  remediation_access_logging: "it is of the new bucket of the records",
  remediation_store: "the key is of a new table, and of new log groups",
  athena_results_bucket: "results are deleted after a month, and nothing else may be in their bucket",
  athena_access_logging: "it is of the new bucket of the results",
};

/** Where the resources are: in the stack, or below a call of the module. */
export type Root = { readonly kind: "stack" } | { readonly kind: "module"; readonly address: string };

/** The capabilities that are never omitted, so that their modules have no `count`. */
const alwaysCreated: readonly string[] = ["alert_subscriptions"];

/** @param key Of a resource with `for_each`. */
export function terraformAddress(root: Root, [capability, type, id]: ResourceAddress, key?: string): string {
  const instance = key === undefined ? "" : `[${hclString(key)}]`;
  if (root.kind === "stack") return `${type}.${joinedName([capability, id])}${instance}`;
  const call = `module.${capability}${alwaysCreated.includes(capability) ? "" : "[0]"}`;
  return `${root.address}.${call}.${type}.${id}${instance}`;
}

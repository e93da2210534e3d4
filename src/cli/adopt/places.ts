import { hclString } from "../../terraform/hcl";
import { joinedName } from "../../terraform/naming";

/** A resource of ours: the capability's id in `compose`, the resource type, the id in the capability. */
export type Place = readonly [capability: string, type: string, id: string];

const bucketPlaces = <const C extends string>(capability: C) => ({
  bucket: [capability, "aws_s3_bucket", "bucket"] as const,
  versioning: [capability, "aws_s3_bucket_versioning", "versioning"] as const,
  publicAccess: [capability, "aws_s3_bucket_public_access_block", "public_access"] as const,
  ownership: [capability, "aws_s3_bucket_ownership_controls", "ownership"] as const,
  encryption: [capability, "aws_s3_bucket_server_side_encryption_configuration", "encryption"] as const,
  lifecycle: [capability, "aws_s3_bucket_lifecycle_configuration", "lifecycle"] as const,
  policy: [capability, "aws_s3_bucket_policy", "policy"] as const,
});

const keyPlaces = <const C extends string>(capability: C) => ({
  key: [capability, "aws_kms_key", "key"] as const,
  alias: [capability, "aws_kms_alias", "alias"] as const,
});

/** Every resource that can be taken over. */
export const places = {
  trail: ["audit_trail", "aws_cloudtrail", "trail"],
  deliveryRole: ["audit_trail", "aws_iam_role", "delivery_role"],
  deliveryPolicy: ["audit_trail", "aws_iam_role_policy", "delivery_policy"],
  trailBucket: bucketPlaces("trail_bucket"),
  objectLock: ["object_lock", "aws_s3_bucket_object_lock_configuration", "lock"],
  trailAccessLogging: ["trail_access_logging", "aws_s3_bucket_logging", "logging"],
  logGroup: ["log_group", "aws_cloudwatch_log_group", "group"],
  logKey: keyPlaces("log_key"),
  alertKey: keyPlaces("alert_key"),
  topic: ["alert_topic", "aws_sns_topic", "topic"],
  topicPolicy: ["alert_topic", "aws_sns_topic_policy", "policy"],
  subscriptions: {
    email: ["alert_subscriptions", "aws_sns_topic_subscription", "email"],
    https: ["alert_subscriptions", "aws_sns_topic_subscription", "https"],
    sqs: ["alert_subscriptions", "aws_sns_topic_subscription", "sqs"],
    lambda: ["alert_subscriptions", "aws_sns_topic_subscription", "lambda"],
  },
  invokePermission: ["alert_subscriptions", "aws_lambda_permission", "invoke"],
  configBucket: bucketPlaces("config_bucket"),
  configAccessLogging: ["config_access_logging", "aws_s3_bucket_logging", "logging"],
  configRole: ["config_role", "aws_iam_service_linked_role", "role"],
  recorder: ["config_recorder", "aws_config_configuration_recorder", "recorder"],
  channel: ["config_recorder", "aws_config_delivery_channel", "channel"],
  recorderStatus: ["config_recorder", "aws_config_configuration_recorder_status", "status"],
  rule: ["config_rules", "aws_config_config_rule", "rule"],
  accessLogBucket: bucketPlaces("access_log_bucket"),
  filter: ["detections", "aws_cloudwatch_log_metric_filter", "filter"],
  alarm: ["detections", "aws_cloudwatch_metric_alarm", "alarm"],
} as const;

const optIn = "a setting of the account, which is left alone unless asked for";

/** The capabilities whose resources are never taken over, and why. */
export const notTakenOver: Readonly<Record<string, string>> = {
  evidence_protection: "notes of Terraform's own, which no account has and nothing can import",
  account_public_access_block: optIn,
  ebs_encryption: optIn,
  password_policy: optIn,
  security_contact: optIn,
};

/** Where the resources are: in the stack, or below a call of the module. */
export type Root = { readonly kind: "stack" } | { readonly kind: "module"; readonly address: string };

/** Those of the capabilities that are never left out, so that their modules have no `count`. */
const alwaysThere: readonly string[] = ["alert_subscriptions"];

/** @param key Of a resource with `for_each`. */
export function address(root: Root, [capability, type, id]: Place, key?: string): string {
  const instance = key === undefined ? "" : `[${hclString(key)}]`;
  if (root.kind === "stack") return `${type}.${joinedName([capability, id])}${instance}`;
  const call = `module.${capability}${alwaysThere.includes(capability) ? "" : "[0]"}`;
  return `${root.address}.${call}.${type}.${id}${instance}`;
}

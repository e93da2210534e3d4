/**
 * The actions that Terraform calls for each type of resource, as the end-to-end tests record them with version 5.100 of the provider:
 * they fail for an action that is missing here, and for one that nothing calls any more.
 */

/** The target of an action; `everything` if AWS accepts no narrower resource, or if there is only one. */
export type Target =
  | "everything"
  | "alarm"
  | "alias"
  | "bucket"
  | "configRole"
  | "existingBucket"
  | "existingKey"
  | "existingRole"
  | "function"
  | "key"
  | "logGroup"
  | "object"
  | "role"
  | "serviceLinkedRole"
  | "topic"
  | "trail";

type Permissions = Readonly<Partial<Record<Target, readonly string[]>>>;

/** By the type of a resource, or of a data source with `data.` before it. */
export const permissionsByType: Readonly<Record<string, Permissions>> = {
  aws_account_alternate_contact: {
    everything: ["account:DeleteAlternateContact", "account:GetAlternateContact", "account:PutAlternateContact"],
  },
  aws_cloudtrail: {
    everything: ["cloudtrail:DescribeTrails"],
    trail: [
      "cloudtrail:CreateTrail",
      "cloudtrail:DeleteTrail",
      "cloudtrail:GetTrailStatus",
      "cloudtrail:ListTags",
      "cloudtrail:RemoveTags",
      "cloudtrail:StartLogging",
      "cloudtrail:UpdateTrail",
    ],
  },
  aws_cloudwatch_log_group: {
    everything: ["logs:DescribeLogGroups"],
    logGroup: [
      "logs:AssociateKmsKey",
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:ListTagsForResource",
      "logs:PutRetentionPolicy",
      "logs:UntagResource",
    ],
  },
  aws_cloudwatch_log_metric_filter: {
    logGroup: ["logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter"],
  },
  aws_cloudwatch_metric_alarm: {
    everything: ["cloudwatch:DescribeAlarms"],
    alarm: [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:ListTagsForResource",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:UntagResource",
    ],
  },
  aws_config_config_rule: {
    everything: [
      "config:DeleteConfigRule",
      "config:DescribeConfigRules",
      "config:ListTagsForResource",
      "config:PutConfigRule",
      "config:UntagResource",
    ],
  },
  aws_config_configuration_recorder: {
    everything: [
      "config:DeleteConfigurationRecorder",
      "config:DescribeConfigurationRecorders",
      "config:PutConfigurationRecorder",
    ],
  },
  aws_config_configuration_recorder_status: {
    everything: [
      "config:DescribeConfigurationRecorderStatus",
      "config:StartConfigurationRecorder",
      "config:StopConfigurationRecorder",
    ],
  },
  aws_config_delivery_channel: {
    everything: ["config:DeleteDeliveryChannel", "config:DescribeDeliveryChannels", "config:PutDeliveryChannel"],
  },
  aws_ebs_encryption_by_default: {
    everything: [
      "ec2:DisableEbsEncryptionByDefault",
      "ec2:EnableEbsEncryptionByDefault",
      "ec2:GetEbsEncryptionByDefault",
    ],
  },
  aws_iam_account_password_policy: {
    everything: ["iam:DeleteAccountPasswordPolicy", "iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
  },
  aws_iam_role: {
    role: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:GetRole",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRoleDescription",
    ],
  },
  aws_iam_role_policy: {
    role: ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
  },
  aws_iam_service_linked_role: {
    serviceLinkedRole: [
      "iam:CreateServiceLinkedRole",
      "iam:DeleteServiceLinkedRole",
      "iam:GetRole",
      "iam:GetServiceLinkedRoleDeletionStatus",
      "iam:TagRole",
      "iam:UntagRole",
    ],
  },
  aws_kms_alias: {
    everything: ["kms:ListAliases"],
    alias: ["kms:CreateAlias", "kms:DeleteAlias"],
    key: ["kms:CreateAlias", "kms:DeleteAlias"],
  },
  aws_kms_key: {
    everything: ["kms:CreateKey"],
    key: [
      "kms:DescribeKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
      "kms:ScheduleKeyDeletion",
      "kms:UntagResource",
    ],
  },
  aws_lambda_permission: {
    function: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
  },
  aws_s3_account_public_access_block: {
    everything: ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"],
  },
  aws_s3_bucket: {
    bucket: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
      "s3:PutBucketTagging",
    ],
  },
  aws_s3_bucket_lifecycle_configuration: {
    bucket: ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  },
  aws_s3_bucket_logging: {
    bucket: ["s3:GetBucketLogging", "s3:PutBucketLogging"],
  },
  aws_s3_bucket_object_lock_configuration: {
    bucket: ["s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
  },
  aws_s3_bucket_ownership_controls: {
    bucket: ["s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
  },
  aws_s3_bucket_policy: {
    bucket: ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
  },
  aws_s3_bucket_public_access_block: {
    bucket: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    bucket: ["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
  },
  aws_s3_bucket_versioning: {
    bucket: ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
  },
  aws_sns_topic: {
    topic: [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
      "sns:SetTopicAttributes",
      "sns:UntagResource",
    ],
  },
  aws_sns_topic_policy: {
    topic: ["sns:GetTopicAttributes", "sns:SetTopicAttributes"],
  },
  aws_sns_topic_subscription: {
    topic: ["sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic", "sns:Subscribe", "sns:Unsubscribe"],
  },
  "data.aws_cloudwatch_log_group": { everything: ["logs:DescribeLogGroups"], logGroup: ["logs:ListTagsForResource"] },
  "data.aws_cloudwatch_log_groups": { everything: ["logs:DescribeLogGroups"] },
  "data.aws_iam_role": { existingRole: ["iam:GetRole"] },
  "data.aws_kms_key": { existingKey: ["kms:DescribeKey"] },
  "data.aws_s3_bucket_policy": { existingBucket: ["s3:GetBucketPolicy"] },
};

/** With `forceDestroyBucket` Terraform empties a bucket before it deletes it. */
export const emptying: Permissions = {
  bucket: ["s3:ListBucketVersions"],
  object: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
};

/** Actions that delete evidence for good. Not allowed while `evidence.deletionProtection` is enabled. */
export const removing: ReadonlySet<string> = new Set([
  "kms:ScheduleKeyDeletion",
  "logs:DeleteLogGroup",
  "s3:DeleteBucket",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
]);

/** The conditions of a statement. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Permissions that AWS checks in addition to the request, and no recording shows: for tags on creation, for the role that is
 * passed to a service, for the key that a service uses on behalf of the caller.
 */
export interface Unrecorded {
  readonly type: string;
  readonly target: Target;
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
  readonly reason: string;
  readonly source: string;
}

const onCreation = (type: string, target: Target, action: string, source: string): Unrecorded => ({
  type,
  target,
  actions: [action],
  reason: "it is created with its tags",
  source,
});

export const unrecorded: readonly Unrecorded[] = [
  {
    type: "aws_cloudtrail",
    target: "role",
    actions: ["iam:PassRole"],
    conditions: { StringEquals: { "iam:PassedToService": "cloudtrail.amazonaws.com" } },
    reason: "CreateTrail and UpdateTrail pass the delivery role to CloudTrail",
    source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCloudTrail_FullAccess.html",
  },
  {
    type: "aws_config_configuration_recorder",
    target: "configRole",
    actions: ["iam:PassRole"],
    // Its principal depends on the partition.
    conditions: { StringLike: { "iam:PassedToService": "config.*" } },
    reason: "PutConfigurationRecorder passes the recorder's role to AWS Config",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
  {
    type: "aws_cloudtrail",
    target: "key",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    conditions: { StringLike: { "kms:ViaService": "cloudtrail.*" } },
    reason: "CreateTrail and UpdateTrail test the key, with a bucket key by decrypting as well",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
  },
  {
    type: "aws_kms_key",
    target: "key",
    actions: ["kms:PutKeyPolicy"],
    reason: "CreateKey refuses a policy that its caller could not change afterwards",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  },
  onCreation(
    "aws_kms_key",
    "key",
    "kms:TagResource",
    "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  ),
  onCreation(
    "aws_cloudtrail",
    "trail",
    "cloudtrail:AddTags",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli.html",
  ),
  onCreation(
    "aws_cloudwatch_log_group",
    "logGroup",
    "logs:TagResource",
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  ),
  onCreation(
    "aws_cloudwatch_metric_alarm",
    "alarm",
    "cloudwatch:TagResource",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  ),
  onCreation(
    "aws_config_config_rule",
    "everything",
    "config:TagResource",
    "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html",
  ),
  onCreation(
    "aws_iam_role",
    "role",
    "iam:TagRole",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html",
  ),
  onCreation("aws_sns_topic", "topic", "sns:TagResource", "https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html"),
];

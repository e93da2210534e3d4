/**
 * Every call to AWS, none of which changes anything. A reader calls under one of these names, so this list and
 * the calls cannot differ.
 */
export const permissions = [
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetTrailStatus",
  "cloudtrail:ListTags",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:ListTagsForResource",
  "config:DescribeAggregationAuthorizations",
  "config:DescribeConfigRules",
  "config:DescribeConfigurationRecorderStatus",
  "config:DescribeConfigurationRecorders",
  "config:DescribeDeliveryChannels",
  "config:DescribeRetentionConfigurations",
  "config:ListTagsForResource",
  "iam:GetRole",
  "iam:ListAttachedRolePolicies",
  "iam:ListRolePolicies",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListResourceTags",
  "lambda:GetPolicy",
  "logs:DescribeAccountPolicies",
  "logs:DescribeLogGroups",
  "logs:DescribeMetricFilters",
  "logs:DescribeSubscriptionFilters",
  "logs:ListTagsForResource",
  "s3:GetBucketAcl",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketNotification",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListAllMyBuckets",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:ListTagsForResource",
  "sns:ListTopics",
  "sts:GetCallerIdentity",
] as const;

export type Permission = (typeof permissions)[number];

/** The IAM policy that allows the calls, and nothing else. */
export function permissionPolicy(): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "ReadExistingResources", Effect: "Allow", Action: permissions, Resource: "*" }],
  };
}

import { policyAllowing } from "../aws/permission-policy";

/**
 * Every call to AWS, none of which changes anything. A reader asks under one of these names, so this list and the calls cannot differ.
 */
export const permissions = [
  "access-analyzer:ListAnalyzers",
  "athena:BatchGetNamedQuery",
  "athena:GetWorkGroup",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetTrailStatus",
  "cloudwatch:DescribeAlarmHistory",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetDashboard",
  "config:DescribeConfigRuleEvaluationStatus",
  "config:DescribeConfigurationRecorderStatus",
  "config:DescribeDeliveryChannelStatus",
  "dynamodb:DescribeTable",
  "dynamodb:DescribeTimeToLive",
  "ec2:GetEbsEncryptionByDefault",
  "events:ListRules",
  "events:ListTargetsByRule",
  "glue:GetTable",
  "guardduty:DescribePublishingDestination",
  "guardduty:GetDetector",
  "guardduty:ListDetectors",
  "iam:GetAccountPasswordPolicy",
  "iam:GetRolePolicy",
  "iam:SimulateCustomPolicy",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "lambda:GetEventSourceMapping",
  "lambda:GetFunctionConfiguration",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:DescribeMetricFilters",
  "logs:DescribeQueryDefinitions",
  "logs:TestMetricFilter",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketVersioning",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "securityhub:DescribeHub",
  "securityhub:GetEnabledStandards",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueAttributes",
  "sts:GetCallerIdentity",
] as const;

/** What is asked besides where there is an organization: in its security account, and in its management account. */
export const organizationPermissions = [
  "cloudformation:DescribeStackSet",
  "cloudformation:ListStackInstances",
  "cloudformation:ListStackSetOperations",
  "config:DescribeConfigurationAggregatorSourcesStatus",
  "config:DescribeOrganizationConfigRuleStatuses",
  "config:GetOrganizationConfigRuleDetailedStatus",
  "events:DescribeEventBus",
  "guardduty:DescribeOrganizationConfiguration",
  "guardduty:ListMembers",
  "guardduty:ListOrganizationAdminAccounts",
  "organizations:ListAccounts",
  "organizations:ListDelegatedAdministrators",
  "securityhub:DescribeOrganizationConfiguration",
  "securityhub:GetConfigurationPolicyAssociation",
  "securityhub:ListConfigurationPolicyAssociations",
  "securityhub:ListOrganizationAdminAccounts",
] as const;

export type Permission = (typeof permissions | typeof organizationPermissions)[number];

/** The IAM policy that allows the calls, and nothing else: those about an organization in a statement that can be omitted. */
export function permissionPolicy(): object {
  return policyAllowing({ ReadMonitoring: permissions, ReadOrganization: organizationPermissions });
}

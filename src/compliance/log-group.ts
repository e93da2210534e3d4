import { from, unset, type Requirement } from "./requirement";

export const logGroup: readonly Requirement[] = [
  {
    title: "The log group retains its events for a year",
    controlIds: {
      securityHub: ["CloudWatch.16"],
      checkov: ["CKV_AWS_66", "CKV_AWS_338"],
      prowler: ["cloudwatch_log_group_retention_policy_specific_days_enabled"],
    },
    met: [{ resource: "aws_cloudwatch_log_group", arguments: { retention_in_days: 365 } }],
  },
  {
    title: "The log group is encrypted with a customer managed key",
    controlIds: {
      checkov: ["CKV_AWS_158"],
      prowler: ["cloudwatch_log_group_kms_encryption_enabled"],
      trivy: ["AWS-0017"],
    },
    met: [{ resource: "aws_cloudwatch_log_group", arguments: { kms_key_id: from("aws_kms_key") } }],
  },
  {
    title: "No resource policy opens the log groups, and they are not shared with other accounts",
    controlIds: {
      prowler: ["cloudwatch_log_group_not_publicly_accessible", "cloudwatch_cross_account_sharing_disabled"],
    },
    met: [{ none: ["aws_cloudwatch_log_resource_policy", "aws_oam_link", "aws_oam_sink"] }],
  },
  {
    title: "CloudWatch Logs refuses to delete the log group",
    controlIds: {},
    notMet: "`deletion_protection_enabled` exists from version 6 of the provider on; version 5.100 refuses it.",
    shownBy: [{ resource: "aws_cloudwatch_log_group", arguments: { deletion_protection_enabled: unset } }],
    decision: "0010-deletion-protection-by-a-companion-resource",
  },
];

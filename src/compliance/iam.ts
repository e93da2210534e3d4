import { unset, type Requirement } from "./requirement";

export const iam: readonly Requirement[] = [
  {
    title: "The role that delivers to the log group has two permissions, on its own log streams",
    controlIds: {
      securityHub: ["IAM.1", "IAM.21", "KMS.1", "KMS.2"],
      checkov: [
        "CKV_AWS_1",
        "CKV_AWS_49",
        "CKV_AWS_62",
        "CKV_AWS_63",
        "CKV_AWS_107",
        "CKV_AWS_108",
        "CKV_AWS_109",
        "CKV_AWS_110",
        "CKV_AWS_111",
        "CKV_AWS_286",
        "CKV_AWS_287",
        "CKV_AWS_288",
        "CKV_AWS_289",
        "CKV_AWS_290",
        "CKV_AWS_355",
        "CKV_AWS_356",
        "CKV2_AWS_40",
      ],
      trivy: ["AWS-0342", "AWS-0345", "AWS-0346"],
      prowler: [
        "iam_inline_policy_allows_privilege_escalation",
        "iam_inline_policy_no_administrative_privileges",
        "iam_inline_policy_no_full_access_to_cloudtrail",
        "iam_inline_policy_no_full_access_to_kms",
      ],
    },
    met: [
      {
        policies: "aws_iam_role_policy.policy",
        of: "audit_trail",
        have: { sid: "WriteEvents", effect: "Allow", actions: ["logs:CreateLogStream", "logs:PutLogEvents"] },
      },
      { policies: "aws_iam_role_policy.policy", allowOnly: "named actions on named resources" },
    ],
  },
  {
    title: "No role in the monitored account has a managed policy",
    controlIds: { checkov: ["CKV_AWS_274", "CKV2_AWS_56"] },
    met: [{ none: ["aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "aws_iam_policy"] }],
  },
  {
    title: "Only CloudTrail can assume the role that delivers to the log group",
    controlIds: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
    met: [
      {
        policies: "aws_iam_role.assume_role_policy",
        of: "audit_trail",
        have: {
          sid: "CloudTrailAssumesRole",
          effect: "Allow",
          principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
        },
      },
      { policies: "aws_iam_role.assume_role_policy", allowOnly: "AWS services" },
    ],
    decision: "0005-delivery-role-without-a-condition",
  },
  {
    title: "CloudTrail can assume that role for this trail only",
    controlIds: { prowler: ["iam_role_cross_service_confused_deputy_prevention"] },
    notMet:
      "According to AWS, this role supports no such condition, and users reported that delivery stops with one. The role cannot write to streams of another account.",
    shownBy: [
      {
        policies: "aws_iam_role.assume_role_policy",
        of: "audit_trail",
        have: { sid: "CloudTrailAssumesRole", condition: unset },
      },
    ],
    decision: "0005-delivery-role-without-a-condition",
  },
  {
    title: "The role of the event rules may publish to the topics, use their key, and nothing else",
    controlIds: { securityHub: ["IAM.21", "KMS.2"] },
    met: [
      {
        policies: "aws_iam_role_policy.policy",
        of: "alert_delivery",
        have: { sid: "PublishAlerts", effect: "Allow", actions: ["sns:Publish"] },
      },
      {
        policies: "aws_iam_role_policy.policy",
        of: "alert_delivery",
        have: { sid: "EncryptAlerts", effect: "Allow", actions: ["kms:Decrypt", "kms:GenerateDataKey"] },
      },
    ],
    decision: "0006-eventbridge-on-topic-and-key",
  },
  {
    title: "Only EventBridge can assume the role of the event rules, for a rule of this account and region",
    controlIds: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
    met: [
      {
        policies: "aws_iam_role.assume_role_policy",
        of: "alert_delivery",
        have: {
          sid: "RulesAssumeRole",
          effect: "Allow",
          principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
          condition: [
            { test: "StringEquals", variable: "aws:SourceAccount" },
            { test: "ArnLike", variable: "aws:SourceArn" },
          ],
        },
      },
    ],
    decision: "0006-eventbridge-on-topic-and-key",
  },
  {
    title: "The account has a SAML provider, and roles for audits and for AWS Support",
    controlIds: {
      prowler: ["iam_check_saml_providers_sts", "iam_securityaudit_role_created", "iam_support_role_created"],
    },
    notMet: "This product does not manage sign-in to the account.",
    shownBy: [{ none: ["aws_iam_saml_provider"] }],
  },
];

import { from, unset, type Requirement } from "./requirement";

export const keys: readonly Requirement[] = [
  {
    title: "Keys are rotated every year",
    controlIds: {
      securityHub: ["KMS.4"],
      cis: [
        ["2.8", "1.2"],
        ["3.8", "1.4", "2.0"],
        ["3.6", "3.0", "5.0"],
        ["4.6", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_7"],
      prowler: ["kms_cmk_rotation_enabled"],
      trivy: ["AWS-0065"],
    },
    met: [{ resource: "aws_kms_key", arguments: { enable_key_rotation: true } }],
  },
  {
    title: "Every key has its own policy, which allows only named services and the account",
    controlIds: {
      securityHub: ["KMS.5"],
      cis: [["2.21", "7.0"]],
      checkov: ["CKV_AWS_33", "CKV2_AWS_64"],
      prowler: ["kms_key_not_publicly_accessible"],
    },
    met: [
      { resource: "aws_kms_key", arguments: { policy: from("data.aws_iam_policy_document") } },
      { policies: "aws_kms_key.policy", allowOnly: "AWS services and the account" },
    ],
    decision: "0006-eventbridge-on-topic-and-key",
  },
  {
    title: "The deletion of a key can be cancelled for 30 days",
    controlIds: { securityHub: ["KMS.3"] },
    met: [{ resource: "aws_kms_key", arguments: { deletion_window_in_days: 30 } }],
    decision: "0010-deletion-protection-by-a-companion-resource",
  },
  {
    title: "Keys are enabled, in use, and of one region",
    controlIds: { checkov: ["CKV_AWS_227"], prowler: ["kms_cmk_are_used", "kms_cmk_not_multi_region"] },
    met: [{ resource: "aws_kms_key", arguments: { is_enabled: unset, multi_region: unset } }],
  },
  {
    title: "A policy names its resources",
    controlIds: {},
    notMet: 'In a key policy, "*" means the key itself; there is no other way to write it.',
    shownBy: [{ policies: "aws_kms_key.policy", have: { sid: "AccountManagesKey", resources: ["*"] } }],
    decision: "0014-key-policies-say-any-resource",
  },
];

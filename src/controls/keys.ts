import { from, unset, type Requirement } from "./requirement";

export const keys: readonly Requirement[] = [
  {
    what: "Keys are rotated every year",
    ids: {
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
    what: "Every key has a policy of its own, which lets in named services and the account",
    ids: {
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
    what: "A key that is deleted can be had back for 30 days",
    ids: { securityHub: ["KMS.3"] },
    met: [{ resource: "aws_kms_key", arguments: { deletion_window_in_days: 30 } }],
    decision: "0010-deletion-protection-by-a-companion-resource",
  },
  {
    what: "Keys are enabled, in use, and of one region",
    ids: { checkov: ["CKV_AWS_227"], prowler: ["kms_cmk_are_used", "kms_cmk_not_multi_region"] },
    met: [{ resource: "aws_kms_key", arguments: { is_enabled: unset, multi_region: unset } }],
  },
  {
    what: "A policy names the resources it is for",
    ids: {},
    notMet: 'In the policy of a key "*" is the key itself, and there is no other way to write it.',
    shownBy: [{ policies: "aws_kms_key.policy", have: { sid: "AccountManagesKey", resources: ["*"] } }],
    decision: "0014-key-policies-say-any-resource",
  },
];

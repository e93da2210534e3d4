import type { ControlIds, Requirement } from "./requirement";

const passwordPolicy = (
  title: string,
  controlIds: ControlIds,
  policy: Readonly<Record<string, unknown>>,
): Requirement => ({
  title,
  controlIds,
  met: [{ resource: "aws_iam_account_password_policy", arguments: policy }],
  offByDefault: {
    settings: { account: { passwordPolicy: {} } },
    because: "An account has one password policy, which this would replace.",
  },
  decision: "0015-account-settings-are-opt-in",
});

export const account: readonly Requirement[] = [
  {
    title: "No bucket in the account can be public",
    controlIds: {
      securityHub: ["S3.1"],
      cis: [
        ["2.1.5", "1.4", "1.5"],
        ["2.1.4", "2.0", "5.0"],
        ["3.1.4", "6.0", "7.0"],
      ],
      prowler: ["s3_account_level_public_access_blocks"],
    },
    met: [
      {
        resource: "aws_s3_account_public_access_block",
        arguments: {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
    ],
    offByDefault: {
      settings: { account: { blockPublicAccess: true } },
      because: "It also blocks buckets that are public on purpose.",
    },
    decision: "0015-account-settings-are-opt-in",
  },
  {
    title: "New EBS volumes in the region are encrypted",
    controlIds: {
      securityHub: ["EC2.7"],
      cis: [
        ["2.2.1", "1.4", "3.0"],
        ["5.1.1", "4.0", "5.0"],
        ["6.1.1", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_106"],
      prowler: ["ec2_ebs_default_encryption"],
    },
    met: [{ resource: "aws_ebs_encryption_by_default", arguments: { enabled: true } }],
    offByDefault: {
      settings: { account: { encryptEbsByDefault: true } },
      because: "It affects every new volume in the region.",
    },
    decision: "0015-account-settings-are-opt-in",
  },
  passwordPolicy(
    "A password has 14 characters or more",
    {
      securityHub: ["IAM.7", "IAM.10", "IAM.15"],
      cis: [
        ["1.9", "1.2"],
        ["1.8", "1.4", "4.0"],
        ["1.7", "5.0"],
        ["2.7", "6.0"],
        ["2.8", "7.0"],
      ],
      checkov: ["CKV_AWS_10"],
      prowler: ["iam_password_policy_minimum_length_14"],
    },
    { minimum_password_length: 14 },
  ),
  passwordPolicy(
    "None of the last 24 passwords can be reused",
    {
      securityHub: ["IAM.10", "IAM.16"],
      cis: [
        ["1.10", "1.2"],
        ["1.9", "1.4", "4.0"],
        ["1.8", "5.0"],
        ["2.8", "6.0"],
        ["2.9", "7.0"],
      ],
      checkov: ["CKV_AWS_13"],
      prowler: ["iam_password_policy_reuse_24"],
    },
    { password_reuse_prevention: 24 },
  ),
  passwordPolicy(
    "A password has upper-case and lower-case letters, a symbol and a number",
    {
      securityHub: ["IAM.7", "IAM.10", "IAM.11", "IAM.12", "IAM.13", "IAM.14"],
      cis: [
        ["1.5", "1.2"],
        ["1.6", "1.2"],
        ["1.7", "1.2"],
        ["1.8", "1.2"],
      ],
      checkov: ["CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_14", "CKV_AWS_15"],
      prowler: [
        "iam_password_policy_lowercase",
        "iam_password_policy_number",
        "iam_password_policy_symbol",
        "iam_password_policy_uppercase",
      ],
    },
    {
      require_lowercase_characters: true,
      require_numbers: true,
      require_symbols: true,
      require_uppercase_characters: true,
    },
  ),
  passwordPolicy(
    "A password expires after 90 days",
    {
      securityHub: ["IAM.10", "IAM.17"],
      cis: [["1.11", "1.2"]],
      checkov: ["CKV_AWS_9"],
      prowler: ["iam_password_policy_expires_passwords_within_90_days_or_less"],
    },
    { max_password_age: 90 },
  ),
  {
    title: "The account has a security contact",
    controlIds: {
      securityHub: ["Account.1"],
      cis: [
        ["1.2", "1.4", "5.0"],
        ["2.2", "6.0"],
        ["2.3", "7.0"],
      ],
      prowler: ["account_security_contact_information_is_registered"],
    },
    met: [{ resource: "aws_account_alternate_contact", arguments: { alternate_contact_type: "SECURITY" } }],
    offByDefault: {
      settings: {
        account: {
          securityContact: {
            name: "Security team",
            title: "On call",
            emailAddress: "security@example.com",
            phoneNumber: "+1 555 0100",
          },
        },
      },
      because: "Only you know the contact.",
    },
    decision: "0015-account-settings-are-opt-in",
  },
];

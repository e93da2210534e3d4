import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of the account's settings. */
export const operations: Operations = {
  aws_account_alternate_contact: {
    permissions: {
      everything: ["account:DeleteAlternateContact", "account:GetAlternateContact", "account:PutAlternateContact"],
    },
    health: ["is as set"],
    costs: [],
    notAdopted: "a setting of the account, which is unchanged unless it is set",
  },
  aws_ebs_encryption_by_default: {
    permissions: {
      everything: [
        "ec2:DisableEbsEncryptionByDefault",
        "ec2:EnableEbsEncryptionByDefault",
        "ec2:GetEbsEncryptionByDefault",
      ],
    },
    health: ["is enabled"],
    costs: [],
    notAdopted: "a setting of the account, which is unchanged unless it is set",
  },
  aws_iam_account_password_policy: {
    permissions: {
      everything: [
        "iam:DeleteAccountPasswordPolicy",
        "iam:GetAccountPasswordPolicy",
        "iam:UpdateAccountPasswordPolicy",
      ],
    },
    health: ["is as set"],
    costs: [],
    notAdopted: "a setting of the account, which is unchanged unless it is set",
  },
  aws_s3_account_public_access_block: {
    permissions: {
      everything: ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"],
    },
    health: ["blocks everything"],
    costs: [],
    notAdopted: "a setting of the account, which is unchanged unless it is set",
  },
};

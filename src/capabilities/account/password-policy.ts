import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { flag, group, wholeNumber } from "../../terraform/schema";

/** What a user decides about passwords. The defaults are what Security Hub IAM.7 to IAM.17 and the CIS benchmarks ask for. */
export const passwordPolicyShape = {
  minimumLength: wholeNumber(6, 128, "characters")
    .default(14)
    .describe("Shortest password, in characters. CIS and Security Hub IAM.15 ask for 14."),
  reusePrevention: wholeNumber(1, 24, "passwords")
    .default(24)
    .describe("How many former passwords cannot be used again. CIS and Security Hub IAM.16 ask for 24."),
  maximumAgeDays: wholeNumber(1, 1095, "days")
    .default(90)
    .describe(
      "Days after which a password expires. Security Hub IAM.7 and IAM.17 ask for 90; NIST advises against it.",
    ),
  hardExpiry: flag()
    .default(false)
    .describe("Whether only an administrator can set a new password once the old one has expired."),
};

const inputs = group(passwordPolicyShape);

export type PasswordPolicyProps = CapabilityProps<typeof inputs>;
export type PasswordPolicyOutputs = PasswordPolicy["outputs"];

/** The password policy of the IAM users of the account, of which it has one: it replaces the one that is there. */
export class PasswordPolicy extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "password-policy";
  static readonly summary = "Password policy of the IAM users of the account.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_iam_account_password_policy: "ask" };
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: PasswordPolicyProps) {
    super(scope, id, inputs, props);
    const { minimumLength, reusePrevention, maximumAgeDays, hardExpiry } = this.inputs;
    new IamAccountPasswordPolicy(this, "policy", {
      minimumPasswordLength: minimumLength,
      passwordReusePrevention: reusePrevention,
      maxPasswordAge: maximumAgeDays,
      hardExpiry,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
    });
  }
}

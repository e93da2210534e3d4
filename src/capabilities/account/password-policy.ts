import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { flag, group, wholeNumber } from "../../terraform/schema";
import { operations } from "./operations";

/** What a user decides about passwords. The defaults meet Security Hub IAM.7 to IAM.17 and the CIS benchmarks. */
export const passwordPolicyShape = {
  minimumLength: wholeNumber(6, 128, "characters")
    .default(14)
    .describe("Minimum password length, in characters. CIS and Security Hub IAM.15 require 14."),
  reusePrevention: wholeNumber(1, 24, "passwords")
    .default(24)
    .describe("Number of previous passwords that cannot be reused. CIS and Security Hub IAM.16 require 24."),
  maximumAgeDays: wholeNumber(1, 1095, "days")
    .default(90)
    .describe(
      "Days after which a password expires. Security Hub IAM.7 and IAM.17 require 90; NIST advises against expiry.",
    ),
  hardExpiry: flag().default(false).describe("Whether only an administrator can reset an expired password."),
};

const inputs = group(passwordPolicyShape);

export type PasswordPolicyProps = CapabilityProps<typeof inputs>;
export type PasswordPolicyOutputs = PasswordPolicy["outputs"];

/** The password policy for the IAM users. An account has one: this replaces it. */
export class PasswordPolicy extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "password-policy";
  static readonly summary = "Password policy for the IAM users of the account.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_iam_account_password_policy: "ask" };
  static readonly operations = operations;
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

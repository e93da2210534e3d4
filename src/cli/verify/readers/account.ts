import { EC2Client, GetEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import { GetAccountPasswordPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { following } from "../../aws/answer";
import type { Place } from "./context";

/** Settings of which an account, or a region of it, has one. */
export async function readAccountSettings({ ask, client, deployment }: Place) {
  const [passwordPolicies, ebsEncryption] = await Promise.all([
    Promise.all(
      deployment.all("aws_iam_account_password_policy").map(async ({ attributes }) => ({
        expected: attributes,
        policy: following(
          await ask("iam:GetAccountPasswordPolicy", () =>
            client(IAMClient).send(new GetAccountPasswordPolicyCommand({})),
          ),
          ({ PasswordPolicy }) => PasswordPolicy,
        ),
      })),
    ),
    Promise.all(
      deployment
        .all("aws_ebs_encryption_by_default")
        .map(() =>
          ask("ec2:GetEbsEncryptionByDefault", () => client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({}))),
        ),
    ),
  ]);
  return { passwordPolicies, ebsEncryption };
}

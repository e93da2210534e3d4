import { GetAccountPasswordPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { following } from "../../aws/answer";
import type { Place } from "./context";

/** The password policy, of which an account has one. */
export function readPasswordPolicies({ ask, client, deployment }: Place) {
  return Promise.all(
    deployment.all("aws_iam_account_password_policy").map(async ({ attributes }) => ({
      expected: attributes,
      policy: following(
        await ask("iam:GetAccountPasswordPolicy", () =>
          client(IAMClient).send(new GetAccountPasswordPolicyCommand({})),
        ),
        ({ PasswordPolicy }) => PasswordPolicy,
      ),
    })),
  );
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { accountManagesKey, policyDocument, type Statement } from "../../terraform/aws/policy";
import { accountOf, hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { kmsKeyArn, tagMap, text, wholeNumber } from "../../terraform/schema";

/** Inputs of every key. */
export const customerKeyShape = {
  alias: text(
    /^[A-Za-z0-9/_-]{1,250}$/,
    'an alias of 1 to 250 letters, digits and / _ -, without "alias/", not starting with "aws/"',
    /^(alias|aws)\//,
  ).describe("Alias of the key, without `alias/`."),
  deletionWindowDays: wholeNumber(7, 30, "days")
    .default(30)
    .describe("Days that AWS waits before it deletes a destroyed key. Whatever the key encrypted is lost with it."),
  tags: tagMap().default({}).describe("Tags of the key."),
};

/** The policy of a key of an account: the account manages it, and `use` says who may use it. */
function keyPolicy(scope: Construct, account: string, use: Statement[]): string {
  return policyDocument(scope, "policy", [accountManagesKey(AwsEnvironment.of(scope), account), ...use]);
}

/** An existing key, or one that is created with the required policy and so has no ARN yet. */
export const ownedKeyArn = kmsKeyArn()
  .optional()
  .describe("ARN of the key. Unset: a key of this account that is created with this policy, and so has no ARN yet.");

/** The policy of a key that its owner creates: in the account of its ARN, or else in this one. */
export function ownedKeyPolicy(scope: Construct, keyArn: string | undefined, use: Statement[]): string {
  const { accountId } = AwsEnvironment.of(scope);
  if (keyArn === undefined) return keyPolicy(scope, accountId, use);
  const named = accountOf(scope, keyArn);
  const account = isReference(keyArn) ? hclIn(scope)`${keyArn} == null ? ${accountId} : ${named}` : named;
  return keyPolicy(scope, account, use);
}

/** A customer managed key with its alias, rotated every year. */
export function createCustomerKey(
  scope: Construct,
  { alias, deletionWindowDays, tags }: z.output<z.ZodObject<typeof customerKeyShape>>,
  description: string,
  use: Statement[],
): { keyArn: string } {
  const key = new KmsKey(scope, "key", {
    description,
    policy: keyPolicy(scope, AwsEnvironment.of(scope).accountId, use),
    enableKeyRotation: true,
    deletionWindowInDays: deletionWindowDays,
    tags,
  });
  new KmsAlias(scope, "alias", { name: `alias/${alias}`, targetKeyId: key.keyId });
  return { keyArn: key.arn };
}

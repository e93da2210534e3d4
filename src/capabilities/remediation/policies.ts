import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { policyDocument } from "../../terraform/aws/policy";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { asTerraformValue } from "../../terraform/variables";
import { choiceShape } from "./choice";
import { writtenRemediations } from "./enabled";
import type { Inputs } from "./inputs";
import { permissionsOf, permissionsOfRunbook } from "./permissions";

/** The policy of each role: an HCL expression for a map of JSON by name. */
export function rolePolicies(scope: Construct, inputs: Inputs): string {
  const { runbooks, namePrefix, tableName, keyArn, bucketArn, ownBucketArns, members } = inputs;
  const hcl = hclIn(scope);
  const aws = AwsEnvironment.of(scope);
  const surroundings = {
    namePrefix,
    tableName,
    keyArn,
    bucketArn,
    // Never empty, because IAM refuses an empty list.
    ownBucketArns: isReference(ownBucketArns)
      ? Token.asList(hcl`coalescelist(${ownBucketArns}, ${[bucketArn]})`)
      : ownBucketArns,
    ...(members && { members }),
  };
  const ofCatalogue = Object.fromEntries(
    writtenRemediations(inputs).map((name) => [
      name,
      policyDocument(scope, `${name}-permissions`, permissionsOf(aws, surroundings, name)),
    ]),
  );
  if (!isReference(runbooks) && Object.keys(runbooks).length === 0) return hcl`${ofCatalogue}`;
  const ofRunbooks = new DataAwsIamPolicyDocument(scope, "runbook_permissions", {
    forEach: TerraformIterator.fromMap(Token.asAnyMap(hcl`${asTerraformValue(choiceShape.runbooks, runbooks)}`)),
    statement: permissionsOfRunbook(aws, surroundings, {
      name: "${each.key}",
      document: "${each.value.document}",
      roleArn: "${each.value.role_arn}",
    }),
  });
  return hcl`merge(${ofCatalogue}, { for name, document in ${ofRunbooks.fqn} : name => document.json })`;
}

import {
  DataAwsIamPolicyDocument,
  dataAwsIamPolicyDocumentStatementToTerraform,
  type DataAwsIamPolicyDocumentStatement,
  type DataAwsIamPolicyDocumentStatementCondition,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { ITerraformIterator } from "cdktf";
import type { Construct } from "constructs";
import { hclIn } from "../hcl";
import { expressionOf } from "../reference";
import type { AwsEnvironment } from "./aws-environment";

export type Statement = DataAwsIamPolicyDocumentStatement & {
  /** The variable that has to be set for the statement to be part of the policy. */
  readonly onlyWith?: string;
};

/** A policy document as a data source: readable in the module, without quotes written by hand. */
export function policyDocument(scope: Construct, id: string, statements: Statement[]): string {
  return policyDocuments(scope, id, statements).json;
}

/** The same for each entry of a map. */
export function policyDocuments(
  scope: Construct,
  id: string,
  statements: Statement[],
  forEach?: ITerraformIterator,
): DataAwsIamPolicyDocument {
  const always = statements.filter(({ onlyWith }) => onlyWith === undefined);
  const document = new DataAwsIamPolicyDocument(scope, id, { ...(forEach && { forEach }), statement: always });
  const optional = statements.flatMap(({ onlyWith, ...statement }) =>
    onlyWith === undefined
      ? []
      : [
          {
            for_each: hclIn(scope)`${onlyWith} == null ? [] : [${onlyWith}]`,
            content: dataAwsIamPolicyDocumentStatementToTerraform(statement) as object,
          },
        ],
  );
  if (optional.length > 0) document.addOverride("dynamic", { statement: optional });
  return document;
}

/** Statements about an optional object: none if it is not set, which of a variable only Terraform knows. */
export function statementsWith<T extends object>(value: T | undefined, statements: (value: T) => Statement[]) {
  if (value === undefined) return [];
  const onlyWith = expressionOf(value);
  return statements(value).map((statement) => ({ ...statement, ...(onlyWith !== undefined && { onlyWith }) }));
}

/** An Allow for one AWS service, narrowed by conditions. */
export function allowService(
  sid: string,
  service: string,
  actions: string[],
  resources: string[] | undefined,
  condition: DataAwsIamPolicyDocumentStatementCondition[] = [],
): Statement {
  const identifiers = [service.includes(".") ? service : `${service}.amazonaws.com`];
  return { sid, effect: "Allow", principals: [{ type: "Service", identifiers }], actions, resources, condition };
}

export function stringEquals(variable: string, ...values: string[]): DataAwsIamPolicyDocumentStatementCondition {
  return { test: "StringEquals", variable, values };
}

/** A match with `*` for any text. */
export function stringLike(variable: string, ...values: string[]): DataAwsIamPolicyDocumentStatementCondition {
  return { test: "StringLike", variable, values };
}

/** An exact match for an ARN without `*`, a pattern match for one with it. */
export function arnLike(variable: string, ...values: string[]): DataAwsIamPolicyDocumentStatementCondition {
  return { test: "ArnLike", variable, values };
}

/**
 * Delegates the permissions on a key to the account's IAM policies. Without it nobody could ever change the key again.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountManagesKey(aws: AwsEnvironment, account: string): Statement {
  return {
    sid: "AccountManagesKey",
    effect: "Allow",
    principals: [{ type: "AWS", identifiers: [aws.arn("iam", "root", { region: "", account })] }],
    actions: ["kms:*"],
    resources: ["*"],
  };
}

/** Refuses every request without TLS: for buckets Security Hub S3.5, for topics SNS's security best practices. */
export function denyInsecureTransport(actions: string[], resources: string[]): Statement {
  return {
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principals: [{ type: "*", identifiers: ["*"] }],
    actions,
    resources,
    condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  };
}

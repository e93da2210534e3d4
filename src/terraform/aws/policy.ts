import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
  type DataAwsIamPolicyDocumentStatementCondition,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";

export type Statement = DataAwsIamPolicyDocumentStatement;

/** A policy document as a data source: readable in the module, without quotes written by hand. */
export function policyDocument(scope: Construct, id: string, statement: Statement[]): string {
  return new DataAwsIamPolicyDocument(scope, id, { statement }).json;
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

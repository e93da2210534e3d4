import { Lazy } from "cdktf";
import { Construct } from "constructs";

/**
 * What only the account and region of a stack know, or a resource of its template, in a text: `@{AWS::Region}`. The template has `${…}` in an
 * `Fn::Sub` instead, which Terraform would take for an expression of its own.
 */
export const placeholder = (name: string) => `@{${name}}`;

/** Whether a text has a placeholder. */
export const hasPlaceholder = (text: string) => text.includes("@{");

/**
 * Constructs below it are not written into the Terraform configuration: what they create becomes a CloudFormation template, see
 * `translate`. Account, region and partition of their `AwsEnvironment` are those of the stack.
 */
export class TemplateScope extends Construct {
  static around(scope: Construct): TemplateScope | undefined {
    return scope.node.scopes.find((construct): construct is TemplateScope => construct instanceof TemplateScope);
  }

  /** The region of the stack, as a value of an input. */
  readonly region = Lazy.stringValue({ produce: () => placeholder("AWS::Region") });
}

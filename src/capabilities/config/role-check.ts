import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { hclIn } from "../../terraform/hcl";
import { group, roleArn } from "../../terraform/schema";

const inputs = group({ roleArn: roleArn().describe("ARN of the role.") });

export type RoleCheckProps = CapabilityProps<typeof inputs>;
export type RoleCheckOutputs = RoleCheck["outputs"];

/** Checks whether AWS Config may assume a role. */
export class RoleCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "role-check";
  static readonly summary = "Warns if an existing IAM role does not allow AWS Config to assume it.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: RoleCheckProps) {
    super(scope, id, inputs, props);
    const { roleArn } = this.inputs;
    // The name of a role is what follows its path.
    const name = hclIn(this)`reverse(split("/", ${roleArn}))[0]`;
    new Check(this, "trust", { type: "aws_iam_role", arguments: { name } }, (role) => [
      {
        condition: `\${strcontains(${role}.assume_role_policy, "\\"config.")}`,
        errorMessage: `AWS Config cannot assume the role ${roleArn}: its trust policy must allow sts:AssumeRole to the service principal of AWS Config.`,
      },
    ]);
  }
}

import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, tagMap } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  tags: tagMap().default({}).describe("Tags of the role."),
});

export type ConfigRoleProps = CapabilityProps<typeof inputs>;
export type ConfigRoleOutputs = ConfigRole["outputs"];

/**
 * `AWSServiceRoleForConfig`, the role that Security Hub Config.1 requires. An account has it once: where it
 * exists already, creating it fails with "has been taken in this account".
 */
export class ConfigRole extends Capability<typeof inputs, { roleArn: string }> {
  static readonly module = "config-role";
  static readonly summary = "Service-linked role of AWS Config. An account can have only one.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_iam_service_linked_role: "forget" };
  static readonly operations = operations;
  static readonly outputs = { roleArn: "ARN of the role." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigRoleProps) {
    super(scope, id, inputs, props);
    const role = new IamServiceLinkedRole(this, "role", {
      awsServiceName: "config.amazonaws.com",
      tags: this.inputs.tags,
    });
    this.outputs = { roleArn: role.arn };
  }
}

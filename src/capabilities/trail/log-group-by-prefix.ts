import { DataAwsCloudwatchLogGroups } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group, logGroupName } from "../../terraform/schema";

const inputs = group({ namePrefix: logGroupName().describe("Prefix of the name of exactly one log group.") });

export type LogGroupByPrefixProps = CapabilityProps<typeof inputs>;
export type LogGroupByPrefixOutputs = LogGroupByPrefix["outputs"];

/** A log group of which only the prefix of the name is known, such as Control Tower's, which ends in a random suffix. */
export class LogGroupByPrefix extends Capability<typeof inputs, { logGroupName: string }> {
  static readonly module = "log-group-by-prefix";
  static readonly summary = "Looks up the one CloudWatch Logs group whose name has a given prefix.";
  static readonly inputs = inputs;
  static readonly outputs = { logGroupName: "Name of the log group." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: LogGroupByPrefixProps) {
    super(scope, id, inputs, props);
    const { namePrefix } = this.inputs;
    const hcl = hclIn(this);
    const names = hcl`length(self.log_group_names) == 0 ? "none" : join(", ", self.log_group_names)`;
    const found = new DataAwsCloudwatchLogGroups(this, "found", {
      logGroupNamePrefix: namePrefix,
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.log_group_names) == 1}",
            errorMessage: `The name of exactly one log group must start with ${namePrefix}. Found: ${names}.`,
          },
        ],
      },
    });
    this.outputs = { logGroupName: hcl`one(${found.fqn}.log_group_names)` };
  }
}

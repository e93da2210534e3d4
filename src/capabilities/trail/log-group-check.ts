import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { group, logGroupName } from "../../terraform/schema";

const inputs = group({ logGroupName: logGroupName().describe("Name of the log group.") });

export type LogGroupCheckProps = CapabilityProps<typeof inputs>;
export type LogGroupCheckOutputs = LogGroupCheck["outputs"];

/** Checks whether a log group exists, can have metric filters, and retains events for a year. */
export class LogGroupCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "log-group-check";
  static readonly summary =
    "Warns if an existing CloudWatch Logs group is missing, is of a class without metric filters, or retains events for less than a year.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: LogGroupCheckProps) {
    super(scope, id, inputs, props);
    const { logGroupName } = this.inputs;
    const arguments_ = { name: logGroupName };
    new Check(this, "group", { type: "aws_cloudwatch_log_group", arguments: arguments_ }, (found) => [
      {
        condition: `\${!contains(["INFREQUENT_ACCESS", "DELIVERY"], ${found}.log_group_class)}`,
        errorMessage: `The log group ${logGroupName} is of the class \${${found}.log_group_class}, which has no metric filters: detections need the class STANDARD.`,
      },
      {
        condition: `\${${found}.retention_in_days == 0 || ${found}.retention_in_days >= 365}`,
        errorMessage: `The log group ${logGroupName} retains events for \${${found}.retention_in_days} days: fewer than 365 fail Security Hub CloudWatch.16. Only its owner can change that.`,
      },
    ]);
  }
}

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, kmsKeyArn, logGroupName, oneOfNumbers, tagMap } from "../../terraform/schema";
import { operations } from "../shared/operations";
import { retentionPeriods } from "../shared/retention";

const inputs = group({
  name: logGroupName().default("security-monitoring-trail").describe("Name of the log group."),
  retentionDays: oneOfNumbers(retentionPeriods, "days")
    .default(365)
    .describe(
      "Days for which events stay searchable. Fewer than 365 fail Security Hub CloudWatch.16; the bucket retains its own copy.",
    ),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the log group. Its policy must allow CloudWatch Logs to use it."),
  tags: tagMap().default({}).describe("Tags of the log group."),
});

export type LogGroupProps = CapabilityProps<typeof inputs>;
export type LogGroupOutputs = LogGroup["outputs"];

/** Where the trail's events can be searched, and where the detections read them. */
export class LogGroup extends Capability<typeof inputs, { logGroupName: string; logGroupArn: string }> {
  static readonly module = "log-group";
  static readonly summary = "Encrypted CloudWatch Logs group for the events of the trail.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_cloudwatch_log_group: "evidence" };
  static readonly operations = operations;
  static readonly outputs = { logGroupName: "Name of the log group.", logGroupArn: "ARN of the log group." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id, inputs, props);
    const { name, retentionDays, kmsKeyArn, tags } = this.inputs;
    const logGroup = new CloudwatchLogGroup(this, "group", {
      name,
      retentionInDays: retentionDays,
      kmsKeyId: kmsKeyArn,
      tags,
    });
    this.outputs = { logGroupName: logGroup.name, logGroupArn: logGroup.arn };
  }
}

import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { hclIn } from "../../terraform/hcl";
import { group, topicArn } from "../../terraform/schema";

const inputs = group({ topicArn: topicArn().describe("ARN of the topic.") });

export type TopicCheckProps = CapabilityProps<typeof inputs>;
export type TopicCheckOutputs = TopicCheck["outputs"];

/** Checks whether a topic is in the region of the alarms. Terraform cannot read its policy. */
export class TopicCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "topic-check";
  static readonly summary = "Warns if an existing SNS topic is in another region than the alarms.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: TopicCheckProps) {
    super(scope, id, inputs, props);
    const { topicArn } = this.inputs;
    const { region } = AwsEnvironment.of(this);
    const condition = hclIn(this)`split(":", ${topicArn})[3] == ${region}`;
    new Check(this, "region", undefined, () => [
      {
        condition,
        errorMessage: `The topic ${topicArn} is not in ${region}: an alarm can only notify a topic in its own region.`,
      },
    ]);
  }
}

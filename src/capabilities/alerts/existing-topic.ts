import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group, topicArn } from "../../terraform/schema";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { topicPolicy } from "./topic";

const inputs = group({ topicArn: topicArn().describe("ARN of the topic.") });

export type ExistingTopicProps = CapabilityProps<typeof inputs>;
export type ExistingTopicOutputs = ExistingTopic["outputs"];

/** An existing topic, whose owner must allow alarms to publish. */
export class ExistingTopic extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-topic";
  static readonly summary = "Policy that an existing SNS topic needs so that alarms can publish to it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingTopicProps) {
    super(scope, id, inputs, props);
    this.outputs = { requiredPolicy: topicPolicy(this, this.inputs.topicArn) };
  }
}

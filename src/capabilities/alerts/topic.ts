import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, arnLike, denyInsecureTransport, policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, kmsKeyArn, tagMap, topicName } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  name: topicName().default("security-alerts").describe("Name of the SNS topic."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the messages. Its policy must allow CloudWatch to use it."),
  tags: tagMap().default({}).describe("Tags of the topic."),
});

/** The policy of a new or existing topic. */
export function topicPolicy(scope: Construct, topicArn: string): string {
  const aws = AwsEnvironment.of(scope);
  return policyDocument(scope, "policy_document", [
    allowService(
      "AlarmsPublish",
      "cloudwatch",
      ["sns:Publish"],
      [topicArn],
      [stringEquals("aws:SourceAccount", aws.accountId), arnLike("aws:SourceArn", aws.arn("cloudwatch", "alarm:*"))],
    ),
    // https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit
    denyInsecureTransport(["sns:Publish"], [topicArn]),
  ]);
}

export type AlertTopicProps = CapabilityProps<typeof inputs>;
export type AlertTopicOutputs = AlertTopic["outputs"];

/** The topic that receives every alert. */
export class AlertTopic extends Capability<typeof inputs, { topicArn: string; topicName: string }> {
  static readonly module = "alert-topic";
  static readonly summary = "Encrypted SNS topic that CloudWatch alarms may publish to.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_sns_topic: "destroy", aws_sns_topic_policy: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {
    topicArn: "ARN of the topic, known once its policy is applied.",
    topicName: "Name of the topic, known before.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id, inputs, props);
    const { name, kmsKeyArn, tags } = this.inputs;

    const topic = new SnsTopic(this, "topic", { name, kmsMasterKeyId: kmsKeyArn, tags });
    const policy = new SnsTopicPolicy(this, "policy", { arn: topic.arn, policy: topicPolicy(this, topic.arn) });

    // From the policy, so that no alarm exists before the topic allows it to publish.
    this.outputs = { topicArn: policy.arn, topicName: topic.name };
  }
}

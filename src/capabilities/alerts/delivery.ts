import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group, kmsKeyArn, tagMap, text, topicArn } from "../../terraform/schema";
import { deadLetterQueue, deliveryRole, queueDepth } from "../shared/event-delivery";
import { operations as common } from "../shared/operations";

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the name of the role, the queue and the alarms."),
  topicArn: topicArn().describe("Topic that receives the alarms."),
  topicArns: z
    .array(topicArn(), { error: "a list of ARNs" })
    .describe("Topics that rules publish to. In this account their policies need not allow it."),
  keyArns: z
    .array(kmsKeyArn(), { error: "a list of ARNs" })
    .default([])
    .describe("Keys that encrypt the topics. Their policies must let IAM policies of this account decide."),
  tags: tagMap().default({}).describe("Tags of the role, the queue and the alarms."),
});

export type AlertDeliveryProps = CapabilityProps<typeof inputs>;
export type AlertDeliveryOutputs = AlertDelivery["outputs"];

/**
 * What all rules of a region share: the role with which EventBridge publishes to the topics (see docs/decisions/0006), the queue
 * of the events that it could not deliver, and an alarm each for events in the queue and for events that are not even there.
 */
export class AlertDelivery extends Capability<
  typeof inputs,
  { roleArn: string; deadLetterQueueArn: string; deadLetterQueueName: string; alarmNames: string[] }
> {
  static readonly module = "alert-delivery";
  static readonly summary = "Role, dead-letter queue and alarms of the EventBridge rules that publish alerts.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_metric_alarm: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
    aws_sqs_queue: "destroy",
  };
  static readonly operations = common;
  static readonly outputs = {
    roleArn: "ARN of the role, known once it may publish.",
    deadLetterQueueArn: "ARN of the queue of events that EventBridge could not deliver.",
    deadLetterQueueName: "Name of that queue.",
    alarmNames: "Names of the alarms.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AlertDeliveryProps) {
    super(scope, id, inputs, props);
    const { namePrefix, topicArn, topicArns, keyArns, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const hcl = hclIn(this);
    const name = `${namePrefix}security-alert-rules`;

    /** A list that is never empty, because IAM refuses an empty one. */
    const orNone = (arns: string[], none: string) => Token.asList(hcl`coalescelist(${arns}, ${[none]})`);
    const roleArn = deliveryRole(this, {
      name,
      description: "EventBridge publishes the alerts of its rules",
      policy: "publish-alerts",
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-target-sns.html
      statements: [
        { sid: "PublishAlerts", effect: "Allow", actions: ["sns:Publish"], resources: orNone(topicArns, topicArn) },
        {
          sid: "EncryptAlerts",
          effect: "Allow",
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          resources: orNone(keyArns, aws.arn("kms", "key/none")),
        },
      ],
      tags,
    });
    const queue = deadLetterQueue(this, { name, tags });

    const alarm = (id: string, rest: Omit<CloudwatchMetricAlarmConfig, "comparisonOperator" | "evaluationPeriods">) =>
      new CloudwatchMetricAlarm(this, id, {
        actionsEnabled: true,
        alarmActions: [topicArn],
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        tags,
        ...rest,
      });
    const undelivered = alarm("undelivered", {
      alarmName: `${namePrefix}alerts-undelivered`,
      alarmDescription: `Alerts did not reach their topic (high). EventBridge could not deliver events; they are in the queue ${name} for 14 days. First: read them there, with the reason in the attribute ERROR_MESSAGE; then correct the topic, its key or the role, and delete them.`,
      ...queueDepth(queue),
    });
    // Over all rules of the region, on every bus: those without a dead-letter queue have no such metric.
    const lost = alarm("lost", {
      alarmName: `${namePrefix}alerts-lost`,
      alarmDescription: `Alerts were lost (critical). EventBridge could neither deliver events nor send them to their dead-letter queue, ${name} for alerts. First: compare with the alarms and the trail what happened in these minutes; then correct the queue and its policy.`,
      metricQuery: [
        {
          id: "lost",
          expression: 'SELECT SUM(InvocationsFailedToBeSentToDlq) FROM "AWS/Events"',
          label: "Events that are in no queue",
          period: 300,
          returnData: true,
        },
      ],
    });

    this.outputs = {
      roleArn,
      deadLetterQueueArn: queue.arn,
      deadLetterQueueName: queue.name,
      alarmNames: [undelivered.alarmName, lost.alarmName],
    };
  }
}

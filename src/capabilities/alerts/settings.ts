import { flag, group, kmsKeyArn, topicArn, uniqueList } from "../../terraform/schema";
import { existingArn, withPrefix } from "../shared/settings";
import { topicsBySeverity } from "../shared/topics-by-severity";
import { chatShape } from "./chat";
import { AlertSubscriptions } from "./subscriptions";
import { AlertTopic } from "./topic";

export const alertsSettings = group(
  {
    topicName: withPrefix(AlertTopic.inputs.shape.name),
    existingTopic: existingArn(
      topicArn(),
      "Existing topic to use instead of a new one. It must have the policy in the output `required_policies`; so must each topic in `topicsBySeverity`, with its own ARN in the policy. If the topic is encrypted, its key must allow CloudWatch to use it. A topic of another account must also let the role of the event rules publish (docs/existing-resources.md). If the topic is created in the same apply, give it the policy that the nested module `existing-topic` returns, and take the ARN from its `aws_sns_topic_policy` resource.",
    ),
    existingTopicKeys: uniqueList(kmsKeyArn())
      .default([])
      .describe(
        "Keys that encrypt existing topics, `existingTopic` or those in `topicsBySeverity`. The role of the event rules may use them, if their policies let IAM policies of this account decide. Without its key no event rule can publish to an encrypted topic.",
      ),
    topicsBySeverity,
    recordTopic: existingArn(
      topicArn(),
      "Existing topic for the alarms of detections that event rules report already, instead of the topic of their severity. Only where somebody reads it: an event that EventBridge loses is nowhere else. Its policy must let the alarms of this account publish, as that of `existingTopic` does, and its key must allow CloudWatch to use it.",
    ),
    instant: flag()
      .default(true)
      .describe(
        "Whether EventBridge rules report detections, findings and rules of AWS Config within about a minute. The alarms follow some minutes later, and are complete: AWS delivers events on a best-effort basis.",
      ),
    chat: group(chatShape)
      .optional()
      .describe(
        "Channels of Slack and Microsoft Teams that show the alerts. They get a topic of their own, because chat needs a format of its own. They may read CloudWatch and nothing else. An administrator authorizes the workspace or team once (docs/chat.md).",
      ),
    machines: group({
      httpsEndpoints: AlertSubscriptions.inputs.shape.httpsEndpoints,
      sqsQueues: AlertSubscriptions.inputs.shape.sqsQueues,
      lambdaFunctions: AlertSubscriptions.inputs.shape.lambdaFunctions,
    })
      .optional()
      .describe(
        "Programs that get the events of the event rules as EventBridge has them, in JSON and without alarms: a pager, a SIEM. They get a topic of their own, and nothing while `alerts.instant` is false.",
      ),
    emails: AlertSubscriptions.inputs.shape.emails,
    emailsByName: AlertSubscriptions.inputs.shape.emailsByName,
    httpsEndpoints: AlertSubscriptions.inputs.shape.httpsEndpoints,
    sqsQueues: AlertSubscriptions.inputs.shape.sqsQueues,
    lambdaFunctions: AlertSubscriptions.inputs.shape.lambdaFunctions,
    existingKey: existingArn(
      kmsKeyArn(),
      "Existing KMS key for the new topic. Its policy must allow CloudWatch to use it, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-alert-key` returns.",
    ),
  },
  [["existingTopic", "existingKey"]],
)
  .prefault({})
  .describe("The topic of the alerts, and its recipients.");

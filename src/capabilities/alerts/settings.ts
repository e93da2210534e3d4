import { group, kmsKeyArn, topicArn } from "../../terraform/schema";
import { existingArn, withPrefix } from "../shared/settings";
import { topicsBySeverity } from "../shared/topics-by-severity";
import { AlertSubscriptions } from "./subscriptions";
import { AlertTopic } from "./topic";

export const alertsSettings = group(
  {
    topicName: withPrefix(AlertTopic.inputs.shape.name),
    existingTopic: existingArn(
      topicArn(),
      "Existing topic to use instead of a new one. It must have the policy in the output `required_policies`; so must each topic in `topicsBySeverity`, with its own ARN in the policy. If the topic is encrypted, its key must allow CloudWatch to use it. If the topic is created in the same apply, give it the policy that the nested module `existing-topic` returns, and take the ARN from its `aws_sns_topic_policy` resource.",
    ),
    topicsBySeverity,
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

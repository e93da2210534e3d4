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
      "Topic to use instead of a new one. It must have the policy that the output required_policies says; so must each of `topicsBySeverity`, with its own ARN in it. Its key, if it is encrypted, must let CloudWatch in. Created in the same run, it gets the policy that the nested module existing-topic states, and the ARN is taken from that policy.",
    ),
    topicsBySeverity,
    emails: AlertSubscriptions.inputs.shape.emails,
    emailsByName: AlertSubscriptions.inputs.shape.emailsByName,
    httpsEndpoints: AlertSubscriptions.inputs.shape.httpsEndpoints,
    sqsQueues: AlertSubscriptions.inputs.shape.sqsQueues,
    lambdaFunctions: AlertSubscriptions.inputs.shape.lambdaFunctions,
    existingKey: existingArn(
      kmsKeyArn(),
      "Key to encrypt the new topic with. Its policy must let CloudWatch use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-alert-key states.",
    ),
  },
  [["existingTopic", "existingKey"]],
)
  .prefault({})
  .describe("Who gets the alerts.");

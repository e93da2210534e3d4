import type { z } from "zod";
import type { Composition, RequiredPolicies } from "../shared/composition";
import { KeyCheck } from "../shared/key-check";
import { ExistingAlertKey } from "./existing-key";
import { ExistingTopic } from "./existing-topic";
import { AlertKey } from "./key";
import type { alertsSettings } from "./settings";
import { AlertSubscriptions } from "./subscriptions";
import { AlertTopic } from "./topic";
import { TopicCheck } from "./topic-check";

export const alertsOutputs = {
  topicArn: "ARN of the topic that receives the alerts.",
  pendingSubscriptions: AlertSubscriptions.outputs.pendingSubscriptions,
  alertKeyArn: "ARN of the key that encrypts the topic.",
};

export function composeAlerts(composition: Composition, settings: z.output<typeof alertsSettings>) {
  const { outlet, tags, deletionWindowDays } = composition;
  const { existingTopic, existingKey, emails, emailsByName, httpsEndpoints, sqsQueues, lambdaFunctions } = settings;

  const topicIsNew = outlet.named("topic_is_new", outlet.isUnset(existingTopic));
  const key = outlet.addIf(outlet.all(topicIsNew, outlet.isUnset(existingKey)), AlertKey, "alert_key", () => ({
    alias: composition.named("security-alerts"),
    deletionWindowDays,
    tags,
  }));
  const alertKeyArn = outlet.existingOr(existingKey, "arn", key.keyArn);
  const topic = outlet.addIf(topicIsNew, AlertTopic, "alert_topic", () => ({
    name: composition.named(settings.topicName),
    kmsKeyArn: alertKeyArn!,
    tags,
  }));
  // There is always one of the two.
  const topicArn = outlet.existingOr(existingTopic, "arn", topic.topicArn)!;
  const { pendingSubscriptions } = outlet.add(AlertSubscriptions, "alert_subscriptions", {
    topicArn,
    topicIsNew: topicIsNew as boolean,
    emails,
    emailsByName,
    httpsEndpoints,
    sqsQueues,
    lambdaFunctions,
  });

  const usesKey = outlet.isSet(existingKey);
  const requiredOfKey = outlet.addIf(usesKey, ExistingAlertKey, "existing_alert_key", () => ({
    keyArn: existingKey!.arn,
  }));
  outlet.addIf(composition.isChecked(usesKey), KeyCheck, "alert_key_check", () => ({
    keyArn: existingKey!.arn,
    requiredPolicy: "alert_key",
  }));
  const usesTopic = outlet.isSet(existingTopic);
  const requiredOfTopic = outlet.addIf(usesTopic, ExistingTopic, "existing_topic", () => ({
    topicArn: existingTopic!.arn,
  }));
  outlet.addIf(composition.isChecked(usesTopic), TopicCheck, "topic_check", () => ({ topicArn: existingTopic!.arn }));

  return {
    outputs: { topicArn, pendingSubscriptions, alertKeyArn },
    requiredPolicies: {
      topic: [usesTopic, requiredOfTopic.requiredPolicy],
      alert_key: [usesKey, requiredOfKey.requiredPolicy],
    } satisfies RequiredPolicies,
  };
}

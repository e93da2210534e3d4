import type { z } from "zod";
import type { Delivery } from "../shared/alert-rules";
import type { Composition, RequiredPolicies } from "../shared/composition";
import { KeyCheck } from "../shared/key-check";
import { ChatChannels } from "./chat";
import { AlertDelivery } from "./delivery";
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
  alertKeyArn: "ARN of the key that encrypts the new topics.",
};

/** @param eventBusName The bus that the event rules of all topics are on. */
export function composeAlerts(
  composition: Composition,
  settings: z.output<typeof alertsSettings>,
  eventBusName: string | undefined,
) {
  const { outlet, tags, deletionWindowDays } = composition;
  const { existingTopic, existingKey, emails, emailsByName, httpsEndpoints, sqsQueues, lambdaFunctions } = settings;
  const { instant, chat, machines } = settings;

  const topicIsNew = outlet.named("topic_is_new", outlet.isUnset(existingTopic));
  const hasChat = outlet.named("has_chat", outlet.isSet(chat));
  // An address in it may be sensitive.
  const hasMachines = outlet.named("has_machines", outlet.all(instant, outlet.isSetWithSecrets(machines)));
  const keyIsNew = outlet.named(
    "alert_key_is_new",
    outlet.all(outlet.any(topicIsNew, hasChat, hasMachines), outlet.isUnset(existingKey)),
  );
  const key = outlet.addIf(keyIsNew, AlertKey, "alert_key", () => ({
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

  // Each audience has a format of its own, and so a topic of its own: the format belongs to the target of a rule.
  const topicFor = (audience: string) => () => ({
    name: composition.named(`${settings.topicName}-${audience}`),
    kmsKeyArn: alertKeyArn!,
    tags,
  });
  const chatTopic = outlet.addIf(hasChat, AlertTopic, "chat_alert_topic", topicFor("chat"));
  outlet.addIf(hasChat, ChatChannels, "chat_channels", () => ({
    namePrefix: composition.named(""),
    topicArn: chatTopic.topicArn!,
    slackChannels: chat!.slackChannels,
    teamsChannels: chat!.teamsChannels,
    tags,
  }));
  const machinesTopic = outlet.addIf(hasMachines, AlertTopic, "machines_alert_topic", topicFor("machines"));
  outlet.addIf(hasMachines, AlertSubscriptions, "machines_alert_subscriptions", () => ({
    topicArn: machinesTopic.topicArn!,
    ...machines!,
  }));

  const topicArns = outlet.map({
    people: [true, topicArn],
    chat: [hasChat, chatTopic.topicArn],
    machines: [hasMachines, machinesTopic.topicArn],
  });
  const existingTopicArns = outlet.arnsIn(settings.topicsBySeverity);
  const { roleArn, deadLetterQueueArn, deadLetterQueueName, alarmNames } = outlet.addIf(
    instant,
    AlertDelivery,
    "alert_delivery",
    () => ({
      namePrefix: composition.named(""),
      topicArn,
      topicArns: outlet.concat(outlet.compact(topicArn, chatTopic.topicArn, machinesTopic.topicArn), existingTopicArns),
      keyArns: outlet.concat(outlet.compact(alertKeyArn), settings.existingTopicKeys),
      tags,
    }),
  );
  const delivery: Delivery = {
    isEnabled: instant,
    inputs: () => ({
      eventBusName,
      topicArns,
      topicsBySeverity: settings.topicsBySeverity,
      roleArn: roleArn!,
      deadLetterQueueArn: deadLetterQueueArn!,
    }),
  };

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

  const recordTopicArn = outlet.existingOr(settings.recordTopic, "arn", undefined);
  return {
    delivery,
    chatTopicArn: chatTopic.topicArn,
    recordTopicArn,
    hasKey: outlet.any(keyIsNew, usesKey),
    shown: {
      alarmNames: outlet.orEmpty(alarmNames),
      deadLetterQueueName,
      topicNames: outlet.compact(topic.topicName, chatTopic.topicName, machinesTopic.topicName),
      existingTopicArns: outlet.concat(
        outlet.compact(outlet.existingOr(existingTopic, "arn", undefined), recordTopicArn),
        existingTopicArns,
      ),
    },
    outputs: { topicArn, pendingSubscriptions, alertKeyArn },
    requiredPolicies: {
      topic: [usesTopic, requiredOfTopic.requiredPolicy],
      alert_key: [usesKey, requiredOfKey.requiredPolicy],
    } satisfies RequiredPolicies,
  };
}

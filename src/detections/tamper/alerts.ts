import { notByAutoscaling } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isOneOf, pattern, succeeded } from "../pattern-text";

/** The path of an alert from the alarm to a person. */
export const alerts = [
  detection("tamper", {
    id: "alarm-disabled",
    title: "An alarm was deleted, muted or set by hand",
    severity: "high",
    why: "A deleted or muted alarm notifies nobody. SetAlarmState resets one to OK as if nothing had happened.",
    firstSteps:
      "Look at the names of the alarms. If they are ours: apply the configuration and look at what they watched.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls("monitoring", "DeleteAlarms", "DisableAlarmActions", "SetAlarmState", "PutAlarmMuteRule"),
        allOf(
          calls("monitoring", "PutMetricAlarm", "PutCompositeAlarm"),
          "$.requestParameters.actionsEnabled IS FALSE",
        ),
      ),
      // It removes its own alarms.
      notByAutoscaling,
      succeeded,
    ),
    insightsFilter:
      "eventName in ['DeleteAlarms', 'DisableAlarmActions', 'SetAlarmState', 'PutAlarmMuteRule', 'PutMetricAlarm', 'PutCompositeAlarm']",
  }),
  detection("tamper", {
    id: "alert-topic-changed",
    title: "An SNS topic, or a subscription of one, was deleted or changed",
    severity: "high",
    why: "Alarms publish to a topic, and reach people through its subscriptions. Without either, or with a policy, a key or a filter that excludes them, no alert arrives and no error shows.",
    firstSteps:
      "Find out which topic. If it is the one for alerts: apply the configuration, send a test message. Each alert e-mail has a link that unsubscribes: ask the owner of the address.",
    techniques: ["T1685"],
    pattern: pattern(
      calls(
        "sns",
        "DeleteTopic",
        "AddPermission",
        "RemovePermission",
        "PutDataProtectionPolicy",
        "Unsubscribe",
        "SetTopicAttributes",
        "SetSubscriptionAttributes",
      ),
      // Attributes that can stop an alert; a display name or a delivery log cannot.
      anyOf(
        "$.requestParameters.attributeName NOT EXISTS",
        isOneOf("$.requestParameters.attributeName", [
          "Policy",
          "KmsMasterKeyId",
          "DeliveryPolicy",
          "FilterPolicy*",
          "RawMessageDelivery",
        ]),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "sns.amazonaws.com" and eventName like /^(Delete|Set)(Topic|Sub)|Permission$|^Unsub|DataProtection/ and readOnly = 0',
  }),
  detection("tamper", {
    id: "event-rule-disabled",
    title: "An EventBridge rule or bus was disabled, emptied or deleted",
    severity: "medium",
    why: "Findings of AWS Config, GuardDuty and Security Hub travel over EventBridge rules. A rule that is disabled or has no targets drops them.",
    firstSteps:
      "Find out which rule. If findings travel over it: apply the configuration, and read the findings of the gap.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls("events", "DisableRule", "DeleteRule", "RemoveTargets", "DeleteEventBus", "RemovePermission"),
        allOf(calls("events", "PutRule"), is("$.requestParameters.state", "DISABLED")),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource = \"events.amazonaws.com\" and eventName in ['DisableRule', 'DeleteRule', 'RemoveTargets', 'PutRule', 'DeleteEventBus', 'RemovePermission']",
  }),
];

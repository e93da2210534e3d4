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
    title: "An SNS topic was deleted, or its policy, key or delivery changed",
    severity: "high",
    why: "Alarms publish to a topic. Without it, or with a policy or a key that excludes CloudWatch, no alert arrives and no error shows.",
    firstSteps: "Find out which topic. If it is the one for alerts: apply the configuration and send a test message.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls("sns", "DeleteTopic", "AddPermission", "RemovePermission"),
        allOf(
          calls("sns", "SetTopicAttributes"),
          // Attributes that can stop an alert; a display name or a delivery log cannot.
          isOneOf("$.requestParameters.attributeName", ["Policy", "KmsMasterKeyId", "DeliveryPolicy"]),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource = \"sns.amazonaws.com\" and eventName in ['DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission']",
  }),
  detection("tamper", {
    id: "alert-subscription-removed",
    title: "A subscription of an SNS topic was removed or changed",
    severity: "high",
    why: "Alerts reach people and tools through subscriptions. Without one, or with a filter policy on it, they are sent to nobody.",
    firstSteps:
      "Find out which topic. A link at the end of every alert e-mail unsubscribes too: ask the owner of the address. Subscribe again.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls("sns", "Unsubscribe"),
        allOf(
          calls("sns", "SetSubscriptionAttributes"),
          isOneOf("$.requestParameters.attributeName", ["FilterPolicy*", "DeliveryPolicy", "RawMessageDelivery"]),
        ),
      ),
      succeeded,
    ),
    insightsFilter: "eventName in ['Unsubscribe', 'SetSubscriptionAttributes']",
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

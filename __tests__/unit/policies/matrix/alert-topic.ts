import type { Request } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  cloudWatch,
  config,
  elsewhere,
  eventBridge,
  knowing,
  names,
  ofAlarm,
  otherAlarms,
  outsiders,
  withoutTls,
  type Requests,
  type Rows,
} from "./requests";

const publish = { action: "sns:Publish", resource: arn("sns", names.topic) };
const alarmPublishes: Request = { ...cloudWatch, ...publish, context: ofAlarm };
const rulePublishes: Request = { ...eventBridge, ...publish };
const administratorPublishes: Request = { ...admin, ...publish };

/** The same request elsewhere: the policy speaks of its own topic only. */
function inOtherTopics(who: string, request: Request): Requests {
  return {
    [`${who} in another topic`]: { ...request, resource: arn("sns", "another") },
    [`${who} in a topic of the same name in another region`]: {
      ...request,
      resource: arn("sns", names.topic, elsewhere),
    },
    [`${who} in a topic of the same name in another account`]: {
      ...request,
      resource: arn("sns", names.topic, abroad),
    },
  };
}

export const alertTopic: Rows = {
  module: "alert-topic",
  document: "policy_document",
  variables: { name: names.topic },
  letsIn: {
    "an alarm of the account": alarmPublishes,
    "a rule of EventBridge": rulePublishes,
    // AWS does not say whose rule it is, so one of another account cannot be told apart.
    "a rule of EventBridge of which nothing at all is known": knowing(rulePublishes, {
      "aws:SecureTransport": undefined,
    }),
    "an administrator": administratorPublishes,
    "an administrator without TLS, to look at the topic": withoutTls({
      ...administratorPublishes,
      action: "sns:GetTopicAttributes",
    }),
    ...inOtherTopics("an administrator without TLS", withoutTls(administratorPublishes)),
  },
  keepsOut: {
    ...otherAlarms("to publish", alarmPublishes),
    ...outsiders("to publish like an alarm", alarmPublishes),
    ...outsiders("to publish like a rule", rulePublishes),
    ...inOtherTopics("an alarm", alarmPublishes),
    ...inOtherTopics("a rule of EventBridge", rulePublishes),
    "AWS Config": { ...alarmPublishes, ...config },
    "an alarm, to subscribe": { ...alarmPublishes, action: "sns:Subscribe" },
    "a rule of EventBridge, to subscribe": { ...rulePublishes, action: "sns:Subscribe" },
    "an alarm without TLS": withoutTls(alarmPublishes),
    "a rule of EventBridge without TLS": withoutTls(rulePublishes),
    "an administrator without TLS": withoutTls(administratorPublishes),
  },
};

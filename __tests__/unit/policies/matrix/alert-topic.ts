import type { Request } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  cloudWatch,
  config,
  elsewhere,
  names,
  ofAlarm,
  otherAlarms,
  outsiders,
  rulesOfEventBridge,
  withoutTls,
  type Requests,
  type Rows,
} from "./requests";

const publish = { action: "sns:Publish", resource: arn("sns", names.topic) };
const alarmPublishes: Request = { ...cloudWatch, ...publish, context: ofAlarm };
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
    ...rulesOfEventBridge("to publish", { ...alarmPublishes, context: {} }),
    ...inOtherTopics("an alarm", alarmPublishes),
    "AWS Config": { ...alarmPublishes, ...config },
    "an alarm, to subscribe": { ...alarmPublishes, action: "sns:Subscribe" },
    "an alarm without TLS": withoutTls(alarmPublishes),
    "an administrator without TLS": withoutTls(administratorPublishes),
  },
};

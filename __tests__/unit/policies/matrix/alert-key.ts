import type { Request } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  cloudTrail,
  cloudWatch,
  elsewhere,
  eventBridge,
  keyArn,
  knowing,
  names,
  ofAlarm,
  otherAlarms,
  outsiders,
  type Rows,
} from "./requests";

const topicContext = "kms:EncryptionContext:aws:sns:topicArn";
const onTopic = { [topicContext]: arn("sns", names.topic) };
const encrypt = { action: "kms:GenerateDataKey", resource: keyArn };
const alarmEncrypts: Request = { ...cloudWatch, ...encrypt, context: { ...ofAlarm, ...onTopic } };
const ruleEncrypts: Request = { ...eventBridge, ...encrypt, context: onTopic };
const changePolicy: Request = { ...admin, action: "kms:PutKeyPolicy", resource: keyArn };

export const alertKey: Rows = {
  module: "alert-key",
  document: "policy",
  variables: { topic_name: names.topic },
  letsIn: {
    "an alarm of the account, to encrypt": alarmEncrypts,
    "an alarm of the account, to decrypt": { ...alarmEncrypts, action: "kms:Decrypt" },
    "a rule of EventBridge, to encrypt": ruleEncrypts,
    "a rule of EventBridge, to decrypt": { ...ruleEncrypts, action: "kms:Decrypt" },
    "an administrator, to change the policy": changePolicy,
  },
  keepsOut: {
    ...otherAlarms("to encrypt", alarmEncrypts),
    ...outsiders("to encrypt like an alarm", alarmEncrypts),
    ...outsiders("to encrypt like a rule", ruleEncrypts),
    ...outsiders("to change the policy", changePolicy),
    "a rule of EventBridge for another topic": knowing(ruleEncrypts, { [topicContext]: arn("sns", "another") }),
    "a rule of EventBridge for a topic of the same name in another region": knowing(ruleEncrypts, {
      [topicContext]: arn("sns", names.topic, elsewhere),
    }),
    "a rule of EventBridge for a topic of the same name in another account": knowing(ruleEncrypts, {
      [topicContext]: arn("sns", names.topic, abroad),
    }),
    "a rule of EventBridge for no topic": knowing(ruleEncrypts, { [topicContext]: undefined }),
    "an alarm, to encrypt without a data key": { ...alarmEncrypts, action: "kms:Encrypt" },
    "a rule of EventBridge, to encrypt without a data key": { ...ruleEncrypts, action: "kms:Encrypt" },
    "CloudTrail, which has no business here": { ...alarmEncrypts, ...cloudTrail },
  },
};

import type { Request } from "../../../support/policies";
import {
  admin,
  cloudTrail,
  cloudWatch,
  keyArn,
  ofAlarm,
  otherAlarms,
  outsiders,
  rulesOfEventBridge,
  type Rows,
} from "./requests";

const encrypt = { action: "kms:GenerateDataKey", resource: keyArn };
const alarmEncrypts: Request = { ...cloudWatch, ...encrypt, context: ofAlarm };
const changePolicy: Request = { ...admin, action: "kms:PutKeyPolicy", resource: keyArn };

export const alertKey: Rows = {
  module: "alert-key",
  document: "policy",
  variables: {},
  letsIn: {
    "an alarm of the account, to encrypt": alarmEncrypts,
    "an alarm of the account, to decrypt": { ...alarmEncrypts, action: "kms:Decrypt" },
    "an administrator, to change the policy": changePolicy,
  },
  keepsOut: {
    ...otherAlarms("to encrypt", alarmEncrypts),
    ...outsiders("to encrypt like an alarm", alarmEncrypts),
    ...outsiders("to change the policy", changePolicy),
    "an alarm, to encrypt without a data key": { ...alarmEncrypts, action: "kms:Encrypt" },
    "CloudTrail, which has no business here": { ...alarmEncrypts, ...cloudTrail },
    ...rulesOfEventBridge("to encrypt", { ...alarmEncrypts, context: {} }),
  },
};

import { account, type Request } from "../../../support/policies";
import {
  admin,
  config,
  guardDuty,
  inFurtherRegions,
  keyArn,
  ofDetector,
  otherDetectors,
  outsiders,
  type Rows,
} from "./requests";

const encrypt: Request = { ...guardDuty, action: "kms:GenerateDataKey", resource: keyArn, context: ofDetector };
const changePolicy: Request = { ...admin, action: "kms:PutKeyPolicy", resource: keyArn };

export const guardDutyKey: Rows = {
  module: "guardduty-key",
  document: "policy",
  variables: {},
  letsIn: {
    "GuardDuty, to encrypt": encrypt,
    "an administrator, to change the policy": changePolicy,
    "an auditor who may decrypt": {
      principal: `arn:aws:iam::${account}:role/auditor`,
      allowedTo: ["kms:Decrypt"],
      action: "kms:Decrypt",
      resource: keyArn,
    },
  },
  keepsOut: {
    ...outsiders("to encrypt", encrypt),
    ...outsiders("to change the policy", changePolicy),
    ...otherDetectors("to encrypt", encrypt),
    "GuardDuty, to decrypt": { ...encrypt, action: "kms:Decrypt" },
    "AWS Config, to encrypt": { ...encrypt, ...config },
  },
};

export const guardDutyKeyOfRegions = inFurtherRegions(guardDutyKey, { "to encrypt": encrypt });

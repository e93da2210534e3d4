import { account, anotherAccount, type Request } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  cloudTrail,
  cloudWatch,
  cloudWatchLogs,
  config,
  elsewhere,
  keyArn,
  knowing,
  names,
  otherTrails,
  outsiders,
  trailArn,
  type Rows,
} from "./requests";

const trailContext = "kms:EncryptionContext:aws:cloudtrail:arn";
const forTrail = { "aws:SourceArn": trailArn, "aws:SourceAccount": account };
const trailEncrypts: Request = {
  ...cloudTrail,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: { ...forTrail, [trailContext]: trailArn },
};
const trailDecrypts: Request = { ...cloudTrail, action: "kms:Decrypt", resource: keyArn, context: forTrail };

const logsContext = "kms:EncryptionContext:aws:logs:arn";
const logGroup = `log-group:${names.logGroup}`;
const logGroupEncrypts: Request = {
  ...cloudWatchLogs,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: { [logsContext]: arn("logs", logGroup) },
};

const configEncrypts: Request = {
  ...config,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: { "aws:SourceAccount": account },
};

const changePolicy: Request = { ...admin, action: "kms:PutKeyPolicy", resource: keyArn };

export const logKey: Rows = {
  module: "log-key",
  document: "policy",
  variables: { trail_name: names.trail, log_group_name: names.logGroup },
  letsIn: {
    "the trail, to encrypt": trailEncrypts,
    "the trail, to look at the key": { ...trailDecrypts, action: "kms:DescribeKey" },
    "the trail, to use the key of the bucket": trailDecrypts,
    "the log group, to encrypt": { ...logGroupEncrypts, action: "kms:Encrypt" },
    "the log group, to make a data key": logGroupEncrypts,
    "the log group, to decrypt": { ...logGroupEncrypts, action: "kms:Decrypt" },
    "the log group, to encrypt anew": { ...logGroupEncrypts, action: "kms:ReEncryptTo" },
    "AWS Config, to encrypt": configEncrypts,
    "AWS Config, to decrypt": { ...configEncrypts, action: "kms:Decrypt" },
    "an administrator, to change the policy": changePolicy,
    "an auditor who may decrypt": {
      principal: `arn:aws:iam::${account}:role/auditor`,
      allowedTo: ["kms:Decrypt"],
      action: "kms:Decrypt",
      resource: keyArn,
    },
  },
  keepsOut: {
    ...otherTrails("to encrypt", trailEncrypts),
    ...otherTrails("to decrypt", trailDecrypts),
    ...outsiders("to encrypt for the trail", trailEncrypts),
    ...outsiders("to decrypt for the trail", trailDecrypts),
    ...outsiders("to encrypt for the log group", logGroupEncrypts),
    ...outsiders("to encrypt for AWS Config", configEncrypts),
    ...outsiders("to change the policy", changePolicy),
    "the trail, to encrypt what is of another account": knowing(trailEncrypts, {
      [trailContext]: arn("cloudtrail", `trail/${names.trail}`, abroad),
    }),
    "the trail, to encrypt what is not of a trail": knowing(trailEncrypts, {
      [trailContext]: arn("cloudtrail", "eventdatastore/events"),
    }),
    "the trail, to encrypt what is not said to be of a trail": knowing(trailEncrypts, { [trailContext]: undefined }),
    "the trail, to encrypt without a data key": { ...trailEncrypts, action: "kms:Encrypt" },
    "another log group": knowing(logGroupEncrypts, { [logsContext]: arn("logs", `${logGroup}-2`) }),
    "the log group of another region": knowing(logGroupEncrypts, { [logsContext]: arn("logs", logGroup, elsewhere) }),
    "the log group of another account": knowing(logGroupEncrypts, { [logsContext]: arn("logs", logGroup, abroad) }),
    "the results of a query": knowing(logGroupEncrypts, {
      [logsContext]: arn("logs", `query-result:${names.logGroup}`),
    }),
    "CloudWatch Logs on nobody's behalf": knowing(logGroupEncrypts, { [logsContext]: undefined }),
    "CloudWatch Logs of another region": { ...logGroupEncrypts, principal: "logs.us-east-1.amazonaws.com" },
    "the log group, to hand the key on": { ...logGroupEncrypts, action: "kms:CreateGrant" },
    "AWS Config of another account": knowing(configEncrypts, { "aws:SourceAccount": anotherAccount }),
    "AWS Config on nobody's behalf": knowing(configEncrypts, { "aws:SourceAccount": undefined }),
    "AWS Config, to encrypt without a data key": { ...configEncrypts, action: "kms:Encrypt" },
    "CloudWatch, which has no business here": { ...configEncrypts, ...cloudWatch },
  },
};

import { account, anotherAccount, region, type Request } from "../../../support/policies";
import { abroad, admin, arn, cloudTrail, elsewhere, names, outsiders, type Rows } from "./requests";

const role = `arn:aws:iam::${account}:role/security-monitoring-trail-delivery`;
const assume: Request = { ...cloudTrail, action: "sts:AssumeRole", resource: role };

export const deliveryTrust: Rows = {
  module: "audit-trail",
  document: "delivery_trust",
  variables: {},
  letsIn: { "CloudTrail, for whichever trail": assume },
  keepsOut: {
    ...outsiders("to assume the role", assume),
    "CloudTrail, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

const stream = `log-group:${names.logGroup}:log-stream:${account}_CloudTrail_${region}`;
const write: Request = { principal: role, action: "logs:PutLogEvents", resource: arn("logs", stream) };

export const deliveryPermissions: Rows = {
  module: "audit-trail",
  document: "delivery_permissions",
  variables: { log_group_name: names.logGroup },
  letsIn: {
    "the role, to create its stream": { ...write, action: "logs:CreateLogStream" },
    "the role, to write to its stream": write,
    "the role, to write to its fourth stream": { ...write, resource: arn("logs", `${stream}_4`) },
  },
  keepsOut: {
    "the role, to write to another log group": {
      ...write,
      resource: arn("logs", stream.replace(names.logGroup, "another")),
    },
    "the role, to write to a log group of the same name in another region": {
      ...write,
      resource: arn("logs", stream, elsewhere),
    },
    "the role, to write to a log group of the same name in another account": {
      ...write,
      resource: arn("logs", stream, abroad),
    },
    "the role, to write to a stream of another account": {
      ...write,
      resource: arn("logs", stream.replace(account, anotherAccount)),
    },
    "the role, to write to a stream of another region": {
      ...write,
      resource: arn("logs", stream.replace(region, "us-east-1")),
    },
    "the role, to write to a stream that is not CloudTrail's": {
      ...write,
      resource: arn("logs", stream.replace("CloudTrail", "Config")),
    },
    "the role, to create a stream in another log group": {
      ...write,
      action: "logs:CreateLogStream",
      resource: arn("logs", stream.replace(names.logGroup, "another")),
    },
    "the role, to read its stream": { ...write, action: "logs:GetLogEvents" },
    "the role, to delete its stream": { ...write, action: "logs:DeleteLogStream" },
    "the role, to delete the log group": {
      ...write,
      action: "logs:DeleteLogGroup",
      resource: arn("logs", `log-group:${names.logGroup}`),
    },
  },
  harmless: {
    [`WriteEvents on ${arn("logs", stream.replace("log-stream", "*"))}*`]: "a log group holds nothing but streams",
  },
};

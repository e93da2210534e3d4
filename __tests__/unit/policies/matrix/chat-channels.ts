import { account, type Request } from "../../../support/policies";
import { admin, arn, outsiders, type Rows } from "./requests";

const role = `arn:aws:iam::${account}:role/security-alert-chat`;
const assume: Request = { principal: "chatbot.amazonaws.com", action: "sts:AssumeRole", resource: role };

export const chatTrust: Rows = {
  module: "chat-channels",
  document: "trust",
  variables: {},
  letsIn: { "the chat service": assume },
  keepsOut: {
    ...outsiders("to assume the role", assume),
    "the chat service, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

const alarm = arn("cloudwatch", "alarm:root-account-usage");
const read: Request = { principal: role, action: "cloudwatch:DescribeAlarms", resource: alarm };

export const chatPermissions: Rows = {
  module: "chat-channels",
  document: "permissions",
  variables: {},
  letsIn: {
    "the role, to read an alarm": read,
    "the role, to draw its graph": { ...read, action: "cloudwatch:GetMetricWidgetImage", resource: "*" },
    "the role, to read the tags of an alarm": { ...read, action: "cloudwatch:ListTagsForResource" },
  },
  keepsOut: {
    "the role, to delete an alarm": { ...read, action: "cloudwatch:DeleteAlarms" },
    "the role, to disable an alarm": { ...read, action: "cloudwatch:DisableAlarmActions" },
    "the role, to read a log group": {
      ...read,
      action: "logs:FilterLogEvents",
      resource: arn("logs", "log-group:our-events"),
    },
  },
};

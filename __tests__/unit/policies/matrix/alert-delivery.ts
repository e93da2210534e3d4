import { account, anotherAccount, region, type Request } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  elsewhere,
  keyArn,
  knowing,
  names,
  outsiders,
  withoutTls,
  type Requests,
  type Rows,
} from "./requests";

const role = `arn:aws:iam::${account}:role/security-alert-rules`;
const rule = "rule/root-account-usage";
const eventBridge = { principal: "events.amazonaws.com" };
const ofRule = { "aws:SourceAccount": account, "aws:SourceArn": arn("events", rule) };
const variables = {
  name_prefix: "",
  topic_arn: arn("sns", names.topic),
  topic_arns: [arn("sns", names.topic), arn("sns", `${names.topic}-chat`), arn("sns", `${names.topic}-machines`)],
  key_arns: [keyArn],
};

/** EventBridge, when it does not act for a rule of the account. */
function otherRules(to: string, request: Request): Requests {
  const actingFor = (sourceArn: string | undefined, sourceAccount: string | undefined = account) =>
    knowing(request, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount });
  return {
    [`a rule of another account, ${to}`]: actingFor(arn("events", rule, abroad), anotherAccount),
    [`a rule of another account that claims to be ours, ${to}`]: actingFor(arn("events", rule, abroad)),
    [`a rule of ours that acts for another account, ${to}`]: actingFor(arn("events", rule), anotherAccount),
    [`a rule of another region, ${to}`]: actingFor(arn("events", rule, elsewhere)),
    [`EventBridge for an archive, ${to}`]: actingFor(arn("events", "archive/all")),
    [`EventBridge on nobody's behalf, ${to}`]: actingFor(undefined, undefined),
  };
}

const assume: Request = { ...eventBridge, action: "sts:AssumeRole", resource: role, context: ofRule };

export const rulesTrust: Rows = {
  module: "alert-delivery",
  document: "trust",
  variables,
  letsIn: { "EventBridge for a rule of the account": assume },
  keepsOut: {
    ...otherRules("to assume the role", assume),
    ...outsiders("to assume the role", assume),
    "EventBridge, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

const publish: Request = { principal: role, action: "sns:Publish", resource: arn("sns", names.topic) };
const encrypt: Request = { principal: role, action: "kms:GenerateDataKey", resource: keyArn };

export const rulesPermissions: Rows = {
  module: "alert-delivery",
  document: "permissions",
  variables,
  letsIn: {
    "the role, to publish to people": publish,
    "the role, to publish to chat": { ...publish, resource: arn("sns", `${names.topic}-chat`) },
    "the role, to publish to machines": { ...publish, resource: arn("sns", `${names.topic}-machines`) },
    "the role, to encrypt with the key of the topics": encrypt,
    "the role, to decrypt with the key of the topics": { ...encrypt, action: "kms:Decrypt" },
  },
  keepsOut: Object.fromEntries(
    ["", "-chat", "-machines"].flatMap((audience) => {
      const topic = names.topic + audience;
      const to = `to publish to ${topic}`;
      return Object.entries({
        [`the role, ${to} in another region`]: { ...publish, resource: arn("sns", topic, elsewhere) },
        [`the role, ${to} in another account`]: { ...publish, resource: arn("sns", topic, abroad) },
        "the role, to publish to another topic": { ...publish, resource: arn("sns", "another") },
        [`the role, to subscribe to ${topic}`]: { ...publish, action: "sns:Subscribe", resource: arn("sns", topic) },
        "the role, to encrypt with another key": { ...encrypt, resource: arn("kms", "key/another") },
        "the role, to encrypt with a key of the same name in another region": {
          ...encrypt,
          resource: keyArn.replace(region, elsewhere.region),
        },
        "the role, to encrypt with a key of the same name in another account": {
          ...encrypt,
          resource: keyArn.replace(account, anotherAccount),
        },
        "the role, to change the policy of the key": { ...encrypt, action: "kms:PutKeyPolicy" },
      });
    }),
  ),
};

const queueArn = arn("sqs", "security-alert-rules");
const send: Request = { ...eventBridge, action: "sqs:SendMessage", resource: queueArn, context: ofRule };
const adminSends: Request = { ...admin, action: "sqs:SendMessage", resource: queueArn };

export const deadLetters: Rows = {
  module: "alert-delivery",
  document: "queue_policy",
  variables,
  letsIn: {
    "EventBridge for a rule of the account, to send": send,
    "an administrator, to receive": { ...adminSends, action: "sqs:ReceiveMessage" },
    "an administrator without TLS, to look at the queue": withoutTls({
      ...adminSends,
      action: "sqs:GetQueueAttributes",
    }),
    // The policy speaks of its own queue only.
    "an administrator without TLS, to send to another queue": withoutTls({
      ...adminSends,
      resource: arn("sqs", "another"),
    }),
    "an administrator without TLS, to send to a queue of the same name in another region": withoutTls({
      ...adminSends,
      resource: arn("sqs", "security-alert-rules", elsewhere),
    }),
    "an administrator without TLS, to send to a queue of the same name in another account": withoutTls({
      ...adminSends,
      resource: arn("sqs", "security-alert-rules", abroad),
    }),
  },
  keepsOut: {
    ...otherRules("to send", send),
    ...outsiders("to send", send),
    "EventBridge, to receive": { ...send, action: "sqs:ReceiveMessage" },
    "EventBridge, to send to another queue": { ...send, resource: arn("sqs", "another") },
    "EventBridge, to send to a queue of the same name in another region": {
      ...send,
      resource: arn("sqs", "security-alert-rules", elsewhere),
    },
    "EventBridge, to send to a queue of the same name in another account": {
      ...send,
      resource: arn("sqs", "security-alert-rules", abroad),
    },
    "EventBridge without TLS, to send": withoutTls(send),
    "an administrator without TLS, to send": withoutTls(adminSends),
    "an administrator without TLS, to receive": withoutTls({ ...adminSends, action: "sqs:ReceiveMessage" }),
  },
};

import { account, anotherAccount, type Request } from "../../../support/policies";
import { abroad, admin, arn, elsewhere, knowing, outsiders, withoutTls, type Requests, type Rows } from "./requests";

const name = "config-first-evaluations";
const queue = arn("sqs", name);
const rule = `rule/${name}-2`;

const send: Request = {
  principal: "events.amazonaws.com",
  action: "sqs:SendMessage",
  resource: queue,
  context: { "aws:SourceAccount": account, "aws:SourceArn": arn("events", rule) },
};
const adminSends: Request = { ...admin, action: "sqs:SendMessage", resource: queue };

/** EventBridge, when it does not act for one of the rules. */
function otherRules(to: string): Requests {
  const actingFor = (sourceArn: string | undefined, sourceAccount: string | undefined = account) =>
    knowing(send, { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount });
  return {
    [`another rule of the account, ${to}`]: actingFor(arn("events", "rule/config-noncompliant")),
    [`a replay of the same name, ${to}`]: actingFor(arn("events", `replay/${name}-2`)),
    [`a rule of another account, ${to}`]: actingFor(arn("events", rule, abroad), anotherAccount),
    [`a rule of another account that claims to be ours, ${to}`]: actingFor(arn("events", rule, abroad)),
    [`a rule of ours that acts for another account, ${to}`]: actingFor(arn("events", rule), anotherAccount),
    [`a rule of another region, ${to}`]: actingFor(arn("events", rule, elsewhere)),
    [`EventBridge on nobody's behalf, ${to}`]: knowing(send, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
  };
}

/** The same request elsewhere: the policy speaks of its own queue only. */
function inOtherQueues(who: string, request: Request): Requests {
  return {
    [`${who} in another queue`]: { ...request, resource: arn("sqs", "another") },
    [`${who} in a queue of the same name in another region`]: { ...request, resource: arn("sqs", name, elsewhere) },
    [`${who} in a queue of the same name in another account`]: { ...request, resource: arn("sqs", name, abroad) },
  };
}

export const firstEvaluations: Rows = {
  module: "config-first-evaluations",
  document: "queue_policy",
  variables: { name_prefix: "" },
  letsIn: {
    "EventBridge for one of the rules, to send": send,
    "EventBridge for one of the rules on the bus of an organization, to send": knowing(send, {
      "aws:SourceArn": arn("events", `rule/security-events/${name}-2`),
    }),
    "an administrator, to receive": { ...adminSends, action: "sqs:ReceiveMessage" },
    "an administrator without TLS, to look at the queue": withoutTls({
      ...adminSends,
      action: "sqs:GetQueueAttributes",
    }),
    ...inOtherQueues("an administrator without TLS, to send", withoutTls(adminSends)),
  },
  keepsOut: {
    ...otherRules("to send"),
    ...outsiders("to send", send),
    ...inOtherQueues("EventBridge, to send", send),
    "EventBridge, to receive": { ...send, action: "sqs:ReceiveMessage" },
    "EventBridge without TLS, to send": withoutTls(send),
    "an administrator without TLS, to send": withoutTls(adminSends),
    "an administrator without TLS, to receive": withoutTls({ ...adminSends, action: "sqs:ReceiveMessage" }),
  },
};

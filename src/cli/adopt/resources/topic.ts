import { AlertSubscriptions } from "../../../capabilities/alerts/subscriptions";
import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { topicsInUse } from "../catalogue";
import { defaults } from "../defaults";
import { foreignOwnerOf, modesBeside, reasonToUse } from "../foreign-owner";
import { freeName } from "../free-name";
import type { Inventory, Key, Subscription, Topic, TopicDetails } from "../inventory";
import { demandsTls, isConfined, isOf, isOurs, outsidersOf, refusedBy } from "../policy-document";
import { isSettable } from "../settable";
import { weaknessesOfTopic, hostOf, labelOf } from "../weaknesses/resource-weaknesses";
import { arnOf, customerKey } from "./keys";

/** The topic the alerts go to. */
export function decideTopic(plan: AdoptionPlan): Decision<Topic> | undefined {
  const { topics, logGroups, alarms } = plan.inventory;
  const used = topicsInUse(logGroups, alarms);
  const ours = topics.filter(({ arn, name }) => name === defaults.alerts.topicName || used.includes(arn));
  const foreign = used
    .filter((arn) => !topics.some((topic) => topic.arn === arn))
    .map((arn): Topic => ({ arn, name: arn.slice(arn.lastIndexOf(":") + 1) }));
  const wanted = plan.choiceOf("topic");
  const chosen = topics.filter(
    (topic) => !ours.includes(topic) && (wanted.endsWith(`:${topic.name}`) || wanted === topic.name),
  );
  return plan.decide(
    "topic",
    [...ours, ...chosen, ...foreign].map((topic) => {
      const reasons = reasonsAgainst(topic, plan.inventory.account);
      const recipients = recipientsOf(topic, plan.inventory.account);
      const why =
        reasons.join("; ") ||
        (used.includes(topic.arn) ? "alarms of the same detections notify it" : "it has the default name");
      return {
        resource: topic,
        id: topic.arn,
        alias: topic.name,
        modes: !topic.details
          ? (["use"] as const)
          : reasons.length > 0
            ? modesBeside(ownerOf(topic))
            : (["manage", "use"] as const),
        mustAsk: recipients.length > 0,
        reason: [why, ...recipients].join("; "),
      };
    }),
  );
}

/** The recipients of a topic, or who decides about them. Only a person can say whether they are to receive the alerts. */
function recipientsOf({ arn, details }: Topic, account: string): string[] {
  const owner = parseArn(arn).account;
  if (!details)
    return [
      owner === account
        ? "its subscribers are not visible from here"
        : `account ${owner} decides who receives its alerts`,
    ];
  const outsiders = outsidersOf(details.policy, account);
  const refused = refusedBy(details.policy);
  return [
    details.subscriptions.length > 0 && `its subscribers are ${details.subscriptions.map(labelOf).join(", ")}`,
    outsiders.length > 0 && `its policy allows ${outsiders.join(", ")}`,
    refused.length > 0 && `its policy denies ${refused.join(", ")}, so alerts may not be delivered`,
  ].filter((recipients) => typeof recipients === "string");
}

/** Why a topic is better used than managed. */
function reasonsAgainst({ name, details }: Topic, account: string): string[] {
  if (!details) return ["it belongs to another account or region"];
  const owner = ownerOf({ name, details });
  const otherPrincipals = details.policy.statements
    .filter((statement) => !demandsTls(statement))
    .filter(({ effect, confinedTo = [] }) => effect === "Deny" || !isConfined(confinedTo, account))
    .flatMap(({ principals }) => principals)
    .filter((who) => who !== "cloudwatch.amazonaws.com" && !isOf(account, who));
  return [
    owner && reasonToUse("topic", owner),
    otherPrincipals.length > 0 && `its policy also names ${[...new Set(otherPrincipals)].join(", ")}`,
  ].filter((reason) => typeof reason === "string") as string[];
}

function ownerOf({ name, details }: Pick<Topic, "name" | "details">): string | undefined {
  return foreignOwnerOf({ name, tags: details?.tags ?? {} });
}

/** The key that a topic uses now. */
export function keyOfTopic(plan: AdoptionPlan, { resource: topic }: Decision<Topic>): string | undefined {
  return customerKey(plan.inventory, topic?.details?.kmsKeyId);
}

export function adoptTopic(
  plan: AdoptionPlan,
  { mode, resource: topic }: Decision<Topic>,
  key: Decision<Key | string> | undefined,
): void {
  if (!topic) {
    // AWS creates no second topic of a name: it returns the existing one, with its subscribers.
    const isTaken = (preferred: string) => plan.inventory.topics.some(({ name }) => name === preferred);
    plan.set("alerts.topicName", freeName(defaults.alerts.topicName, isTaken), defaults.alerts.topicName);
    return;
  }
  plan.addWeaknesses("topic", topic.name, weaknessesOfTopic(topic, mode === "use", plan.inventory));
  if (mode === "use" || !topic.details) {
    plan.set("alerts.existingTopic", { arn: topic.arn });
    // The role of the event rules may publish to an encrypted topic only with its key.
    const keyInUse = customerKey(plan.inventory, topic.details?.kmsKeyId);
    plan.set("alerts.existingTopicKeys", keyInUse ? [keyInUse] : [], []);
    const count = topic.details?.subscriptions.length;
    if (count === 0) plan.addNote(`Topic ${topic.name} has no subscribers: set alerts.emails, or add a subscription.`);
    plan.addNote(
      `Make sure that the policies of topic ${topic.name} and of its key, if it has one, allow cloudwatch.amazonaws.com.`,
    );
    return;
  }
  const { details } = topic;
  plan.set("alerts.topicName", topic.name, defaults.alerts.topicName);
  plan.import(addresses.topic, topic.arn);
  plan.recordTags(addresses.topic, details.tags);
  const keyArn = key && arnOf(key);
  if (customerKey(plan.inventory, details.kmsKeyId) !== keyArn) {
    plan.change(
      addresses.topic,
      "is encrypted with a KMS key",
      "Security Hub SNS.1; CloudWatch may use the key, other publishers need kms:GenerateDataKey and kms:Decrypt",
    );
  }
  if (details.otherAttributes.length > 0) {
    plan.change(addresses.topic, `loses its ${details.otherAttributes.join(", ")}`, "there is no setting for it");
  }
  plan.import(addresses.topicPolicy, topic.arn);
  const outsiders = outsidersOf(details.policy, plan.inventory.account);
  if (!isOurs(details.policy, addresses.topicPolicy) || outsiders.length > 0) {
    plan.change(
      addresses.topicPolicy,
      `only CloudWatch and principals with an IAM policy may publish, over TLS${outsiders.length > 0 ? `; no longer ${outsiders.join(", ")}` : ""}`,
      "every publisher can raise false alarms",
    );
  }
  adoptSubscriptions(plan, details);
}

function adoptSubscriptions(plan: AdoptionPlan, { subscriptions }: TopicDetails): void {
  const emails: string[] = [];
  const httpsEndpoints = new Map<string, string>();
  const sqsQueues = new Map<string, { arn: string }>();
  const lambdaFunctions = new Map<string, { arn: string }>();
  for (const subscription of subscriptions) {
    const { protocol, endpoint } = subscription;
    const label = labelOf(subscription);
    const obstacle = obstacleTo(subscription, plan.inventory);
    if (obstacle) {
      plan.skip("subscription", label, obstacle);
    } else if (protocol === "email") {
      emails.push(endpoint);
      adoptSubscription(plan, "email", endpoint, label, subscription);
    } else if (protocol === "https") {
      const key = freeKey(httpsEndpoints, hostOf(endpoint) ?? "endpoint");
      httpsEndpoints.set(key, endpoint);
      adoptSubscription(plan, "https", key, label, subscription);
    } else if (protocol === "sqs") {
      adoptSubscription(plan, "sqs", addNamed(sqsQueues, endpoint), label, subscription);
    } else {
      const key = addNamed(lambdaFunctions, endpoint);
      adoptSubscription(plan, "lambda", key, label, subscription);
      adoptPermission(plan, key, subscription);
    }
  }
  if (emails.length > 0) plan.set("alerts.emails", emails.sort());
  for (const [name, endpoints] of Object.entries({ httpsEndpoints, sqsQueues, lambdaFunctions })) {
    if (endpoints.size > 0) plan.set(`alerts.${name}`, Object.fromEntries<unknown>(endpoints));
  }
}

const { emails, httpsEndpoints, sqsQueues, lambdaFunctions } = AlertSubscriptions.inputs.shape;

/** Whether the settings accept an endpoint, by its protocol. */
const isTaken = new Map<string, (endpoint: string) => boolean>([
  ["email", (endpoint) => isSettable(emails, [endpoint])],
  ["https", (endpoint) => isSettable(httpsEndpoints, { endpoint })],
  ["sqs", (arn) => isSettable(sqsQueues, { queue: { arn } })],
  ["lambda", (arn) => isSettable(lambdaFunctions, { function: { arn } })],
]);

/** Why a subscription is left unchanged. */
function obstacleTo(subscription: Subscription, inventory: Inventory): string | undefined {
  const { protocol, endpoint, otherAttributes } = subscription;
  if (otherAttributes.length > 0) return `it has a ${otherAttributes.join(" and a ")}, for which there is no setting`;
  if (isElsewhere(subscription, inventory)) return "it belongs to another account or region, and is managed there";
  if (protocol === "https" && /^https:\/\/[^\s/]*@/.test(endpoint))
    return "it has a user name and a password, which AWS does not return; a token in the path works";
  const take = isTaken.get(protocol);
  if (!take) return "there is no setting for its protocol";
  return take(endpoint) ? undefined : "the settings do not accept its endpoint";
}

/** Queues may be in another region; the permission to invoke a function is in the function's own. */
function isElsewhere({ protocol, endpoint }: Subscription, { account, region }: Inventory): boolean {
  const [, , , itsRegion, itsAccount] = endpoint.split(":");
  return (
    ["sqs", "lambda"].includes(protocol) && (itsAccount !== account || (protocol === "lambda" && itsRegion !== region))
  );
}

function adoptSubscription(
  plan: AdoptionPlan,
  protocol: keyof typeof addresses.subscriptions,
  key: string,
  label: string,
  { arn }: Subscription,
): void {
  const address = addresses.subscriptions[protocol];
  if (!arn) {
    plan.change(
      address,
      `is created again: ${label} gets another confirmation request`,
      "it was never confirmed, so it has no ARN to import",
      key,
    );
    return;
  }
  plan.findings.push({
    kind: "subscription",
    id: label,
    mode: "manage",
    reason: "it belongs to the topic",
  });
  plan.import(address, arn, key);
  plan.change(address, "no change in AWS", "Terraform records the confirmation timeout in its state", key);
}

function adoptPermission(plan: AdoptionPlan, key: string, { endpoint, invokePermission }: Subscription): void {
  if (!invokePermission) {
    plan.change(
      addresses.invokePermission,
      `the topic may invoke ${endpoint}`,
      "the function does not allow it yet",
      key,
    );
    return;
  }
  const [, , , , , , name, qualifier] = endpoint.split(":");
  plan.import(addresses.invokePermission, `${name}${qualifier ? `:${qualifier}` : ""}/${invokePermission}`, key);
}

/** Adds an endpoint under the name in its ARN. */
function addNamed(endpoints: Map<string, { arn: string }>, arn: string): string {
  const parts = arn.split(":").slice(arn.includes(":function:") ? 6 : 5);
  const key = freeKey(endpoints, parts.join("-"));
  endpoints.set(key, { arn });
  return key;
}

/** A key that is not taken. */
function freeKey(taken: ReadonlyMap<string, unknown>, preferred: string): string {
  // JavaScript's objects cannot have the key __proto__.
  return freeName(
    preferred.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 60),
    (key) => taken.has(key) || key === "__proto__",
  );
}

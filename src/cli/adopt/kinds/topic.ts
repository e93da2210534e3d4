import { AlertSubscriptions } from "../../../capabilities/alerts/subscriptions";
import { parseArn } from "../arn";
import { defaults } from "../defaults";
import type { Decision, Draft } from "../draft";
import { flawsOfTopic, hostOf, labelOf } from "../flaws";
import type { Inventory, Key, Subscription, Topic, TopicDetails } from "../inventory";
import { isSettable } from "../literals";
import { freeName, topicsInUse } from "../ours";
import { ownerOf } from "../owner";
import { places } from "../places";
import { demandsTls, isConfined, isOf, isOurs, outsidersOf, refusedBy } from "../policy-document";
import { arnOf, customerKey } from "./keys";

/** The topic the alerts go to. */
export function decideTopic(draft: Draft): Decision<Topic> | undefined {
  const { topics, logGroups, alarms } = draft.inventory;
  const used = topicsInUse(logGroups, alarms);
  const ours = topics.filter(({ arn, name }) => name === defaults.alerts.topicName || used.includes(arn));
  const foreign = used
    .filter((arn) => !topics.some((topic) => topic.arn === arn))
    .map((arn): Topic => ({ arn, name: arn.slice(arn.lastIndexOf(":") + 1) }));
  const wanted = draft.choiceOf("topic");
  const chosen = topics.filter(
    (topic) => !ours.includes(topic) && (wanted.endsWith(`:${topic.name}`) || wanted === topic.name),
  );
  return draft.decide(
    "topic",
    [...ours, ...chosen, ...foreign].map((topic) => {
      const reasons = reasonsAgainst(topic, draft.inventory.account);
      const told = toldBy(topic, draft.inventory.account);
      const why =
        reasons.join("; ") || (used.includes(topic.arn) ? "alarms like ours tell it" : "it has the name of ours");
      return {
        thing: topic,
        id: topic.arn,
        alias: topic.name,
        ways: !topic.details
          ? (["use"] as const)
          : reasons.length > 0
            ? (["use", "manage"] as const)
            : (["manage", "use"] as const),
        mustAsk: told.length > 0,
        because: [why, ...told].join("; "),
      };
    }),
  );
}

/** Whom a topic tells, or lets decide that. Nobody but a person can say whether these are to get the alerts. */
function toldBy({ arn, details }: Topic, account: string): string[] {
  const owner = parseArn(arn).account;
  if (!details)
    return [owner === account ? "whom it tells is not seen from here" : `account ${owner} decides whom it tells`];
  const outsiders = outsidersOf(details.policy, account);
  const refused = refusedBy(details.policy);
  return [
    details.subscriptions.length > 0 && `it tells ${details.subscriptions.map(labelOf).join(", ")}`,
    outsiders.length > 0 && `its policy lets in ${outsiders.join(", ")}`,
    refused.length > 0 && `its policy refuses ${refused.join(", ")}, so that alerts may not get through`,
  ].filter((told) => typeof told === "string");
}

/** Why a topic had better stay its owner's. */
function reasonsAgainst({ name, details }: Topic, account: string): string[] {
  if (!details) return ["it belongs to another account or region"];
  const owner = ownerOf({ name, tags: details.tags });
  const strangers = details.policy.statements
    .filter((statement) => !demandsTls(statement))
    .filter(({ effect, confinedTo = [] }) => effect === "Deny" || !isConfined(confinedTo, account))
    .flatMap(({ principals }) => principals)
    .filter((who) => who !== "cloudwatch.amazonaws.com" && !isOf(account, who));
  return [
    owner && `it belongs to ${owner}`,
    strangers.length > 0 && `its policy also speaks of ${[...new Set(strangers)].join(", ")}`,
  ].filter((reason) => typeof reason === "string") as string[];
}

/** The key of a topic that becomes ours. */
export function keyOfTopic(draft: Draft, { thing: topic }: Decision<Topic>): string | undefined {
  return customerKey(draft.inventory, topic?.details?.kmsKeyId);
}

export function takeTopic(
  draft: Draft,
  { way, thing: topic }: Decision<Topic>,
  key: Decision<Key | string> | undefined,
): void {
  if (!topic) {
    // AWS makes no topic of a name that is there: it gives that one, with whoever is subscribed to it.
    const isTaken = (wish: string) => draft.inventory.topics.some(({ name }) => name === wish);
    draft.set("alerts.topicName", freeName(defaults.alerts.topicName, isTaken), defaults.alerts.topicName);
    return;
  }
  draft.admit("topic", topic.name, flawsOfTopic(topic, way === "use", draft.inventory));
  if (way === "use" || !topic.details) {
    draft.set("alerts.existingTopic", { arn: topic.arn });
    const count = topic.details?.subscriptions.length;
    if (count === 0) draft.advise(`Nobody is subscribed to ${topic.name}: set alerts.emails, or subscribe somebody.`);
    draft.advise(
      `See that the policy of ${topic.name}, and of its key if it has one, lets cloudwatch.amazonaws.com in.`,
    );
    return;
  }
  const { details } = topic;
  draft.set("alerts.topicName", topic.name, defaults.alerts.topicName);
  draft.import(places.topic, topic.arn);
  draft.keepTags(places.topic, details.tags);
  const keyArn = key && arnOf(key);
  if (customerKey(draft.inventory, details.kmsKeyId) !== keyArn) {
    draft.change(
      places.topic,
      "gets a key",
      "alerts are encrypted (Security Hub SNS.1); CloudWatch may use it, programs that publish themselves need kms:GenerateDataKey and kms:Decrypt",
    );
  }
  if (details.otherAttributes.length > 0) {
    draft.change(places.topic, `loses its ${details.otherAttributes.join(", ")}`, "there is no setting for it");
  }
  draft.import(places.topicPolicy, topic.arn);
  const outsiders = outsidersOf(details.policy, draft.inventory.account);
  if (!isOurs(details.policy, places.topicPolicy) || outsiders.length > 0) {
    draft.change(
      places.topicPolicy,
      `lets CloudWatch publish, and who has a policy for it, over TLS only${outsiders.length > 0 ? `; no longer ${outsiders.join(", ")}` : ""}`,
      "whoever can publish can raise false alarms",
    );
  }
  takeSubscriptions(draft, details);
}

function takeSubscriptions(draft: Draft, { subscriptions }: TopicDetails): void {
  const emails: string[] = [];
  const httpsEndpoints = new Map<string, string>();
  const sqsQueues = new Map<string, { arn: string }>();
  const lambdaFunctions = new Map<string, { arn: string }>();
  for (const subscription of subscriptions) {
    const { protocol, endpoint } = subscription;
    const label = labelOf(subscription);
    const obstacle = obstacleTo(subscription, draft.inventory);
    if (obstacle) {
      draft.leave("subscription", label, obstacle);
    } else if (protocol === "email") {
      emails.push(endpoint);
      takeSubscription(draft, "email", endpoint, label, subscription);
    } else if (protocol === "https") {
      const key = freeKey(httpsEndpoints, hostOf(endpoint) ?? "endpoint");
      httpsEndpoints.set(key, endpoint);
      takeSubscription(draft, "https", key, label, subscription);
    } else if (protocol === "sqs") {
      takeSubscription(draft, "sqs", addNamed(sqsQueues, endpoint), label, subscription);
    } else {
      const key = addNamed(lambdaFunctions, endpoint);
      takeSubscription(draft, "lambda", key, label, subscription);
      takePermission(draft, key, subscription);
    }
  }
  if (emails.length > 0) draft.set("alerts.emails", emails.sort());
  for (const [name, endpoints] of Object.entries({ httpsEndpoints, sqsQueues, lambdaFunctions })) {
    if (endpoints.size > 0) draft.set(`alerts.${name}`, Object.fromEntries<unknown>(endpoints));
  }
}

const { emails, httpsEndpoints, sqsQueues, lambdaFunctions } = AlertSubscriptions.inputs.shape;

/** Whether our settings can have an endpoint, by its protocol. */
const isTaken = new Map<string, (endpoint: string) => boolean>([
  ["email", (endpoint) => isSettable(emails, [endpoint])],
  ["https", (endpoint) => isSettable(httpsEndpoints, { endpoint })],
  ["sqs", (arn) => isSettable(sqsQueues, { queue: { arn } })],
  ["lambda", (arn) => isSettable(lambdaFunctions, { function: { arn } })],
]);

/** Why a subscription stays what it is. */
function obstacleTo(subscription: Subscription, inventory: Inventory): string | undefined {
  const { protocol, endpoint, otherAttributes } = subscription;
  if (otherAttributes.length > 0) return `it has a ${otherAttributes.join(" and a ")}, for which there is no setting`;
  if (isElsewhere(subscription, inventory)) return "it is managed where it is, in another account or region";
  if (protocol === "https" && /^https:\/\/[^\s/]*@/.test(endpoint))
    return "it has a user and a password, which AWS does not tell; a token in the path works";
  const take = isTaken.get(protocol);
  if (!take) return "there is no setting for its protocol; it stays as it is";
  return take(endpoint) ? undefined : "our settings take no such address; it stays as it is";
}

/** Queues may be of another region; a function's permission to be invoked is given in its own. */
function isElsewhere({ protocol, endpoint }: Subscription, { account, region }: Inventory): boolean {
  const [, , , itsRegion, itsAccount] = endpoint.split(":");
  return (
    ["sqs", "lambda"].includes(protocol) && (itsAccount !== account || (protocol === "lambda" && itsRegion !== region))
  );
}

function takeSubscription(
  draft: Draft,
  protocol: keyof typeof places.subscriptions,
  key: string,
  label: string,
  { arn }: Subscription,
): void {
  const place = places.subscriptions[protocol];
  if (!arn) {
    draft.change(
      place,
      `is asked for once more: ${label} gets another request to confirm`,
      "it never was confirmed, and AWS gives it no name until then",
      key,
    );
    return;
  }
  draft.findings.push({
    kind: "subscription",
    id: label,
    way: "manage",
    because: "it is the topic's",
  });
  draft.import(place, arn, key);
  draft.change(place, "nothing in AWS", "Terraform notes down how it waits for a confirmation", key);
}

function takePermission(draft: Draft, key: string, { endpoint, invokePermission }: Subscription): void {
  if (!invokePermission) {
    draft.change(places.invokePermission, `the topic may invoke ${endpoint}`, "nothing says so as yet", key);
    return;
  }
  const [, , , , , , name, qualifier] = endpoint.split(":");
  draft.import(places.invokePermission, `${name}${qualifier ? `:${qualifier}` : ""}/${invokePermission}`, key);
}

/** Adds an endpoint under the name in its ARN. */
function addNamed(endpoints: Map<string, { arn: string }>, arn: string): string {
  const parts = arn.split(":").slice(arn.includes(":function:") ? 6 : 5);
  const key = freeKey(endpoints, parts.join("-"));
  endpoints.set(key, { arn });
  return key;
}

/** A key that nothing else has. */
function freeKey(taken: ReadonlyMap<string, unknown>, wish: string): string {
  // The last is none that JavaScript's objects can have.
  return freeName(wish.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 60), (key) => taken.has(key) || key === "__proto__");
}

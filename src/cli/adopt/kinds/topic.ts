import type { Decision, Draft } from "../draft";
import type { Inventory, Key, Subscription, Topic, TopicDetails } from "../inventory";
import { defaults, topicsInUse } from "../ours";
import { ownerOf } from "../owner";
import { places } from "../places";
import { demandsTls, isOurs } from "../policy-document";
import { arnOf, customerKey } from "./keys";

const sids = ["AlarmsPublish", "DenyInsecureTransport"];

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
      return {
        thing: topic,
        id: topic.arn,
        alias: topic.name,
        ways: topic.details
          ? reasons.length > 0
            ? (["use", "manage"] as const)
            : (["manage", "use"] as const)
          : (["use"] as const),
        because:
          reasons.join("; ") || (used.includes(topic.arn) ? "alarms like ours tell it" : "it has the name of ours"),
      };
    }),
  );
}

/** Why a topic had better stay its owner's. */
function reasonsAgainst({ name, details }: Topic, account: string): string[] {
  if (!details) return ["it belongs to another account or region"];
  const owner = ownerOf({ name, tags: details.tags });
  const strangers = details.policy.statements
    .filter((statement) => !demandsTls(statement))
    .filter(
      ({ effect, conditionKeys }) => effect === "Deny" || !conditionKeys.some((key) => /^aws:SourceOwner$/i.test(key)),
    )
    .flatMap(({ principals }) => principals)
    .filter((who) => who !== "cloudwatch.amazonaws.com" && who !== account && !who.includes(`:${account}:`));
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
    if (draft.inventory.topics.some(({ name }) => name === defaults.alerts.topicName)) {
      draft.set("alerts.topicName", `${defaults.alerts.topicName}-2`);
    }
    return;
  }
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
  if (!isOurs(details.policy, sids)) {
    draft.change(
      places.topicPolicy,
      "lets CloudWatch publish, and who has a policy for it, over TLS only",
      "whoever can publish can raise false alarms",
    );
  }
  takeSubscriptions(draft, details);
}

function takeSubscriptions(draft: Draft, { subscriptions }: TopicDetails): void {
  const emails: string[] = [];
  const httpsEndpoints: Record<string, string> = {};
  const sqsQueues: Record<string, { arn: string }> = {};
  const lambdaFunctions: Record<string, { arn: string }> = {};
  for (const subscription of subscriptions) {
    const { protocol, endpoint, otherAttributes } = subscription;
    // The path of an https address often is a secret.
    const label = `${protocol} ${protocol === "https" ? (hostOf(endpoint) ?? "address") : endpoint}`;
    if (otherAttributes.length > 0) {
      draft.leave("subscription", label, `it has a ${otherAttributes.join(" and a ")}, for which there is no setting`);
    } else if (isElsewhere(subscription, draft.inventory)) {
      draft.leave("subscription", label, "it is managed where it is, in another account or region");
    } else if (protocol === "email") {
      emails.push(endpoint);
      takeSubscription(draft, "email", endpoint, label, subscription);
    } else if (protocol === "https" && /^https:\/\/[^\s/]*@/.test(endpoint)) {
      draft.leave(
        "subscription",
        label,
        "it has a user and a password, which AWS does not tell; a token in the path works",
      );
    } else if (protocol === "https") {
      const key = freeName(httpsEndpoints, hostOf(endpoint) ?? "endpoint");
      httpsEndpoints[key] = endpoint;
      takeSubscription(draft, "https", key, label, subscription);
    } else if (protocol === "sqs") {
      takeSubscription(draft, "sqs", addNamed(sqsQueues, endpoint), label, subscription);
    } else if (protocol === "lambda") {
      const key = addNamed(lambdaFunctions, endpoint);
      takeSubscription(draft, "lambda", key, label, subscription);
      takePermission(draft, key, subscription);
    } else {
      draft.leave("subscription", label, "there is no setting for its protocol; it stays as it is");
    }
  }
  if (emails.length > 0) draft.set("alerts.emails", emails.sort());
  if (Object.keys(httpsEndpoints).length > 0) draft.set("alerts.httpsEndpoints", httpsEndpoints);
  if (Object.keys(sqsQueues).length > 0) draft.set("alerts.sqsQueues", sqsQueues);
  if (Object.keys(lambdaFunctions).length > 0) draft.set("alerts.lambdaFunctions", lambdaFunctions);
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
function addNamed(endpoints: Record<string, { arn: string }>, arn: string): string {
  const parts = arn.split(":").slice(arn.includes(":function:") ? 6 : 5);
  const key = freeName(endpoints, parts.join("-"));
  endpoints[key] = { arn };
  return key;
}

/** A key that nothing else has. */
function freeName(taken: object, wish: string): string {
  const name = wish.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 60);
  let key = name;
  for (let count = 2; key in taken; count++) key = `${name}-${count}`;
  return key;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

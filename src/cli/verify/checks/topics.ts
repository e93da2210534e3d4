import { parseArn } from "../../arn";
import { following } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, type Check, type Judgement, letAlarmsPublish } from "../judgement";
import type { Observation } from "../observe";
import { comparedWithState } from "../policies";

type Topic = Observation["topics"][number];
type Subscription = Extract<Topic["subscriptions"], readonly unknown[]>[number];

const topicSubject = ({ arn }: Topic) => `topic ${parseArn(arn).resource}`;

export const topicChecks: readonly Check[] = [
  {
    id: "topic-policy",
    about: "Each topic exists, and its policy lets alarms publish and is that of the state",
    judge: ({ topics }) =>
      topics.flatMap((topic) =>
        judged(
          topicSubject(topic),
          following(topic.policy, (policy) => following(topic.deniedToAlarms, (denied) => ({ policy, denied }))),
          ({ policy, denied }) =>
            denied.length === 0
              ? comparedWithState(policy, topic.expectedPolicy)
              : broken(`its policy does not let alarms use ${denied.join(", ")}`, letAlarmsPublish),
          topic.deployed ? gone : broken("does not exist", "Correct the ARN in the settings, or create the topic."),
        ),
      ),
  },
  {
    id: "topic-key",
    about: "Each topic encrypts with the key of the state",
    judge: ({ topics }) =>
      topics.flatMap((topic) =>
        judged(topicSubject(topic), topic.attributes, ({ KmsMasterKeyId = "" }) =>
          topic.deployed === undefined || KmsMasterKeyId === topic.deployed.kms_master_key_id
            ? ok(KmsMasterKeyId === "" ? "is not encrypted" : "encrypts with its key")
            : broken(`encrypts with ${KmsMasterKeyId || "no key"}`, apply),
        ),
      ),
  },
  {
    id: "subscriptions",
    about: "Each topic has a confirmed subscriber, and nobody has still to confirm",
    judge: ({ topics }) => topics.flatMap(subscribers),
  },
];

const confirm =
  "Let each recipient confirm: AWS sent a mail or a request when it was subscribed. A link that has expired needs a new subscription: terraform apply -replace=<its address>.";

function subscribers(topic: Topic): readonly Judgement[] {
  const endpoints = topic.deployedSubscriptions.map(({ endpoint }) => endpoint);
  const others = judged(topicSubject(topic), topic.subscriptions, (all) => {
    if (!all.some(isConfirmed)) return broken("has no confirmed subscriber: nobody receives its alerts", confirm);
    const pending = all.filter((one) => !isConfirmed(one) && !endpoints.includes(one.Endpoint));
    return pending.length === 0
      ? ok("has subscribers")
      : attention(`has subscribers that have still to confirm: ${pending.map(nameOf).join(", ")}`, confirm);
  });
  return [
    ...others,
    ...topic.deployedSubscriptions.flatMap(({ protocol, key, isPending }) =>
      judged(
        `subscription ${protocol}/${key}`,
        isPending,
        (pending) => (pending ? attention("has still to confirm", confirm) : ok("is confirmed")),
        broken("does not exist any more: the recipient has unsubscribed", apply),
      ),
    ),
  ];
}

/** Else it has a word in the place of its ARN, such as `PendingConfirmation`. */
function isConfirmed({ SubscriptionArn = "" }: Subscription): boolean {
  return SubscriptionArn.startsWith("arn:");
}

/** Of an address on the web the host only: the rest is often a password. */
function nameOf({ Protocol = "", Endpoint = "" }: Subscription): string {
  return `${Protocol}/${/^https?$/.test(Protocol) ? new URL(Endpoint).host : Endpoint}`;
}

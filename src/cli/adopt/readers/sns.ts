import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
} from "@aws-sdk/client-sns";
import { parseArn } from "../../arn";
import { collect, distinct, tagsOf } from "../../aws/lists";
import { addresses } from "../addresses";
import { sets } from "../blueprint";
import type { Subscription, Topic, TopicDetails } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { ReaderContext } from "./context";

/**
 * Every standard topic of the region: alarms cannot publish to others.
 *
 * @param matters Which of them are read in detail.
 */
export async function readTopics(context: ReaderContext, matters: (arn: string) => boolean): Promise<Topic[]> {
  const sns = context.client(SNSClient);
  const found = await context.call("sns:ListTopics", () =>
    collect(paginateListTopics({ client: sns }, {}), ({ Topics }) => Topics),
  );
  return Promise.all(
    (found ?? [])
      .map(({ TopicArn }) => TopicArn!)
      .filter((arn) => !arn.endsWith(".fifo"))
      .map(async (arn) => ({
        arn,
        name: parseArn(arn).resource,
        details: matters(arn) ? await readDetails(context, sns, arn) : undefined,
      })),
  );
}

const topicAttributes = [
  ...["Application", "Firehose", "HTTP", "Lambda", "SQS"].flatMap((protocol) =>
    ["Success", "Failure"].map(
      (how) =>
        [
          `${protocol}${how}FeedbackRoleArn`,
          "delivery status logging",
          `${protocol.toLowerCase()}_${how.toLowerCase()}_feedback_role_arn`,
        ] as const,
    ),
  ),
  ["DisplayName", "display name", "display_name"],
  ["DeliveryPolicy", "delivery policy", "delivery_policy"],
  ["TracingConfig", "tracing", "tracing_config"],
  ["SignatureVersion", "signature version", "signature_version"],
] as const;

/** Attributes of a topic that no setting sets, and that Terraform would therefore remove. */
const topicExtras = () =>
  topicAttributes
    .filter(([, , argument]) => !sets(addresses.topic, argument))
    .map(([attribute, name]) => [attribute, name] as const);

/** The same of a subscription. */
const subscriptionExtras = [
  ["FilterPolicy", "filter policy"],
  ["RawMessageDelivery", "raw message delivery"],
  ["DeliveryPolicy", "delivery policy"],
  ["RedrivePolicy", "dead-letter queue"],
] as const;

async function readDetails(context: ReaderContext, sns: SNSClient, TopicArn: string): Promise<TopicDetails> {
  const { call } = context;
  const [attributes, listed, tags] = await Promise.all([
    call("sns:GetTopicAttributes", () => sns.send(new GetTopicAttributesCommand({ TopicArn }))),
    call("sns:ListSubscriptionsByTopic", () =>
      collect(paginateListSubscriptionsByTopic({ client: sns }, { TopicArn }), ({ Subscriptions }) => Subscriptions),
    ),
    call("sns:ListTagsForResource", () => sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))),
  ]);
  const subscriptions = await Promise.all(
    (listed ?? []).map(async ({ SubscriptionArn, Protocol, Endpoint, Owner }): Promise<Subscription> => {
      const arn = SubscriptionArn?.startsWith("arn:") ? SubscriptionArn : undefined;
      const found = arn
        ? await call("sns:GetSubscriptionAttributes", () =>
            sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn })),
          )
        : undefined;
      return {
        arn,
        protocol: Protocol!,
        endpoint: Endpoint!,
        owner: Owner || undefined,
        otherAttributes: namesOf(subscriptionExtras, found?.Attributes),
        invokePermission: Protocol === "lambda" ? await readPermission(context, Endpoint!, TopicArn) : undefined,
      };
    }),
  );
  return {
    kmsKeyId: attributes?.Attributes?.["KmsMasterKeyId"] || undefined,
    policy: parsePolicy(attributes?.Attributes?.["Policy"]),
    otherAttributes: namesOf(topicExtras(), attributes?.Attributes),
    subscriptions,
    tags: tagsOf(tags?.Tags),
  };
}

function namesOf(
  extras: readonly (readonly [attribute: string, name: string])[],
  attributes: Readonly<Record<string, string>> = {},
): string[] {
  const unset = ["", "false", "null", "{}", "PassThrough", "1"];
  return distinct(extras.filter(([attribute]) => !unset.includes(attributes[attribute] ?? "")).map(([, name]) => name));
}

/** The statement in a function's policy that lets the topic invoke it. */
async function readPermission({ call, client, region }: ReaderContext, functionArn: string, topicArn: string) {
  // A function of another region has its policy there.
  if (parseArn(functionArn).region !== region) return undefined;
  const lambda = client(LambdaClient);
  const found = await call("lambda:GetPolicy", () => lambda.send(new GetPolicyCommand({ FunctionName: functionArn })));
  const { Statement = [] } = JSON.parse(found?.Policy ?? "{}") as { Statement?: { Sid?: string }[] };
  return Statement.find((statement) => JSON.stringify(statement).includes(JSON.stringify(topicArn)))?.Sid;
}

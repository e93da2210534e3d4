import {
  paginateListSubscriptionsByTopic,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { collect } from "../aws/lists";
import { type Account, call, callIfThere } from "./account";
import { nameOf, tagKey } from "./identity";

/** A temporary queue that gets what a topic sends. */
export interface Mailbox {
  readonly topicArn: string;
  readonly number: number;
}

/** What a topic sent, as its subscribers get it. */
export interface Message {
  readonly topicArn: string;
  readonly text: string;
  readonly sent: Date;
}

/** Messages outlive no drill. */
const retentionSeconds = 7200;

export async function openMailbox({ client }: Account, id: string, { topicArn, number }: Mailbox): Promise<void> {
  const sqs = client(SQSClient);
  const sns = client(SNSClient);
  const queueArn = arnOf(id, { topicArn, number });
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TopicSends",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
      },
    ],
  };
  await call("sqs:CreateQueue", () =>
    sqs.send(
      new CreateQueueCommand({
        QueueName: nameOf(id, number),
        Attributes: {
          Policy: JSON.stringify(policy),
          SqsManagedSseEnabled: "true",
          MessageRetentionPeriod: String(retentionSeconds),
        },
        tags: { [tagKey]: id },
      }),
    ),
  );
  await call("sns:Subscribe", () =>
    sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: "sqs",
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: "true" },
      }),
    ),
  );
}

/** Deletes queue and subscription, as far as they exist. */
export async function closeMailbox({ client }: Account, id: string, mailbox: Mailbox): Promise<void> {
  const sqs = client(SQSClient);
  const sns = client(SNSClient);
  for (const { Endpoint, SubscriptionArn } of await subscriptionsOf({ client }, mailbox.topicArn)) {
    if (Endpoint !== arnOf(id, mailbox)) continue;
    await callIfThere("sns:Unsubscribe", () => sns.send(new UnsubscribeCommand({ SubscriptionArn })));
  }
  const QueueUrl = await urlOf({ client }, id, mailbox);
  if (QueueUrl !== undefined)
    await callIfThere("sqs:DeleteQueue", () => sqs.send(new DeleteQueueCommand({ QueueUrl })));
}

/** Takes all messages out of it. */
export async function messagesIn({ client }: Account, id: string, mailbox: Mailbox): Promise<Message[]> {
  const sqs = client(SQSClient);
  const QueueUrl = await urlOf({ client }, id, mailbox);
  const found: Message[] = [];
  for (;;) {
    const { Messages = [] } = await call("sqs:ReceiveMessage", () =>
      sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ["SentTimestamp"],
        }),
      ),
    );
    if (Messages.length === 0) return found;
    for (const { Body = "", Attributes, ReceiptHandle } of Messages) {
      found.push({ topicArn: mailbox.topicArn, text: Body, sent: new Date(Number(Attributes?.SentTimestamp)) });
      await call("sqs:DeleteMessage", () => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
    }
  }
}

export async function publish({ client }: Pick<Account, "client">, TopicArn: string, text: string): Promise<void> {
  const sns = client(SNSClient);
  await call("sns:Publish", () => sns.send(new PublishCommand({ TopicArn, Subject: text, Message: text })));
}

/** The subscriptions of a topic; none of a topic that does not exist. */
export async function subscriptionsOf({ client }: Pick<Account, "client">, TopicArn: string) {
  const pages = paginateListSubscriptionsByTopic({ client: client(SNSClient) }, { TopicArn });
  const found = await callIfThere("sns:ListSubscriptionsByTopic", () =>
    collect(pages, ({ Subscriptions }) => Subscriptions),
  );
  return found ?? [];
}

async function urlOf(
  { client }: Pick<Account, "client">,
  id: string,
  { number }: Mailbox,
): Promise<string | undefined> {
  const sqs = client(SQSClient);
  const found = await callIfThere("sqs:GetQueueUrl", () =>
    sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(id, number) })),
  );
  return found?.QueueUrl;
}

/** A queue beside its topic. */
function arnOf(id: string, { topicArn, number }: Mailbox): string {
  const [arn, partition, , region, account] = topicArn.split(":");
  return [arn, partition, "sqs", region, account, nameOf(id, number)].join(":");
}

import type { Emulator } from "./emulator";

/** What there is no SDK for here: how the service is named in a signature, and what comes before the name of an operation. */
const protocols = {
  events: { target: "AWSEvents", version: "1.1" },
  sqs: { target: "AmazonSQS", version: "1.0" },
} as const;

/** An emulator, and the region to call. */
type Place = Pick<Emulator, "url" | "region">;

/** Calls an operation of the emulator, which looks at the service and region of a signature and no further. */
export async function call<T>(
  emulator: Place,
  service: keyof typeof protocols,
  operation: string,
  input: object,
): Promise<T> {
  const { target, version } = protocols[service];
  return post<T>(emulator, service, "/", input, {
    "content-type": `application/x-amz-json-${version}`,
    "x-amz-target": `${target}.${operation}`,
  });
}

/** The same of a service whose operations have paths. */
export async function post<T>(
  emulator: Place,
  service: string,
  path: string,
  input: object,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Promise<T> {
  const credential = `test/20260101/${emulator.region}/${service}/aws4_request`;
  const response = await fetch(new URL(path, emulator.url), {
    method: "POST",
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as T;
}

/** Puts an event of an AWS service on the default bus, which only AWS can do. */
export async function putEvent(
  emulator: Place,
  source: string,
  detailType: string,
  detail: object,
  resources: readonly string[] = [],
): Promise<void> {
  const Entries = [{ Source: source, DetailType: detailType, Detail: JSON.stringify(detail), Resources: resources }];
  await call(emulator, "events", "PutEvents", { Entries });
}

/** A queue that receives whatever a topic sends, and the way to what came. */
export async function queueOf(emulator: Place, name: string): Promise<{ arn: string; messages(): Promise<Message[]> }> {
  const { QueueUrl } = await call<{ QueueUrl: string }>(emulator, "sqs", "CreateQueue", { QueueName: name });
  return {
    arn: `arn:aws:sqs:${emulator.region}:123456789012:${name}`,
    messages: () => messagesIn(emulator, QueueUrl),
  };
}

export interface Message {
  readonly Body: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue: string }>>;
}

/** Takes all messages out of a queue. */
export async function messagesIn(emulator: Place, queueUrl: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const { Messages = [] } = await call<{ Messages?: (Message & { ReceiptHandle: string })[] }>(
      emulator,
      "sqs",
      "ReceiveMessage",
      { QueueUrl: queueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] },
    );
    if (Messages.length === 0) return messages;
    for (const { ReceiptHandle } of Messages)
      await call(emulator, "sqs", "DeleteMessage", { QueueUrl: queueUrl, ReceiptHandle });
    messages.push(...Messages);
  }
}

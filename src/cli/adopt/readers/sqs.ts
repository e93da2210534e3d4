import { GetQueueAttributesCommand, GetQueueUrlCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Queue } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { ReaderContext } from "./context";

/** Those of the named queues that exist. */
export async function readQueues({ call, client }: ReaderContext, names: readonly string[]): Promise<Queue[]> {
  const sqs = client(SQSClient);
  const found = await Promise.all(
    names.map(async (name): Promise<Queue | undefined> => {
      const named = await call("sqs:GetQueueUrl", () => sqs.send(new GetQueueUrlCommand({ QueueName: name })));
      if (!named) return undefined;
      const { QueueUrl } = named;
      const [attributes, tags] = await Promise.all([
        call("sqs:GetQueueAttributes", () =>
          sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] })),
        ),
        call("sqs:ListQueueTags", () => sqs.send(new ListQueueTagsCommand({ QueueUrl }))),
      ]);
      return { name, url: QueueUrl!, policy: parsePolicy(attributes?.Attributes?.Policy), tags: tags?.Tags ?? {} };
    }),
  );
  return found.filter((queue) => queue !== undefined);
}

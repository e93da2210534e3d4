import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type ListRulesResponse,
  type ListTargetsByRuleResponse,
} from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { following, oneOf } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** The event rules with their targets, and how many rules the bus has. */
export async function readRules({ ask, client, deployment, where }: Place) {
  const deployedRules = deployment.all("aws_cloudwatch_event_rule");
  if (deployedRules.length === 0) return [];
  const events = client(EventBridgeClient);
  const onBus = await ask("events:ListRules", () =>
    collect(
      pages<ListRulesResponse>((NextToken) => events.send(new ListRulesCommand({ NextToken }))),
      ({ Rules }) => Rules,
    ),
  );
  const rules = await Promise.all(
    deployedRules.map(async ({ attributes: deployed }) => ({
      deployed,
      rule: oneOf(onBus, ({ Name }) => Name === deployed.name),
      deployedTargets: deployment
        .all("aws_cloudwatch_event_target")
        .flatMap(({ attributes }) => (attributes.rule === deployed.name ? [attributes] : [])),
      targets: await ask("events:ListTargetsByRule", () =>
        collect(
          pages<ListTargetsByRuleResponse>((NextToken) =>
            events.send(new ListTargetsByRuleCommand({ Rule: deployed.name, NextToken })),
          ),
          ({ Targets }) => Targets,
        ),
      ),
    })),
  );
  return [{ where, region: deployment.region, rulesOnBus: following(onBus, ({ length }) => length), rules }];
}

/** EventBridge has no paginators in the SDK. */
async function* pages<Page extends { readonly NextToken?: string }>(
  next: (token: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await next(token);
    yield page;
    token = page.NextToken;
  } while (token !== undefined);
}

/** The queues of events that could not be delivered. */
export function readDeadLetters({ ask, client, deployment, where }: Place) {
  const sqs = client(SQSClient);
  const deadLetters = new Set(
    deployment
      .all("aws_cloudwatch_event_target")
      .flatMap(({ attributes }) => attributes.dead_letter_config.map(({ arn }) => arn)),
  );
  return Promise.all(
    deployment
      .all("aws_sqs_queue")
      .filter(({ attributes }) => deadLetters.has(attributes.arn))
      .map(async ({ attributes: { name, url: QueueUrl } }) => ({
        name,
        where,
        count: following(
          await ask("sqs:GetQueueAttributes", () =>
            sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] })),
          ),
          ({ Attributes }) => Number(Attributes?.["ApproximateNumberOfMessages"] ?? 0),
        ),
      })),
  );
}

import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type ListRulesResponse,
  type ListTargetsByRuleResponse,
} from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { following, oneOf } from "../../aws/answer";
import { collect, distinct, pagesOf } from "../../aws/lists";
import type { Deployment } from "../../deployment/deployment";
import type { Place } from "./context";

/** The event rules of each bus with their targets, and how many rules it has. */
export function readRules(place: Place) {
  const deployed = place.deployment.all("aws_cloudwatch_event_rule");
  const buses = distinct(deployed.map(({ attributes }) => attributes.event_bus_name));
  return Promise.all(buses.map((bus) => readRulesOn(bus, place)));
}

async function readRulesOn(EventBusName: string, { ask, client, deployment, where }: Place) {
  const deployedRules = deployment
    .all("aws_cloudwatch_event_rule")
    .filter(({ attributes }) => attributes.event_bus_name === EventBusName);
  const events = client(EventBridgeClient);
  const onBus = await ask("events:ListRules", () =>
    collect(
      pagesOf<ListRulesResponse>((NextToken) => events.send(new ListRulesCommand({ EventBusName, NextToken }))),
      ({ Rules }) => Rules,
    ),
  );
  const rules = await Promise.all(
    deployedRules.map(async ({ attributes: deployed }) => ({
      deployed,
      rule: oneOf(onBus, ({ Name }) => Name === deployed.name),
      deployedTargets: deployment
        .all("aws_cloudwatch_event_target")
        .flatMap(({ attributes }) =>
          attributes.rule === deployed.name && attributes.event_bus_name === EventBusName ? [attributes] : [],
        ),
      targets: await ask("events:ListTargetsByRule", () =>
        collect(
          pagesOf<ListTargetsByRuleResponse>((NextToken) =>
            events.send(new ListTargetsByRuleCommand({ EventBusName, Rule: deployed.name, NextToken })),
          ),
          ({ Targets }) => Targets,
        ),
      ),
    })),
  );
  const { region } = deployment;
  return { where, bus: EventBusName, region, rulesOnBus: following(onBus, ({ length }) => length), rules };
}

/** The buses that forwarders send to, and their policies. */
export function readEventBuses({ ask, client, deployment }: Place) {
  const events = client(EventBridgeClient);
  return Promise.all(
    deployment.all("aws_cloudwatch_event_bus").map(async ({ attributes: { name } }) => ({
      name,
      bus: await ask("events:DescribeEventBus", () => events.send(new DescribeEventBusCommand({ Name: name }))),
      expectedPolicy: deployment
        .all("aws_cloudwatch_event_bus_policy")
        .find(({ attributes }) => attributes.event_bus_name === name)?.attributes.policy,
    })),
  );
}

/** The bus that the alert rules are on; undefined where all rules are those of a forwarder, which sends to another account. */
export function homeBusOf(deployment: Deployment): string | undefined {
  const { partition, region, account } = deployment;
  if (deployment.all("aws_cloudwatch_event_rule", "event_forwarder").length > 0) return undefined;
  const [own] = deployment.all("aws_cloudwatch_event_bus");
  return own?.attributes.arn ?? `arn:${partition}:events:${region}:${account}:event-bus/default`;
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

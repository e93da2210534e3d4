import {
  EventBridgeClient,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import { collect, pagesOf, tagsOf } from "../../aws/lists";
import type { EventRule } from "../inventory";
import type { ReaderContext } from "./context";

/**
 * Every rule on the default event bus.
 *
 * @param matters Which of them are read in detail, by name.
 */
export async function readEventRules(context: ReaderContext, matters: (name: string) => boolean): Promise<EventRule[]> {
  const events = context.client(EventBridgeClient);
  const found = await context.call("events:ListRules", () =>
    collect(
      pagesOf((NextToken) => events.send(new ListRulesCommand({ NextToken }))),
      ({ Rules }) => Rules,
    ),
  );
  const rules: EventRule[] = [];
  // One after the other: all detections have about a hundred, and AWS throttles.
  for (const rule of found ?? []) {
    const name = rule.Name!;
    rules.push({ name, ...(matters(name) && { details: await readDetails(context, events, rule) }) });
  }
  return rules;
}

async function readDetails({ call }: ReaderContext, events: EventBridgeClient, rule: Rule) {
  const [targets, tags] = await Promise.all([
    // A rule can have five, which are one page.
    call("events:ListTargetsByRule", () => events.send(new ListTargetsByRuleCommand({ Rule: rule.Name }))),
    call("events:ListTagsForResource", () => events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }))),
  ]);
  return {
    pattern: rule.EventPattern,
    isEnabled: rule.State !== "DISABLED",
    createdBy: rule.ManagedBy,
    targets: (targets?.Targets ?? []).map((target) => ({
      id: target.Id!,
      arn: target.Arn!,
      deadLetterQueueArn: target.DeadLetterConfig?.Arn,
    })),
    tags: tagsOf(tags?.Tags),
  };
}

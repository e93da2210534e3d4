import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { chatTemplate, peopleTemplate, type Message } from "../../alert-text";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import type { OnLeaving } from "../../terraform/capability";
import { hclIn, ofEach } from "../../terraform/hcl";
import type { Condition } from "../../terraform/outlet";
import { arnOf, oneOf, roleArn, tagMap, text, topicArn } from "../../terraform/schema";
import { allowedOnBus, allowedRules, createEventRules, smallBuses } from "./event-rules";
import { topicsBySeverity } from "./topics-by-severity";

/** Who reads a topic: each has a format of its own, which belongs to the target of a rule. */
export const audiences = ["people", "chat", "machines"] as const;

/** Inputs of every capability that publishes alerts with event rules. */
export const alertRulesShape = {
  eventBusName: text(/^[A-Za-z0-9_-]{1,256}$/, "the name of an event bus of 1 to 256 letters, digits, _ and -")
    .default("default")
    .describe("Event bus that the rules are on; `default` is the one with the events of this account and region."),
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the name of every rule."),
  topicArns: z
    .partialRecord(oneOf(audiences), topicArn(), { error: "a map of topics by audience" })
    .describe(
      "Topics by audience: people get a text, chat gets a custom notification of Amazon Q Developer in chat applications, machines get the event itself.",
    ),
  topicsBySeverity,
  roleArn: roleArn().describe("Role with which EventBridge publishes to the topics."),
  deadLetterQueueArn: arnOf(
    "sqs",
    "[A-Za-z0-9_-]{1,80}",
    "arn:<partition>:sqs:eu-west-1:111122223333:dead-letters",
  ).describe("Queue of the events that EventBridge could not deliver."),
  tags: tagMap().default({}).describe("Tags of the rules."),
};

/** The output of every such capability. */
export const alertRulesOutputs = { eventRuleNames: "Names of the event rules." };

/** What becomes of the resources of the rules on leaving. */
export const alertRulesOnLeaving = {
  aws_cloudwatch_event_rule: "destroy",
  aws_cloudwatch_event_target: "destroy",
} satisfies OnLeaving;

/**
 * Rules on an event bus that publish alerts.
 *
 * @param rules An expression for a map of rules, as for {@link createEventRules}. Each also has `description`, `severity`, which decides on
 * the topic, and what `message` refers to.
 * @param message May refer to the rule, as `${each.value.…}`. Texts in it are so short that no template reaches the 8192 characters that
 * AWS allows.
 * @returns The names of the rules.
 */
export function createAlertRules(
  scope: Construct,
  inputs: z.output<z.ZodObject<typeof alertRulesShape>>,
  rules: string,
  message: Message,
): string[] {
  const { eventBusName, namePrefix, topicArns, topicsBySeverity, roleArn, deadLetterQueueArn, tags } = inputs;
  const hcl = hclIn(scope);
  const { region } = AwsEnvironment.of(scope);

  const rule = createEventRules(scope, {
    rules,
    eventBusName,
    namePrefix,
    name: "${each.key}",
    description: "${each.value.description}",
    tags,
    preconditions: [
      {
        condition: hcl`length(${rules}) <= ${allowedOnBus(scope, region)}`,
        errorMessage: `An event bus can have ${allowedRules.onBus} rules, in ${Object.keys(smallBuses).join(" and ")} ${Object.values(smallBuses)[0]}: choose fewer detections for them, or ask AWS for more.`,
      },
      {
        condition: hcl`length([for rule in ${rules} : rule if length(regexall(${'"wildcard"'}, rule.pattern)) > 0]) <= ${allowedRules.withWildcards}`,
        errorMessage: `An event bus can have ${allowedRules.withWildcards} rules whose patterns have wildcards: use prefix and suffix, or remove event patterns.`,
      },
    ],
  });

  const bySeverity = hcl`{ for severity, topic in ${topicsBySeverity} : severity => topic.arn }`;
  // Who reads is no secret, even if a topic's ARN is. `nonsensitive` of what is not sensitive is an error before Terraform 1.8.
  const readers = hcl`nonsensitive(sensitive(keys(${topicArns})))`;
  const templates = { people: peopleTemplate(message), chat: chatTemplate(message), machines: undefined };
  for (const audience of audiences) {
    const template = templates[audience];
    // Terraform looks at the ARN even where there is no such topic, and so no target.
    const arn = hcl`lookup(${topicArns}, ${audience}, ${topicArns}["people"])`;
    new CloudwatchEventTarget(scope, audience, {
      forEach: TerraformIterator.fromMap(
        Token.asAnyMap(hcl`{ for key, rule in ${rules} : key => rule if contains(${readers}, ${audience}) }`),
      ),
      rule: hcl`${rule.fqn}[each.key].name`,
      eventBusName,
      targetId: audience,
      arn: audience === "people" ? hcl`lookup(${bySeverity}, each.value.severity, ${arn})` : arn,
      roleArn,
      deadLetterConfig: { arn: deadLetterQueueArn },
      ...(template && { inputTransformer: { inputPaths: { ...message.paths }, inputTemplate: template } }),
    });
  }
  return ofEach(scope, rule, "name");
}

/** Where event rules publish to, as the alerts' topic returns it to the others. */
export interface Delivery {
  /** Whether there are event rules at all. */
  readonly isEnabled: Condition;
  readonly inputs: () => Omit<z.input<z.ZodObject<typeof alertRulesShape>>, "namePrefix" | "tags">;
}

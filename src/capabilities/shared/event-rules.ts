import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { hclIn } from "../../terraform/hcl";

/**
 * What AWS allows the rules of an event bus, together with those of others.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export const allowedRules = { nameLength: 64, patternLength: 2048, onBus: 300, withWildcards: 30 } as const;
/** Regions in which a bus can have fewer rules. */
export const smallBuses = { "af-south-1": 100, "eu-south-1": 100 };

/** How many rules a bus of the region can have, as an expression. */
export function allowedOnBus(scope: Construct, region: string): string {
  return hclIn(scope)`lookup(${smallBuses}, ${region}, ${allowedRules.onBus})`;
}

interface EventRules {
  /**
   * An expression for a map of rules. Each has `pattern`, an event pattern as JSON, and `reads`, whether it needs the read-only calls of
   * CloudTrail.
   */
  readonly rules: string;
  /** The bus that they are on; `default` is that of AWS's events. */
  readonly eventBusName?: string;
  readonly namePrefix: string;
  /** The name after the prefix; as the description it may refer to the rule, as `${each.value.…}`. */
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What the patterns contain besides those of the caller, for a message: `, the region included`. */
  readonly inPattern?: string;
  readonly preconditions?: readonly { condition: string; errorMessage: string }[];
}

/** Rules on an event bus, of a length that AWS allows. */
export function createEventRules(scope: Construct, of: EventRules): CloudwatchEventRule {
  const { rules, eventBusName, namePrefix, name, description, tags, inPattern = "", preconditions = [] } = of;
  const { nameLength, patternLength } = allowedRules;
  const hcl = hclIn(scope);
  return new CloudwatchEventRule(scope, "rule", {
    forEach: TerraformIterator.fromMap(Token.asAnyMap(rules)),
    eventBusName,
    name: `${namePrefix}${name}`,
    description,
    eventPattern: "${each.value.pattern}",
    // Always set: without it Terraform does not see that a rule was disabled.
    state: '${each.value.reads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED"}',
    tags,
    lifecycle: {
      precondition: [
        {
          condition: hcl`length(${`${namePrefix}${name}`}) <= ${nameLength}`,
          errorMessage: `The name of an event rule can have ${nameLength} characters, its prefix included: ${name} has more.`,
        },
        {
          condition: hcl`length(each.value.pattern) <= ${patternLength}`,
          errorMessage: `An event pattern can have ${patternLength} characters${inPattern}: that of \${each.key} has more.`,
        },
        ...preconditions,
      ],
    },
  });
}

import type { Construct } from "constructs";
import type { z } from "zod";
import { severities, type Severity } from "../../detections";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { exceptions } from "../../terraform/aws/partitions";
import { hclIn } from "../../terraform/hcl";
import { flag, oneOf } from "../../terraform/schema";

/** Setting of a topic whose findings event rules report. */
export const alertsEnabled = (unset: string, hint = "") =>
  flag()
    .optional()
    .describe(
      `Whether EventBridge rules report them, as long as \`alerts.instant\` is enabled. Unset: ${unset}.${hint}`,
    );

/** The lowest severity that is reported, of a source that has severities. */
export const minimumSeverity = (meaning: string) =>
  oneOf(severities).default("high").describe(`Lowest severity that is reported. ${meaning}`);

/** What an event rule of findings looks for. */
export interface FindingRule {
  readonly severity: Severity;
  readonly description: string;
  /** An event pattern as JSON, or an expression for it. */
  readonly pattern: string;
}

/** The severities of rules by key, of a source that has a rule for each. */
export function oneForEach(source: string): Readonly<Record<string, Severity>> {
  return Object.fromEntries(severities.map((severity) => [`${source}-${severity}`, severity]));
}

/** The rules by key as `createAlertRules` takes them; none needs the read-only calls of CloudTrail. */
export function asAlertRules(rules: Readonly<Record<string, FindingRule>>): object {
  return Object.fromEntries(Object.entries(rules).map(([key, rule]) => [key, { ...rule, reads: false }]));
}

/** An expression for those of the rules whose severity is reported. */
export function fromSeverity(scope: Construct, rules: string, minimum: z.output<ReturnType<typeof minimumSeverity>>) {
  return hclIn(
    scope,
  )`{ for key, rule in ${rules} : key => rule if index(${[...severities]}, rule.severity) >= index(${[...severities]}, ${minimum}) }`;
}

/** An expression for what follows `<region>.` in addresses of the console. */
export function consoleDomain(scope: Construct): string {
  const { partition } = AwsEnvironment.of(scope);
  return hclIn(scope)`lookup(${exceptions("console", undefined)}, ${partition}, "console.aws.amazon.com")`;
}

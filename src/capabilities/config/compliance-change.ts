import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { hclIn } from "../../terraform/hcl";
import { text } from "../../terraform/schema";

/** Input of the capabilities that look for events of rules. */
export const ruleNames = z
  .array(text(/^[A-Za-z0-9_-]{1,128}$/, "a rule name of 1 to 128 letters, digits, _ and -"), {
    error: "a list of rule names",
  })
  .describe("Names of the rules of AWS Config whose events are looked for.");

/** Input of the same capabilities: rules whose events of this account and region have another route. */
export const ruleNamesElsewhere = z
  .array(ruleNames.element, { error: "a list of rule names" })
  .default([])
  .describe(
    "Names of rules of which only events of other regions and accounts are looked for: a remediation reports those of this one.",
  );

/** Input of the same capabilities: rules that members of an organization have, each under a name that AWS makes of it. */
export const organizationRuleNames = z
  .array(ruleNames.element, { error: "a list of rule names" })
  .default([])
  .describe(
    "Names of rules of the organization whose events are looked for: in a member each has a prefix and a suffix.",
  );

/** A pattern can have 2048 characters, has less than 400 without names, and a name up to 131 with its quotes and its comma. */
export const namesInPattern = 12;

/**
 * An expression for the names in groups that event patterns have room for, by `key`, `<key>-2`, `<key>-3`. The size is fixed, because
 * Terraform may learn the names only in the apply, but has to know how many groups there are.
 *
 * @param key An expression.
 */
function inChunks(scope: Construct, names: string[] | string, key: string): string {
  return hclIn(
    scope,
  )`{ for at, chunk in chunklist(${names}, ${namesInPattern}) : (at == 0 ? ${key} : ${`${key}-\${at + 1}`}) => chunk }`;
}

/**
 * The same of all names that are looked for: each group has `names`, and in `place` what a pattern says of account and region.
 *
 * @param key An expression.
 */
export function inAllChunks(
  scope: Construct,
  of: {
    readonly ruleNames: string[];
    readonly ruleNamesElsewhere: string[];
    readonly organizationRuleNames: string[];
  },
  key: string,
): string {
  const { accountId, region } = AwsEnvironment.of(scope);
  const elsewhere = {
    $or: [{ region: [{ "anything-but": [region] }] }, { account: [{ "anything-but": [accountId] }] }],
  };
  const groups = (names: string[] | string, keyOfThese: string, place: object) =>
    hclIn(
      scope,
    )`{ for key, names in ${inChunks(scope, names, keyOfThese)} : key => { names = names, place = ${place} } }`;
  // https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html
  const inMembers = hclIn(scope)`[for name in ${of.organizationRuleNames} : { prefix = ${"OrgConfigRule-${name}-"} }]`;
  return hclIn(scope)`merge(
    ${groups(of.ruleNames, key, {})},
    ${groups(of.ruleNamesElsewhere, `${key}-elsewhere`, elsewhere)},
    ${groups(inMembers, `${key}-members`, {})}
  )`;
}

/** The keys of these groups, for a known number of names. */
export function chunkKeys(names: number, key: string): string[] {
  return Array.from({ length: Math.ceil(names / namesInPattern) }, (_, at) => (at === 0 ? key : `${key}-${at + 1}`));
}

/**
 * An expression for the pattern of the event that a resource complies, or not any more. Without an old result it is the first evaluation
 * of the resource by the rule: of a new resource, or of a new rule.
 *
 * @param of Expressions.
 */
export function complianceChange(
  scope: Construct,
  of: { names: string; place: string; old: string; now: string },
): string {
  return hclIn(scope)`jsonencode(merge({
    source = ["aws.config"],
    detail-type = ["Config Rules Compliance Change"],
    detail = {
      messageType = ["ComplianceChangeNotification"],
      configRuleName = ${of.names},
      oldEvaluationResult = { complianceType = ${of.old} },
      newEvaluationResult = { complianceType = ${of.now} }
    }
  }, ${of.place}))`;
}

import type { Construct } from "constructs";
import type { z } from "zod";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { group, oneOf, text, uniqueList } from "../../terraform/schema";
import { managedRulesByType } from "./managed-rules";

/** What is recorded of a whole account, whatever its region. With exclusions AWS has no flag for them: they are excluded by name. */
export const globalResourceTypes = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"];

/** https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingModeOverride.html */
const neverDaily = [
  "AWS::Config::ResourceCompliance",
  "AWS::Config::ConformancePackCompliance",
  "AWS::Config::ConfigurationRecorder",
];

export const recordingFrequency = () => oneOf(["CONTINUOUS", "DAILY"]);

export const resourceTypes = (example: string) =>
  uniqueList(text(/^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$/, `a resource type such as ${example}`));

/** AWS accepts one override, of several types. */
export const recordingOverride = group({
  resourceTypes: resourceTypes("AWS::EC2::NetworkInterface")
    .default([])
    .describe(
      "Resource types that are recorded at `frequency`. Empty: every type is recorded at `recordingFrequency`.",
    ),
  frequency: recordingFrequency()
    .default("DAILY")
    .describe("CONTINUOUS or DAILY, whichever `recordingFrequency` is not."),
})
  .prefault({})
  .describe(
    "Resource types with another recording frequency. DAILY is cheaper for types that change often; types whose changes a rule evaluates are refused, because the rule would notice a change up to a day later. CONTINUOUS, where `recordingFrequency` is DAILY, lets rules notice changes of these types at once; the standard rules evaluate AWS::S3::Bucket and AWS::EC2::SecurityGroup.",
  );

/** What a value must be; `%s` as in Terraform's `format`, and the name of a setting in braces. */
const rules = {
  other: "the other frequency: {recordingFrequency} is %s",
  notExcluded: "a type that is recorded: {excludedResourceTypes} contains it",
  notGlobal: "a type that is recorded: {recordsGlobalResources} is false",
  delayable: "a type that AWS Config can record once a day",
  unevaluated:
    "a type whose changes the rule %s does not evaluate: recorded once a day, they are noticed up to a day later. Omit the type, or disable the rule",
};

/** What the override is checked against, as far as it is known. */
interface Known {
  readonly recordingOverride?: { readonly resourceTypes?: unknown; readonly frequency?: unknown };
  readonly recordingFrequency?: unknown;
  readonly excludedResourceTypes?: unknown;
  readonly recordsGlobalResources?: unknown;
  readonly rulesEnabled?: unknown;
  readonly rules?: unknown;
  readonly disabledRules?: unknown;
}

/** Refuses an override that AWS Config refuses, or that has no effect, where it is known: as {@link recordingProblems} does in HCL. */
export function withRecordingRules<T extends z.ZodObject>(settings: T): T {
  return withRules(settings, (known, types, frequency, refuse) => {
    if (types.length > 0 && frequency === known.recordingFrequency) {
      refuse(["frequency"], frequency, rules.other, String(frequency));
    }
    types.forEach((type, at) => {
      const refuseType = (rule: string) => refuse(["resourceTypes", at], type, rule);
      if (listOf(known.excludedResourceTypes).includes(type)) refuseType(rules.notExcluded);
      if (known.recordsGlobalResources === false && globalResourceTypes.includes(type)) refuseType(rules.notGlobal);
      if (frequency === "DAILY" && neverDaily.includes(type)) refuseType(rules.delayable);
    });
  });
}

/** Refuses to record types once a day whose changes a rule evaluates, where both are known. */
export function withPromptRules<T extends z.ZodObject>(settings: T, standardRules: Readonly<Record<string, Rule>>): T {
  return withRules(settings, (known, types, frequency, refuse) => {
    if (frequency !== "DAILY" || known.rulesEnabled === false) return;
    const all = { ...standardRules, ...(isObject(known.rules) ? (known.rules as Record<string, Rule>) : {}) };
    const active = Object.entries(all).filter(([name]) => !listOf(known.disabledRules).includes(name));
    types.forEach((type, at) => {
      for (const [name, rule] of active)
        if (isObject(rule) && evaluates(rule, type)) refuse(["resourceTypes", at], type, rules.unevaluated, name);
    });
  });
}

/** A rule, as far as it is known. */
interface Rule {
  readonly identifier?: unknown;
  readonly unlisted?: unknown;
  readonly scope?: { readonly resourceTypes?: unknown };
}

/** Whether a rule evaluates each change of a type. One that is not listed says so in its scope only. */
function evaluates({ identifier, unlisted, scope }: Rule, type: string): boolean {
  const isListed = (managedRulesByType[type] ?? []).includes(String(identifier));
  const scoped = scope?.resourceTypes;
  return scoped === undefined ? isListed : listOf(scoped).includes(type) && (isListed || unlisted === true);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) && !isReference(value) ? (value as unknown[]) : []);

type Refuse = (path: readonly (string | number)[], input: unknown, rule: string, ...values: string[]) => void;

function withRules<T extends z.ZodObject>(
  settings: T,
  look: (known: Known, types: readonly string[], frequency: unknown, refuse: Refuse) => void,
): T {
  return settings.superRefine(
    (value, { issues }) => {
      const known = value as Known;
      const { resourceTypes: types, frequency } = known.recordingOverride ?? {};
      look(known, listOf(types) as string[], frequency, (path, input, rule, ...values) =>
        issues.push({
          code: "custom",
          input,
          path: ["recordingOverride", ...path],
          message: messageOf(rule, (name) => name, ...values),
          continue: true,
        }),
      );
    },
    { when: ({ value }) => isObject(value) },
  );
}

function messageOf(rule: string, named: (setting: string) => string, ...values: string[]): string {
  return values
    .reduce<string>((text, value) => text.replace("%s", value), rule)
    .replace(/\{(\w+)\}/g, (_, setting: string) => named(setting));
}

type RecordingOverride = z.output<typeof recordingOverride>;

/** What AWS Config would refuse of an override, or what has no effect, as an expression: values may be variables. */
export function recordingProblems(
  scope: Construct,
  settings: {
    recordingOverride: RecordingOverride;
    recordingFrequency: string;
    excludedResourceTypes: string[];
    recordsGlobalResources: boolean;
  },
): string {
  const { recordingOverride, recordingFrequency, excludedResourceTypes, recordsGlobalResources } = settings;
  const { resourceTypes, frequency } = recordingOverride;
  const ofType = (rule: string) => refusalIn(scope, "resourceTypes", '[%s]: got "%s"', rule);
  return hclIn(scope)`concat(
    [for common in [${recordingFrequency}] : format(${refusalIn(scope, "frequency", ': got "%s"', rules.other)}, common, common)
      if length(${resourceTypes}) > 0 && common == ${frequency}],
    [for at, type in ${resourceTypes} : format(${ofType(rules.notExcluded)}, at, type)
      if contains(${excludedResourceTypes}, type)],
    [for at, type in ${resourceTypes} : format(${ofType(rules.notGlobal)}, at, type)
      if !${recordsGlobalResources} && contains(${globalResourceTypes}, type)],
    [for at, type in ${resourceTypes} : format(${ofType(rules.delayable)}, at, type)
      if ${frequency} == "DAILY" && contains(${neverDaily}, type)]
  )`;
}

/** Why a rule must not evaluate changes of types that are recorded once a day, by the name of the rule: as {@link withPromptRules}. */
export function promptProblems(
  scope: Construct,
  { resourceTypes, frequency }: RecordingOverride,
  rulesByName: string,
  listed: string,
): string {
  return hclIn(scope)`{ for name, rule in ${rulesByName} : name => [for at, type in ${resourceTypes} :
    format(${refusalIn(scope, "resourceTypes", '[%s]: got "%s"', rules.unevaluated)}, at, type, name)
    if ${frequency} == "DAILY" && try(
      contains(rule.scope.resource_types, type)
        && (rule.unlisted || contains(lookup(${listed}, type, []), rule.identifier)),
      contains(lookup(${listed}, type, []), rule.identifier)
    )] }`;
}

function refusalIn(scope: Construct, setting: string, got: string, rule: string): string {
  const named = (name: string) => settingName(scope, name);
  return `${named("recordingOverride")}.${named(setting)}${got}; must be ${messageOf(rule, named)}.`;
}

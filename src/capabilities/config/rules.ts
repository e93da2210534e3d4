import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, waitsFor } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { flag, group, longText, oneOf, tagMap, text, uniqueList } from "../../terraform/schema";
import { nearest } from "../../terraform/text/nearest";
import { asTerraformValue } from "../../terraform/variables";
import { accountWideRules, managedRules, managedRulesByType, managedRulesDate } from "./managed-rules";
import { operations } from "./operations";
import { promptProblems, recordingOverride, resourceTypes, withPromptRules } from "./recording-override";

/** Whether AWS Config has no such rule, unless it is newer than the list. */
const isUnknown = (identifier: string) => !isReference(identifier) && !managedRules.includes(identifier);

/** A managed rule. https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
const rule = group({
  identifier: text(/^[A-Z0-9_-]{1,256}$/, "the identifier of a managed rule, such as INCOMING_SSH_DISABLED").describe(
    "Identifier of the managed rule. It often differs from the rule's name.",
  ),
  unlisted: flag()
    .default(false)
    .describe(
      `Whether the rule is newer than the list of managed rules of ${managedRulesDate}, which identifiers are checked against.`,
    ),
  description: text(/^[^\r\n]{0,256}$/, "at most 256 characters on one line")
    .optional()
    .describe("Description of the rule."),
  inputParameters: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()], { error: "text, a number, true or false" }), {
      error: "a map of parameters",
    })
    .default({})
    .describe("Parameters of the rule, by name."),
  maximumExecutionFrequency: oneOf(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"])
    .optional()
    .describe("How often AWS Config evaluates the rule. Only for periodic rules."),
  scope: group(
    {
      resourceTypes: resourceTypes("AWS::S3::Bucket").optional().describe("Only resources of these types."),
      tagKey: longText(1, 128).optional().describe("Only resources with this tag."),
      tagValue: longText(1, 256).optional().describe("Only resources whose tag has this value."),
      resourceId: longText(1, 768)
        .optional()
        .describe("Only the resource with this id, of the one type in `resourceTypes`."),
    },
    [
      ["resourceId", "tagKey"],
      ["resourceId", "tagValue"],
    ],
    ["resourceTypes", "tagKey", "tagValue", "resourceId"],
  )
    .optional()
    .describe("Resources that the rule evaluates. Unset: all that it supports."),
}).check(({ value: { identifier, unlisted }, issues }) => {
  if (unlisted || !isUnknown(identifier) || issues.some(({ path }) => path?.[0] === "identifier")) return;
  issues.push({
    code: "custom",
    input: identifier,
    path: ["identifier"],
    message: `got "${identifier}", which is not in the list of managed rules of ${managedRulesDate}${nearest(identifier, managedRules, "correct it.")} For a newer rule, set unlisted to true`,
    params: { isSentence: true },
    continue: true,
  });
});

const ruleName = () => text(/^[A-Za-z0-9_-]{1,128}$/, "a rule name of 1 to 128 letters, digits, _ and -");

const rules = z.record(ruleName(), rule, {
  error: "a map of rules",
});

/** The rules that are enabled by default. */
export const standardRules: z.input<typeof rules> = {
  "s3-bucket-public-read-prohibited": {
    identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED",
    description: "No bucket can be read by the public.",
  },
  "s3-bucket-public-write-prohibited": {
    identifier: "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
    description: "No bucket can be written by the public.",
  },
  "restricted-ssh": {
    identifier: "INCOMING_SSH_DISABLED",
    description: "No security group lets the whole internet in on port 22.",
  },
};

const inputs = withPromptRules(
  group({
    namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
      .default("")
      .describe("Prefix of the name of every rule."),
    recorderName: text(/^[^\r\n]{1,256}$/, "the name of a recorder").describe(
      "Recorder that the rules depend on. AWS refuses to create a rule before a recorder.",
    ),
    rules: rules
      .default({})
      .describe(
        `Managed rules by name, in addition to the standard ones, or replacing them: ${Object.keys(standardRules).join(", ")}.`,
      ),
    disabledRules: uniqueList(oneOf(Object.keys(standardRules) as [string, ...string[]]))
      .default([])
      .describe("Names of standard rules to disable."),
    includesAccountWide: flag()
      .default(true)
      .describe(
        "Whether rules about the account as a whole are created, such as IAM_PASSWORD_POLICY. Set true in one region of an account, false in the others.",
      ),
    recordingOverride: recordingOverride.describe(
      "Resource types of the recorder with another recording frequency. Types that are recorded once a day are refused if a rule evaluates their changes.",
    ),
    tags: tagMap().default({}).describe("Tags of the rules."),
  }),
  standardRules,
);

/** The settings that decide which rules there are. */
export type RuleSettings = Pick<z.output<typeof inputs>, "rules" | "disabledRules">;

/** How many rules there are, where they are known. */
export function countRules({ rules, disabledRules }: RuleSettings): number {
  return Object.keys({ ...standardRules, ...rules }).filter((name) => !disabledRules.includes(name)).length;
}

/** The rules that there are, by name, as a local value of a capability. */
export function activeRules(
  capability: Construct & Pick<ConfigRules, "local">,
  { includesAccountWide, ...chosen }: RuleSettings & { readonly includesAccountWide: boolean },
): string {
  const hcl = hclIn(capability);
  const standard = capability.local("standard_rules", asTerraformValue(rules, standardRules as z.output<typeof rules>));
  const custom = capability.local("custom_rules", asTerraformValue(rules, chosen.rules));
  return capability.local(
    "rules",
    includesAccountWide === true
      ? hcl`{ for name, rule in merge(${standard}, ${custom}) : name => rule if !contains(${chosen.disabledRules}, name) }`
      : hcl`{ for name, rule in merge(${standard}, ${custom}) : name => rule
          if !contains(${chosen.disabledRules}, name) && (${includesAccountWide} ? true : !contains(${accountWideRules}, rule.identifier)) }`,
  );
}

export type ConfigRulesProps = CapabilityProps<typeof inputs>;
export type ConfigRulesOutputs = ConfigRules["outputs"];

/** The rules of AWS Config. */
export class ConfigRules extends Capability<typeof inputs, { ruleNames: string[]; unprefixedRuleNames: string[] }> {
  static readonly module = "config-rules";
  static readonly summary = "AWS Config managed rules: the standard ones and any others.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_config_config_rule: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {
    ruleNames: "Names of the rules.",
    unprefixedRuleNames: "The same without their prefix, which may be unknown before the apply.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigRulesProps) {
    super(scope, id, inputs, props);
    const { namePrefix, recorderName, tags } = this.inputs;
    const hcl = hclIn(this);

    const active = activeRules(this, this.inputs);
    // Only where it is needed: it is long.
    const listed = isReference(this.inputs.rules) ? this.local("managed_rules", managedRulesByType) : "";
    const late = isReference(this.inputs.rules)
      ? this.local("late_rules", promptProblems(this, this.inputs.recordingOverride, active, listed))
      : "";
    const each = TerraformIterator.fromMap(Token.asAnyMap(active));
    const resource = new ConfigConfigRule(this, "rule", {
      forEach: each,
      name: `${namePrefix}${each.key}`,
      description: "${each.value.description}",
      inputParameters: "${length(each.value.input_parameters) == 0 ? null : jsonencode(each.value.input_parameters)}",
      maximumExecutionFrequency: "${each.value.maximum_execution_frequency}",
      source: { owner: "AWS", sourceIdentifier: "${each.value.identifier}" },
      tags,
      lifecycle: {
        precondition: [
          // So that no rule is created before the recorder records (NoAvailableConfigurationRecorderException).
          ...(waitsFor(this, recorderName, "AWS Config rules need a recorder.")?.precondition ?? []),
          // Rules that are known in synthesis were checked by their schema.
          ...(isReference(this.inputs.rules)
            ? [
                {
                  condition: hcl`each.value.unlisted || contains(flatten(values(${listed})), each.value.identifier)`,
                  errorMessage: `The identifier \${each.value.identifier} of rule \${each.key} is not in the list of managed rules of ${managedRulesDate}: correct it, or set unlisted = true for a newer rule.`,
                },
                { condition: hcl`length(${late}[each.key]) == 0`, errorMessage: hcl`join(" ", ${late}[each.key])` },
              ]
            : []),
          {
            condition: '${length(regexall("(?s).", jsonencode(each.value.input_parameters))) <= 1024}',
            errorMessage: "AWS Config allows 1024 characters of parameters as JSON: rule ${each.key} has more.",
          },
        ],
      },
    });
    resource.addOverride("dynamic.scope", {
      for_each: "${each.value.scope == null ? [] : [each.value.scope]}",
      content: {
        compliance_resource_types: "${scope.value.resource_types}",
        compliance_resource_id: "${scope.value.resource_id}",
        tag_key: "${scope.value.tag_key}",
        tag_value: "${scope.value.tag_value}",
      },
    });

    // Not from the resource: event rules are made of them, and `terraform import` knows no resource that is not in the state yet.
    this.outputs = {
      ruleNames: Token.asList(hcl`[for name in keys(${active}) : ${`${namePrefix}\${name}`}]`),
      unprefixedRuleNames: Token.asList(hcl`keys(${active})`),
    };
  }
}

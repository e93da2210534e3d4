import { ConfigOrganizationManagedRule } from "@cdktf/provider-aws/lib/config-organization-managed-rule";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, waitsFor } from "../../terraform/hcl";
import { accountId, group, text, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";
import { activeRules, ConfigRules } from "./rules";

const { namePrefix, rules, disabledRules, includesAccountWide } = ConfigRules.inputs.shape;

const inputs = group({
  namePrefix,
  rules,
  disabledRules,
  includesAccountWide,
  excludedAccountIds: uniqueList(accountId())
    .default([])
    .describe("Accounts without these rules. The account itself never has them: its own rules are the same."),
  recorderStackSetName: text(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, "the name of a stack set")
    .optional()
    .describe("Stack set that creates the recorders of these accounts, before the rules; unset where they exist."),
});

export type OrganizationConfigRulesProps = CapabilityProps<typeof inputs>;
export type OrganizationConfigRulesOutputs = OrganizationConfigRules["outputs"];

/** The rules of AWS Config in the other accounts of an organization, in one region. AWS refuses a rule in an account without a recorder. */
export class OrganizationConfigRules extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "organization-config-rules";
  static readonly summary = "AWS Config managed rules in every other account of an organization.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_config_organization_managed_rule: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: OrganizationConfigRulesProps) {
    super(scope, id, inputs, props);
    const { namePrefix, excludedAccountIds, recorderStackSetName } = this.inputs;
    const hcl = hclIn(this);
    const each = TerraformIterator.fromMap(Token.asAnyMap(activeRules(this, this.inputs)));
    const ofScope = (attribute: string) => `\${each.value.scope == null ? null : each.value.scope.${attribute}}`;
    new ConfigOrganizationManagedRule(this, "rule", {
      forEach: each,
      name: `${namePrefix}${each.key}`,
      description: "${each.value.description}",
      ruleIdentifier: "${each.value.identifier}",
      inputParameters: "${length(each.value.input_parameters) == 0 ? null : jsonencode(each.value.input_parameters)}",
      maximumExecutionFrequency: "${each.value.maximum_execution_frequency}",
      resourceIdScope: ofScope("resource_id"),
      resourceTypesScope: Token.asList(ofScope("resource_types")),
      tagKeyScope: ofScope("tag_key"),
      tagValueScope: ofScope("tag_value"),
      excludedAccounts: Token.asList(
        hcl`distinct(concat([${AwsEnvironment.of(this).accountId}], ${excludedAccountIds}))`,
      ),
      // AWS works through the accounts, and five minutes are the provider's default.
      timeouts: { create: "30m", update: "30m", delete: "30m" },
      lifecycle: {
        precondition: [
          ...(waitsFor(this, recorderStackSetName, "Rules of an organization need recorders.")?.precondition ?? []),
          {
            condition: hcl`length(${`${namePrefix}\${each.key}`}) <= 64`,
            errorMessage: `The name of a rule of the organization has at most 64 characters: ${namePrefix}\${each.key} has more, the prefix included.`,
          },
        ],
      },
    });
  }
}

import { CloudformationStackInstances } from "@cdktf/provider-aws/lib/cloudformation-stack-instances";
import { CloudformationStackSet } from "@cdktf/provider-aws/lib/cloudformation-stack-set";
import { Token } from "cdktf";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { exceptions } from "../../terraform/aws/partitions";
import type { Capability, OnLeaving } from "../../terraform/capability";
import { maxTemplateLength, templateBody, type Translation } from "../../terraform/cloudformation";
import { hclIn } from "../../terraform/hcl";
import { InputError } from "../../terraform/parse";
import { isReference } from "../../terraform/reference";
import { accountId, flag, organizationTarget, regionName, tagMap, text, uniqueList } from "../../terraform/schema";

/** Inputs of every stack set for the accounts of an organization. */
export const stackSetShape = {
  namePrefix: text(/^([A-Za-z][A-Za-z0-9-]{0,19})?$/, "at most 20 letters, digits and hyphens, starting with a letter")
    .default("")
    .describe("Prefix of every name; the same in all accounts."),
  organizationalUnitIds: uniqueList(organizationTarget()).describe(
    "Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all.",
  ),
  excludedAccountIds: uniqueList(accountId())
    .default([])
    .describe("Accounts of these units whose stack has no resources. That of the provider is always one of them."),
  furtherRegions: uniqueList(regionName())
    .default([])
    .describe("Regions that get a stack in each account, besides that of the provider."),
  retainStacks: flag()
    .default(false)
    .describe("Whether an account that leaves the units keeps its stacks, which nobody updates any more."),
  tags: tagMap().default({}).describe("Tags of the stack set, its stacks and everything in them."),
};

/** Outputs of every stack set. */
export const stackSetOutputs = { stackSetName: "Name of the stack set, known once its stacks have been created." };

/** Without a stack set nothing updates the stacks: they are deleted before it. */
export const stackSetOnLeaving: OnLeaving = {
  aws_cloudformation_stack_instances: "destroy",
  aws_cloudformation_stack_set: "destroy",
};

/**
 * Accounts in one condition of a template, which takes ten. One is left for an account that does not exist, because a condition needs
 * two; and of the conditions, another takes as many.
 */
const inCondition = 9;
const maxExcluded = inCondition ** 2;

/** Half the accounts may fail in a region, such as those with a recorder of their own, before a change stops. */
const operationPreferences = {
  failureTolerancePercentage: 50,
  maxConcurrentPercentage: 50,
  regionConcurrencyType: "PARALLEL",
};
const noUnit = "There is no organizational unit: name one, or the root.";

/** Of an apply, for all accounts and regions. */
const patience = "6h";

/**
 * A service-managed stack set of a delegated administrator, and its stacks in all accounts of organizational units.
 *
 * An excluded account has a stack without resources. A filter of accounts would not do: it does not apply to accounts that join later, and
 * when an account is no longer excluded, the provider deletes the stacks of all the others.
 *
 * @param of.excludedAccountIds Accounts that are excluded for another reason.
 * @throws {@link InputError} If there is no organizational unit.
 */
export function createStackSet(
  scope: Capability<z.ZodObject, { stackSetName: string }>,
  inputs: z.output<z.ZodObject<typeof stackSetShape>>,
  of: {
    readonly name: string;
    readonly description: string;
    readonly translation: Translation;
    readonly conditions?: Readonly<Record<string, object>>;
    readonly excludedAccountIds?: string[];
    /** What makes the template shorter. */
    readonly tooLong: string;
  },
): { stackSetName: string } {
  const { name, description, translation, conditions = {}, excludedAccountIds = [], tooLong } = of;
  const { organizationalUnitIds, furtherRegions, retainStacks, tags } = inputs;
  if (!isReference(organizationalUnitIds) && organizationalUnitIds.length === 0)
    throw new InputError(scope.node.path, [{ path: "organizationalUnitIds", message: noUnit }]);
  const hcl = hclIn(scope);
  const aws = AwsEnvironment.of(scope);

  const excluded = scope.local(
    "excluded",
    hcl`distinct(concat([${aws.accountId}], ${inputs.excludedAccountIds}, ${excludedAccountIds}))`,
  );
  const isAccount = (id: string) => ({ "Fn::Equals": [{ Ref: "AWS::AccountId" }, id] });
  const groups = hcl`chunklist(${excluded}, ${inCondition})`;
  const inGroup = hcl`concat([for id in accounts : ${isAccount("${id}")}], [${isAccount("")}])`;
  const inAnyGroup = hcl`concat([for at, accounts in ${groups} : { Condition = "Excluded\${at}" }], [${isAccount("")}])`;
  const template = scope.local(
    "template",
    templateBody(scope, {
      description,
      conditions: hcl`merge(
        ${{ ...conditions, Excluded: { "Fn::Or": inAnyGroup }, Covered: { "Fn::Not": [{ Condition: "Excluded" }] } }},
        { for at, accounts in ${groups} : "Excluded\${at}" => { "Fn::Or" = ${inGroup} } }
      )`,
      condition: "Covered",
      translation,
    }),
  );

  const stackSet = new CloudformationStackSet(scope, "stack_set", {
    name: `${inputs.namePrefix}${name}`,
    description,
    templateBody: template,
    permissionModel: "SERVICE_MANAGED",
    callAs: "DELEGATED_ADMIN",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: retainStacks },
    // So that an apply need not wait for accounts that join meanwhile.
    managedExecution: { active: true },
    operationPreferences,
    tags,
    timeouts: { update: patience },
    lifecycle: {
      // A service-managed stack set has none, and the provider computes one.
      ignoreChanges: ["administration_role_arn"],
      precondition: [
        {
          condition: hcl`lookup(${exceptions("hasManagedStackSets", true)}, ${aws.partition}, true)`,
          errorMessage: `The partition ${aws.partition} has no service-managed StackSets: omit \`organization.members\`, and monitor each account on its own.`,
        },
        // Terraform refuses a condition on what is known: the settings of a stack are checked when it is built.
        ...(isReference(organizationalUnitIds)
          ? [{ condition: hcl`length(${organizationalUnitIds}) > 0`, errorMessage: noUnit }]
          : []),
        {
          condition: hcl`length(${excluded}) <= ${maxExcluded}`,
          errorMessage: hcl`format("A template can name ${maxExcluded} excluded accounts, that of the provider included, and these are %d: name organizational units without them.", length(${excluded}))`,
        },
        {
          condition: hcl`length(${template}) <= ${maxTemplateLength}`,
          errorMessage: hcl`format(${`The template of ${name} can have %d characters, and has %d: ${tooLong}.`}, ${maxTemplateLength}, length(${template}))`,
        },
        ...translation.preconditions.map(({ condition, errorMessage, forEach }) => {
          if (forEach === undefined) return { condition, errorMessage };
          const entries = hcl`[for key, value in ${forEach} : { key = key, value = value }]`;
          return {
            condition: hcl`alltrue([for each in ${entries} : ${condition}])`,
            errorMessage: hcl`join(" ", [for each in ${entries} : ${errorMessage} if !(${condition})])`,
          };
        }),
      ],
    },
  });
  const stacks = new CloudformationStackInstances(scope, "stacks", {
    stackSetName: stackSet.name,
    callAs: "DELEGATED_ADMIN",
    deploymentTargets: { organizationalUnitIds },
    regions: Token.asList(hcl`concat([${aws.region}], ${furtherRegions})`),
    operationPreferences,
    timeouts: { create: patience, update: patience, delete: patience },
  });
  return { stackSetName: stacks.stackSetName };
}

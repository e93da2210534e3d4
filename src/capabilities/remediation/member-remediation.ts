import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { placeholder, translate, type TemplateResource } from "../../terraform/cloudformation";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { group, organizationId } from "../../terraform/schema";
import { operations } from "../shared/operations";
import { createStackSet, stackSetOnLeaving, stackSetOutputs, stackSetShape } from "../shared/stack-set";
import { choiceShape, policyArn } from "./choice";
import { writtenRemediations } from "./enabled";
import { memberRoleOf, nameOf } from "./names";
import { findLastChange, permissionsInMember } from "./permissions";

const { namePrefix, organizationalUnitIds, excludedAccountIds, retainStacks, tags } = stackSetShape;

const inputs = group({
  namePrefix,
  organizationalUnitIds,
  excludedAccountIds,
  retainStacks,
  tags,
  organizationId: organizationId().describe("ID of the organization."),
  modes: choiceShape.modes
    .unwrap()
    .describe("Remediations by name, as of the functions: the role has the permissions of those that are not off."),
  permissionsBoundary: policyArn()
    .optional()
    .describe(
      "Permissions boundary of the functions' roles. That of the role is the policy of the same name in its own account.",
    ),
});

export type MemberRemediationProps = CapabilityProps<typeof inputs>;
export type MemberRemediationOutputs = MemberRemediation["outputs"];

/** The name of the policy that every remediation needs. */
const ofAll = "every-remediation";

/**
 * The role with which the functions of the security account remediate resources in every account of organizational units. A role belongs to
 * no region, so there is a stack in that of the provider only.
 */
export class MemberRemediation extends Capability<typeof inputs, { stackSetName: string }> {
  static readonly module = "member-remediation";
  static readonly summary =
    "Stack set with the role that the functions of remediation assume in the accounts of an organization.";
  static readonly inputs = inputs;
  static readonly onLeaving = stackSetOnLeaving;
  static readonly operations = operations;
  static readonly outputs = stackSetOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: MemberRemediationProps) {
    super(scope, id, inputs, props);
    const { modes } = this.inputs;
    const hcl = hclIn(this);
    const security = AwsEnvironment.of(this);
    const names = this.local("enabled", hcl`[for name, mode in ${modes} : name if mode != "off"]`);
    const { resources, ...translation } = translate(this, "role", (template) => {
      createMemberRole(template, { ...this.inputs, security, names });
    });
    this.outputs = createStackSet(
      this,
      { ...this.inputs, furtherRegions: [] },
      {
        name: "security-monitoring-remediation",
        description: "Role of the security monitoring for remediation",
        translation: {
          ...translation,
          resources: { ...resources, Role: withPoliciesOf(this, resources["Role"]!, names) },
          preconditions: [
            ...translation.preconditions,
            // Terraform refuses a condition on what is known: the settings of a stack are checked when they are read.
            ...(isReference(modes)
              ? [
                  {
                    condition: hcl`length(${names}) > 0`,
                    errorMessage:
                      "`organization.members.remediation` cannot be true while no remediation is enabled: set one of `remediation.modes` to propose or automatic, or remove it.",
                  },
                ]
              : []),
          ],
        },
        tooLong: "exclude fewer accounts",
      },
    );
  }
}

/** Of the policies of all remediations that are written, those of the enabled ones. */
function withPoliciesOf(scope: Construct, role: TemplateResource, names: string): TemplateResource {
  const { Policies, ...properties } = role.Properties;
  const enabled = hclIn(
    scope,
  )`[for policy in ${Policies} : policy if contains(concat([${ofAll}], ${names}), policy.PolicyName)]`;
  return { ...role, Properties: { ...properties, Policies: enabled } };
}

/**
 * The role of an account. Only the functions may assume it: their account is named, because AWS refuses a principal that does not exist
 * yet and forgets one that is deleted, and a condition names their roles.
 *
 * @param of.names The enabled remediations, as an expression.
 */
export function createMemberRole(
  scope: Construct,
  of: Pick<z.output<typeof inputs>, "namePrefix" | "organizationId" | "modes" | "permissionsBoundary"> & {
    readonly security: AwsEnvironment;
    readonly names: string;
  },
): void {
  const { namePrefix, organizationId, modes, permissionsBoundary, security, names } = of;
  const hcl = hclIn(scope);
  const aws = AwsEnvironment.of(scope);
  const roleOf = (name: string) => security.arn("iam", `role/${nameOf(namePrefix, name)}`, { region: "" });
  const functions = isReference(modes)
    ? Token.asList(hcl`[for name in ${names} : ${roleOf("${name}")}]`)
    : writtenRemediations({ modes }).map(roleOf);
  const role = new IamRole(scope, "role", {
    name: memberRoleOf(namePrefix),
    description: "Functions of the security account remediate resources",
    assumeRolePolicy: policyDocument(scope, "trust", [
      {
        sid: "FunctionsAssumeRole",
        effect: "Allow",
        principals: [{ type: "AWS", identifiers: [security.arn("iam", "root", { region: "" })] }],
        actions: ["sts:AssumeRole"],
        condition: [
          stringEquals("aws:PrincipalOrgID", organizationId),
          { test: "ArnEquals", variable: "aws:PrincipalArn", values: functions },
        ],
      },
    ]),
    permissionsBoundary: permissionsBoundary && inAccount(scope, permissionsBoundary),
  });
  new IamRolePolicy(scope, "policy", {
    name: ofAll,
    role: role.id,
    policy: policyDocument(scope, "permissions", [findLastChange]),
  });
  for (const name of writtenRemediations({ modes })) {
    new IamRolePolicy(scope, `${name}-policy`, {
      name,
      role: role.id,
      policy: policyDocument(scope, `${name}-permissions`, permissionsInMember(aws, name)),
    });
  }
}

/** A boundary is of the account of its role, unless it is AWS's. */
function inAccount(scope: Construct, policy: string): string {
  const account = `:${placeholder("AWS::AccountId")}:`;
  return hclIn(scope)`${policy} == null ? null : replace(${policy}, "/:[0-9]{12}:/", ${account})`;
}

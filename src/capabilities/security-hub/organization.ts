import { SecurityhubConfigurationPolicy } from "@cdktf/provider-aws/lib/securityhub-configuration-policy";
import { SecurityhubConfigurationPolicyAssociation } from "@cdktf/provider-aws/lib/securityhub-configuration-policy-association";
import { SecurityhubOrganizationConfiguration } from "@cdktf/provider-aws/lib/securityhub-organization-configuration";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { accountOf, hclIn, waitsFor } from "../../terraform/hcl";
import { arnOf, bounded, group, organizationTarget, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";
import { arnsOfStandards, SecurityHubStandards } from "./subscriptions";

const { hubArn, standards, disabledControls } = SecurityHubStandards.inputs.shape;

const inputs = group({
  hubArn: hubArn.describe("Hub of the delegated administrator, in its home region."),
  aggregatorArn: arnOf(
    "securityhub",
    "finding-aggregator/[a-zA-Z0-9-]{1,64}",
    "arn:<partition>:securityhub:eu-west-1:111122223333:finding-aggregator/1234abcd-12ab-34cd-56ef-1234567890ab",
  ).describe("Aggregator of the home region, whose regions are those that the policy is for."),
  ownStandards: z
    .array(z.string(), { error: "a list" })
    .default([])
    .describe("Standards that the account itself enabled, which have to be gone before a policy governs it."),
  name: bounded(1, 128, /^[A-Za-z0-9._~-]+$/, "a name of 1 to 128 letters, digits and . _ ~ -").describe(
    "Name of the configuration policy.",
  ),
  standards,
  disabledControls: disabledControls.describe(
    "Controls to disable in every account, each as `<standard>/<control>`. A policy knows controls without their standard: it is disabled in all of them.",
  ),
  targets: uniqueList(organizationTarget())
    .default([])
    .describe("Root or organizational units that the policy is for. It is for the account itself in any case."),
});

export type SecurityHubOrganizationProps = CapabilityProps<typeof inputs>;
export type SecurityHubOrganizationOutputs = SecurityHubOrganization["outputs"];

/**
 * Central configuration of Security Hub CSPM: one policy for accounts of an organization, in every region of the aggregator. AWS refuses it
 * unless the account is the delegated administrator, and not the management account. Destroying it leaves the members as they are.
 */
export class SecurityHubOrganization extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "security-hub-organization";
  static readonly summary =
    "Central configuration of Security Hub CSPM: a policy of standards and controls for accounts of an organization.";
  static readonly inputs = inputs;
  // As long as it is central, AWS refuses to deregister the account with Security Hub. Accounts keep the configuration that they have.
  static readonly onLeaving: OnLeaving = {
    aws_securityhub_configuration_policy: "destroy",
    aws_securityhub_configuration_policy_association: "destroy",
    aws_securityhub_organization_configuration: "destroy",
  };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: SecurityHubOrganizationProps) {
    super(scope, id, inputs, props);
    const { hubArn, aggregatorArn, ownStandards, name, standards, disabledControls, targets } = this.inputs;
    const hcl = hclIn(this);
    const configuration = new SecurityhubOrganizationConfiguration(this, "configuration", {
      // Both would be of accounts without a policy, which central configuration does not have.
      autoEnable: false,
      autoEnableStandards: "NONE",
      organizationConfiguration: { configurationType: "CENTRAL" },
      lifecycle: waitsFor(this, aggregatorArn, "Central configuration needs an aggregator."),
    });

    const arns = arnsOfStandards(this, hubArn);
    const policy = new SecurityhubConfigurationPolicy(this, "policy", {
      name,
      description: "Standards and controls of the security monitoring",
      configurationPolicy: {
        serviceEnabled: true,
        enabledStandardArns: Token.asList(hcl`[for id in ${standards} : ${arns}[id]]`),
        securityControlsConfiguration: {
          disabledControlIdentifiers: Token.asList(
            hcl`distinct([for control in keys(${disabledControls}) : split("/", control)[1]])`,
          ),
          // The recorders of members have a role of their own: no template can create AWSServiceRoleForConfig where it exists.
          securityControlCustomParameter: [
            {
              securityControlId: "Config.1",
              parameter: [{ name: "includeConfigServiceLinkedRoleCheck", valueType: "CUSTOM", bool: { value: false } }],
            },
          ],
        },
      },
      // Without it AWS refuses policies.
      dependsOn: [configuration],
    });

    const own = accountOf(this, hubArn);
    new SecurityhubConfigurationPolicyAssociation(this, "association", {
      forEach: TerraformIterator.fromMap(
        Token.asAnyMap(hcl`merge({ for target in ${targets} : target => target }, { this_account = ${own} })`),
      ),
      policyId: policy.id,
      targetId: "${each.value}",
      lifecycle: {
        precondition: [
          {
            // So that they are destroyed before: AWS refuses to disable a standard in an account that a policy governs.
            condition: hcl`length(${ownStandards}) == 0`,
            errorMessage: "Standards that the account itself enabled have to be gone before a policy governs it.",
          },
        ],
      },
    });
  }
}

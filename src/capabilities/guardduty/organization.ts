import { GuarddutyOrganizationConfiguration } from "@cdktf/provider-aws/lib/guardduty-organization-configuration";
import { GuarddutyOrganizationConfigurationFeature } from "@cdktf/provider-aws/lib/guardduty-organization-configuration-feature";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group } from "../../terraform/schema";
import { GuardDutyDetector } from "./detector";
import { GuardDutyExport } from "./export";
import { features, runtimeAgents, runtimeMonitoring } from "./features";
import { operations } from "./operations";

const detector = GuardDutyDetector.inputs.shape;

const inputs = group({
  detectorId: GuardDutyExport.inputs.shape.detectorId.describe(
    "Detector of the delegated administrator in the region, which administers those of the members.",
  ),
  features: detector.features.describe(
    "Protection plans to enable in every account. All others are not enabled by the organization.",
  ),
  runtimeAgents: detector.runtimeAgents.describe(
    `Agents that GuardDuty installs in every account. They need ${runtimeMonitoring} in \`features\`.`,
  ),
  unavailableFeatures: detector.unavailableFeatures,
});

export type GuardDutyOrganizationProps = CapabilityProps<typeof inputs>;
export type GuardDutyOrganizationOutputs = GuardDutyOrganization["outputs"];

/**
 * GuardDuty in every account of an organization, in one region, also in accounts that join later. AWS refuses it unless the account is the
 * delegated administrator there. Destroying it changes nothing in AWS.
 */
export class GuardDutyOrganization extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "guardduty-organization";
  static readonly summary = "GuardDuty in every account of an organization, with the state of every protection plan.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_guardduty_organization_configuration: "forget",
    aws_guardduty_organization_configuration_feature: "forget",
  };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: GuardDutyOrganizationProps) {
    super(scope, id, inputs, props);
    const { detectorId, unavailableFeatures } = this.inputs;
    const hcl = hclIn(this);
    const enabled = this.local("enabled_features", hcl`${this.inputs.features}`);
    const agents = this.local("runtime_agents", hcl`${this.inputs.runtimeAgents}`);
    const configuration = new GuarddutyOrganizationConfiguration(this, "configuration", {
      detectorId,
      autoEnableOrganizationMembers: "ALL",
    });

    const states = this.local(
      "features",
      hcl`{ for feature in ${[...features]} : feature => contains(${enabled}, feature) ? "ALL" : "NONE"
        if !contains(${unavailableFeatures}, feature) }`,
    );
    const each = TerraformIterator.fromMap(Token.asAnyMap(states));
    const feature = new GuarddutyOrganizationConfigurationFeature(this, "feature", {
      forEach: each,
      // From the configuration: the provider reads which members it is for, and writes that back with each feature.
      detectorId: configuration.detectorId,
      name: each.key,
      autoEnable: "${each.value}",
    });
    // As in the detector: all of them, in this order.
    feature.addOverride("dynamic.additional_configuration", {
      for_each: hcl`each.key == ${runtimeMonitoring} ? ${[...runtimeAgents]} : []`,
      content: {
        name: "${additional_configuration.value}",
        auto_enable: hcl`contains(${agents}, additional_configuration.value) ? "ALL" : "NONE"`,
      },
    });
  }
}

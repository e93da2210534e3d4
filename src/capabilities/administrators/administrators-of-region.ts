import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { SecurityhubOrganizationAdminAccount } from "@cdktf/provider-aws/lib/securityhub-organization-admin-account";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { recordConstruct } from "../../terraform/recorded-construct";
import { group } from "../../terraform/schema";
import { OrganizationAdministrators } from "./administrators";
import { operations } from "./operations";
import type { ServiceId } from "./services";

const { securityAccountId, services } = OrganizationAdministrators.inputs.shape;

const inputs = group({ securityAccountId, services });

export type OrganizationAdministratorsOfRegionProps = CapabilityProps<typeof inputs>;
export type OrganizationAdministratorsOfRegionOutputs = OrganizationAdministratorsOfRegion["outputs"];

/** The security account as delegated administrator of what is registered in each region. It enables trusted access by itself. */
export class OrganizationAdministratorsOfRegion extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "organization-administrators-of-region";
  static readonly summary =
    "The security account as delegated administrator of GuardDuty and Security Hub in a region. For the management account.";
  static readonly inputs = inputs;
  // GuardDuty and Security Hub are retained in every account, and may be administered on.
  static readonly onLeaving: OnLeaving = {
    aws_guardduty_organization_admin_account: "ask",
    aws_securityhub_organization_admin_account: "ask",
  };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: OrganizationAdministratorsOfRegionProps) {
    super(scope, id, inputs, props);
    recordConstruct(this, OrganizationAdministratorsOfRegion.module);
    const hcl = hclIn(this);
    const ifChosen = (service: ServiceId) =>
      TerraformIterator.fromMap(
        Token.asAnyMap(hcl`{ for service in ${this.inputs.services} : service => true if service == ${service} }`),
      );
    const adminAccountId = this.inputs.securityAccountId;
    new GuarddutyOrganizationAdminAccount(this, "of_guardduty", { forEach: ifChosen("guardduty"), adminAccountId });
    new SecurityhubOrganizationAdminAccount(this, "of_security_hub", {
      forEach: ifChosen("security-hub"),
      adminAccountId,
    });
  }
}

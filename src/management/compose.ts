import { OrganizationAdministrators, OrganizationAdministratorsOfRegion } from "../capabilities/administrators";
import type { ComposedModule } from "../terraform/module";
import type { Outlet } from "../terraform/outlet";
import { managementSettings, type ManagementSettings } from "./settings";

const { organizationId, managementAccountId, rootId } = OrganizationAdministrators.outputs;
export const managementOutputs = { organizationId, managementAccountId, rootId };

/** Composes what the management account delegates: what is registered once, and what is registered in the region of the provider. */
export function composeManagement(outlet: Outlet, settings: ManagementSettings) {
  const outputs = outlet.add(OrganizationAdministrators, "administrators", settings);
  outlet.add(OrganizationAdministratorsOfRegion, "administrators_of_region", settings);
  return outputs satisfies Record<keyof typeof managementOutputs, unknown>;
}

/** The module of the management account. */
export const managementModule: ComposedModule<typeof managementSettings> = {
  module: "organization-management",
  summary:
    "The management account of an organization: it delegates services to the security account, and refuses what AWS would refuse halfway.",
  inputs: managementSettings,
  outputs: managementOutputs,
  compose: composeManagement,
};

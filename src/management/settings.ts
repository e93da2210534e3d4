import type { z } from "zod";
import { OrganizationAdministrators } from "../capabilities/administrators";
import { group } from "../terraform/schema";

const { securityAccountId, services } = OrganizationAdministrators.inputs.shape;

/** Settings of what the management account delegates. */
export const managementSettings = group({ securityAccountId, services });

export type ManagementSettings = z.output<typeof managementSettings>;
export type ManagementProps = z.input<typeof managementSettings>;

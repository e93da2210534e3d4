import { accountId, group, organizationId } from "../../terraform/schema";
import { memberSettings } from "../shared/members";

export const organizationSettings = group({
  id: organizationId().describe("ID of the organization, such as o-a1b2c3d4e5."),
  managementAccountId: accountId().describe("ID of the management account of the organization."),
  members: memberSettings,
})
  .optional()
  .describe("The organization of which this is the security account. Omitted: this account alone.");

import { accountId, group, organizationId, organizationTarget, uniqueList } from "../../terraform/schema";
import { memberSettings } from "../shared/members";

export const organizationSettings = group({
  id: organizationId().describe("ID of the organization, such as o-a1b2c3d4e5."),
  managementAccountId: accountId().describe("ID of the management account of the organization."),
  members: memberSettings,
  securityHubTargets: uniqueList(organizationTarget())
    .default([])
    .describe(
      "Root of the organization, or organizational units, whose accounts Security Hub configures: also those that join later. Empty: this account only.",
    ),
  configRules: group({
    excludedAccountIds: uniqueList(accountId())
      .default([])
      .describe("Accounts without a recorder, where AWS refuses rules, and others without these rules."),
  })
    .optional()
    .describe(
      "Creates the rules of `config.rules` in every account of the organization as well. `{}` excludes none. Set it once every account has a recorder in every region that is monitored: AWS refuses a rule in an account without one, and the apply fails.",
    ),
})
  .optional()
  .describe("The organization of which this is the security account. Omitted: this account alone.");

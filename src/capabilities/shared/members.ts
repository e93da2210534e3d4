import type { z } from "zod";
import { accountId, flag, group, uniqueList } from "../../terraform/schema";
import type { Composition } from "./composition";
import { stackSetShape } from "./stack-set";

/** Settings of what reaches the accounts of an organization by stack sets. */
export const memberSettings = group({
  organizationalUnitIds: stackSetShape.organizationalUnitIds,
  excludedAccountIds: stackSetShape.excludedAccountIds.describe(
    "Accounts of these units that get nothing. The security account is always one of them.",
  ),
  existingRecorderAccountIds: uniqueList(accountId())
    .default([])
    .describe(
      "Accounts that have an AWS Config recorder already, of which a region has one. They keep it, and get the event rules only.",
    ),
  recorder: flag()
    .default(true)
    .describe(
      "Whether the accounts get an AWS Config recorder, which needs that of this account: they deliver to its bucket.",
    ),
  remediation: flag()
    .default(false)
    .describe(
      "Whether the functions of remediation examine and repair resources of these accounts as well, with a role that each of them gets: what `remediation.modes` enables, by the same modes and limits. Runbooks and daily sweeps stay with this account.",
    ),
  retainStacks: stackSetShape.retainStacks,
})
  .optional()
  .describe(
    "Accounts of the organization that get, in each region, an AWS Config recorder that delivers to the bucket of this account, and event rules that forward to it; new accounts as well. Needs trusted access for CloudFormation StackSets, and this account as their delegated administrator. Omitted: none.",
  );

type MemberSettings = NonNullable<z.output<typeof memberSettings>>;

/** The inputs of every stack set for these accounts. */
export function memberInputs(
  composition: Composition,
  { organizationalUnitIds, excludedAccountIds, retainStacks }: MemberSettings,
) {
  return {
    namePrefix: composition.named(""),
    organizationalUnitIds,
    excludedAccountIds,
    retainStacks,
    tags: composition.tags,
  };
}

/** An organization, as far as its members are concerned. */
export interface WithMembers {
  readonly members?: MemberSettings;
}

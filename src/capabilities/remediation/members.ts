import type { Construct } from "constructs";
import type { z } from "zod";
import { hclIn } from "../../terraform/hcl";
import { expressionOf } from "../../terraform/reference";
import { group, organizationId } from "../../terraform/schema";
import { alertRulesShape } from "../shared/alert-rules";

/** Input of whatever is about resources of other accounts as well. */
export const membersInput = group({
  organizationId: organizationId().describe("ID of the organization."),
  eventBusName: alertRulesShape.eventBusName.unwrap().describe("Event bus to which its accounts send their events."),
})
  .optional()
  .describe(
    "Other accounts whose resources are remediated as well, with the role that the module `member-remediation` creates there. Omitted: those of this account only.",
  );

type Members = z.output<typeof membersInput>;

/** Whether there are any: an expression if only Terraform knows. */
export function hasMembers(scope: Construct, members: Members): boolean | string {
  const whole = expressionOf(members);
  return whole === undefined ? members !== undefined : hclIn(scope)`${whole} != null`;
}

/** The account in an event pattern of what happens in the others. */
export function notOf(accountId: string) {
  return [{ "anything-but": [accountId] }];
}

import type { z } from "zod";
import type { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { arnLike, stringEquals, type Statement } from "../../terraform/aws/policy";
import { accountId, group, organizationId, text, trailName } from "../../terraform/schema";

/** What the policies of evidence need to know of the organization whose accounts deliver. */
export const organizationInput = group({
  id: organizationId().describe("ID of the organization."),
  managementAccountId: accountId().describe("ID of its management account, which owns the trail."),
  trailName: trailName().describe("Name of its trail."),
  namePrefix: text(/^[a-z0-9-]{0,20}$/, "at most 20 lower-case letters, digits and hyphens").describe(
    "Prefix of the names of the recorders' roles in its accounts.",
  ),
})
  .optional()
  .describe("The organization whose accounts deliver as well. Omitted: this account alone.");

export type Organization = NonNullable<z.output<typeof organizationInput>>;

/** Whose resource something is, in a policy of another account. */
export const ownerInput = accountId()
  .optional()
  .describe("ID of the account that delivers, if it is not the provider's.");

/**
 * The ARN of the trail of an organization. The management account owns it, even if a delegated administrator creates it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export function organizationTrailArn(aws: AwsEnvironment, organization: Organization): string {
  return aws.arn("cloudtrail", `trail/${organization.trailName}`, { account: organization.managementAccountId });
}

/** The name of the role of the recorder in each region of an account, up to the region. */
export const recorderRole = "config-recorder-";

/**
 * Allows the recorders of the organization's accounts something. AWS Config delivers with a role of the account as this role; with its
 * service-linked role it would be a service, which has no organization.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function allowRecorders(
  aws: AwsEnvironment,
  organization: Organization,
  {
    condition = [],
    ...statement
  }: Pick<Statement, "sid" | "actions" | "resources"> & {
    readonly condition?: ReturnType<typeof stringEquals>[];
  },
): Statement {
  const role = `role/${organization.namePrefix}${recorderRole}*`;
  return {
    ...statement,
    effect: "Allow",
    principals: [{ type: "AWS", identifiers: ["*"] }],
    condition: [
      ...condition,
      stringEquals("aws:PrincipalOrgID", organization.id),
      arnLike("aws:PrincipalArn", aws.arn("iam", role, { region: "", account: "*" })),
    ],
  };
}

import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { accountId, group, organizationId, trailName } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import {
  createTrail,
  deliveryRoleName,
  trailOutputs,
  trailShape,
  trailsOnLeaving,
  type TrailOutputs,
} from "./audit-trail";
import { operations } from "./operations";

const inputs = group({
  name: trailName().default("security-monitoring-organization-trail").describe("Name of the trail."),
  ...trailShape,
  deliveryRoleName: deliveryRoleName().default("organization-trail-delivery"),
  organizationId: organizationId().describe("ID of the organization."),
  managementAccountId: accountId().describe("ID of its management account, which owns the trail."),
});

export type OrganizationTrailProps = CapabilityProps<typeof inputs>;
export type OrganizationTrailOutputs = OrganizationTrail["outputs"];

/**
 * The trail of an organization, created by its management account or a delegated administrator. A trail of its own, because a delegated
 * administrator cannot make the trail of its account one of the organization.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
 */
export class OrganizationTrail extends Capability<typeof inputs, TrailOutputs> {
  static readonly module = "organization-trail";
  static readonly summary =
    "Multi-region CloudTrail trail of an organization with log file validation, delivered to S3 and CloudWatch Logs.";
  static readonly inputs = inputs;
  static readonly onLeaving = trailsOnLeaving;
  static readonly operations = [operations, common];
  static readonly outputs = trailOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id, inputs, props);
    const { organizationId, managementAccountId } = this.inputs;
    const aws = AwsEnvironment.of(this);
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html has the first of a trail in
    // the account that creates it, which is not the one that owns it.
    const ofAccounts = [aws.accountId, managementAccountId].map((account) => `${account}_CloudTrail_${aws.region}`);
    const streams = [...ofAccounts, `${organizationId}_`];
    this.outputs = createTrail(this, this.inputs, streams, true);
  }
}

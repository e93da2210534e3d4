import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, statementsWith, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group, trailName } from "../../terraform/schema";
import {
  bucketOutputs,
  bucketsOnLeaving,
  createLogBucket,
  encryptedBucketShape,
  type BucketOutputs,
  type Delivery,
} from "../shared/log-bucket";
import { operations } from "../shared/operations";
import { organizationInput, organizationTrailArn, ownerInput, type Organization } from "../shared/organization";
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(
  group({
    ...encryptedBucketShape,
    trailName: trailName().describe("Name of the only trail of the account that may deliver to the bucket."),
    organization: organizationInput,
    accountId: ownerInput,
  }),
);

const handedOver = stringEquals("s3:x-amz-acl", "bucket-owner-full-control");

/**
 * The trail of the account delivers as it does without an organization, as long as it remains beside that of the organization.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function deliveryOfTrail(
  aws: AwsEnvironment,
  inputs: { readonly trailName: string; readonly organization?: Organization },
): Delivery {
  // From the name, because the trail cannot exist before its bucket's policy.
  const onBehalfOfTrail = stringEquals("aws:SourceArn", aws.arn("cloudtrail", `trail/${inputs.trailName}`));
  return (bucketArn) => [
    allowService("CloudTrailChecksAcl", "cloudtrail", ["s3:GetBucketAcl"], [bucketArn], [onBehalfOfTrail]),
    allowService(
      "CloudTrailDelivers",
      "cloudtrail",
      ["s3:PutObject"],
      [`${bucketArn}/AWSLogs/${aws.accountId}/*`],
      [handedOver, onBehalfOfTrail],
    ),
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-an-organizational-trail-by-using-the-aws-cli.html
    ...statementsWith(inputs.organization, (organization) => {
      const onBehalfOfOrganization = stringEquals("aws:SourceArn", organizationTrailArn(aws, organization));
      return [
        allowService(
          "OrganizationTrailChecksAcl",
          "cloudtrail",
          ["s3:GetBucketAcl"],
          [bucketArn],
          [onBehalfOfOrganization],
        ),
        allowService(
          "OrganizationTrailDelivers",
          "cloudtrail",
          ["s3:PutObject"],
          [organization.managementAccountId, organization.id].map((folder) => `${bucketArn}/AWSLogs/${folder}/*`),
          [handedOver, onBehalfOfOrganization],
        ),
      ];
    }),
  ];
}

export type TrailBucketProps = CapabilityProps<typeof inputs>;
export type TrailBucketOutputs = TrailBucket["outputs"];

/** The bucket of the audit trail. */
export class TrailBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "trail-bucket";
  static readonly summary =
    "S3 bucket that only one trail of this account, and one of its organization, may deliver to.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: TrailBucketProps) {
    super(scope, id, inputs, props);
    const aws = AwsEnvironment.of(this).ofAccount(this.inputs.accountId);
    this.outputs = createLogBucket(this, this.inputs, deliveryOfTrail(aws, this.inputs));
  }
}

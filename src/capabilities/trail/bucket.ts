import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, stringEquals } from "../../terraform/aws/policy";
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
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(
  group({
    ...encryptedBucketShape,
    trailName: trailName().describe("Name of the only trail that may deliver to the bucket."),
  }),
);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function deliveryOfTrail(aws: AwsEnvironment, trailName: string): Delivery {
  // From the name, because the trail cannot exist before its bucket's policy.
  const onBehalfOfTrail = stringEquals("aws:SourceArn", aws.arn("cloudtrail", `trail/${trailName}`));
  return (bucketArn) => [
    allowService("CloudTrailChecksAcl", "cloudtrail", ["s3:GetBucketAcl"], [bucketArn], [onBehalfOfTrail]),
    allowService(
      "CloudTrailDelivers",
      "cloudtrail",
      ["s3:PutObject"],
      [`${bucketArn}/AWSLogs/${aws.accountId}/*`],
      [stringEquals("s3:x-amz-acl", "bucket-owner-full-control"), onBehalfOfTrail],
    ),
  ];
}

export type TrailBucketProps = CapabilityProps<typeof inputs>;
export type TrailBucketOutputs = TrailBucket["outputs"];

/** The bucket of the audit trail. */
export class TrailBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "trail-bucket";
  static readonly summary = "S3 bucket that only one trail of this account may deliver to.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: TrailBucketProps) {
    super(scope, id, inputs, props);
    this.outputs = createLogBucket(this, this.inputs, deliveryOfTrail(AwsEnvironment.of(this), this.inputs.trailName));
  }
}

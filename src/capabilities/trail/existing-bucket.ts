import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bucketName, group } from "../../terraform/schema";
import { bucketPolicy } from "../shared/log-bucket";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { deliveryOfTrail, TrailBucket } from "./bucket";

const inputs = group({
  bucketName: bucketName().describe("Name of the bucket."),
  trailName: TrailBucket.inputs.shape.trailName,
  organization: TrailBucket.inputs.shape.organization,
});

export type ExistingTrailBucketProps = CapabilityProps<typeof inputs>;
export type ExistingTrailBucketOutputs = ExistingTrailBucket["outputs"];

/** An existing bucket, whose owner must allow the trail to deliver. */
export class ExistingTrailBucket extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-trail-bucket";
  static readonly summary = "Policy that an existing S3 bucket needs so that the trail can deliver to it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingTrailBucketProps) {
    super(scope, id, inputs, props);
    const aws = AwsEnvironment.of(this);
    const bucketArn = aws.bucketArn(this.inputs.bucketName);
    this.outputs = { requiredPolicy: bucketPolicy(this, bucketArn, deliveryOfTrail(aws, this.inputs)) };
  }
}

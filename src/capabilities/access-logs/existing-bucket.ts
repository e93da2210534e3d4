import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bucketName, group } from "../../terraform/schema";
import { bucketPolicy } from "../shared/log-bucket";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { AccessLogBucket, deliveryOfAccessLogs } from "./bucket";

const inputs = group({
  bucketName: bucketName().describe("Name of the bucket."),
  sourceBucketArns: AccessLogBucket.inputs.shape.sourceBucketArns,
});

export type ExistingAccessLogBucketProps = CapabilityProps<typeof inputs>;
export type ExistingAccessLogBucketOutputs = ExistingAccessLogBucket["outputs"];

/** An existing bucket, whose owner must allow S3 to deliver access logs. */
export class ExistingAccessLogBucket extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-access-log-bucket";
  static readonly summary = "Policy that an existing S3 bucket needs so that S3 can deliver access logs to it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingAccessLogBucketProps) {
    super(scope, id, inputs, props);
    const { bucketName, sourceBucketArns } = this.inputs;
    const bucketArn = AwsEnvironment.of(this).bucketArn(bucketName);
    this.outputs = { requiredPolicy: bucketPolicy(this, bucketArn, deliveryOfAccessLogs(this, sourceBucketArns)) };
  }
}

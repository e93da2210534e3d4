import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws-environment";
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

/** A bucket that exists already, whose owner must let S3 deliver access logs. */
export class ExistingAccessLogBucket extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-access-log-bucket";
  static readonly summary = "What an existing S3 bucket must allow, so that S3 can deliver access logs to it.";
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

import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bucketName, group } from "../../terraform/schema";
import { bucketPolicy } from "../shared/log-bucket";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { ConfigBucket, deliveryOfConfig } from "./bucket";

const inputs = group({
  bucketName: bucketName().describe("Name of the bucket."),
  organization: ConfigBucket.inputs.shape.organization,
});

export type ExistingConfigBucketProps = CapabilityProps<typeof inputs>;
export type ExistingConfigBucketOutputs = ExistingConfigBucket["outputs"];

/** An existing bucket, whose owner must allow AWS Config to deliver. */
export class ExistingConfigBucket extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-config-bucket";
  static readonly summary = "Policy that an existing S3 bucket needs so that AWS Config can deliver to it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingConfigBucketProps) {
    super(scope, id, inputs, props);
    const aws = AwsEnvironment.of(this);
    const { bucketName, organization } = this.inputs;
    const delivery = deliveryOfConfig(aws, organization);
    this.outputs = { requiredPolicy: bucketPolicy(this, aws.bucketArn(bucketName), delivery) };
  }
}

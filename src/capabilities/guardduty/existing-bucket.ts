import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bucketName, group } from "../../terraform/schema";
import { bucketPolicy } from "../shared/log-bucket";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { deliveryOfGuardDuty } from "./bucket";
import { furtherRegions } from "./principal";

const inputs = group({ bucketName: bucketName().describe("Name of the bucket."), furtherRegions });

export type ExistingGuardDutyBucketProps = CapabilityProps<typeof inputs>;
export type ExistingGuardDutyBucketOutputs = ExistingGuardDutyBucket["outputs"];

/** An existing bucket, whose owner must allow GuardDuty to deliver. */
export class ExistingGuardDutyBucket extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-guardduty-bucket";
  static readonly summary = "Policy that an existing S3 bucket needs so that GuardDuty can export findings to it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingGuardDutyBucketProps) {
    super(scope, id, inputs, props);
    const aws = AwsEnvironment.of(this);
    const { bucketName, furtherRegions } = this.inputs;
    const delivery = deliveryOfGuardDuty(aws, furtherRegions);
    this.outputs = { requiredPolicy: bucketPolicy(this, aws.bucketArn(bucketName), delivery) };
  }
}

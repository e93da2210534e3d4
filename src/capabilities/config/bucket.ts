import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
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

const inputs = withTransitionRules(group(encryptedBucketShape));

/** https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
export function deliveryOfConfig(aws: AwsEnvironment): Delivery {
  const onBehalfOfAccount = stringEquals("aws:SourceAccount", aws.accountId);
  return (bucketArn) => [
    allowService(
      "ConfigChecksBucket",
      aws.configPrincipal,
      ["s3:GetBucketAcl", "s3:ListBucket"],
      [bucketArn],
      [onBehalfOfAccount],
    ),
    allowService(
      "ConfigDelivers",
      aws.configPrincipal,
      ["s3:PutObject"],
      [`${bucketArn}/AWSLogs/${aws.accountId}/Config/*`],
      [stringEquals("s3:x-amz-acl", "bucket-owner-full-control"), onBehalfOfAccount],
    ),
  ];
}

export type ConfigBucketProps = CapabilityProps<typeof inputs>;
export type ConfigBucketOutputs = ConfigBucket["outputs"];

/**
 * The bucket of AWS Config, separate from the trail's: AWS Config cannot deliver to a bucket with a default Object Lock
 * retention, which the trail's bucket can have.
 */
export class ConfigBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "config-bucket";
  static readonly summary =
    "S3 bucket for the configuration history and snapshots of AWS Config, of this account only.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigBucketProps) {
    super(scope, id, inputs, props);
    this.outputs = createLogBucket(this, this.inputs, deliveryOfConfig(AwsEnvironment.of(this)));
  }
}

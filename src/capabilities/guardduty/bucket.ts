import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
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
import { allowDetectors, furtherRegions } from "./principal";

const inputs = withTransitionRules(group({ ...encryptedBucketShape, furtherRegions }));

/**
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html; what AWS denies there in addition, files without
 * encryption or with another key, cannot come from GuardDuty, which encrypts with the key of its destination.
 */
export function deliveryOfGuardDuty(aws: AwsEnvironment, furtherRegions: string[]): Delivery {
  const allow = allowDetectors(aws, furtherRegions);
  return (bucketArn) => [
    allow("GuardDutyChecksBucket", "s3:GetBucketLocation", bucketArn),
    // Not only the folder of the account: what GuardDuty writes to test a new destination is not documented.
    allow("GuardDutyDelivers", "s3:PutObject", `${bucketArn}/*`),
  ];
}

export type GuardDutyBucketProps = CapabilityProps<typeof inputs>;
export type GuardDutyBucketOutputs = GuardDutyBucket["outputs"];

/** The bucket of the exported findings, which GuardDuty itself deletes after 90 days. */
export class GuardDutyBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "guardduty-bucket";
  static readonly summary = "S3 bucket for the findings that GuardDuty exports.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: GuardDutyBucketProps) {
    super(scope, id, inputs, props);
    const delivery = deliveryOfGuardDuty(AwsEnvironment.of(this), this.inputs.furtherRegions);
    this.outputs = createLogBucket(this, this.inputs, delivery);
  }
}

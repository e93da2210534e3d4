import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService } from "../../terraform/aws/policy";
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
import { guardDutyPrincipal, onBehalfOfDetector } from "./principal";

const inputs = withTransitionRules(group(encryptedBucketShape));

/**
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html; what AWS denies there in addition, files without
 * encryption or with another key, cannot come from GuardDuty, which encrypts with the key of its destination.
 */
export function deliveryOfGuardDuty(aws: AwsEnvironment): Delivery {
  const conditions = onBehalfOfDetector(aws);
  const principal = guardDutyPrincipal(aws);
  return (bucketArn) => [
    allowService("GuardDutyChecksBucket", principal, ["s3:GetBucketLocation"], [bucketArn], conditions),
    // Not only the folder of the account: what GuardDuty writes to test a new destination is not documented.
    allowService("GuardDutyDelivers", principal, ["s3:PutObject"], [`${bucketArn}/*`], conditions),
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
    this.outputs = createLogBucket(this, this.inputs, deliveryOfGuardDuty(AwsEnvironment.of(this)));
  }
}

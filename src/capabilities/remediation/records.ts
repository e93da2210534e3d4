import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import {
  bucketOutputs,
  bucketShape,
  bucketsOnLeaving,
  createLogBucket,
  type BucketOutputs,
} from "../shared/log-bucket";
import { operations } from "../shared/operations";
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(group(bucketShape));

export type RemediationRecordsProps = CapabilityProps<typeof inputs>;
export type RemediationRecordsOutputs = RemediationRecords["outputs"];

/**
 * The bucket of what is needed to undo a repair: a function writes there before it changes anything. Its own policy lets nobody in; the
 * role of each function may write below its own prefix only.
 */
export class RemediationRecords extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "remediation-records";
  static readonly summary = "S3 bucket for the state of resources before their remediation.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: RemediationRecordsProps) {
    super(scope, id, inputs, props);
    this.outputs = createLogBucket(this, this.inputs, () => []);
  }
}

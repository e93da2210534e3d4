import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import {
  bucketOutputs,
  bucketsOnLeaving,
  createLogBucket,
  encryptedBucketShape,
  type BucketOutputs,
} from "../shared/log-bucket";
import { operations } from "../shared/operations";
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(
  group({
    ...encryptedBucketShape,
    expireAfterDays: encryptedBucketShape.expireAfterDays
      .default(30)
      .describe("Days after which the result of a query is deleted. The events themselves are not."),
  }),
);

export type AthenaResultsBucketProps = CapabilityProps<typeof inputs>;
export type AthenaResultsBucketOutputs = AthenaResultsBucket["outputs"];

/**
 * The bucket of the results of queries: copies of events, as confidential as these, and no evidence. Athena writes and reads as whoever
 * runs the query, so the bucket's own policy lets nobody in.
 */
export class AthenaResultsBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "athena-results-bucket";
  static readonly summary = "S3 bucket for the results of queries with Amazon Athena.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = Object.fromEntries(
    Object.keys(bucketsOnLeaving).map((type) => [type, "destroy"]),
  );
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: AthenaResultsBucketProps) {
    super(scope, id, inputs, props);
    this.outputs = createLogBucket(this, this.inputs, () => []);
  }
}

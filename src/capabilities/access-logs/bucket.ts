import { Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, arnLike, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { arnOf, group, wholeNumber } from "../../terraform/schema";
import {
  bucketOutputs,
  bucketShape,
  bucketsOnLeaving,
  createLogBucket,
  type BucketOutputs,
  type Delivery,
} from "../shared/log-bucket";
import { operations } from "../shared/operations";
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(
  group({
    ...bucketShape,
    expireAfterDays: wholeNumber(1, 36500, "days").default(365).describe("Days after which a file is deleted."),
    sourceBucketArns: z
      .array(arnOf("s3", "[a-z0-9.-]{3,63}", "arn:<partition>:s3:::audit-trail", ":"), { error: "a list of ARNs" })
      .describe("ARNs of the buckets whose access logs are delivered here."),
  }),
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function deliveryOfAccessLogs(scope: Construct, sourceBucketArns: string[]): Delivery {
  return (bucketArn) => {
    // AWS refuses an empty list. If no bucket is logged, the list has the bucket itself, which never is.
    const sources = Token.asList(hclIn(scope)`coalescelist(${sourceBucketArns}, [${bucketArn}])`);
    return [
      allowService(
        "S3DeliversAccessLogs",
        "logging.s3.amazonaws.com",
        ["s3:PutObject"],
        [`${bucketArn}/*`],
        [arnLike("aws:SourceArn", ...sources), stringEquals("aws:SourceAccount", AwsEnvironment.of(scope).accountId)],
      ),
    ];
  };
}

export type AccessLogBucketProps = CapabilityProps<typeof inputs>;
export type AccessLogBucketOutputs = AccessLogBucket["outputs"];

/**
 * The bucket of the server access logs. Encrypted with S3 managed keys, because S3 log delivery cannot use a
 * customer managed one; without access logs of its own, which would log themselves for ever.
 */
export class AccessLogBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "access-log-bucket";
  static readonly summary = "S3 bucket for the server access logs of the other buckets.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id, inputs, props);
    this.outputs = createLogBucket(this, this.inputs, deliveryOfAccessLogs(this, this.inputs.sourceBucketArns));
  }
}

import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  bucketName: bucketName().describe("Bucket whose requests are logged."),
  accessLogBucketName: bucketName().describe(
    "Bucket that receives the access logs, in the same account and region. Its policy must allow S3 log delivery.",
  ),
});

export type AccessLoggingProps = CapabilityProps<typeof inputs>;
export type AccessLoggingOutputs = AccessLogging["outputs"];

/** Who reads the evidence is evidence too (Security Hub CloudTrail.7, S3.9). */
export class AccessLogging extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "access-logging";
  static readonly summary = "Server access logging of one S3 bucket to another, with the bucket's name as prefix.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_s3_bucket_logging: "evidence" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: AccessLoggingProps) {
    super(scope, id, inputs, props);
    const { bucketName, accessLogBucketName } = this.inputs;
    new S3BucketLoggingA(this, "logging", {
      bucket: bucketName,
      targetBucket: accessLogBucketName,
      targetPrefix: `${bucketName}/`,
    });
  }
}

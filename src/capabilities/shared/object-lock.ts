import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group, oneOf, wholeNumber } from "../../terraform/schema";
import { operations } from "./operations";

/** What a user can set of a lock. */
export const objectLockShape = {
  mode: oneOf(["GOVERNANCE", "COMPLIANCE"]).describe(
    "GOVERNANCE: an identity with s3:BypassGovernanceRetention can still delete files. COMPLIANCE: nobody can, not even the root user or Terraform.",
  ),
  days: wholeNumber(1, 36500, "days").describe("Days for which a file cannot be deleted or overwritten."),
};

const inputs = group({
  bucketName: bucketName().describe("Bucket to lock. It must have versioning enabled."),
  ...objectLockShape,
});

export type ObjectLockProps = CapabilityProps<typeof inputs>;
export type ObjectLockOutputs = ObjectLock["outputs"];

/**
 * Write once, read many. Set on an existing bucket, so that enabling it replaces nothing; AWS cannot disable Object
 * Lock again, only the default retention.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class ObjectLock extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "object-lock";
  static readonly summary = "S3 Object Lock with a default retention for one bucket.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_s3_bucket_object_lock_configuration: "evidence" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: ObjectLockProps) {
    super(scope, id, inputs, props);
    const { bucketName, mode, days } = this.inputs;
    new S3BucketObjectLockConfigurationA(this, "lock", {
      bucket: bucketName,
      rule: { defaultRetention: { mode, days } },
    });
  }
}

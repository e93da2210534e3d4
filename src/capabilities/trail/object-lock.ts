import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group, oneOf, wholeNumber } from "../../terraform/schema";

/** What a user decides about a lock. */
export const objectLockShape = {
  mode: oneOf(["GOVERNANCE", "COMPLIANCE"]).describe(
    "GOVERNANCE: whoever has s3:BypassGovernanceRetention may still delete. COMPLIANCE: nobody can, not even the root user, and neither can Terraform.",
  ),
  days: wholeNumber(1, 36500, "days").describe("Days a file cannot be deleted or overwritten."),
};

const inputs = group({
  bucketName: bucketName().describe("Bucket to lock. It must keep versions."),
  ...objectLockShape,
});

export type ObjectLockProps = CapabilityProps<typeof inputs>;
export type ObjectLockOutputs = ObjectLock["outputs"];

/**
 * Write once, read many. Set on a bucket that exists, so that switching it on replaces nothing; AWS cannot switch Object
 * Lock off again, only the default retention.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class ObjectLock extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "object-lock";
  static readonly summary = "S3 Object Lock with a default retention for one bucket.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_s3_bucket_object_lock_configuration: "evidence" };
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

import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import type { z } from "zod";
import { denyInsecureTransport, policyDocument, type Statement } from "../terraform/policy";
import { hclIn, isReference } from "../terraform/reference";
import { bucketName, flag, kmsKeyArn, tagMap, text, wholeNumber } from "../terraform/schema";

/** What every bucket for logs is asked for. */
export const logBucketShape = {
  name: bucketName().optional().describe("Name of the bucket. Unset: the generated prefix and a suffix that is free."),
  generatedNamePrefix: text(
    /^[a-z0-9][a-z0-9.-]{0,36}$/,
    "1 to 37 lower-case letters, digits, dots and hyphens",
  ).describe("Start of the bucket's name when it has no name of its own."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the bucket."),
  expireAfterDays: wholeNumber(1, 36500, "days")
    .default(2557)
    .describe("Days after which a file is deleted. The default is seven years."),
  expireNoncurrentAfterDays: wholeNumber(1, 36500, "days")
    .default(90)
    .describe("Days an overwritten or deleted file can still be restored."),
  forceDestroy: flag()
    .default(false)
    .describe("Whether `terraform destroy` may delete a bucket that still holds files."),
  tags: tagMap().default({}).describe("Tags of the bucket."),
};

/**
 * A bucket that only AWS's delivery services write to: private, owned by the account, encrypted, versioned, TLS only.
 *
 * @returns The bucket's name, taken from its policy: whoever uses it waits until the delivery is allowed. CloudTrail and
 * AWS Config test that on creation, and fail with InsufficientS3BucketPolicyException.
 */
export function createLogBucket(
  scope: Construct,
  inputs: z.output<z.ZodObject<typeof logBucketShape>>,
  delivery: (bucketArn: string) => Statement[],
): { bucketName: string } {
  const bucket = new S3Bucket(scope, "bucket", {
    bucket: inputs.name,
    // The provider refuses both.
    bucketPrefix: isReference(inputs.name)
      ? hclIn(scope)`${inputs.name} == null ? ${inputs.generatedNamePrefix} : null`
      : inputs.name === undefined
        ? inputs.generatedNamePrefix
        : undefined,
    forceDestroy: inputs.forceDestroy,
    tags: inputs.tags,
    lifecycle: {
      // Names the key, so that it is destroyed after the bucket: where the bucket cannot go because it holds files, the
      // key that can read them stays as well.
      precondition: [
        {
          condition: hclIn(scope)`${inputs.kmsKeyArn} != ""`,
          errorMessage: "A log bucket needs a key.",
        },
      ],
    },
  });
  const ownership = new S3BucketOwnershipControls(scope, "ownership", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const publicAccess = new S3BucketPublicAccessBlock(scope, "public_access", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const versioning = new S3BucketVersioningA(scope, "versioning", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketServerSideEncryptionConfigurationA(scope, "encryption", {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: inputs.kmsKeyArn },
        bucketKeyEnabled: true,
      },
    ],
  });
  new S3BucketLifecycleConfiguration(scope, "lifecycle", {
    bucket: bucket.id,
    rule: [
      {
        id: "expire",
        status: "Enabled",
        filter: [{}],
        expiration: [{ days: inputs.expireAfterDays }],
        noncurrentVersionExpiration: [{ noncurrentDays: inputs.expireNoncurrentAfterDays }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      },
    ],
    // S3 refuses rules for noncurrent versions on a bucket without versions.
    dependsOn: [versioning],
  });
  const policy = new S3BucketPolicy(scope, "policy", {
    bucket: bucket.id,
    policy: policyDocument(scope, "policy_document", [...delivery(bucket.arn), denyInsecureTransport(bucket.arn)]),
    // S3 answers 409 OperationAborted to a policy that arrives while these two change.
    dependsOn: [publicAccess, ownership],
  });
  return { bucketName: policy.bucket };
}

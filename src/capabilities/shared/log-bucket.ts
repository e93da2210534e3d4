import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import type { z } from "zod";
import { denyInsecureTransport, policyDocument, type Statement } from "../../terraform/aws/policy";
import type { OnLeaving } from "../../terraform/capability";
import { hclIn, waitsFor } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { bucketName, bucketNamePrefix, flag, kmsKeyArn, tagMap, wholeNumber } from "../../terraform/schema";
import { declareTransitions, transitions } from "./transitions";

/** Inputs of every bucket. */
export const bucketShape = {
  name: bucketName()
    .optional()
    .describe("Name of the bucket. Unset: a unique name that starts with `generatedNamePrefix`."),
  generatedNamePrefix: bucketNamePrefix().describe("Prefix of the generated name, if `name` is not set."),
  expireAfterDays: wholeNumber(1, 36500, "days")
    .default(2557)
    .describe("Days after which a file is deleted. The default is seven years."),
  transitions,
  expireNoncurrentAfterDays: wholeNumber(1, 36500, "days")
    .default(90)
    .describe("Days for which an overwritten or deleted file can still be restored."),
  forceDestroy: flag()
    .default(false)
    .describe("Whether `terraform destroy` may delete the bucket while it contains files."),
  tags: tagMap().default({}).describe("Tags of the bucket."),
};

/** Inputs of a bucket that is encrypted with a customer managed key. */
export const encryptedBucketShape = {
  ...bucketShape,
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the bucket."),
};

/** Outputs of every bucket. */
export const bucketOutputs = {
  bucketName: "Name of the bucket, known once its writer can deliver.",
  bucketArn: "ARN of the bucket.",
};

/** A retained bucket stays as closed as it is. */
export const bucketsOnLeaving: OnLeaving = {
  aws_s3_bucket: "evidence",
  aws_s3_bucket_lifecycle_configuration: "evidence",
  aws_s3_bucket_ownership_controls: "evidence",
  aws_s3_bucket_policy: "evidence",
  aws_s3_bucket_public_access_block: "evidence",
  aws_s3_bucket_server_side_encryption_configuration: "evidence",
  aws_s3_bucket_versioning: "evidence",
};

export type BucketOutputs = { readonly [K in keyof typeof bucketOutputs]: string };

/** The statements that allow the writer of a bucket to deliver. */
export type Delivery = (bucketArn: string) => Statement[];

/** The policy of a new or existing bucket. */
export function bucketPolicy(scope: Construct, bucketArn: string, delivery: Delivery): string {
  return policyDocument(scope, "policy_document", [
    ...delivery(bucketArn),
    denyInsecureTransport(["s3:*"], [bucketArn, `${bucketArn}/*`]),
  ]);
}

/**
 * A bucket that only AWS's delivery services write to: private, owned by the account, encrypted, versioned, TLS only.
 *
 * @param inputs Without a key the bucket is encrypted with S3 managed keys.
 * @returns The bucket's name is taken from the last of its parts: what uses it waits until the delivery is allowed, and
 * has been for a while. CloudTrail and AWS Config test that on creation, and fail with InsufficientS3BucketPolicyException.
 */
export function createLogBucket(
  scope: Construct,
  inputs: z.output<z.ZodObject<typeof bucketShape>> & { kmsKeyArn?: string },
  delivery: Delivery,
): BucketOutputs {
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
    // The key is destroyed after the bucket: if a bucket with files cannot be deleted, the key that decrypts them stays.
    lifecycle: waitsFor(scope, inputs.kmsKeyArn, "A log bucket needs a key."),
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
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, "encryption", {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault:
          inputs.kmsKeyArn === undefined
            ? { sseAlgorithm: "AES256" }
            : { sseAlgorithm: "aws:kms", kmsMasterKeyId: inputs.kmsKeyArn },
        bucketKeyEnabled: inputs.kmsKeyArn !== undefined,
      },
    ],
  });
  const policy = new S3BucketPolicy(scope, "policy", {
    bucket: bucket.id,
    policy: bucketPolicy(scope, bucket.arn, delivery),
    // S3 answers 409 OperationAborted to a policy that arrives while the first two change; and nothing is delivered, and
    // no Object Lock set, before there are versions.
    dependsOn: [publicAccess, ownership, versioning],
  });
  const { moves, precondition } = declareTransitions(scope, inputs);
  const lifecycle = new S3BucketLifecycleConfiguration(scope, "lifecycle", {
    bucket: bucket.id,
    // The last: S3 refuses rules for noncurrent versions on a bucket without versions, and the minute that the provider waits
    // for the rules is the time the policy takes to propagate.
    dependsOn: [policy, encryption],
    lifecycle: { precondition: [precondition] },
  });
  // As an override, because cdktf has no dynamic block inside another block.
  lifecycle.addOverride("rule", [
    {
      id: "expire",
      status: "Enabled",
      filter: [{}],
      expiration: [{ days: inputs.expireAfterDays }],
      noncurrent_version_expiration: [{ noncurrent_days: inputs.expireNoncurrentAfterDays }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      dynamic: {
        transition: {
          for_each: moves,
          content: { days: "${transition.value.after_days}", storage_class: "${transition.value.storage_class}" },
        },
      },
    },
  ]);
  return { bucketName: lifecycle.bucket, bucketArn: bucket.arn };
}

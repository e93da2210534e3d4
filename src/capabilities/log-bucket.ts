import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { denyInsecureTransport, policyDocument, type Statement } from "../terraform/policy";
import { hclIn, isReference } from "../terraform/reference";
import { bucketName, bucketNamePrefix, flag, group, kmsKeyArn, oneOf, tagMap, wholeNumber } from "../terraform/schema";
import { asTerraformValue } from "../terraform/variables";

const transitions = z
  .array(
    group({
      afterDays: wholeNumber(0, 36500, "days").describe("Days after which a file moves."),
      storageClass: oneOf([
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER_IR",
        "GLACIER",
        "DEEP_ARCHIVE",
      ]).describe("Where it moves to."),
    }),
    { error: "a list of transitions" },
  )
  .default([]);

/** What every bucket is asked for. */
export const bucketShape = {
  name: bucketName().optional().describe("Name of the bucket. Unset: the generated prefix and a suffix that is free."),
  generatedNamePrefix: bucketNamePrefix().describe("Start of the bucket's name when it has no name of its own."),
  expireAfterDays: wholeNumber(1, 36500, "days")
    .default(2557)
    .describe("Days after which a file is deleted. The default is seven years."),
  transitions: transitions.describe(
    "Storage classes that files move to as they age. S3 leaves files below 128 KB where they are, which most of a small account's are; retrieval from an archive is billed, and slow.",
  ),
  expireNoncurrentAfterDays: wholeNumber(1, 36500, "days")
    .default(90)
    .describe("Days an overwritten or deleted file can still be restored."),
  forceDestroy: flag()
    .default(false)
    .describe("Whether `terraform destroy` may delete a bucket that still holds files."),
  tags: tagMap().default({}).describe("Tags of the bucket."),
};

/** What a bucket is asked for that is encrypted with a customer managed key. */
export const encryptedBucketShape = {
  ...bucketShape,
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the bucket."),
};

/** What is handed on of every bucket. */
export const bucketOutputs = {
  bucketName: "Name of the bucket, known once its policy lets its writer deliver.",
  bucketArn: "ARN of the bucket.",
};

export type BucketOutputs = { readonly [K in keyof typeof bucketOutputs]: string };

/** What lets the writer of a bucket deliver. */
export type Delivery = (bucketArn: string) => Statement[];

/** The policy of a bucket, whoever owns it. */
export function bucketPolicy(scope: Construct, bucketArn: string, delivery: Delivery): string {
  return policyDocument(scope, "policy_document", [
    ...delivery(bucketArn),
    denyInsecureTransport(["s3:*"], [bucketArn, `${bucketArn}/*`]),
  ]);
}

/**
 * A bucket that only AWS's delivery services write to: private, owned by the account, encrypted, versioned, TLS only.
 *
 * @param inputs Without a key the bucket is encrypted with the keys of S3.
 * @returns The bucket's name is taken from its policy: whoever uses it waits until the delivery is allowed. CloudTrail and
 * AWS Config test that on creation, and fail with InsufficientS3BucketPolicyException.
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
    lifecycle: inputs.kmsKeyArn === undefined ? undefined : outlivedBy(scope, inputs.kmsKeyArn),
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
        applyServerSideEncryptionByDefault:
          inputs.kmsKeyArn === undefined
            ? { sseAlgorithm: "AES256" }
            : { sseAlgorithm: "aws:kms", kmsMasterKeyId: inputs.kmsKeyArn },
        bucketKeyEnabled: inputs.kmsKeyArn !== undefined,
      },
    ],
  });
  const hcl = hclIn(scope);
  // A local value, because a precondition must refer to something.
  const moves = new TerraformLocal(scope, "transitions", asTerraformValue(transitions, inputs.transitions)).expression;
  const lifecycle = new S3BucketLifecycleConfiguration(scope, "lifecycle", {
    bucket: bucket.id,
    // S3 refuses rules for noncurrent versions on a bucket without versions.
    dependsOn: [versioning],
    lifecycle: {
      precondition: [
        {
          condition: hcl`alltrue([for t in ${moves} : t.after_days >= 30 if contains(["STANDARD_IA", "ONEZONE_IA"], t.storage_class)])`,
          errorMessage: "S3 moves files to STANDARD_IA and ONEZONE_IA after 30 days at the earliest.",
        },
        {
          condition: hcl`alltrue([for t in ${moves} : t.after_days < ${inputs.expireAfterDays}])`,
          errorMessage: "Files must move to another storage class before they expire.",
        },
      ],
    },
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
          for_each: hcl`${moves}`,
          content: { days: "${transition.value.after_days}", storage_class: "${transition.value.storage_class}" },
        },
      },
    },
  ]);
  const policy = new S3BucketPolicy(scope, "policy", {
    bucket: bucket.id,
    policy: bucketPolicy(scope, bucket.arn, delivery),
    // S3 answers 409 OperationAborted to a policy that arrives while the first two change; and nothing is delivered, and
    // no Object Lock set, before there are versions.
    dependsOn: [publicAccess, ownership, versioning],
  });
  return { bucketName: policy.bucket, bucketArn: bucket.arn };
}

/**
 * Names the key, so that it is destroyed after the bucket: where the bucket cannot go because it holds files, the key that
 * can read them stays as well.
 */
function outlivedBy(scope: Construct, kmsKeyArn: string) {
  return {
    precondition: [{ condition: hclIn(scope)`${kmsKeyArn} != ""`, errorMessage: "A log bucket needs a key." }],
  };
}

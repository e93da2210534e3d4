import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of buckets and keys. */
export const operations: Operations = {
  aws_s3_bucket: {
    permissions: {
      bucket: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:PutBucketTagging",
      ],
    },
    health: ["exists in this account"],
    costs: [
      { usd: 0.023, per: "GB and month" },
      { usd: 0.005, per: "1,000 objects delivered" },
    ],
  },
  aws_s3_bucket_lifecycle_configuration: {
    permissions: {
      bucket: ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
    },
    health: ["expires objects as set"],
    costs: [],
  },
  aws_s3_bucket_ownership_controls: {
    permissions: {
      bucket: ["s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
    },
    health: ["disables ACLs"],
    costs: [],
  },
  aws_s3_bucket_policy: {
    permissions: {
      bucket: ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
    },
    health: ["lets its service deliver, and refuses requests without TLS"],
    costs: [],
  },
  aws_s3_bucket_public_access_block: {
    permissions: {
      bucket: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    },
    health: ["blocks everything"],
    costs: [],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    permissions: {
      bucket: ["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
    },
    health: ["encrypts with the key that is set"],
    costs: [],
  },
  aws_s3_bucket_versioning: {
    permissions: {
      bucket: ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
    },
    health: ["is enabled"],
    costs: [],
  },
  aws_kms_key: {
    permissions: {
      everything: ["kms:CreateKey"],
      key: [
        "kms:DescribeKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
        "kms:ScheduleKeyDeletion",
        "kms:UntagResource",
      ],
    },
    unrecorded: [
      {
        target: "key",
        actions: ["kms:PutKeyPolicy"],
        reason: "CreateKey refuses a policy that its caller could not change afterwards",
        source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
      },
      onCreation("key", "kms:TagResource", "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"),
    ],
    health: ["is enabled and rotated", "has a policy that lets the services use it"],
    costs: [
      { usd: 1, per: "key and month; 1 USD more for each of the first two yearly rotations" },
      { usd: 0.03, per: "10,000 requests", free: "20,000 a month, all keys of the account together" },
    ],
  },
  aws_kms_alias: {
    permissions: {
      everything: ["kms:ListAliases"],
      alias: ["kms:CreateAlias", "kms:DeleteAlias"],
      key: ["kms:CreateAlias", "kms:DeleteAlias"],
    },
    health: ["leads to the key"],
    costs: [],
  },
  "data.aws_kms_key": { permissions: { existingKey: ["kms:DescribeKey"] } },
  "data.aws_s3_bucket_policy": { permissions: { existingBucket: ["s3:GetBucketPolicy"] } },
};

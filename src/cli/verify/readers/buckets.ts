import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { following } from "../../aws/answer";
import type { Place } from "./context";

export function readBuckets({ ask, client, deployment }: Place) {
  const s3 = client(S3Client);
  const ofBucket = <T extends { bucket: string }>(all: readonly { attributes: T }[], name: string) =>
    all.find(({ attributes }) => attributes.bucket === name)?.attributes;
  return Promise.all(
    deployment.all("aws_s3_bucket").map(async ({ attributes: { bucket: Bucket } }) => {
      const [policy, encryption, versioning, publicAccess] = await Promise.all([
        ask("s3:GetBucketPolicy", () => s3.send(new GetBucketPolicyCommand({ Bucket }))),
        ask("s3:GetEncryptionConfiguration", () => s3.send(new GetBucketEncryptionCommand({ Bucket }))),
        ask("s3:GetBucketVersioning", () => s3.send(new GetBucketVersioningCommand({ Bucket }))),
        ask("s3:GetBucketPublicAccessBlock", () => s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
      ]);
      return {
        name: Bucket,
        expectedPolicy: ofBucket(deployment.all("aws_s3_bucket_policy"), Bucket)?.policy,
        expectedEncryption: ofBucket(deployment.all("aws_s3_bucket_server_side_encryption_configuration"), Bucket)
          ?.rule[0]?.apply_server_side_encryption_by_default[0],
        policy: following(policy, ({ Policy }) => Policy),
        encryption,
        versioning,
        isClosed: following(publicAccess, ({ PublicAccessBlockConfiguration: block }) =>
          Boolean(
            block?.BlockPublicAcls && block.BlockPublicPolicy && block.IgnorePublicAcls && block.RestrictPublicBuckets,
          ),
        ),
      };
    }),
  );
}

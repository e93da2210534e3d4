import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Place } from "./context";

/** For how long buckets retain files, and where they log who reads them. */
export async function readEvidence({ ask, client, deployment }: Place) {
  const s3 = client(S3Client);
  const [lifecycles, locks, accessLogs] = await Promise.all([
    Promise.all(
      deployment.all("aws_s3_bucket_lifecycle_configuration").map(async ({ attributes: { bucket: Bucket, rule } }) => ({
        bucket: Bucket,
        expected: rule,
        lifecycle: await ask("s3:GetLifecycleConfiguration", () =>
          s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
        ),
      })),
    ),
    Promise.all(
      deployment
        .all("aws_s3_bucket_object_lock_configuration")
        .map(async ({ attributes: { bucket: Bucket, rule } }) => ({
          bucket: Bucket,
          expected: rule[0]?.default_retention[0],
          lock: await ask("s3:GetBucketObjectLockConfiguration", () =>
            s3.send(new GetObjectLockConfigurationCommand({ Bucket })),
          ),
        })),
    ),
    Promise.all(
      deployment.all("aws_s3_bucket_logging").map(async ({ attributes: { bucket: Bucket, ...expected } }) => ({
        bucket: Bucket,
        expected,
        logging: await ask("s3:GetBucketLogging", () => s3.send(new GetBucketLoggingCommand({ Bucket }))),
      })),
    ),
  ]);
  return { lifecycles, locks, accessLogs };
}

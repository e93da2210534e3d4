import type { Answer } from "../../aws/answer";
import { apply, broken, gone, judged, ok, type Check, type Finding } from "../judgement";
import type { Observation } from "../observe";
import { comparedWithState } from "../policies";

type Bucket = Observation["buckets"][number];

function ofBuckets<T>(
  id: string,
  about: string,
  answerOf: (bucket: Bucket) => Answer<T>,
  judge: (value: T, bucket: Bucket) => Finding,
  absent?: Finding,
): Check {
  return {
    id,
    about,
    judge: ({ buckets }) =>
      buckets.flatMap((bucket) =>
        judged(`bucket ${bucket.name}`, answerOf(bucket), (value) => judge(value, bucket), absent),
      ),
  };
}

export const bucketChecks: readonly Check[] = [
  ofBuckets(
    "bucket-versioning",
    "Each bucket exists, and retains versions",
    ({ versioning }) => versioning,
    ({ Status }) =>
      Status === "Enabled"
        ? ok("retains versions")
        : broken("retains no versions: what is overwritten or deleted is lost", apply),
    gone,
  ),
  ofBuckets(
    "bucket-policy",
    "The policy of each bucket is that of the state",
    ({ policy, versioning }) => (versioning === undefined ? undefined : (policy ?? "{}")),
    (policy, { expectedPolicy }) => comparedWithState(policy, expectedPolicy),
  ),
  ofBuckets(
    "bucket-encryption",
    "Each bucket encrypts with the key of the state",
    ({ encryption }) => encryption,
    ({ ServerSideEncryptionConfiguration }, { expectedEncryption }) => {
      const found = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
      const { sse_algorithm, kms_master_key_id } = expectedEncryption ?? {};
      const isExpected =
        expectedEncryption === undefined ||
        (found?.SSEAlgorithm === sse_algorithm && (found?.KMSMasterKeyID ?? "") === (kms_master_key_id ?? ""));
      return isExpected
        ? ok("encrypts with its key")
        : broken(`encrypts with ${found?.KMSMasterKeyID ?? found?.SSEAlgorithm ?? "nothing"}`, apply);
    },
  ),
  ofBuckets(
    "bucket-public-access",
    "Each bucket blocks public access",
    ({ isClosed, versioning }) => (versioning === undefined ? undefined : (isClosed ?? false)),
    (isClosed) => (isClosed ? ok("blocks public access") : broken("does not block all public access", apply)),
  ),
];

import type { LifecycleRule } from "@aws-sdk/client-s3";
import { apply, attention, broken, judged, ok, type Check } from "../judgement";
import type { Observation } from "../observe";

type Expected = Observation["evidence"]["lifecycles"][number]["expected"][number];

const lockFix =
  "Run terraform apply: it sets the retention of the state again. Files of the meantime keep the retention that they got.";

/** What a lifecycle rule does, in words that the state and AWS have in common. */
function inWords(expires?: number | null, noncurrent?: number, moves: readonly (readonly [number, string])[] = []) {
  return [
    expires ? `deletes files after ${expires} days` : "deletes no files",
    noncurrent ? `former versions after ${noncurrent} days` : "no former versions",
    ...moves.map(([days, storageClass]) => `moves to ${storageClass} after ${days} days`).sort(),
  ].join(", ");
}

function expectedWords({ expiration, noncurrent_version_expiration, transition }: Expected): string {
  const moves = transition.map(({ days, storage_class }) => [days, storage_class] as const);
  return inWords(expiration[0]?.days, noncurrent_version_expiration[0]?.noncurrent_days, moves);
}

function foundWords({ Expiration, NoncurrentVersionExpiration, Transitions = [] }: LifecycleRule): string {
  if (Expiration?.Date) return `deletes files at ${Expiration.Date.toISOString()}`;
  const moves = Transitions.map(({ Days = 0, StorageClass = "" }) => [Days, StorageClass] as const);
  return inWords(Expiration?.Days, NoncurrentVersionExpiration?.NoncurrentDays, moves);
}

/** Whether a rule of the bucket takes files away before the state says, if it says so at all. */
function deletesSooner({ Expiration, NoncurrentVersionExpiration }: LifecycleRule, expected?: Expected): boolean {
  const isSooner = (found?: number, wanted?: number | null) => (found ?? Infinity) < (wanted || Infinity);
  return (
    Expiration?.Date !== undefined ||
    isSooner(Expiration?.Days, expected?.expiration[0]?.days) ||
    isSooner(NoncurrentVersionExpiration?.NoncurrentDays, expected?.noncurrent_version_expiration[0]?.noncurrent_days)
  );
}

/** Of a bucket that does not exist only that is reported. */
function isGone(buckets: Observation["buckets"], bucket: string): boolean {
  return buckets.some(({ name, versioning }) => name === bucket && versioning === undefined);
}

export const evidenceChecks: readonly Check[] = [
  {
    id: "bucket-lifecycle",
    about: "Each bucket retains files as long as the state says",
    judge: ({ evidence, buckets }) =>
      evidence.lifecycles.flatMap(({ bucket, expected, lifecycle }) =>
        judged(
          `bucket ${bucket}`,
          lifecycle,
          ({ Rules = [] }) => {
            const active = Rules.filter(({ Status }) => Status === "Enabled");
            const wanted = new Map(expected.map((rule) => [rule.id, expectedWords(rule)]));
            // One that only aborts uploads, say, shortens nothing.
            const differing = active.filter((rule) => (wanted.get(rule.ID ?? "") ?? inWords()) !== foundWords(rule));
            const isLoss = (rule: LifecycleRule) =>
              deletesSooner(
                rule,
                expected.find(({ id }) => id === rule.ID),
              );
            const worst = differing.find(isLoss) ?? differing[0];
            if (worst) {
              const finding = `its rule ${worst.ID ?? "without an id"} ${foundWords(worst)}`;
              return isLoss(worst) ? broken(finding, apply) : attention(finding, apply);
            }
            const missing = [...wanted.keys()].filter((id) => !active.some(({ ID }) => ID === id));
            return missing.length === 0
              ? ok("retains files as long as the state says")
              : attention(`lacks the rule ${missing.join(", ")}: files stay and are paid for`, apply);
          },
          isGone(buckets, bucket) ? undefined : attention("has no lifecycle rules: files stay and are paid for", apply),
        ),
      ),
  },
  {
    id: "object-lock",
    about: "Object Lock retains files as long as the state says",
    judge: ({ evidence, buckets }) =>
      evidence.locks.flatMap(({ bucket, expected, lock }) =>
        judged(
          `bucket ${bucket}`,
          lock,
          ({ ObjectLockConfiguration }) => {
            const found = ObjectLockConfiguration?.Rule?.DefaultRetention;
            // S3 retains either days or years, and a year is 365 days.
            const days = found?.Years ? found.Years * 365 : found?.Days;
            if (found?.Mode === expected?.mode && days === expected?.days)
              return ok("locks files as long as the state says");
            return broken(
              found ? `locks files in mode ${found.Mode} for ${days ?? 0} days` : "locks no new files",
              lockFix,
            );
          },
          isGone(buckets, bucket) ? undefined : broken("has no Object Lock", lockFix),
        ),
      ),
  },
  {
    id: "access-logging",
    about: "Each bucket logs who reads it, to the bucket of the state",
    judge: ({ evidence }) =>
      evidence.accessLogs.flatMap(({ bucket, expected: { target_bucket, target_prefix }, logging }) =>
        judged(`bucket ${bucket}`, logging, ({ LoggingEnabled: found }) => {
          if (!found) return broken("logs no access", apply);
          return found.TargetBucket === target_bucket && found.TargetPrefix === target_prefix
            ? ok(`logs to ${target_bucket}`)
            : broken(`logs to ${found.TargetBucket ?? "nowhere"}, below ${found.TargetPrefix || "no prefix"}`, apply);
        }),
      ),
  },
];

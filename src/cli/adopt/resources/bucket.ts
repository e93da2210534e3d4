import { partitions } from "../../../terraform/aws/partitions";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan, Mode } from "../adoption-plan";
import { defaults } from "../defaults";
import { foreignOwnerOf, modesBeside, reasonToUse } from "../foreign-owner";
import type { Bucket, LifecycleRule, Policy, Statement } from "../inventory";
import { demandsTls, isOurs } from "../policy-document";
import { weaknessesOfBucket } from "../weaknesses/resource-weaknesses";
import { customerKey } from "./keys";

/** The buckets have the same resources and differ in the delivering service. */
export const bucketKinds = {
  trail: {
    kind: "trail-bucket",
    addresses: addresses.trailBucket,
    service: "cloudtrail",
    admitted: "this trail",
  },
  config: {
    kind: "config-bucket",
    addresses: addresses.configBucket,
    service: "config",
    admitted: "AWS Config for this account",
  },
  accessLogs: {
    kind: "access-log-bucket",
    addresses: addresses.accessLogBucket,
    service: "logging.s3",
    admitted: "S3's log delivery for these buckets",
  },
} as const;

type Purpose = keyof typeof bucketKinds;

/** The service principal that delivers to a bucket. */
function deliveringService(purpose: Purpose, { inventory }: AdoptionPlan): string {
  const { configSuffix } = partitions[inventory.partition] ?? partitions["aws"]!;
  return `${bucketKinds[purpose].service}.${purpose === "config" ? configSuffix : "amazonaws.com"}`;
}

/** Days that stand for files that never expired: the longest time that AWS accepts. */
const forEver = 36500;

/**
 * The bucket of the trail, or of AWS Config.
 *
 * @param deliveries How many trails and recorders deliver there.
 */
export function decideBucket(
  plan: AdoptionPlan,
  purpose: Purpose,
  name: string | undefined,
  deliveries: number,
): Decision<Bucket> | undefined {
  const { kind } = bucketKinds[purpose];
  const service = deliveringService(purpose, plan);
  if (name === undefined) return plan.decide<Bucket>(kind, []);
  const bucket = plan.inventory.buckets.find((candidate) => candidate.name === name);
  if (!bucket) {
    const foreign: Bucket = { name, region: "", hasGrants: false, tags: {} };
    const reason = "it belongs to another account or does not exist, and the files are delivered to it";
    return plan.decide(kind, [{ resource: foreign, id: name, modes: ["use"], mustAsk: true, reason }]);
  }
  const owner = foreignOwnerOf(bucket);
  const others = otherPrincipals(bucket.policy, service, plan.inventory.account);
  const elsewhere = bucket.region !== plan.inventory.region && `it is in region ${bucket.region}`;
  const reasons = [
    owner && reasonToUse("bucket", owner),
    elsewhere,
    deliveries > 1 && "other log files are delivered to it as well",
    others.length > 0 && `its policy also names ${others.join(", ")}`,
    bucket.hasGrants && "its access control list grants access to others",
    (bucket.lifecycle ?? []).length > 0 &&
      retentionOf(bucket) === undefined &&
      "the settings cannot express its lifecycle rules",
  ].filter((reason) => typeof reason === "string") as string[];
  const modes: Mode[] =
    reasons.length === 0 ? ["manage", "use"] : elsewhere || bucket.hasGrants ? ["use"] : modesBeside(owner);
  return plan.decide(kind, [
    {
      resource: bucket,
      id: name,
      modes,
      reason: reasons.length === 0 ? "it belongs to this account" : reasons.join("; "),
    },
  ]);
}

/** Whom a bucket's policy names in addition to the delivering service, and for which other accounts that delivers. */
function otherPrincipals(policy: Policy | undefined, service: string, account: string): string[] {
  const ofStatement = (statement: Statement): string[] => {
    const { effect, principals, accounts = [] } = statement;
    if (effect === "Deny") return demandsTls(statement) ? [] : principals.map((who) => `${who} (denied)`);
    if (principals.join() !== service) return [...principals];
    const others = accounts.filter((other) => other !== account);
    return others.map((other) => `${service} for ${other === "*" ? "any account" : other}`);
  };
  return [...new Set((policy?.statements ?? []).flatMap(ofStatement))];
}

/** The lifecycle rule of a bucket, if the settings can express all that there is. */
function retentionOf({ lifecycle = [] }: Bucket): LifecycleRule | undefined {
  const [rule, ...more] = lifecycle.filter(({ isEnabled }) => isEnabled);
  return rule && more.length === 0 && !rule.isSpecial ? rule : undefined;
}

/** @param key The key the bucket will have: an ARN, or `new`; undefined for the keys of S3. */
export function adoptBucket(
  plan: AdoptionPlan,
  purpose: Purpose,
  { mode, resource: bucket }: Decision<Bucket>,
  key: string | undefined,
): void {
  if (!bucket) return;
  plan.addWeaknesses(
    bucketKinds[purpose].kind,
    bucket.name,
    weaknessesOfBucket(bucket, plan.inventory, purpose, mode === "use"),
  );
  if (mode === "use") {
    plan.set(`${purpose}.existingBucket`, { name: bucket.name });
    return;
  }
  const { addresses: at, admitted } = bucketKinds[purpose];
  const service = deliveringService(purpose, plan);
  plan.set(`${purpose}.bucketName`, bucket.name);
  plan.import(at.bucket, bucket.name);
  plan.recordTags(at.bucket, bucket.tags);

  if (bucket.ownership) plan.import(at.ownership, bucket.name);
  const isOwned = bucket.ownership === "BucketOwnerEnforced";
  if (!isOwned)
    plan.change(
      at.ownership,
      "access control lists are disabled",
      "the account owns every object (Security Hub S3.12)",
    );

  if (bucket.publicAccessBlock) plan.import(at.publicAccess, bucket.name);
  if (!bucket.publicAccessBlock?.isComplete)
    plan.change(at.publicAccess, "all public access is blocked", "evidence is private (Security Hub S3.8)");

  if (bucket.versioning) plan.import(at.versioning, bucket.name);
  if (bucket.versioning !== "Enabled")
    plan.change(
      at.versioning,
      "versioning is enabled",
      "overwritten and deleted files can be restored (Security Hub S3.14)",
    );

  if (bucket.encryption) plan.import(at.encryption, bucket.name);
  const { algorithm, kmsKeyId, usesBucketKey = false } = bucket.encryption ?? {};
  const hasKey =
    key === undefined
      ? algorithm === "AES256"
      : algorithm === "aws:kms" && customerKey(plan.inventory, kmsKeyId) === key;
  if (!hasKey || usesBucketKey !== (key !== undefined)) {
    plan.change(
      at.encryption,
      `new files are encrypted with ${key === undefined ? "the keys of S3 (SSE-S3)" : "the KMS key"}`,
      `${key === undefined ? "S3's log delivery supports no other" : "Security Hub S3.17"}; existing files stay unchanged`,
    );
  }

  adoptLifecycle(plan, purpose, bucket);

  if (bucket.policy) plan.import(at.policy, bucket.name);
  const lost = otherPrincipals(bucket.policy, service, plan.inventory.account);
  if (!bucket.policy || !isOurs(bucket.policy, at.policy) || lost.length > 0) {
    plan.change(
      at.policy,
      `its policy allows only ${admitted}, over TLS${lost.length > 0 ? `; it no longer names ${lost.join(", ")}` : ""}`,
      "Security Hub S3.5",
    );
  }
  if (purpose === "trail") adoptObjectLock(plan, bucket);
}

function adoptObjectLock(plan: AdoptionPlan, { name, objectLock }: Bucket): void {
  if (!objectLock) return;
  const { mode, days, years = 0 } = objectLock;
  // Leap days included, so that no file is locked for less time than now.
  const inDays = days ?? Math.min(Math.ceil(years * 365.25), forEver);
  plan.set("trail.objectLock", { mode, days: inDays });
  plan.import(addresses.objectLock, name);
  if (days === undefined)
    plan.change(
      addresses.objectLock,
      `locks files for ${inDays} days instead of ${years} years`,
      "the setting is in days",
    );
}

function adoptLifecycle(plan: AdoptionPlan, purpose: Purpose, bucket: Bucket): void {
  const { addresses: at } = bucketKinds[purpose];
  const { expireAfterDays, expireNoncurrentAfterDays } = defaults[purpose];
  if (bucket.lifecycle) plan.import(at.lifecycle, bucket.name);
  const rule = retentionOf(bucket);
  plan.set(`${purpose}.expireAfterDays`, rule?.expireAfterDays ?? forEver, expireAfterDays);
  // A bucket that never had versions has none to lose.
  const noncurrent = rule?.expireNoncurrentAfterDays ?? (bucket.versioning ? forEver : expireNoncurrentAfterDays);
  plan.set(`${purpose}.expireNoncurrentAfterDays`, noncurrent, expireNoncurrentAfterDays);
  if (rule?.expireAfterDays === undefined) {
    plan.addNote(
      `Nothing in bucket ${bucket.name} expires; this is kept (${forEver} days). The default of ${purpose}.expireAfterDays is ${expireAfterDays}.`,
    );
  }
  const isAsOurs =
    rule?.id === "expire" &&
    rule.abortUploadAfterDays === 7 &&
    rule.expireAfterDays !== undefined &&
    rule.expireNoncurrentAfterDays !== undefined;
  if (!isAsOurs) {
    plan.change(
      at.lifecycle,
      bucket.lifecycle ? "its lifecycle rule is replaced by one with the same days" : "gets a lifecycle rule",
      "incomplete uploads are deleted after seven days",
    );
  }
}

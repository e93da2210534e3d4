import { partitions } from "../../../terraform/partitions";
import { defaults } from "../defaults";
import type { Decision, Draft, Way } from "../draft";
import { flawsOfBucket } from "../flaws";
import type { Bucket, LifecycleRule, Policy, Statement } from "../inventory";
import { ownerOf } from "../owner";
import { places } from "../places";
import { demandsTls, isOurs } from "../policy-document";
import { customerKey } from "./keys";

/** The buckets have the same parts and differ in who delivers. */
export const bucketKinds = {
  trail: {
    kind: "trail-bucket",
    places: places.trailBucket,
    service: "cloudtrail",
    admitted: "this trail",
  },
  config: {
    kind: "config-bucket",
    places: places.configBucket,
    service: "config",
    admitted: "AWS Config for this account",
  },
  accessLogs: {
    kind: "access-log-bucket",
    places: places.accessLogBucket,
    service: "logging.s3",
    admitted: "S3's log delivery for these buckets",
  },
} as const;

type Group = keyof typeof bucketKinds;

/** The service principal that delivers to a bucket. */
function writerOf(group: Group, { inventory }: Draft): string {
  const { configSuffix } = partitions[inventory.partition] ?? partitions["aws"]!;
  return `${bucketKinds[group].service}.${group === "config" ? configSuffix : "amazonaws.com"}`;
}

/** Days of a file whose deletion nobody asked for: the longest time there is. */
const forEver = 36500;

/**
 * The bucket that something delivers to.
 *
 * @param deliveries How many trails and recorders deliver there.
 */
export function decideBucket(
  draft: Draft,
  group: Group,
  name: string | undefined,
  deliveries: number,
): Decision<Bucket> | undefined {
  const { kind } = bucketKinds[group];
  const service = writerOf(group, draft);
  if (name === undefined) return draft.decide<Bucket>(kind, []);
  const bucket = draft.inventory.buckets.find((candidate) => candidate.name === name);
  if (!bucket) {
    const foreign: Bucket = { name, region: "", hasGrants: false, tags: {} };
    const because = "it belongs to another account, or to nobody as yet, and gets the files";
    return draft.decide(kind, [{ thing: foreign, id: name, ways: ["use"], mustAsk: true, because }]);
  }
  const owner = ownerOf(bucket);
  const others = strangers(bucket.policy, service, draft.inventory.account);
  const elsewhere = bucket.region !== draft.inventory.region && `it is in ${bucket.region}`;
  const reasons = [
    owner && `it belongs to ${owner}`,
    elsewhere,
    deliveries > 1 && "more is delivered to it than this",
    others.length > 0 && `its policy also lets in ${others.join(", ")}`,
    bucket.hasGrants && "its access control list lets others in",
    (bucket.lifecycle ?? []).length > 0 &&
      retentionOf(bucket) === undefined &&
      "its lifecycle rules do more than our settings can say",
  ].filter((reason) => typeof reason === "string") as string[];
  const ways: Way[] =
    reasons.length === 0 ? ["manage", "use"] : elsewhere || bucket.hasGrants ? ["use"] : ["use", "manage"];
  return draft.decide(kind, [
    { thing: bucket, id: name, ways, because: reasons.length === 0 ? "it is the account's own" : reasons.join("; ") },
  ]);
}

/** Whom a bucket's policy lets in beside the one service that delivers, and for whom else that delivers. */
function strangers(policy: Policy | undefined, service: string, account: string): string[] {
  const ofStatement = (statement: Statement): string[] => {
    const { effect, principals, accounts = [] } = statement;
    if (effect === "Deny") return demandsTls(statement) ? [] : principals.map((who) => `or refuses ${who}`);
    if (principals.join() !== service) return [...principals];
    const others = accounts.filter((other) => other !== account);
    return others.map((other) => `${service} for ${other === "*" ? "any account" : other}`);
  };
  return [...new Set((policy?.statements ?? []).flatMap(ofStatement))];
}

/** What a bucket's lifecycle rules do, if our settings can say it. */
function retentionOf({ lifecycle = [] }: Bucket): LifecycleRule | undefined {
  const [rule, ...more] = lifecycle.filter(({ isEnabled }) => isEnabled);
  return rule && more.length === 0 && !rule.isSpecial ? rule : undefined;
}

/** @param key The key the bucket will have: an ARN, or `new`; undefined for the keys of S3. */
export function takeBucket(
  draft: Draft,
  group: Group,
  { way, thing: bucket }: Decision<Bucket>,
  key: string | undefined,
): void {
  if (!bucket) return;
  draft.admit(bucketKinds[group].kind, bucket.name, flawsOfBucket(bucket, draft.inventory, group, way === "use"));
  if (way === "use") {
    draft.set(`${group}.existingBucket`, { name: bucket.name });
    return;
  }
  const { places: at, admitted } = bucketKinds[group];
  const service = writerOf(group, draft);
  draft.set(`${group}.bucketName`, bucket.name);
  draft.import(at.bucket, bucket.name);
  draft.keepTags(at.bucket, bucket.tags);

  if (bucket.ownership) draft.import(at.ownership, bucket.name);
  const isOwned = bucket.ownership === "BucketOwnerEnforced";
  if (!isOwned)
    draft.change(
      at.ownership,
      "access control lists are switched off",
      "everything in it belongs to the account (Security Hub S3.12)",
    );

  if (bucket.publicAccessBlock) draft.import(at.publicAccess, bucket.name);
  if (!bucket.publicAccessBlock?.isComplete)
    draft.change(
      at.publicAccess,
      "public access is blocked altogether",
      "evidence is nobody else's business (Security Hub S3.8)",
    );

  if (bucket.versioning) draft.import(at.versioning, bucket.name);
  if (bucket.versioning !== "Enabled")
    draft.change(
      at.versioning,
      "versioning is switched on",
      "what is overwritten or deleted can be restored (Security Hub S3.14)",
    );

  if (bucket.encryption) draft.import(at.encryption, bucket.name);
  const { algorithm, kmsKeyId, usesBucketKey = false } = bucket.encryption ?? {};
  const hasKey =
    key === undefined
      ? algorithm === "AES256"
      : algorithm === "aws:kms" && customerKey(draft.inventory, kmsKeyId) === key;
  if (!hasKey || usesBucketKey !== (key !== undefined)) {
    draft.change(
      at.encryption,
      `new files are encrypted with ${key === undefined ? "the keys of S3" : "the key"}`,
      `${key === undefined ? "its log delivery can use no others" : "Security Hub S3.17"}; what is there already stays as it is`,
    );
  }

  takeLifecycle(draft, group, bucket);

  if (bucket.policy) draft.import(at.policy, bucket.name);
  const lost = strangers(bucket.policy, service, draft.inventory.account);
  if (!bucket.policy || !isOurs(bucket.policy, at.policy) || lost.length > 0) {
    draft.change(
      at.policy,
      `its policy lets in ${admitted} only, and over TLS only${lost.length > 0 ? `; no longer ${lost.join(", ")}` : ""}`,
      "Security Hub S3.5",
    );
  }
  if (group === "trail") takeObjectLock(draft, bucket);
}

function takeObjectLock(draft: Draft, { name, objectLock }: Bucket): void {
  if (!objectLock) return;
  const { mode, days, years = 0 } = objectLock;
  // Leap days included, so that no file is locked for less time than now.
  const inDays = days ?? Math.min(Math.ceil(years * 365.25), forEver);
  draft.set("trail.objectLock", { mode, days: inDays });
  draft.import(places.objectLock, name);
  if (days === undefined)
    draft.change(
      places.objectLock,
      `locks files for ${inDays} days instead of ${years} years`,
      "the settings know days only",
    );
}

function takeLifecycle(draft: Draft, group: Group, bucket: Bucket): void {
  const { places: at } = bucketKinds[group];
  const { expireAfterDays, expireNoncurrentAfterDays } = defaults[group];
  if (bucket.lifecycle) draft.import(at.lifecycle, bucket.name);
  const rule = retentionOf(bucket);
  draft.set(`${group}.expireAfterDays`, rule?.expireAfterDays ?? forEver, expireAfterDays);
  // A bucket that never had versions has none to lose.
  const noncurrent = rule?.expireNoncurrentAfterDays ?? (bucket.versioning ? forEver : expireNoncurrentAfterDays);
  draft.set(`${group}.expireNoncurrentAfterDays`, noncurrent, expireNoncurrentAfterDays);
  if (rule?.expireAfterDays === undefined) {
    draft.advise(
      `Nothing in the bucket ${bucket.name} expires, and for ${forEver} days it goes on so. The default of ${group}.expireAfterDays is ${expireAfterDays}, seven years.`,
    );
  }
  const isAsOurs =
    rule?.id === "expire" &&
    rule.abortUploadAfterDays === 7 &&
    rule.expireAfterDays !== undefined &&
    rule.expireNoncurrentAfterDays !== undefined;
  if (!isAsOurs) {
    draft.change(
      at.lifecycle,
      bucket.lifecycle ? "its lifecycle rule becomes ours, with the same days" : "gets a lifecycle rule",
      "uploads that were broken off are tidied up after seven days",
    );
  }
}

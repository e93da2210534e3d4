import { distinct } from "../ask";
import type { Decision, Draft } from "../draft";
import type { Bucket } from "../inventory";
import { ownerOf } from "../owner";
import { places } from "../places";
import { isOurs } from "../policy-document";
import { bucketKinds, takeBucket } from "./bucket";

const { kind, places: at } = bucketKinds.accessLogs;
const why = "who reads the evidence is evidence too (Security Hub CloudTrail.7, S3.9)";

/**
 * The bucket that has the access logs of the other buckets. They have one in common, so where they log to different ones
 * now, somebody has to say which it is.
 *
 * @param buckets Those of the trail and of AWS Config.
 * @returns Undefined also where none of them is ours or becomes ours.
 */
export function decideAccessLogBucket(
  draft: Draft,
  buckets: readonly (Decision<Bucket> | undefined)[],
): Decision<Bucket> | undefined {
  if (!buckets.some((bucket) => bucket?.way === "manage" || bucket?.way === "new")) return undefined;
  const managed = buckets.flatMap((bucket) => (bucket?.way === "manage" ? [bucket.thing] : []));
  const known = distinct(buckets.map((bucket) => bucket?.thing?.name));
  const targets = distinct(managed.map(({ accessLog }) => accessLog?.bucketName)).filter(
    // Nobody but its one writer can deliver to a bucket that becomes ours.
    (target) => !managed.some(({ name }) => name === target),
  );
  const candidates = targets.map((target) => {
    const bucket = draft.inventory.buckets.find(({ name }) => name === target);
    const sources = managed.filter(({ accessLog }) => accessLog?.bucketName === target).map(({ name }) => name);
    const wasMadeByUs = bucket !== undefined && isOurBucket(bucket, known);
    const isForeign = bucket === undefined;
    const origin = wasMadeByUs
      ? "it was made by us, and has"
      : `it ${isForeign ? "belongs to another account, or to nobody as yet, and " : ""}has`;
    return {
      thing: bucket ?? { name: target, region: draft.inventory.region, hasGrants: false, tags: {} },
      id: target,
      ways: wasMadeByUs ? (["manage", "use"] as const) : (["use"] as const),
      mustAsk: isForeign,
      because: `${origin} the access logs of ${sources.join(" and ")}`,
    };
  });
  return draft.decide(kind, candidates, {
    without: ["new", "none"],
    mustAsk:
      targets.length > 1
        ? `accesses are logged to ${targets.join(" and to ")}, and there can be one only: those of both go to the one that is chosen, or to a new one, or with none go on where they do`
        : undefined,
  });
}

/** Whether a bucket is one that this product made for the access logs of these buckets, and no others. */
function isOurBucket(bucket: Bucket, sources: readonly string[]): boolean {
  const { policy } = bucket;
  return (
    policy !== undefined &&
    isOurs(policy, at.policy) &&
    sourcesOf(bucket).every((source) => sources.includes(source)) &&
    !bucket.hasGrants &&
    ownerOf(bucket) === undefined
  );
}

/** The buckets whose access logs a bucket's policy lets in. */
function sourcesOf({ policy }: Bucket): string[] {
  const arns = (policy?.statements ?? []).flatMap(({ sourceArns = [] }) => sourceArns);
  return arns.map((arn) => arn.slice(arn.lastIndexOf(":") + 1));
}

export function takeAccessLogs(
  draft: Draft,
  decision: Decision<Bucket>,
  buckets: { readonly trail?: Decision<Bucket>; readonly config?: Decision<Bucket> },
): void {
  const { trail, config } = buckets;
  if (decision.way === "none") draft.set("accessLogs.enabled", false);
  else takeBucket(draft, "accessLogs", decision, undefined);
  const moved = [
    trail?.way === "manage" && takeLogging(draft, decision, trail.thing, places.trailAccessLogging),
    config?.way === "manage" && takeLogging(draft, decision, config.thing, places.configAccessLogging),
  ].filter((name) => typeof name === "string");
  if (decision.way === "use" && moved.length > 0) {
    draft.advise(
      `See that the policy of ${decision.thing.name} lets logging.s3.amazonaws.com deliver below ${moved.map((name) => `${name}/`).join(" and ")}, as the output required_policies says: where it does not, nothing is logged there.`,
    );
  }
  if (decision.way !== "manage") return;
  const delivering = [trail, config].map((bucket) => (bucket?.way === "manage" ? bucket.thing.name : bucket?.way));
  const sources = delivering.filter((name) => name !== undefined && name !== "use");
  if (sources.sort().join() !== sourcesOf(decision.thing).sort().join())
    draft.change(
      places.accessLogBucket.policy,
      "its policy lets in the access logs of the buckets that are managed, and no others",
      "only they are logged there",
    );
}

/** @returns The bucket's name if its access logs go to a place where they did not go before. */
function takeLogging(
  draft: Draft,
  { way, thing: target }: Decision<Bucket>,
  { name, accessLog }: Bucket,
  place: typeof places.trailAccessLogging | typeof places.configAccessLogging,
): string | undefined {
  if (way === "none") {
    if (accessLog) draft.leave("access log", name, `accesses go on being logged to ${accessLog.bucketName}`);
    return undefined;
  }
  const targetName = target?.name ?? "a new bucket";
  const prefix = `${name}/`;
  if (!accessLog) {
    draft.change(place, `every access to ${name} is logged, to ${targetName}`, why);
    return name;
  }
  draft.import(place, name);
  const isElsewhere = accessLog.bucketName !== target?.name;
  if (isElsewhere)
    draft.change(
      place,
      `accesses to ${name} are logged to ${targetName} instead of ${accessLog.bucketName}`,
      "there is one bucket for all access logs; what is there already stays there",
    );
  if (accessLog.keyPrefix !== prefix)
    draft.change(
      place,
      `its prefix: "${accessLog.keyPrefix}" → "${prefix}"`,
      "each bucket has a folder of its name; what is there already stays where it is, and whoever reads it must look in both",
    );
  if (accessLog.otherAttributes.length > 0)
    draft.change(place, `loses its ${accessLog.otherAttributes.join(", ")}`, "there is no setting for it");
  return isElsewhere || accessLog.keyPrefix !== prefix ? name : undefined;
}

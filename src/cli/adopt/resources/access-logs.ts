import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { foreignOwnerOf } from "../foreign-owner";
import type { Bucket } from "../inventory";
import { distinct } from "../lists";
import { isOurs } from "../policy-document";
import { bucketKinds, adoptBucket } from "./bucket";

const { kind, addresses: at } = bucketKinds.accessLogs;
const why = "who reads the evidence is evidence too (Security Hub CloudTrail.7, S3.9)";

/**
 * The bucket that has the access logs of the other buckets. They have one in common, so where they log to different ones
 * now, somebody has to say which it is.
 *
 * @param buckets Those of the trail and of AWS Config.
 * @returns Undefined also where none of them is ours or becomes ours.
 */
export function decideAccessLogBucket(
  plan: AdoptionPlan,
  buckets: readonly (Decision<Bucket> | undefined)[],
): Decision<Bucket> | undefined {
  if (!buckets.some((bucket) => bucket?.mode === "manage" || bucket?.mode === "new")) return undefined;
  const managed = buckets.flatMap((bucket) => (bucket?.mode === "manage" ? [bucket.resource] : []));
  const ownBuckets = distinct(buckets.map((bucket) => bucket?.resource?.name));
  const targets = distinct(managed.map(({ accessLog }) => accessLog?.bucketName)).filter(
    // Nobody but its one writer can deliver to a bucket that becomes ours.
    (target) => !managed.some(({ name }) => name === target),
  );
  const candidates = targets.map((target) => {
    const bucket = plan.inventory.buckets.find(({ name }) => name === target);
    const sources = managed.filter(({ accessLog }) => accessLog?.bucketName === target).map(({ name }) => name);
    const isOurs = bucket !== undefined && isOurBucket(bucket, ownBuckets);
    const isForeign = bucket === undefined;
    const origin = isOurs
      ? "it was made by us, and has"
      : `it ${isForeign ? "belongs to another account, or to nobody as yet, and " : ""}has`;
    return {
      resource: bucket ?? { name: target, region: plan.inventory.region, hasGrants: false, tags: {} },
      id: target,
      modes: isOurs ? (["manage", "use"] as const) : (["use"] as const),
      mustAsk: isForeign,
      reason: `${origin} the access logs of ${sources.join(" and ")}`,
    };
  });
  return plan.decide(kind, candidates, {
    alternatives: ["new", "none"],
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
    foreignOwnerOf(bucket) === undefined
  );
}

/** The buckets whose access logs a bucket's policy lets in. */
function sourcesOf({ policy }: Bucket): string[] {
  const arns = (policy?.statements ?? []).flatMap(({ sourceArns = [] }) => sourceArns);
  return arns.map((arn) => arn.slice(arn.lastIndexOf(":") + 1));
}

export function adoptAccessLogs(
  plan: AdoptionPlan,
  decision: Decision<Bucket>,
  buckets: { readonly trail?: Decision<Bucket>; readonly config?: Decision<Bucket> },
): void {
  const { trail, config } = buckets;
  if (decision.mode === "none") plan.set("accessLogs.enabled", false);
  else adoptBucket(plan, "accessLogs", decision, undefined);
  const moved = [
    trail?.mode === "manage" && adoptLogging(plan, decision, trail.resource, addresses.trailAccessLogging),
    config?.mode === "manage" && adoptLogging(plan, decision, config.resource, addresses.configAccessLogging),
  ].filter((name) => typeof name === "string");
  if (decision.mode === "use" && moved.length > 0) {
    plan.addNote(
      `See that the policy of ${decision.resource.name} lets logging.s3.amazonaws.com deliver below ${moved.map((name) => `${name}/`).join(" and ")}, as the output required_policies says: where it does not, nothing is logged there.`,
    );
  }
  if (decision.mode !== "manage") return;
  const delivering = [trail, config].map((bucket) => (bucket?.mode === "manage" ? bucket.resource.name : bucket?.mode));
  const sources = delivering.filter((name) => name !== undefined && name !== "use");
  if (sources.sort().join() !== sourcesOf(decision.resource).sort().join())
    plan.change(
      addresses.accessLogBucket.policy,
      "its policy lets in the access logs of the buckets that are managed, and no others",
      "only they are logged there",
    );
}

/** @returns The bucket's name if its access logs go to a place where they did not go before. */
function adoptLogging(
  plan: AdoptionPlan,
  { mode, resource: target }: Decision<Bucket>,
  { name, accessLog }: Bucket,
  address: typeof addresses.trailAccessLogging | typeof addresses.configAccessLogging,
): string | undefined {
  if (mode === "none") {
    if (accessLog) plan.skip("access log", name, `accesses go on being logged to ${accessLog.bucketName}`);
    return undefined;
  }
  const targetName = target?.name ?? "a new bucket";
  const prefix = `${name}/`;
  if (!accessLog) {
    plan.change(address, `every access to ${name} is logged, to ${targetName}`, why);
    return name;
  }
  plan.import(address, name);
  const isElsewhere = accessLog.bucketName !== target?.name;
  if (isElsewhere)
    plan.change(
      address,
      `accesses to ${name} are logged to ${targetName} instead of ${accessLog.bucketName}`,
      "there is one bucket for all access logs; what is there already stays there",
    );
  if (accessLog.keyPrefix !== prefix)
    plan.change(
      address,
      `its prefix: "${accessLog.keyPrefix}" → "${prefix}"`,
      "each bucket has a folder of its name; what is there already stays where it is, and whoever reads it must look in both",
    );
  if (accessLog.otherAttributes.length > 0)
    plan.change(address, `loses its ${accessLog.otherAttributes.join(", ")}`, "there is no setting for it");
  return isElsewhere || accessLog.keyPrefix !== prefix ? name : undefined;
}

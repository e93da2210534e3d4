import { distinct } from "../../aws/lists";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { foreignOwnerOf } from "../foreign-owner";
import type { Bucket } from "../inventory";
import { isOurs } from "../policy-document";
import { bucketKinds, adoptBucket } from "./bucket";

const { kind, addresses: at } = bucketKinds.accessLogs;
const why = "a record of access to evidence is evidence too (Security Hub CloudTrail.7, S3.9)";

/**
 * The bucket for the access logs of the other buckets. They share one, so where they log to different ones
 * now, it is a question.
 *
 * @param buckets Those of the trail and of AWS Config.
 * @returns Undefined also where none of them is new or managed.
 */
export function decideAccessLogBucket(
  plan: AdoptionPlan,
  buckets: readonly (Decision<Bucket> | undefined)[],
): Decision<Bucket> | undefined {
  if (!buckets.some((bucket) => bucket?.mode === "manage" || bucket?.mode === "new")) return undefined;
  const managed = buckets.flatMap((bucket) => (bucket?.mode === "manage" ? [bucket.resource] : []));
  const ownBuckets = distinct(buckets.map((bucket) => bucket?.resource?.name));
  const targets = distinct(managed.map(({ accessLog }) => accessLog?.bucketName)).filter(
    // A managed bucket accepts deliveries only from its one service.
    (target) => !managed.some(({ name }) => name === target),
  );
  const candidates = targets.map((target) => {
    const bucket = plan.inventory.buckets.find(({ name }) => name === target);
    const sources = managed.filter(({ accessLog }) => accessLog?.bucketName === target).map(({ name }) => name);
    const isOurs = bucket !== undefined && isOurBucket(bucket, ownBuckets);
    const isForeign = bucket === undefined;
    const origin = isOurs
      ? "this monitoring created it, and it receives"
      : `it ${isForeign ? "belongs to another account or does not exist, and " : ""}receives`;
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
        ? `access logs go to ${targets.join(" and to ")}, and there can be only one target: those of both go to the chosen bucket or to a new one; with none they stay unchanged`
        : undefined,
  });
}

/** Whether this monitoring created a bucket for the access logs of these buckets, and no others. */
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

/** The buckets whose access logs a bucket's policy allows. */
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
      `Make sure that the policy of ${decision.resource.name} allows logging.s3.amazonaws.com to deliver to ${moved.map((name) => `${name}/`).join(" and ")}, as the output required_policies says; otherwise nothing is logged.`,
    );
  }
  if (decision.mode !== "manage") return;
  const delivering = [trail, config].map((bucket) => (bucket?.mode === "manage" ? bucket.resource.name : bucket?.mode));
  const sources = delivering.filter((name) => name !== undefined && name !== "use");
  if (sources.sort().join() !== sourcesOf(decision.resource).sort().join())
    plan.change(
      addresses.accessLogBucket.policy,
      "its policy allows only the access logs of the managed buckets",
      "no other bucket logs to it",
    );
}

/** @returns The bucket's name if its access logs go to another bucket or prefix than before. */
function adoptLogging(
  plan: AdoptionPlan,
  { mode, resource: target }: Decision<Bucket>,
  { name, accessLog }: Bucket,
  address: typeof addresses.trailAccessLogging | typeof addresses.configAccessLogging,
): string | undefined {
  if (mode === "none") {
    if (accessLog) plan.skip("access log", name, `its access logs still go to ${accessLog.bucketName}`);
    return undefined;
  }
  const targetName = target?.name ?? "a new bucket";
  const prefix = `${name}/`;
  if (!accessLog) {
    plan.change(address, `access to ${name} is logged to ${targetName}`, why);
    return name;
  }
  plan.import(address, name);
  const isElsewhere = accessLog.bucketName !== target?.name;
  if (isElsewhere)
    plan.change(
      address,
      `access to ${name} is logged to ${targetName} instead of ${accessLog.bucketName}`,
      "one bucket receives all access logs; existing ones stay where they are",
    );
  if (accessLog.keyPrefix !== prefix)
    plan.change(
      address,
      `its prefix: "${accessLog.keyPrefix}" → "${prefix}"`,
      "the prefix is the bucket's name; existing logs keep the old one, so readers must search both",
    );
  if (accessLog.otherAttributes.length > 0)
    plan.change(address, `loses its ${accessLog.otherAttributes.join(", ")}`, "there is no setting for it");
  return isElsewhere || accessLog.keyPrefix !== prefix ? name : undefined;
}

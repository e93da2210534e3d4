import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { defaults } from "../defaults";
import { foreignOwnerOf, modesBeside, reasonToUse } from "../foreign-owner";
import { freeName } from "../free-name";
import type { LogGroup, Trail } from "../inventory";
import { weaknessesOfLogGroup } from "../weaknesses/resource-weaknesses";
import { logGroupInUse } from "./trail";

/** The log group of a new or managed trail. */
export function decideLogGroup(plan: AdoptionPlan, trail: Decision<Trail>): Decision<LogGroup> | undefined {
  const { inventory } = plan;
  const ofTrail = trail.resource && logGroupInUse(inventory, trail.resource);
  if (trail.resource?.logGroupArn && !ofTrail) {
    const { account, region, resource } = parseArn(trail.resource.logGroupArn);
    plan.skip(
      "log-group",
      resource,
      account === inventory.account && region === inventory.region
        ? "it does not exist, or its class supports no metric filters: the trail switches to a new log group"
        : `it is in account ${account}, region ${region}: the trail switches to a new log group`,
    );
  }
  const group = ofTrail ?? inventory.logGroups.find(({ name }) => name === defaults.trail.logGroupName);
  if (!group) return plan.decide<LogGroup>("log-group", []);
  const owner = foreignOwnerOf(group);
  return plan.decide("log-group", [
    {
      resource: group,
      id: group.name,
      modes: owner ? modesBeside(owner) : (["manage", "use"] as const),
      reason: owner ? reasonToUse("log-group", owner) : ofTrail ? "the trail writes to it" : "it has the default name",
    },
  ]);
}

/** @param key The key the log group will have: an ARN, or `new`. */
export function adoptLogGroup(
  plan: AdoptionPlan,
  { mode, resource: group }: Decision<LogGroup>,
  trail: Decision<Trail>,
  key: string,
): void {
  if (!group) {
    const isTaken = (preferred: string) => plan.inventory.logGroups.some(({ name }) => name === preferred);
    plan.set("trail.logGroupName", freeName(defaults.trail.logGroupName, isTaken), defaults.trail.logGroupName);
    if (trail.resource?.logGroupArn)
      plan.change(addresses.trail, "switches to a new log group", "detections search it");
    return;
  }
  plan.addWeaknesses("log group", group.name, weaknessesOfLogGroup(group, mode === "use", plan.inventory));
  if (mode === "use") {
    plan.set("trail.existingLogGroup", { name: group.name });
    return;
  }
  plan.set("trail.logGroupName", group.name, defaults.trail.logGroupName);
  plan.import(addresses.logGroup, group.name);
  plan.recordTags(addresses.logGroup, group.tags);
  const recommended = defaults.trail.logRetentionDays;
  if (group.retentionDays === undefined) {
    plan.set("trail.logRetentionDays", 3653);
    plan.change(
      addresses.logGroup,
      "retains events for ten years instead of forever",
      "longer retention cannot be configured",
    );
  } else {
    plan.set("trail.logRetentionDays", group.retentionDays, recommended);
    if (group.retentionDays < recommended) {
      plan.addNote(
        `The log group retains events for ${group.retentionDays} days; this is kept. Recommended: trail.logRetentionDays: ${recommended} (Security Hub CloudWatch.16).`,
      );
    }
  }
  if (group.kmsKeyArn !== key) {
    plan.change(
      addresses.logGroup,
      group.kmsKeyArn ? `its KMS key changes from ${group.kmsKeyArn}` : "is encrypted with a KMS key",
      "the key is customer managed; existing events stay unchanged",
    );
  }
}

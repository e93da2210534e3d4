import { parseArn } from "../arn";
import { defaults } from "../defaults";
import type { Decision, Draft } from "../draft";
import { flawsOfLogGroup } from "../flaws";
import type { LogGroup, Trail } from "../inventory";
import { freeName } from "../ours";
import { ownerOf } from "../owner";
import { places } from "../places";
import { logGroupInUse } from "./trail";

/** The log group of a trail that is ours or becomes ours. */
export function decideLogGroup(draft: Draft, trail: Decision<Trail>): Decision<LogGroup> | undefined {
  const { inventory } = draft;
  const ofTrail = trail.thing && logGroupInUse(inventory, trail.thing);
  if (trail.thing?.logGroupArn && !ofTrail) {
    const { account, region, resource } = parseArn(trail.thing.logGroupArn);
    draft.leave(
      "log-group",
      resource,
      account === inventory.account && region === inventory.region
        ? "it is not there, or of a class that takes no metric filters: the trail changes to a log group of ours"
        : `it is in account ${account}, region ${region}: the trail changes to a log group of ours`,
    );
  }
  const group = ofTrail ?? inventory.logGroups.find(({ name }) => name === defaults.trail.logGroupName);
  if (!group) return draft.decide<LogGroup>("log-group", []);
  const owner = ownerOf(group);
  return draft.decide("log-group", [
    {
      thing: group,
      id: group.name,
      ways: owner ? (["use", "manage"] as const) : (["manage", "use"] as const),
      because: owner ? `it belongs to ${owner}` : ofTrail ? "the trail writes to it" : "it has the name of ours",
    },
  ]);
}

/** @param key The key the log group will have: an ARN, or `new`. */
export function takeLogGroup(
  draft: Draft,
  { way, thing: group }: Decision<LogGroup>,
  trail: Decision<Trail>,
  key: string,
): void {
  if (!group) {
    const isTaken = (wish: string) => draft.inventory.logGroups.some(({ name }) => name === wish);
    draft.set("trail.logGroupName", freeName(defaults.trail.logGroupName, isTaken), defaults.trail.logGroupName);
    if (trail.thing?.logGroupArn) draft.change(places.trail, "changes to a log group of ours", "detections look there");
    return;
  }
  draft.admit("log group", group.name, flawsOfLogGroup(group, way === "use", draft.inventory));
  if (way === "use") {
    draft.set("trail.existingLogGroup", { name: group.name });
    return;
  }
  draft.set("trail.logGroupName", group.name, defaults.trail.logGroupName);
  draft.import(places.logGroup, group.name);
  draft.keepTags(places.logGroup, group.tags);
  const recommended = defaults.trail.logRetentionDays;
  if (group.retentionDays === undefined) {
    draft.set("trail.logRetentionDays", 3653);
    draft.change(places.logGroup, "keeps events ten years instead of for ever", "the settings know no longer time");
  } else {
    draft.set("trail.logRetentionDays", group.retentionDays, recommended);
    if (group.retentionDays < recommended) {
      draft.advise(
        `The log group keeps events ${group.retentionDays} days, and goes on so. We recommend trail.logRetentionDays: ${recommended} (Security Hub CloudWatch.16).`,
      );
    }
  }
  if (group.kmsKeyArn !== key) {
    draft.change(
      places.logGroup,
      group.kmsKeyArn ? `changes its key from ${group.kmsKeyArn}` : "gets a key",
      "events are encrypted with a customer managed key; what is there already stays as it is",
    );
  }
}

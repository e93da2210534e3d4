import { parseArn } from "../../arn";
import { inShell } from "../../invocation";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan, Mode } from "../adoption-plan";
import { logGroupNameOf } from "../arn";
import { defaults } from "../defaults";
import { foreignOwnerOf, landingZoneOf, modesBeside, organization, reasonToUse } from "../foreign-owner";
import { freeName } from "../free-name";
import type { Inventory, LogGroup, Trail } from "../inventory";
import { weaknessesOfLogGroup, weaknessesOfSelectors, weaknessesOfTrail } from "../weaknesses/resource-weaknesses";

/** In a region, including those of other home regions that cover it. */
export const mostTrails = 5;

/** The trail: one of the account's own, another one whose log group the detections search, a new one, or none. */
export function decideTrail(plan: AdoptionPlan): Decision<Trail> | undefined {
  const { inventory } = plan;
  const { account, region, trails } = inventory;
  // An organization trail belongs to the management account, even where a delegated administrator gave it a log group of its own.
  const here = trails.filter(
    (trail) => (isOwn(trail, account) && trail.homeRegion === region) || logGroupInUse(inventory, trail),
  );
  const elsewhere = trails.filter((trail) => !here.includes(trail));

  const candidates = here.map((trail) => {
    const owner = ownerOf(trail);
    const losses = lossesOf(trail);
    const use: Mode[] = logGroupInUse(inventory, trail) ? ["use"] : [];
    const canManage = isOwn(trail, account) && !trail.isOrganizationTrail && modesBeside(owner).includes("manage");
    const manage: Mode[] = canManage ? ["manage"] : [];
    const reason = owner
      ? use.length > 0
        ? reasonToUse("trail", owner)
        : `it belongs to ${owner}`
      : losses.join("; ");
    const isOthers = owner !== undefined || losses.length > 0;
    // A trail that would lose something is managed only on request.
    return {
      resource: trail,
      id: trail.name,
      alias: trail.arn,
      modes: isOthers ? [...use, ...manage] : [...manage, ...use],
      mustAsk: isOthers && use.length === 0,
      reason: isOthers
        ? `${reason}${use.length === 0 ? "; and it has no usable log group here" : ""}`
        : "it belongs to this account",
    };
  });
  const isFull = trails.length >= mostTrails;
  const mustAsk =
    candidates.length === 0 && elsewhere.length > 0
      ? `${isFull ? `${region} has ${trails.length} trails, and AWS allows ${mostTrails}; ` : ""}no trail has ${region} as its home region, but ${elsewhere.map((trail) => describeElsewhere(trail, account)).join(" and ")}. ${elsewhere.some(({ isOrganizationTrail }) => isOrganizationTrail) ? choiceBesideOrganization : ""}AWS charges for additional copies of management events`
      : undefined;
  const decision = plan.decide("trail", candidates, { alternatives: isFull ? ["none"] : ["new", "none"], mustAsk });
  for (const trail of elsewhere) plan.skip("trail", trail.name, describeElsewhere(trail, account));
  return decision;
}

function isOwn({ arn }: Trail, account: string): boolean {
  return parseArn(arn).account === account;
}

function ownerOf(trail: Trail): string | undefined {
  return landingZoneOf(trail) ?? (trail.isOrganizationTrail ? organization : foreignOwnerOf(trail));
}

/** What follows where an organization trail records the account, and its log group is in another one. */
const choiceBesideOrganization =
  "Metric filters need a log group in this account: new creates one, with a trail of its own; with none there are only event rules, and the account of the log group can have the metric filters, by trail.existingLogGroup. ";

function describeElsewhere(trail: Trail, account: string): string {
  const { name, arn, homeRegion, isOrganizationTrail, logGroupArn } = trail;
  const owner = parseArn(arn).account;
  if (owner === account)
    return `the home region of ${name} is ${homeRegion}: adopt it there, with --region ${inShell(homeRegion)}`;
  if (!isOrganizationTrail) return `${name} is a trail of account ${owner}, which owns its log group`;
  const zone = landingZoneOf(trail);
  const group = logGroupArn
    ? `its log group ${logGroupNameOf(logGroupArn)} is in account ${parseArn(logGroupArn).account}, region ${parseArn(logGroupArn).region}`
    : "it names no log group here";
  return `${name} is an organization trail of account ${owner}${zone ? `, of ${zone}` : ""}, that records this account as well, and ${group}`;
}

/** What the trail does in addition to the default one, and would lose. */
function lossesOf({ name, keyPrefix, topicArn, selectors, hasInsights }: Trail): string[] {
  return [
    keyPrefix && `its log files have the prefix ${keyPrefix}/, which would change`,
    topicArn && `it notifies ${parseArn(topicArn).resource}, and would stop`,
    selectors === "basic" && "it has custom event selectors, and would record all management events and nothing else",
    // https://github.com/hashicorp/terraform-provider-aws/issues/6628: AWS accepts no empty list of them.
    selectors === "advanced" &&
      `it has advanced event selectors, which Terraform cannot remove; if all management events suffice, run: aws cloudtrail put-event-selectors --trail-name ${inShell(name)} --event-selectors ReadWriteType=All,IncludeManagementEvents=true`,
    hasInsights && "it has Insights, and would lose them",
  ].filter((loss) => typeof loss === "string" && loss !== "") as string[];
}

/** The log group of a trail, if detections can search it. */
export function logGroupInUse({ account, region, logGroups }: Inventory, { logGroupArn }: Trail): LogGroup | undefined {
  if (!logGroupArn) return undefined;
  const arn = parseArn(logGroupArn);
  if (arn.account !== account || arn.region !== region) return undefined;
  return logGroups.find(({ name, otherClass }) => name === logGroupNameOf(logGroupArn) && !otherClass);
}

/** @param key The key the trail will have: an ARN, or `new`. */
export function adoptTrail(plan: AdoptionPlan, decision: Decision<Trail>, key: string): void {
  const { trails } = plan.inventory;
  if (decision.mode === "new") {
    const isTaken = (preferred: string) =>
      trails.some(({ name, homeRegion }) => name === preferred && homeRegion === plan.inventory.region);
    plan.set("trail.name", freeName(defaults.trail.name, isTaken), defaults.trail.name);
    return;
  }
  if (decision.mode === "none") {
    plan.set("trail.enabled", false);
    plan.addNote(
      "Without a trail and its log group there are no metric filters and alarms of detections. Event rules report those of severity high and critical, as long as another trail records this account; detections.instantSeverities adds others.",
    );
    return;
  }
  const trail = decision.resource;
  if (decision.mode === "use") {
    plan.set("trail.enabled", false);
    plan.set("trail.existingLogGroup", { name: logGroupNameOf(trail.logGroupArn!) });
    plan.addWeaknesses("trail", trail.name, weaknessesOfTrail(trail, plan.inventory));
    const group = logGroupInUse(plan.inventory, trail)!;
    plan.addWeaknesses("log group", group.name, weaknessesOfLogGroup(group, true, plan.inventory));
    return;
  }
  plan.set("trail.name", trail.name, defaults.trail.name);
  adoptDataEvents(plan, trail);
  plan.import(addresses.trail, trail.arn);
  plan.recordTags(addresses.trail, trail.tags);
  const change = (when: boolean, what: string, why: string) => {
    if (when) plan.change(addresses.trail, what, why);
  };
  change(!trail.isLogging, "starts logging", "a stopped trail records nothing");
  change(
    !trail.isMultiRegion,
    "covers all regions",
    "an intruder picks the region that is not monitored (Security Hub CloudTrail.1)",
  );
  change(!trail.includesGlobalEvents, "includes IAM and other global services", "a multi-region trail must");
  change(
    !trail.validatesFiles,
    "log file validation is enabled",
    "a changed file is detected (Security Hub CloudTrail.4)",
  );
  change(
    trail.kmsKeyArn !== key,
    trail.kmsKeyArn ? `its KMS key changes from ${trail.kmsKeyArn}` : "its files are encrypted with a KMS key",
    "Security Hub CloudTrail.2; readers of the files need kms:Decrypt on the key",
  );
  change(!trail.logGroupArn, "sends its events to a log group", "detections search it (Security Hub CloudTrail.5)");
  for (const loss of lossesOf(trail)) change(true, loss, "chosen");
  if (trail.selectors === "advanced") plan.addWeaknesses("trail", trail.name, weaknessesOfSelectors(trail));
}

/** The events of objects, except of the buckets that the monitoring delivers to: their settings would be refused. */
function adoptDataEvents(plan: AdoptionPlan, { bucketName, dataEvents }: Trail): void {
  if (dataEvents === undefined) return;
  const { buckets, channel } = plan.inventory;
  const receiving = [bucketName, channel?.bucketName];
  const logged = buckets.flatMap(({ name, accessLog }) => (receiving.includes(name) ? [accessLog?.bucketName] : []));
  const isOwn = (name: string) => [...receiving, ...logged].includes(name);
  const own = dataEvents.buckets.filter(isOwn);
  const others = dataEvents.buckets.filter((name) => !isOwn(name));
  const { readWriteType, withManagementEvents } = dataEvents;
  if (others.length > 0) plan.set("trail.s3DataEvents", { buckets: others, readWriteType });
  if (others.length > 0 && withManagementEvents)
    plan.change(
      addresses.trail,
      "its event selector becomes two, one for management events and one for objects",
      "a setting chooses the objects alone; the same events are recorded",
    );
  if (own.length > 0)
    plan.change(
      addresses.trail,
      `no longer records objects of ${own.join(", ")}`,
      "the monitoring delivers there, and each delivery would be an event again",
    );
}

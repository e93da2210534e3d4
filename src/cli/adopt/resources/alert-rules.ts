import { isDeepStrictEqual } from "node:util";
import { isInstant } from "../../../capabilities/detections/chosen";
import { detections } from "../../../detections";
import { eventRoute, ruleKey } from "../../../detections/event-route";
import type { MonitoringSettings } from "../../../settings";
import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import { argumentOf } from "../blueprint";
import { defaults } from "../defaults";
import { companions, ownRules, type OwnResource, type OwnRule } from "../event-rules";
import { foreignOwnerOf } from "../foreign-owner";
import type { EventRule, Inventory, Role } from "../inventory";
import { isOurs } from "../policy-document";
import { weaknessesOfRole, weaknessesOfTargets } from "../weaknesses/resource-weaknesses";
import { obstacleOfRole } from "./role";

const whyTopic = "alerts go to the alert topic";

/** What exists under the name of one of our resources. */
interface Existing {
  readonly kind: string;
  readonly resource: OwnResource;
  /** Why it is something else. */
  readonly obstacle: string | undefined;
  /** Whether it cannot become ours: Terraform would have to delete it, or AWS refuses. */
  readonly isFixed?: boolean;
  readonly adopt: () => void;
}

/**
 * The event rules that publish alerts, and what they need. Nobody creates the same manually, so they are adopted only if more than their
 * names says that they are ours, as after the loss of a state.
 *
 * @param topicArn The topic of the alerts; undefined for a new one.
 */
export function adoptAlertRules(plan: AdoptionPlan, topicArn: string | undefined): void {
  plan.set("detections.instantInclude", includedDetections(plan), []);
  const settings = settingsOf(plan);
  const rules = ownRules(settings).filter(({ name }) => ruleOf(plan.inventory, name));
  const existing = [
    ...existingRole(plan),
    ...existingQueues(plan, settings),
    ...existingAlarms(plan, settings, topicArn),
    ...rules.filter(({ isCreated }) => isCreated).map((rule) => existingRule(plan, rule, topicArn)),
  ];
  const kept = decideConflicts(plan, existing);
  if (kept === undefined) return;
  if (kept === "theirs") {
    plan.set("alerts.instant", false);
    for (const { kind, resource } of existing) plan.skip(kind, resource.name, "chosen: there are no event rules");
    return;
  }
  for (const { kind, resource, obstacle, adopt } of existing) {
    const { name, address, key } = resource;
    plan.findings.push({ kind, id: name, mode: "manage", reason: obstacle ? "chosen" : "it belongs to the alerts" });
    if (obstacle) plan.change(address, "becomes that of the alerts", "chosen", key);
    adopt();
  }
  for (const { name, isCreated } of rules) {
    if (!isCreated && !obstacleOfRule(plan.inventory, name))
      plan.skip("event rule", name, "it publishes alerts that the settings do not ask for: set them, or delete it");
  }
}

/** As in `decideNameConflicts`: only a person can say whether something of another purpose may be overwritten. */
function decideConflicts(plan: AdoptionPlan, existing: readonly Existing[]): string | undefined {
  const foreign = existing.filter(({ obstacle }) => obstacle);
  if (foreign.length === 0) return "ours";
  const about = foreign.map(({ kind, resource, obstacle }) => `${kind} ${resource.name}: ${obstacle}`).join("; ");
  return plan.requiredChoice<string>("event-rules", `${about}; the event rules of the alerts need this name`, {
    theirs: "leave it unchanged and omit all event rules; or set namePrefix, which renames ours",
    ...(!foreign.some(({ isFixed }) => isFixed) && { ours: "overwrite it with ours" }),
  });
}

/** The settings as far as they are decided, and the other defaults. */
function settingsOf({ settings }: AdoptionPlan): MonitoringSettings {
  const groups = Object.entries(settings).map(([name, group]) => [
    name,
    { ...(defaults[name as keyof MonitoringSettings] as object), ...(group as object) },
  ]);
  return { ...defaults, ...Object.fromEntries(groups) };
}

/** The detections with an event rule that their severity does not give them. */
function includedDetections(plan: AdoptionPlan): string[] {
  const settings = settingsOf(plan).detections;
  return detections
    .filter((detection) => {
      const names = Object.keys(eventRoute(detection).patterns).map((filter) => ruleKey(detection.id, filter));
      return (
        names.some((name) => ruleOf(plan.inventory, name) && !obstacleOfRule(plan.inventory, name)) &&
        !isInstant(detection, settings) &&
        isInstant(detection, { ...settings, instantInclude: [detection.id] })
      );
    })
    .map(({ id }) => id);
}

function existingRole(plan: AdoptionPlan): Existing[] {
  const { policy } = addresses.alertDelivery;
  const { role: resource } = companions(defaults);
  const { address } = resource;
  const role = plan.inventory.roles.find(({ name }) => name === resource.name);
  if (!role) return [];
  const policyName = argumentOf(policy, "name");
  const adopt = () => {
    plan.import(address, role.name);
    plan.recordTags(address, role.tags);
    plan.addWeaknesses("role", role.name, weaknessesOfRole(role, policyName, "publish alerts"));
    if (role.inlinePolicies.includes(policyName)) plan.import(policy, `${role.name}:${policyName}`);
  };
  return [
    { kind: "role", resource, obstacle: obstacleOf(role, plan.inventory.region), isFixed: role.path !== "/", adopt },
  ];
}

function obstacleOf(role: Role, region: string): string | undefined {
  const obstacle = obstacleOfRole(role, "EventBridge", "events.amazonaws.com");
  if (obstacle) return obstacle;
  if (!isOurs(role.trust, addresses.alertDelivery.role, "assume_role_policy")) return "its trust policy is another one";
  const regions = role.trust.statements.flatMap(({ sourceArns = [] }) => sourceArns.map((arn) => parseArn(arn).region));
  const other = regions.find((each) => each !== region);
  return other && `the event rules of ${other} use it`;
}

function existingQueues(plan: AdoptionPlan, settings: MonitoringSettings): Existing[] {
  return companions(settings).queues.flatMap((resource) => {
    const { name, address } = resource;
    const queue = plan.inventory.queues.find((each) => each.name === name);
    if (!queue) return [];
    const adopt = () => {
      plan.import(address, queue.url);
      plan.recordTags(address, queue.tags);
    };
    const obstacle = isOurs(queue.policy, address) ? undefined : "its policy is another one";
    return [{ kind: "queue", resource, obstacle, adopt }];
  });
}

function existingAlarms(plan: AdoptionPlan, settings: MonitoringSettings, topicArn: string | undefined): Existing[] {
  return companions(settings).alarms.flatMap((resource) => {
    const { name, address, key } = resource;
    const alarm = plan.inventory.alarms.find((each) => each.name === name);
    if (!alarm) return [];
    const [opening] = argumentOf(address, "alarm_description").split(" (");
    const obstacle = alarm.description.startsWith(`${opening} (`) ? undefined : "it describes something else";
    const adopt = () => {
      plan.import(address, name, key);
      plan.recordTags(address, alarm.tags, key);
      const { actions, actionsEnabled } = alarm;
      if (actions.join() !== topicArn)
        plan.change(address, `notifies the alert topic instead of ${actions.join(", ") || "nobody"}`, whyTopic, key);
      if (!actionsEnabled) plan.change(address, "its actions are enabled", whyTopic, key);
    };
    return [{ kind: "alarm", resource, obstacle, adopt }];
  });
}

function existingRule(plan: AdoptionPlan, rule: OwnRule, topicArn: string | undefined): Existing {
  const { name, address, key, pattern } = rule;
  const { isEnabled, createdBy, targets, tags, ...found } = ruleOf(plan.inventory, name)!;
  const adopt = () => {
    plan.import(address, name, key);
    plan.recordTags(address, tags, key);
    if (!isEnabled) plan.change(address, "is enabled", "a disabled rule reports nothing", key);
    if (pattern && !isSameJson(pattern, found.pattern))
      plan.change(address, "its pattern becomes that of the detection", "it reports what the detection does", key);
    for (const { id, arn } of targets.filter((target) => Object.hasOwn(rule.targets, target.id))) {
      plan.import(rule.targets[id]!, `${name}/${id}`, key);
      if (id === "people" && arn !== topicArn)
        plan.change(rule.targets[id], `publishes to the alert topic instead of ${arn}`, whyTopic, key);
    }
    const others = targets.filter(({ id }) => !Object.hasOwn(rule.targets, id));
    for (const { id } of others)
      plan.skip("event target", `${name}/${id}`, "the settings do not ask for it, and it stays");
    plan.addWeaknesses("event rule", name, weaknessesOfTargets(others, plan.inventory.account));
  };
  return {
    kind: "event rule",
    resource: rule,
    obstacle: obstacleOfRule(plan.inventory, name),
    isFixed: createdBy !== undefined,
    adopt,
  };
}

/** What is known of a rule with a name of ours, if there is one. */
function ruleOf({ eventRules }: Inventory, name: string): EventRule["details"] {
  return eventRules.find((rule) => rule.name === name)?.details;
}

/** Why a rule is not ours: without one of our targets, its name is all that it has in common. */
function obstacleOfRule(inventory: Inventory, name: string): string | undefined {
  const { createdBy, targets, tags } = ruleOf(inventory, name)!;
  const owner = createdBy ?? foreignOwnerOf({ name, tags });
  if (owner) return `it belongs to ${owner}`;
  const { partition, region, account } = inventory;
  const queue = `arn:${partition}:sqs:${region}:${account}:${argumentOf(addresses.alertDelivery.queue, "name")}`;
  return targets.some(({ deadLetterQueueArn }) => deadLetterQueueArn === queue)
    ? undefined
    : `none of its targets has the dead-letter queue ${parseArn(queue).resource}`;
}

function isSameJson(one: string, other: string | undefined): boolean {
  return other !== undefined && isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

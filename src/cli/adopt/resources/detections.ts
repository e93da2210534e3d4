import { alarmPeriods, allowedFilters } from "../../../capabilities/detections/chosen";
import { detections, packs, uncountedFilters, type Detection } from "../../../detections";
import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import {
  alarmDefaults,
  alarmsOf,
  type CatalogueFilter,
  findEquivalent,
  findByName,
  missingFilters,
} from "../catalogue";
import { defaults } from "../defaults";
import { landingZoneOf, type LandingZone } from "../foreign-owner";
import type { Alarm, LogGroup, MetricFilter } from "../inventory";
import {
  weaknessesOfAlarm,
  weaknessesOfFilter,
  weaknessesOfEquivalent,
  weaknessesOfReplacement,
} from "../weaknesses/resource-weaknesses";
import { weakerSettings } from "../weaknesses/setting-weaknesses";

/** A metric filter with another name that matches the same events as one of a detection. */
interface EquivalentFilter {
  readonly filter: MetricFilter;
  readonly detection: Detection;
  readonly alarms: readonly Alarm[];
}

interface OwnFilter extends CatalogueFilter {
  readonly filter: MetricFilter;
}

/**
 * The metric filters on the log group and the alarms on them. A filter is known by its name, which cannot be changed, so one
 * of another name that matches the same events stays, until its owner deletes it.
 *
 * @param group Undefined for a new one.
 * @param topicArn The topic of the alerts; undefined for a new one.
 */
export function adoptDetections(plan: AdoptionPlan, group: LogGroup | undefined, topicArn: string | undefined): void {
  const { alarms } = plan.inventory;
  const equivalents: EquivalentFilter[] = [];
  const named: OwnFilter[] = [];
  for (const filter of group?.filters ?? []) {
    const ours = findByName(filter.name);
    const equivalent = findEquivalent(filter);
    if (ours) named.push({ filter, ...ours });
    else if (equivalent)
      equivalents.push({ filter, detection: equivalent.detection, alarms: alarmsOf(filter, alarms) });
  }

  const kept = decideEquivalents(plan, equivalents, group && landingZoneOf(group));
  const isOnByDefault = (id: string) => (defaults.detections.include as string[]).includes(id);
  const replaced =
    kept === "theirs"
      ? equivalents
          .map(({ detection }) => detection.id)
          .filter((id) => isOnByDefault(id) && !named.some(({ detection }) => detection.id === id))
      : [];
  for (const detection of detections.filter(({ id }) => replaced.includes(id))) {
    const theirs = equivalents.filter((equivalent) => equivalent.detection === detection).map(({ filter }) => filter);
    plan.addWeaknesses("detection", detection.id, weaknessesOfReplacement(missingFilters(detection, theirs)));
  }
  const wanted = new Set([
    ...defaults.detections.include.filter((id) => !replaced.includes(id)),
    ...named.map(({ detection }) => detection.id),
    ...(kept === "theirs" ? [] : equivalents.map(({ detection }) => detection.id)),
  ]);
  const conflicts = decideNameConflicts(plan, wanted, named);
  if (!conflicts) return;
  const ids = new Set([...wanted].filter((id) => !conflicts.omitted.has(id)));
  const adoptedAlarms = [...ids].flatMap((id) => alarms.find(({ name }) => name === id) ?? []);
  const isSilenceKept = decideSilentAlarms(plan, adoptedAlarms, conflicts.overwritten);
  if (isSilenceKept === undefined) return;
  const own = named.filter(({ detection }) => ids.has(detection.id));
  const disabled = [...new Set([...replaced, ...conflicts.omitted])].filter(isOnByDefault);
  if (disabled.length > 0) plan.set("detections.disabled", disabled);
  const wholePacks = Object.entries(packs).filter(([, members]) => members.every(({ id }) => ids.has(id)));
  if (wholePacks.length > 0)
    plan.set(
      "detections.packs",
      wholePacks.map(([name]) => name),
    );
  const singleIds = [...ids].filter(
    (id) => !wholePacks.some(([, members]) => members.some((member) => member.id === id)),
  );
  const include = [...new Set([...defaults.detections.include, ...singleIds])];
  plan.set("detections.include", include, defaults.detections.include);

  const namespace = own.map(({ filter }) => filter.namespace).find((name) => name !== "");
  if (namespace) plan.set("detections.metricNamespace", namespace, defaults.detections.metricNamespace);
  for (const { filter, key, detection } of own) adoptFilter(plan, group!, filter, key, detection, namespace);
  for (const alarm of adoptedAlarms) {
    const detection = detections.find(({ id }) => id === alarm.name)!;
    adoptAlarm(plan, alarm, detection, topicArn, {
      isOverwritten: conflicts.overwritten.has(alarm.name),
      isSilenceKept,
    });
  }
  if (group) addLimitNotes(plan, group, named.length);
  if (group)
    skipOtherFilters(plan, group, [...named.map(({ filter }) => filter), ...equivalents.map(({ filter }) => filter)]);
}

/**
 * A resource with the name of a detection and another purpose most likely has another owner: AWS would overwrite it without a warning,
 * so only a person can decide whether it may.
 *
 * @returns The detections to omit, and the alarms of which nothing is kept; undefined if it became a question.
 */
function decideNameConflicts(
  plan: AdoptionPlan,
  ids: ReadonlySet<string>,
  own: readonly OwnFilter[],
): { omitted: ReadonlySet<string>; overwritten: ReadonlySet<string> } | undefined {
  const { alarms } = plan.inventory;
  const filters = own.filter(
    ({ filter, detection }) =>
      findEquivalent(filter)?.detection.id !== detection.id && filter.metricName !== detection.id,
  );
  const unrelated = alarms.filter((alarm) => ids.has(alarm.name) && isUnrelated(alarm, own, alarms));
  const none = new Set<string>();
  if (filters.length === 0 && unrelated.length === 0) return { omitted: none, overwritten: none };
  const about = [
    ...unrelated.map(({ name, metricName, namespace }) =>
      metricName
        ? `alarm ${name} watches ${namespace}/${metricName}`
        : `alarm ${name} watches a metric math expression`,
    ),
    ...filters.map(({ filter }) => `metric filter ${filter.name} counts ${filter.namespace}/${filter.metricName}`),
  ].join(", ");
  const kept = plan.requiredChoice("names", `${about}: a detection has this name, and this is something else`, {
    theirs: "leave it unchanged and omit the detection of that name; or set namePrefix, which renames the detection's",
    ours: "overwrite it with the detection's",
  });
  if (kept === undefined) return undefined;
  if (kept === "ours") return { omitted: none, overwritten: new Set(unrelated.map(({ name }) => name)) };
  for (const { name } of unrelated) plan.skip("alarm", name, "chosen: the detection of this name is omitted");
  for (const { filter } of filters) {
    plan.skip("metric filter", filter.name, "chosen: the detection of this name is omitted");
  }
  const omitted = new Set([...unrelated.map(({ name }) => name), ...filters.map(({ detection }) => detection.id)]);
  return { omitted, overwritten: none };
}

/** A disabled alarm notifies nobody: only a person can say whether that is intended. Undefined if it became a question. */
function decideSilentAlarms(
  plan: AdoptionPlan,
  adoptedAlarms: readonly Alarm[],
  overwritten: ReadonlySet<string>,
): boolean | undefined {
  const silent = adoptedAlarms.filter(({ name, actionsEnabled }) => !actionsEnabled && !overwritten.has(name));
  if (silent.length === 0) return false;
  const names = silent.map(({ name }) => name).join(", ");
  const kept = plan.requiredChoice("silent-alarms", `the actions of ${names} are disabled, so nobody is notified`, {
    enable: "enable them: they notify the alert topic",
    keep: "leave them disabled",
  });
  return kept === undefined ? undefined : kept === "keep";
}

function isUnrelated(alarm: Alarm, own: readonly OwnFilter[], alarms: readonly Alarm[]): boolean {
  const watchesOurs = own.some(
    ({ filter, detection }) => detection.id === alarm.name && alarmsOf(filter, alarms).includes(alarm),
  );
  return !watchesOurs && alarm.metricName !== alarm.name && !isDescribedAsOurs(alarm);
}

/** An alarm with an exception watches a metric math expression, and is recognised by its description. */
function isDescribedAsOurs({ name, description }: Alarm): boolean {
  return detections.some(({ id, title }) => id === name && description.startsWith(title));
}

/** Decides about each equivalent filter, and reports it. */
function decideEquivalents(
  plan: AdoptionPlan,
  equivalents: readonly EquivalentFilter[],
  zone: LandingZone | undefined,
): "ours" | "theirs" {
  if (equivalents.length === 0) return "ours";
  const kept = plan.choiceOrDefault("detections", ["ours", "theirs"]);
  // It would create them again.
  const removal = zone
    ? `remove them after the apply, from the configuration of ${zone} if it has them`
    : "delete them after the apply";
  for (const equivalent of equivalents) {
    const { filter, detection, alarms } = equivalent;
    if (kept === "theirs") addEquivalentWeaknesses(plan, equivalent);
    const names = [`filter ${filter.name}`, ...alarms.map(({ name }) => `alarm ${name}`)].join(" and ");
    plan.skip(
      "detection",
      detection.id,
      kept === "theirs"
        ? `${names} search for the same events, and the detection is omitted`
        : `${names} search for the same events, and AWS cannot rename them: ${removal}, or both raise alarms (--choose detections=theirs omits the detection)`,
    );
  }
  return kept;
}

/** Reports what is weaker about a filter and its alarms than about the detection that they replace. */
function addEquivalentWeaknesses(plan: AdoptionPlan, { filter, detection, alarms }: EquivalentFilter): void {
  const { account } = plan.inventory;
  plan.addWeaknesses("metric filter", filter.name, weaknessesOfEquivalent(filter, alarms));
  for (const alarm of alarms) {
    const settings = { detections: { overrides: { [detection.id]: valuesOf(alarm) } } };
    plan.addWeaknesses("alarm", alarm.name, [
      ...weaknessesOfAlarm(alarm, account),
      ...weakerSettings(settings, account),
    ]);
  }
}

function adoptFilter(
  plan: AdoptionPlan,
  group: LogGroup,
  filter: MetricFilter,
  key: string,
  detection: Detection,
  namespace: string | undefined,
): void {
  plan.findings.push({ kind: "metric filter", id: filter.name, mode: "manage", reason: "it has the default name" });
  plan.addWeaknesses("metric filter", filter.name, weaknessesOfFilter(filter));
  plan.import(addresses.filter, `${group.name}:${filter.name}`, key);
  const isAsOurs =
    filter.metricName === detection.id &&
    filter.namespace === namespace &&
    filter.value === (uncountedFilters.includes(key) ? "0" : "1") &&
    filter.defaultValue === 0 &&
    Object.values(detection.filters).includes(filter.pattern);
  if (!isAsOurs)
    plan.change(
      addresses.filter,
      "its pattern and its metric become those of the detection",
      "auditors compare the pattern character by character",
      key,
    );
}

/** @param isOverwritten Whether nothing of it is kept, because it had another purpose. */
function adoptAlarm(
  plan: AdoptionPlan,
  alarm: Alarm,
  detection: Detection,
  topicArn: string | undefined,
  { isOverwritten, isSilenceKept }: { isOverwritten: boolean; isSilenceKept: boolean },
): void {
  const { id } = detection;
  plan.findings.push({ kind: "alarm", id, mode: "manage", reason: "it has the default name" });
  plan.import(addresses.alarm, id, id);
  plan.recordTags(addresses.alarm, alarm.tags, id);
  const usual = alarmDefaults(detection);
  const kept = isOverwritten ? {} : { ...settingsOf(alarm), ...(!isSilenceKept && { actionsEnabled: true }) };
  for (const [name, value] of Object.entries(kept)) {
    plan.set(`detections.overrides.${id}.${name}`, value, usual[name as keyof typeof usual]);
  }
  const { threshold, periodSeconds, evaluationPeriods } = { ...usual, ...kept };
  const differences = [
    alarm.actions.join() !== (topicArn ?? "") &&
      `notifies the alert topic instead of ${alarm.actions.join(", ") || "nobody"}`,
    alarm.otherActions.length > 0 && `no longer notifies ${alarm.otherActions.join(", ")} when it ends`,
    !alarm.description.startsWith(detection.title) && "describes what happened and what to do",
    alarm.metricName !== id && `watches the metric of the detection instead of ${alarm.metricName ?? "an expression"}`,
    !alarm.actionsEnabled && (isOverwritten || !isSilenceKept) && "its actions are enabled",
    Object.keys(kept).length < Object.keys(usual).length &&
      `is raised by ${threshold} events in ${periodSeconds} seconds, ${evaluationPeriods} times in a row`,
    (alarm.statistic !== "Sum" || alarm.treatMissingData !== "notBreaching") &&
      "sums events, and treats missing data as none",
  ].filter((difference) => typeof difference === "string");
  if (differences.length > 0)
    plan.change(addresses.alarm, differences.join("; "), "the alarm of this name belongs to a detection", id);
}

/** The values of an alarm for which there are settings. */
function valuesOf(alarm: Alarm) {
  const { periodSeconds, evaluationPeriods, actionsEnabled } = alarm;
  return { threshold: thresholdOf(alarm), periodSeconds, evaluationPeriods, actionsEnabled };
}

/** The values of an alarm that the settings accept. */
function settingsOf(alarm: Alarm): Partial<ReturnType<typeof alarmDefaults>> {
  const { threshold, periodSeconds, evaluationPeriods, actionsEnabled } = valuesOf(alarm);
  return {
    ...(threshold !== undefined && threshold >= 1 && threshold <= 1_000_000 && { threshold }),
    ...(periodSeconds !== undefined &&
      (alarmPeriods as readonly number[]).includes(periodSeconds) && { periodSeconds }),
    ...(evaluationPeriods <= 100 && { evaluationPeriods }),
    actionsEnabled,
  };
}

/** The number of events that raises an alarm, if its threshold is one. */
function thresholdOf({ threshold, operator }: Alarm): number | undefined {
  if (threshold === undefined || !Number.isInteger(threshold)) return undefined;
  return new Map([
    ["GreaterThanOrEqualToThreshold", threshold],
    ["GreaterThanThreshold", threshold + 1],
  ]).get(operator);
}

const hasRegex = (pattern: string) => /%[^%]+%/.test(pattern);

/** Reports how many of the detections' filters fit in addition to the existing ones, unless all do. */
function addLimitNotes(plan: AdoptionPlan, { name, filters }: LogGroup, ours: number): void {
  const patterns = detections.flatMap((detection) => Object.values(detection.filters));
  const others = filters.length - ours;
  if (others + patterns.length > allowedFilters.filters) {
    plan.addNote(
      `Log group ${name} has ${others} other metric filters, and AWS allows ${allowedFilters.filters}: there is room for ${Math.max(allowedFilters.filters - others, 0)} of our ${patterns.length}. An apply with more fails half-way.`,
    );
  }
  const withRegex = filters.filter(({ pattern }) => hasRegex(pattern) && !patterns.includes(pattern)).length;
  if (withRegex + patterns.filter(hasRegex).length > allowedFilters.withRegex) {
    plan.addNote(
      `Log group ${name} has ${withRegex} metric filters with regular expressions, and AWS allows ${allowedFilters.withRegex}: omit detections with a regular expression.`,
    );
  }
}

function skipOtherFilters(plan: AdoptionPlan, group: LogGroup, known: readonly MetricFilter[]): void {
  const others = group.filters.filter((filter) => !known.includes(filter));
  if (others.length === 0) return;
  const names = others.map(({ name }) => name).join(", ");
  plan.skip(
    "metric filter",
    names,
    "no detection searches for the same events; detections.custom can have it under a new name",
  );
}

import { alarmPeriods } from "../../../capabilities/detections/detections";
import { detections, packs, uncountedFilters, type Detection } from "../../../detections";
import { defaults } from "../defaults";
import type { Draft } from "../draft";
import { flawsOfAlarm, flawsOfFilter, flawsOfTwin, flawsOfTwins } from "../flaws";
import type { Alarm, LogGroup, MetricFilter } from "../inventory";
import { alarmDefaults, alarmsOf, type CatalogueFilter, filterLike, filterNamed, filtersBeside } from "../ours";
import { places } from "../places";
import { weakerSettings } from "../weaker";

/** A metric filter made by hand that looks for the same as one of ours. */
interface Twin {
  readonly filter: MetricFilter;
  readonly detection: Detection;
  readonly alarms: readonly Alarm[];
}

interface OwnFilter extends CatalogueFilter {
  readonly filter: MetricFilter;
}

/**
 * The metric filters on the log group and the alarms on them. A filter is known by its name, which cannot be changed, so one
 * of another name that looks for the same stays, until its owner deletes it.
 *
 * @param group Undefined for a new one.
 * @param topicArn The topic of the alerts; undefined for a new one.
 */
export function takeDetections(draft: Draft, group: LogGroup | undefined, topicArn: string | undefined): void {
  const { alarms } = draft.inventory;
  const twins: Twin[] = [];
  const named: OwnFilter[] = [];
  for (const filter of group?.filters ?? []) {
    const ours = filterNamed(filter.name);
    const like = filterLike(filter);
    if (ours) named.push({ filter, ...ours });
    else if (like) twins.push({ filter, detection: like.detection, alarms: alarmsOf(filter, alarms) });
  }

  const kept = settleTwins(draft, twins);
  const isOnByDefault = (id: string) => (defaults.detections.include as string[]).includes(id);
  const replaced =
    kept === "theirs"
      ? twins
          .map(({ detection }) => detection.id)
          .filter((id) => isOnByDefault(id) && !named.some(({ detection }) => detection.id === id))
      : [];
  for (const detection of detections.filter(({ id }) => replaced.includes(id))) {
    const theirs = twins.filter((twin) => twin.detection === detection).map(({ filter }) => filter);
    draft.admit("detection", detection.id, flawsOfTwins(filtersBeside(detection, theirs)));
  }
  const wanted = new Set([
    ...defaults.detections.include.filter((id) => !replaced.includes(id)),
    ...named.map(({ detection }) => detection.id),
    ...(kept === "theirs" ? [] : twins.map(({ detection }) => detection.id)),
  ]);
  const strangers = settleStrangers(draft, wanted, named);
  if (!strangers) return;
  const ids = new Set([...wanted].filter((id) => !strangers.leftOut.has(id)));
  const taken = [...ids].flatMap((id) => alarms.find(({ name }) => name === id) ?? []);
  const isSilenceKept = settleSilence(draft, taken, strangers.overwritten);
  if (isSilenceKept === undefined) return;
  const own = named.filter(({ detection }) => ids.has(detection.id));
  const disabled = [...new Set([...replaced, ...strangers.leftOut])].filter(isOnByDefault);
  if (disabled.length > 0) draft.set("detections.disabled", disabled);
  const whole = Object.entries(packs).filter(([, members]) => members.every(({ id }) => ids.has(id)));
  if (whole.length > 0)
    draft.set(
      "detections.packs",
      whole.map(([name]) => name),
    );
  const single = [...ids].filter((id) => !whole.some(([, members]) => members.some((member) => member.id === id)));
  const include = [...new Set([...defaults.detections.include, ...single])];
  draft.set("detections.include", include, defaults.detections.include);

  const namespace = own.map(({ filter }) => filter.namespace).find((name) => name !== "");
  if (namespace) draft.set("detections.metricNamespace", namespace, defaults.detections.metricNamespace);
  for (const { filter, key, detection } of own) takeFilter(draft, group!, filter, key, detection, namespace);
  for (const alarm of taken) {
    const detection = detections.find(({ id }) => id === alarm.name)!;
    takeAlarm(draft, alarm, detection, topicArn, { isStrange: strangers.overwritten.has(alarm.name), isSilenceKept });
  }
  if (group) adviseOnRoom(draft, group, named.length);
  if (group) leaveOthers(draft, group, [...named.map(({ filter }) => filter), ...twins.map(({ filter }) => filter)]);
}

/**
 * What has a name of ours and looks for something else is most likely somebody else's: AWS would overwrite it without a word,
 * so nobody but the owner can say whether it may.
 *
 * @returns The detections to do without, and the alarms of which nothing is kept; undefined if that is a question now.
 */
function settleStrangers(
  draft: Draft,
  ids: ReadonlySet<string>,
  own: readonly OwnFilter[],
): { leftOut: ReadonlySet<string>; overwritten: ReadonlySet<string> } | undefined {
  const { alarms } = draft.inventory;
  const filters = own.filter(
    ({ filter, detection }) => filterLike(filter)?.detection.id !== detection.id && filter.metricName !== detection.id,
  );
  const strange = alarms.filter((alarm) => ids.has(alarm.name) && isStranger(alarm, own, alarms));
  const none = new Set<string>();
  if (filters.length === 0 && strange.length === 0) return { leftOut: none, overwritten: none };
  const about = [
    ...strange.map(({ name, metricName, namespace }) =>
      metricName ? `alarm ${name} watches ${namespace}/${metricName}` : `alarm ${name} watches a calculation`,
    ),
    ...filters.map(({ filter }) => `metric filter ${filter.name} counts ${filter.namespace}/${filter.metricName}`),
  ].join(", ");
  const kept = draft.choose("names", `${about}: the name is one of ours, and it is something else`, {
    theirs: "leave it as it is, and leave the detection of that name out; or set namePrefix, which renames ours",
    ours: "overwrite it with ours",
  });
  if (kept === undefined) return undefined;
  if (kept === "ours") return { leftOut: none, overwritten: new Set(strange.map(({ name }) => name)) };
  for (const { name } of strange) draft.leave("alarm", name, "chosen: the detection of this name is left out");
  for (const { filter } of filters) {
    draft.leave("metric filter", filter.name, "chosen: the detection of this name is left out");
  }
  const leftOut = new Set([...strange.map(({ name }) => name), ...filters.map(({ detection }) => detection.id)]);
  return { leftOut, overwritten: none };
}

/** An alarm that is switched off tells nobody: only a person can say whether that is wanted. Undefined if it is a question now. */
function settleSilence(draft: Draft, taken: readonly Alarm[], overwritten: ReadonlySet<string>): boolean | undefined {
  const silent = taken.filter(({ name, actionsEnabled }) => !actionsEnabled && !overwritten.has(name));
  if (silent.length === 0) return false;
  const names = silent.map(({ name }) => name).join(", ");
  const kept = draft.choose("silent-alarms", `the actions of ${names} are switched off, so that nobody is told`, {
    tell: "switch them on: the topic of the alerts is told",
    keep: "leave them switched off",
  });
  return kept === undefined ? undefined : kept === "keep";
}

function isStranger(alarm: Alarm, own: readonly OwnFilter[], alarms: readonly Alarm[]): boolean {
  const watchesOurs = own.some(
    ({ filter, detection }) => detection.id === alarm.name && alarmsOf(filter, alarms).includes(alarm),
  );
  return !watchesOurs && alarm.metricName !== alarm.name && !isDescribedAsOurs(alarm);
}

/** An alarm with an exception watches a calculation, and is known by what it says. */
function isDescribedAsOurs({ name, description }: Alarm): boolean {
  return detections.some(({ id, title }) => id === name && description.startsWith(title));
}

/** Says of each twin what becomes of it. */
function settleTwins(draft: Draft, twins: readonly Twin[]): "ours" | "theirs" {
  if (twins.length === 0) return "ours";
  const kept = draft.pick("detections", ["ours", "theirs"]);
  for (const twin of twins) {
    const { filter, detection, alarms } = twin;
    if (kept === "theirs") admitTwin(draft, twin);
    const names = [`filter ${filter.name}`, ...alarms.map(({ name }) => `alarm ${name}`)].join(" and ");
    draft.leave(
      "detection",
      detection.id,
      kept === "theirs"
        ? `${names} look for the same, and ours is left out`
        : `${names} look for the same, and AWS cannot rename them: delete them once ours is in place, or both alarm (--choose detections=theirs leaves ours out)`,
    );
  }
  return kept;
}

/** Says what is weaker about a filter and its alarms than about ours, which they are kept instead of. */
function admitTwin(draft: Draft, { filter, detection, alarms }: Twin): void {
  const { account } = draft.inventory;
  draft.admit("metric filter", filter.name, flawsOfTwin(filter, alarms));
  for (const alarm of alarms) {
    const settings = { detections: { overrides: { [detection.id]: valuesOf(alarm) } } };
    draft.admit("alarm", alarm.name, [...flawsOfAlarm(alarm, account), ...weakerSettings(settings, account)]);
  }
}

function takeFilter(
  draft: Draft,
  group: LogGroup,
  filter: MetricFilter,
  key: string,
  detection: Detection,
  namespace: string | undefined,
): void {
  draft.findings.push({ kind: "metric filter", id: filter.name, way: "manage", because: "it has the name of ours" });
  draft.admit("metric filter", filter.name, flawsOfFilter(filter));
  draft.import(places.filter, `${group.name}:${filter.name}`, key);
  const isAsOurs =
    filter.metricName === detection.id &&
    filter.namespace === namespace &&
    filter.value === (uncountedFilters.includes(key) ? "0" : "1") &&
    filter.defaultValue === 0 &&
    Object.values(detection.filters).includes(filter.pattern);
  if (!isAsOurs)
    draft.change(
      places.filter,
      "looks for what the catalogue says, and counts it in our metric",
      "auditors compare its text letter by letter",
      key,
    );
}

/** @param isStrange Whether nothing of it is kept, because it was something else. */
function takeAlarm(
  draft: Draft,
  alarm: Alarm,
  detection: Detection,
  topicArn: string | undefined,
  { isStrange, isSilenceKept }: { isStrange: boolean; isSilenceKept: boolean },
): void {
  const { id } = detection;
  draft.findings.push({ kind: "alarm", id, way: "manage", because: "it has the name of ours" });
  draft.import(places.alarm, id, id);
  draft.keepTags(places.alarm, alarm.tags, id);
  const usual = alarmDefaults(detection);
  const kept = isStrange ? {} : { ...settingsOf(alarm), ...(!isSilenceKept && { actionsEnabled: true }) };
  for (const [name, value] of Object.entries(kept)) {
    draft.set(`detections.overrides.${id}.${name}`, value, usual[name as keyof typeof usual]);
  }
  const { threshold, periodSeconds, evaluationPeriods } = { ...usual, ...kept };
  const differences = [
    alarm.actions.join() !== (topicArn ?? "") &&
      `tells the topic of the alerts instead of ${alarm.actions.join(", ") || "nobody"}`,
    alarm.otherActions.length > 0 && `no longer tells ${alarm.otherActions.join(", ")} when it ends`,
    !alarm.description.startsWith(detection.title) && "says what happened and what to do",
    alarm.metricName !== id && `watches our metric instead of ${alarm.metricName ?? "a calculation"}`,
    !alarm.actionsEnabled && (isStrange || !isSilenceKept) && "tells somebody again",
    Object.keys(kept).length < Object.keys(usual).length &&
      `goes off from ${threshold} events in ${periodSeconds} seconds on, ${evaluationPeriods} times in a row`,
    (alarm.statistic !== "Sum" || alarm.treatMissingData !== "notBreaching") &&
      "adds events up, and takes no events for none",
  ].filter((difference) => typeof difference === "string");
  if (differences.length > 0) draft.change(places.alarm, differences.join("; "), "an alarm of this name is ours", id);
}

/** What is set of an alarm. */
function valuesOf(alarm: Alarm) {
  const { periodSeconds, evaluationPeriods, actionsEnabled } = alarm;
  return { threshold: thresholdOf(alarm), periodSeconds, evaluationPeriods, actionsEnabled };
}

/** What is set of an alarm, as far as our settings can say it. */
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

/** From how many events on an alarm goes off, if it is a number of events at all. */
function thresholdOf({ threshold, operator }: Alarm): number | undefined {
  if (threshold === undefined || !Number.isInteger(threshold)) return undefined;
  return new Map([
    ["GreaterThanOrEqualToThreshold", threshold],
    ["GreaterThanThreshold", threshold + 1],
  ]).get(operator);
}

/** What AWS allows a log group. */
const most = { filters: 100, withRegex: 5 } as const;
const hasRegex = (pattern: string) => /%[^%]+%/.test(pattern);

/** Says how many of ours fit beside those that are there, unless all do. */
function adviseOnRoom(draft: Draft, { name, filters }: LogGroup, ours: number): void {
  const patterns = detections.flatMap((detection) => Object.values(detection.filters));
  const others = filters.length - ours;
  if (others + patterns.length > most.filters) {
    draft.advise(
      `The log group ${name} has ${others} metric filters that are not ours, and AWS allows ${most.filters}: there is room for ${Math.max(most.filters - others, 0)} of our ${patterns.length}. An apply with more stops half-way.`,
    );
  }
  const withRegex = filters.filter(({ pattern }) => hasRegex(pattern) && !patterns.includes(pattern)).length;
  if (withRegex + patterns.filter(hasRegex).length > most.withRegex) {
    draft.advise(
      `The log group ${name} has ${withRegex} metric filters with regular expressions, and AWS allows ${most.withRegex}: leave out those of ours that have one.`,
    );
  }
}

function leaveOthers(draft: Draft, group: LogGroup, known: readonly MetricFilter[]): void {
  const others = group.filters.filter((filter) => !known.includes(filter));
  if (others.length === 0) return;
  const names = others.map(({ name }) => name).join(", ");
  draft.leave(
    "metric filter",
    names,
    "the catalogue has nothing like it; detections.custom can have it under a new name",
  );
}

import { exceptionIssues } from "../../../capabilities/detections/pattern-input";
import { countedFilters } from "../../../detections";
import { countAlerts, sumsIn, type Periods } from "../count/periods";
import type { Caller } from "../count/sources";
import type { DetectionTally } from "../count/tally";
import type { Reported } from "../rules";

/** A change of a setting that would make a detection quieter, and its price. */
export interface Suggestion {
  readonly change: { readonly threshold: number } | { readonly except: string };
  /** What would cause no alert any more, for people: the caller, or how few events. */
  readonly about: string;
  readonly alertsSaved: number;
  /** What the metric counted of it: an event counts once for each filter that it matches. */
  readonly hitsHidden: number;
}

type Exception = Suggestion & { readonly change: { readonly except: string } };

/** More alerts a week than this are noise. */
const tolerable = 1;
/** An exception has to save this part of the alerts. */
const worthwhile = 0.2;
const maxExceptions = 3;
/** Of an `except`, in characters. */
const maxLength = 400;

/**
 * What would make a detection quieter: exceptions for the callers with most alerts, and the lowest threshold that leaves few alerts, and
 * some. None for severity high and critical; exceptions are for users and roles only, which nobody is without their credentials.
 *
 * @param weeks How long the records are.
 */
export function suggest(detection: Reported, found: DetectionTally, weeks: number): Suggestion[] {
  const alerts = countAlerts(found.periods, detection.threshold);
  const few = tolerable * Math.max(weeks, 1);
  if (["high", "critical"].includes(detection.severity) || alerts <= few) return [];
  return [...exceptions(detection, found, alerts), ...threshold(detection, found.periods, alerts, few)];
}

function threshold({ threshold: present }: Reported, periods: Periods, alerts: number, few: number): Suggestion[] {
  const left = lowestThreshold(periods, present, few);
  if (left === undefined) return [];
  const hidden = [...sumsIn(periods)].filter(({ sum }) => sum >= present && sum < left.threshold);
  return [
    {
      change: { threshold: left.threshold },
      about: `fewer than ${left.threshold} in a period`,
      alertsSaved: alerts - left.alerts,
      hitsHidden: hidden.reduce((total, { sum }) => total + sum, 0),
    },
  ];
}

/** The lowest threshold with some alerts, and few. More alerts may follow from a higher one, which splits periods in a row. */
function lowestThreshold(periods: Periods, present: number, few: number) {
  const all = [...sumsIn(periods)].filter(({ sum }) => sum >= present).sort((a, b) => b.sum - a.sum);
  const breached = new Set<number>();
  let alerts = 0;
  let lowest: { threshold: number; alerts: number } | undefined;
  for (const [index, { period, sum }] of all.entries()) {
    alerts += 1 - Number(breached.has(period - 1)) - Number(breached.has(period + 1));
    breached.add(period);
    const next = all[index + 1]?.sum ?? 0;
    // All periods of this sum are in, and the next lower threshold is one more than the next sum.
    if (next < sum && alerts <= few && next + 1 > present) lowest = { threshold: next + 1, alerts };
  }
  return lowest;
}

function exceptions(detection: Reported, { periods, sources }: DetectionTally, alerts: number): Exception[] {
  // Of a caller that was not counted to the end nobody knows what an exception would hide.
  if (sources.isCut) return [];
  return (
    [...sources.callers.values()]
      .filter((caller): caller is Caller & { condition: string } => caller.condition !== undefined)
      // None saves more alerts than it has periods.
      .filter(({ periods: own }) => own.size >= worthwhile * alerts)
      .map(({ condition, name, hits, periods: own }) => ({
        change: { except: condition },
        about: name,
        alertsSaved: alerts - countAlerts(periods, detection.threshold, own),
        hitsHidden: hits,
      }))
      .filter(({ alertsSaved }) => alertsSaved >= worthwhile * alerts)
      .sort((a, b) => b.alertsSaved - a.alertsSaved || (a.about < b.about ? -1 : 1))
      .slice(0, maxExceptions)
      .reduce<Exception[]>((chosen, next) => (fit([...chosen, next], detection) ? [...chosen, next] : chosen), [])
  );
}

/** Whether exceptions are accepted together, and together with each pattern. */
function fit(suggestions: readonly Exception[], detection: Reported): boolean {
  const except = joined(suggestions);
  return (
    except.length <= maxLength && exceptionIssues([], except, Object.values(countedFilters(detection))).length === 0
  );
}

function joined(suggestions: readonly Exception[]): string {
  return suggestions.map(({ change }) => `(${change.except})`).join(" || ");
}

/** Of suggestions those that go into settings: exceptions, and a threshold only where the detection counts anyway. */
export function settled({ threshold }: Reported, suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const exceptions = suggestions.filter(({ change }) => "except" in change);
  return exceptions.length > 0 ? exceptions : suggestions.filter(() => threshold > 1);
}

/** The alerts of a detection that are left with the settings. */
export function alertsWith({ threshold }: Reported, found: DetectionTally, settled: readonly Suggestion[]): number {
  const raised = settled.flatMap(({ change }) => ("threshold" in change ? [change.threshold] : []));
  const excluded = new Map<number, number>();
  for (const { change } of settled) {
    if (!("except" in change)) continue;
    for (const [period, sum] of found.sources.callers.get(change.except)!.periods)
      excluded.set(period, (excluded.get(period) ?? 0) + sum);
  }
  return countAlerts(found.periods, raised[0] ?? threshold, excluded);
}

/**
 * Suggestions as settings.
 *
 * @returns YAML; empty if nothing is suggested.
 */
export function settingsFor(suggestions: ReadonlyMap<string, readonly Suggestion[]>): string {
  const lines = [...suggestions].flatMap(([id, all]) => {
    const exceptions = all.filter((one): one is Exception => "except" in one.change);
    if (exceptions.length > 0) return [`    ${id}:`, `      except: '${joined(exceptions)}'`];
    return all.flatMap(({ change }) =>
      "threshold" in change ? [`    ${id}:`, `      threshold: ${change.threshold}`] : [],
    );
  });
  return lines.length === 0 ? "" : ["detections:", "  overrides:", ...lines].join("\n");
}

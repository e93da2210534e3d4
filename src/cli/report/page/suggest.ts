import { exceptionIssues } from "../../../capabilities/detections/pattern-input";
import type { Detection } from "../../../detections";
import { countAlerts, sumsIn } from "../count/periods";
import type { Caller } from "../count/sources";
import type { DetectionTally } from "../count/tally";

/** A change of a setting that would make a detection quieter, and its price. */
export interface Suggestion {
  readonly change: { readonly threshold: number } | { readonly except: string };
  /** What it is about, for people: "all but the largest bursts", or the caller. */
  readonly about: string;
  readonly alertsSaved: number;
  /** What the metric counted that would cause no alert any more: an event counts once for each filter that it matches. */
  readonly hitsHidden: number;
}

type Exception = Suggestion & { readonly change: { readonly except: string } };

/** More alerts a week than this are noise. */
const tolerable = 1;
/** An exception has to save this part of the alerts. */
const worthwhile = 0.2;
const maxExceptions = 3;

/**
 * What would make a detection quieter: a threshold with which it alerts at most once a week, and exceptions for the callers with
 * most alerts. None for severity high and critical, and none that a caller could claim to be: exceptions are for ARNs only.
 *
 * @param weeks How long the records are.
 */
export function suggest(detection: Detection, found: DetectionTally, weeks: number): Suggestion[] {
  const alerts = countAlerts(found.periods, detection.threshold);
  if (["high", "critical"].includes(detection.severity) || alerts <= Math.max(tolerable, tolerable * weeks)) return [];
  return [...exceptions(detection, found, alerts), ...threshold(detection, found, alerts, weeks)];
}

function threshold(
  { threshold: present }: Detection,
  { periods }: DetectionTally,
  alerts: number,
  weeks: number,
): Suggestion[] {
  const sums = [...new Set([...sumsIn(periods)].map(({ sum }) => sum))]
    .filter((sum) => sum >= present)
    .sort((a, b) => a - b);
  // The lowest of those that leave few enough: each is one more than a sum that there was.
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (countAlerts(periods, sums[middle]! + 1) <= Math.max(tolerable, tolerable * weeks)) high = middle;
    else low = middle + 1;
  }
  const suggested = sums[low]! + 1;
  const hidden = [...sumsIn(periods)].filter(({ sum }) => sum >= present && sum < suggested);
  return [
    {
      change: { threshold: suggested },
      about: `fewer than ${suggested} events in a period`,
      alertsSaved: alerts - countAlerts(periods, suggested),
      hitsHidden: hidden.reduce((total, { sum }) => total + sum, 0),
    },
  ];
}

function exceptions(
  { filters, threshold }: Detection,
  { periods, sources }: DetectionTally,
  alerts: number,
): Exception[] {
  return [...sources.callers.values()]
    .filter((caller): caller is Caller & { condition: string } => caller.condition !== undefined)
    .map(({ condition, name, periods: own }) => ({
      change: { except: condition },
      about: name,
      alertsSaved: alerts - countAlerts(periods, threshold, own),
      hitsHidden: [...own.values()].reduce((total, sum) => total + sum, 0),
    }))
    .filter(({ alertsSaved }) => alertsSaved >= worthwhile * alerts)
    .sort((a, b) => b.alertsSaved - a.alertsSaved || (a.about < b.about ? -1 : 1))
    .slice(0, maxExceptions)
    .reduce<Exception[]>((chosen, next) => (fit([...chosen, next], filters) ? [...chosen, next] : chosen), []);
}

/** Whether AWS takes exceptions together with each pattern. */
function fit(suggestions: readonly Exception[], filters: Detection["filters"]): boolean {
  return exceptionIssues([], joined(suggestions), Object.values(filters)).length === 0;
}

function joined(suggestions: readonly Exception[]): string {
  return suggestions.map(({ change }) => `(${change.except})`).join(" || ");
}

/**
 * The settings that follow suggestions: for each detection its exceptions, or its threshold if there is none.
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

import { type EventPattern, needsReadOnlyCalls, translate } from "../event-pattern";
import { parse } from "../filter-pattern";
import { countedFilters, type Detection } from "./detection";

/** What a detection is to EventBridge, which decides on each event alone. */
export interface EventRoute {
  /** The event patterns that together match what the detection counts, by the names of its filters. */
  readonly patterns: Readonly<Record<string, EventPattern>>;
  /** Why the other filters that count have none, by their names. */
  readonly refused: Readonly<Record<string, string>>;
  /** Whether a rule gets all these events only if it gets read-only calls of management events as well. */
  readonly needsReadOnlyCalls: boolean;
}

/** Fields that hold a single value in the calls that the detections name. */
const leaves = ["attributeName", "instanceType", "userName", "versionId", "Workflow.Status"].map(
  (name) => `$.requestParameters.${name}`,
);

/** The translation of the whole catalogue takes a tenth of a second. */
const known = new WeakMap<Detection, EventRoute>();

/** The event patterns of a detection. Filters that count nothing have none: they exist for auditors. */
export function eventRoute(detection: Detection): EventRoute {
  const route = known.get(detection) ?? routeOf(detection);
  known.set(detection, route);
  return route;
}

function routeOf(detection: Detection): EventRoute {
  const { threshold, periodSeconds, alarmOnly } = detection;
  const patterns: Record<string, EventPattern> = {};
  const refused: Record<string, string> = {};
  for (const [name, text] of Object.entries(countedFilters(detection))) {
    const translation = translate(parse(text), { leaves });
    if (threshold > 1)
      refused[name] =
        `it counts ${threshold} events in ${periodSeconds} seconds, and EventBridge decides on each event alone`;
    else if (alarmOnly !== undefined) refused[name] = alarmOnly;
    else if (translation.kind === "refused") refused[name] = translation.reason;
    else patterns[name] = translation.pattern;
  }
  return { patterns, refused, needsReadOnlyCalls: Object.values(patterns).some(needsReadOnlyCalls) };
}

/** How many of the events that a detection counts event rules can report. */
export type Reach = "all" | "some" | "none";

export function reach(detection: Detection): Reach {
  const { patterns, refused } = eventRoute(detection);
  if (Object.keys(patterns).length === 0) return "none";
  return Object.keys(refused).length === 0 ? "all" : "some";
}

/** Why only its alarm can report a detection; undefined if an event rule can report at least some of its events. */
export function whyAlarmOnly(detection: Detection): string | undefined {
  if (reach(detection) !== "none") return undefined;
  return [...new Set(Object.values(eventRoute(detection).refused))].join("; ");
}

/** The key of an event rule in Terraform, which is the end of its name as well. A name of a rule cannot contain a slash. */
export function ruleKey(id: string, filter: string): string {
  return filter === "canonical" ? id : `${id}.${filter}`;
}

import { type EventPattern, needsReadOnlyCalls, translate } from "../event-pattern";
import { parse } from "../filter-pattern";
import type { Detection } from "./detection";

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
const leaves = ["instanceType", "userName", "versionId"].map((name) => `$.requestParameters.${name}`);

/** The event patterns of a detection. Filters that count nothing have none: they exist for auditors. */
export function eventRoute({ filters, uncounted = [], threshold, periodSeconds }: Detection): EventRoute {
  const patterns: Record<string, EventPattern> = {};
  const refused: Record<string, string> = {};
  for (const [name, text] of Object.entries(filters)) {
    if (uncounted.includes(name)) continue;
    const translation = translate(parse(text), { leaves });
    if (threshold > 1)
      refused[name] =
        `it counts ${threshold} events in ${periodSeconds} seconds, and EventBridge decides on each event alone`;
    else if (translation.kind === "refused") refused[name] = translation.reason;
    else patterns[name] = translation.pattern;
  }
  return { patterns, refused, needsReadOnlyCalls: Object.values(patterns).some(needsReadOnlyCalls) };
}

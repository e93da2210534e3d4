import type { Detection } from "../detections";
import { eventRoute } from "../detections/event-route";

/** What the page says of all detections and EventBridge, before it says it of each. */
export function eventPatternsText(detections: readonly Detection[]): string {
  const routes = detections.map(eventRoute);
  const isWhole = routes.filter(({ refused }) => Object.keys(refused).length === 0);
  const isCounting = detections.filter(({ threshold }) => threshold > 1);
  const needReadOnly = routes.filter(({ needsReadOnlyCalls }) => needsReadOnlyCalls);
  return `**EventBridge** gets events sooner than the log group, but on a best-effort basis, and those of global services in one region
only. This module creates no EventBridge rule: alarms are the only way to be notified. "Event pattern" says of each detection
whether an EventBridge rule could decide as its filters do. For ${isWhole.length} of ${detections.length} one could; ${isCounting.length} count several events, and a rule decides on
each event alone. Unless its state is \`ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS\`, a rule gets no calls with names that
begin with Describe, Get or List: for ${needReadOnly.length} of the detections it needs that state to see everything.`;
}

/** "yes", "no, because …", or which filters have an event pattern and which do not. */
export function eventPatternText(detection: Detection): string {
  const { patterns, refused, needsReadOnlyCalls } = eventRoute(detection);
  const readOnly = needsReadOnlyCalls ? ", with `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`" : "";
  const [[, reason] = [], ...more] = Object.entries(refused);
  if (reason === undefined) return `yes${readOnly}`;
  const isOneReason = more.every(([, other]) => other === reason);
  if (Object.keys(patterns).length === 0 && isOneReason) return `no, because ${reason}`;
  const accepted = Object.keys(patterns).map((name) => `\`${name}\` yes${readOnly}`);
  return [...accepted, ...Object.entries(refused).map(([name, why]) => `\`${name}\` no, because ${why}`)].join("; ");
}

import type { EventPattern } from "../../event-pattern";
import { evaluate } from "../../event-pattern";
import { begins } from "./identity";
import type { Message } from "./mailbox";
import type { Expectation } from "./plan";

/** When an alert was seen on its way. What was not seen has no time. */
export interface Evidence {
  /** When the trail's event was in the log group. */
  trail?: Date;
  /** When the metric was seen to have counted. */
  metric?: Date;
  /** When the alarm entered ALARM. */
  alarm?: Date;
  /** What CloudWatch says if the alarm could not notify. */
  failure?: string;
  /** When each topic sent it to its subscribers. */
  readonly messages: Map<string, Date>;
}

/** Whether nothing is left to wait for. */
export function isSeen({ route, topicArns }: Expectation, { alarm, messages }: Evidence): boolean {
  const hasChanged = route === "direct alarm" || route === "metric filter" ? alarm !== undefined : true;
  return hasChanged && topicArns.every((arn) => messages.has(arn));
}

/** What distinguishes the alerts of a drill from others. */
export interface Traces {
  readonly id: string;
  /** When each call was made, for the first time. */
  readonly calls: ReadonlyMap<string, Date>;
  /** The drill's id, and ids that AWS gave to what it made: one of them is in every alert about its calls. */
  readonly marks: ReadonlySet<string>;
  /** The ids of its sample findings. */
  readonly findingIds: ReadonlySet<string>;
}

/** Whether a message is the alert that is expected, and of this drill. */
export function isAlertOf({ text }: Message, { route, name, rule, call }: Expectation, traces: Traces): boolean {
  const since = traces.calls.get(call);
  if (since === undefined) return false;
  const content = parsed(text);
  const notification: AlarmNotification = content ?? {};
  if (rule === undefined) {
    return (
      notification.AlarmName === name &&
      notification.NewStateValue === "ALARM" &&
      isAfter(notification.StateChangeTime, since) &&
      (route !== "direct alarm" || (notification.NewStateReason ?? "").startsWith(begins(traces.id)))
    );
  }
  const isOurs = includesOneOf(text, route === "finding" ? traces.findingIds : traces.marks);
  // The notification of an alarm has its title, too.
  if (!isOurs || notification.AlarmName !== undefined) return false;
  // Machines get the event, everybody else the title; that of a finding is GuardDuty's.
  if (content?.["detail"] !== undefined) return evaluate(JSON.parse(rule.pattern) as EventPattern, content);
  return route === "finding" || text.includes(rule.title);
}

/** A record of CloudTrail about a call of the drill; undefined if it is another one. */
export function recordOf(
  text: string,
  traces: Traces,
): { readonly call: string; readonly eventId: string } | undefined {
  if (!includesOneOf(text, traces.marks)) return undefined;
  const { eventName, eventID } = parsed(text) ?? {};
  return typeof eventName === "string" && typeof eventID === "string"
    ? { call: eventName, eventId: eventID }
    : undefined;
}

function includesOneOf(text: string, ids: ReadonlySet<string>): boolean {
  return [...ids].some((id) => text.includes(id));
}

/** What CloudWatch sends. */
interface AlarmNotification {
  readonly AlarmName?: string;
  readonly NewStateValue?: string;
  readonly NewStateReason?: string;
  readonly StateChangeTime?: string;
}

/** Whether a time is not before a call; clocks of AWS differ by less than a second. */
export function isAfter(time: string | Date | undefined, since: Date): boolean {
  return time !== undefined && new Date(time).getTime() >= since.getTime() - 1000;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** How long an alert took, in seconds from the call on. */
export interface Seconds {
  /** Until the trail's event was in the log group. */
  readonly trail?: number;
  /** Until the metric was seen to have counted. */
  readonly metric?: number;
  /** Until the alarm entered ALARM. */
  readonly alarm?: number;
  /** Until topics sent the alert, by their names. */
  readonly messages: Readonly<Record<string, number>>;
}

export function secondsSince(since: Date, { trail, metric, alarm, messages }: Evidence): Seconds {
  const after = (time: Date) => Math.max(0, Math.round((time.getTime() - since.getTime()) / 1000));
  return {
    trail: trail && after(trail),
    metric: metric && after(metric),
    alarm: alarm && after(alarm),
    messages: Object.fromEntries([...messages].map(([arn, time]) => [topicName(arn), after(time)])),
  };
}

export function topicName(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

import { fields, text } from "./event-fields";

/**
 * Who caused the events of a detection, and from where. Only a page shows it, so that the table costs nothing more.
 */
export interface Sources {
  /** By a text that says which caller it is. */
  readonly callers: Map<string, Caller>;
  /** Events by source address, as the events have it: services name themselves there. */
  readonly addresses: Map<string, number>;
}

export interface Caller {
  /** For people. */
  readonly name: string;
  /** A condition of a filter pattern that is true for its events only; undefined for a caller without an ARN. */
  readonly condition: string | undefined;
  events: number;
  /** The metric's sum in each period. */
  readonly periods: Map<number, number>;
}

/**
 * Callers, and addresses, that are counted for a detection. Those that come later are omitted: none of so many is the reason
 * for the noise, which is what they are counted for.
 */
const MAX_SOURCES = 2000;

/** Sums by caller and period over all detections that are counted, some 50 MB. */
export const MAX_SUMS = 1_000_000;

export function emptySources(): Sources {
  return { callers: new Map(), addresses: new Map() };
}

/** What an event says of its source. */
export interface Source {
  readonly name: string;
  readonly condition: string | undefined;
  readonly address: string;
}

/** An ARN that can stand between quotes in a filter pattern. */
const plainArn = /^arn:[\w:/+=,.@-]+$/;

/**
 * The source of an event. Roles are one caller in all their sessions. Whatever a caller writes (session name, user agent) decides
 * nothing.
 */
export function sourceOf(event: unknown): Source {
  const root = fields(event);
  const identity = fields(root["userIdentity"]);
  const issuer = text(fields(fields(identity["sessionContext"])["sessionIssuer"])["arn"]);
  const arn = text(identity["arn"]);
  const address = text(root["sourceIPAddress"]);
  if (plainArn.test(issuer))
    return { name: issuer, condition: `$.userIdentity.sessionContext.sessionIssuer.arn = "${issuer}"`, address };
  // Without its issuer the ARN of a session contains the name that its caller chose.
  if (plainArn.test(arn) && !arn.includes(":assumed-role/"))
    return { name: arn, condition: `$.userIdentity.arn = "${arn}"`, address };
  const others = [
    arn,
    ...["userName", "principalId", "invokedBy", "accountId", "type"].map((key) => text(identity[key])),
  ];
  return { name: others.find((name) => name !== "") ?? "unknown", condition: undefined, address };
}

/**
 * Counts an event of a source.
 *
 * @param period Undefined if it is counted in none.
 * @param isFull Whether no further sums are taken.
 * @returns How many sums it added.
 */
export function countSource(
  { callers, addresses }: Sources,
  { name, condition, address }: Source,
  period: number | undefined,
  sum: number,
  isFull: boolean,
): number {
  if (addresses.has(address) || addresses.size < MAX_SOURCES) addresses.set(address, (addresses.get(address) ?? 0) + 1);
  const key = condition ?? name;
  let caller = callers.get(key);
  if (caller === undefined) {
    if (callers.size === MAX_SOURCES) return 0;
    callers.set(key, (caller = { name, condition, events: 0, periods: new Map() }));
  }
  caller.events++;
  if (period === undefined || (isFull && !caller.periods.has(period))) return 0;
  const before = caller.periods.get(period);
  caller.periods.set(period, (before ?? 0) + sum);
  return before === undefined ? 1 : 0;
}

/** Adds `others` to `sources`. */
export function addSources(sources: Sources, others: Sources): void {
  for (const [address, events] of others.addresses)
    sources.addresses.set(address, (sources.addresses.get(address) ?? 0) + events);
  for (const [key, other] of others.callers) {
    const caller = sources.callers.get(key);
    if (caller === undefined) sources.callers.set(key, other);
    else {
      caller.events += other.events;
      for (const [period, sum] of other.periods) caller.periods.set(period, (caller.periods.get(period) ?? 0) + sum);
    }
  }
}

import { fields, text } from "./event-fields";

/**
 * Who caused the events of a detection, and from where. Only a page shows it, so that the table costs nothing more.
 */
export interface Sources {
  /** By a text that says which caller it is. */
  readonly callers: Map<string, Caller>;
  /** Events by source address, as the events have it: services name themselves there. */
  readonly addresses: Map<string, number>;
  /** Whether something was not counted, because there is too much: then the numbers are the least that there is. */
  isCut: boolean;
}

export interface Caller {
  /** For people. */
  readonly name: string;
  /** A condition of a filter pattern that is true for its events only; undefined for a caller who is no user and no role. */
  readonly condition: string | undefined;
  events: number;
  /** What the metric counted of them. */
  hits: number;
  /** The metric's sum in each period. */
  readonly periods: Map<number, number>;
}

/** Callers, and addresses, that a thread counts for a detection. */
const MAX_SOURCES = 2000;

/** Sums by caller and period over all detections that a thread counts, some 50 MB. */
export const MAX_SUMS = 1_000_000;

export function emptySources(): Sources {
  return { callers: new Map(), addresses: new Map(), isCut: false };
}

/** What an event says of its source. */
export interface Source {
  readonly name: string;
  readonly condition: string | undefined;
  readonly address: string;
}

/** A user or a role of IAM: nobody is one without its credentials, as anybody can be the root user who fails to sign in. */
const ofIam = /^arn:[\w-]+:iam::\d{12}:(user|role)\/[\w/+=,.@-]+$/;

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
  if (ofIam.test(issuer))
    return { name: issuer, condition: `$.userIdentity.sessionContext.sessionIssuer.arn = "${issuer}"`, address };
  if (ofIam.test(arn)) return { name: arn, condition: `$.userIdentity.arn = "${arn}"`, address };
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
  sources: Sources,
  { name, condition, address }: Source,
  period: number | undefined,
  sum: number,
  isFull: boolean,
): number {
  const { callers, addresses } = sources;
  if (addresses.has(address) || addresses.size < MAX_SOURCES) addresses.set(address, (addresses.get(address) ?? 0) + 1);
  else sources.isCut = true;
  const key = condition ?? name;
  let caller = callers.get(key);
  if (caller === undefined) {
    if (callers.size === MAX_SOURCES) {
      sources.isCut = true;
      return 0;
    }
    callers.set(key, (caller = { name, condition, events: 0, hits: 0, periods: new Map() }));
  }
  caller.events++;
  caller.hits += sum;
  if (period === undefined) return 0;
  if (isFull && !caller.periods.has(period)) {
    sources.isCut = true;
    return 0;
  }
  const before = caller.periods.get(period);
  caller.periods.set(period, (before ?? 0) + sum);
  return before === undefined ? 1 : 0;
}

/** Adds `others` to `sources`. */
export function addSources(sources: Sources, others: Sources): void {
  sources.isCut ||= others.isCut;
  for (const [address, events] of others.addresses)
    sources.addresses.set(address, (sources.addresses.get(address) ?? 0) + events);
  for (const [key, other] of others.callers) {
    const caller = sources.callers.get(key);
    if (caller === undefined) sources.callers.set(key, other);
    else {
      caller.events += other.events;
      caller.hits += other.hits;
      for (const [period, sum] of other.periods) caller.periods.set(period, (caller.periods.get(period) ?? 0) + sum);
    }
  }
}

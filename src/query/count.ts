import { type Expression, type JsonCondition, type JsonPattern, Refusal, orRefused, parse } from "../filter-pattern";
import type { Difference } from "./difference";
import { necessaryConditions } from "./necessary";
import { quote, quoteAll } from "./sql";
import { toSql } from "./translate/to-sql";

/**
 * The most bytes of a query that Athena accepts.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
export const MAX_QUERY_BYTES = 262_144;

/** The most bytes of one detection's conditions: the query has them twice at most, and the rest. */
const MAX_DETECTION_BYTES = 100_000;

/** What is counted: events that a filter matches, once for each filter, as the metric of the detection does. */
export interface CountedDetection {
  readonly id: string;
  /** Filter patterns that feed the metric. */
  readonly filters: readonly string[];
  /** Events that do not count: a condition of a JSON filter pattern, without its braces. */
  readonly except?: string | undefined;
  /** The number of hits in a period that triggers the alarm. */
  readonly threshold: number;
  readonly periodSeconds: number;
}

/** Where is counted. Each restricts what Athena reads, and bills. */
export interface Scope {
  readonly database: string;
  readonly table: string;
  /** The first and the last day in UTC, both inclusive. CloudTrail sorts log files by the day of their delivery. */
  readonly from: Date;
  readonly to: Date;
  /** Unset: all that the table knows. */
  readonly accounts?: readonly [string, ...string[]] | undefined;
  readonly regions?: readonly [string, ...string[]] | undefined;
}

/** One query, and the detections that it counts. */
export interface CountQuery {
  /**
   * Returns a row for each detection and period in which an event matched: `detection`, `period_start` (in seconds since 1970; null for
   * events without a readable time), `hits`, `is_alarm` (whether the hits reach the threshold), `events`, `first_time`, `last_time` and
   * `example`: of the first event its `eventTime`, `eventID`, `eventName` and caller, a line each.
   */
  readonly sql: string;
  readonly detections: readonly { readonly id: string; readonly differences: readonly Difference[] }[];
}

/** A detection that no query counts. */
export interface Uncounted {
  readonly id: string;
  readonly reason: string;
}

/**
 * Queries that count what detections would have matched, each in one scan of the table: one, or several where Athena would not accept
 * its text.
 *
 * An event is counted once, however often it was delivered. Events beyond 256 KB are counted, too, which no metric filter sees.
 *
 * @returns The queries of a scope, of which there may be several: the detections are translated once.
 * @throws FilterPatternError
 */
export function countQueries(detections: readonly CountedDetection[]): {
  readonly queriesIn: (scope: Scope) => readonly CountQuery[];
  readonly uncounted: readonly Uncounted[];
} {
  const parts = detections.map((detection) => ({ detection, part: partOf(detection) }));
  const counted = parts.flatMap(({ detection, part }) => (part.kind === "part" ? [{ detection, part }] : []));
  const refused = parts.flatMap(({ detection: { id }, part }) =>
    part.kind === "refused" ? [{ id, reason: part.reason }] : [],
  );
  return { queriesIn: (scope) => split(counted, scope), uncounted: refused };
}

interface Part {
  readonly kind: "part";
  /** How many filters match an event, in SQL. */
  readonly hits: string;
  readonly necessary: readonly JsonCondition[];
  readonly differences: readonly Difference[];
}

type Counted = readonly { readonly detection: CountedDetection; readonly part: Part }[];

function split(counted: Counted, scope: Scope): readonly CountQuery[] {
  if (counted.length === 0) return [];
  const sql = write(counted, scope);
  if (counted.length === 1 || Buffer.byteLength(sql) <= MAX_QUERY_BYTES)
    return [{ sql, detections: counted.map(({ detection: { id }, part: { differences } }) => ({ id, differences })) }];
  const middle = Math.ceil(counted.length / 2);
  return [...split(counted.slice(0, middle), scope), ...split(counted.slice(middle), scope)];
}

function partOf({ filters, except }: CountedDetection) {
  return orRefused<Part>(() => {
    const differences = new Map<string, Difference>();
    const translated = (pattern: JsonPattern): string => {
      const result = toSql(pattern);
      if (result.kind === "refused") throw new Refusal(result.reason, result);
      for (const difference of result.differences)
        differences.set(`${difference.field} ${difference.holds}`, difference);
      return result.sql;
    };
    if (filters.length === 0) throw new Refusal("it has no filter", nowhere);
    const patterns = filters.map(parseJson);
    const matching = patterns.map((pattern) => `IF(${translated(pattern)}, 1, 0)`).join(" + ");
    const hits = except === undefined ? matching : `IF(${translated(parseJson(`{ ${except} }`))}, 0, ${matching})`;
    const bytes = Buffer.byteLength(hits);
    if (bytes > MAX_DETECTION_BYTES)
      throw new Refusal(`its conditions in SQL have ${bytes} bytes, of ${MAX_DETECTION_BYTES}`, nowhere);
    return {
      kind: "part",
      hits,
      necessary: patterns.flatMap(({ condition }) => necessaryConditions(condition)),
      differences: [...differences.values()],
    };
  });
}

function parseJson(text: string): JsonPattern {
  const pattern = parse(text);
  if (pattern.kind !== "json")
    throw new Refusal(`only JSON patterns are counted, this is one of ${pattern.kind}`, pattern);
  return pattern;
}

/**
 * Each detection is a column of its own up to the aggregation: Trino compiles the expression of a column to one method of Java, whose size
 * is limited. What no detection can match is omitted before, by names of events mostly.
 */
function write(counted: Counted, { database, table, from, to, accounts, regions }: Scope): string {
  const scanned = [
    `dt BETWEEN ${quote(partitionOf(from))} AND ${quote(partitionOf(to))}`,
    ...(accounts === undefined ? [] : [`account IN (${quoteAll(accounts)})`]),
    ...(regions === undefined ? [] : [`region IN (${quoteAll(regions)})`]),
    necessary(counted.flatMap(({ part }) => part.necessary)),
  ];
  const columns = counted.map(({ part }, index) => `    ${part.hits} AS d${index + 1}`);
  const values = counted.map(
    ({ detection: { id, threshold, periodSeconds } }, index) =>
      `    (${index + 1}, ${quote(id)}, ${threshold}, ${periodSeconds})`,
  );
  return `WITH candidates AS (
  SELECT
    coalesce(eventid, CAST(uuid() AS VARCHAR)) AS id, eventname, eventtime, ${example} AS example,
${columns.join(",\n")}
  FROM ${identifier(database)}.${identifier(table)}
  WHERE ${scanned.join("\n    AND ")}
), events AS (
  SELECT eventtime, min(example) AS example, ARRAY[${counted.map((_, index) => `max(d${index + 1})`).join(", ")}] AS hits
  FROM candidates
  GROUP BY id, eventname, eventtime
), detections (number, detection, threshold, seconds) AS (
  VALUES
${values.join(",\n")}
)
SELECT
  detection,
  CAST(floor(to_unixtime(TRY(from_iso8601_timestamp(eventtime))) / seconds) AS BIGINT) * seconds AS period_start,
  sum(element_at(hits, number)) AS hits,
  sum(element_at(hits, number)) >= max(threshold) AS is_alarm,
  count(*) AS events,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time,
  min(example) AS example
FROM events CROSS JOIN detections
WHERE element_at(hits, number) > 0
GROUP BY 1, 2
ORDER BY 1, 2`;
}

/** Times of CloudTrail sort as texts do; a text that begins with one is the least of the first event. */
const example = [
  "eventtime",
  "eventid",
  "eventname",
  `coalesce(${["arn", "username", "principalid", "invokedby", "accountid", "type"].map((name) => `useridentity.${name}`).join(", ")})`,
]
  .map((text) => `coalesce(${text}, '')`)
  .join(" || chr(10) || ");

/** Of what no pattern's text says. */
const nowhere = { start: 0, end: 0 };

function necessary(conditions: readonly JsonCondition[]): string {
  const condition: Expression<JsonCondition> = { kind: "or", operands: conditions, ...nowhere };
  const result = toSql({ kind: "json", condition, ...nowhere });
  // Each of the conditions was translated before.
  if (result.kind === "refused") throw new Error(result.reason);
  return result.sql;
}

/** A day as the partitions of the table have it: `2026/11/30`. */
export function partitionOf(day: Date): string {
  return day.toISOString().slice(0, 10).replaceAll("-", "/");
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

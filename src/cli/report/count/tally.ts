import { MAX_PAGES, type Periods, addPeriods, addToPeriod } from "./periods";
import { MAX_SUMS, type Source, type Sources, addSources, countSource, emptySources } from "./sources";

/** An event as a person would name it. */
export interface Example {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly who: string;
}

/** What one detection matched. */
export interface DetectionTally {
  /** Events that at least one filter matches. */
  events: number;
  /** The metric's sum in every period: an event counts once for every filter it matches. */
  readonly periods: Periods;
  /** The first event by time, so that the order in which files are read makes no difference. */
  example?: Example;
  /** Empty unless they are counted. */
  readonly sources: Sources;
}

/** Input that could not be read. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; undefined where the whole file is meant. */
  readonly record?: number;
  readonly reason: string;
}

/** Input of one kind that is not CloudTrail's records. */
export interface Other {
  readonly files: number;
  /** JSON objects in those files; 0 for what is not JSON. */
  readonly objects: number;
  /** The first of the files by name. */
  readonly example: string;
}

/** What was found in any number of files. */
export interface Tally {
  files: number;
  /** Each event once, however often it was delivered. */
  records: number;
  /** Records of events that were seen before. */
  repeated: number;
  /** Records that were counted and could not be remembered; see KnownEvents. */
  unremembered: number;
  /** Records too large for CloudTrail to deliver to CloudWatch Logs; not matched. */
  undelivered: number;
  /** Records that were parsed, because a filter may match them. */
  examined: number;
  /** Of the periods of all detections. */
  pages: number;
  /** Of the periods of all callers. */
  sums: number;
  /** The earliest and the latest time of an event, in ISO 8601; unset unless they are looked for. */
  span?: { readonly first: string; readonly last: string };
  /** Days with an event, `2026-11-30`; empty unless they are looked for. */
  readonly days: Set<string>;
  /** By position in the catalogue. */
  readonly detections: readonly DetectionTally[];
  /** By kind. */
  readonly others: Map<string, Other>;
  problemCount: number;
  /** Not more than {@link MAX_PROBLEMS} of them. */
  readonly problems: Problem[];
}

/** Problems that are listed; the rest are only counted. */
const MAX_PROBLEMS = 1000;

export function emptyTally(detections: number): Tally {
  return {
    files: 0,
    records: 0,
    repeated: 0,
    unremembered: 0,
    undelivered: 0,
    examined: 0,
    pages: 0,
    sums: 0,
    days: new Set(),
    detections: Array.from({ length: detections }, () => ({ events: 0, periods: new Map(), sources: emptySources() })),
    others: new Map(),
    problemCount: 0,
    problems: [],
  };
}

export function addProblem(tally: Tally, problem: Problem): void {
  tally.problemCount++;
  if (tally.problems.length < MAX_PROBLEMS) tally.problems.push(problem);
}

export function addOther({ others }: Tally, kind: string, { files, objects, example }: Other): void {
  const known = others.get(kind) ?? { files: 0, objects: 0, example };
  others.set(kind, {
    files: known.files + files,
    objects: known.objects + objects,
    example: known.example < example ? known.example : example,
  });
}

/** Adds `other` to `tally`. */
export function merge(tally: Tally, other: Tally): void {
  tally.files += other.files;
  tally.records += other.records;
  tally.repeated += other.repeated;
  tally.unremembered += other.unremembered;
  for (const [kind, found] of other.others) addOther(tally, kind, found);
  tally.undelivered += other.undelivered;
  tally.examined += other.examined;
  tally.sums += other.sums;
  if (other.span !== undefined) for (const time of Object.values(other.span)) offerTime(tally, time);
  for (const day of other.days) tally.days.add(day);
  tally.problemCount += other.problemCount;
  tally.problems.push(...other.problems.slice(0, MAX_PROBLEMS - tally.problems.length));
  tally.detections.forEach((detection, index) => {
    const { events, periods, example, sources } = other.detections[index]!;
    addSources(detection.sources, sources);
    detection.events += events;
    addPeriods(detection.periods, periods);
    if (example !== undefined) offerExample(detection, example);
  });
}

/** Returns whether the sum could be counted. */
export function countInPeriod(tally: Tally, detection: number, period: number, sum: number): boolean {
  const isNew = addToPeriod(tally.detections[detection]!.periods, period, sum, tally.pages === MAX_PAGES);
  if (isNew) tally.pages++;
  return isNew !== undefined;
}

/** Counts an event of a detection for its source. */
export function countInSource(
  tally: Tally,
  detection: number,
  source: Source,
  period: number | undefined,
  sum: number,
): void {
  const { sources } = tally.detections[detection]!;
  tally.sums += countSource(sources, source, period, sum, tally.sums >= MAX_SUMS);
}

/** CloudTrail's times, which are all in the same form, so that texts compare as times do. */
const cloudTrailTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Extends time span and days to a time; other texts than CloudTrail's times are ignored. */
export function offerTime(tally: Tally, time: string): void {
  const { first = time, last = time } = tally.span ?? {};
  const day = time.slice(0, 10);
  if (time >= first && time <= last && tally.days.has(day)) return;
  if (!cloudTrailTime.test(time) || Number.isNaN(Date.parse(time))) return;
  tally.span = { first: time < first ? time : first, last: time > last ? time : last };
  tally.days.add(day);
}

/** Keeps the earlier of two examples. */
export function offerExample(detection: DetectionTally, example: Example): void {
  if (detection.example === undefined || isEarlier(example, detection.example)) detection.example = example;
}

function isEarlier(one: Example, other: Example): boolean {
  const [time, otherTime] = [timeOf(one), timeOf(other)];
  return time === otherTime ? rank(one) < rank(other) : time < otherTime;
}

/** An example without a time comes last. */
function timeOf({ eventTime }: Example): number {
  const time = Date.parse(eventTime);
  return Number.isNaN(time) ? Infinity : time;
}

function rank({ eventTime, eventID, eventName, who }: Example): string {
  return [eventTime, eventID, eventName, who].join("\n");
}

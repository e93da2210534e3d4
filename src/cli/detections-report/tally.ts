/** An event as a person would name it. */
export interface Example {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly who: string;
}

/** What one detection found. */
export interface DetectionTally {
  /** Events that at least one filter matches. */
  events: number;
  /** Start of a period in epoch seconds, and the metric's sum in it: an event counts once for every filter it matches. */
  readonly periods: Map<number, number>;
  /** The first event by time, so that the order in which files are read makes no difference. */
  example?: Example;
}

/** Input that could not be read. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; undefined where the whole file is meant. */
  readonly record?: number;
  readonly reason: string;
}

/** What was found in any number of files. */
export interface Tally {
  files: number;
  records: number;
  /** Records too large for CloudTrail to deliver to CloudWatch Logs; not matched. */
  undelivered: number;
  /** Records that the pre-selection let through. */
  examined: number;
  /** By position in the catalogue. */
  readonly detections: readonly DetectionTally[];
  problemCount: number;
  /** Not more than {@link MAX_PROBLEMS} of them. */
  readonly problems: Problem[];
}

/** Problems that are kept; the rest are only counted. */
const MAX_PROBLEMS = 1000;

export function emptyTally(detections: number): Tally {
  return {
    files: 0,
    records: 0,
    undelivered: 0,
    examined: 0,
    detections: Array.from({ length: detections }, () => ({ events: 0, periods: new Map() })),
    problemCount: 0,
    problems: [],
  };
}

export function addProblem(tally: Tally, problem: Problem): void {
  tally.problemCount++;
  if (tally.problems.length < MAX_PROBLEMS) tally.problems.push(problem);
}

/** Adds `other` to `tally`. */
export function merge(tally: Tally, other: Tally): void {
  tally.files += other.files;
  tally.records += other.records;
  tally.undelivered += other.undelivered;
  tally.examined += other.examined;
  tally.problemCount += other.problemCount;
  tally.problems.push(...other.problems.slice(0, MAX_PROBLEMS - tally.problems.length));
  tally.detections.forEach((detection, index) => {
    const { events, periods, example } = other.detections[index]!;
    detection.events += events;
    for (const [period, sum] of periods) addToPeriod(detection, period, sum);
    if (example !== undefined) offerExample(detection, example);
  });
}

export function addToPeriod({ periods }: DetectionTally, period: number, sum: number): void {
  periods.set(period, (periods.get(period) ?? 0) + sum);
}

/** Keeps the earlier of two examples. */
export function offerExample(detection: DetectionTally, example: Example): void {
  if (detection.example === undefined || rank(example) < rank(detection.example)) detection.example = example;
}

function rank({ eventTime, eventID, eventName, who }: Example): string {
  // Without a time it is no good example.
  return [eventTime === "" ? "~" : eventTime, eventID, eventName, who].join("\n");
}

/** In how many periods the alarm of a detection would have gone off. */
export function breachedPeriods({ periods }: DetectionTally, threshold: number): number {
  let breached = 0;
  for (const sum of periods.values()) if (sum >= threshold) breached++;
  return breached;
}

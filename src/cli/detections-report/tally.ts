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
  /** Records that were counted although there was no more place to remember them; see KnownEvents. */
  unremembered: number;
  /** Records too large for CloudTrail to deliver to CloudWatch Logs; not matched. */
  undelivered: number;
  /** Records that the pre-selection let through. */
  examined: number;
  /** By position in the catalogue. */
  readonly detections: readonly DetectionTally[];
  /** By kind. */
  readonly others: Map<string, Other>;
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
    repeated: 0,
    unremembered: 0,
    undelivered: 0,
    examined: 0,
    detections: Array.from({ length: detections }, () => ({ events: 0, periods: new Map() })),
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

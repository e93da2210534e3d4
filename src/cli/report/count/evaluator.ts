import { countedFilters, type Detection } from "../../../detections";
import { type FilterPattern, type LogEvent, type Matcher, compile, parse, parseEvent } from "../../../filter-pattern";
import { compactLength } from "../json-stream/json-bytes";
import type { RawRecord } from "../json-stream/raw-record";
import { WantedKeys } from "../json-stream/wanted-keys";
import { Preselection } from "../select/preselection";
import { fields, text } from "./event-fields";
import { KnownEvents } from "./known-events";
import { RecordFields } from "./record-fields";
import { sourceOf } from "./sources";
import {
  type Example,
  type Tally,
  addProblem,
  countInPeriod,
  countInSource,
  emptyTally,
  offerExample,
  offerTime,
} from "./tally";

/**
 * CloudTrail does not send larger events to CloudWatch Logs, so that no filter there sees them.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
export const MAX_DELIVERED_BYTES = 256 * 1024;

/** What the evaluation needs of a detection. */
export type DetectionFilters = Pick<Detection, "filters" | "uncounted" | "periodSeconds">;

interface Filter {
  readonly detection: number;
  readonly pattern: FilterPattern;
  /** Compiled when the first record may match it. */
  matches?: Matcher;
}

/** Evaluates detections over records, and counts what they match. */
export class Evaluator {
  readonly tally: Tally;
  /** The file that the next records come from, for problems. */
  file = "";
  /** What records have to be searched for. */
  readonly keys = new WantedKeys();
  private readonly filters: readonly Filter[];
  private readonly preselection: Preselection;
  private readonly fields = new RecordFields(this.keys);

  constructor(
    private readonly detections: readonly DetectionFilters[],
    private readonly known = new KnownEvents(),
    /** Whether sources and the time span are counted as well. */
    private readonly inDetail = false,
  ) {
    this.filters = detections.flatMap((one, detection) =>
      Object.values(countedFilters(one)).map((text) => ({ detection, pattern: parse(text) })),
    );
    this.preselection = new Preselection(
      this.filters.map(({ pattern }) => pattern),
      this.keys,
    );
    this.tally = emptyTally(detections.length);
  }

  /** Returns false if the object is not a CloudTrail record. */
  record(record: RawRecord, number: number): boolean {
    this.fields.read(record);
    if (!this.fields.isRecord) return false;
    if (this.isRepeated()) this.tally.repeated++;
    else this.evaluate(record, number);
    return true;
  }

  private isRepeated(): boolean {
    const { hasId, hash } = this.fields;
    if (!hasId) return false;
    const answer = this.known.add(hash.first, hash.second);
    if (answer === "no place") this.tally.unremembered++;
    return answer === "known";
  }

  private evaluate(record: RawRecord, number: number): void {
    const { bytes, start, end } = record;
    this.tally.records++;
    if (this.inDetail) offerTime(this.tally, this.fields.time(record));
    if (end - start > MAX_DELIVERED_BYTES && compactLength(record) > MAX_DELIVERED_BYTES) {
      this.tally.undelivered++;
      return;
    }
    const candidates = this.preselection.candidates(record);
    if (candidates.length === 0) return;
    this.tally.examined++;
    const event = parseEvent(bytes.toString("utf8", start, end));
    if (event.json === undefined) this.problem("not JSON", number);
    else this.match(event, candidates, number);
  }

  problem(reason: string, record?: number): void {
    addProblem(this.tally, record === undefined ? { file: this.file, reason } : { file: this.file, record, reason });
  }

  private match(event: LogEvent, candidates: readonly number[], number: number): void {
    const sums = new Map<number, number>();
    for (const candidate of candidates) {
      const filter = this.filters[candidate]!;
      const { detection, matches = (filter.matches = compile(filter.pattern)) } = filter;
      if (matches(event)) sums.set(detection, (sums.get(detection) ?? 0) + 1);
    }
    if (sums.size === 0) return;
    const example = describe(event);
    const time = Date.parse(example.eventTime) / 1000;
    const source = this.inDetail ? sourceOf(event.json) : undefined;
    if (Number.isNaN(time))
      this.problem("matched, but counted in no period: eventTime is missing or not a time", number);
    for (const [index, sum] of sums) {
      const tally = this.tally.detections[index]!;
      const { periodSeconds } = this.detections[index]!;
      tally.events++;
      offerExample(tally, example);
      const period = Number.isNaN(time) ? undefined : Math.floor(time / periodSeconds);
      if (source !== undefined) countInSource(this.tally, index, source, period, sum);
      if (period !== undefined && !countInPeriod(this.tally, index, period, sum))
        this.problem("matched, but counted in no period: the times of the events are too far apart", number);
    }
  }
}

function describe(event: LogEvent): Example {
  const root = fields(event.json);
  const identity = fields(root["userIdentity"]);
  const who = ["arn", "userName", "principalId", "invokedBy", "accountId", "type"].map((key) => text(identity[key]));
  return {
    eventID: text(root["eventID"]),
    eventTime: text(root["eventTime"]),
    eventName: text(root["eventName"]),
    who: who.find((name) => name !== "") ?? "",
  };
}

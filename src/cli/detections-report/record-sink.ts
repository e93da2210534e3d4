import type { KeyPositions } from "./key-positions";

/** A JSON value in the input; good only during the call that it is given to. */
export interface RawValue {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A JSON object in the input. */
export interface RawRecord extends RawValue {
  readonly keys: KeyPositions;
}

/** Takes what a {@link RecordSplitter} finds. Records are counted from 1 in each input. */
export interface RecordSink {
  record(record: RawRecord, number: number): void;
  /** What stands where a record is expected, and is no object. */
  other(value: RawValue, number: number): void;
  /** Something that is not JSON; without a number it is about the whole input. */
  problem(reason: string, number?: number): void;
}

import type { KeyPositions } from "./key-positions";

/** A JSON value in the input; valid only during the call that receives it. */
export interface RawValue {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A JSON object in the input. */
export interface RawRecord extends RawValue {
  readonly keys: KeyPositions;
}

/** Receives what a {@link RecordSplitter} finds. Records are counted from 1 in each input. */
export interface RecordSink {
  record(record: RawRecord, number: number): void;
  /** A value in the place of a record that is not an object. */
  other(value: RawValue, number: number): void;
  /** Something that is not JSON; without a number it is about the whole input. */
  problem(reason: string, number?: number): void;
}

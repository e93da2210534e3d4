import type { FoundKeys, WantedKeys } from "./wanted-keys";

/** JSON, and the same memory for reading several bytes at once. */
export interface Json {
  readonly bytes: Buffer;
  readonly words: DataView;
}

/** A JSON value in the input; valid only during the call that receives it. */
export interface RawValue extends Json {
  readonly start: number;
  readonly end: number;
}

/** A JSON object in the input. */
export interface RawRecord extends RawValue {
  readonly keys: FoundKeys;
}

/** Receives what a {@link RecordSplitter} finds. Records are counted from 1 in each input. */
export interface RecordSink {
  /** The keys that records are searched for. */
  readonly keys: WantedKeys;
  record(record: RawRecord, number: number): void;
  /** A value in the place of a record that is not an object. */
  other(value: RawValue, number: number): void;
  /** Something that is not JSON; without a number it is about the whole input. */
  problem(reason: string, number?: number): void;
}

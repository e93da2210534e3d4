import type { KeyPositions } from "./key-positions";

/** A JSON object in the input; good only during the call that it is given to. */
export interface RawRecord {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly keys: KeyPositions;
}

/** Takes what a {@link RecordSplitter} finds. Records are counted from 1 in each input. */
export interface RecordSink {
  record(record: RawRecord, number: number): void;
  /** Something that is no record; without a number it is about the whole input. */
  problem(reason: string, number?: number): void;
}

import { followsLineBreak, isAt, isByteOrderMark, isScalar, isSpace, plainEnd, stringEnd } from "./json-bytes";
import type { Json, RecordSink } from "./raw-record";
import { FoundKeys } from "./wanted-keys";

/** Longest record that is read, in bytes; a longer one is reported and skipped. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** Deepest nesting that is followed. */
const MAX_DEPTH = 10_000;

/** No depth is that of records: in the rest of `{"Records":[…], …}`. */
const NOWHERE = -1;

/** Keys of arrays that hold records or their wrappers: CloudTrail, lookup-events, CloudWatch Logs, AWS Config. */
const ENVELOPES = ["Records", "Events", "events", "logEvents", "configurationItems"].map((key) =>
  Buffer.from(`"${key}"`),
);

/** What the grammar of JSON allows next: a value up to {@link VALUE_OR_CLOSE}, a string before {@link COLON}. */
const VALUE = 0;
const VALUE_OR_CLOSE = 1;
const KEY = 2;
const KEY_OR_CLOSE = 3;
const COLON = 4;
const COMMA_OR_CLOSE = 5;

/** What is open. */
const ARRAY = 0;
const OBJECT = 1;

export interface SplitterOptions {
  readonly maxRecordBytes?: number;
  /** Whether each line has a time and a space before the record, as in exports of CloudWatch Logs. */
  readonly isStamped?: boolean;
}

/**
 * Finds the records in the bytes of `{"Records":[…]}` (see {@link ENVELOPES}), of an array, or of objects one after the
 * other, in chunks of any size.
 *
 * `JSON.parse` would be less code. It takes more CPU (docs/detections-measured.md), holds a whole file in memory, and
 * returns nothing of a damaged one.
 *
 * It follows brackets and strings and builds nothing; whether numbers and words are well-formed shows only where a record is
 * parsed. It holds the chunk and the beginning of one record, which never exceeds the limit.
 */
export class RecordSplitter implements Json {
  private readonly maxRecordBytes: number;
  private readonly isStamped: boolean;
  private isEmpty = true;
  private number = 0;
  private depth = 0;
  private readonly kinds = new Uint8Array(MAX_DEPTH + 1);
  private expected = VALUE;
  /** The depth at which values are records: 0 where one follows the other, 1 in an array, 2 in `Records`. */
  private recordDepth = 0;

  /** Whether the chunks so far end within a string, a number or word, or a line that is skipped. */
  private within: "nothing" | "string" | "scalar" | "stamp" | "skipped line" | "skipped rest" = "nothing";
  private escaped = 0;
  private hasEscape = false;

  bytes: Buffer = Buffer.alloc(0);
  words = wordsOf(this.bytes);
  /** Where the current record starts in `bytes`; -1 outside records and in one that is too long. */
  private start = -1;
  private readonly keys: FoundKeys;
  private keyStart = 0;
  private inRecord = false;

  constructor(
    private readonly sink: RecordSink,
    { maxRecordBytes = MAX_RECORD_BYTES, isStamped = false }: SplitterOptions = {},
  ) {
    this.keys = new FoundKeys(sink.keys);
    this.maxRecordBytes = maxRecordBytes;
    this.isStamped = isStamped;
  }

  /** Bytes that are kept until the next chunk. */
  get held(): number {
    return this.bytes.length;
  }

  push(chunk: Buffer): void {
    const from = this.bytes.length;
    this.bytes = from === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    this.words = wordsOf(this.bytes);
    this.scan(from);
    if (this.bytes.length - this.start > this.maxRecordBytes) this.start = -1;
    if (this.start === -1) this.bytes = this.bytes.subarray(0, 0);
    else {
      // A copy, because the caller may reuse the memory of the chunk.
      this.bytes = Buffer.from(this.bytes.subarray(this.start));
      this.start = 0;
    }
  }

  /** Call it after the last chunk. */
  end(): void {
    if (this.within === "skipped line" || this.within === "skipped rest") return;
    if (this.depth === 0 && this.within === "scalar") this.endValue(this.bytes.length);
    else if (this.depth > 0 || this.within === "string")
      this.sink.problem("the input ends too early", this.inRecord ? this.number : undefined);
    else if (this.isEmpty) this.sink.problem("empty");
  }

  private scan(from: number): void {
    const { bytes } = this;
    const end = bytes.length;
    let i = this.resume(from);
    while (i < end) {
      if (this.start !== -1 && this.depth > this.recordDepth) i = this.skim(i);
      if (i === end) return;
      const byte = bytes[i]!;
      switch (byte) {
        case 0x22:
          i = this.expected < COLON ? this.beginString(i) : this.fail(i);
          break;
        case 0x3a:
          i = this.expected === COLON ? this.expect(VALUE, i + 1) : this.fail(i);
          break;
        case 0x2c: {
          const next = this.kinds[this.depth] === OBJECT ? KEY : VALUE;
          i = this.expected === COMMA_OR_CLOSE ? this.expect(next, i + 1) : this.fail(i);
          break;
        }
        case 0x7b:
        case 0x5b:
          i = this.expected <= VALUE_OR_CLOSE && this.depth < MAX_DEPTH ? this.open(i, byte) : this.fail(i);
          break;
        case 0x7d:
          i = this.mayClose(OBJECT, KEY_OR_CLOSE) ? this.close(i + 1) : this.fail(i);
          break;
        case 0x5d:
          i = this.mayClose(ARRAY, VALUE_OR_CLOSE) ? this.close(i + 1) : this.fail(i);
          break;
        default:
          i = isSpace(byte) ? i + 1 : this.other(i, byte);
      }
    }
  }

  private expect(expected: number, at: number): number {
    this.expected = expected;
    return at;
  }

  private other(at: number, byte: number): number {
    if (this.isStamped && this.depth === 0 && isScalar(byte)) return this.stamp(at);
    if (this.expected <= VALUE_OR_CLOSE && isScalar(byte)) {
      this.beginValue(at);
      return this.scalar(at + 1);
    }
    return this.isEmpty && isByteOrderMark(byte) ? at + 1 : this.fail(at);
  }

  /** Continues what the last chunk ended within. */
  private resume(from: number): number {
    const { within } = this;
    this.within = "nothing";
    switch (within) {
      case "nothing":
        return from;
      case "string":
        return this.string(from + this.escaped);
      case "scalar":
        return this.scalar(from);
      case "stamp":
        return this.stamp(from);
      case "skipped line":
        return this.skipLine(from);
      case "skipped rest":
        this.within = within;
        return this.bytes.length;
    }
  }

  private beginString(at: number): number {
    if (this.expected >= KEY) this.keyStart = at + 1 - this.start;
    else this.beginValue(at);
    this.hasEscape = false;
    return this.string(at + 1);
  }

  private string(at: number): number {
    const { bytes, words } = this;
    const end = bytes.length;
    let quote = plainEnd(words, at, end);
    while (quote < end && bytes[quote] === 0x5c) {
      this.hasEscape = true;
      quote = plainEnd(words, quote + 2, end);
    }
    if (quote >= end) {
      this.within = "string";
      this.escaped = quote - end;
      return end;
    }
    if (bytes[quote] !== 0x22) return this.fail(quote);
    return this.expected >= KEY ? this.endKey(quote) : this.endSimpleValue(quote + 1);
  }

  private endKey(quote: number): number {
    const { start, keys } = this;
    this.expected = COLON;
    // In a record, or in an object that may be the envelope of records, whose bytes are all held.
    if (start === -1) return quote + 1;
    if (this.hasEscape) keys.hasEscape = true;
    else keys.offer(this, start + this.keyStart, quote, start, this.depth === this.recordDepth + 1);
    return quote + 1;
  }

  /**
   * Reads on within a record, where most bytes are. It returns where it may take more to go on: the end of the record or of
   * the chunk, an array that may hold records, an escape in a key, and what is not JSON.
   */
  private skim(from: number): number {
    const { bytes, words, kinds, keys, start, recordDepth } = this;
    const end = bytes.length;
    let { depth, expected } = this;
    let i = from;
    tokens: for (; i < end; i++) {
      const byte = words.getUint8(i);
      switch (byte) {
        case 0x22: {
          const isKey = expected >= KEY;
          const stop = plainEnd(words, i + 1, end);
          const quote = isKey ? stop : stringEnd(words, stop, end);
          if (expected >= COLON || quote >= end || words.getUint8(quote) !== 0x22) break tokens;
          if (isKey) keys.offer(this, i + 1, quote, start, depth === recordDepth + 1);
          expected = isKey ? COLON : COMMA_OR_CLOSE;
          i = quote;
          break;
        }
        case 0x3a:
          if (expected !== COLON) break tokens;
          expected = VALUE;
          break;
        case 0x2c:
          if (expected !== COMMA_OR_CLOSE) break tokens;
          expected = kinds[depth] === OBJECT ? KEY : VALUE;
          break;
        case 0x7b:
        case 0x5b:
          if (expected > VALUE_OR_CLOSE || depth === MAX_DEPTH || (byte === 0x5b && depth === 1)) break tokens;
          kinds[++depth] = byte === 0x7b ? OBJECT : ARRAY;
          expected = byte === 0x7b ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
          break;
        case 0x7d:
        case 0x5d:
          if (depth === recordDepth + 1 || kinds[depth] !== (byte === 0x7d ? OBJECT : ARRAY)) break tokens;
          if (expected !== COMMA_OR_CLOSE && expected !== (byte === 0x7d ? KEY_OR_CLOSE : VALUE_OR_CLOSE)) break tokens;
          depth--;
          expected = COMMA_OR_CLOSE;
          break;
        default: {
          if (isSpace(byte)) break;
          let next = i;
          while (next < end && isScalar(words.getUint8(next))) next++;
          if (next === i || next === end || expected > VALUE_OR_CLOSE) break tokens;
          expected = COMMA_OR_CLOSE;
          i = next - 1;
        }
      }
    }
    this.depth = depth;
    this.expected = expected;
    return i;
  }

  private stamp(at: number): number {
    const space = this.bytes.indexOf(0x20, at);
    if (space !== -1) return space + 1;
    this.within = "stamp";
    return this.bytes.length;
  }

  private scalar(at: number): number {
    const { bytes } = this;
    let i = at;
    while (i < bytes.length && isScalar(bytes[i]!)) i++;
    if (i < bytes.length) return this.endSimpleValue(i);
    this.within = "scalar";
    return i;
  }

  /** Where each line is a record, a value that is not an object costs its line. */
  private endSimpleValue(end: number): number {
    if (this.depth > this.recordDepth) {
      this.expected = COMMA_OR_CLOSE;
      return end;
    }
    this.endValue(end);
    return this.depth === 0 ? this.skipLine(end) : end;
  }

  private open(at: number, byte: number): number {
    const isObject = byte === 0x7b;
    if (!isObject && this.depth === 0) {
      this.recordDepth = 1;
      this.isEmpty = false;
    } else if (
      !isObject &&
      this.depth === 1 &&
      this.recordDepth === 0 &&
      this.start !== -1 &&
      isEnvelope(this.bytes, at)
    ) {
      // The supposed record is the envelope of records.
      this.recordDepth = 2;
      this.number--;
      this.inRecord = false;
      this.start = -1;
    } else this.beginValue(at);
    this.kinds[++this.depth] = isObject ? OBJECT : ARRAY;
    this.expected = isObject ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
    return at + 1;
  }

  private mayClose(kind: number, whenEmpty: number): boolean {
    return (
      this.depth > 0 &&
      this.kinds[this.depth] === kind &&
      (this.expected === COMMA_OR_CLOSE || this.expected === whenEmpty)
    );
  }

  private close(end: number): number {
    this.depth--;
    if (this.depth >= this.recordDepth) {
      this.endValue(end);
      if (this.depth === 0) this.recordDepth = 0;
      return end;
    }
    this.recordDepth = this.depth === 0 ? 0 : NOWHERE;
    this.expected = this.depth === 0 ? VALUE : COMMA_OR_CLOSE;
    return end;
  }

  private beginValue(at: number): void {
    if (this.depth !== this.recordDepth) return;
    this.isEmpty = false;
    this.number++;
    this.inRecord = true;
    this.start = at;
    this.keys.clear();
  }

  private endValue(end: number): void {
    this.expected = this.depth === 0 ? VALUE : COMMA_OR_CLOSE;
    if (this.depth !== this.recordDepth) return;
    const { bytes, words, start, keys } = this;
    this.inRecord = false;
    this.start = -1;
    if (start === -1 || end - start > this.maxRecordBytes)
      this.sink.problem(`longer than ${this.maxRecordBytes} bytes, not read`, this.number);
    else if (bytes[start] === 0x7b) this.sink.record({ bytes, words, start, end, keys }, this.number);
    else this.sink.other({ bytes, words, start, end }, this.number);
  }

  /** What is not JSON costs its line where one record follows the other, and the rest of the input elsewhere. */
  private fail(at: number): number {
    this.isEmpty = false;
    const inLines = this.recordDepth === 0;
    const wasInside = this.depth > 0;
    if (!this.inRecord) this.number++;
    this.sink.problem(inLines ? "not JSON" : "not JSON from here on, the rest is not read", this.number);
    this.inRecord = false;
    this.start = -1;
    this.depth = 0;
    this.expected = VALUE;
    this.recordDepth = 0;
    if (!inLines) {
      this.within = "skipped rest";
      return this.bytes.length;
    }
    return wasInside && followsLineBreak(this.bytes, at) ? at : this.skipLine(at);
  }

  private skipLine(at: number): number {
    const lineBreak = this.bytes.indexOf(0x0a, at);
    if (lineBreak !== -1) return lineBreak + 1;
    this.within = "skipped line";
    return this.bytes.length;
  }
}

/** Whether the array that starts at a position holds records or wrappers of them, by its key. */
function isEnvelope(bytes: Buffer, at: number): boolean {
  const end = spaceStart(bytes, spaceStart(bytes, at) - 1);
  // A quote after a backslash is within the key.
  return ENVELOPES.some((key) => isAt(bytes, end - key.length, key) && bytes[end - key.length - 1] !== 0x5c);
}

/** Where the white space before a position starts. */
function spaceStart(bytes: Buffer, at: number): number {
  let i = at;
  while (i > 0 && isSpace(bytes[i - 1]!)) i--;
  return i;
}

function wordsOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

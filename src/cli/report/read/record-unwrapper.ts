import type { Evaluator } from "../count/evaluator";
import { addOther } from "../count/tally";
import { stringEnd, valueEnd, valueStart } from "../json-stream/json-bytes";
import type { RawRecord, RawValue, RecordSink } from "../json-stream/raw-record";
import { RecordSplitter } from "../json-stream/record-splitter";
import type { WantedKeys } from "../json-stream/wanted-keys";
import { OTHER_JSON, kindOf, wrappers } from "./object-kinds";

/** Problems reported for one file; a file without any JSON would have one in every line. */
const MAX_PROBLEMS = 10;

/** How many wrappers a record may have around it. */
const MAX_WRAPPERS = 4;

/** Passes the records of one file to the evaluator, without their wrappers, and counts everything else in the file. */
export class RecordUnwrapper implements RecordSink {
  /** Records, and objects of any other kind. */
  objects = 0;
  private problems = 0;
  private readonly reported: (readonly [reason: string, number?: number])[] = [];
  private readonly others = new Map<string, number>();

  constructor(private readonly evaluator: Evaluator) {}

  get keys(): WantedKeys {
    return this.evaluator.keys;
  }

  record(record: RawRecord, number: number): void {
    this.take(record, number, 0, OTHER_JSON);
  }

  other(value: RawValue, number: number): void {
    if (!this.unwrap(value, number, 0, OTHER_JSON)) this.problem("not a JSON object", number);
  }

  problem(reason: string, number?: number): void {
    if (++this.problems <= MAX_PROBLEMS) this.reported.push(number === undefined ? [reason] : [reason, number]);
  }

  /** Call it last. A text file without any object was never meant to be JSON: that is not a problem, and it is listed by kind. */
  finish(isText = false): void {
    const { evaluator } = this;
    if (isText && this.objects === 0) this.add("text without JSON", 0);
    else {
      for (const [reason, number] of this.reported) evaluator.problem(reason, number);
      const more = this.problems - MAX_PROBLEMS;
      if (more > 0) evaluator.problem(`${more} more problems in this file`);
    }
    for (const [kind, objects] of this.others)
      addOther(evaluator.tally, kind, { files: 1, objects, example: evaluator.file });
  }

  /** Counts objects of a kind that is not a record, or a whole file without records. */
  add(kind: string, objects = 1): void {
    this.others.set(kind, (this.others.get(kind) ?? 0) + objects);
  }

  /** @param kind of the wrapper, which the object counts as if its own is unknown */
  private take(record: RawRecord, number: number, depth: number, kind: string): void {
    if (this.evaluator.record(record, number)) {
      this.objects++;
      return;
    }
    const values = ownValues(record);
    const known = kindOf(new Set(values.keys())) ?? kind;
    let isWrapper = false;
    for (const [key, value] of values)
      if (wrappers.has(key) && this.unwrap(value, number, depth, known)) isWrapper = true;
    if (isWrapper) return;
    this.objects++;
    this.add(known);
  }

  /** Takes the objects in an array, an object or a string of JSON. Returns whether there are any. */
  private unwrap({ bytes, start, end }: RawValue, number: number, depth: number, kind: string): boolean {
    if (depth === MAX_WRAPPERS) return false;
    const content = contentOf(bytes.subarray(start, end));
    if (content === undefined) return false;
    let found = false;
    const inner = new RecordSplitter({
      keys: this.keys,
      record: (record) => {
        found = true;
        this.take(record, number, depth + 1, kind);
      },
      other: (value) => {
        if (this.unwrap(value, number, depth + 1, kind)) found = true;
        else this.problem("not a JSON object", number);
      },
      problem: (reason) => {
        this.problem(reason, number);
      },
    });
    inner.push(content);
    inner.end();
    return found;
  }
}

/** The bytes of a value that is an array or object, or a string of one. */
function contentOf(value: Buffer): Buffer | undefined {
  if (value[0] === 0x7b || value[0] === 0x5b) return value;
  const text = value[0] === 0x22 ? parsed(value.toString()) : undefined;
  return typeof text === "string" && /^\s*[{[]/.test(text) && parsed(text) !== undefined
    ? Buffer.from(text)
    : undefined;
}

/** The values of an object by key. */
function ownValues({ bytes, words, start, end }: RawRecord): Map<string, RawValue> {
  const values = new Map<string, RawValue>();
  for (let at = start; at < end; at++) {
    if (bytes[at] !== 0x22) continue;
    const to = stringEnd(words, at + 1, end);
    const name = parsed(bytes.toString("utf8", at, to + 1));
    const from = valueStart(bytes, to, end);
    at = valueEnd({ bytes, words }, from, end);
    if (typeof name === "string") values.set(name, { bytes, words, start: from, end: at });
  }
  return values;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

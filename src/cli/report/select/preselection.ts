import type { FilterPattern } from "../../../filter-pattern";
import { isAt, valueStart } from "../json-stream/json-bytes";
import type { RawRecord } from "../json-stream/raw-record";
import { type Clause, type Trace, rarestNecessaryClause } from "./necessary-clause";

/** Texts of one key whose filters are remembered, and the longest of them: events may bring any number of any length. */
const MAX_TEXTS = 4096;
const MAX_TEXT_LENGTH = 256;

/** The filters that ask for one key. */
interface Postings {
  readonly key: Buffer;
  readonly traces: { readonly value: Trace["value"]; readonly filter: number }[];
  /** The filters that values seen so far satisfy: a text after a quote, `number`, or `other`. */
  readonly byValue: Map<string, readonly number[]>;
}

/**
 * Finds the filters that an event may match in its bytes, without parsing it: those whose rarest necessary clause it
 * satisfies. No filter that matches is dropped: a key counts at any depth, a number and a string with an escape satisfy
 * whatever is asked of their key, and an escape in a key makes every filter a candidate.
 */
export class Preselection {
  /** By the length of the key. */
  private readonly postings: (Postings[] | undefined)[] = [];
  private readonly everyFilter: readonly number[];
  private readonly unconditional: readonly number[];

  constructor(patterns: readonly FilterPattern[]) {
    const clauses = patterns.map(rarestNecessaryClause);
    this.everyFilter = [...patterns.keys()];
    this.unconditional = this.everyFilter.filter((filter) => clauses[filter] === undefined);
    clauses.forEach((clause, filter) => {
      this.index(clause ?? [], filter);
    });
  }

  /** The filters, by their positions, that an event may match. */
  candidates({ bytes, start, end, keys }: RawRecord): readonly number[] {
    if (keys.hasEscape) return this.everyFilter;
    let found = this.unconditional;
    for (let i = 0; i < keys.count; i++) {
      const from = start + keys.start(i);
      const to = start + keys.end(i);
      const sameLength = this.postings[to - from];
      const postings = sameLength && find(sameLength, bytes, from);
      if (postings === undefined) continue;
      const filters = filtersFor(postings, bytes, valueStart(bytes, to, end), end);
      if (filters.length > 0) found = found.length === 0 ? filters : [...new Set([...found, ...filters])];
    }
    return found;
  }

  private index(clause: Clause, filter: number): void {
    for (const { key: name, value } of clause) {
      const key = Buffer.from(name);
      const sameLength = (this.postings[key.length] ??= []);
      let postings = sameLength.find((known) => known.key.equals(key));
      if (postings === undefined) sameLength.push((postings = { key, traces: [], byValue: new Map() }));
      postings.traces.push({ value, filter });
    }
  }
}

/** A loop, because it runs for several keys of every record. */
function find(sameLength: readonly Postings[], bytes: Buffer, start: number): Postings | undefined {
  for (const postings of sameLength) if (isAt(bytes, start, postings.key)) return postings;
  return undefined;
}

/** The filters that the value at a position satisfies. */
function filtersFor({ traces, byValue }: Postings, bytes: Buffer, at: number, end: number): readonly number[] {
  const first = bytes[at]!;
  const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
  let quote = at + 1;
  if (first === 0x22)
    while (quote < end && bytes[quote] !== 0x22) if (bytes[quote++] === 0x5c) return filtersOf(traces);
  // Bytes as characters, which is enough to recognise a text.
  const value = first === 0x22 ? bytes.toString("latin1", at, quote) : isNumber ? "number" : "other";
  const known = byValue.get(value);
  if (known !== undefined) return known;
  const text = first === 0x22 ? bytes.toString("utf8", at + 1, quote) : undefined;
  const filters = filtersOf(isNumber ? traces : traces.filter((trace) => isTrace(trace.value, text)));
  if (byValue.size === MAX_TEXTS) byValue.clear();
  if (value.length <= MAX_TEXT_LENGTH) byValue.set(value, filters);
  return filters;
}

function isTrace(value: Trace["value"], text: string | undefined): boolean {
  if (value === "any") return true;
  if (text === undefined) return false;
  return "text" in value ? text === value.text : value.test(text);
}

function filtersOf(traces: Postings["traces"]): readonly number[] {
  return [...new Set(traces.map(({ filter }) => filter))];
}

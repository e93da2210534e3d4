import type { FilterPattern } from "../../../filter-pattern";
import { Hash } from "../json-stream/hash";
import { isAt, plainEnd, valueStart } from "../json-stream/json-bytes";
import type { RawRecord } from "../json-stream/raw-record";
import type { WantedKeys } from "../json-stream/wanted-keys";
import { type Clause, type Trace, rarestNecessaryClause } from "./necessary-clause";

/** Texts of one key whose filters are remembered, and the longest of them: events may bring any number of any length. */
const MAX_TEXTS = 4096;
const MAX_TEXT_LENGTH = 256;

/** The filters that ask for one key. */
interface Postings {
  readonly traces: { readonly value: Trace["value"]; readonly filter: number }[];
  /** Those that texts seen so far satisfy, by a hash. */
  readonly byText: Map<number, { readonly text: Buffer; readonly filters: readonly number[] }>;
}

/**
 * Finds the filters that an event may match in its bytes, without parsing it: those whose rarest necessary clause it
 * satisfies. No filter that matches is dropped: a key counts at any depth, a number and a string with an escape satisfy
 * whatever is asked of their key, and an escape in a key makes every filter a candidate.
 */
export class Preselection {
  /** By the number of the key. */
  private readonly postings: (Postings | undefined)[] = [];
  private readonly everyFilter: readonly number[];
  private readonly unconditional: readonly number[];

  /** @param keys receives the keys that a splitter has to find */
  constructor(
    patterns: readonly FilterPattern[],
    private readonly keys: WantedKeys,
  ) {
    const clauses = patterns.map(rarestNecessaryClause);
    this.everyFilter = [...patterns.keys()];
    this.unconditional = this.everyFilter.filter((filter) => clauses[filter] === undefined);
    clauses.forEach((clause, filter) => {
      this.index(clause ?? [], filter);
    });
  }

  /** The filters, by their positions, that an event may match. */
  candidates(record: RawRecord): readonly number[] {
    const { start, keys } = record;
    if (keys.hasEscape) return this.everyFilter;
    let found = this.unconditional;
    for (let i = 0; i < keys.count; i++) {
      const postings = this.postings[keys.number(i)];
      if (postings === undefined) continue;
      const filters = filtersFor(postings, record, start + keys.end(i));
      if (filters.length > 0) found = found.length === 0 ? filters : [...new Set([...found, ...filters])];
    }
    return found;
  }

  private index(clause: Clause, filter: number): void {
    for (const { key, value } of clause) {
      const number = this.keys.add(key);
      const postings: Postings = (this.postings[number] ??= { traces: [], byText: new Map() });
      postings.traces.push({ value, filter });
    }
  }
}

const hash = new Hash();

/** The filters that the value of a key satisfies. */
function filtersFor({ traces, byText }: Postings, { bytes, words, end }: RawRecord, keyEnd: number): readonly number[] {
  const at = valueStart(bytes, keyEnd, end);
  if (bytes[at] !== 0x22) {
    const isNumber = bytes[at] === 0x2d || (bytes[at]! >= 0x30 && bytes[at]! <= 0x39);
    return filtersOf(isNumber ? traces : traces.filter(({ value }) => value === "any"));
  }
  const from = at + 1;
  const quote = plainEnd(words, from, end);
  // An escape.
  if (bytes[quote] !== 0x22) return filtersOf(traces);
  hash.clear();
  hash.add(words, from, quote);
  const known = byText.get(hash.first);
  if (known?.text.length === quote - from && isAt(bytes, from, known.text)) return known.filters;
  const text = bytes.toString("utf8", from, quote);
  const filters = filtersOf(traces.filter(({ value }) => isTrace(value, text)));
  if (byText.size === MAX_TEXTS) byText.clear();
  if (quote - from <= MAX_TEXT_LENGTH)
    byText.set(hash.first, { text: Buffer.from(bytes.subarray(from, quote)), filters });
  return filters;
}

function isTrace(value: Trace["value"], text: string): boolean {
  if (value === "any") return true;
  return "text" in value ? text === value.text : value.test(text);
}

function filtersOf(traces: Postings["traces"]): readonly number[] {
  return [...new Set(traces.map(({ filter }) => filter))];
}

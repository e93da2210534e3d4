import type { FilterPattern } from "../../filter-pattern";
import { skipSpace, stringEnd } from "./json-bytes";
import { type Trace, necessaryClauses } from "./necessary-conditions";
import type { RawRecord } from "./record-sink";

const MAX_CLAUSES = 31;

/** The clauses that a trace fulfils: bits of the filters in `filters`. */
interface Uses {
  readonly filters: number[];
  readonly bits: number[];
}

/** Everything that is asked of one key. */
interface KeyUses {
  readonly name: Buffer;
  /** What a string fulfils, by the hash of its bytes. Clashes only select too much. */
  readonly texts: Map<number, Uses>;
  readonly tests: { readonly test: (text: string) => boolean; readonly uses: Uses }[];
  readonly any: Uses;
  /** All of the above. */
  readonly all: Uses;
}

/**
 * Tells from the bytes of an event which filters it cannot match, without parsing it. It never drops a filter that
 * matches: it looks for traces at any depth, takes any number and any string with an escape for a match, and gives up on
 * events with an escape in a key.
 */
export class Preselection {
  /** Keys by the length of their names. */
  private readonly keys: (KeyUses[] | undefined)[] = [];
  /** For every filter, bits of all its clauses. */
  private readonly wanted: Int32Array;
  private readonly seen: Int32Array;
  private readonly everyFilter: readonly number[];
  private readonly unconditional: readonly number[];

  constructor(patterns: readonly FilterPattern[]) {
    this.wanted = new Int32Array(patterns.length);
    this.seen = new Int32Array(patterns.length);
    this.everyFilter = [...patterns.keys()];
    patterns.forEach((pattern, filter) => {
      necessaryClauses(pattern)
        .slice(0, MAX_CLAUSES)
        .forEach((clause, index) => {
          const bit = 1 << index;
          this.wanted[filter]! |= bit;
          for (const trace of clause) this.add(trace, filter, bit);
        });
    });
    this.unconditional = this.everyFilter.filter((filter) => this.wanted[filter] === 0);
  }

  /** The filters, by their positions, that an event may match. */
  candidates({ bytes, start, end, keys }: RawRecord): readonly number[] {
    if (keys.hasEscape) return this.everyFilter;
    let touched = false;
    for (let i = 0; i < keys.count; i++) {
      const from = start + keys.start(i);
      const to = start + keys.end(i);
      const sameLength = this.keys[to - from];
      const key = sameLength && find(sameLength, bytes, from);
      if (key === undefined) continue;
      if (!touched) {
        touched = true;
        this.seen.fill(0);
      }
      const colon = skipSpace(bytes, to + 1, end);
      this.value(key, bytes, skipSpace(bytes, colon + 1, end), end);
    }
    return touched ? this.fulfilled() : this.unconditional;
  }

  /** Notes what the value of a key fulfils. */
  private value(key: KeyUses, bytes: Buffer, at: number, end: number): void {
    const first = bytes[at]!;
    if (first !== 0x22) {
      const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
      this.note(isNumber ? key.all : key.any);
      return;
    }
    const quote = stringEnd(bytes, at + 1, end);
    if (hasEscape(bytes, at + 1, quote)) {
      this.note(key.all);
      return;
    }
    this.note(key.any);
    const uses = key.texts.get(hash(bytes, at + 1, quote));
    if (uses !== undefined) this.note(uses);
    if (key.tests.length === 0) return;
    const text = bytes.toString("utf8", at + 1, quote);
    for (const { test, uses } of key.tests) if (test(text)) this.note(uses);
  }

  private note({ filters, bits }: Uses): void {
    for (let i = 0; i < filters.length; i++) this.seen[filters[i]!]! |= bits[i]!;
  }

  private fulfilled(): readonly number[] {
    const { seen, wanted } = this;
    const filters: number[] = [];
    for (let filter = 0; filter < wanted.length; filter++) if (seen[filter] === wanted[filter]) filters.push(filter);
    return filters;
  }

  private add({ key: name, value }: Trace, filter: number, bit: number): void {
    const key = this.key(Buffer.from(name));
    const use = (uses: Uses): void => {
      uses.filters.push(filter);
      uses.bits.push(bit);
    };
    use(key.all);
    if (value === "any") use(key.any);
    else if ("text" in value) {
      const text = Buffer.from(value.text);
      const code = hash(text, 0, text.length);
      const uses = key.texts.get(code) ?? noUses();
      key.texts.set(code, uses);
      use(uses);
    } else {
      const uses = noUses();
      use(uses);
      key.tests.push({ test: value.test, uses });
    }
  }

  private key(name: Buffer): KeyUses {
    const known = (this.keys[name.length] ??= []);
    const found = known.find((key) => key.name.equals(name));
    if (found !== undefined) return found;
    const key = { name, texts: new Map<number, Uses>(), tests: [], any: noUses(), all: noUses() };
    known.push(key);
    return key;
  }
}

function noUses(): Uses {
  return { filters: [], bits: [] };
}

/** A loop, because this is asked of several keys in every record. */
function find(keys: readonly KeyUses[], bytes: Buffer, start: number): KeyUses | undefined {
  for (let i = 0; i < keys.length; i++) if (isAt(bytes, start, keys[i]!.name)) return keys[i];
  return undefined;
}

function isAt(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

function hasEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === 0x5c) return true;
  return false;
}

/** FNV-1a, cut to what the engine keeps without allocating. */
function hash(bytes: Buffer, start: number, end: number): number {
  let code = 0x811c9dc5;
  for (let i = start; i < end; i++) code = Math.imul(code ^ bytes[i]!, 0x01000193);
  return code & 0x3fffffff;
}

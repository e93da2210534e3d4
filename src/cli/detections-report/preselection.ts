import type { FilterPattern } from "../../filter-pattern";
import { skipSpace } from "./json-bytes";
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
  /** Whether nothing is asked of its strings. */
  isPresenceOnly: boolean;
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
    if (key.isPresenceOnly) {
      this.note(key.any);
      return;
    }
    let code = HASH_START;
    let i = at + 1;
    for (let byte = bytes[i]!; byte !== 0x22 && i < end; byte = bytes[++i]!) {
      if (byte === 0x5c) {
        this.note(key.all);
        return;
      }
      code = hashed(code, byte);
    }
    this.note(key.any);
    const uses = key.texts.get(code);
    if (uses !== undefined) this.note(uses);
    if (key.tests.length === 0) return;
    const text = bytes.toString("utf8", at + 1, i);
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
    if (value === "any") {
      use(key.any);
      return;
    }
    key.isPresenceOnly = false;
    if ("text" in value) {
      const text = Buffer.from(value.text);
      const code = text.reduce(hashed, HASH_START);
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
    const key = { name, texts: new Map<number, Uses>(), tests: [], any: noUses(), isPresenceOnly: true, all: noUses() };
    known.push(key);
    return key;
  }
}

function noUses(): Uses {
  return { filters: [], bits: [] };
}

/** A loop, because this is asked of several keys in every record. */
function find(keys: readonly KeyUses[], bytes: Buffer, start: number): KeyUses | undefined {
  for (const key of keys) if (isAt(bytes, start, key.name)) return key;
  return undefined;
}

function isAt(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

const HASH_START = 0x811c9dc5 & 0x3fffffff;

/** FNV-1a, cut to what the engine keeps without allocating. */
function hashed(code: number, byte: number): number {
  return Math.imul(code ^ byte, 0x01000193) & 0x3fffffff;
}

import { isAt } from "./json-bytes";
import type { Json } from "./raw-record";

/** A power of two. */
const SLOTS = 512;

/** The keys that somebody asks records for, each with a number from 1 on. */
export class WantedKeys {
  /** The last key added of those that share length and last characters, see {@link slotOf}; 0 for none. */
  readonly slots = new Int32Array(SLOTS);
  private readonly keys: { readonly name: Buffer; readonly before: number }[] = [];

  get count(): number {
    return this.keys.length;
  }

  /** The number of a key, which is wanted from now on. */
  add(key: string): number {
    const name = Buffer.from(`"${key}"`);
    const words = new DataView(name.buffer, name.byteOffset, name.length);
    const slot = slotOf(words, 1, name.length - 1);
    const known = this.find(name, slot, 1, name.length - 1);
    if (known !== 0) return known;
    this.slots[slot] = this.keys.push({ name, before: this.slots[slot]! });
    return this.slots[slot];
  }

  /** The number of the key at a position, without its quotes; 0 if nobody wants it. */
  find(bytes: Buffer, slot: number, start: number, end: number): number {
    let number = this.slots[slot]!;
    while (number !== 0) {
      const { name, before } = this.keys[number - 1]!;
      if (name.length === end - start + 2 && isAt(bytes, start - 1, name)) break;
      number = before;
    }
    return number;
  }
}

/** Takes the last three characters, or two and the quotes around them: what is before a shorter key may be anything. */
function slotOf(words: DataView, start: number, end: number): number {
  const length = end - start;
  const last = length < 2 ? 0 : words.getInt32(end - 3, true);
  return Math.imul(last ^ length, 0x9e3779b1) >>> 23;
}

/** Where the wanted keys are in a record, at every depth. The memory is reused for the next record. */
export class FoundKeys {
  count = 0;
  /** Whether a key, wanted or not, contains an escape. */
  hasEscape = false;
  private numbers = new Int32Array(64);
  private ends = new Int32Array(64);
  private readonly own: Int32Array;
  private readonly slots: Int32Array;

  constructor(private readonly wanted: WantedKeys) {
    this.own = new Int32Array(wanted.count + 1).fill(-1);
    this.slots = wanted.slots;
  }

  /**
   * @param recordStart positions are counted from here
   * @param isOwn whether the key is the record's own, not that of an object in it
   */
  offer(json: Json, start: number, end: number, recordStart: number, isOwn: boolean): void {
    // Most keys end here, in code small enough to become a part of the caller's loop.
    const slot = slotOf(json.words, start, end);
    if (this.slots[slot] !== 0) this.add(json.bytes, slot, start, end, recordStart, isOwn);
  }

  /** Which key was found. */
  number(index: number): number {
    return this.numbers[index]!;
  }

  /** Where its closing quote is. */
  end(index: number): number {
    return this.ends[index]!;
  }

  /** Where the closing quote of one of the record's own keys is, of several the last; -1 if it has none. */
  ownEnd(number: number): number {
    return this.own[number]!;
  }

  clear(): void {
    this.count = 0;
    this.hasEscape = false;
    this.own.fill(-1);
  }

  private add(bytes: Buffer, slot: number, start: number, end: number, recordStart: number, isOwn: boolean): void {
    const number = this.wanted.find(bytes, slot, start, end);
    if (number === 0) return;
    if (this.count === this.numbers.length) {
      this.numbers = doubled(this.numbers);
      this.ends = doubled(this.ends);
    }
    this.numbers[this.count] = number;
    this.ends[this.count++] = end - recordStart;
    if (isOwn) this.own[number] = end - recordStart;
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

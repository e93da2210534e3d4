/**
 * Where the keys of a record are, at every depth, without their quotes, counted from the start of the record. The memory is
 * reused for the next record.
 */
export class KeyPositions {
  count = 0;
  /** Whether any of the keys contains an escape. */
  hasEscape = false;
  /** How many of the keys are the record's own, not those of an object in it. */
  topCount = 0;
  private positions = new Int32Array(1024);
  private tops = new Int32Array(64);

  add(start: number, end: number, hasEscape: boolean, isTop: boolean): void {
    if (isTop) this.addTop();
    if (hasEscape) this.hasEscape = true;
    const at = 2 * this.count++;
    if (at === this.positions.length) this.positions = doubled(this.positions);
    this.positions[at] = start;
    this.positions[at + 1] = end;
  }

  /** The index of one of the record's own keys. */
  top(index: number): number {
    return this.tops[index]!;
  }

  start(index: number): number {
    return this.positions[2 * index]!;
  }

  end(index: number): number {
    return this.positions[2 * index + 1]!;
  }

  clear(): void {
    this.count = 0;
    this.topCount = 0;
    this.hasEscape = false;
  }

  private addTop(): void {
    if (this.topCount === this.tops.length) this.tops = doubled(this.tops);
    this.tops[this.topCount++] = this.count;
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

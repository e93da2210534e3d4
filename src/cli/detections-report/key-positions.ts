/**
 * Where the keys of a record are, at every depth, without their quotes, counted from the start of the record. The memory is
 * used again for the next record.
 */
export class KeyPositions {
  count = 0;
  /** Whether there is an escape in any of the keys. */
  hasEscape = false;
  private positions = new Int32Array(1024);

  add(start: number, end: number, hasEscape: boolean): void {
    if (hasEscape) this.hasEscape = true;
    const at = 2 * this.count++;
    if (at === this.positions.length) {
      const larger = new Int32Array(2 * at);
      larger.set(this.positions);
      this.positions = larger;
    }
    this.positions[at] = start;
    this.positions[at + 1] = end;
  }

  start(index: number): number {
    return this.positions[2 * index]!;
  }

  end(index: number): number {
    return this.positions[2 * index + 1]!;
  }

  clear(): void {
    this.count = 0;
    this.hasEscape = false;
  }
}

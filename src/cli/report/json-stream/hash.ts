/** A hash of 64 bits of one text after the other, read four bytes at a time. Who wants to can make two texts collide. */
export class Hash {
  first = 0;
  second = 0;

  clear(): void {
    this.first = 0;
    this.second = 0;
  }

  add(words: DataView, start: number, end: number): void {
    let i = start;
    for (; i + 4 <= end; i += 4) this.mix(words.getInt32(i, true));
    let rest = end - start;
    for (; i < end; i++) rest = (rest << 8) | words.getUint8(i);
    this.mix(rest);
  }

  private mix(word: number): void {
    const scrambled = Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    this.first = Math.imul(rotated(this.first ^ scrambled, 13), 5) + 0x6b64e654;
    // Every bit depends on those of the other half.
    this.second = Math.imul(rotated(this.second ^ this.first, 16) ^ scrambled, 0x85ebca6b);
    this.second ^= this.second >>> 15;
  }
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

import type { Json, RawValue } from "./raw-record";

/** The bytes of JSON, for loops that read every one of them. */

/** Part of a number, of true, false or null, or of an attempt at one. */
export function isScalar(byte: number): boolean {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  // From + to 9, but for the comma and the slash.
  return isLetter || (byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && byte !== 0x2f);
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Part of the byte order mark that some editors put before a text in UTF-8. */
export function isByteOrderMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}

/** Whether there is only white space between a line break and `at`. */
export function followsLineBreak(bytes: Uint8Array, at: number): boolean {
  for (let i = at - 1; i >= 0 && isSpace(bytes[i]!); i--) if (bytes[i] === 0x0a) return true;
  return false;
}

/** Whether `text` is at a position. */
export function isAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** The next byte in a string that is not plain text: a quote, a backslash or a control character; `end` if there is none. */
export function plainEnd(words: DataView, from: number, end: number): number {
  let i = from;
  for (; i + 4 <= end; i += 4) {
    const hit = stopsIn(words.getInt32(i, true));
    if (hit !== 0) return i + ((31 - Math.clz32(hit & -hit)) >> 3);
  }
  while (i < end && isPlain(words.getUint8(i))) i++;
  return i;
}

function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x22 && byte !== 0x5c;
}

/** The highest bit of each of four bytes that is no plain text. Only the lowest one is certain: a borrow may set those above. */
function stopsIn(word: number): number {
  const quote = word ^ 0x22222222;
  const backslash = word ^ 0x5c5c5c5c;
  return (
    (((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word)) &
    0x80808080
  );
}

/**
 * Where a string ends, from anywhere in it but after a backslash: at its quote, or at a control character, which no
 * string may hold. At or beyond `end` if neither comes; beyond it if the byte at `end` belongs to an escape.
 */
export function stringEnd(words: DataView, from: number, end: number): number {
  let i = plainEnd(words, from, end);
  while (i < end && words.getUint8(i) === 0x5c) i = plainEnd(words, i + 2, end);
  return i;
}

/** The first byte from `from` on that is not white space. */
function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && isSpace(bytes[i]!)) i++;
  return i;
}

/** Where the value of a key starts. */
export function valueStart(bytes: Uint8Array, keyEnd: number, end: number): number {
  const colon = skipSpace(bytes, keyEnd + 1, end);
  return skipSpace(bytes, colon + 1, end);
}

/** Where a value that is known to be JSON ends. */
export function valueEnd({ bytes, words }: Json, from: number, end: number): number {
  let depth = 0;
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === 0x22) i = stringEnd(words, i + 1, end);
    else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (!isScalar(byte) || (i + 1 < end && isScalar(bytes[i + 1]!))) continue;
    if (depth <= 0) return depth < 0 ? i : i + 1;
  }
  return end;
}

/** How long a JSON text is without the white space between its tokens, as CloudTrail delivers it. */
export function compactLength({ bytes, words, start, end }: RawValue): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === 0x22) {
      const quote = stringEnd(words, i + 1, end);
      length += quote - i + 1;
      i = quote;
    } else if (!isSpace(byte)) length++;
  }
  return length;
}

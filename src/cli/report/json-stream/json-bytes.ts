/** The bytes of JSON, for loops that read every one of them. */

const SPACE = 1;
const SCALAR = 2;

const SCALARS = "0123456789+-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const classes = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  return (" \t\n\r".includes(character) ? SPACE : 0) | (SCALARS.includes(character) ? SCALAR : 0);
});

/** 1 for what is not plain text in a string. */
const stops = Uint8Array.from({ length: 256 }, (_, code) => (code < 0x20 || code === 0x22 || code === 0x5c ? 1 : 0));

/** Part of a number, of true, false or null, or of an attempt at one. */
export function isScalar(byte: number): boolean {
  return (classes[byte]! & SCALAR) !== 0;
}

export function isSpace(byte: number): boolean {
  return (classes[byte]! & SPACE) !== 0;
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
export function plainEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && stops[bytes[i]!] === 0) i++;
  return i;
}

/**
 * Where a string ends, from anywhere in it but after a backslash: at its quote, or at a control character, which no
 * string may hold. At or beyond `end` if neither comes; beyond it if the byte at `end` belongs to an escape.
 */
export function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = plainEnd(bytes, from, end);
  while (i < end && bytes[i] === 0x5c) i = plainEnd(bytes, i + 2, end);
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
export function valueEnd(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === 0x22) i = stringEnd(bytes, i + 1, end);
    else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (!isScalar(byte) || (i + 1 < end && isScalar(bytes[i + 1]!))) continue;
    if (depth <= 0) return depth < 0 ? i : i + 1;
  }
  return end;
}

/** How long a JSON text is without the white space between its tokens, as CloudTrail delivers it. */
export function compactLength(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === 0x22) {
      const quote = stringEnd(bytes, i + 1, end);
      length += quote - i + 1;
      i = quote;
    } else if (!isSpace(byte)) length++;
  }
  return length;
}

/** An IP address as a number, and how many bits it has. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The address that a text spells, undefined for any other text. */
export function parseAddress(text: string): Address | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return fromParts(text.split("."), 10, 8);
  if (!/^[\da-fA-F:]*:[\da-fA-F:]*$/.test(text)) return undefined;
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return fromParts([...before, ...Array<string>(missing).fill("0"), ...after], 16, 16);
}

function fromParts(parts: readonly string[], base: 10 | 16, bitsPerPart: number): Address | undefined {
  let value = 0n;
  for (const part of parts) {
    const number = part === "" || part.length > 4 ? Number.NaN : Number.parseInt(part, base);
    if (!(number < 2 ** bitsPerPart)) return undefined;
    value = (value << BigInt(bitsPerPart)) | BigInt(number);
  }
  return { bits: base === 10 ? 32 : 128, value };
}

/** A block of addresses. */
interface Block extends Address {
  /** How many of the last bits are free. */
  readonly free: bigint;
}

/** The block that a text such as `10.0.0.0/8` spells, undefined for any other text. AWS accepts no block of one address. */
export function parseBlock(text: string): Block | undefined {
  const [, base = "", length = ""] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(base);
  if (address === undefined || Number(length) >= address.bits) return undefined;
  return { ...address, free: BigInt(address.bits - Number(length)) };
}

/** Whether a text is an address of a block. */
export function isInBlock(text: string, { bits, value, free }: Block): boolean {
  const address = parseAddress(text);
  return address?.bits === bits && address.value >> free === value >> free;
}

/** Whether two texts spell the same address. */
export function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [parseAddress(one), parseAddress(other)];
  return first !== undefined && first.bits === second?.bits && first.value === second.value;
}

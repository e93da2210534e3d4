/** A decimal number of any size, exactly: ±0.`digits` × 10^`exponent`. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

/** Reads an integer, decimal fraction or number in scientific notation. The text must be one. */
export function toDecimal(text: string): Decimal {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = trimZeros(all.slice(leading));
  return { negative: text.startsWith("-"), digits, exponent: whole.length - leading + Number(power) };
}

/** Negative if `a` is less than `b`, positive if it is more, zero if they are equal. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signs = sign(a) - sign(b);
  if (signs !== 0 || a.digits === "") return signs;
  const [low, high] = a.negative ? [b, a] : [a, b];
  if (low.exponent !== high.exponent) return low.exponent < high.exponent ? -1 : 1;
  // Without the leading zeros, fractions order like words.
  return low.digits === high.digits ? 0 : low.digits < high.digits ? -1 : 1;
}

function sign({ digits, negative }: Decimal): number {
  return digits === "" ? 0 : negative ? -1 : 1;
}

/** A loop, because the expression /0+$/ takes quadratic time on zeros that are followed by something else. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}

/** A quantity or an amount of money that is known (`low` is `high`), or known to lie between two numbers. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export function exactly(value: number): Range {
  return { low: value, high: value };
}

export function isExact({ low, high }: Range): boolean {
  return low === high;
}

export function sum(ranges: readonly Range[]): Range {
  return { low: ranges.reduce((total, { low }) => total + low, 0), high: ranges.reduce((t, { high }) => t + high, 0) };
}

/** @param change A function that never decreases. */
export function mapRange({ low, high }: Range, change: (value: number) => number): Range {
  return { low: change(low), high: change(high) };
}

export function times(one: Range, other: Range | number): Range {
  const { low, high } = typeof other === "number" ? exactly(other) : other;
  return { low: one.low * low, high: one.high * high };
}

/** The least and the greatest quotient of two positive ranges. */
export function dividedBy(one: Range, other: Range): Range {
  return { low: one.low / other.high, high: one.high / other.low };
}

import type { Range } from "../../estimate";

/** A quantity: whole from 100 on, where fractions say nothing. */
export function numberText(quantity: number): string {
  return quantity.toLocaleString("en", { maximumFractionDigits: quantity < 100 ? 2 : 0 });
}

/** US dollars and cents. */
export function usdText(usd: number): string {
  return usd.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function rangeText(range: Range, text: (value: number) => string): string {
  const [low, high] = [text(range.low), text(range.high)];
  return low === high ? low : `${low} to ${high}`;
}

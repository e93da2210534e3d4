const factors: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9 };

/** A number as people write it: `250000`, `250,000`, `2.5k`, `1M`; undefined if it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, digits, suffix] = /^(\d+(?:[,_]\d{3})*(?:\.\d+)?)([kmgb]?)$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(/[,_]/g, "")) * factors[suffix!.toLowerCase()]!;
}

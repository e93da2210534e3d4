import type { Unit } from "./units";

/** A list price, in US dollars. */
export interface Price {
  readonly unit: Unit;
  /** For {@link per} units, of the first tier if there are {@link above tiers}. */
  readonly usd: number;
  /** @default 1 */
  readonly per?: number;
  /** The further tiers: what the units above a quantity cost. @default - one price for all */
  readonly above?: readonly { readonly quantity: number; readonly usd: number }[];
  /** How many units of a month AWS does not bill. @default 0 */
  readonly free?: number;
  /** Over what AWS counts {@link free} and {@link above tiers}. @default account */
  readonly countedIn?: "account" | "region";
  /** Days from the start of the service for which AWS bills nothing. @default 0 */
  readonly trialDays?: number;
  /** What else a reader of the prices should know. */
  readonly note?: string;
}

/** What a month's units cost, after the trial. */
export function charge({ usd, per = 1, above = [], free = 0 }: Price, quantity: number): number {
  const billed = Math.max(0, quantity - free);
  const tiers = [{ quantity: 0, usd }, ...above];
  return tiers.reduce((total, tier, at) => {
    const end = tiers[at + 1]?.quantity ?? Infinity;
    return total + (Math.max(0, Math.min(billed, end) - tier.quantity) * tier.usd) / per;
  }, 0);
}

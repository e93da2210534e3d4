/**
 * Sums by period, counted from 1970, in pages of consecutive periods: a few bytes for each, where a Map takes fifty and ends
 * at 16 million.
 */
export type Periods = Map<number, Uint32Array>;

const PAGE_PERIODS = 256;

/**
 * The most pages, some 80 MB: a detection with an event in every five minutes fills 411 a year. Only times from all over the
 * calendar need more.
 */
export const MAX_PAGES = 2 ** 16;

/** Adds to the sum of a period. Returns whether that took a new page; undefined if it needs one and there are too many. */
export function addToPeriod(periods: Periods, period: number, sum: number, isFull: boolean): boolean | undefined {
  const number = Math.floor(period / PAGE_PERIODS);
  let page = periods.get(number);
  const isNew = page === undefined;
  if (page === undefined) {
    if (isFull) return undefined;
    periods.set(number, (page = new Uint32Array(PAGE_PERIODS)));
  }
  page[period - number * PAGE_PERIODS]! += sum;
  return isNew;
}

/** Adds `others` to `periods`. */
export function addPeriods(periods: Periods, others: Periods): void {
  for (const [number, sums] of others) {
    const page = periods.get(number);
    if (page === undefined) periods.set(number, sums);
    else sums.forEach((sum, index) => (page[index]! += sum));
  }
}

/** In how many periods the sum reaches the threshold. */
export function countPeriods(periods: Periods, threshold: number): number {
  let count = 0;
  for (const page of periods.values()) for (const sum of page) if (sum >= threshold) count++;
  return count;
}

/**
 * How many alerts an alarm would have sent: it notifies when a period reaches the threshold and the one before did not.
 *
 * @param excluded What is subtracted, by period: the events of an exception.
 */
export function countAlerts(periods: Periods, threshold: number, excluded?: ReadonlyMap<number, number>): number {
  let alerts = 0;
  let breached: number | undefined;
  for (const { period, sum } of sumsIn(periods)) {
    if (sum - (excluded?.get(period) ?? 0) < threshold) continue;
    if (breached !== period - 1) alerts++;
    breached = period;
  }
  return alerts;
}

/** All periods that have a sum, in order. */
export function* sumsIn(periods: Periods): Generator<{ readonly period: number; readonly sum: number }> {
  for (const [number, page] of [...periods].sort(([a], [b]) => a - b))
    for (const [index, sum] of page.entries()) if (sum > 0) yield { period: number * PAGE_PERIODS + index, sum };
}

import type { VolumeName } from "../../../estimate";

/** What an account counts already. */
export interface AccountFigures {
  readonly account: string;
  readonly region: string;
  /** Volumes of a month. */
  readonly quantities: Partial<Readonly<Record<VolumeName, Figure>>>;
  /** Configuration items of a month, by resource type. */
  readonly itemsByType: Readonly<Record<string, number>>;
  /** Trails beside that of the settings that record management events. */
  readonly otherTrails?: Figure;
  /** Sentences on what is not known. */
  readonly unknown: readonly string[];
}

export interface Figure {
  readonly quantity: number;
  /** What was counted, and since when. */
  readonly from: string;
}

/** A day's sum of a metric, by the start of the day. */
export type DailySums = ReadonlyMap<number, number>;

const DAY = 86_400_000;
const DAYS_PER_MONTH = 365 / 12;
const MEASURED_DAYS = 30;

/** The whole days, in UTC, that a month is estimated from. */
export function measuredPeriod(now: number): { readonly start: Date; readonly end: Date } {
  const end = Math.floor(now / DAY) * DAY;
  return { start: new Date(end - MEASURED_DAYS * DAY), end: new Date(end) };
}

/** Days since the first on which something was counted: before that, nothing counted. 0 if nothing ever was. */
export function daysCounted(sums: readonly DailySums[], end: Date): number {
  const counted = sums.flatMap((each) => [...each].flatMap(([day, sum]) => (sum > 0 ? [day] : [])));
  return counted.length === 0 ? 0 : Math.round((end.getTime() - Math.min(...counted)) / DAY);
}

/** What days of counting make of a month. */
export function inMonth(sums: DailySums, days: number): number {
  return Math.round(([...sums.values()].reduce((total, sum) => total + sum, 0) / days) * DAYS_PER_MONTH);
}

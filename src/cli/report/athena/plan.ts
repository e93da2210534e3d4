import { operations } from "../../../capabilities/athena/operations";
import { partitionOf } from "../../../query";
import { Stop } from "../../stop";

/** In milliseconds. */
export const dayLength = 24 * 60 * 60 * 1000;

/** A day of log files, as the partitions have it, and how much there is. */
export interface Day {
  readonly date: Date;
  readonly bytes: number;
}

/** What one query reads: some days in a row. */
export interface Part {
  readonly from: Date;
  readonly to: Date;
  readonly bytes: number;
}

/** Athena bills no query for less. */
const leastBytes = 10_000_000;

/** The list price in USD of a byte that is scanned. */
const price = operations["aws_athena_workgroup"]!.costs!.find(({ unit }) => unit === "scannedGb")!.usd / 1e9;

/** All days from one to another, inclusive. */
export function daysBetween(from: Date, to: Date): readonly Date[] {
  const count = Math.round((to.getTime() - from.getTime()) / dayLength) + 1;
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * dayLength));
}

/**
 * As few parts as Athena's limit of a query allows, each of days in a row.
 *
 * @throws {@link Stop} If a single day is more.
 */
export function partsOf(days: readonly Day[], limit: number): readonly Part[] {
  const parts: { from: Date; to: Date; bytes: number }[] = [];
  for (const { date, bytes } of days) {
    if (bytes > limit)
      throw new Stop(
        `${partitionOf(date)} has ${size(bytes)} of log files, and a query may scan ${size(limit)}: raise athena.scanLimitMegabytes, or read fewer regions at once with --regions.`,
      );
    const last = parts.at(-1);
    if (last === undefined || last.bytes + bytes > limit) parts.push({ from: date, to: date, bytes });
    else Object.assign(last, { to: date, bytes: last.bytes + bytes });
  }
  return parts;
}

/** What queries cost at list price, in USD, that scan so many bytes each. */
export function costOf(scanned: readonly number[]): number {
  return scanned.reduce((sum, bytes) => sum + Math.max(bytes, leastBytes) * price, 0);
}

/** Bytes for people: `12.3 GB`. */
export function size(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** An amount for people, which is never less than it is. */
export function dollars(usd: number): string {
  return `${(Math.ceil(usd * 100) / 100).toFixed(2)} USD`;
}

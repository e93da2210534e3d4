import { inLine } from "../../terraform/text/visible";
import { Stop } from "../stop";

/**
 * A day that an option names, in UTC.
 *
 * @throws {@link Stop} For what is none.
 */
export function dayIn(option: string, text: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : new Date(NaN);
  // Node takes February 30 for March 2.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new Stop(`${option} ${inLine(text)}: no day such as 2026-11-30.`);
  return day;
}

import { html, type Html } from "../../html";
import { sumsIn, type Periods } from "../count/periods";

const bars = 60;
const height = 32;

/** When the events of a detection were, over the whole time span: a bar for each of sixty parts of it. */
export function timeline(
  periods: Periods,
  periodSeconds: number,
  span: { readonly from: number; readonly to: number },
): Html {
  const length = Math.max(span.to - span.from, 1) / bars;
  const counts = new Array<number>(bars).fill(0);
  for (const { period, sum } of sumsIn(periods)) {
    const bar = Math.floor((period * periodSeconds - span.from) / length);
    counts[Math.min(Math.max(bar, 0), bars - 1)]! += sum;
  }
  const most = Math.max(...counts);
  const drawn = counts.flatMap((count, index) => {
    if (count === 0) return [];
    // A single event among thousands can be seen, too.
    const size = Math.max(2, Math.round((height * count) / most));
    return html`<rect x="${index * 10}" y="${height - size}" width="8" height="${size}"></rect>`;
  });
  return html`<svg
    class="timeline"
    viewBox="0 0 ${bars * 10} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="at most ${most} in ${duration(length)}"
  >
    ${drawn}
  </svg>`;
}

/** A duration in words: "5 minutes", "2.4 days". */
export function duration(seconds: number): string {
  for (const [unit, length] of [
    ["days", 86400],
    ["hours", 3600],
    ["minutes", 60],
  ] as const)
    if (seconds >= 2 * length) return `${Number((seconds / length).toFixed(1))} ${unit}`;
  return `${Math.round(seconds)} seconds`;
}

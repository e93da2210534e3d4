import type { Streams } from "../command-line";
import { layOut } from "../table";
import { isSeen } from "./evidence";
import type { Progress } from "./run";
import { timeCells, timeColumns } from "./table";

/** How often a line is written where no terminal is, in seconds. */
const logInterval = 10;

/** Shows what has arrived: on a terminal as a table that is drawn again and again, elsewhere as a line from time to time. */
export class Picture {
  private height = 0;
  private logged = -logInterval;

  constructor(private readonly streams: Pick<Streams, "stderr" | "terminal">) {}

  show(progress: Progress): void {
    if (this.streams.terminal.isTTY) this.draw(tableOf(progress));
    else this.log(progress);
  }

  private draw(lines: readonly string[]): void {
    const { terminal } = this.streams;
    const back = this.height === 0 ? "" : `\x1b[${this.height}A\x1b[J`;
    // A line that the terminal breaks would be two.
    const width = terminal.columns ?? 80;
    terminal.write(`${back}${lines.map((line) => `${line.slice(0, width - 1)}\n`).join("")}`);
    this.height = lines.length;
  }

  private log({ seconds, limit, watch }: Progress): void {
    if (seconds - this.logged < logInterval && !watch.isComplete) return;
    this.logged = seconds;
    const waiting = watch.expectations.filter((expectation) => !isSeen(expectation, watch.evidence.get(expectation)!));
    const all = watch.expectations.length;
    const rest = waiting.map(({ name, route }) => `${name} (${route})`).join(", ");
    this.streams.stderr.write(
      `${clock(seconds)} of ${clock(limit)}: ${all - waiting.length} of ${all} alerts seen${rest && `; waiting for ${rest}`}\n`,
    );
  }
}

function tableOf({ seconds, limit, watch }: Progress): string[] {
  const rows = watch.expectations.map((expectation) => [
    isSeen(expectation, watch.evidence.get(expectation)!) ? "seen" : "waiting",
    expectation.name,
    expectation.route,
    ...timeCells(watch.secondsOf(expectation)),
  ]);
  const table = layOut([["", "Alert", "Route", ...timeColumns], ...rows], "  ");
  return [`${clock(seconds)} of ${clock(limit)}`, ...table];
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

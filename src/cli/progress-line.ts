/** How often progress is shown, in milliseconds: on a terminal, where each line replaces the previous one, and in a log. */
const TERMINAL_INTERVAL = 500;
const LOG_INTERVAL = 30_000;

/** Where progress is written to. */
export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Shows the progress of a long run; a short one ends before the first line. */
export class ProgressLine {
  private shown: number;
  private isVisible = false;
  private readonly interval: number;

  constructor(
    private readonly stderr: Terminal,
    private readonly now: () => number = Date.now,
  ) {
    this.shown = now();
    this.interval = stderr.isTTY === true ? TERMINAL_INTERVAL : LOG_INTERVAL;
  }

  /** @param line Called where a line is due. */
  show(line: () => string): void {
    if (this.now() - this.shown < this.interval) return;
    this.shown = this.now();
    this.stderr.write(this.stderr.isTTY === true ? `\r\x1b[K${line()}` : `${line()}\n`);
    this.isVisible = true;
  }

  clear(): void {
    if (this.isVisible && this.stderr.isTTY === true) this.stderr.write("\r\x1b[K");
  }
}

/**
 * How long a work still takes, for the end of a line; empty while too little is done to tell.
 *
 * @param elapsed In milliseconds.
 * @param done The part of the work that is done, from 0 to 1.
 */
export function timeLeft(elapsed: number, done: number): string {
  if (done < 0.02 || done > 1) return "";
  const seconds = Math.round((elapsed * (1 / done - 1)) / 1000);
  if (seconds < 90) return `, about ${seconds} s left`;
  return seconds < 5400
    ? `, about ${Math.round(seconds / 60)} min left`
    : `, about ${(seconds / 3600).toFixed(1)} h left`;
}

import { visible } from "../terraform/text/visible";

/** Where a command writes to. */
export interface Output {
  readonly isTTY?: boolean;
  /** Characters in a line of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Everything that leaves passes here. Whoever gave a thing its name cannot steer the terminal that the name is shown on. */
function harmless(stream: NodeJS.WriteStream): Output {
  // Whoever reads may stop before the end, as head does.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return { isTTY: stream.isTTY, columns: stream.columns, write: (text) => stream.write(visible(text)) };
}

export const stdout = harmless(process.stdout);
export const stderr = harmless(process.stderr);

/** For progress, which draws a line anew: no text of others passes here. */
export const terminal = process.stderr;

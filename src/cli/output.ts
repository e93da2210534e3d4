import { visible } from "../terraform/text/visible";

/** Where a command writes to. */
export interface Output {
  readonly isTTY?: boolean;
  /** Characters in a line of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** All output passes here: no name of a resource, a file or a setting controls the terminal that shows it. */
function harmless(stream: NodeJS.WriteStream): Output {
  stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    // A reader may stop before the end, as head does.
    if (code === "EPIPE") return;
    process.exitCode = 1;
    if (stream !== process.stderr) process.stderr.write(`cannot write the output: ${visible(message)}\n`);
  });
  return { isTTY: stream.isTTY, columns: stream.columns, write: (text) => stream.write(visible(text)) };
}

export const stdout = harmless(process.stdout);
export const stderr = harmless(process.stderr);

/** For progress, which draws a line again and again: no text of others passes here. */
export const terminal = process.stderr;

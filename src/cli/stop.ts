import type { ExitCode } from "./command-line";

/** Why a command stops, in a sentence for the person who runs it. */
export class Stop extends Error {
  override readonly name = "Stop";

  constructor(
    message: string,
    readonly exitCode: Exclude<ExitCode, 0> = 1,
  ) {
    super(message);
  }
}

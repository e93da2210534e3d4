import type { Output } from "../src/cli/output";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Why a step ended before its end. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** The first signal ends the work, and everything is destroyed; the second one ends that as well. */
export class Interruption {
  private readonly work = new AbortController();
  private readonly everything = new AbortController();
  private destroys = false;

  constructor(private readonly stderr: Output) {
    for (const ending of endings) process.on(ending, this.interrupt);
  }

  /** Of what is done now. */
  get signal(): AbortSignal {
    return (this.destroys ? this.everything : this.work).signal;
  }

  /** Whether there was one. */
  get happened(): boolean {
    return this.work.signal.aborted;
  }

  /** From now on a single signal changes nothing. */
  beginDestroying(): void {
    this.destroys = true;
  }

  end(): void {
    for (const ending of endings) process.off(ending, this.interrupt);
  }

  private readonly interrupt = (): void => {
    if (this.happened) {
      this.stderr.write("\nInterrupted again. Stopping once Terraform has saved its state.\n");
      this.everything.abort();
      return;
    }
    const now = this.destroys ? "Everything is being destroyed already." : "Interrupted. Everything will be destroyed.";
    this.stderr.write(`\n${now} Please wait; a second interruption leaves the rest.\n`);
    this.work.abort();
  };
}

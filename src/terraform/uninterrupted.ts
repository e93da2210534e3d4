import { setImmediate } from "node:timers/promises";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
let running = 0;

/** Does what must not be left half-done. A signal that ends the program does so afterwards: Node only notes it down meanwhile. */
export function uninterrupted<T>(work: () => T): T {
  if (running++ === 0) for (const signal of endings) process.on(signal, end);
  try {
    return work();
  } finally {
    void signalsAreHeard().then(() => {
      if (--running === 0) listenNoMore();
    });
  }
}

/** Node hears signals where it waits for input, which is between any two of its check phases, but not before the first. */
export async function signalsAreHeard(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

function end(signal: NodeJS.Signals): void {
  listenNoMore();
  process.kill(process.pid, signal);
}

function listenNoMore(): void {
  for (const signal of endings) process.off(signal, end);
}

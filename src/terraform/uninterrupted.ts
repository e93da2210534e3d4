import { setImmediate } from "node:timers/promises";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
let running = 0;

/** Does work that must not be interrupted. A signal that ends the program takes effect afterwards: Node records it meanwhile. */
export function uninterrupted<T>(work: () => T): T {
  if (running++ === 0) for (const signal of endings) process.on(signal, end);
  try {
    return work();
  } finally {
    void signalsAreReceived().then(() => {
      if (--running === 0) stopListening();
    });
  }
}

/** Node receives signals while it waits for input, which is between any two of its check phases, but not before the first. */
export async function signalsAreReceived(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

function end(signal: NodeJS.Signals): void {
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of endings) process.off(signal, end);
}

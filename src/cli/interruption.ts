const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does work that a signal ends in order. */
export async function untilInterrupted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  onInterruption: () => void = () => undefined,
): Promise<T> {
  const controller = new AbortController();
  const end = () => {
    onInterruption();
    controller.abort();
  };
  for (const ending of endings) process.on(ending, end);
  try {
    return await work(controller.signal);
  } finally {
    for (const ending of endings) process.off(ending, end);
  }
}

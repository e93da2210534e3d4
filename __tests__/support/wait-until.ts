import { setTimeout as pause } from "node:timers/promises";

/** Waits until the condition holds, for so many seconds at most. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, timeLimit = 120): Promise<void> {
  const end = Date.now() + timeLimit * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`what was waited for did not come within ${timeLimit} s`);
    await pause(50);
  }
}

import { createInterface } from "node:readline/promises";
import type { Streams } from "./command-line";
import { Stop } from "./stop";

/** Asks a question, and returns the answer. */
export type Prompt = (question: string) => Promise<string>;

/**
 * Lets work ask a person, who reads questions on stderr; without a terminal on both sides there is none, and no prompt.
 *
 * @throws {@link Stop} If the input ends before an answer.
 */
export async function withPrompt<T>(
  { stdin, stderr }: Pick<Streams, "stdin" | "stderr">,
  work: (prompt: Prompt | undefined) => Promise<T>,
): Promise<T> {
  if (!stdin.isTTY || !stderr.isTTY) return work(undefined);
  const lines = createInterface({ input: stdin });
  const ended = new Promise<never>((_, reject) => {
    lines.once("close", () => {
      reject(new Stop("\nThe input ended before an answer. Nothing was written."));
    });
  });
  ended.catch(() => undefined);
  try {
    return await work((question) => {
      const answer = lines.question("");
      stderr.write(question);
      return Promise.race([answer, ended]);
    });
  } finally {
    lines.close();
  }
}

/** Asks whether something is to be done, where there is no `--yes`. */
export function isWanted(streams: Pick<Streams, "stdin" | "stderr">, question: string): Promise<boolean> {
  return withPrompt(streams, async (prompt) => {
    if (!prompt) throw new Stop("Add --yes to do this: there is no terminal to ask on. Nothing was done.");
    return /^y(es)?$/i.test((await prompt(`${question} (yes or no) `)).trim());
  });
}

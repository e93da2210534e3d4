import { inLine } from "../../terraform/text/visible";
import { Stop } from "../stop";
import { isDenial, problemOfCredentials } from "./failures";

/**
 * Asks AWS, before anything is changed.
 *
 * @param advice What to do where a permission is missing.
 * @throws {@link Stop} In a sentence, if AWS does not answer. A defect stays one.
 */
export async function answered<T>(answer: Promise<T>, advice = "--policy prints what this command needs."): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isOfAws(error)) throw error;
    throw new Stop(
      `${problemOfCredentials(error) ?? inLine(`AWS does not answer: ${textOf(error)}.`)}${isDenial(error) ? ` ${advice}` : ""} Nothing was changed.`,
    );
  }
}

/** What AWS says of a failure, and what allows the call if it was denied. */
export function textOf({ name, message }: Error): string {
  return `${name}: ${message}`;
}

export function isOfAws(error: unknown): error is Error {
  return (
    error instanceof Error && ("$fault" in error || "$metadata" in error || problemOfCredentials(error) !== undefined)
  );
}

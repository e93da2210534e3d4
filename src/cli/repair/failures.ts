import { inLine } from "../../terraform/text/visible";
import { isDenial, problemOfCredentials } from "../aws/failures";
import { Stop } from "../stop";

/**
 * Asks AWS, before anything is changed.
 *
 * @throws {@link Stop} In a sentence, if AWS does not answer. A defect stays one.
 */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isOfAws(error)) throw error;
    throw new Stop(`${problemOfCredentials(error) ?? inLine(`AWS does not answer: ${textOf(error)}.`)}${hint(error)}`);
  }
}

/** What AWS says of a failure, and what allows the call if it was denied. */
export function textOf({ name, message }: Error): string {
  return `${name}: ${message}`;
}

function hint(error: Error): string {
  return `${isDenial(error) ? " --policy prints what this command needs." : ""} Nothing was changed.`;
}

export function isOfAws(error: unknown): error is Error {
  return (
    error instanceof Error && ("$fault" in error || "$metadata" in error || problemOfCredentials(error) !== undefined)
  );
}

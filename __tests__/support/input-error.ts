import { InputError } from "../../src/terraform/parse";

/** The problems a call reports, one a line as `path: message`. */
export function problemsOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

import type { z } from "zod";
import { check, type Problem } from "../terraform/parse";

/** What is wrong with the value of an option, by the schema of a setting. */
export function problemsOf(option: string, schema: z.ZodType, value: string): Problem[] {
  return check(schema, value, false).problems.map(({ message }) => ({ path: option, message }));
}

import type { z } from "zod";
import { monitoringSettings } from "../../settings";
import { check, type Problem } from "../../terraform/parse";

/** Problems of settings whose values come from AWS: text, however much it looks like an expression. */
export function settingProblems(settings: object): Problem[] {
  return check(monitoringSettings, settings, false).problems;
}

/** Whether the settings accept a value that comes from AWS. */
export function isSettable(schema: z.ZodType, value: unknown): boolean {
  return check(schema, value, false).problems.length === 0;
}

export function withoutUnset(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

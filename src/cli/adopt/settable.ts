import type { z } from "zod";
import { monitoringSettings } from "../../settings";
import { check, type Problem } from "../../terraform/schema";

/** What is wrong with settings that are made of what AWS tells: text, however much it looks like an expression. */
export function settingProblems(settings: object): Problem[] {
  return check(monitoringSettings, settings, false).problems;
}

/** Whether our settings can have a value that AWS tells. */
export function isSettable(schema: z.ZodType, value: unknown): boolean {
  return check(schema, value, false).problems.length === 0;
}

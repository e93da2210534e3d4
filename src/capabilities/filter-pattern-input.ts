import type { z } from "zod";
import { FilterPatternError, limits, parse } from "../filter-pattern";
import { longText } from "../terraform/schema";

/** A whole filter pattern, checked against AWS's grammar and limits before AWS sees it. */
export function filterPattern(): z.ZodString {
  return checked((text) => text, 1024);
}

/** What stands between the braces of a JSON filter pattern. */
export function filterCondition(): z.ZodString {
  return checked((text) => `{ ${text} }`, 400);
}

function checked(patternOf: (text: string) => string, maxLength: number): z.ZodString {
  return longText(1, maxLength).check(({ value, issues }) => {
    for (const message of problemsOf(patternOf(value))) {
      issues.push({ code: "custom", input: value, message, params: { isSentence: true }, continue: true });
    }
  });
}

function problemsOf(pattern: string): string[] {
  try {
    // The length has a message of its own already.
    const { errors } = limits(parse(pattern));
    return errors.filter(({ code }) => code !== "length").map(({ message }) => message);
  } catch (error) {
    if (!(error instanceof FilterPatternError)) throw error;
    return [error.message];
  }
}

import type { z } from "zod";
import { allowed, problems } from "../../event-pattern";
import { FilterPatternError, limits, parse } from "../../filter-pattern";
import { isReference } from "../../terraform/reference";
import { longText } from "../../terraform/schema";

/** A whole filter pattern, checked against AWS's grammar and limits. */
export function filterPattern(): z.ZodString {
  return checked((text) => text, 1024).meta({ format: "filter-pattern" });
}

/** The text between the braces of a JSON filter pattern. */
export function filterCondition(): z.ZodString {
  return checked((text) => `{ ${text} }`, 400).meta({ format: "filter-condition" });
}

/** An event pattern as JSON, checked against AWS's grammar and limits. */
export function eventPattern(): z.ZodString {
  return longText(1, allowed.length)
    .check(({ value, issues }) => {
      for (const message of eventPatternProblems(value)) {
        issues.push({ code: "custom", input: value, message, params: { isSentence: true }, continue: true });
      }
    })
    .meta({ format: "event-pattern" });
}

/** Why AWS would not accept a text as an event pattern. */
export function eventPatternProblems(text: string): readonly string[] {
  try {
    return problems(JSON.parse(text));
  } catch {
    return ['An event pattern is JSON, such as {"source":["aws.signin"]}.'];
  }
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

/** Problems of the filter that the module creates from a pattern and its exception. */
export function exceptionIssues(path: string[], except: unknown, patterns: readonly unknown[]): z.core.$ZodRawIssue[] {
  if (typeof except !== "string" || problemsOf(`{ ${except} }`).length > 0) return [];
  const problems = patterns.flatMap((pattern) => {
    if (typeof pattern !== "string" || isReference(pattern) || problemsOf(pattern).length > 0) return [];
    if (!pattern.trim().startsWith("{")) return ["works only with a JSON pattern"];
    const combined = `{ (${pattern.trim().slice(1, -1)}) && (${except}) }`;
    return combined.length > 1024
      ? [`has ${combined.length} characters together with the pattern; AWS allows 1024`]
      : problemsOf(combined);
  });
  return [...new Set(problems)].map((message) => ({
    code: "custom",
    input: except,
    path,
    message,
    params: { isSentence: true },
    continue: true,
  }));
}

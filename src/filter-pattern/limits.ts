import { awsWording } from "./filter-pattern-error";
import type { FilterPattern, Selector, Span } from "./syntax-tree";
import { values, selectors } from "./traverse";

/** What AWS allows one filter pattern. */
export const allowed = {
  /** Length in UTF-16 code units. */
  length: 1024,
  regexes: 2,
  wildcardsPerSelector: 1,
  wildcards: 3,
} as const;

/** How much a pattern uses of AWS's limits, and which it exceeds. */
export interface Limits {
  /** Length in UTF-16 code units, of {@link allowed.length}. */
  readonly length: number;
  /** Regular expressions, of {@link allowed.regexes}. */
  readonly regexes: number;
  /** Wildcards in the selectors, of {@link allowed.wildcards}. */
  readonly wildcards: number;
  readonly errors: readonly LimitError[];
}

/** One limit that a pattern exceeds; the span is that of the first thing too many. */
export interface LimitError extends Span {
  readonly code: "length" | "regexes" | "wildcards-per-selector" | "wildcards";
  readonly message: string;
}

/**
 * Measures a pattern against the limits of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
export function limits(pattern: FilterPattern): Limits {
  const length = pattern.end - pattern.start;
  const regexes = values(pattern).filter((value) => value.kind === "regex");
  const wildcardSelectors = selectors(pattern).filter((selector) => wildcardsOf(selector) > 0);
  const wildcards = wildcardSelectors.reduce((sum, selector) => sum + wildcardsOf(selector), 0);
  const errors: LimitError[] = [];
  const refuse = (code: LimitError["code"], message: string, { start, end }: Span): void => {
    errors.push({ code, message, start, end });
  };

  if (length > allowed.length)
    refuse("length", `Member must have length less than or equal to ${allowed.length}, got ${length}`, {
      start: allowed.length,
      end: pattern.end,
    });
  const thirdRegex = regexes[allowed.regexes];
  if (thirdRegex !== undefined) refuse("regexes", awsWording.tooManyRegexes, thirdRegex);
  for (const selector of wildcardSelectors)
    if (wildcardsOf(selector) > allowed.wildcardsPerSelector)
      refuse("wildcards-per-selector", awsWording.tooManyWildcardsInSelector, selector);
  const fourthSelector = wildcardSelectors[allowed.wildcards];
  if (fourthSelector !== undefined)
    refuse("wildcards", `a pattern can have ${allowed.wildcards} wildcard selectors, got ${wildcards}`, fourthSelector);
  return { length, regexes: regexes.length, wildcards, errors };
}

function wildcardsOf({ steps }: Selector): number {
  return steps.filter((step) => step.kind === "wildcard").length;
}

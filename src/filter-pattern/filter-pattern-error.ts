/** How the CloudWatch Logs API words its refusals, recorded from PutMetricFilter and TestMetricFilter. */
export const awsWording = {
  invalidPattern: "Invalid metric filter pattern",
  invalidTerm: (term: string) => `Invalid character(s) in term '${term}'`,
  unclosed: (opening: string, closing: string) =>
    `If a filter pattern starts with '${opening}' it must end with '${closing}'`,
  invalidRegex: "Failed to compile regular expression.",
  severalFieldsInOne: (first: string, second: string) =>
    `Multiple variables used in a single filter. Var1 : ${first}, Var2 : ${second}`,
  duplicateField: (name: string) => `Duplicate field '${name}'`,
  tooManyRegexes: "Your input has exceeded the maximum of 2 regular expressions per filter pattern.",
  tooManyWildcardsInSelector:
    "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.",
} as const;

/** Longest part of a pattern line that is shown around the caret, in characters. */
const EXCERPT = 100;

/** A text that is not a filter pattern. The message shows the offending line with a caret under the offending character. */
export class FilterPatternError extends Error {
  override readonly name = "FilterPatternError";

  /**
   * @param reason what is wrong, in the words of AWS
   * @param pattern the whole pattern text
   * @param offset where in `pattern` it is wrong, in UTF-16 code units
   * @param advice what to write instead, in our words
   */
  constructor(
    readonly reason: string,
    readonly pattern: string,
    readonly offset: number,
    readonly advice?: string,
  ) {
    super(`${advice === undefined ? reason : `${reason}: ${advice}`}\n${renderCaret(pattern, offset)}`);
  }
}

function renderCaret(pattern: string, offset: number): string {
  const lineStart = pattern.lastIndexOf("\n", offset - 1) + 1;
  const lineBreak = pattern.indexOf("\n", lineStart);
  const line = pattern.slice(lineStart, lineBreak === -1 || lineBreak < offset ? undefined : lineBreak);
  const from = Math.max(0, Math.min(offset - lineStart - EXCERPT / 2, line.length - EXCERPT));
  // Tabs and other control characters would push the caret away from its character.
  const excerpt = line.slice(from, from + EXCERPT).replace(/\p{Cc}/gu, " ");
  return `  ${excerpt}\n  ${" ".repeat(offset - lineStart - from)}^`;
}

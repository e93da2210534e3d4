import type { FilterPattern } from "../syntax-tree";
import { parseDelimited } from "./delimited";
import { parseJson } from "./json";
import { parseTerms, parseWholeRegex } from "./terms";

/**
 * Reads a CloudWatch Logs filter pattern. The first character decides on the syntax, as AWS does it.
 *
 * Limits are not checked here, see {@link limits}.
 *
 * @throws FilterPatternError where AWS refuses the pattern
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parse(pattern: string): FilterPattern {
  switch (pattern.trimStart()[0]) {
    case "{":
      return parseJson(pattern);
    case "[":
      return parseDelimited(pattern);
    case "%":
      return parseWholeRegex(pattern);
    default:
      return parseTerms(pattern);
  }
}

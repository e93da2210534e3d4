import { values } from "../traverse";
import type { Rule } from "./finding";

/**
 * AWS once documented that a `*` between other characters is literal and later removed the sentence. What it
 * does today is unknown.
 */
export const innerWildcard: Rule = (pattern) =>
  values(pattern)
    .filter((value) => value.kind === "text" && /[^*]\*+[^*]/.test(value.text))
    .map(({ start, end }) => ({
      code: "inner-wildcard",
      message: "AWS does not document * between other characters; use it first or last, or use a regular expression",
      start,
      end,
    }));

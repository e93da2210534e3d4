import { values } from "../traverse";
import type { Rule } from "./finding";

/**
 * AWS once documented that a `*` between other characters stands for itself and later withdrew the sentence. What it
 * does today is not known.
 */
export const innerWildcard: Rule = (pattern) =>
  values(pattern)
    .filter((value) => value.kind === "text" && /[^*]\*+[^*]/.test(value.text))
    .map(({ start, end }) => ({
      code: "inner-wildcard",
      message: "AWS does not say what * does between other characters; use it first or last, or a regular expression",
      start,
      end,
    }));

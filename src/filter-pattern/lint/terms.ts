import { quote } from "../format";
import type { Rule } from "./finding";

/** AWS ignores `?` terms if there are other terms. */
export const optionalIgnored: Rule = (pattern) => {
  if (pattern.kind !== "terms" || pattern.terms.every((term) => term.role === "optional")) return [];
  return pattern.terms
    .filter((term) => term.role === "optional")
    .map(({ start, end }) => ({
      code: "optional-ignored",
      message: "? terms are ignored if there are terms without ?",
      start,
      end,
    }));
};

/** `a-b` is `a` without `b`, and `a?b` is `a`. */
export const impliedExclusion: Rule = (pattern) => {
  if (pattern.kind !== "terms") return [];
  return pattern.terms.flatMap((term, index) => {
    const before = pattern.terms[index - 1];
    if (before === undefined || before.end !== term.start) return [];
    const sign = term.role === "excluded" ? "-" : "?";
    return [
      {
        code: "implied-exclusion",
        message: `a ${sign} inside a word begins a new term; quote the word if it is one term`,
        start: before.start,
        end: term.end,
        ...(before.role === "required" ? { fix: quote(before.text + sign + term.text) } : {}),
      },
    ];
  });
};

import type { TermsPattern } from "../syntax-tree";
import { operandsOf } from "../traverse";
import { fieldsOf } from "./fields";
import type { Finding, Rule } from "./finding";
import { isSatisfiable } from "./satisfiability";

const code = "never-matches";

/** A pattern, or one of its alternatives, that no event can match. */
export const neverMatches: Rule = (pattern, knowledge) => {
  if (pattern.kind === "terms") return excludedItself(pattern);
  if (pattern.kind !== "json") return [];
  const isImpossible = (expression: typeof pattern.condition): boolean => {
    const fields = fieldsOf(expression, knowledge);
    return fields !== undefined && isSatisfiable(true, expression, fields) === false;
  };
  if (isImpossible(pattern.condition)) {
    const { start, end } = pattern.condition;
    return [{ code, message: "no event can match, the conditions contradict each other", start, end }];
  }
  const message = "no event can match this alternative, its conditions contradict each other";
  return operandsOf("or", pattern.condition)
    .filter(isImpossible)
    .map(({ start, end }) => ({ code, message, start, end }));
};

function excludedItself({ terms }: TermsPattern): readonly Finding[] {
  const required = terms.filter((term) => term.role === "required");
  return terms
    .filter(({ role, text }) => role === "excluded" && required.some((term) => term.text.includes(text)))
    .map(({ start, end }) => ({ code, message: "no event can match, a required term contains this one", start, end }));
}

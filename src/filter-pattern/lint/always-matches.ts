import type { Comparison, Expression, JsonCondition, Selector } from "../syntax-tree";
import { operandsOf, unbracket } from "../traverse";
import { bySelector, fieldsOf } from "./fields";
import type { Finding, Rule } from "./finding";
import { outcomesOf } from "./outcomes";
import { isSatisfiable } from "./satisfiability";

const code = "always-matches";

/** A pattern, or one of its required conditions, that every event matches. */
export const alwaysMatches: Rule = (pattern, knowledge) => {
  if (pattern.kind !== "json") return [];
  const isCertain = (expression: typeof pattern.condition): boolean => {
    const fields = fieldsOf(expression, knowledge);
    return fields !== undefined && isSatisfiable(false, expression, fields) === false;
  };
  if (isCertain(pattern.condition)) {
    const { start, end } = pattern.condition;
    return [{ code, message: "every event matches", start, end }];
  }
  const message = "every event fulfils this condition";
  const certain = operandsOf("and", pattern.condition)
    .filter(isCertain)
    .map(({ start, end }) => ({ code, message, start, end }) as const);
  return certain.length > 0 ? certain : exhaustiveAlternatives(pattern.condition);
};

/** `a = x || a != x`: every event that has a string or number there matches. */
function exhaustiveAlternatives(expression: Expression<JsonCondition>): readonly Finding[] {
  const bare = unbracket(expression);
  if (bare.kind === "and") return operandsOf("and", bare).flatMap(exhaustiveAlternatives);
  if (bare.kind !== "or") return [];
  const alternatives = operandsOf("or", bare);
  const here = [...bySelector(alternatives.map(unbracket).filter(isComparison))]
    .filter(([, comparisons]) => isExhaustive(comparisons))
    .map(
      ([selector]) =>
        ({
          code,
          message: `every event that has a string or number in ${selector} matches these alternatives`,
          start: bare.start,
          end: bare.end,
        }) as const,
    );
  return [...here, ...alternatives.flatMap(exhaustiveAlternatives)];
}

function isComparison(expression: Expression<JsonCondition>): expression is Comparison<Selector> {
  return expression.kind === "comparison";
}

function isExhaustive(comparisons: readonly Comparison<Selector>[]): boolean {
  // A single `= *` is an intended test for presence.
  if (comparisons.length < 2 || comparisons.every(({ operator }) => operator === "=")) return false;
  const outcomes = outcomesOf(comparisons, "text or number");
  return outcomes !== undefined && outcomes.every((outcome) => outcome.includes(true));
}

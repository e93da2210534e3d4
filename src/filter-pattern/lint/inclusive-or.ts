import { formatSelector } from "../format";
import type { Comparison, Expression, JsonCondition, Selector } from "../syntax-tree";
import { conditionsOf, operandsOf, unbracket } from "../traverse";
import type { Rule } from "./finding";

/**
 * `a = x || b != y` as a whole pattern matches every event whose b is not y, whatever its a is. The text that CIS 1.4 to
 * 3.0 give for unauthorized API calls has this mistake.
 */
export const inclusiveOr: Rule = (pattern) => {
  if (pattern.kind !== "json") return [];
  const alternatives = operandsOf("or", pattern.condition).map(unbracket);
  return alternatives.filter(isNegative).flatMap((negative) => {
    const { subject, start, end } = negative;
    if (alternatives.every((other) => isAbout(other, subject))) return [];
    const message = "this alternative alone matches nearly every event; && is probably meant";
    return [{ code: "inclusive-or", message, start, end }];
  });
};

function isNegative(expression: Expression<JsonCondition>): expression is Comparison<Selector> {
  return expression.kind === "comparison" && expression.operator === "!=";
}

function isAbout(expression: Expression<JsonCondition>, subject: Selector): boolean {
  return conditionsOf(expression).every((condition) => formatSelector(condition.subject) === formatSelector(subject));
}

import { formatExpression, formatSelector } from "../format";
import type { Comparison, Expression, JsonCondition, Selector } from "../syntax-tree";
import { operandsOf, unbracket } from "../traverse";
import { hasWildcard } from "./fields";
import type { Finding, Rule } from "./finding";

/** `!=` is false if the field is absent, so events without it do not match. */
export const absentField: Rule = (pattern, { requiredTexts, booleans }) =>
  // Absent or not, a boolean never matches !=, which boolean-as-text reports.
  pattern.kind === "json" ? inspect(pattern.condition, new Set([...requiredTexts, ...booleans])) : [];

/** @param settled the fields that always exist, or whose absence the surrounding conditions cover */
function inspect(expression: Expression<JsonCondition>, settled: ReadonlySet<string>): readonly Finding[] {
  switch (expression.kind) {
    case "and":
    case "or": {
      const operands = operandsOf(expression.kind, expression);
      const settles = expression.kind === "or" ? admitsAbsence : provesPresence;
      const here = operands.map(unbracket).flatMap((operand) => settles(operand) ?? []);
      return operands.flatMap((operand) => inspect(operand, new Set([...settled, ...here])));
    }
    case "group":
      return inspect(expression.inner, settled);
    case "comparison":
      return isUnsettled(expression, settled) ? [toFinding(expression)] : [];
    default:
      return [];
  }
}

function admitsAbsence(operand: Expression<JsonCondition>): string | undefined {
  return operand.kind === "not-exists" ? formatSelector(operand.subject) : undefined;
}

function provesPresence(operand: Expression<JsonCondition>): string | undefined {
  return operand.kind === "comparison" && operand.operator !== "!=" ? formatSelector(operand.subject) : undefined;
}

function isUnsettled({ operator, subject }: Comparison<Selector>, settled: ReadonlySet<string>): boolean {
  return operator === "!=" && !hasWildcard(subject) && !settled.has(formatSelector(subject));
}

function toFinding(comparison: Comparison<Selector>): Finding {
  const selector = formatSelector(comparison.subject);
  return {
    code: "absent-field",
    message: `!= does not match events without ${selector}; add NOT EXISTS to include them`,
    start: comparison.start,
    end: comparison.end,
    fix: `(${formatExpression(comparison)} || ${selector} NOT EXISTS)`,
  };
}

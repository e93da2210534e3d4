import type { Expression, JsonCondition } from "../filter-pattern";

/**
 * Conditions of which at least one holds for every event that an expression matches: as few and as rarely true ones as can be
 * known without events. They decide which events a query evaluates further, never which it counts.
 */
export function necessaryConditions(expression: Expression<JsonCondition>): readonly JsonCondition[] {
  switch (expression.kind) {
    case "group":
      return necessaryConditions(expression.inner);
    case "or":
      return expression.operands.flatMap(necessaryConditions);
    case "and":
      return expression.operands
        .map(necessaryConditions)
        .reduce((best, other) => (frequency(other) < frequency(best) ? other : best));
    default:
      return [expression];
  }
}

/** How often one of the conditions holds, compared with others: an estimate. */
function frequency(conditions: readonly JsonCondition[]): number {
  return Math.max(...conditions.map(frequencyOf));
}

function frequencyOf(condition: JsonCondition): number {
  if (condition.kind !== "comparison" || condition.operator !== "=" || condition.value.kind !== "text") return 4;
  const [first] = condition.subject.steps;
  const isName = first?.kind === "key" && first.key === "eventName";
  return (isName ? 0 : 2) + (condition.value.text.includes("*") ? 1 : 0);
}

import type { Expression, JsonCondition } from "../syntax-tree";
import type { Outcome } from "./outcomes";

/** Patterns that need more steps than this have no findings. */
const MAX_STEPS = 20_000;

/** Conditions on one field, and their possible outcomes. */
export interface Field {
  readonly conditions: readonly JsonCondition[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Whether some choice of one outcome for each field makes an expression `wanted`; undefined if that takes too many steps.
 *
 * Expressions have no negation, so that an outcome that fulfils more conditions can only help to make them true.
 */
export function isSatisfiable(
  wanted: boolean,
  expression: Expression<JsonCondition>,
  fields: readonly Field[],
): boolean | undefined {
  const known = new Map<JsonCondition, boolean>();
  const choices = fields.map(({ conditions, outcomes }) => ({ conditions, outcomes: paretoOptimal(outcomes, wanted) }));
  let steps = 0;

  const search = (index: number): boolean | undefined => {
    if (++steps > MAX_STEPS) return undefined;
    const value = evaluate(expression, known);
    if (value !== undefined) return value === wanted;
    const field = choices[index];
    if (field === undefined) return undefined;
    let answer: boolean | undefined = false;
    for (const outcome of field.outcomes) {
      field.conditions.forEach((condition, i) => known.set(condition, outcome[i] ?? false));
      const found = search(index + 1);
      if (found === true) return true;
      if (found === undefined) answer = undefined;
    }
    for (const condition of field.conditions) known.delete(condition);
    return answer;
  };
  return search(0);
}

/** The outcomes that no other one dominates: none has all their `wanted` answers and more. */
function paretoOptimal(outcomes: readonly Outcome[], wanted: boolean): readonly Outcome[] {
  const distinct = [...new Map(outcomes.map((outcome) => [outcome.join(), outcome])).values()];
  const beats = (a: Outcome, b: Outcome) => a !== b && b.every((answer, i) => answer !== wanted || a[i] === wanted);
  return distinct.filter((outcome) => !distinct.some((other) => beats(other, outcome)));
}

/** The value of an expression of which only some conditions are known. */
function evaluate(
  expression: Expression<JsonCondition>,
  known: ReadonlyMap<JsonCondition, boolean>,
): boolean | undefined {
  switch (expression.kind) {
    case "and":
    case "or": {
      const decisive = expression.kind === "or";
      const values = expression.operands.map((operand) => evaluate(operand, known));
      if (values.includes(decisive)) return decisive;
      return values.includes(undefined) ? undefined : !decisive;
    }
    case "group":
      return evaluate(expression.inner, known);
    default:
      return known.get(expression);
  }
}

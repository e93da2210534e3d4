import { type Expression, type JsonCondition, limits, parse } from "../filter-pattern";
import { formatExpression } from "../filter-pattern/format";
import type { Condition } from "./condition";
import { RuleRefusal } from "./problem";
import type { Leaf } from "./search";
import { filterOf } from "./test";

/**
 * The filter pattern that matches what a condition does.
 *
 * @throws {@link RuleRefusal} If it exceeds what AWS allows, or a field cannot be asked so.
 */
export function filterPatternOf(condition: Condition<Leaf>): string {
  const text = `{ ${formatExpression(expressionOf(condition, false))} }`;
  const [error] = limits(parse(text)).errors;
  if (error === undefined) return text;
  throw new RuleRefusal(
    error.code === "length"
      ? `its filter pattern has ${text.length} characters; AWS allows 1024: divide the rule, or list fewer values`
      : `AWS does not take its filter pattern: ${error.message.replace(/\.$/, "")}`,
  );
}

/** Filter patterns have no "not": it moves to the tests. */
function expressionOf(condition: Condition<Leaf>, isNegated: boolean): Expression<JsonCondition> {
  switch (condition.kind) {
    case "leaf":
      return filterOf(condition.leaf.subject, condition.leaf.test, isNegated);
    case "not":
      return expressionOf(condition.operand, !isNegated);
    default: {
      const kind = (condition.kind === "and") === isNegated ? "or" : "and";
      const operands = condition.operands.map((operand) => expressionOf(operand, isNegated));
      return combined(kind, operands);
    }
  }
}

/** Alternatives within alternatives are one list; so is what all alternatives of a conjunction have in common, as `NOT EXISTS`. */
function combined(kind: "and" | "or", operands: readonly Expression<JsonCondition>[]): Expression<JsonCondition> {
  const nowhere = { start: 0, end: 0 };
  const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
  const shared = kind === "and" ? sharedAlternative(flat) : undefined;
  if (shared === undefined) return { kind, operands: flat, ...nowhere };
  const rest = flat.map((operand) => alternativesOf(operand).slice(1));
  return {
    kind: "or",
    operands: [
      shared,
      {
        kind: "and",
        operands: rest.map((operands) => (operands.length === 1 ? operands[0]! : { kind: "or", operands, ...nowhere })),
        ...nowhere,
      },
    ],
    ...nowhere,
  };
}

/** The first alternative of all operands, if it is the same: `(a || b) && (a || c)` is `a || (b && c)`. */
function sharedAlternative(operands: readonly Expression<JsonCondition>[]): Expression<JsonCondition> | undefined {
  const [first] = operands.map((operand) => alternativesOf(operand)[0]);
  if (operands.length < 2 || first === undefined) return undefined;
  const text = formatExpression(first);
  const isShared = operands.every((operand) => {
    const [own, ...others] = alternativesOf(operand);
    return own !== undefined && others.length > 0 && formatExpression(own) === text;
  });
  return isShared ? first : undefined;
}

function alternativesOf(expression: Expression<JsonCondition>): readonly Expression<JsonCondition>[] {
  return expression.kind === "or" ? expression.operands : [expression];
}

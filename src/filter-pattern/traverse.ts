import type {
  Comparison,
  Expression,
  FieldName,
  FilterPattern,
  Group,
  JsonCondition,
  Selector,
  Value,
} from "./syntax-tree";

/** Either kind of condition. */
export type Condition = JsonCondition | Comparison<FieldName>;

/** The boolean expressions of a pattern: one of a JSON pattern, one per condition of a delimited pattern. */
export function expressions(pattern: FilterPattern): readonly Expression<Condition>[] {
  if (pattern.kind === "json") return [pattern.condition];
  if (pattern.kind !== "delimited") return [];
  return pattern.fields.flatMap((field) => (field.kind === "conditional" ? [field.condition] : []));
}

/** An expression and everything in it, outermost first. */
export function nodes(expression: Expression<Condition>): readonly Expression<Condition>[] {
  switch (expression.kind) {
    case "and":
    case "or":
      return [expression, ...expression.operands.flatMap(nodes)];
    case "group":
      return [expression, ...nodes(expression.inner)];
    default:
      return [expression];
  }
}

/** The operands of a chain of `||` or `&&`, seen through its brackets; anything else is its own only operand. */
export function operandsOf<Any extends Condition>(kind: "and" | "or", expression: Expression<Any>): Expression<Any>[];
export function operandsOf(kind: "and" | "or", expression: Expression<Condition>): Expression<Condition>[] {
  if (expression.kind === kind) return expression.operands.flatMap((operand) => operandsOf(kind, operand));
  if (expression.kind !== "group") return [expression];
  const inner = operandsOf(kind, expression.inner);
  return inner.length > 1 ? inner : [expression];
}

/** An expression without the brackets around it. */
export function unbracket<Any extends Condition>(expression: Expression<Any>): Exclude<Expression<Any>, Group<Any>>;
export function unbracket(expression: Expression<Condition>): Expression<Condition> {
  return expression.kind === "group" ? unbracket(expression.inner) : expression;
}

/** The conditions of an expression in the order of its text. */
export function conditionsOf<Any extends Condition>(expression: Expression<Any>): readonly Any[];
export function conditionsOf(expression: Expression<Condition>): readonly Condition[] {
  return nodes(expression).flatMap((node) =>
    node.kind === "and" || node.kind === "or" || node.kind === "group" ? [] : [node],
  );
}

/** The conditions of a pattern in the order of its text. */
export function conditions(pattern: FilterPattern): readonly Condition[] {
  return expressions(pattern).flatMap((expression) => conditionsOf(expression));
}

/** What the conditions of a pattern compare with, in the order of its text. */
export function values(pattern: FilterPattern): readonly Value[] {
  if (pattern.kind === "regex") return [pattern.regex];
  return conditions(pattern).flatMap((condition) => (condition.kind === "comparison" ? [condition.value] : []));
}

/** The selectors of a pattern in the order of its text. */
export function selectors(pattern: FilterPattern): readonly Selector[] {
  return conditions(pattern).flatMap(({ subject }) => ("steps" in subject ? [subject] : []));
}

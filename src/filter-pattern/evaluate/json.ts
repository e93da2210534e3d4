import { isEventNumber, renderNumber } from "../log-event/json-number";
import type { JsonNode } from "../log-event/json-text";
import type { Expression, JsonCondition, JsonPattern, Selector } from "../syntax-tree";
import { operandsOf, unbracket } from "../traverse";
import { type ManySelector, compileSelector, selectorKey } from "./selector";
import { type ValueTest, compileTest } from "./value-test";

/** A question about the root of an event. */
type Predicate = (root: JsonNode) => boolean;

/** Compiles `{ … }`. An event that is not a JSON object does not match, whatever the conditions are. */
export function compileJson({ condition }: JsonPattern): (root: JsonNode | undefined) => boolean {
  const holds = compileExpression(condition);
  return (root) => root !== undefined && holds(root);
}

function compileExpression(expression: Expression<JsonCondition>): Predicate {
  switch (expression.kind) {
    case "and": {
      const operands = expression.operands.map(compileExpression);
      return (root) => operands.every((holds) => holds(root));
    }
    case "or": {
      const operands = compileAlternatives(operandsOf("or", expression));
      return (root) => operands.some((holds) => holds(root));
    }
    case "group":
      return compileExpression(expression.inner);
    default:
      return compileCondition(expression);
  }
}

/** Patterns list a dozen names of one field: those become one look-up. */
function compileAlternatives(operands: readonly Expression<JsonCondition>[]): readonly Predicate[] {
  const predicates: Predicate[] = [];
  const names = new Map<string, Set<string>>();
  for (const operand of operands) {
    const name = exactName(operand);
    if (name === undefined) {
      predicates.push(compileExpression(operand));
      continue;
    }
    const key = selectorKey(name.subject);
    const known = names.get(key);
    known?.add(name.text);
    if (known !== undefined) continue;
    const texts = new Set([name.text]);
    names.set(key, texts);
    predicates.push(compileNames(name.subject, texts));
  }
  return predicates;
}

function exactName(expression: Expression<JsonCondition>): { subject: Selector; text: string } | undefined {
  const operand = unbracket(expression);
  if (operand.kind !== "comparison" || operand.operator !== "=") return undefined;
  const { subject, value } = operand;
  return value.kind === "text" && !value.text.includes("*") ? { subject, text: value.text } : undefined;
}

function compileNames(subject: Selector, texts: ReadonlySet<string>): Predicate {
  const isNamed = (text: string) => texts.has(text);
  const passes = onTextAndNumber({ text: isNamed, number: (number) => isNamed(renderNumber(number)) });
  const selector = compileSelector(subject);
  if (selector.kind === "many") return (root) => selector.resolveAll(root).some(passes);
  const { resolve } = selector;
  return (root) => passes(resolve(root));
}

function compileCondition(condition: JsonCondition): Predicate {
  const selector = compileSelector(condition.subject);
  if (selector.kind === "many") return compileMany(selector, condition);
  const { resolve } = selector;
  const passes = testNode(condition);
  return (root) => passes(resolve(root));
}

function compileMany({ parent, resolveAll }: ManySelector, condition: JsonCondition): Predicate {
  if (condition.kind === "not-exists") return (root) => resolveAll(root).length === 0;
  if (condition.kind === "is") {
    const wanted = constants[condition.constant];
    return (root) => resolveAll(root).includes(wanted);
  }
  if (condition.operator !== "=" && condition.operator !== "!=") {
    const passes = testNode(condition);
    return (root) => resolveAll(root).some(passes);
  }
  const equals = testNode({ ...condition, operator: "=" });
  if (condition.operator === "=") return (root) => resolveAll(root).some(equals);
  // Recorded: with a wildcard, != is "no element equals", also if there is no element but a parent.
  return (root) => parent(root) !== undefined && !resolveAll(root).some(equals);
}

const constants = { NULL: null, TRUE: true, FALSE: false } as const;

/** The result of a condition for the one node that its selector finds, undefined if it finds none. */
export function testNode(condition: JsonCondition): (node: JsonNode | undefined) => boolean {
  switch (condition.kind) {
    case "comparison":
      return onTextAndNumber(compileTest(condition.operator, condition.value));
    case "is": {
      const wanted = constants[condition.constant];
      // Recorded: an array whose first element is null counts as null itself.
      if (wanted === null) return (node) => node === null || (Array.isArray(node) && node[0] === null);
      return (node) => node === wanted;
    }
    case "not-exists":
      return (node) => node === undefined;
  }
}

function onTextAndNumber({ text, number }: ValueTest): (node: JsonNode | undefined) => boolean {
  return (node) => (typeof node === "string" ? text(node) : isEventNumber(node) && number(node));
}

import { isBareTerm } from "./parse/terms";
import { isBareText } from "./parse/value";
import type { DelimitedField, Expression, FieldName, FilterPattern, Selector, Step, Term, Value } from "./syntax-tree";
import type { Condition } from "./traverse";

const signs = { required: "", excluded: "-", optional: "?" } as const;

/** Writes a pattern as canonical text: one space where spaces are allowed, capital keywords, quotes and brackets unchanged. */
export function format(pattern: FilterPattern): string {
  switch (pattern.kind) {
    case "json":
      return `{ ${formatExpression(pattern.condition)} }`;
    case "delimited":
      return `[${pattern.fields.map(formatField).join(", ")}]`;
    case "terms":
      return pattern.terms.map(formatTerm).join(" ");
    case "regex":
      return formatValue(pattern.regex);
  }
}

/** Writes a part of a pattern as canonical text. */
export function formatExpression(expression: Expression<Condition>): string {
  switch (expression.kind) {
    case "and":
      return expression.operands.map((operand) => formatOperand(operand, ["and", "or"])).join(" && ");
    case "or":
      return expression.operands.map((operand) => formatOperand(operand, ["or"])).join(" || ");
    case "group":
      return `(${formatExpression(expression.inner)})`;
    case "comparison":
      return `${formatSubject(expression.subject)} ${expression.operator} ${formatValue(expression.value)}`;
    case "is":
      return `${formatSelector(expression.subject)} IS ${expression.constant}`;
    case "not-exists":
      return `${formatSelector(expression.subject)} NOT EXISTS`;
  }
}

/** A tree that was not parsed may lack the brackets that its text needs. */
function formatOperand(operand: Expression<Condition>, bracketed: readonly string[]): string {
  const text = formatExpression(operand);
  return bracketed.includes(operand.kind) ? `(${text})` : text;
}

/** Writes a selector as canonical text. */
export function formatSelector({ steps }: Selector): string {
  return `$${steps.map(formatStep).join("")}`;
}

function formatSubject(subject: Selector | FieldName): string {
  return "steps" in subject ? formatSelector(subject) : subject.name;
}

function formatStep(step: Step): string {
  switch (step.kind) {
    case "key":
      return /^[\w-]+$/.test(step.key) ? `.${step.key}` : `.['${step.key}']`;
    case "index":
      return `[${step.index}]`;
    case "wildcard":
      return step.notation;
  }
}

function formatValue(value: Value): string {
  switch (value.kind) {
    case "number":
      return value.text;
    case "regex":
      return `%${value.source}%`;
    case "text":
      return !value.quoted && isBareText(value.text) ? value.text : quote(value.text);
  }
}

function formatField(field: DelimitedField): string {
  switch (field.kind) {
    case "named":
      return field.name;
    case "unnamed":
      return "";
    case "ellipsis":
      return "...";
    case "conditional":
      return formatExpression(field.condition);
  }
}

function formatTerm({ role, text }: Term): string {
  return signs[role] + (isBareTerm(text) ? text : quote(text));
}

/** Writes a text as a quoted string. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

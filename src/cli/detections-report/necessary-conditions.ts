import type { Comparison, Expression, FilterPattern, JsonCondition, Selector, Step } from "../../filter-pattern";
import { compileTest } from "../../filter-pattern/evaluate/value-test";

/** A key somewhere in an event, at whatever depth, with a value of a certain kind. */
export interface Trace {
  readonly key: string;
  /** Which strings will do. A number always will; anything else only where any value will do. */
  readonly value: { readonly text: string } | { readonly test: (text: string) => boolean } | "any";
}

/** Traces of which every matching event bears at least one. */
export type Clause = readonly Trace[];

/**
 * What the raw text of an event must hold for a pattern to match, one trace of every clause. No clauses where nothing can
 * be said, as of `NOT EXISTS`.
 */
export function necessaryClauses(pattern: FilterPattern): readonly Clause[] {
  return pattern.kind === "json" ? clausesOf(pattern.condition) : [];
}

function clausesOf(expression: Expression<JsonCondition>): readonly Clause[] {
  switch (expression.kind) {
    case "and":
      return expression.operands.flatMap(clausesOf);
    case "or":
      return expression.operands.map(clausesOf).reduce(either);
    case "group":
      return clausesOf(expression.inner);
    case "comparison":
      return comparisonClauses(expression);
    case "is":
      return present(expression.subject.steps);
    case "not-exists":
      return [];
  }
}

/**
 * `a = 1 && b = 2 || a = 3 && b = 4` asks for an a of 1 or 3 and for a b of 2 or 4: clauses of the same keys are joined. Where
 * there are none, the narrowest of either side are: what they ask for is true of every match as well.
 */
function either(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] {
  const joined = left.flatMap((one) => {
    const other = right.find((clause) => keysOf(clause) === keysOf(one));
    return other === undefined ? [] : [[...one, ...other]];
  });
  if (joined.length > 0) return joined;
  return narrowest(left).flatMap((one) => narrowest(right).map((other) => [...one, ...other]));
}

function keysOf(clause: Clause): string {
  return JSON.stringify([...new Set(clause.map(({ key }) => key))].sort());
}

function narrowest(clauses: readonly Clause[]): readonly Clause[] {
  return [...clauses].sort((a, b) => width(a) - width(b)).slice(0, 1);
}

function width(clause: Clause): number {
  return clause.reduce((sum, { value }) => sum + (value === "any" ? 100 : "text" in value ? 1 : 10), 0);
}

function comparisonClauses({ subject, operator, value }: Comparison<Selector>): readonly Clause[] {
  const { steps } = subject;
  const last = steps[steps.length - 1];
  if (operator !== "=" || last?.kind !== "key") return present(operator === "!=" ? beforeWildcard(steps) : steps);
  if (!isPlain(last.key)) return [];
  if (value.kind === "text" && !value.text.includes("*") && isPlain(value.text))
    return [[{ key: last.key, value: { text: value.text } }]];
  return [[{ key: last.key, value: { test: compileTest("=", value).text } }]];
}

/** `!=` with a wildcard holds where there is nothing to look into any deeper than the wildcard. */
function beforeWildcard(steps: readonly Step[]): readonly Step[] {
  const wildcard = steps.findIndex(({ kind }) => kind === "wildcard");
  return wildcard === -1 ? steps : steps.slice(0, wildcard);
}

/** The last key of a selector must be there for the selector to find anything. */
function present(steps: readonly Step[]): readonly Clause[] {
  const keys = steps.flatMap((step) => (step.kind === "key" ? [step.key] : []));
  const key = keys[keys.length - 1];
  return key !== undefined && isPlain(key) ? [[{ key, value: "any" }]] : [];
}

/** Whether a text has but one notation in bytes: broken UTF-8 is read as this replacement character as well. */
function isPlain(text: string): boolean {
  return !text.includes("\ufffd");
}

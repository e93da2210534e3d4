import type { Comparison, Expression, FilterPattern, JsonCondition, Selector, Step } from "../../../filter-pattern";
import { compileTest } from "../../../filter-pattern/evaluate/value-test";

/** A key somewhere in an event, at whatever depth, with a value of a certain kind. */
export interface Trace {
  readonly key: string;
  /** Which strings satisfy it. A number always does; anything else only where any value does. */
  readonly value: { readonly text: string } | { readonly test: (text: string) => boolean } | "any";
}

/** Traces of which every matching event contains at least one. */
export type Clause = readonly Trace[];

/** Keys of almost every record with few values between them: asking for those excludes little. */
const COMMON_KEYS: ReadonlySet<string> = new Set([
  "accountId",
  "awsRegion",
  "eventCategory",
  "eventSource",
  "eventType",
  "invokedBy",
  "managementEvent",
  "readOnly",
  "recipientAccountId",
  "type",
]);

/**
 * A clause that every event satisfies which a pattern matches, the one that the fewest other events satisfy; undefined
 * where there is none, as for `NOT EXISTS`.
 */
export function rarestNecessaryClause(pattern: FilterPattern): Clause | undefined {
  return pattern.kind === "json" ? rarest(clausesOf(pattern.condition)) : undefined;
}

function rarest(clauses: readonly Clause[]): Clause | undefined {
  return [...clauses].sort((a, b) => frequency(a) - frequency(b) || a.length - b.length)[0];
}

/** How many events satisfy a clause, compared with other clauses: an estimate, on which no verdict depends. */
function frequency(clause: Clause): number {
  return Math.max(
    ...clause.map(
      ({ key, value }) =>
        (COMMON_KEYS.has(key) ? 4 : key === "eventName" ? 1 : 0) + (value === "any" ? 3 : "test" in value ? 2 : 0),
    ),
  );
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
 * `a = 1 && b = 2 || a = 3 && b = 4` needs an a of 1 or 3 and a b of 2 or 4: clauses of the same keys are joined. Where
 * there are none, the rarest of either side are: every match satisfies one or the other.
 */
function either(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] {
  const joined = left.flatMap((one) => {
    const other = right.find((clause) => keysOf(clause) === keysOf(one));
    return other === undefined ? [] : [[...one, ...other]];
  });
  if (joined.length > 0) return joined;
  const [one, other] = [rarest(left), rarest(right)];
  return one === undefined || other === undefined ? [] : [[...one, ...other]];
}

function keysOf(clause: Clause): string {
  return JSON.stringify([...new Set(clause.map(({ key }) => key))].sort());
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

/** `!=` with a wildcard holds where an event has nothing below the wildcard. */
function beforeWildcard(steps: readonly Step[]): readonly Step[] {
  const wildcard = steps.findIndex(({ kind }) => kind === "wildcard");
  return wildcard === -1 ? steps : steps.slice(0, wildcard);
}

/** A selector finds something only in events that contain its last key. */
function present(steps: readonly Step[]): readonly Clause[] {
  const keys = steps.flatMap((step) => (step.kind === "key" ? [step.key] : []));
  const key = keys[keys.length - 1];
  return key !== undefined && isPlain(key) ? [[{ key, value: "any" }]] : [];
}

/** Whether a text has only one notation in bytes: broken UTF-8 is read as this replacement character as well. */
function isPlain(text: string): boolean {
  return !text.includes("\ufffd");
}

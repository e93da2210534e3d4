import { testNode } from "../evaluate/json";
import { compareDecimals, toDecimal } from "../log-event/decimal";
import { JsonNumber } from "../log-event/json-number";
import type { JsonNode } from "../log-event/json-text";
import { isNumberText } from "../parse/value";
import type { Comparison, JsonCondition, Selector } from "../syntax-tree";

/** The results of some conditions on one field, for one content of that field. */
export type Outcome = readonly boolean[];

/** What a field may contain. */
export type Domain = "anything" | "text or number" | "text";

/** Conditions with more outcomes than this are not analysed. */
const MAX_OUTCOMES = 600;

/** A string that no pattern can contain. */
const OTHER_TEXT = "\u0000";

/**
 * All combined outcomes of conditions on one field, or undefined if there are too many.
 *
 * Literals are evaluated. For all other texts and numbers the results of wildcards and regular expressions are open: any
 * combination counts as possible, so there may be too many outcomes but never too few.
 */
export function outcomesOf(conditions: readonly JsonCondition[], domain: Domain): readonly Outcome[] | undefined {
  const tests = conditions.map(testNode);
  const ask = (node: JsonNode | undefined): Outcome => tests.map((test) => test(node));
  const literals = literalsOf(conditions);
  const points = [...new Set(literals.filter(isNumberText))].sort((a, b) =>
    compareDecimals(toDecimal(a), toDecimal(b)),
  );
  // Between two such integers there may be one that a JavaScript number cannot hold.
  if (points.some((point) => !(Math.abs(Number(point)) <= Number.MAX_SAFE_INTEGER))) return undefined;
  const patterns = [...new Set(conditions.flatMap((condition) => openPattern(condition) ?? []))];
  const unnamed: JsonNode[] = domain === "text" ? [OTHER_TEXT] : [OTHER_TEXT, ...numbersAround(points.map(Number))];
  if (unnamed.length * 2 ** patterns.length > MAX_OUTCOMES) return undefined;

  const named: (JsonNode | undefined)[] = [...literals];
  if (domain !== "text") named.push(...points.flatMap(numbersWritten));
  if (domain === "anything") named.push(undefined, null, true, false, {});
  return [
    ...named.map(ask),
    ...unnamed.flatMap((node) => combinations(patterns).map((likes) => override(ask(node), conditions, likes))),
  ];
}

/** Every subset of some patterns that a text may match. */
function combinations(patterns: readonly string[]): readonly ReadonlySet<string>[] {
  return patterns.reduce<ReadonlySet<string>[]>(
    (choices, pattern) => choices.flatMap((choice) => [choice, new Set([...choice, pattern])]),
    [new Set()],
  );
}

function override(outcome: Outcome, conditions: readonly JsonCondition[], likes: ReadonlySet<string>): Outcome {
  return conditions.map((condition, index) => {
    const pattern = openPattern(condition);
    if (pattern === undefined || condition.kind !== "comparison") return outcome[index] ?? false;
    return likes.has(pattern) === (condition.operator === "=");
  });
}

/** The text with a wildcard, or the expression, that another text may or may not match. */
function openPattern(condition: JsonCondition): string | undefined {
  if (condition.kind !== "comparison") return undefined;
  const { value } = condition;
  if (value.kind === "regex") return `%${value.source}%`;
  return value.kind === "text" && value.text.includes("*") && !/^\*+$/.test(value.text) ? value.text : undefined;
}

function literalsOf(conditions: readonly JsonCondition[]): readonly string[] {
  return conditions
    .filter((condition): condition is Comparison<Selector> => condition.kind === "comparison")
    .flatMap(({ value }) => (value.kind === "regex" || value.text.includes("*") ? [] : [value.text]));
}

/** The numbers that a literal may equal: integers have two notations that differ as text. */
function numbersWritten(literal: string): readonly JsonNumber[] {
  const number = Number(literal);
  return [String(number), ...(Number.isInteger(number) ? [`${number}.0`] : [])].map((text) => new JsonNumber(text));
}

/** One number between each two points, one at either end, and one too large to be compared. */
function numbersAround(points: readonly number[]): readonly JsonNumber[] {
  const first = points[0] ?? 0;
  const gaps = points.map((point, index) => (point + (points[index + 1] ?? point + Math.abs(point) + 2)) / 2);
  const finite = [first - Math.abs(first) - 1, ...gaps].map((number) => new JsonNumber(number.toExponential()));
  return [...finite, new JsonNumber("1e999")];
}

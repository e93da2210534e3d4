import fc from "fast-check";
import { type Difference, type Success, evaluate, problems, translate } from "../../../src/event-pattern";
import { type FilterPattern, type Selector, compile, parse } from "../../../src/filter-pattern";
import { selectors } from "../../../src/filter-pattern/traverse";
import { onBus } from "../../support/event-bus";
import { eventText, jsonPattern } from "../../support/filter-pattern-arbitraries";

/** Conditions that event patterns can express, more often than not, on the fields of {@link plainEvent}. */
const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b", "o.a", "l[*]", "m[*].a", "m[*].b"), fc.constantFrom("=", "=", "!="))
    .chain(([field, operator]) =>
      fc
        .constantFrom("x", "xy", "x*", "*y", "*x*", "1", '"1"', "1.5", "*")
        .map((value) => `$.${field} ${operator} ${value}`),
    ),
  fc
    .tuple(fc.constantFrom("<", "<=", ">", ">="), fc.constantFrom("0", "1", "1.5"))
    .map(([operator, value]) => `$.a ${operator} ${value}`),
  fc
    .tuple(fc.constantFrom("a", "b", "o.a"), fc.constantFrom("NOT EXISTS", "IS NULL", "IS TRUE", "IS FALSE"))
    .map(([field, test]) => `$.${field} ${test}`),
);

const plainPattern = fc
  .letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      condition,
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((operands) => `(${operands.join(" && ")})`),
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((operands) => `(${operands.join(" || ")})`),
    ),
  }))
  .tree.map((text) => parse(`{ ${text} }`));

const leaf = fc.constantFrom<unknown>("x", "xy", "yx", "zxz", "y", "1", "1.5", "", 0, 1, 1.5, -2, null, true, false);
const plainEvent = fc
  .record(
    {
      a: leaf,
      b: leaf,
      o: fc.record({ a: leaf }, { requiredKeys: [] }),
      l: fc.array(leaf),
      m: fc.array(fc.record({ a: leaf, b: leaf }, { requiredKeys: [] })),
    },
    { requiredKeys: [] },
  )
  .map((event) => JSON.stringify(event));

/** A number that underflows looks like 0 once it is read, and no test could distinguish it. */
const anyEvent = eventText.map((text) => text.replaceAll("1e-999", "0.5"));

const leaves = (pattern: FilterPattern) => selectors(pattern).map(nameOf);

function nameOf({ steps }: Selector): string {
  return `$.${steps.flatMap((step) => (step.kind === "key" ? step.key : [])).join(".")}`;
}

describe.each([
  ["patterns and events within the two languages", plainPattern, plainEvent, 500],
  ["any patterns and events", jsonPattern, anyEvent, 100],
] as const)("%s", (_, patterns, events, enough) => {
  const compared = { true: 0, false: 0 };

  test("a translation decides as the filter pattern does, except for its differences", () => {
    fc.assert(
      fc.property(patterns, fc.array(events, { minLength: 3, maxLength: 5 }), (pattern, texts) => {
        const result = translate(pattern, { leaves: leaves(pattern) });
        if (result.kind === "refused") return;
        expect(problems(result.pattern)).toEqual([]);
        for (const text of texts) {
          const event = JSON.parse(text) as object;
          if (isExplained(result, pattern, event)) continue;
          const isMatch = compile(pattern)(text);
          expect(evaluate(result.pattern, onBus(event))).toBe(isMatch);
          compared[`${isMatch}`] += 1;
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("that was seen of enough events, matching and other ones", () => {
    expect(Math.min(compared.true, compared.false)).toBeGreaterThan(enough);
  });
});

function isExplained({ differences }: Success, pattern: FilterPattern, event: object): boolean {
  return selectors(pattern).some((selector) => {
    const found = valuesAt(selector.steps, event);
    if (found === "structure") return true;
    return differences.some(
      ({ field, holds }) => field === nameOf(selector) && found.some((value) => isA[holds](value)),
    );
  });
}

const isA: Record<Difference["holds"], (value: unknown) => boolean> = {
  "null, true or false": (value) => value === null || typeof value === "boolean",
  "a number": (value) => typeof value === "number",
  "a large number": (value) => typeof value === "number" && !(Math.abs(value) <= 5e9),
  "an address": (value) => typeof value === "string",
};

/** What a field holds; "structure" where it is not single values, in lists only where the selector has `[*]`. */
function valuesAt([step, ...rest]: Selector["steps"], value: unknown): readonly unknown[] | "structure" {
  if (value === undefined) return [];
  const isList = Array.isArray(value);
  if (step === undefined) return typeof value === "object" && value !== null ? "structure" : [value];
  if (isList !== (step.kind !== "key")) return "structure";
  if (step.kind === "key")
    return valuesAt(
      rest,
      typeof value === "object" && value !== null && Object.hasOwn(value, step.key)
        ? (value as Record<string, unknown>)[step.key]
        : undefined,
    );
  const found = (value as readonly unknown[]).map((element) => valuesAt(rest, element));
  return found.includes("structure") ? "structure" : found.flat();
}

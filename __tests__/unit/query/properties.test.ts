import fc from "fast-check";
import { type FilterPattern, type JsonCondition, type Selector, compile, parse } from "../../../src/filter-pattern";
import { formatSelector } from "../../../src/filter-pattern/format";
import { conditions } from "../../../src/filter-pattern/traverse";
import { type Difference, type Success, toSql } from "../../../src/query";
import { fillTable, rowOf } from "../../support/cloudtrail-table";
import { jsonPatternIn } from "../../support/filter-pattern-arbitraries";
import { type Node, eventFor, noisyText } from "../../support/noisy-json";
import { openDatabase } from "../../support/trino";

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
});

type JsonPattern = Extract<FilterPattern, { kind: "json" }>;

const textFields = [
  ...["$.eventName", "$.errorCode", "$.userIdentity.userName", "$.userIdentity.sessionContext.sessionIssuer.arn"],
  ...["$.resources[0].type", "$.resources[*].ARN"],
];
const jsonFields = [
  ...["$.requestParameters.a", "$.requestParameters.a.b", "$.requestParameters.['a \"\\']", "$.requestParameters.0"],
  ...[
    "$.requestParameters.l[0]",
    "$.requestParameters.l.0",
    "$.requestParameters.l[1].b",
    "$.requestParameters.l[*]",
    "$.requestParameters.l[*].b",
  ],
  ...["$.requestParameters.*", "$.requestParameters.o.*.b", "$.requestParameters.l[*].m[*]", "$.responseElements.a"],
];
const texts = [
  ...[
    "x",
    '"x*"',
    '"*y"',
    '"*x*"',
    "x*y",
    '"x_*"',
    "*",
    '"true"',
    '"f*"',
    '"1"',
    '"1*"',
    '"it\'s"',
    '"100%_"',
    '"a\\\\b*"',
  ],
  ...['"ä𝔡*"', '""', '"12345678901234567890"', '"null"', "%^x%", "%[^\\d]\\.$%", "%\\x27|\\s%"],
];
const numbers = ["0", "1", "1.5", "-0.5", "+1", "1e3", "12345678901234", "1e15"];
const conditionOf = (fields: readonly string[], tests: readonly string[], values: readonly string[] = [""]) =>
  fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(...tests), fc.constantFrom(...values))
    .map((parts) => parts.join(" "));
const condition = fc.oneof(
  conditionOf(textFields, ["=", "!="], [...texts, ...numbers]),
  conditionOf(jsonFields, ["=", "!="], [...texts, ...numbers]),
  conditionOf(jsonFields, ["<", "<=", ">", ">="], numbers),
  conditionOf(jsonFields, ["NOT EXISTS", "IS NULL", "IS TRUE", "IS FALSE"]),
  conditionOf([...textFields, "$.readOnly", "$.userIdentity", "$.resources"], ["NOT EXISTS"]),
  conditionOf(["$.readOnly", "$.managementEvent"], ["IS TRUE", "IS FALSE"]),
);

/** Conditions on all kinds of columns, with texts that mean something to SQL. */
const onColumns = fc
  .letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      condition,
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((operands) => `(${operands.join(" && ")})`),
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((operands) => `(${operands.join(" || ")})`),
    ),
  }))
  .tree.map((text) => parse(`{ ${text} }`) as JsonPattern);

describe.each([
  ["patterns on every kind of column", onColumns, 500],
  ["any pattern below requestParameters", jsonPatternIn("requestParameters"), 300],
] as const)("%s", (_, patterns, enough) => {
  const compared = { true: 0, false: 0 };

  test("a query decides as the filter pattern does, except for its differences", async () => {
    const cases = patterns.chain((pattern) =>
      fc.tuple(fc.constant(pattern), fc.array(disturbed(eventFor(pattern)), { minLength: 4, maxLength: 8 })),
    );
    await fc.assert(
      // Many at a time, because a query takes longer than its conditions.
      fc.asyncProperty(fc.array(cases, { minLength: 1, maxLength: 40, size: "max" }), async (several) => {
        const comparable = several.flatMap(([pattern, events]) => comparableEvents(pattern, events));
        const rows = comparable.flatMap(({ events }) => events.map(rowOf));
        if (rows.length === 0) return;
        await fillTable(database, rows);
        let end = 0;
        const choices = comparable.map(({ sql, events }) => `WHEN number < ${(end += events.length)} THEN ${sql}`);
        const found = await database.query(
          `SELECT CASE ${choices.join(" ")} END AS found FROM cloudtrail_logs ORDER BY number`,
        );
        const decided = comparable.flatMap(({ pattern, sql, events }) =>
          events.map((event) => ({ event, sql, isMatch: compile(pattern)(noisyText(event, [1])) })),
        );
        expect(decided.filter(({ isMatch }, number) => found[number]!["found"] !== isMatch)).toEqual([]);
        for (const { isMatch } of decided) compared[`${isMatch}`] += 1;
      }),
      // A failure is reported before the test runs out of time, even if it could be made smaller.
      { numRuns: 40, interruptAfterTimeLimit: 45_000 },
    );
  });

  test("that was seen of enough events, matching and other ones", () => {
    expect(Math.min(compared.true, compared.false)).toBeGreaterThan(enough);
  });
});

/** Events in which some of the values are of another type than the pattern expects, or almost its text. */
function disturbed(events: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  const others = ["true", "false", "null", "0", "1.0", "[null]"].map((text): Node => ({ kind: "raw", text }));
  const disturb = (node: Node, next: () => number): Node => {
    if (node.kind === "array") return { ...node, items: node.items.map((item) => disturb(item, next)) };
    if (node.kind === "object")
      return { ...node, entries: node.entries.map(([key, value]) => [key, disturb(value, next)]) };
    const choice = next();
    if (node.kind === "string" && choice % 2 === 0) return { ...node, text: node.text.replace(/[_%\\]/g, "-") };
    return others[choice] ?? node;
  };
  return fc.tuple(events, fc.array(fc.nat(4 * others.length), { minLength: 5 })).map(([event, noise]) => {
    let at = 0;
    return disturb(event, () => noise[at++ % noise.length]!);
  });
}

/** The events on which a query and its pattern have to agree; none if there is no query. */
function comparableEvents(pattern: JsonPattern, all: readonly Node[]) {
  const result = toSql(pattern);
  if (result.kind === "refused" || hasNoText(result.sql)) return [];
  const events = all.filter((event) => isRow(event) && !isExplained(result, pattern, event));
  return [{ pattern, sql: result.sql, events }];
}

/** Whether the SerDe reads an event, and DuckDB its texts: UTF-8 without NUL. */
function isRow(event: Node): boolean {
  try {
    return !hasNoText(JSON.stringify(rowOf(event)).replaceAll("\\u0000", "\0").replaceAll("\\ud", "\ud800"));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function hasNoText(text: string): boolean {
  return /\0|\p{Surrogate}/u.test(text);
}

function isExplained({ differences }: Success, pattern: JsonPattern, event: Node): boolean {
  const subjects = conditions(pattern).map((condition) => (condition as JsonCondition).subject);
  return differences.some(({ field, holds }) =>
    subjects
      .flatMap((subject) => subject.steps.map((_, at) => ({ ...subject, steps: subject.steps.slice(0, at + 1) })))
      .filter((selector) => formatSelector(selector) === field)
      .some(({ steps }) => nodesAt(steps, event).some(isA[holds])),
  );
}

const isA: Record<Difference["holds"], (node: Node) => boolean> = {
  null: (node) => node.kind === "raw" && node.text === "null",
  "true or false": (node) => node.kind === "raw" && /^(true|false)$/.test(node.text),
  "a text": (node) => node.kind === "string",
  "a number": isNumber,
  "a number in another notation": (node) => isNumber(node) && /[.eE]|^-0$/.test(node.text),
  "a number that no double holds": (node) =>
    isNumber(node) && /[.eE]/.test(node.text) && !Number.isFinite(Number(node.text)),
};

function isNumber(node: Node): node is Extract<Node, { kind: "raw" }> {
  return node.kind === "raw" && /^-?\d/.test(node.text);
}

function nodesAt([step, ...rest]: Selector["steps"], node: Node): readonly Node[] {
  if (step === undefined) return [node];
  const children =
    node.kind === "array"
      ? node.items.map((item, at) => [at, item] as const)
      : node.kind === "object"
        ? [...new Map(node.entries)]
        : [];
  return children
    .filter(([name]) => step.kind === "wildcard" || name === (step.kind === "key" ? step.key : step.index))
    .flatMap(([, child]) => nodesAt(rest, child));
}

import fc from "fast-check";
import type {
  Comparison,
  DelimitedField,
  Expression,
  FieldName,
  FilterPattern,
  JsonCondition,
  Selector,
  Span,
  Step,
  Term,
  Value,
} from "../../src/filter-pattern";

// The same cases in every run, so that a failure means a change; another seed looks for new ones.
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 1) });

/** Generated trees have no text, so that their positions mean nothing. */
export const nowhere: Span = { start: 0, end: 0 };

const number = fc.stringMatching(/^[+-]?(\d{1,4}|\d{0,3}\.\d{1,3})([eE][+-]?\d{1,3})?$/);
const bareWord = fc
  .stringMatching(/^[A-Za-z*_.-][A-Za-z0-9*_.-]{0,6}$/)
  .filter((word) => !/^null$/i.test(word) && Number.isNaN(Number(word)));
const text = fc.oneof(fc.string(), fc.constantFrom('"', "\\", '\\"', "null", "1", "a}b", "a]b", "%a%", "*", "\n"));
const regexSource = fc
  .array(fc.constantFrom("a", "b ", "[a-c]", "[^\\d]", "\\x28", "\\.", ".", "x*", "y{1,2}?", "^", "$", "|", ",", "]"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(""));

const value: fc.Arbitrary<Value> = fc.oneof(
  number.map((literal) => ({ kind: "number", text: literal, ...nowhere }) as const),
  bareWord.map((word) => ({ kind: "text", text: word, quoted: false, ...nowhere }) as const),
  text.map((phrase) => ({ kind: "text", text: phrase, quoted: true, ...nowhere }) as const),
  regexSource.map((source) => ({ kind: "regex", source, ...nowhere }) as const),
);

function comparisonOf<Subject>(subject: fc.Arbitrary<Subject>): fc.Arbitrary<Comparison<Subject>> {
  return fc.oneof(
    fc.record({
      kind: fc.constant("comparison" as const),
      subject,
      operator: fc.constantFrom("=" as const, "!=" as const),
      value,
      start: fc.constant(0),
      end: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant("comparison" as const),
      subject,
      operator: fc.constantFrom("<" as const, ">" as const, "<=" as const, ">=" as const),
      value: number.map((literal) => ({ kind: "number" as const, text: literal, ...nowhere })),
      start: fc.constant(0),
      end: fc.constant(0),
    }),
  );
}

/** Expressions with brackets wherever their text needs them. */
function expressionOf<Condition>(condition: fc.Arbitrary<Condition>): fc.Arbitrary<Expression<Condition>> {
  const { expression } = fc.letrec<{
    expression: Expression<Condition>;
    operand: Expression<Condition>;
    and: Expression<Condition>;
  }>((tie) => ({
    operand: fc.oneof(
      { maxDepth: 3, depthIdentifier: "expression" },
      condition,
      tie("expression").map((inner) => ({ kind: "group" as const, inner, ...nowhere })),
    ),
    and: fc
      .array(tie("operand"), { minLength: 2, maxLength: 3 })
      .map((operands) => ({ kind: "and" as const, operands, ...nowhere })),
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: "expression" },
      condition,
      tie("operand"),
      tie("and"),
      fc
        .array(fc.oneof(tie("operand"), tie("and")), { minLength: 2, maxLength: 3 })
        .map((operands) => ({ kind: "or" as const, operands, ...nowhere })),
    ),
  }));
  return expression;
}

const keys = fc.constantFrom("a", "b", "c-d", "e f", "__proto__", "toString");
const key: fc.Arbitrary<Step> = keys.map((name) => ({ kind: "key", key: name }));
const wildcard = fc.constantFrom<Step>({ kind: "wildcard", notation: ".*" }, { kind: "wildcard", notation: "[*]" });
const index: fc.Arbitrary<Step> = fc.nat({ max: 3 }).map((at) => ({ kind: "index", index: at }));
const firstStep = fc.oneof(key, fc.constant<Step>({ kind: "wildcard", notation: ".*" }));

const selector: fc.Arbitrary<Selector> = fc
  .tuple(firstStep, fc.array(fc.oneof(key, index, wildcard), { maxLength: 2 }))
  .map(([first, others]) => ({ steps: [first, ...others], ...nowhere }));

const jsonCondition: fc.Arbitrary<JsonCondition> = fc.oneof(
  comparisonOf(selector),
  fc.record({
    kind: fc.constant("is" as const),
    subject: selector,
    constant: fc.constantFrom("NULL" as const, "TRUE" as const, "FALSE" as const),
    start: fc.constant(0),
    end: fc.constant(0),
  }),
  selector.map((subject) => ({ kind: "not-exists" as const, subject, ...nowhere })),
);

/** A JSON pattern. */
export const jsonPattern: fc.Arbitrary<Extract<FilterPattern, { kind: "json" }>> = expressionOf(jsonCondition).map(
  (condition) => ({ kind: "json", condition, ...nowhere }),
);

/** A JSON pattern whose fields are all in one field of the event. */
export function jsonPatternIn(key: string): typeof jsonPattern {
  const step: Step = { kind: "key", key };
  const moveSteps = (name: string, value: unknown) => (name === "steps" ? [step, ...(value as Step[])] : value);
  return jsonPattern.map((pattern) => JSON.parse(JSON.stringify(pattern), moveSteps) as typeof pattern);
}

function fieldOf(name: string): fc.Arbitrary<DelimitedField> {
  const subject: FieldName = { name, ...nowhere };
  return fc.oneof(
    fc.constant({ kind: "named" as const, name, ...nowhere }),
    fc.constant({ kind: "unnamed" as const, ...nowhere }),
    expressionOf(comparisonOf(fc.constant(subject))).map((condition) => ({
      kind: "conditional" as const,
      name,
      condition,
      ...nowhere,
    })),
  );
}

const delimitedPattern: fc.Arbitrary<FilterPattern> = fc
  .tuple(fieldOf("a"), fieldOf("b"), fieldOf("_c-1"), fc.option(fc.nat({ max: 3 })))
  .map(([a, b, c, ellipsis]) => {
    const fields = [a, b, c];
    if (ellipsis !== null) fields.splice(ellipsis, 0, { kind: "ellipsis", ...nowhere });
    return { kind: "delimited", fields, ...nowhere };
  });

const termsPattern: fc.Arbitrary<FilterPattern> = fc
  .array(
    fc.record<Term>({
      kind: fc.constant("term"),
      role: fc.constantFrom("required", "excluded", "optional"),
      text: fc.oneof(
        fc.stringMatching(/^[\wäλ中.𝔡]{1,5}$/u),
        fc.string({ unit: "binary", minLength: 1 }),
        text.filter((phrase) => phrase !== ""),
      ),
      start: fc.constant(0),
      end: fc.constant(0),
    }),
  )
  .map((terms) => ({ kind: "terms", terms, ...nowhere }));

const regexPattern: fc.Arbitrary<FilterPattern> = regexSource.map((source) => ({
  kind: "regex",
  regex: { kind: "regex", source, ...nowhere },
  ...nowhere,
}));

/** A pattern of any syntax. */
export const filterPattern: fc.Arbitrary<FilterPattern> = fc.oneof(
  { arbitrary: jsonPattern, weight: 3 },
  { arbitrary: delimitedPattern, weight: 2 },
  termsPattern,
  regexPattern,
);

/** The text of a JSON object that generated selectors find something in, in the notations that JSON allows for numbers. */
export const eventText: fc.Arbitrary<string> = fc.letrec<{ node: string; object: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      "null",
      "true",
      "false",
      "{}",
      "[]",
      "[null]",
      '""',
      '"a"',
      '"1"',
      '"null"',
      "0",
      "1",
      "1.0",
      "1e0",
    ),
    fc.constantFrom("-0.0", "1e309", "1e-999", "9007199254740993", "12345678901234567890", "1.5E10"),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => JSON.stringify(double)),
    fc.string().map((content) => JSON.stringify(content)),
    fc.array(tie("node"), { maxLength: 3 }).map((nodes) => `[${nodes.join(",")}]`),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(keys, tie("node")), { maxLength: 4 })
    .map((entries) => `{${entries.map(([name, node]) => `${JSON.stringify(name)}:${node}`).join(" , ")}}`),
})).object;

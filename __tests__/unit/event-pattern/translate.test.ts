import { type Translation, needsReadOnlyCalls, translate } from "../../../src/event-pattern";
import { parse } from "../../../src/filter-pattern";

function translated(text: string): Translation {
  return translate(parse(text), { leaves: ["$.a", "$.b"] });
}

const envelope = { source: [{ prefix: "aws." }], "detail-type": [{ suffix: " via CloudTrail" }] };

const translations: readonly (readonly [filter: string, detail: object, differences?: string])[] = [
  ['{ $.a = "x" }', { a: ["x"] }],
  ["{ $.eventSource = s3.amazonaws.com }", { eventSource: ["s3.amazonaws.com"] }],
  ["{ $.a.b-c.['d e'] = x }", { a: { "b-c": { "d e": ["x"] } } }],
  ['{ $.a = "x*" }', { a: [{ prefix: "x" }] }],
  ['{ $.a = "*x" }', { a: [{ suffix: "x" }] }],
  ['{ $.a = "*x\\\\y*" }', { a: [{ wildcard: "*x\\\\y*" }] }],
  ["{ $.a = * }", { a: [{ prefix: "" }] }, "$.a: a number"],
  ['{ $.a = "1" }', { a: ["1"] }, "$.a: a number"],
  ['{ $.a = "198.51.100.7" }', { a: ["198.51.100.7"] }, "$.a: a number, $.a: an address"],
  ["{ $.a = 1.50 }", { a: [1.5, "1.50"] }, "$.a: a large number"],
  ["{ $.a >= 7 }", { a: [{ numeric: [">=", 7] }] }, "$.a: a large number"],
  ["{ $.a > 0 && $.a <= 5 }", { a: [{ numeric: [">", 0, "<=", 5] }] }, "$.a: a large number"],
  ['{ $.a != "x" }', { a: [{ "anything-but": ["x"] }] }, "$.a: null, true or false"],
  ["{ $.a != x* }", { a: [{ "anything-but": { prefix: "x" } }] }, "$.a: null, true or false"],
  ["{ $.a != x && $.a != y }", { a: [{ "anything-but": ["x", "y"] }] }, "$.a: null, true or false"],
  ["{ $.a != *x && $.a != *y }", { a: [{ "anything-but": { suffix: ["x", "y"] } }] }, "$.a: null, true or false"],
  ["{ ($.a = x || $.a = y) && $.a != y }", { a: ["x"] }, "$.a: null, true or false"],
  ["{ $.a = x* && ($.a = xy || $.a = y) }", { a: ["xy"] }],
  ["{ $.a = * && $.a != x }", { a: [{ "anything-but": ["x"] }] }, "$.a: a number, $.a: null, true or false"],
  ["{ $.a NOT EXISTS }", { a: [{ exists: false }] }],
  [
    '{ $.a NOT EXISTS || $.a != "x" }',
    { a: [{ exists: false }, { "anything-but": ["x"] }] },
    "$.a: null, true or false",
  ],
  [
    "{ ($.a NOT EXISTS || $.a != x) && ($.a NOT EXISTS || $.a != y) }",
    { a: [{ exists: false }, { "anything-but": ["x", "y"] }] },
    "$.a: null, true or false",
  ],
  ["{ $.a IS NULL || $.a IS TRUE || $.a IS FALSE }", { a: [null, true, false] }],
  ["{ $.a[*].b = x }", { a: { b: ["x"] } }],
  ["{ $.a[*].b = x || $.a[*].b = y }", { a: { b: ["x", "y"] } }],
  ["{ $.a = x && $.b = y }", { a: ["x"], b: ["y"] }],
  ["{ $.a = x || $.b = y }", { $or: [{ a: ["x"] }, { b: ["y"] }] }],
  ["{ $.a = x && $.b = y || $.a = x && $.b = z }", { a: ["x"], b: ["y", "z"] }],
  ["{ $.a = x && ($.b = y || $.c = z) }", { a: ["x"], $or: [{ b: ["y"] }, { c: ["z"] }] }],
  ["{ $.a = x || $.a = x && $.b = y }", { a: ["x"] }],
  [
    "{ ($.a = x || $.b = y) && ($.c = z || $.d = w) }",
    {
      $or: [
        { a: ["x"], c: ["z"] },
        { a: ["x"], d: ["w"] },
        { b: ["y"], c: ["z"] },
        { b: ["y"], d: ["w"] },
      ],
    },
  ],
];

test.each(translations.map(([filter, ...rest]) => [filter, rest] as const))(
  "%s",
  (filter, [detail, differences = ""]) => {
    const result = translated(filter);
    expect(result).toMatchObject({ kind: "translated" });
    if (result.kind === "refused") return;
    expect(result.pattern).toEqual({ ...envelope, detail });
    expect(result.differences.map(({ field, holds }) => `${field}: ${holds}`).join(", ")).toBe(differences);
  },
);

test.each<readonly [filter: string, reason: string, at: string]>([
  ["ERROR", "only JSON patterns have a translation, this one is of the kind terms", "ERROR"],
  ["{ $.a = %x% }", "event patterns have no regular expressions", "%x%"],
  ["{ $.a[0] = x }", "an event pattern cannot select an element of a list by its number", "$.a[0]"],
  ["{ $.a.*.b = x }", "an event pattern cannot skip the name of a field", "$.a.*.b"],
  ["{ $.['a.b'] = x }", 'in an event pattern no field can be called "a.b"', "$.['a.b']"],
  ["{ $.a.prefix = x }", 'in an event pattern no field can be called "prefix"', "$.a.prefix"],
  ["{ $.c NOT EXISTS }", "$.c may hold an object, which an event pattern takes for absent", "$.c NOT EXISTS"],
  ["{ $.a[*] NOT EXISTS }", "an event pattern cannot say that no element of a list has a field", "$.a[*] NOT EXISTS"],
  ["{ $.a[*] != x }", "an event pattern cannot say that no element of a list is this", "$.a[*] != x"],
  ["{ $.a != 1 }", "an event pattern cannot say that a field is neither a number nor its text", "$.a != 1"],
  ["{ $.a != * }", "the condition is never true", "*"],
  ["{ $.a = x*y }", "what a * inside a text matches is not documented for filter patterns", "x*y"],
  ["{ $.a = *x*y* }", "what a * inside a text matches is not documented for filter patterns", "*x*y*"],
  ...["5000000001", "1234.567890123456", "1e-7", "1e400"].map(
    (number) =>
      [`{ $.a < ${number} }`, "event patterns compare numbers up to 5,000,000,000 with 15 digits", number] as const,
  ),
  ["{ $.a = x* && $.a = *y }", "an event pattern cannot combine these conditions on $.a", "$.a = x* && $.a = *y "],
  ["{ $.a != x* && $.a != y }", "an event pattern cannot combine these conditions on $.a", "$.a != x* && $.a != y "],
  ["{ $.a < 1 && $.a > 1 }", "an event pattern cannot combine these conditions on $.a", "$.a < 1 && $.a > 1 "],
  ["{ $.a = x && $.a = y }", "the conditions contradict each other", "$.a = x && $.a = y "],
  [
    "{ $.a[*].b = x && $.a[*].c = y }",
    "an event pattern applies all conditions on elements of $.a to the same element",
    "$.a[*].b = x && $.a[*].c = y ",
  ],
  [
    "{ $.a = x && $.a.b = y }",
    "an event pattern has no conditions on $.a.b and on a field around it or in it",
    "{ $.a = x && $.a.b = y }",
  ],
  [
    "{ $.a.b = x && $.a = y }",
    "an event pattern has no conditions on $.a and on a field around it or in it",
    "{ $.a.b = x && $.a = y }",
  ],
])("refused: %s", (filter, reason, at) => {
  const result = translated(filter);
  expect(result).toMatchObject({ kind: "refused", reason });
  if (result.kind === "refused") expect(filter.slice(result.start, result.end).trim()).toBe(at.trim());
});

test("a pattern that AWS would not accept is refused", () => {
  const either = (count: number, name: string) =>
    `(${Array.from({ length: count }, (_, index) => `$.${name}${index} = x`).join(" || ")})`;
  const reasonOf = (text: string) => (translated(text) as { reason?: string }).reason;
  expect(reasonOf(`{ ${either(40, "a")} && ${either(26, "b")} }`)).toBe(
    "the conditions have more than 1000 combinations",
  );
  expect(reasonOf(`{ ${either(6, "a")} && ${either(16, "b")} }`)).toMatch(
    /^the pattern has \d+ characters, of the 2048 that AWS allows$/,
  );
});

test.each<readonly [needs: boolean, filter: string]>([
  [true, "{ $.eventName = GetSecretValue }"],
  [true, "{ $.eventName = CreateUser || $.eventName = ListUsers }"],
  [true, "{ $.eventName = D* }"],
  [true, "{ $.eventName = GetParameter* }"],
  [true, "{ $.eventName = *User }"],
  [true, "{ $.eventName != CreateUser }"],
  [true, '{ $.userIdentity.type = "Root" }'],
  [false, "{ $.eventName = CreateUser && $.errorCode NOT EXISTS }"],
  [false, "{ $.eventName = Delete* }"],
  [false, "{ $.eventName = BatchGetSecretValue }"],
  [false, "{ $.eventName = GetFederationToken || $.eventName = GetSessionToken }"],
  [false, '{ $.userIdentity.type = "Root" && $.readOnly IS FALSE }'],
  [false, '{ $.userIdentity.type = "Root" && $.eventType = "AwsConsoleSignIn" }'],
])("needs read-only calls, %s: %s", (needs, filter) => {
  const result = translated(filter);
  expect(result.kind === "translated" && needsReadOnlyCalls(result.pattern)).toBe(needs);
});

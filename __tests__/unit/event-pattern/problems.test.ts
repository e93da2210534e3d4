import { type EventPattern, evaluate, problems, usage } from "../../../src/event-pattern";

const field = (match: unknown) => ({ a: { b: [match] } });

test.each<readonly [problem: string, pattern: unknown]>([
  ["An event pattern is an object.", ["aws.iam"]],
  ["The pattern is empty.", {}],
  ["detail is empty.", { detail: {} }],
  ["source has to be a list of what the field may be, or an object.", { source: "aws.iam" }],
  ["source: the list is empty, which nothing matches.", { source: [] }],
  ["a.b: a list in the list; one list is all alternatives.", field(["x"])],
  ["a.b: an operator is an object with one key.", field({})],
  ["a.b: an operator is an object with one key.", field({ prefix: "a", suffix: "b" })],
  [
    'a.b: there is no operator "contains", only prefix, suffix, equals-ignore-case, wildcard, cidr, numeric, exists, anything-but.',
    field({ contains: "x" }),
  ],
  [
    'a.b: there is no operator "toString", only prefix, suffix, equals-ignore-case, wildcard, cidr, numeric, exists, anything-but.',
    field({ toString: "x" }),
  ],
  ["a.b: prefix takes a text.", field({ prefix: 1 })],
  ["a.b: suffix takes a text, or equals-ignore-case with one.", field({ suffix: { prefix: "a" } })],
  ["a.b: equals-ignore-case takes a text.", field({ "equals-ignore-case": ["a"] })],
  ["a.b: wildcard takes a text.", field({ wildcard: ["a*"] })],
  ["a.b: wildcard has two * in a row, which AWS refuses.", field({ wildcard: "a**b" })],
  ["a.b: wildcard has a \\ before something other than * and \\.", field({ wildcard: "a\\b" })],
  ["a.b: exists takes true or false.", field({ exists: "true" })],
  ...["10.0.0.0", "10.0.0.0/32", "10.0.0.256/8", "::1/128", "1::2::3/8", "example.com/8", ["10.0.0.0/8"]].map(
    (cidr) =>
      ["a.b: cidr takes a block of addresses such as 10.0.0.0/8, of more than one address.", field({ cidr })] as const,
  ),
  ...[1, [">"], [">", "1"], ["!=", 1], ["<", 1, ">", 0], [">", 1, "<", 2, "<", 3], ["=", 1, "<", 2]].map(
    (numeric) =>
      [
        'a.b: numeric takes an operator and a number, or the two ends of a range such as [">", 0, "<=", 5].',
        field({ numeric }),
      ] as const,
  ),
  ["a.b: numeric has a range in which no number is.", field({ numeric: [">", 5, "<", 5] })],
  ["a.b: numeric compares numbers up to 5000000000 only.", field({ numeric: ["=", 111122223333] })],
  ["a.b: anything-but takes texts or numbers, not true, false or null.", field({ "anything-but": null })],
  ["a.b: anything-but takes a list of texts or a list of numbers.", field({ "anything-but": [] })],
  ["a.b: anything-but takes a list of texts or a list of numbers.", field({ "anything-but": ["1", 1] })],
  ["a.b: anything-but takes a list of texts or a list of numbers.", field({ "anything-but": [{ prefix: "a" }] })],
  [
    "a.b: anything-but takes values, or one of prefix, suffix, equals-ignore-case, wildcard.",
    field({ "anything-but": { cidr: "10.0.0.0/8" } }),
  ],
  ["a.b: anything-but prefix takes texts.", field({ "anything-but": { prefix: [] } })],
  ["a.b: anything-but suffix excludes every text.", field({ "anything-but": { suffix: ["a", ""] } })],
  ["a.b: anything-but has two * in a row, which AWS refuses.", field({ "anything-but": { wildcard: ["a", "**"] } })],
  ["$or has to be a list of two or more patterns.", { $or: [{ a: [1] }] }],
  ["a.$or has to be a list of two or more patterns.", { a: { $or: { b: [1] } } }],
  ["$or can only have patterns in it.", { $or: [{ a: [1] }, "b"] }],
  ['prefix: a field in $or cannot be called "prefix".', { $or: [{ a: [1] }, { prefix: ["b"] }] }],
  ["a.b is in $or and beside it: AWS looks only at one of them.", { a: { b: [1], $or: [{ b: [2] }, { c: [1] }] } }],
  [
    "a.b is in $or and beside it: AWS looks only at one of them.",
    { a: { b: [1] }, $or: [{ a: { b: [2] } }, { c: [1] }] },
  ],
  [
    "a is in $or and beside it: AWS looks only at one of them.",
    { $or: [{ d: [1] }, { a: [1], $or: [{ a: [2] }, { c: [1] }] }] },
  ],
])("%s", (problem, pattern) => {
  expect(problems(pattern)).toEqual([problem]);
});

test("a name of an operator is allowed for a field outside of $or", () => {
  expect(problems({ prefix: ["a"] })).toEqual([]);
});

test("a pattern has 2,048 characters at most", () => {
  const ofLength = (length: number) => ({ a: ["x".repeat(length - '{"a":[""]}'.length)] });
  expect(problems(ofLength(2048))).toEqual([]);
  expect(problems(ofLength(2049))).toEqual(["The pattern has 2049 characters, of the 2048 that AWS allows."]);
});

test("$or makes 1,000 combinations at most", () => {
  const ways = (prefix: string, count: number): EventPattern => ({
    $or: Array.from({ length: count }, (_, index) => ({ [`${prefix}${index}`]: [1] })),
  });
  const ofCombinations = (count: number) => ({ a: ways("", 10), b: ways("", 10), c: ways("", count) });
  expect(problems(ofCombinations(10))).toEqual([]);
  expect(problems(ofCombinations(11))).toEqual([
    "$or makes 1100 combinations of conditions, of the 1000 that AWS allows.",
  ]);
  expect(usage(ofCombinations(11)).clauses).toBe(1100);
});

test("usage counts the stars of wildcards, escaped ones not", () => {
  const excluded = { "anything-but": { wildcard: ["*a*", "b"] } };
  const pattern: EventPattern = { a: [{ wildcard: "*\\**" }, { prefix: "*" }], $or: [{ b: [excluded] }, { c: ["*"] }] };
  expect(usage(pattern)).toEqual({ length: JSON.stringify(pattern).length, clauses: 2, wildcards: 4 });
});

test("a field named twice is decided by the last, as by AWS", () => {
  const pattern: EventPattern = { a: [1], $or: [{ a: [2] }, { b: [1] }] };
  expect([{ a: 1 }, { a: 2 }].map((event) => evaluate(pattern, event))).toEqual([false, true]);
});

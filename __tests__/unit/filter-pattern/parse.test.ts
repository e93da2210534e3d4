import { FilterPatternError, parse } from "../../../src/filter-pattern";

/** The parts of a text that the nodes of its tree cover, by kind. */
function spans(pattern: string): readonly string[] {
  const found: string[] = [];
  JSON.stringify(parse(pattern), (key, node: unknown) => {
    if (typeof node === "object" && node !== null && "start" in node) {
      const { kind = key, start, end } = node as { kind?: string; start: number; end: number };
      found.push(`${kind}: ${pattern.slice(start, end)}`);
    }
    return node;
  });
  return found;
}

describe("the positions of", () => {
  test("a JSON pattern", () => {
    expect(spans(' { ($.a != "x y" || $.b[0] > -1) && $.c IS\nnull&&$.d NOT EXISTS} ')).toEqual([
      'json:  { ($.a != "x y" || $.b[0] > -1) && $.c IS\nnull&&$.d NOT EXISTS} ',
      'and: ($.a != "x y" || $.b[0] > -1) && $.c IS\nnull&&$.d NOT EXISTS',
      'group: ($.a != "x y" || $.b[0] > -1)',
      'or: $.a != "x y" || $.b[0] > -1',
      'comparison: $.a != "x y"',
      "subject: $.a",
      'text: "x y"',
      "comparison: $.b[0] > -1",
      "subject: $.b[0]",
      "number: -1",
      "is: $.c IS\nnull",
      "subject: $.c",
      "not-exists: $.d NOT EXISTS",
      "subject: $.d",
    ]);
  });

  test("a delimited pattern", () => {
    expect(spans("[a, , b = 1 && b!=%x,]%, ... , c]")).toEqual([
      "delimited: [a, , b = 1 && b!=%x,]%, ... , c]",
      "named: a",
      "unnamed: ",
      "conditional: b = 1 && b!=%x,]%",
      "and: b = 1 && b!=%x,]%",
      "comparison: b = 1",
      "subject: b",
      "number: 1",
      "comparison: b!=%x,]%",
      "subject: b",
      "regex: %x,]%",
      "ellipsis: ...",
      "named: c",
    ]);
  });

  test("terms", () => {
    expect(spans('one -"two three"?four')).toEqual([
      'terms: one -"two three"?four',
      "term: one",
      'term: -"two three"',
      "term: ?four",
    ]);
  });

  test("a regular expression", () => {
    expect(spans(" %a b% ")).toEqual(["regex:  %a b% ", "regex: %a b%"]);
  });
});

describe("a selector", () => {
  test.each([
    ["$.a", [{ kind: "key", key: "a" }]],
    ["$.a-b_1", [{ kind: "key", key: "a-b_1" }]],
    ["$.['a.b $é']", [{ kind: "key", key: "a.b $é" }]],
    [
      "$.['a'][1]",
      [
        { kind: "key", key: "a" },
        { kind: "index", index: 1 },
      ],
    ],
    [
      "$.*.b",
      [
        { kind: "wildcard", notation: ".*" },
        { kind: "key", key: "b" },
      ],
    ],
    [
      "$.a[*]",
      [
        { kind: "key", key: "a" },
        { kind: "wildcard", notation: "[*]" },
      ],
    ],
  ])("%s", (selector, steps) => {
    expect(parse(`{ ${selector} = 1 }`)).toMatchObject({ condition: { subject: { steps } } });
  });
});

describe("a value", () => {
  test.each([
    ["x", { kind: "text", text: "x", quoted: false }],
    ["iam.amazonaws.com", { kind: "text", text: "iam.amazonaws.com", quoted: false }],
    ["123.123.*", { kind: "text", text: "123.123.*", quoted: false }],
    ["-a", { kind: "text", text: "-a", quoted: false }],
    ["1.2.3", { kind: "text", text: "1.2.3", quoted: false }],
    ["2024-01-01", { kind: "text", text: "2024-01-01", quoted: false }],
    ['"a:b \\"c\\" \\\\ \\d"', { kind: "text", text: 'a:b "c" \\ \\d', quoted: true }],
    ['""', { kind: "text", text: "", quoted: true }],
    ['"null"', { kind: "text", text: "null", quoted: true }],
    ['"1"', { kind: "text", text: "1", quoted: true }],
    ["1", { kind: "number", text: "1" }],
    ["-1.50", { kind: "number", text: "-1.50" }],
    ["+1", { kind: "number", text: "+1" }],
    ["1e+3", { kind: "number", text: "1e+3" }],
    [".5E-3", { kind: "number", text: ".5E-3" }],
    ["%a|b%", { kind: "regex", source: "a|b" }],
  ])("%s", (value, expected) => {
    expect(parse(`{$.a=${value}}`)).toMatchObject({ condition: { value: expected } });
    expect(parse(`[a=${value},b]`)).toMatchObject({ fields: [{ condition: { value: expected } }, { name: "b" }] });
  });
});

/** What AWS refuses: the pattern with a caret below the offending character, and the message. */
const refusals: readonly (readonly [pattern: string, caret: string, message: string])[] = [
  [
    "{ $.a = 1 } x",
    "            ^",
    "If a filter pattern starts with '{' it must end with '}': nothing may follow the last }",
  ],
  ["{", "^", "If a filter pattern starts with '{' it must end with '}': nothing may follow the last }"],
  ["{}", " ^", "Invalid metric filter pattern: expected a selector such as $.eventName, or ("],
  ["{ $.a = 1 && }", "             ^", "Invalid metric filter pattern: expected a selector such as $.eventName, or ("],
  ["{ a = 1 }", "  ^", "Invalid metric filter pattern: expected a selector such as $.eventName, or ("],
  ["{ $ = 1 }", "   ^", "Invalid metric filter pattern: a selector starts with $. and a key"],
  ["{ $[1] = 1 }", "   ^", "Invalid metric filter pattern: a selector starts with $. and a key"],
  ["{ $['a'] = 1 }", "   ^", "Invalid metric filter pattern: a selector starts with $. and a key"],
  [
    '{ $.["a"] = 1 }',
    "    ^",
    "Invalid metric filter pattern: expected a key of letters, digits, _ and -; write .['key'] for any other",
  ],
  [
    "{ $.a..b = 1 }",
    "      ^",
    "Invalid metric filter pattern: expected a key of letters, digits, _ and -; write .['key'] for any other",
  ],
  ["{ $.[''] = 1 }", "      ^", "Invalid metric filter pattern: the key is empty"],
  ["{ $.['a'b'] = 1 }", "      ^", "Invalid metric filter pattern: a quoted key ends with ']"],
  ["{ $.['a] = 1 }", "      ^", "Invalid metric filter pattern: a quoted key ends with ']"],
  ["{ $.a[-1] = 1 }", "      ^", "Invalid metric filter pattern: expected an index or * between square brackets"],
  ["{ $.a[x] = 1 }", "      ^", "Invalid metric filter pattern: expected an index or * between square brackets"],
  ["{ $.a[1 = 1 }", "      ^", "Invalid metric filter pattern: expected an index or * between square brackets"],
  ["{ $.a == 1 }", "       ^", "Invalid metric filter pattern: equality is a single ="],
  ["{ $.a <== 1 }", "        ^", "Invalid metric filter pattern: equality is a single ="],
  [
    "{ $.a }",
    "      ^",
    "Invalid metric filter pattern: expected =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS",
  ],
  [
    "{ $.a ! 1 }",
    "      ^",
    "Invalid metric filter pattern: expected =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS",
  ],
  [
    "{ $.a IS 1 }",
    "      ^",
    "Invalid metric filter pattern: expected =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS",
  ],
  [
    "{ $.a NOT NULL }",
    "      ^",
    "Invalid metric filter pattern: expected =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS",
  ],
  [
    "{ $.a EXISTS }",
    "      ^",
    "Invalid metric filter pattern: there is no EXISTS; write = * for any string or number",
  ],
  [
    "{ $.a IS NOT NULL }",
    "      ^",
    "Invalid metric filter pattern: there is no EXISTS; write = * for any string or number",
  ],
  ["{ $.a = 1 AND $.b = 2 }", "          ^", "Invalid metric filter pattern: expected &&, || or }"],
  ["{ $.a = 1 & $.b = 2 }", "          ^", "Invalid metric filter pattern: expected &&, || or }"],
  ["{ ($.a = 1 }", "           ^", "Invalid metric filter pattern: expected &&, || or )"],
  ["{ $.a = 1) }", "         ^", "Invalid metric filter pattern: expected &&, || or }"],
  ["{ !($.a = 1) }", "  ^", "Invalid metric filter pattern: expected a selector such as $.eventName, or ("],
  ["{ $.a = }", "        ^", "Invalid metric filter pattern: a value is missing here"],
  ["{ $.a = && $.b = 1 }", "        ^", "Invalid metric filter pattern: a value is missing here"],
  [
    "{ $.a = null }",
    "        ^",
    'Invalid metric filter pattern: write IS NULL to test for null, or quote the text "null"',
  ],
  ["{ $.a = 'x' }", "        ^", "Invalid metric filter pattern: strings take double quotes, not single ones"],
  ["{ $.a = a:b }", "         ^", "Invalid character(s) in term 'a:b': ':' needs double quotes around the term"],
  [
    "{ $.a = /x/y && $.b = 1 }",
    "        ^",
    "Invalid character(s) in term '/x/y': '/' needs double quotes around the term",
  ],
  ["{ $.a = a+b }", "         ^", "Invalid character(s) in term 'a+b': '+' needs double quotes around the term"],
  ["{ $.a = é }", "        ^", "Invalid character(s) in term 'é': 'é' needs double quotes around the term"],
  ['{ $.a = "x }', "        ^", 'Invalid metric filter pattern: this " is never closed'],
  ["{ $.a = %x }", "        ^", "Invalid metric filter pattern: this % is never closed"],
  ['{ $.a > "1" }', "        ^", "Invalid metric filter pattern: > compares with a bare number only"],
  ["{ $.a <= x }", "         ^", "Invalid metric filter pattern: <= compares with a bare number only"],
  ["{ $.a < %1% }", "        ^", "Invalid metric filter pattern: < compares with a bare number only"],

  ["[a, b", "    ^", "If a filter pattern starts with '[' it must end with ']': nothing may follow the last ]"],
  ["[a] x", "    ^", "If a filter pattern starts with '[' it must end with ']': nothing may follow the last ]"],
  ["[a b]", "   ^", "Invalid metric filter pattern: expected =, !=, <, >, <=, >= or a comma"],
  ["[1a]", " ^", "Invalid metric filter pattern: expected a field name, which starts with a letter or _"],
  ["[a == 1]", "    ^", "Invalid metric filter pattern: equality is a single ="],
  ["[a=1 b]", "     ^", "Invalid metric filter pattern: expected a comma, &&, || or ]"],
  [
    "[a=1 || b=2, c]",
    "        ^",
    "Multiple variables used in a single filter. Var1 : a, Var2 : b: a field's condition can only use its own name",
  ],
  ["[a, b=1, a]", "         ^", "Duplicate field 'a': field names must be unique"],
  ["[..., a, ...]", "         ^", "Invalid metric filter pattern: ... is allowed only once"],
  ["[a>x]", "   ^", "Invalid metric filter pattern: > compares with a bare number only"],
  ["[a=x/y, b]", "    ^", "Invalid character(s) in term 'x/y': '/' needs double quotes around the term"],

  [
    "disk*",
    "    ^",
    "Invalid character(s) in term 'disk*': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
  [
    "ok a:b",
    "    ^",
    "Invalid character(s) in term 'a:b': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
  [
    "!disk",
    "^",
    "Invalid character(s) in term '!disk': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
  [
    "a@b",
    " ^",
    "Invalid character(s) in term 'a@b': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
  ["a - b", "   ^", "Invalid character(s) in term '-': a term is missing after the sign"],
  ["disk ?", "      ^", "Invalid character(s) in term '?': a term is missing after the sign"],
  [
    "--disk",
    " ^",
    "Invalid character(s) in term '--disk': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
  ['"disk', "^", 'Invalid metric filter pattern: this " is never closed'],
  [
    '"disk"full',
    "      ^",
    'Invalid character(s) in term \'"disk"full\': letters, digits, _ and . only; put any other term in "double quotes"',
  ],
  ['ok ""', "   ^", "Invalid metric filter pattern: the phrase is empty"],
  ["%a% b", "    ^", "Invalid metric filter pattern: a regular expression cannot be combined with terms"],
  ["%a% %b%", "    ^", "Invalid metric filter pattern: a regular expression cannot be combined with terms"],
  [
    "b %a%",
    "  ^",
    "Invalid character(s) in term '%a%': letters, digits, _ and . only; put any other term in \"double quotes\"",
  ],
];

test.each(refusals)("refuses %s", (pattern, caret, message) => {
  const error = refusal(pattern);
  expect(error.message).toBe(`${message}\n  ${pattern}\n  ${caret}`);
  expect(error.offset).toBe(caret.length - 1);
  expect(error.pattern).toBe(pattern);
  expect(message).toBe(`${error.reason}: ${error.advice}`);
});

const beyond =
  "Invalid metric filter pattern: the exponent is beyond ±2147483647; quote the number to compare with its text";

describe("a number whose exponent AWS does not read is refused", () => {
  test.each([
    "1e2147483648",
    "1e+2147483648",
    "-1.5E99999999999",
    "1e-2147483648",
    // The scale of this one is a digit more than its exponent.
    "1.5e-2147483647",
    `1e${"9".repeat(400)}`,
  ])("%s", (number) => {
    for (const operator of ["=", "!=", "<", ">="]) {
      expect(refusal(`{ $.a ${operator} ${number} }`).message).toMatch(beyond);
      expect(refusal(`[a${operator}${number}, b]`)).toMatchObject({ offset: 2 + operator.length });
    }
    expect(parse(`{ $.a = "${number}" }`)).toMatchObject({ condition: { value: { kind: "text" } } });
  });

  test.each(["1e2147483647", "1e-2147483647", "1.5e2147483647", "1.5e-2147483646", "1e00000000000000309", "0e1"])(
    "%s is read",
    (number) => {
      expect(parse(`{ $.a = ${number} }`)).toMatchObject({ condition: { value: { kind: "number", text: number } } });
    },
  );
});

test.each([
  ["a combining mark", "cafe\u0301"],
  ["punctuation of another script", "「a」"],
  ["a symbol", "a€"],
  ["an emoji", "disk🔥"],
])("%s still needs quotes in a term", (_, term) => {
  expect(refusal(term).reason).toBe(`Invalid character(s) in term '${term}'`);
  expect(parse(`"${term}"`)).toMatchObject({ terms: [{ text: term }] });
});

describe("the caret", () => {
  test("is below the right line of a pattern of several lines", () => {
    expect(refusal("{\n  $.a = 1 &&\n\t$.b == 2\n}").message).toBe(
      "Invalid metric filter pattern: equality is a single =\n   $.b == 2\n        ^",
    );
  });

  test("stays in sight in a long pattern", () => {
    const start = `{ $.a = ${"x".repeat(300)}`;
    const [, line, caret] = refusal(`${start}:${"y".repeat(300)} }`).message.split("\n") as [string, string, string];
    expect(line.length).toBe(102);
    expect(line[caret.length - 1]).toBe(":");
  });

  test("stays in sight at the end of a long pattern", () => {
    const [, line, caret] = refusal(`{ $.a = ${"x".repeat(300)} } :`).message.split("\n") as [string, string, string];
    expect(line.length).toBe(102);
    expect(line[caret.length - 1]).toBe(":");
  });
});

function refusal(pattern: string): FilterPatternError {
  try {
    parse(pattern);
  } catch (error) {
    if (error instanceof FilterPatternError) return error;
    throw error;
  }
  throw new Error(`accepted ${pattern}`);
}

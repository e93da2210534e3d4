import { FilterPatternError, compile, format, limits, lint, parse, parseEvent } from "../../../src/filter-pattern";

/** Far more than any of these takes, far less than a backtracking search or a quadratic scan of an event would. */
const PATIENCE = 10_000;

/** The largest event that CloudWatch Logs takes. */
const EVENT = 256 * 1024;

function within<Result>(work: () => Result): Result {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  return result;
}

describe("regular expressions take linear time on", () => {
  test.each([
    ["stars after stars", "a*a*a*a*a*a*a*a*a*b", "a"],
    ["optional characters", `${"a?".repeat(200)}b`, "a"],
    ["counted repetitions", "a{0,1000}a{0,1000}a{0,1000}b", "a"],
    ["repetitions at their limit", "[ab]{1000}[ab]{1000}[ab]{1000}[ab]{1000}[ab]{900}c", "ab"],
    ["ambiguous alternatives", Array.from({ length: 100 }, () => "a*a*b").join("|"), "a"],
    ["lazy dots", ".*?.*?.*?.*?.*?=x", "a="],
  ])("%s", (_name, source, unit) => {
    const text = unit.repeat(EVENT / unit.length);
    expect(within(() => compile(parse(`%${source}%`))(text))).toBe(false);
  });
});

describe("wildcards take linear time on", () => {
  test("a text that nearly matches", () => {
    const matches = compile(parse(`{ $.a = ${"*a*ab".repeat(150)}*c }`));
    expect(within(() => matches({ a: "a".repeat(EVENT) }))).toBe(false);
  });
});

describe("deep brackets in patterns", () => {
  const brackets = (depth: number) => `{ ${"(".repeat(depth)}$.a = 1${")".repeat(depth)} }`;

  test("as many as 1,024 characters hold are no trouble", () => {
    const tree = parse(brackets(506));
    expect(limits(tree)).toMatchObject({ length: 1023, errors: [] });
    expect(compile(tree)('{"a":1}')).toBe(true);
    expect(format(tree)).toBe(brackets(506));
    expect(lint(tree)).toMatchObject([{ code: "near-limit" }]);
  });

  test("alternating operators are no trouble either", () => {
    const depth = 60;
    const pattern = `{ ${"($.a=1||($.b=2&&".repeat(depth)}$.c=3${"))".repeat(depth)} }`;
    const tree = parse(pattern);
    expect(compile(tree)('{"b":2,"c":3}')).toBe(true);
    expect(parse(format(tree))).toBeDefined();
    within(() => lint(tree));
  });

  test.each([513, 100_000])("%i are refused", (depth) => {
    expect(() => parse(brackets(depth))).toThrow(FilterPatternError);
    expect(() => parse(brackets(depth))).toThrow("brackets are nested deeper than 512 levels");
  });

  test.each(["(", "[", "{", "{(", "[(", '"', "%", "$", "{$.", "{$.a=", "{$.['"])(
    "a million of %s are refused",
    (unit) => {
      for (const ending of ["", "}", "]"])
        within(() => expect(() => parse(unit.repeat(1e6 / unit.length) + ending)).toThrow(FilterPatternError));
    },
  );
});

describe("long patterns", () => {
  test("a chain of a hundred thousand conditions is read and refused by the limits", () => {
    const tree = within(() => parse(`{ ${Array.from({ length: 1e5 }, (_, i) => `$.a = x${i}`).join(" || ")} }`));
    expect(limits(tree).errors).toMatchObject([{ code: "length" }]);
    expect(compile(tree)('{"a":"x99999"}')).toBe(true);
  });

  test.each([
    ["contradictions", Array.from({ length: 80 }, (_, i) => `$.a != ${i}`).join("&&")],
    ["open wildcards", Array.from({ length: 80 }, (_, i) => `$.a = *${i}*`).join("&&")],
    ["many fields", Array.from({ length: 50 }, (_, i) => `($.a${i} = 1 || $.b = ${i})`).join("&&")],
    [
      "fields that contradict late",
      `${Array.from({ length: 30 }, (_, i) => `($.a${i}=1||$.b${i}=1)`).join("&&")}&&$.c=1&&$.c=2`,
    ],
    ["numbers", Array.from({ length: 100 }, (_, i) => `$.a > ${i}`).join("&&")],
  ])("lint is quick on %s", (_name, condition) => {
    within(() => lint(parse(`{ ${condition} }`)));
  });
});

describe("deep JSON", () => {
  const DEPTH = 100_000;
  const deepArray = `{"a":${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}}`;
  const deepObject = `${'{"a":'.repeat(DEPTH)}1.5${"}".repeat(DEPTH)}`;
  const deepFraction = `{"a":${"[".repeat(DEPTH)}1.5${"]".repeat(DEPTH)}}`;
  const patterns = [
    "{ $.a[0][0] NOT EXISTS }",
    "{ $.a[*] = 1 }",
    "{ $.a.a.a IS NULL }",
    "{ $.* != 1 }",
    "[a, ...]",
    "x",
    "%x%",
  ];

  test.each([
    ["arrays", deepArray],
    ["objects", deepObject],
    ["arrays around a fraction", deepFraction],
    ["arrays that are not closed", deepFraction.slice(0, -5)],
    ["arrays that are not JSON", `{"a":${"[".repeat(1e6)}`],
  ])("%s", (_name, event) => {
    within(() => {
      const prepared = parseEvent(event);
      for (const pattern of patterns) expect(typeof compile(parse(pattern))(prepared)).toBe("boolean");
    });
  });

  test("is seen as deep as a selector goes", () => {
    expect(compile(parse(`{ $.a${"[0]".repeat(300)} = 1.5 || $.a[0][0] NOT EXISTS }`))(deepFraction)).toBe(false);
    expect(compile(parse(`{ $${".a".repeat(400)} NOT EXISTS }`))(deepObject)).toBe(false);
  });

  test("given as an object can be matched as text", () => {
    const event = JSON.parse(deepFraction.replace("1.5", '1.5,"x\\n",null,{"b":[],"c":true}')) as object;
    expect(compile(parse('"[1.5,\\"x\\\\n\\",null,{\\"b\\":[],\\"c\\":true}]"'))(event)).toBe(true);
    expect(compile(parse("zzz"))(event)).toBe(false);
    expect(compile(parse('"{\\"c\\":[[["'))({ b: undefined, c: (event as { a: unknown }).a })).toBe(true);
  });
});

describe("large events", () => {
  test.each([
    // Eight events' worth: a search that is fast enough hides that it runs once for each bracket.
    ["open brackets", "[ ".repeat(EVENT * 4)],
    ["open quotes", `${'" "'.repeat(EVENT / 3)}"`],
    ["spaces", " ".repeat(EVENT)],
    ["spaces around a word", `${" ".repeat(EVENT / 2)}x${" ".repeat(EVENT / 2)}`],
    ["colons", `{"a":"${": ".repeat(EVENT / 2)}","b":1.5}`],
    ["quotes and spaces", `{"a":"${'\\" '.repeat(EVENT / 3)}","b":1.5}`],
    ["digits", `{"a":${"9".repeat(EVENT)}}`],
    ["a number of zeros", `{"a":1${"0".repeat(EVENT)}1}`],
    ["a fraction of zeros", `{"a":0.${"0".repeat(EVENT)}1}`],
    ["an exponent", `{"a":1e${"9".repeat(EVENT)}}`],
    ["backslashes", `{"a":"${"\\\\".repeat(EVENT / 2)}","b":1.5}`],
    ["elements", `{"a":[${"1.5,".repeat(EVENT / 4)}1]}`],
    ["lone surrogates", `{"a":"${"\ud800".repeat(EVENT / 4)}"}`],
  ])("%s", (_name, event) => {
    const patterns = [
      "[a, b, ..., c]",
      "[a=1, b]",
      "{ $.a = 1 }",
      '{ $.a = "*1" }',
      "{ $.a > 1e5 }",
      "{ $.a[*] = 7 }",
      "%x+$%",
      "x -y",
    ];
    within(() => {
      const prepared = parseEvent(event);
      for (const pattern of patterns) expect(typeof compile(parse(pattern))(prepared)).toBe("boolean");
    });
  });

  test("numbers in patterns may be as long", () => {
    const matches = within(() =>
      compile(parse(`{ $.a < 1${"9".repeat(450)} && $.a > -1${"9".repeat(450)}e2147483647 }`)),
    );
    expect(matches('{"a":1e308}')).toBe(true);
  });
});

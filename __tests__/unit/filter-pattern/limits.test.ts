import { limits, parse } from "../../../src/filter-pattern";

/** A pattern of exactly so many characters. */
const ofLength = (length: number): string => `{ $.a = ${"x".repeat(length - "{ $.a =  }".length)} }`;

test("counts what a pattern uses", () => {
  expect(limits(parse("{ $.a[*].b = %x% && $.c.* != %y% || $.d = x }"))).toEqual({
    length: 45,
    regexes: 2,
    wildcards: 2,
    errors: [],
  });
  expect(limits(parse("[a=%x% || a=%y%, b=*z*]"))).toEqual({ length: 23, regexes: 2, wildcards: 0, errors: [] });
  expect(limits(parse(" %x% "))).toEqual({ length: 5, regexes: 1, wildcards: 0, errors: [] });
  expect(limits(parse("a -b"))).toEqual({ length: 4, regexes: 0, wildcards: 0, errors: [] });
});

test("allows 1,024 characters", () => {
  expect(limits(parse(ofLength(1024)))).toMatchObject({ length: 1024, errors: [] });
});

test("refuses 1,025 characters", () => {
  expect(limits(parse(ofLength(1025))).errors).toEqual([
    { code: "length", message: "Member must have length less than or equal to 1024, got 1025", start: 1024, end: 1025 },
  ]);
});

test("refuses a third regular expression, at its position", () => {
  const pattern = "{ $.a = %x% || $.b = %y% || $.c = %z% }";
  expect(limits(parse(pattern)).errors).toEqual([
    {
      code: "regexes",
      message: "Your input has exceeded the maximum of 2 regular expressions per filter pattern.",
      start: pattern.indexOf("%z%"),
      end: pattern.indexOf("%z%") + 3,
    },
  ]);
  expect(limits(parse("[a=%x%, b=%y%, c=%z%]")).errors).toMatchObject([{ code: "regexes" }]);
});

test("refuses two wildcards in one selector", () => {
  expect(limits(parse("{ $.a[*].* = 1 }")).errors).toEqual([
    {
      code: "wildcards-per-selector",
      message:
        "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.",
      start: 2,
      end: 10,
    },
  ]);
});

test("allows three selectors with a wildcard and refuses a fourth", () => {
  const three = "$.a[*] = 1 || $.b.* = 1 || $.*.c = 1";
  expect(limits(parse(`{ ${three} }`))).toMatchObject({ wildcards: 3, errors: [] });
  expect(limits(parse(`{ ${three} || $.d[*] = 1 }`)).errors).toEqual([
    { code: "wildcards", message: "a pattern can have 3 wildcard selectors, got 4", start: 42, end: 48 },
  ]);
});

test("does not count wildcards in values", () => {
  expect(limits(parse("{ $.a = * || $.b = *x* }"))).toMatchObject({ wildcards: 0, errors: [] });
});

test("reports every limit at once", () => {
  const pattern = `{ $.*.* = %a% || $.b.* = %b% || $.c.* = %c% || $.d.* = ${"x".repeat(1000)} }`;
  expect(limits(parse(pattern)).errors.map(({ code }) => code)).toEqual([
    "length",
    "regexes",
    "wildcards-per-selector",
    "wildcards",
  ]);
});

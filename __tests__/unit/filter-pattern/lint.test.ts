import { type FieldKnowledge, type FindingCode, lint, parse } from "../../../src/filter-pattern";

/** The parts of a pattern that a lint finds, and what it would put in their place. */
function found(code: FindingCode, pattern: string, knowledge?: FieldKnowledge): readonly (readonly string[])[] {
  return lint(parse(pattern), knowledge)
    .filter((finding) => finding.code === code)
    .map(({ start, end, fix }) => [pattern.slice(start, end), ...(fix === undefined ? [] : [fix])]);
}

function codes(pattern: string): readonly FindingCode[] {
  return lint(parse(pattern)).map(({ code }) => code);
}

describe("a pattern without mistakes has no findings", () => {
  test.each([
    "",
    "disk -full",
    "?disk ?full",
    "%a.*b%",
    "[a, b = *x* && b != y, ...]",
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    "{ ($.eventSource = iam.amazonaws.com) && (($.eventName = CreateUser) || ($.eventName = DeleteUser)) }",
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    "{ $.n > 5 && $.n < 6 }",
  ])("%s", (pattern) => {
    expect(lint(parse(pattern))).toEqual([]);
  });
});

test("findings come in the order of the text", () => {
  expect(codes("{ $.a != a*b || $.b = x && $.readOnly = true }")).toEqual([
    "absent-field",
    "inclusive-or",
    "inner-wildcard",
    "mixed-operators",
    "boolean-as-text",
  ]);
});

describe("absent-field", () => {
  const fixed = "($.u.a != x || $.u.a NOT EXISTS)";
  test.each([
    ["{ $.u.a != x }", [["$.u.a != x", fixed]]],
    ["{ $.b = 1 && ($.u.a != x) }", [["$.u.a != x", fixed]]],
    ["{ $.u.a != %x% }", [["$.u.a != %x%", "($.u.a != %x% || $.u.a NOT EXISTS)"]]],
    ["{ $.u.a != x && $.b NOT EXISTS }", [["$.u.a != x", fixed]]],
    [
      "{ $.u.a != x && $.u.a != x }",
      [
        ["$.u.a != x", fixed],
        ["$.u.a != x", fixed],
      ],
    ],
  ])("is found in %s", (pattern, expected) => {
    expect(found("absent-field", pattern)).toEqual(expected);
  });

  test.each([
    "{ $.eventName != x }",
    "{ $.u.a = x }",
    "{ $.u.a != x || $.u.a NOT EXISTS }",
    "{ $.b = 1 && (($.u.a NOT EXISTS) || ($.b = 2 && $.u.a != x)) }",
    "{ $.u.a = * && $.u.a != x }",
    "{ $.u.a > 1 && ($.b = 1 || $.u.a != 5) }",
    "{ $.u.a[*] != x }",
    "[a != x, b]",
  ])("is not found in %s", (pattern) => {
    expect(found("absent-field", pattern)).toEqual([]);
  });
});

describe("mixed-operators", () => {
  test.each([
    ["{ $.a = 1 || $.b = 2 && $.c = 3 }", [["$.b = 2 && $.c = 3", "($.b = 2 && $.c = 3)"]]],
    ["{ $.d IS TRUE && ($.a = 1 && $.b = 2 || $.c = 3) }", [["$.a = 1 && $.b = 2", "($.a = 1 && $.b = 2)"]]],
    ["[a = 1 || a = 2 && a = 3, b]", [["a = 2 && a = 3", "(a = 2 && a = 3)"]]],
    ["{ $.a = 1 || ($.b = 2 && $.c = 3) }", []],
    ["{ ($.a = 1 || $.b = 2) && $.c = 3 }", []],
  ])("in %s", (pattern, expected) => {
    expect(found("mixed-operators", pattern)).toEqual(expected);
  });
});

describe("inner-wildcard", () => {
  test.each([
    ["{ $.a = Ev*ent }", [["Ev*ent"]]],
    ['{ $.a = "*a*b" }', [['"*a*b"']]],
    ["[a = x**y, b]", [["x**y"]]],
    ["{ $.a = *x* || $.b = ** || $.c = %a.*b% || $.d[*].e = x }", []],
  ])("in %s", (pattern, expected) => {
    expect(found("inner-wildcard", pattern)).toEqual(expected);
  });
});

describe("near-limit", () => {
  test.each([
    [960, 0],
    [961, 1],
    [1024, 1],
    [1025, 0],
  ])("%i characters make %i findings", (length, count) => {
    expect(found("near-limit", "x".repeat(length))).toHaveLength(count);
  });
});

describe("boolean-as-text", () => {
  test.each([
    ["{ $.readOnly = true }", [["$.readOnly = true", "$.readOnly IS TRUE"]]],
    ['{ $.readOnly = "False" }', [['$.readOnly = "False"', "$.readOnly IS FALSE"]]],
    ['{ $.readOnly != "true" }', [['$.readOnly != "true"', "$.readOnly IS FALSE"]]],
    ["{ $.readOnly != false }", [["$.readOnly != false", "$.readOnly IS TRUE"]]],
    ["{ $.other = true }", [["$.other = true"]]],
    ['{ $.other = "true" }', []],
    ["{ $.userIdentity.sessionContext.attributes.mfaAuthenticated != true }", []],
    ["{ $.readOnly = truely }", []],
    ["[a = true, b]", []],
  ])("in %s", (pattern, expected) => {
    expect(found("boolean-as-text", pattern)).toEqual(expected);
  });
});

describe("inclusive-or", () => {
  const cis =
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ' +
    '($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }';

  test.each([
    [cis, [['$.sourceIPAddress!="delivery.logs.amazonaws.com"'], ['$.eventName!="HeadBucket"']]],
    ["{ $.a = x || $.b != y }", [["$.b != y"]]],
    ["{ ($.a = x || ($.c = z || ($.b != y))) }", [["$.b != y"]]],
    ["{ $.a != x || $.a NOT EXISTS || $.b = y }", [["$.a != x"]]],
    ["{ $.a != x || $.a NOT EXISTS }", []],
    ["{ $.c = 1 && ($.a != x || $.b != y) }", []],
    ["{ $.a != x && $.b != y }", []],
  ])("in %s", (pattern, expected) => {
    expect(found("inclusive-or", pattern)).toEqual(expected);
  });
});

describe("never-matches", () => {
  test.each([
    "$.a = x && $.a = y",
    "$.a = 1 && ($.b = 1) && ($.a = 2)",
    '$.a = "x" && $.a != x',
    "$.a = x* && $.a = yes",
    "$.a = yes && $.a = %^n%",
    "$.a = %x% && $.a != %x%",
    "$.a = x && $.a NOT EXISTS",
    "$.a = x && $.a IS TRUE",
    "$.a IS NULL && $.a IS FALSE",
    "$.a > 5 && $.a <= 5",
    "$.a > 5 && $.a < 5.0",
    "$.a > 5 && $.a = x",
    "$.a < -1 && $.a > 1e2",
    "$.a = 1 && $.a = 1.5",
    "$.a != *",
    "$.eventName NOT EXISTS",
    "$.eventName IS NULL && $.a = 1",
    "($.a = x || $.a = y) && ($.a = z || $.a NOT EXISTS)",
    "($.a = 1 || $.b = 1) && $.a = 2 && $.b = 2",
  ])("{ %s }", (condition) => {
    expect(found("never-matches", `{ ${condition} }`)).toEqual([[condition]]);
  });

  test.each([
    ["{ $.a = 1 || ($.b = x && $.b = y) }", [["($.b = x && $.b = y)"]]],
    ["{ $.a = 1 || $.b = 1 && $.b = 2 || $.b = 3 }", [["$.b = 1 && $.b = 2"]]],
    ["disk -is", [["-is"]]],
    ["{ ($.a = 1 && $.b = 1 && $.b = 2) || ($.a = 2 && $.b = 1) }", [["($.a = 1 && $.b = 1 && $.b = 2)"]]],
  ])("a part of %s", (pattern, expected) => {
    expect(found("never-matches", pattern)).toEqual(expected);
  });

  test.each([
    '{ $.a = 1 && $.a = "1" }',
    '{ $.a = 1 && $.a = "1.0" }',
    "{ $.a = x* && $.a = *y }",
    "{ $.a = x* && $.a = *y && $.a = %q% && $.a != xqy }",
    "{ $.a = 4* && $.a > 400 && $.a < 401 }",
    "{ $.a >= 5 && $.a <= 5 }",
    "{ $.a > 9007199254740992 && $.a < 9007199254740994 }",
    "{ $.a = .5 && $.a < 1 }",
    "{ $.a[*] = x && $.a[*] = y }",
    "{ $.a[*] != x && $.a[*] != y }",
    "{ $.a IS NULL && $.a[1] = x }",
    "{ $.a = 1e309 && $.a = * }",
    "disk -disks",
  ])("is not found in %s", (pattern) => {
    expect(found("never-matches", pattern)).toEqual([]);
  });

  test("is not found if the search exceeds its limit", () => {
    const choices = Array.from({ length: 16 }, (_, i) => `($.x${i} = 1 || $.x${i} = 2) && `).join("");
    const pattern = `{ ${choices}(($.x0 = 2 && $.y = 1) || ($.y = 1 && $.y = 2)) }`;
    expect(found("never-matches", pattern)).toEqual([]);
  });
});

describe("always-matches", () => {
  test.each([
    ["{ $.eventName = x || $.eventName != x }", [["$.eventName = x || $.eventName != x"]]],
    ["{ $.eventName = * }", [["$.eventName = *"]]],
    ["{ $.a = 1 && ($.eventName != x || $.eventName = x) }", [["($.eventName != x || $.eventName = x)"]]],
    ["{ $.a = x || $.a != x }", [["$.a = x || $.a != x"]]],
    ["{ $.a != x || $.b = 1 || $.a != y }", [["$.a != x || $.b = 1 || $.a != y"]]],
    ["{ $.b = 1 && ($.a != x || $.a = x*) }", [["$.a != x || $.a = x*"]]],
    ["{ $.a = %x% || $.a != %x% }", [["$.a = %x% || $.a != %x%"]]],
    ["{ $.a = x || ($.b = 1 || ($.a != x)) }", [["$.a = x || ($.b = 1 || ($.a != x))"]]],
    ["{ $.a = * || $.a != x }", [["$.a = * || $.a != x"]]],
  ])("in %s", (pattern, expected) => {
    expect(found("always-matches", pattern)).toEqual(expected);
  });

  test.each([
    "{ $.a = * }",
    "{ $.a != x || $.a NOT EXISTS }",
    "{ $.a = x || $.a = y }",
    "{ $.a = z || $.a != y* }",
    "{ $.a < 5 || $.a >= 5 }",
    "{ $.a = * || $.a IS NULL || $.a IS TRUE || $.a IS FALSE || $.a NOT EXISTS }",
    "{ $.eventName != x || $.eventName = x1 }",
    "{ $.a[*] = x || $.a[*] != x }",
  ])("is not found in %s", (pattern) => {
    expect(found("always-matches", pattern)).toEqual([]);
  });
});

describe("terms", () => {
  test("optional-ignored finds question marks together with other terms", () => {
    expect(found("optional-ignored", 'disk ?full ?"x y"')).toEqual([["?full"], ['?"x y"']]);
    expect(found("optional-ignored", "?disk ?full")).toEqual([]);
  });

  test("implied-exclusion finds signs inside words", () => {
    expect(found("implied-exclusion", "ok a-b")).toEqual([["a-b", '"a-b"']]);
    expect(found("implied-exclusion", "a?b")).toEqual([["a?b", '"a?b"']]);
    expect(found("implied-exclusion", '-a-"b"')).toEqual([['-a-"b"']]);
    expect(found("implied-exclusion", "größe-a.b")).toEqual([["größe-a.b", '"größe-a.b"']]);
    expect(found("implied-exclusion", '"a \\"b"-c')).toEqual([['"a \\"b"-c', '"a \\"b-c"']]);
    expect(found("implied-exclusion", "a -b")).toEqual([]);
  });
});

describe("what is known of the fields", () => {
  const knowledge: FieldKnowledge = {
    requiredTexts: new Set(["$.level"]),
    texts: new Set(["$.flag"]),
    booleans: new Set(["$.['is ok']"]),
  };

  test("replaces CloudTrail's", () => {
    expect(found("absent-field", "{ $.level != x }", knowledge)).toEqual([]);
    expect(found("absent-field", "{ $.eventName != x }", knowledge)).toHaveLength(1);
    expect(found("boolean-as-text", "{ $.flag = true }", knowledge)).toEqual([]);
    expect(found("boolean-as-text", "{ $.['is ok'] = true }", knowledge)).toEqual([
      ["$.['is ok'] = true", "$.['is ok'] IS TRUE"],
    ]);
  });
});

test.each(["{ $.u.a != x && $.b = 1 }", "{ $.a = 1 || $.b = 2 && $.c = 3 }", "{ $.readOnly != true }", "ok disk-full"])(
  "fixing %s leaves nothing to fix",
  (pattern) => {
    const fixed = lint(parse(pattern)).reduceRight(
      (text, { start, end, fix }) => (fix === undefined ? text : text.slice(0, start) + fix + text.slice(end)),
      pattern,
    );
    expect(fixed).not.toBe(pattern);
    expect(lint(parse(fixed)).filter(({ fix }) => fix !== undefined)).toEqual([]);
  },
);

import { compile, parse, parseEvent } from "../../../src/filter-pattern";
import { readRules } from "../../../src/sigma";

const rule = (detection: string, head = "") => `title: A rule
${head}logsource:
  product: aws
  service: cloudtrail
detection:
${detection.replace(/^/gm, "  ")}`;
const selection = (fields: string) => rule(`selection:\n${fields.replace(/^/gm, "  ")}\ncondition: selection`);
const reasons = (source: string) => readRules(source).problems.map(({ line, reason }) => `${line}: ${reason}`);

test("a rule has id, title, severity and reason", () => {
  const source = rule("s:\n  eventName: A\ncondition: s", "description: |\n  It\n  matters.\nlevel: informational\n");
  expect(readRules(source)).toEqual({
    rules: [
      {
        id: "a-rule",
        title: "A rule",
        severity: "low",
        why: "It matters.",
        pattern: '{ $.eventName = "A" }',
        line: 1,
      },
    ],
    problems: [],
  });
});

test("names are what is written, also where YAML 1.1 has true", () => {
  expect(readRules(rule("n:\n  y: x\ncondition: n"))).toMatchObject({
    problems: [],
    rules: [{ pattern: '{ $.y = "x" }' }],
  });
});

test("a document without content is no rule, and no problem", () => {
  const one = rule("s:\n  a: x\ncondition: s");
  for (const source of [`${one}\n---\n`, `---\n---\n${one}`, `${one}\n---\n# No more.\n`])
    expect(readRules(source)).toMatchObject({ problems: [], rules: [{ id: "a-rule" }] });
  expect(reasons("---\n---\n")).toEqual(["1: there is no rule"]);
});

test.each([
  ["a|startswith: ''", '$.a = "*" || $.a IS TRUE || $.a IS FALSE'],
  ["a|cased: 'True'", '$.a = "True"'],
  ["a: 'True'", '$.a IS TRUE || $.a = "true"'],
  ["a: True", '$.a IS TRUE || $.a = "true"'],
  ["a|lt: 1.0", "$.a < 1"],
  ["items.a: null", "$.items[*].a NOT EXISTS"],
])("%s is %s", (fields, condition) => {
  expect(readRules(selection(fields))).toMatchObject({ problems: [], rules: [{ pattern: `{ ${condition} }` }] });
});

test("a condition may name searches that begin with _", () => {
  const source = rule("_c:\n  a: x\ns:\n  a: y\ncondition: 1 of _*");
  expect(readRules(source).rules).toMatchObject([{ pattern: '{ $.a = "x" }' }]);
});

test("long titles and descriptions are shortened", () => {
  const source = rule("s:\n  eventName: A\ncondition: s", `description: ${"word ".repeat(80)}\n`);
  const { rules } = readRules(source.replace("A rule", "Title ".repeat(30)));
  expect(rules[0]!.title).toMatch(/^Title .*Title…$/);
  expect([rules[0]!.title.length <= 100, rules[0]!.id.length <= 44, rules[0]!.why.length <= 250]).toEqual([
    true,
    true,
    true,
  ]);
});

const pattern = (source: string) => {
  expect(reasons(source)).toEqual([]);
  return readRules(source).rules[0]!.pattern;
};
test.each([
  ["a text", "a: x", '$.a = "x"'],
  ["a number", "a: 5", "$.a = 5"],
  ["true", "a: true", '$.a IS TRUE || $.a = "true"'],
  ["a text of a boolean", "a: 'False'", '$.a IS FALSE || $.a = "false"'],
  ["null", "a: null", "$.a NOT EXISTS || $.a IS NULL"],
  ["null of a text", "errorCode: null", "$.errorCode NOT EXISTS"],
  ["any value", "a: '*'", '$.a = "*" || $.a IS TRUE || $.a IS FALSE'],
  ["a list", "a: [x, y]", '$.a = "x" || $.a = "y"'],
  ["fields", "a.b: x\nc: y", '$.a.b = "x" && $.c = "y"'],
  ["a list of maps", "- a: x\n- b: y", '$.a = "x" || $.b = "y"'],
  ["contains", "a|contains: x", '$.a = "*x*"'],
  ["contains and all", "a|contains|all: [x, y]", '$.a = "*x*" && $.a = "*y*"'],
  ["startswith", "a|startswith: x", '$.a = "x*"'],
  ["endswith", "a|endswith: x", '$.a = "*x"'],
  ["cased", "a|cased: x", '$.a = "x"'],
  ["lt", "a|lt: 5", "$.a < 5"],
  ["lte", "a|lte: 5", "$.a <= 5"],
  ["gt", "a|gt: 5", "$.a > 5"],
  ["gte", "a|gte: 5", "$.a >= 5"],
  ["re", "a|re: ^x\\(y\\)$", "$.a = %^x\\x28y\\x29$%"],
  ["exists of a text", "errorCode|exists: true", '$.errorCode = "*"'],
  ["exists of any field", "a|exists: true", '$.a.* = "*" || $.a.* != "*"'],
  ["exists not", "a|exists: false", "$.a NOT EXISTS"],
  ["an inner wildcard", "a: x*y", "$.a = %^x[\\s\\S]*y$%"],
  ["a single character", "a: x?", "$.a = %^x[\\s\\S]$%"],
  ["an escaped wildcard", "a: x\\*", "$.a = %^x\\*$%"],
  ["a backslash", "a: x\\y", '$.a = "x\\\\y"'],
  ["a quote", "a: 'x\"'", '$.a = "x\\""'],
  ["fields of a list", "resources.ARN: x", '$.resources[*].ARN = "x"'],
])("%s", (_name, fields, expected) => {
  expect(pattern(selection(fields))).toBe(`{ ${expected} }`);
});

const abc = "a1:\n  a: x\na2:\n  b: y\n_c:\n  c: z\n";
test.each([
  ["a1 and a2 or _c", '$.a = "x" && $.b = "y" || $.c = "z"'],
  ["a1 and (a2 or _c)", '$.a = "x" && ($.b = "y" || $.c = "z")'],
  ["1 of a*", '$.a = "x" || $.b = "y"'],
  ["any of them", '$.a = "x" || $.b = "y"'],
  ["all of them", '$.a = "x" && $.b = "y"'],
  ["a1 and not a2", '$.a = "x" && ($.b NOT EXISTS || $.b != "y")'],
  ["not 1 of a*", '($.a NOT EXISTS || $.a != "x") && ($.b NOT EXISTS || $.b != "y")'],
  ["not (a1 and a2)", '$.a NOT EXISTS || $.a != "x" || $.b NOT EXISTS || $.b != "y"'],
  ["not not a1", '$.a = "x"'],
])("the condition %s", (condition, expected) => {
  expect(pattern(rule(`${abc}condition: ${condition}`))).toBe(`{ ${expected} }`);
});

test("what is not one of several values is absent or none of them", () => {
  expect(pattern(rule("s:\n  a: [x, y]\ncondition: not s"))).toBe('{ $.a NOT EXISTS || $.a != "x" && $.a != "y" }');
});

test("exists holds whatever the field holds", () => {
  const matches = compile(parse(pattern(selection("a|exists: true"))));
  for (const value of [null, "", "x", 1, true, [], ["x"], {}, { b: 1 }, { b: "x" }])
    expect(matches(parseEvent(JSON.stringify({ a: value })))).toBe(true);
  expect(matches(parseEvent('{"b":1}'))).toBe(false);
});

test.each([
  ["an unknown modifier", selection("a|base64: x"), "7: the modifier base64 is not taken"],
  ["modifiers together", selection("a|contains|re: x"), "7: the modifiers contains and re are not taken together"],
  ["cased with re", selection("a|re|cased: x"), "7: the modifiers re and cased"],
  ["keywords", rule("s:\n  - x\ncondition: s"), "6: keywords"],
  ["keywords with modifiers", selection("'|all': [x]"), "7: keywords"],
  ["an empty search", rule("s: {}\ncondition: s"), "6: a search names at least one field"],
  ["a search that is a text", rule("s: x\ncondition: s"), "6: a search is a map"],
  ["no values", selection("a: []"), "7: a has no values"],
  ["a map as a value", selection("a: {b: x}"), "7: a has a map as its value"],
  ["a list in a list", selection("a: [[x]]"), "7: a value of a is a list or a map"],
  ["a field that is no path", selection("a[0]: x"), '7: the field "a[0]" is no path'],
  ["an object compared", selection("requestParameters|contains: x"), "8: requestParameters is an object"],
  [
    "an object that is not null",
    rule("s:\n  responseElements: null\ncondition: not s"),
    "8: responseElements is an object",
  ],
  ["groups", selection("a|re: (x|y)"), "7: the regular expression has round brackets"],
  ["look-arounds", selection("a|re: x\\bz"), "7: AWS does not take the regular expression"],
  ["a wildcard beside other letters", selection("a: ü*x"), "7: ü is needed in a regular expression"],
  ["re of a number", selection("a|re: 5"), "7: re takes a text"],
  ["lt of a text", selection("a|lt: x"), "7: lt, lte, gt and gte take a number"],
  ["exists of a text", selection("a|exists: x"), "7: exists takes true or false"],
  ["contains null", selection("a|contains: null"), "7: contains, startswith and endswith need a text"],
  ["yes without quotes", selection("a: No"), "7: YAML reads No as false: put it in quotes"],
  ["a number that is another", selection("a: 012"), "7: YAML reads 012 as 10"],
  ["a field that YAML reads otherwise", selection("on: x"), "7: YAML reads on as true: put it in quotes"],
  ["a search that YAML reads otherwise", rule("012:\n  a: x\ncondition: s"), "6: YAML reads 012 as 10"],
  ["a position in a list", selection("items.0.a: x"), "7: the field items.0.a has the position 0 of a list"],
  ["a merge key", selection("<<: {a: x}"), "7: merge keys are not taken"],
  ["a condition that YAML reads otherwise", rule("s:\n  a: x\ncondition: on"), "8: YAML reads on as true"],
  ["a time", selection("a: 2026-01-01"), "7: YAML reads 2026-01-01 as"],
  ["an aggregation", rule("s:\n  a: x\ncondition: s | count() > 5"), "8: the condition counts or correlates"],
  ["a timeframe", rule("s:\n  a: x\ntimeframe: 5m\ncondition: s"), "8: a timeframe"],
  ["no condition", rule("s:\n  a: x"), "6: the detection has no condition"],
  ["several conditions", rule("s:\n  a: x\ncondition: [s, s]"), "8: the detection has several conditions"],
  ["a map as condition", rule("s:\n  a: x\ncondition: {s: s}"), "8: the detection has several conditions"],
  ["an empty condition", rule("s:\n  a: x\ncondition:"), "8: the detection has no condition"],
  ["brackets after of", rule("s:\n  a: x\ncondition: 1 of (s or t)"), '8: "1 of" in the condition needs them'],
  ["many stars after of", rule("s:\n  a: x\ncondition: 1 of *s*s*"), "8: *s*s* in the condition has more than two *"],
  [
    "a quantifier of the language",
    rule("s:\n  a: x\ncondition: toString of them"),
    '8: "toString of" in the condition',
  ],
  ["a level of the language", rule("s:\n  a: x\ncondition: s", "level: constructor\n"), '2: the level "constructor"'],
  ["a merge key of the rule", rule("s:\n  a: x\ncondition: s", "<<: {level: high}\n"), "2: merge keys are not taken"],
  ["a description that is no text", rule("s:\n  a: x\ncondition: s", "description: 5\n"), "2: description is no text"],
  ["an alias without an anchor", selection("a: *b"), "7: the alias *b has no anchor"],
  ["no entry with a boolean", rule("s:\n  items.a: true\ncondition: not s"), "8: that no entry of a list has such a"],
  ["no entry with a number", rule("s:\n  items.a|lt: 5\ncondition: not s"), "8: that no entry of a list has such a"],
  ["an unknown search", rule("s:\n  a: x\ncondition: s and t"), "8: the condition needs the search t"],
  ["no search like it", rule("s:\n  a: x\ncondition: 1 of t*"), "8: no search has a name like t*"],
  ["another quantifier", rule("s:\n  a: x\ncondition: 2 of s*"), '8: "2 of" in the condition'],
  ["nothing after of", rule("s:\n  a: x\ncondition: 1 of"), '8: the condition ends after "1 of"'],
  ["an open bracket", rule("s:\n  a: x\ncondition: (s"), "8: a ( in the condition is never closed"],
  ["two searches in a row", rule("s:\n  a: x\ncondition: s s"), '8: "s" in the condition is unexpected'],
  ["a missing search", rule("s:\n  a: x\ncondition: s and"), "8: the name of a search is missing"],
  ["another character", rule("s:\n  a: x\ncondition: s & s"), "8: & in the condition is unknown"],
  ["deep brackets", rule(`s:\n  a: x\ncondition: ${"(".repeat(99)}s${")".repeat(99)}`), "8: the condition is nested"],
  ["another log source", selection("a: x").replace("aws", "azure"), "2: its log source is product azure"],
  ["a category", selection("a: x").replace("service: cloudtrail", "category: x"), "2: its log source is"],
  ["no log source", "title: A\ndetection:\n  s:\n    a: x\n  condition: s\n", "1: the rule has no logsource"],
  ["no title", selection("a: x").replace("title: A rule\n", ""), "1: the rule has no title"],
  ["a title without letters", selection("a: x").replace("A rule", "'123'"), "1: the title gives no id"],
  ["a title that is no text", selection("a: x").replace("A rule", "[x]"), "1: title is no text"],
  ["an unknown level", rule("s:\n  a: x\ncondition: s", "level: urgent\n"), '2: the level "urgent" is unknown'],
  ["a correlation", "title: A\ncorrelation:\n  type: event_count\n", "2: a correlation"],
  ["a filter", selection("a: x") + "\nfilter:\n  rules: any\n", "9: a filter changes other rules"],
  ["an action", selection("a: x") + "\naction: global\n", "9: a document with an action"],
  ["a list", "- x\n", "1: no rule"],
  ["no YAML", "title: [x\n", "no YAML"],
  ["nothing", "", "1: there is no rule"],
  [
    "what is too long",
    selection(`a: [${Array.from({ length: 99 }, (_, i) => `value${i}xx`).join(", ")}]`),
    "its filter pattern has",
  ],
  ["three regular expressions", selection("a|re: [x1, x2, x3]"), "AWS does not take its filter pattern"],
  ["too many documents", "---\na: x\n".repeat(1001), "1: has 1001 documents"],
])("%s is refused", (_name, source, reason) => {
  expect(readRules(source).rules).toEqual([]);
  expect(reasons(source).join("\n")).toContain(reason);
});

test("one rule that is refused does not hide another, nor one problem the next", () => {
  const bad = selection("a|base64: x\nb|cidr: x");
  const good = selection("a: x");
  const { rules, problems } = readRules(`${bad}\n---\n${good}\n`);
  expect(rules.map(({ line }) => line)).toEqual([11]);
  expect(problems.map(({ line }) => line)).toEqual([7, 8]);
});

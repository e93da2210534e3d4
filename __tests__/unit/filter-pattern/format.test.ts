import { format, parse } from "../../../src/filter-pattern";

test.each([
  ["{$.a=1}", "{ $.a = 1 }"],
  ["  {\n($.a!=  x)&&$.b   is\tnull }\n", "{ ($.a != x) && $.b IS NULL }"],
  ["{ $.['a']['x'] = 1 }".replace("['x']", "[01]"), "{ $.a[1] = 1 }"],
  ["{ $.['a b'].* not exists }", "{ $.['a b'].* NOT EXISTS }"],
  ['{ $.a = "x" || $.a = x || $.a = "a\\"b\\\\c" }', '{ $.a = "x" || $.a = x || $.a = "a\\"b\\\\c" }'],
  ["{ $.a = 1 || $.b = +2 && $.c = 1e3 }", "{ $.a = 1 || $.b = +2 && $.c = 1e3 }"],
  ["{ (($.a = %x y%)) }", "{ (($.a = %x y%)) }"],
  ["[ ]", "[]"],
  ["[a,b=1&&b!=2,...,,c]", "[a, b = 1 && b != 2, ..., , c]"],
  ["[,]", "[, ]"],
  ['  a   -"b"  ?"c d" ', 'a -b ?"c d"'],
  ['"a.b" größe.log -"c€"', 'a.b größe.log -"c€"'],
  ["", ""],
  [" %a b% ", "%a b%"],
])("writes %j as %j", (pattern, canonical) => {
  expect(format(parse(pattern))).toBe(canonical);
  expect(format(parse(canonical))).toBe(canonical);
});

test("brackets what a tree of no text lacks brackets for", () => {
  const at = { start: 0, end: 0 };
  const a = { kind: "not-exists", subject: { steps: [{ kind: "key", key: "a" }], ...at }, ...at } as const;
  const or = { kind: "or", operands: [a, a], ...at } as const;
  const condition = { kind: "and", operands: [a, or], ...at } as const;
  expect(format({ kind: "json", condition, ...at })).toBe("{ $.a NOT EXISTS && ($.a NOT EXISTS || $.a NOT EXISTS) }");
});

test("quotes what a tree of no text lacks quotes for", () => {
  const pattern = parse("{ $.a = x }");
  const write = (text: string) =>
    format(
      JSON.parse(JSON.stringify(pattern), (key, value: unknown) => (key === "text" ? text : value)) as typeof pattern,
    );
  expect(write("y")).toBe("{ $.a = y }");
  expect(write("1")).toBe('{ $.a = "1" }');
  expect(write("null")).toBe('{ $.a = "null" }');
  expect(write("a b")).toBe('{ $.a = "a b" }');
});

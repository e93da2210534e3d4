import { compile, parse } from "../../../src/filter-pattern";

/** Each row: what it says, the condition, the events that match, the events that do not. */
type Row = readonly [statement: string, condition: string, matching: readonly string[], others: readonly string[]];

const rows: readonly Row[] = [
  [
    "an event is one object",
    "$.x NOT EXISTS",
    ["{}", ' { "y": 1 }\n'],
    ["[]", "[{}]", '"x"', "1", "null", "", "{} {}", "{", "x"],
  ],
  ["an array at the root never matches", "$.* = 1 || $.x NOT EXISTS", ['{"a":1}'], ["[1]", '[{"a":1}]']],

  [
    "= sees strings and numbers only",
    "$.u = v",
    ['{"u":"v"}'],
    ["{}", '{"u":null}', '{"u":true}', '{"u":{}}', '{"u":["v"]}'],
  ],
  [
    "!= sees strings and numbers only",
    "$.u != v",
    ['{"u":"w"}', '{"u":7}'],
    ["{}", '{"u":null}', '{"u":false}', '{"u":{"v":1}}', '{"u":[]}', '{"u":"v"}'],
  ],
  [
    "a path through something that is not an object is absent",
    "$.u.v NOT EXISTS",
    ['{"u":1}', '{"u":"v"}', '{"u":null}', '{"u":[{"v":1}]}'],
    ['{"u":{"v":1}}'],
  ],

  ["values are case-sensitive", "$.u = Root", ['{"u":"Root"}'], ['{"u":"root"}', '{"u":"ROOT"}']],
  ["keys are case-sensitive", "$.user = x", ['{"user":"x"}'], ['{"User":"x"}']],
  ["keywords are not", "$.u is null", ['{"u":null}'], ["{}"]],

  [
    "a bare number equals numbers by value",
    "$.n = 20",
    ['{"n":20}', '{"n":20.0}', '{"n":2e1}', '{"n":2.0E+1}'],
    ['{"n":21}', '{"n":20.5}', '{"n":-20}'],
  ],
  [
    "a large integer keeps its last digit",
    "$.n = 12345678901234567891",
    ['{"n":12345678901234567891}'],
    ['{"n":12345678901234567890}', '{"n":12345678901234567892}'],
  ],
  ["a negative zero is zero", "$.n = 0", ['{"n":-0.0}', '{"n":-0}', '{"n":0e5}'], ['{"n":0.1}']],
  [
    "a fraction equals itself",
    "$.n = 0.1",
    ['{"n":0.1}', '{"n":1e-1}', '{"n":0.10}'],
    ['{"n":0.11}', '{"n":0.1000000001}'],
  ],
  ["signs of bare numbers count", "$.n = -5", ['{"n":-5}', '{"n":-5.0}', '{"n":"-5"}'], ['{"n":5}', '{"n":"5"}']],

  [
    "a bare number equals a string of the same text",
    "$.n = 20",
    ['{"n":"20"}'],
    ['{"n":"20.0"}', '{"n":"020"}', '{"n":" 20"}'],
  ],
  ["a signed bare number does not equal the unsigned text", "$.n = +20", ['{"n":20}', '{"n":"+20"}'], ['{"n":"20"}']],
  [
    "a bare number in scientific notation equals its own text",
    "$.n = 2e1",
    ['{"n":20}', '{"n":"2e1"}'],
    ['{"n":"20"}'],
  ],
  [
    "!= with a bare number is the opposite where there is a string or number",
    "$.n != 20",
    ['{"n":"020"}', '{"n":21}', '{"n":"x"}'],
    ['{"n":"20"}', '{"n":20.0}', '{"n":true}', "{}"],
  ],

  [
    "a quoted text equals the rendering of a number",
    '$.n = "20"',
    ['{"n":20}', '{"n":"20"}'],
    ['{"n":20.0}', '{"n":2e1}'],
  ],
  ["a double is rendered with a fraction", '$.n = "20.0"', ['{"n":20.0}', '{"n":2e1}'], ['{"n":20}']],
  [
    "a large double is rendered in Java's notation",
    '$.n = "1.0E10"',
    ['{"n":1e10}', '{"n":10000000000.0}'],
    ['{"n":10000000000}'],
  ],
  ["a small double is rendered in Java's notation", '$.n = "1.5E-4"', ['{"n":0.00015}'], ['{"n":0.0015}']],
  ["scientific notation in quotes equals no number", '$.n = "2e1"', ['{"n":"2e1"}'], ['{"n":2e1}', '{"n":20}']],

  [
    "order compares numbers",
    "$.n < 20",
    ['{"n":19.5}', '{"n":-100}', '{"n":-1e300}'],
    ['{"n":20}', '{"n":20.0}', '{"n":1e3}'],
  ],
  ["<= includes the number", "$.n <= 20", ['{"n":20.0}', '{"n":19}'], ['{"n":20.01}']],
  ["> excludes the number", "$.n > 20", ['{"n":20.01}', '{"n":12345678901234567890}'], ['{"n":20}', '{"n":-21}']],
  [">= includes the number", "$.n >= -20", ['{"n":-20}', '{"n":0}'], ['{"n":-20.5}']],
  ["order is exact beyond doubles", "$.n > 9007199254740992", ['{"n":9007199254740993}'], ['{"n":9007199254740992}']],
  ["order never sees strings", "$.n >= 0", ['{"n":1}'], ['{"n":"1"}', '{"n":true}', '{"n":[1]}', '{"n":null}', "{}"]],
  ["a number beyond doubles has no order", "$.n > 0 || $.n <= 0", ['{"n":1e308}'], ['{"n":1e309}', '{"n":-1e400}']],
  [
    "a number beyond doubles neither equals nor differs from a number",
    "$.n = 1e309 || $.n != 1",
    ['{"n":"1e309"}'],
    ['{"n":1e309}'],
  ],
  ["a number beyond doubles is a number", "$.n = * && $.n != foo", ['{"n":1e309}'], ['{"n":"foo"}']],
  ["a number too small for doubles is zero", "$.n = 0", ['{"n":1e-999}'], ['{"n":1e-300}']],

  [
    "* is any string or number",
    "$.u = *",
    ['{"u":""}', '{"u":"x"}', '{"u":0}'],
    ["{}", '{"u":null}', '{"u":false}', '{"u":{}}', '{"u":[1]}'],
  ],
  ["* means the same in quotes", '$.u = "*"', ['{"u":""}', '{"u":0.5}'], ["{}", '{"u":null}', '{"u":true}']],
  [
    "a trailing * is a prefix",
    "$.u = Dele*",
    ['{"u":"Delete"}', '{"u":"Dele"}'],
    ['{"u":"xDele"}', '{"u":"Del"}', '{"u":"delete"}'],
  ],
  [
    "a leading * is a suffix",
    '$.u = "*Operation"',
    ['{"u":"Operation"}', '{"u":"My.Operation"}'],
    ['{"u":"Operations"}'],
  ],
  ["* on both sides is a part", "$.u = *ss*", ['{"u":"pass"}', '{"u":"ss"}', '{"u":"assess"}'], ['{"u":"s s"}']],
  [
    "the parts around an inner * do not overlap",
    "$.u = ab*ba",
    ['{"u":"abba"}', '{"u":"ab..ba"}'],
    ['{"u":"aba"}', '{"u":"abbaX"}'],
  ],
  [
    "several inner parts come in order",
    '$.u = "a*b*c*d"',
    ['{"u":"abcd"}', '{"u":"a1b2c3d"}'],
    ['{"u":"acbd"}', '{"u":"abd"}'],
  ],
  ["a wildcard looks at the rendering of a number", "$.n = 4*", ['{"n":404}', '{"n":4.5}'], ['{"n":500}', '{"n":-4}']],
  ["!= with a wildcard", "$.u != Dele*", ['{"u":"Create"}', '{"u":1}'], ['{"u":"Delete"}', "{}", '{"u":null}']],
  ["a literal * takes a regular expression", "$.u = %^\\*$%", ['{"u":"*"}'], ['{"u":"x"}', '{"u":"**"}']],

  ["a regular expression is searched for", "$.u = %b.d%", ['{"u":"abcde"}'], ['{"u":"bd"}', '{"u":null}', "{}"]],
  [
    "a regular expression sees the rendering of a number",
    "$.n = %^40\\d$%",
    ['{"n":404}', '{"n":"404"}'],
    ['{"n":404.0}', '{"n":4040}'],
  ],
  [
    "a regular expression does not see the text of a number beyond doubles",
    "$.n = %1%",
    ['{"n":1e308}'],
    ['{"n":1e309}', '{"n":1e-999}'],
  ],
  [
    "!= with a regular expression needs something to look at",
    "$.u != %b%",
    ['{"u":"a"}', '{"u":1}'],
    ['{"u":"abc"}', '{"u":null}', '{"u":true}', "{}"],
  ],

  [
    "IS TRUE is true only",
    "$.u IS TRUE",
    ['{"u":true}'],
    ['{"u":"true"}', '{"u":1}', '{"u":false}', '{"u":[true]}', "{}"],
  ],
  ["IS FALSE is false only", "$.u IS FALSE", ['{"u":false}'], ['{"u":"false"}', '{"u":0}', '{"u":null}', "{}"]],
  ["= true is the text", "$.u = true", ['{"u":"true"}'], ['{"u":true}']],

  [
    "IS NULL is null or an array that begins with it",
    "$.u IS NULL",
    ['{"u":null}', '{"u":[null]}', '{"u":[null,"x"]}'],
    ["{}", '{"u":[]}', '{"u":["x",null]}', '{"u":[[null]]}', '{"u":"null"}', '{"u":{"x":null}}'],
  ],
  [
    "NOT EXISTS is the absence of the key",
    "$.u NOT EXISTS",
    ["{}", '{"U":1}'],
    ['{"u":null}', '{"u":""}', '{"u":[]}', '{"u":false}'],
  ],

  [
    "a wildcard over an array matches any element",
    "$.u[*] = x",
    ['{"u":["x"]}', '{"u":["y","x"]}', '{"u":{"k":"x"}}'],
    ['{"u":[]}', '{"u":"x"}', '{"u":[["x"]]}', "{}"],
  ],
  [
    "a wildcard over an object matches any value",
    "$.u.* = x",
    ['{"u":{"k":"x"}}', '{"u":["x"]}'],
    ['{"u":{"x":"k"}}', "{}"],
  ],
  ["a wildcard at the root", "$.* = x", ['{"a":1,"b":"x"}'], ['{"a":{"b":"x"}}', "{}"]],
  [
    "a wildcard before more steps",
    "$.u[*].k = x",
    ['{"u":[{"k":"y"},{"k":"x"}]}', '{"u":{"a":{"k":"x"}}}'],
    ['{"u":[{"j":"x"}]}', '{"u":[["x"]]}'],
  ],
  ["a wildcard and an order", "$.u[*] > 5", ['{"u":[1,6]}'], ['{"u":[1,"6"]}', '{"u":[]}']],
  [
    "a wildcard and != mean that no element equals",
    "$.u[*] != x",
    ['{"u":["y"]}', '{"u":[]}', '{"u":null}', '{"u":"x"}', '{"u":[null]}', '{"u":[true]}'],
    ['{"u":["y","x"]}', "{}"],
  ],
  [
    "a wildcard and != of a deeper field",
    "$.u[*].k != x",
    ['{"u":[{"k":"y"}]}', '{"u":[{}]}'],
    ['{"u":[{"k":"x"},{"k":"y"}]}', "{}"],
  ],
  [
    "a wildcard and NOT EXISTS mean that there is no element",
    "$.u[*] NOT EXISTS",
    ["{}", '{"u":[]}', '{"u":1}'],
    ['{"u":[null]}', '{"u":{"k":1}}'],
  ],
  [
    "a wildcard and NOT EXISTS of a deeper field",
    "$.u[*].k NOT EXISTS",
    ['{"u":[{}]}', "{}"],
    ['{"u":[{},{"k":null}]}'],
  ],
  [
    "a wildcard and IS NULL mean that an element is null",
    "$.u[*] IS NULL",
    ['{"u":["x",null]}'],
    ['{"u":null}', '{"u":[[null]]}', "{}"],
  ],
  [
    "a wildcard and IS TRUE mean that an element is true",
    "$.u[*] IS TRUE",
    ['{"u":[false,true]}'],
    ['{"u":["true"]}', '{"u":true}'],
  ],

  [
    "an index selects an element",
    "$.u[1] = x",
    ['{"u":["y","x"]}'],
    ['{"u":["x"]}', '{"u":{"1":"x"}}', '{"u":"yx"}', "{}"],
  ],
  ["an index out of range is absent", "$.u[3] NOT EXISTS", ['{"u":["y"]}', '{"u":{"3":1}}'], ['{"u":[0,0,0,null]}']],
  ["indexes follow each other", "$.u[1][0] = 5", ['{"u":[[1],[5]]}'], ['{"u":[[5],[1]]}']],
  [
    "an index out of range is neither equal nor different",
    "$.u[1] = x || $.u[1] != x",
    ['{"u":[1,2]}'],
    ['{"u":[1]}', "{}"],
  ],
  ["arrays have no length", "$.u.length NOT EXISTS", ['{"u":[1]}'], ['{"u":{"length":1}}']],

  ["a quoted key may hold anything", "$.['a.b c'] = x", ['{"a.b c":"x"}'], ['{"a":{"b c":"x"}}']],
  ["keys may hold hyphens", "$.a-b = x", ['{"a-b":"x"}'], ['{"a":"x"}']],
  [
    "inherited properties are no fields",
    "$.constructor NOT EXISTS && $.__proto__ NOT EXISTS",
    ["{}"],
    ['{"__proto__":1}', '{"constructor":1}', '{"__proto__":1.5}'],
  ],
  ["numbers have no fields", "$.n.render NOT EXISTS && $.n.* NOT EXISTS", ['{"n":1.5}'], ['{"n":{"render":1.5}}']],
  [
    "the last of two equal keys counts",
    "$.u = 2",
    ['{"u":1,"u":2}', '{"u":1.5,"u":2}'],
    ['{"u":2,"u":1}', '{"u":2,"u":1.5}'],
  ],
  ["an IP range is a prefix", "$.ip = 10.0.*", ['{"ip":"10.0.3.4"}'], ['{"ip":"10.1.3.4"}', '{"ip":10.0}']],

  ["&& needs both", "$.a = 1 && $.b = 2", ['{"a":1,"b":2}'], ['{"a":1}', '{"b":2}', '{"a":1,"b":1}']],
  ["|| needs one", "$.a = 1 || $.b = 2", ['{"a":1}', '{"b":2}'], ['{"a":2}', "{}"]],
  ["&& binds tighter than ||", "$.a = 1 || $.b = 2 && $.c = 3", ['{"a":1}', '{"b":2,"c":3}'], ['{"b":2}', '{"c":3}']],
  ["brackets bind tightest", "($.a = 1 || $.b = 2) && $.c = 3", ['{"a":1,"c":3}'], ['{"a":1}', '{"b":2}']],
  [
    "a list of names of one field",
    '($.a = x) || (($.a = "y") || $.b = z) || $.a = w*',
    ['{"a":"x"}', '{"a":"y"}', '{"b":"z"}', '{"a":"wow"}'],
    ['{"a":"z"}', '{"b":"x"}', '{"a":["x"]}'],
  ],
  [
    "a list of names of the elements of one field",
    "$.a[*] = x || $.a[*] = y",
    ['{"a":["z","y"]}'],
    ['{"a":["z"]}', '{"a":"x"}'],
  ],
  [
    "a list of names that numbers can equal",
    '$.a = "1" || $.a = "2"',
    ['{"a":2}', '{"a":"1"}'],
    ['{"a":2.0}', '{"a":12}'],
  ],
  ["a zero is a zero however it is written", "$.n = 0.00", ['{"n":0}', '{"n":0.0}'], ['{"n":0.001}']],
  ["a double in an array keeps its notation", '$.n[*] = "20.0"', ['{"n":[20.0]}', '{"n":[1, 20.0]}'], ['{"n":[20]}']],
];

describe.each(rows)("%s: { %s }", (_statement, condition, matching, others) => {
  const matches = compile(parse(`{ ${condition} }`));

  test.each(matching)("matches %s", (event) => {
    expect(matches(event)).toBe(true);
  });

  test.each(others)("does not match %s", (event) => {
    expect(matches(event)).toBe(false);
  });
});

/** Escapes of negation that AWS has no word for: `NOT (a = x)` is not `a != x` where a may be absent. */
describe("De Morgan", () => {
  const both = compile(parse("{ $.a != 1 && $.b != 2 }"));
  const either = compile(parse("{ $.a = 1 || $.b = 2 }"));

  test("holds where both fields are strings or numbers", () => {
    for (const a of [0, 1, "1", "x"])
      for (const b of [1, 2, "2", "x"]) expect(both(JSON.stringify({ a, b }))).toBe(!either(JSON.stringify({ a, b })));
  });

  test.each(["{}", '{"a":0}', '{"a":null,"b":0}', '{"a":true,"b":0}'])(
    "fails where a field is not there to compare: %s",
    (event) => {
      expect([both(event), either(event)]).toEqual([false, false]);
    },
  );

  test("holds for absent fields once they are asked for", () => {
    const careful = compile(parse("{ ($.a != 1 || $.a NOT EXISTS) && ($.b != 2 || $.b NOT EXISTS) }"));
    for (const event of ["{}", '{"a":0}', '{"a":1}', '{"b":2}', '{"b":3}', '{"a":1,"b":2}'])
      expect(careful(event)).toBe(!either(event));
  });
});

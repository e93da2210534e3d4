import { compile, parse, parseEvent } from "../../../src/filter-pattern";

const source = '{"a":"x","n":12345678901234567891,"l":[1.50]}';

test("one event serves patterns of every syntax", () => {
  const event = parseEvent(source);
  const patterns = ["{ $.a = x && $.n = 12345678901234567891 }", "[a = %x%, ...]", "12345", "%1\\.50%"];
  expect(patterns.map((pattern) => compile(parse(pattern))(event))).toEqual([true, true, true, true]);
});

test("an event is read once for any number of patterns", () => {
  const event = parseEvent(source);
  expect(event.json).toBe(event.json);
  expect(event.fields).toBe(event.fields);
});

test("a prepared event gives the same verdict as its text", () => {
  const matches = compile(parse("{ $.l[0] = 1.5 }"));
  expect(matches(source)).toBe(true);
  expect(matches(parseEvent(source))).toBe(true);
});

test("an object counts as the JSON object that it is", () => {
  const matches = compile(parse("{ $.a.b[0] = 1 && $.c IS NULL && $.d NOT EXISTS }"));
  expect(matches({ a: { b: [1] }, c: null, d: undefined })).toBe(true);
  expect(matches({ a: { b: [2] }, c: null })).toBe(false);
  expect(matches([{ a: 1 }])).toBe(false);
});

test("the numbers of an object are as exact as JavaScript's", () => {
  const event = { big: 2 ** 60, small: 1e-7, half: 0.5, over: JSON.parse("1e309") as number };
  const holds = (condition: string) => compile(parse(`{ ${condition} }`))(event);
  expect(holds("$.big = 1152921504606847000 && $.big > 1152921504606846975")).toBe(true);
  expect(holds("$.small = 1e-7 && $.half = 0.5 && $.half > 0.49999999999999999999")).toBe(true);
  expect(holds('$.half = "0.5"')).toBe(true);
  expect(holds("$.over > 0 || $.over = 1 || $.over != 1")).toBe(false);
  expect(holds("$.over = *")).toBe(true);
});

test("text patterns see an object as compact JSON", () => {
  expect(compile(parse('"{\\"a\\":[1,\\"b c\\"]}"'))({ a: [1, "b c"] })).toBe(true);
  expect(parseEvent({ a: undefined, b: [undefined] }).text).toBe('{"b":[null]}');
});

describe("JSON that has to be read number by number", () => {
  const holds = (event: string, condition = "$.x NOT EXISTS") => compile(parse(`{ ${condition} }`))(event);

  test.each([
    '{"n":1.5}',
    '{"n":[1.5,2E5,-0.0,1e+3,-1234567890123456789]}',
    ' {\t"n" :\r\n1.5 , "s" : "a\\u0041\\n\\"\\\\" , "t":true,"f":false,"z":null,"o":{},"l":[ ] } ',
    '{"n":{"n":[{"n":[[1.5]]}]}}',
  ])("is read: %s", (event) => {
    expect(holds(event)).toBe(true);
  });

  test.each([
    '{"n":1.5',
    '{"n":1.5}}',
    '{"n":1.5} x',
    '{"n":1.}',
    '{"n":01.5}',
    '{"n":+1.5}',
    '{"n":.5,"m":1.5}',
    '{"n":1.5e}',
    '{"n":1.5,}',
    '{"n":[1.5,]}',
    '{"n":[1.5}',
    '{"n":1.5]',
    '{"n":1.5 "m":1}',
    '{"n":1.5,"m"}',
    '{"n":1.5,"m" 1}',
    '{"n":1.5,m:1}',
    '{"n":1.5,"m":tru}',
    '{"n":1.5,"m":nulls}',
    '{"n":1.5,"m":"\\x"}',
    '{"n":1.5,"m":"\\',
    '{"n":1.5,"m":"a\nb"}',
    '{"n":1.5,"m":"a}',
    '{"n":1.5,"m":}',
    '{"n":1.5,"m":-}',
    '{"n":1.5\u00a0}',
  ])("is refused: %s", (event) => {
    expect(holds(event)).toBe(false);
  });

  test("keeps its texts", () => {
    const event = '{"n":1.5,"s":"a\\u0041\\n\\"\\\\/","l":["t",true,false,null]}';
    expect(
      holds(event, '$.s = "aA\n\\"\\\\/" && $.l[0] = t && $.l[1] IS TRUE && $.l[2] IS FALSE && $.l[3] IS NULL'),
    ).toBe(true);
  });

  test("keeps a key that is called __proto__", () => {
    expect(holds('{"n":1.5,"__proto__":{"x":1}}')).toBe(true);
    expect(holds('{"n":1.5,"__proto__":{"x":1}}', "$.__proto__.x = 1")).toBe(true);
  });
});

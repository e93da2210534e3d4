import fc from "fast-check";
import { RecordSplitter } from "../../../src/cli/report/json-stream/record-splitter";
import { WantedKeys } from "../../../src/cli/report/json-stream/wanted-keys";
import { Preselection } from "../../../src/cli/report/select/preselection";
import { type FilterPattern, compile, format, parse } from "../../../src/filter-pattern";
import { filterPattern, jsonPattern } from "../../support/filter-pattern-arbitraries";
import { eventFor, noisyText } from "../../support/noisy-json";

/** The filters that pre-selection lets through for one record. */
function candidates(patterns: readonly FilterPattern[], event: Buffer): readonly number[] {
  const keys = new WantedKeys();
  const preselection = new Preselection(patterns, keys);
  let found: readonly number[] | undefined;
  const splitter = new RecordSplitter({
    keys,
    record: (record) => (found = preselection.candidates(record)),
    other: () => {
      throw new Error("not an object");
    },
    problem: (reason) => {
      throw new Error(reason);
    },
  });
  splitter.push(event);
  splitter.end();
  return found!;
}

const selects = (pattern: string, event: string | Buffer) =>
  candidates([parse(pattern)], Buffer.from(event as string)).length === 1;

const noise = fc.array(fc.nat(60), { minLength: 1, maxLength: 40 });

test("every filter that matches an event is a candidate", () => {
  let matched = 0;
  let dropped = 0;
  fc.assert(
    fc.property(
      jsonPattern.chain((pattern) => fc.tuple(fc.constant(pattern), eventFor(pattern), noise)),
      fc.array(filterPattern, { maxLength: 2 }),
      ([pattern, tree, odd], others) => {
        const event = Buffer.from(noisyText(tree, odd));
        const found = candidates([...others, pattern], event);
        [...others, pattern].forEach((one, index) => {
          if (compile(one)(event.toString())) {
            matched++;
            if (!found.includes(index)) throw new Error(`dropped ${event.toString()} for ${format(one)}`);
          } else if (!found.includes(index)) dropped++;
        });
      },
    ),
    { numRuns: 5000 },
  );
  // Otherwise the property would prove nothing.
  expect(matched).toBeGreaterThan(500);
  expect(dropped).toBeGreaterThan(500);
});

test.each([
  ["another value", '{"eventName":"DescribeUsers"}'],
  ["no such key", '{"eventSource":"DeleteUser"}'],
  ["the value elsewhere", '{"name":"DeleteUser","eventName":"x"}'],
  ["a value of another kind", '{"eventName":["DeleteUser"]}'],
  ["the key as a value", '{"a":"eventName","b":"DeleteUser"}'],
])("an event is dropped with %s", (_, event) => {
  expect(selects("{ $.eventName = DeleteUser }", event)).toBe(false);
});

test.each([
  ["white space", '{ "eventName"\n :\t "DeleteUser" }'],
  ["an escape in the value", '{"eventName":"\\u0044eleteUser"}'],
  ["an escape in the key", '{"event\\u004eame":"DeleteUser"}'],
  ["the key twice", '{"eventName":"x","eventName":"DeleteUser"}'],
  ["the key deeper down first", '{"a":{"eventName":"x"},"eventName":"DeleteUser"}'],
])("an event is kept with %s", (_, event) => {
  expect(selects("{ $.eventName = DeleteUser }", event)).toBe(true);
});

test.each([
  ["of && the rarer part is asked for", "{ $.eventSource = x && $.eventName = y }", '{"eventSource":"x"}', false],
  ["the more frequent part of && is not", "{ $.eventSource = x && $.eventName = y }", '{"eventName":"y"}', true],
  ["a text is rarer than a wildcard", "{ $.a = x* && $.b = y }", '{"a":"xx","b":"z"}', false],
  ["a wildcard is rarer than a key", "{ $.a != x && $.b = y* }", '{"a":"v","b":"z"}', false],
  ["one part of || is enough", "{ $.a = x || $.b = y }", '{"a":"z","b":"y"}', true],
  [
    "|| of && asks for the same key of both",
    "{ ($.a = x && $.b = y) || ($.a = v && $.b = w) }",
    '{"a":"z","b":"y"}',
    false,
  ],
  ["|| of other keys asks for one of both", "{ $.a = x || $.b = y }", '{"a":"z","b":"z"}', false],
  ["|| with a part that asks for nothing asks for nothing", "{ $.a = x || $.b NOT EXISTS }", '{"b":"y"}', true],
  ["&& with a part that asks for nothing asks for the others", "{ $.a = x && $.b NOT EXISTS }", '{"a":"z"}', false],
  ["a wildcard may not match", "{ $.a = x*z }", '{"a":"xyy"}', false],
  ["a wildcard may match", "{ $.a = x*z }", '{"a":"xyz"}', true],
  ["a regular expression may not match", "{ $.a = %^x% }", '{"a":"yx"}', false],
  ["!= asks for the key", "{ $.a != x }", '{"b":"y"}', false],
  ["!= with a wildcard asks for its parent only", "{ $.a[*].b != x }", '{"a":1}', true],
  ["a number has many notations", "{ $.a = 1 }", '{"a":1.0}', true],
  ["a text may not be the number", "{ $.a = 1 }", '{"a":"2"}', false],
  ["an element asks for the key of its array", "{ $.a[0] = x }", '{"b":["x"]}', false],
  ["text patterns are always candidates", "DeleteUser", '{"a":1}', true],
])("%s", (_, pattern, event, expected) => {
  expect(selects(pattern, event)).toBe(expected);
});

test("broken UTF-8 is read as the replacement character, in keys and in values", () => {
  const broken = (event: string) => Buffer.from(event.replace("?", "\xff"), "latin1");
  expect(compile(parse('{ $.a = "\ufffd" }'))(broken('{"a":"?"}').toString())).toBe(true);
  expect(selects('{ $.a = "\ufffd" }', broken('{"a":"?"}'))).toBe(true);
  expect(selects("{ $.['\ufffd'] = 1 }", broken('{"?":1}'))).toBe(true);
});

test("values are recognised again, however many and however long they are", () => {
  const keys = new WantedKeys();
  const preselection = new Preselection([parse("{ $.a = *7 }")], keys);
  const long = "x".repeat(10_000);
  const found: number[] = [];
  const splitter = new RecordSplitter({
    keys,
    record: (record) => found.push(preselection.candidates(record).length),
    other: () => undefined,
    problem: () => undefined,
  });
  const events = Array.from(
    { length: 5000 },
    (_, i) => `{"a":"x${i}"}{"a":${i}}{"a":null}{"a":"${long}7"}{"a":"${long}8"}`,
  );
  for (let round = 0; round < 2; round++) for (const text of events) splitter.push(Buffer.from(text));
  expect(found).toHaveLength(50_000);
  found.forEach((count, index) => {
    const isSelected = [Math.floor(index / 5) % 10 === 7, true, false, true, false][index % 5]!;
    if (count !== Number(isSelected)) throw new Error(`${count} filters for event ${index}`);
  });
});

test("many alternatives of many parts are still excluded", () => {
  const part = (i: number) => `($.a = x${i} && $.b = y${i} && $.c = z${i})`;
  const pattern = `{ ${Array.from({ length: 20 }, (_, i) => part(i)).join(" || ")} }`;
  expect(selects(pattern, '{"a":"x19","b":"y19","c":"z19"}')).toBe(true);
  expect(selects(pattern, '{"a":"q","b":"q","c":"q"}')).toBe(false);
});

import fc from "fast-check";
import { RecordSplitter, type SplitterOptions } from "../../../src/cli/detections-report/record-splitter";

interface Found {
  readonly records: { readonly number: number; readonly text: string; readonly keys: string[] }[];
  readonly problems: string[];
  readonly held: number;
}

/** What the splitter finds in a text given in chunks of so many bytes. */
function split(text: string | Buffer, chunkBytes = Infinity, options: SplitterOptions = {}): Found {
  const found = { records: [] as Found["records"], problems: [] as string[], held: 0 };
  const splitter = new RecordSplitter(
    {
      record: ({ bytes, start, end, keys }, number) => {
        const text = bytes.toString("utf8", start, end);
        const names = Array.from({ length: keys.count }, (_, i) =>
          bytes.toString("utf8", start + keys.start(i), start + keys.end(i)),
        );
        found.records.push({ number, text, keys: names });
      },
      other: (_, number) => found.problems.push(`${number}: not an object`),
      problem: (reason, number) => found.problems.push(`${number ?? "-"}: ${reason}`),
    },
    options,
  );
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    // The same memory for every chunk, as a stream may do it.
    const chunk = Buffer.from(bytes.subarray(at, Math.min(at + chunkBytes, bytes.length)));
    splitter.push(chunk);
    chunk.fill("#");
    found.held = Math.max(found.held, splitter.held);
  }
  splitter.end();
  return found;
}

const texts = (found: Found) => found.records.map(({ text }) => JSON.parse(text) as unknown);

const a = { eventName: "A", nested: { list: [1, { x: "}]" }], 'quo"te': "\\" } };
const b = { eventName: "B", Records: "not an array" };

describe.each([
  ["an envelope", JSON.stringify({ Records: [a, b] })],
  ["an indented envelope", JSON.stringify({ Records: [a, b] }, null, 2)],
  ["an envelope with more in it", JSON.stringify({ before: { Records: [1] }, Records: [a, b], after: [{ c: 1 }] })],
  ["an array", JSON.stringify([a, b])],
  ["an indented array", JSON.stringify([a, b], null, "\t")],
  ["one record per line", `${JSON.stringify(a)}\n${JSON.stringify(b)}\n`],
  ["one record per line, as Windows ends lines", `${JSON.stringify(a)}\r\n${JSON.stringify(b)}\r\n`],
  ["records without anything between them", JSON.stringify(a) + JSON.stringify(b)],
  ["indented records one after the other", `${JSON.stringify(a, null, 2)}\n${JSON.stringify(b, null, 2)}`],
  ["one envelope per line", `${JSON.stringify({ Records: [a] })}\n${JSON.stringify({ Records: [b] })}`],
  ["a mark of the byte order", `\ufeff${JSON.stringify({ Records: [a, b] })}`],
])("%s", (_, text) => {
  test.each([Infinity, 1, 2, 3, 7, 16])("gives its records in chunks of %p bytes", (chunkBytes) => {
    const found = split(text, chunkBytes);
    expect(texts(found)).toEqual([a, b]);
    expect(found.records).toMatchObject([
      { number: 1, keys: ["eventName", "nested", "list", "x", 'quo\\"te'] },
      { number: 2, keys: ["eventName", "Records"] },
    ]);
    expect(found.problems).toEqual([]);
  });
});

test("an envelope may be empty, a file may not", () => {
  expect(split('{"Records":[]}')).toMatchObject({ records: [], problems: [] });
  expect(split("")).toMatchObject({ records: [], problems: ["-: empty"] });
  expect(split(" \n")).toMatchObject({ records: [], problems: ["-: empty"] });
});

test.each(["Events", "events", "logEvents", "configurationItems"])("%s is an envelope as well", (key) => {
  expect(texts(split(JSON.stringify({ a: 1, [key]: [a, b], NextToken: "x", more: [{ c: 1 }] }), 5))).toEqual([a, b]);
});

test.each([Infinity, 1, 9])("a time before each line is skipped, in chunks of %p bytes", (chunkBytes) => {
  const line = (record: object) => `2024-01-01T00:00:00.000Z ${JSON.stringify(record)}\n`;
  const found = split(line(a) + line(b), chunkBytes, { isStamped: true });
  expect(texts(found)).toEqual([a, b]);
  expect(found.problems).toEqual([]);
});

test("only a key that is Records makes an envelope", () => {
  for (const record of [
    { myRecords: [{}] },
    { 'my"Records': [{}] },
    { a: "Records", b: [{}] },
    { Records: { a: [{}] } },
  ])
    expect(texts(split(JSON.stringify(record)))).toEqual([record]);
});

test.each([
  ["an array", '[1,{"a":1},"x",null,[{}],{"b":2}]', ["1", "3", "4", "5"]],
  ["an envelope", '{"Records":["x",{"a":1},true,{"b":2},-1.5]}', ["1", "3", "5"]],
  ["lines", '"x"\n{"a":1}\n3\n{"b":2}\nnull', ["1", "3", "5"]],
])("what is no object in %s is told by its number, and left out", (_, text, numbers) => {
  const found = split(text);
  expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
  expect(found.problems).toEqual(numbers.map((number) => `${number}: not an object`));
});

describe.each([Infinity, 1, 5])("in chunks of %p bytes", (chunkBytes) => {
  test.each([
    ["text", "hello, world"],
    ["a string that is not closed", '{"c":"x'],
    ["an object that is not closed", '{"c":{"d":1}'],
    ["the wrong bracket", '{"c":[1}'],
    ["no comma", '{"c":1 "d":2}'],
    ["no colon", '{"c" 1}'],
    ["no key", "{1:2}"],
    ["a comma too many", '{"c":1,}'],
    ["markup", "<html>"],
  ])("a line with %s costs that line only", (_, line) => {
    const found = split(`{"a":1}\n${line}\n{"b":2}\n`, chunkBytes);
    expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(found.problems[0]).toMatch(/^2: not/);
    expect(found.problems).toHaveLength(1);
    expect(found.records.map(({ number }) => number)).toEqual([1, 3]);
  });

  test.each([
    ["an array", '[{"a":1},{"b":2},{"c":]},{"d":4}]'],
    ["an envelope", '{"Records":[{"a":1},{"b":2},{"c":]},{"d":4}]}'],
  ])("%s is read up to what is not JSON", (_, text) => {
    const found = split(text, chunkBytes);
    expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(found.problems).toEqual(["3: not JSON from here on, the rest is not read"]);
  });

  test("an input that ends within a record gives the records before it", () => {
    const found = split('{"Records":[{"a":1},{"b":2},{"c":"x', chunkBytes);
    expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(found.problems).toEqual(["3: the input ends too early"]);
  });

  test("a record of more bytes than the limit is left out, one of just as many is not", () => {
    const fits = `{"a":"${"x".repeat(92)}"}`;
    const record = `{"a":"${"x".repeat(93)}"}`;
    expect(Buffer.byteLength(fits)).toBe(100);
    const found = split(`${fits}\n${record}\n{"b":2}`, chunkBytes, { maxRecordBytes: 100 });
    expect(found.records.map(({ number }) => number)).toEqual([1, 3]);
    expect(found.problems).toEqual(["2: longer than 100 bytes, not read"]);
  });
});

test("no more is held than the limit, however long a record is", () => {
  for (const text of [`{"a":"${"x".repeat(100_000)}"}`, `[${'{"a":[1,2,{}]},'.repeat(10_000)}1]`, "x".repeat(100_000)])
    expect(split(text, 64, { maxRecordBytes: 1000 }).held).toBeLessThanOrEqual(1000);
});

test("nesting beyond what anybody writes is refused, not followed", () => {
  expect(split(`${"[".repeat(1_000_000)}`).problems).toEqual(["1: not JSON from here on, the rest is not read"]);
});

test("chunks make no difference, and records are what JSON.parse finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      fc.nat(3),
      fc.integer({ min: 1, max: 9 }),
      (records, form, bytes) => {
        const indent = form % 2;
        const text =
          form < 2 ? JSON.stringify({ Records: records }, null, indent) : JSON.stringify(records, null, indent);
        const found = split(text, bytes);
        expect(texts(found)).toEqual(records.map((record) => JSON.parse(JSON.stringify(record)) as unknown));
        expect({ ...found, held: 0 }).toEqual({ ...split(text), held: 0 });
      },
    ),
  );
});

test("no bytes make it throw", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "\\",
    "\n",
    "1",
    "x",
    '"Records":[',
    '{"a":1}',
    "\u0000",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (pieces, bytes) => {
      const whole = split(pieces.join(""));
      expect({ ...split(pieces.join(""), bytes), held: 0 }).toEqual({ ...whole, held: 0 });
    }),
    { numRuns: 2000 },
  );
});

import fc from "fast-check";
import { RecordSplitter, type SplitterOptions } from "../../../src/cli/report/json-stream/record-splitter";
import { WantedKeys } from "../../../src/cli/report/json-stream/wanted-keys";

/** The keys that are looked for; none of the others is found. */
const names = ["eventName", "eventTime", "nested", "list", "x", "ab", "", "Records", "a"];
const keys = new WantedKeys();
const numbers = names.map((name) => keys.add(name));

interface Found {
  readonly records: {
    readonly number: number;
    readonly text: string;
    readonly keys: string[];
    readonly own: string[];
  }[];
  readonly problems: string[];
  readonly held: number;
}

/** What the splitter finds in a text given in chunks of so many bytes. */
function split(text: string | Buffer, chunkBytes = Infinity, options: SplitterOptions = {}): Found {
  const found = { records: [] as Found["records"], problems: [] as string[], held: 0 };
  const splitter = new RecordSplitter(
    {
      keys,
      record: ({ bytes, start, end, keys }, number) => {
        const text = bytes.toString("utf8", start, end);
        const wanted = Array.from({ length: keys.count }, (_, i) => {
          // The key is what is between the quotes.
          expect(bytes.toString("utf8", start, start + keys.end(i) + 1)).toMatch(
            new RegExp(`"${name(keys.number(i))}"$`),
          );
          return name(keys.number(i));
        });
        const own = names.filter((_, i) => keys.ownEnd(numbers[i]!) !== -1);
        found.records.push({ number, text, keys: [...(keys.hasEscape ? ["an escape"] : []), ...wanted], own });
      },
      other: (_, number) => found.problems.push(`${number}: not an object`),
      problem: (reason, number) => found.problems.push(`${number ?? "-"}: ${reason}`),
    },
    options,
  );
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    // The same memory for every chunk, as a stream may reuse it.
    const chunk = Buffer.from(bytes.subarray(at, Math.min(at + chunkBytes, bytes.length)));
    splitter.push(chunk);
    chunk.fill("#");
    found.held = Math.max(found.held, splitter.held);
  }
  splitter.end();
  return found;
}

function name(number: number): string {
  return names[numbers.indexOf(number)]!;
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
  ["one record per line, with the line ends of Windows", `${JSON.stringify(a)}\r\n${JSON.stringify(b)}\r\n`],
  ["records with nothing between them", JSON.stringify(a) + JSON.stringify(b)],
  ["indented records in a row", `${JSON.stringify(a, null, 2)}\n${JSON.stringify(b, null, 2)}`],
  ["one envelope per line", `${JSON.stringify({ Records: [a] })}\n${JSON.stringify({ Records: [b] })}`],
  ["a byte order mark", `\ufeff${JSON.stringify({ Records: [a, b] })}`],
])("%s", (_, text) => {
  test.each([Infinity, 1, 2, 3, 7, 16])("its records are found in chunks of %p bytes", (chunkBytes) => {
    const found = split(text, chunkBytes);
    expect(texts(found)).toEqual([a, b]);
    expect(found.records).toMatchObject([
      { number: 1, keys: ["an escape", "eventName", "nested", "list", "x"], own: ["eventName", "nested"] },
      { number: 2, keys: ["eventName", "Records"], own: ["eventName", "Records"] },
    ]);
    expect(found.problems).toEqual([]);
  });
});

describe.each([Infinity, 1, 2, 3, 5])("in chunks of %p bytes", (chunkBytes) => {
  test("wanted keys are found at every depth, in any notation but that with an escape", () => {
    const [record] = split(
      ' { "":1,"b":"\\"a\\":1", "ab" : [{"a"\r\n:\t{"x":{},"eventTim":1}}] ,"\\u0061":2,"x\\"":3,"eventTime":"eventName"}',
      chunkBytes,
    ).records;
    expect(record).toMatchObject({
      keys: ["an escape", "", "ab", "a", "x", "eventTime"],
      own: ["eventTime", "ab", ""],
    });
  });

  test("of a key that a record has twice, the last is its own", () => {
    const text = '{"a":1,"b":{"a":2},"a":3,"c":{"a":4}}';
    const ends: number[] = [];
    const splitter = new RecordSplitter({
      keys,
      record: ({ keys }) => ends.push(keys.count, keys.ownEnd(numbers[names.indexOf("a")]!)),
      other: () => undefined,
      problem: () => undefined,
    });
    for (let at = 0; at < text.length; at += Math.min(chunkBytes, text.length))
      splitter.push(Buffer.from(text.slice(at, at + chunkBytes)));
    expect(ends).toEqual([4, text.lastIndexOf('"a":3') + 2]);
  });

  test("any number of wanted keys is found", () => {
    const [record] = split(`{${'"a":"x",'.repeat(1000)}"b":1}`, chunkBytes).records;
    expect(record!.keys).toHaveLength(1000);
  });

  test("numbers and words continue in the next chunk", () => {
    expect(texts(split('[{"c":[-1.5e+3,true,null],"d":12}]', chunkBytes))).toEqual([{ c: [-1500, true, null], d: 12 }]);
  });

  test.each(["\u0000", "\n", "\u001f"])("a control character in a string is not JSON: %j", (character) => {
    for (const place of [`{"k${character}":1}`, `{"k":"some text${character}"}`, `{"k":["a${character}"]}`])
      expect(split(`[${place}]`, chunkBytes).problems).toEqual(["1: not JSON from here on, the rest is not read"]);
  });

  test("a string of any length ends at its quote, whatever is around it", () => {
    for (let length = 0; length < 12; length++)
      for (const text of [
        "x".repeat(length),
        `${"x".repeat(length)}\\"`,
        `\\\\${"é".repeat(length)}`,
        "\u007f".repeat(length),
      ])
        expect(texts(split(`[{"k${text}":"${text}","l":"${text}"}]`, chunkBytes))).toEqual(
          JSON.parse(`[{"k${text}":"${text}","l":"${text}"}]`),
        );
  });
});

test("an envelope may be empty, a file may not", () => {
  expect(split('{"Records":[]}')).toMatchObject({ records: [], problems: [] });
  expect(split("")).toMatchObject({ records: [], problems: ["-: empty"] });
  expect(split(" \n")).toMatchObject({ records: [], problems: ["-: empty"] });
});

test.each(["Events", "events", "logEvents", "configurationItems"])("an array under %s is an envelope", (key) => {
  expect(texts(split(JSON.stringify({ a: 1, [key]: [a, b], NextToken: "x", more: [{ c: 1 }] }), 5))).toEqual([a, b]);
});

test.each([Infinity, 1, 9])("a time before each line is skipped, in chunks of %p bytes", (chunkBytes) => {
  const line = (record: object) => `2024-01-01T00:00:00.000Z ${JSON.stringify(record)}\n`;
  const found = split(line(a) + line(b), chunkBytes, { isStamped: true });
  expect(texts(found)).toEqual([a, b]);
  expect(found.problems).toEqual([]);
});

test("no other key or value makes an envelope", () => {
  for (const record of [
    { myRecords: [{}] },
    { 'my"Records': [{}] },
    { a: { Records: [{}] } },
    { "Records\\": [{}] },
    { a: "Records", b: [{}] },
    { Records: { a: [{}] } },
  ])
    expect(texts(split(JSON.stringify(record)))).toEqual([record]);
});

test.each([
  ["an array", '[1,{"a":1},"x",null,[{}],{"b":2}]', ["1", "3", "4", "5"]],
  ["an envelope", '{"Records":["x",{"a":1},true,{"b":2},-1.5]}', ["1", "3", "5"]],
  ["lines", '"x"\n{"a":1}\n3\n{"b":2}\nnull', ["1", "3", "5"]],
])("a value in %s that is not an object is reported by its number and skipped", (_, text, numbers) => {
  const found = split(text);
  expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
  expect(found.problems).toEqual(numbers.map((number) => `${number}: not an object`));
});

describe.each([Infinity, 1, 5])("in chunks of %p bytes", (chunkBytes) => {
  test.each([
    ["text", "hello, world"],
    ["an unclosed string", '{"c":"x'],
    ["an unclosed object", '{"c":{"d":1}'],
    ["the wrong bracket", '{"c":[1}'],
    ["no comma", '{"c":1 "d":2}'],
    ["no colon", '{"c" 1}'],
    ["no key", "{1:2}"],
    ["a trailing comma", '{"c":1,}'],
    ["markup", "<html>"],
  ])("a line with %s costs only that line", (_, line) => {
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

  test("an input that ends within a record returns the records before it", () => {
    const found = split('{"Records":[{"a":1},{"b":2},{"c":"x', chunkBytes);
    expect(texts(found)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(found.problems).toEqual(["3: the input ends too early"]);
  });

  test("a record longer than the limit is skipped, one of that length is not", () => {
    const fits = `{"a":"${"x".repeat(92)}"}`;
    const record = `{"a":"${"x".repeat(93)}"}`;
    expect(Buffer.byteLength(fits)).toBe(100);
    const longer = `{"a":"${"x".repeat(1000)}"}`;
    const found = split(`${fits}\n${record}\n${longer}\n{"b":2}`, chunkBytes, { maxRecordBytes: 100 });
    expect(found.records.map(({ number }) => number)).toEqual([1, 4]);
    expect(found.problems).toEqual([2, 3].map((number) => `${number}: longer than 100 bytes, not read`));
  });
});

test("no more bytes are held than the limit, for records of any length", () => {
  for (const text of [`{"a":"${"x".repeat(100_000)}"}`, `[${'{"a":[1,2,{}]},'.repeat(10_000)}1]`, "x".repeat(100_000)])
    expect(split(text, 64, { maxRecordBytes: 1000 }).held).toBeLessThanOrEqual(1000);
});

test("a million brackets are reported, not followed", () => {
  expect(split(`${"[".repeat(1_000_000)}`).problems).toEqual(["1: not JSON from here on, the rest is not read"]);
});

test("records are those of JSON.parse, in chunks of any size", () => {
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

test("any bytes are split without an exception, in chunks of any size", () => {
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

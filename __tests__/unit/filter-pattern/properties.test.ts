import fc from "fast-check";
import { compile, format, limits, lint, parse, parseEvent } from "../../../src/filter-pattern";
import { eventText, filterPattern, jsonPattern } from "../../support/filter-pattern-arbitraries";

/** A tree without its positions. */
function shape(node: unknown): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key === "start" || key === "end" ? undefined : value)),
  );
}

test("parsing what was formatted gives the same tree", () => {
  fc.assert(
    fc.property(filterPattern, (pattern) => {
      expect(shape(parse(format(pattern)))).toEqual(shape(pattern));
    }),
    { numRuns: 500 },
  );
});

test("formatting what was parsed changes no verdict", () => {
  fc.assert(
    fc.property(jsonPattern, eventText, (pattern, event) => {
      expect(compile(parse(format(pattern)))(event)).toBe(compile(pattern)(event));
    }),
    { numRuns: 500 },
  );
});

test("any text is either read or refused with a position in it", () => {
  const fragments = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "$.",
    "$",
    "a",
    "1",
    '"',
    "%",
    "&&",
    "||",
    "=",
    "!=",
    "<",
    ",",
  );
  const more = fc.constantFrom(" ", "\n", "IS", "NULL", "NOT EXISTS", ".", "...", "*", "-", "?", "'", "\\", "é", ":");
  const text = fc.array(fc.oneof(fragments, more, fc.string({ maxLength: 2 }))).map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((body) => `{${body}}`),
        text.map((body) => `[${body}]`),
      ),
      (pattern) => {
        try {
          const tree = parse(pattern);
          limits(tree);
          lint(tree);
          compile(tree)(pattern);
        } catch (error) {
          expect(error).toMatchObject({ name: "FilterPatternError", pattern });
          const { offset } = error as { offset: number };
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(pattern.length);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("no event makes a pattern throw", () => {
  const events = fc.oneof(eventText, fc.json(), fc.string(), fc.object(), fc.array(fc.jsonValue()));
  fc.assert(
    fc.property(filterPattern, events, (pattern, event) => {
      expect(typeof compile(pattern)(event)).toBe("boolean");
    }),
    { numRuns: 1000 },
  );
});

test("a prepared event and its text get the same verdict", () => {
  fc.assert(
    fc.property(filterPattern, eventText, (pattern, event) => {
      expect(compile(pattern)(parseEvent(event))).toBe(compile(pattern)(event));
    }),
  );
});

test("an object and its text get the same verdict where every number is a small integer", () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false, "a", "1", "null"),
      fc.integer(),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c-d", "e f"), tie("node")),
    ),
  })).node;
  fc.assert(
    fc.property(jsonPattern, fc.dictionary(fc.constantFrom("a", "b"), value), (pattern, event) => {
      const matches = compile(pattern);
      expect(matches(event)).toBe(matches(JSON.stringify(event)));
      // The first text looks as if it held a fraction, which calls for the parser that keeps the texts of numbers. A
      // wildcard at the top would look at the text itself.
      if (format(pattern).includes("$.*")) return;
      expect(matches(JSON.stringify({ ...event, zz: "[1.5" }))).toBe(matches(JSON.stringify({ ...event, zz: "(1.5" })));
    }),
    { numRuns: 500 },
  );
});

test("JSON is what JSON.parse takes, fractions or not", () => {
  const broken = fc
    .tuple(eventText, fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "\\", "1", "-", ".5", " ", "e", "\u0000"))
    .map(([text, at, insert]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + insert + text.slice(cut + (at % 2));
    });
  const isObject = compile(parse("{ $.none NOT EXISTS }"));
  fc.assert(
    fc.property(broken, (text) => {
      let expected: boolean;
      try {
        const value: unknown = JSON.parse(text);
        expected = typeof value === "object" && value !== null && !Array.isArray(value);
      } catch {
        expected = false;
      }
      expect(isObject(text)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test("what a finding proposes parses", () => {
  const words = fc.array(fc.constantFrom("a", '"b \\" c"', "-", "?", " ", "é.d")).map((parts) => parts.join(""));
  const read = (text: string) => {
    try {
      return parse(text);
    } catch {
      return parse("");
    }
  };
  const pattern = fc.oneof(words, filterPattern.map(format));
  fc.assert(
    fc.property(pattern, (text) => {
      for (const { start, end, fix } of lint(read(text)))
        if (fix !== undefined) expect(() => parse(text.slice(0, start) + fix + text.slice(end))).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});

test("findings of certainty are certain", () => {
  fc.assert(
    fc.property(jsonPattern, eventText, (pattern, event) => {
      const messages = lint(parse(format(pattern)), {
        requiredTexts: new Set(),
        texts: new Set(),
        booleans: new Set(),
      }).map(({ message }) => message);
      if (messages.includes("no event can match, the conditions contradict each other"))
        expect(compile(pattern)(event)).toBe(false);
      if (messages.includes("every event matches")) expect(compile(pattern)(event)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

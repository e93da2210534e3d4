import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, parse, parseEvent } from "../../../src/filter-pattern";
import { readRules } from "../../../src/sigma";
import { pythonTool } from "../../support/python-tools";
import { describeWith } from "../../support/requirements";
import { differences } from "../../support/sigma-rules/differences";
import { eventsOfRules } from "../../support/sigma-rules/events";

const support = join(__dirname, "../../support");
const folder = join(support, "sigma-rules");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .map((name) => join(folder, name));
const read = files.map((file) => readRules(readFileSync(file, "utf8")));
const rules = read.flatMap((one) => one.rules);
const matchersByTitle = new Map(rules.map(({ title, pattern }) => [title, compile(parse(pattern))]));
const isMatch = (title: string, event: unknown) => matchersByTitle.get(title)!(parseEvent(JSON.stringify(event)));

type Change = keyof typeof differences | "none" | "absent" | "longer" | "other";

/** An event, and how it came from one that was written. */
interface Variation {
  readonly change: Change;
  readonly event: unknown;
}

/** What may stand where a value stands. */
function replacements(value: unknown): readonly (readonly [Change, unknown])[] {
  return [
    ["absent", undefined],
    ["null", null],
    ["list", [value]],
    ["object", { a: value }],
    ["boolean", true],
    [typeof value === "number" ? "text" : "other", "other"],
    ...(typeof value === "string"
      ? ([
          ["upper case", value.toUpperCase()],
          ["longer", `${value}x`],
          ["longer", `x${value}`],
          ["other", ""],
        ] as const)
      : []),
    ...(typeof value === "number"
      ? ([
          ["other", value + 1],
          ["other", value - 1],
          ["text", String(value)],
          ["text", ""],
        ] as const)
      : []),
    ...(typeof value === "boolean"
      ? ([
          ["other", !value],
          ["other", String(value)],
        ] as const)
      : []),
  ];
}

/** A value with one value in it replaced, in every way. */
function* variationsOf(value: unknown): Generator<readonly [Change, unknown]> {
  if (typeof value !== "object" || value === null) {
    yield* replacements(value);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    for (const [change, other] of variationsOf(inner)) {
      if (Array.isArray(value))
        yield [change, value.map((one, index) => (index === Number(key) ? (other ?? null) : one))];
      else yield [change, { ...value, [key]: other }];
    }
}

const variations = Object.values(eventsOfRules).flatMap(({ matches, misses }) =>
  [...matches, ...misses].flatMap((event): Variation[] => [
    { change: "none", event },
    ...[...variationsOf(event)].map(([change, changed]) => ({ change, event: changed })),
  ]),
);

test("all rules are taken, and each has events", () => {
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  expect(rules.length).toBeGreaterThanOrEqual(30);
  expect(rules.map(({ title }) => title).sort()).toEqual(Object.keys(eventsOfRules).sort());
});

test.each(Object.entries(eventsOfRules))("%s", (title, { matches, misses }) => {
  expect(matches.map((event) => isMatch(title, event))).toEqual(matches.map(() => true));
  expect(misses.map((event) => isMatch(title, event))).toEqual(misses.map(() => false));
});

describeWith({ pySigma: true }, "filter patterns of Sigma rules", () => {
  test("decide as pySigma does, except for the differences that are listed, each of which there is", () => {
    const input = JSON.stringify({ files, events: variations.map(({ event }) => event) });
    const output = execFileSync(pythonTool("python"), [join(support, "sigma_judge.py")], { input, encoding: "utf8" });
    const verdicts = JSON.parse(output) as Record<string, readonly number[]>;
    const found = rules.flatMap(({ title }) => {
      const judged = new Set(verdicts[title]);
      return variations.flatMap(({ change, event }, index) =>
        judged.has(index) === isMatch(title, event) ? [] : [{ title, change, event, sigma: judged.has(index) }],
      );
    });
    const isListed = ({ change }: { readonly change: Change }) => change in differences;
    expect(found.filter((one) => !isListed(one)).slice(0, 20)).toEqual([]);
    expect([...new Set(found.map(({ change }) => change))].sort()).toEqual(Object.keys(differences).sort());
  });
});

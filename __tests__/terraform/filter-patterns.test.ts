import fc from "fast-check";
import { detections } from "../../src/detections";
import { FilterPatternError, format, limits, parse } from "../../src/filter-pattern";
import { filterPatternCondition } from "../../src/terraform/filter-pattern-condition";
import { filterPattern, jsonPattern } from "../support/filter-pattern-arbitraries";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

/** Why the parser refuses a pattern, if it does, with the limit of regular expressions. */
function refusal(pattern: string): string | undefined {
  try {
    return limits(parse(pattern)).errors.find(({ code }) => code === "regexes")?.message;
  } catch (error) {
    if (error instanceof FilterPatternError) return error.message;
    throw error;
  }
}

const valid = fc.oneof(filterPattern, jsonPattern).map((pattern) => format(pattern));
/** Texts that nearly are patterns: one character lost, put in or moved, and heaps of what patterns are made of. */
const damaged = fc
  .tuple(valid, fc.nat(), fc.constantFrom("", "(", ")", "{", "}", "[", "]", '"', "%", "\\", "'", "&&", "||", "=", "x"))
  .map(([pattern, at, put]) => {
    const where = at % (pattern.length + 1);
    return pattern.slice(0, where) + put + pattern.slice(where + (at % 2));
  });
const parts = fc.constantFrom(
  ...["{", "}", "[", "]", "(", ")", "$.a", "$.['x\"y']", "$", "a", "1", '"b"', '"', "%c%", "%", "&&", "||", "=", "!="],
  ...[
    "<",
    ",",
    " ",
    "\n",
    "\u00a0",
    "IS NULL",
    "NOT EXISTS",
    "...",
    ".*",
    "[0]",
    "-",
    "?",
    "'",
    "\\",
    "é",
    "+",
    "\u0001",
  ],
);
const heap = fc.array(parts, { maxLength: 12 }).map((some) => some.join(""));

describeWith({ terraform: true }, "filter patterns in a validation of the module", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  async function verdicts(patterns: readonly string[]): Promise<boolean[]> {
    workspace = new TerraformWorkspace({
      "patterns.json": JSON.stringify(patterns),
      "main.tf.json": JSON.stringify({
        output: {
          verdicts: {
            value: `\${[for text in jsondecode(file("\${path.module}/patterns.json")) : ${filterPatternCondition("text")}]}`,
          },
        },
      }),
    });
    await workspace.init();
    await workspace.apply();
    return (await workspace.outputs())["verdicts"] as boolean[];
  }

  test("the parser refuses what Terraform refuses, and Terraform refuses every pattern with unbalanced brackets or quotes", async () => {
    const generated = fc.sample(
      fc.oneof(
        { arbitrary: valid, weight: 3 },
        damaged,
        damaged.map((text) => `{ ${text} }`),
        heap,
        heap.map((text) => `{${text}}`),
      ),
      4000,
    );
    const catalogue = detections.flatMap(({ filters }) => Object.values(filters) as string[]);
    const patterns = [...new Set([...catalogue, ...generated])].filter((text) => !/\p{Surrogate}/u.test(text));
    const accepted = await verdicts(patterns);
    const good = patterns.filter((text) => refusal(text) === undefined);
    expect(good.length).toBeGreaterThan(500);
    expect(patterns.filter((_, index) => !accepted[index]).filter((text) => good.includes(text))).toEqual([]);
    // In the two syntaxes with brackets; Terraform does not compare the names of fields.
    const bad = patterns.filter((text, index) => accepted[index] && /^\s*[{[]/.test(text) && !good.includes(text));
    expect(bad.map(refusal).filter((reason) => !/own name|only once/.test(reason!))).toEqual([]);
  });
});

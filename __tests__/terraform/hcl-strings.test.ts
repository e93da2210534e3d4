import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hclIn, hclString } from "../../src/terraform/hcl";
import { describeWith } from "../support/requirements";
import { EmptyStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

/** Every control character, what JavaScript or HCL gives a meaning of its own, and any text made of such. */
const characters = [
  ...Array.from({ length: 0xa0 }, (_, code) => String.fromCodePoint(code)),
  ...[
    "\u00ad",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\u{1f600}",
    "\u{10ffff}",
    "${",
    "%{",
    "$${",
    "$$",
    "%%",
  ],
];
const pieces = fc.constantFrom(
  ...characters,
  "${",
  "%{",
  "$",
  "%",
  "{",
  "}",
  "\\",
  '"',
  "\\b",
  "${var.x}",
  "~}",
  "EOT\n",
);
const texts = [
  ...characters,
  ...fc.sample(fc.string({ unit: "binary", maxLength: 20 }), 200),
  ...fc.sample(
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")),
    500,
  ),
];

/** Terraform knows text in its composed form only. */
const composed = (values: readonly string[]) => values.map((value) => value.normalize());

describeWith({ terraform: true }, "a string of HCL", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  async function evaluated(files: Readonly<Record<string, string>>): Promise<unknown> {
    workspace = new TerraformWorkspace(files);
    await workspace.init();
    await workspace.apply();
    // What it prints loses whatever steers a terminal.
    const state = readFileSync(join(workspace.directory, "terraform.tfstate"), "utf8");
    return (JSON.parse(state) as { outputs: { value: { value: unknown } } }).outputs.value.value;
  }

  test("has the same value in Terraform, in a file", async () => {
    const value = `[\n${texts.map((text) => `${hclString(text)},\n`).join("")}]`;
    expect(await evaluated({ "main.tf": `output "value" {\n  value = ${value}\n}\n` })).toEqual(composed(texts));
  });

  test("has the same value in Terraform, as a value and a name in an expression", async () => {
    const hcl = hclIn(new EmptyStack());
    const plain = texts.filter((text) => !/[$%]\{/.test(text));
    const named = Object.fromEntries(plain.map((text, index) => [`${index} ${text}`, text]));
    const value = hcl`[for name, text in ${named} : [name, text]]`;
    const output = await evaluated({ "main.tf.json": JSON.stringify({ output: { value: { value } } }) });
    const sorted = (pairs: readonly (readonly string[])[]) =>
      [...pairs].sort(([a = ""], [b = ""]) => parseInt(a) - parseInt(b));
    expect(sorted(output as string[][])).toEqual(Object.entries(named).map(composed));
  });

  test("has no half of a surrogate pair, which Terraform cannot have either", async () => {
    const value = hclString("a \ud800 b");
    expect(await evaluated({ "main.tf": `output "value" {\n  value = ${value}\n}\n` })).toBe("a \ufffd b");
  });
});

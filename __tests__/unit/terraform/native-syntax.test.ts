import { inNativeSyntax } from "../../../src/terraform/native-syntax";

const native = (files: Record<string, object>) =>
  Object.fromEntries(
    inNativeSyntax(new Map(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)]))),
  );

test("variables are blocks, in which only the rules are templates", () => {
  const files = native({
    "variables.tf.json": {
      variable: {
        names: {
          type: "map(string)",
          description: 'Written as "${var.x}"\nor %{if}.',
          nullable: false,
          validation: [
            { condition: '${alltrue([for name in var.names : name != "}"])}', error_message: 'No "${var.names}".' },
          ],
          default: { a: "${b}", "an odd key": null, list: [{ "${c}": "${d}", none: {} }] },
        },
        any: { type: "string", default: null },
      },
    },
  });
  expect(files).toEqual({
    "variables.tf": [
      'variable "names" {',
      "  type        = map(string)",
      '  description = "Written as \\"$${var.x}\\"\\nor %%{if}."',
      "  nullable    = false",
      "  default = {",
      '    a            = "$${b}"',
      '    "an odd key" = null',
      '    list         = [{ "$${c}" = "$${d}", "none" = {} }]',
      "  }",
      "",
      "  validation {",
      '    condition     = alltrue([for name in var.names : name != "}"])',
      '    error_message = "No \\"${var.names}\\"."',
      "  }",
      "}",
      "",
      'variable "any" {',
      "  type    = string",
      "  default = null",
      "}",
      "",
    ].join("\n"),
  });
});

test("locals have a file of their own, and what else is in a module stays as it is", () => {
  const resource = { aws_sns_topic: { topic: { name: "${local.name}" } } };
  const versions = { terraform: { required_version: ">= 1.5.0" } };
  const files = native({
    "modules/topic/main.tf.json": {
      locals: {
        name: "${var.prefix}topic",
        whole: "${var.on ? 1 : 0}",
        list: ["${a}", "b"],
        none: {},
        deep: { key: { inner: true } },
      },
      resource,
    },
    "modules/only/main.tf.json": { locals: { a: 1 } },
    "versions.tf.json": versions,
  });
  expect(files).toEqual({
    "modules/topic/locals.tf": `locals {
  name  = "\${var.prefix}topic"
  whole = var.on ? 1 : 0
  list  = [a, "b"]
  none  = {}
  deep = {
    key = {
      inner = true
    }
  }
}
`,
    "modules/topic/main.tf.json": `${JSON.stringify({ resource }, null, 2)}\n`,
    "modules/only/locals.tf": "locals {\n  a = 1\n}\n",
    "versions.tf.json": JSON.stringify(versions),
  });
});

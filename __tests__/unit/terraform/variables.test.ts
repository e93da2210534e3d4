import { TerraformOutput, Token } from "cdktf";
import { z } from "zod";
import { expressionOf } from "../../../src/terraform/reference";
import {
  bounded,
  flag,
  group,
  oneOf,
  oneOfNumbers,
  tagMap,
  text,
  uniqueList,
  wholeNumber,
} from "../../../src/terraform/schema";
import { asTerraformValue, declareVariables } from "../../../src/terraform/variables";
import { configurationOf, EmptyStack } from "../../support/synthesize";

/** The variable that a property called `it` becomes. */
function variableOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const stack = new EmptyStack();
  declareVariables(stack, z.strictObject({ it: schema }));
  return configurationOf(stack).variables["it"]!;
}

const rulesOf = (schema: z.ZodType) =>
  ((variableOf(schema)["validation"] ?? []) as { condition: string; error_message: string }[]).map(
    ({ condition, error_message: message }) => [condition, message],
  );

const word = () => text(/^[a-z]+$/, "a lower-case word");

describe("the type of a variable", () => {
  test.each<[z.ZodType, string]>([
    [word(), "string"],
    [oneOf(["A"]), "string"],
    [wholeNumber(1, 3, "days"), "number"],
    [oneOfNumbers([1, 3], "days"), "number"],
    [flag(), "bool"],
    [uniqueList(word()), "list(string)"],
    [uniqueList(wholeNumber(1, 3, "days")), "list(number)"],
    [tagMap(), "map(string)"],
    [z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), "map(string)"],
    [z.record(word(), group({ on: flag() })), "map(object({ on = bool }))"],
    [group({ logName: word() }), "object({ log_name = string })"],
    [group({ name: word().optional() }), "object({ name = optional(string) })"],
    [group({ name: word().default("x") }), 'object({ name = optional(string, "x") })'],
    [group({ days: wholeNumber(0, 3, "days").default(0) }), "object({ days = optional(number, 0) })"],
    [group({ on: flag().default(false) }), "object({ on = optional(bool, false) })"],
    [group({ list: uniqueList(word()).default([]) }), "object({ list = optional(list(string), []) })"],
    [
      group({ topic: group({ arn: word(), keyId: word().optional() }).optional() }),
      "object({ topic = optional(object({ arn = string, key_id = optional(string) })) })",
    ],
  ])("%#: is %2$s", (schema, type) => {
    expect(variableOf(schema)["type"]).toBe(type);
  });
});

describe("the default of a variable", () => {
  test.each<[string, z.ZodType, unknown]>([
    ["text", word().default("x"), "x"],
    ["empty text", word().default(""), ""],
    ["zero", wholeNumber(0, 3, "days").default(0), 0],
    ["false", flag().default(false), false],
    ["an empty list", uniqueList(word()).default([]), []],
    ["an empty map", tagMap().default({}), {}],
    ["an empty group", group({ name: word().default("x") }).prefault({}), {}],
  ])("may be %s, and then the variable is never null", (_, schema, expected) => {
    expect(variableOf(schema)).toMatchObject({ default: expected, nullable: false });
  });

  test("is null if a setting is optional", () => {
    expect(variableOf(word().optional())).toMatchObject({ default: null, nullable: true });
    expect(variableOf(group({ arn: word() }).optional())).toMatchObject({ default: null, nullable: true });
  });

  test("is missing where a setting is required", () => {
    expect(variableOf(word())).not.toHaveProperty("default");
    expect(variableOf(word())["nullable"]).toBe(false);
  });

  test("keeps the keys of a map unchanged, and writes its settings in snake_case", () => {
    const schema = z.record(z.string(), group({ maxAge: wholeNumber(1, 9, "days") }));
    expect(variableOf(schema.default({ "My-Rule": { maxAge: 1 }, myRule: { maxAge: 2 } }))["default"]).toEqual({
      "My-Rule": { max_age: 1 },
      myRule: { max_age: 2 },
    });
    expect(variableOf(tagMap().default({ CostCentre: "1" }))["default"]).toEqual({ CostCentre: "1" });
  });
});

test("a description has a line for everything inside the variable", () => {
  const schema = group({
    emails: uniqueList(word()).describe("Who gets it."),
    existingTopic: group({ arn: word().describe("Its ARN.") })
      .optional()
      .describe("Topic to use."),
    rules: z
      .record(word(), group({ maxAge: wholeNumber(1, 9, "days").describe("How old.") }))
      .describe("Rules by name."),
  }).describe("The alerts.");
  expect(variableOf(schema)["description"]).toBe(
    [
      "The alerts.",
      "- emails: Who gets it.",
      "- existing_topic: Topic to use.",
      "  - arn: Its ARN.",
      "- rules: Rules by name.",
      "  - max_age: How old.",
    ].join("\n"),
  );
});

describe("the validation of a variable", () => {
  test.each<[string, z.ZodType, string, string]>([
    ["text", word(), '${can(regex("^[a-z]+$", var.it))}', "it must be a lower-case word."],
    [
      "a pattern with what means something to HCL",
      text(/^\$\{%\{a\/b\.c"\\$/, "odd"),
      '${can(regex("^\\\\$\\\\{%\\\\{a/b\\\\.c\\"\\\\\\\\$", var.it))}',
      "it must be odd.",
    ],
    [
      "a pattern with the start of a template",
      text(/^\${2}%{2}$/, "odd"),
      '${can(regex("^\\\\$${2}%%{2}$", var.it))}',
      "it must be odd.",
    ],
    ["a choice of words", oneOf(["A", "B"]), '${contains(["A", "B"], var.it)}', "it must be one of A, B."],
    ["a choice of numbers", oneOfNumbers([1, 3], "days"), "${contains([1, 3], var.it)}", "it must be one of 1, 3."],
    [
      "a whole number from zero",
      wholeNumber(0, 3, "days"),
      "${var.it >= 0 && var.it <= 3 && floor(var.it) == var.it}",
      "it must be a whole number from 0 to 3.",
    ],
    [
      "a setting that may be left out",
      word().optional(),
      '${var.it == null ? true : can(regex("^[a-z]+$", var.it))}',
      "it must be a lower-case word.",
    ],
    [
      "a part of a group that has a default",
      group({ logName: word().default("x") }),
      '${can(regex("^[a-z]+$", var.it.log_name))}',
      "it.log_name must be a lower-case word.",
    ],
    [
      "a part of a group that may be left out",
      group({ topic: group({ arn: word().default("x") }).optional() }),
      '${var.it.topic == null ? true : can(regex("^[a-z]+$", var.it.topic.arn))}',
      "it.topic.arn must be a lower-case word.",
    ],
    [
      "settings that exclude each other",
      group({ bucketName: flag().optional(), existingBucket: flag().optional() }, [["bucketName", "existingBucket"]]),
      "${var.it.bucket_name == null || var.it.existing_bucket == null}",
      "it.bucket_name and it.existing_bucket cannot be combined: set one of them.",
    ],
    [
      "settings of which one at least is needed",
      group({ name: flag().optional(), namePrefix: flag().optional() }, [], ["name", "namePrefix"]),
      "${(var.it.name != null || var.it.name_prefix != null)}",
      "it needs name or name_prefix. Check the spelling: Terraform ignores an unknown attribute.",
    ],
  ])("checks %s", (_, schema, condition, message) => {
    expect(rulesOf(schema)).toEqual([[condition, message]]);
  });

  test("reports a rule of two parts once", () => {
    expect(rulesOf(bounded(2, 9, /^[a-z]+$/, "a word"))).toEqual([
      [
        '${can(regex("^[a-z]+$", var.it)) && length(regexall("(?s).", var.it)) >= 2 && length(regexall("(?s).", var.it)) <= 9}',
        "it must be a word.",
      ],
    ]);
  });

  test("checks a list for repetitions and each of its items, none of which may be null", () => {
    expect(rulesOf(uniqueList(word()))).toEqual([
      ["${length(distinct(var.it)) == length(var.it)}", "it must not contain duplicates."],
      ["${alltrue([for item in var.it : item != null])}", "it[*] must not be null."],
      [
        '${alltrue([for item in var.it : item == null ? true : can(regex("^[a-z]+$", item))])}',
        "it[*] must be a lower-case word.",
      ],
    ]);
  });

  test("checks the keys and the entries of a map, none of which may be null", () => {
    expect(rulesOf(z.record(word(), group({ days: wholeNumber(1, 2, "days").optional() })))).toEqual([
      [
        '${alltrue([for key in keys(var.it) : can(regex("^[a-z]+$", key))])}',
        "Every key of it must be a lower-case word.",
      ],
      ["${alltrue([for entry in values(var.it) : entry != null])}", "it[*] must not be null."],
      [
        "${alltrue([for entry in values(var.it) : entry == null ? true : entry.days == null ? true : entry.days >= 1 && entry.days <= 2 && floor(entry.days) == entry.days])}",
        "it[*].days must be a whole number from 1 to 2.",
      ],
    ]);
  });

  test("refuses null for a part of a group that is needed", () => {
    expect(rulesOf(group({ topic: group({ arn: word() }).optional() }))).toEqual([
      ["${var.it.topic == null ? true : var.it.topic.arn != null}", "it.topic.arn must not be null."],
      [
        '${var.it.topic == null ? true : var.it.topic.arn == null ? true : can(regex("^[a-z]+$", var.it.topic.arn))}',
        "it.topic.arn must be a lower-case word.",
      ],
    ]);
  });

  test.each<[string, z.ZodType]>([
    ["a switch", flag()],
    ["any text", z.string()],
    ["a group of such", group({ on: flag().default(true) }).prefault({})],
  ])("is left out where there is nothing to check: %s", (_, schema) => {
    expect(variableOf(schema)).not.toHaveProperty("validation");
  });
});

describe("what variables give to the code that uses them", () => {
  const stack = new EmptyStack();
  const references = declareVariables(
    stack,
    z.strictObject({
      logName: word(),
      days: wholeNumber(1, 3, "days"),
      emails: uniqueList(word()).default([]),
      tags: tagMap().default({}),
      on: flag().default(true),
      topic: group({ keyArn: word(), inner: group({ name: word() }).optional() }).optional(),
    }),
  );

  test("is a reference for each, in the shape of the schema", () => {
    const resolved = new TerraformOutput(stack, "resolved", { value: references });
    expect(configurationOf(stack).outputs[resolved.friendlyUniqueId]!["value"]).toEqual({
      logName: "${var.log_name}",
      days: "${var.days}",
      emails: "${var.emails}",
      tags: "${var.tags}",
      on: "${var.on}",
      topic: { keyArn: "${var.topic.key_arn}", inner: { name: "${var.topic.inner.name}" } },
    });
  });

  test("knows which object its parts belong to", () => {
    expect(expressionOf(references.topic)).toBe("${var.topic}");
    expect(expressionOf(references.topic?.inner)).toBe("${var.topic.inner}");
  });

  test("is a token where cdktf wants a number or a list", () => {
    expect(Token.isUnresolved(references.days)).toBe(true);
    expect(Token.isUnresolved(references.emails)).toBe(true);
  });
});

describe("a value as its variable would hold it", () => {
  const rule = group({
    identifier: word(),
    inputParameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    scope: group({ tagKey: word().optional(), resourceTypes: uniqueList(word()).optional() }).optional(),
    maxAge: wholeNumber(0, 9, "days").default(0),
  });

  test("has its settings in snake_case, its defaults, and null for omitted ones", () => {
    expect(asTerraformValue(rule, { identifier: "x" } as never)).toEqual({
      identifier: "x",
      input_parameters: {},
      scope: null,
      max_age: 0,
    });
  });

  test("keeps the keys of maps, and has every parameter as text", () => {
    const value = { MyRule: { identifier: "x", inputParameters: { maxDays: 3, isOn: false }, maxAge: 1 } };
    expect(asTerraformValue(z.record(z.string(), rule), value)).toEqual({
      MyRule: { identifier: "x", input_parameters: { maxDays: "3", isOn: "false" }, scope: null, max_age: 1 },
    });
  });

  test("goes into groups and lists", () => {
    const value = { identifier: "x", inputParameters: {}, maxAge: 1, scope: { resourceTypes: ["a", "b"] } };
    expect(asTerraformValue(rule, value)).toMatchObject({ scope: { tag_key: null, resource_types: ["a", "b"] } });
  });

  test("is a reference where a reference was given", () => {
    expect(asTerraformValue(z.record(z.string(), rule), "${var.rules}" as never)).toBe("${var.rules}");
  });
});

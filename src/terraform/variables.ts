import { TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { filterPatternCondition } from "./filter-pattern-condition";
import { hclString, literal } from "./hcl";
import { jsonSchemaOf, kindOf, type JsonSchema } from "./json-schema";
import { snakeCase, withNames } from "./naming";
import { isReference, withExpression } from "./reference";
import { choices } from "./text/nearest";

/**
 * Declares one Terraform variable per property of a schema: its type, description, default and validations.
 *
 * @returns A reference for every property, in the schema's own shape, so that code for values works with variables.
 */
export function declareVariables<T extends z.ZodObject>(scope: Construct, schema: T): z.output<T> {
  const { properties = {}, required = [] } = jsonSchemaOf(schema);
  const references = Object.entries(properties).map(([property, declared]) => {
    const name = snakeCase(property);
    const hasDefault = !required.includes(property);
    const nullable = hasDefault && declared.default === undefined;
    const variable = new TerraformVariable(scope, `variable ${name}`, {
      type: terraformType(declared),
      description: describe(declared),
      nullable,
    });
    const place: Place = { reference: `var.${name}`, subject: name, null: nullable ? "allowed" : "impossible" };
    for (const { condition, message } of validations(place, declared)) {
      variable.addValidation({ condition: `\${${condition}}`, errorMessage: message });
    }
    variable.overrideLogicalId(name);
    // As an override, because cdktf refuses a null default and rewrites the keys of a map.
    if (hasDefault)
      variable.addOverride(
        "default",
        kindOf(declared) === "object" ? (declared.default ?? null) : terraformValue(declared, declared.default),
      );
    return [property, referenceTo(`var.${name}`, declared)] as const;
  });
  return Object.fromEntries(references) as z.output<T>;
}

/** A value as its variable would have it: properties in snake_case, omitted ones as null. */
export function asTerraformValue<T extends z.ZodType>(schema: T, value: z.output<T>): unknown {
  return terraformValue(jsonSchemaOf(schema), value);
}

function terraformValue(schema: JsonSchema, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isReference(value)) return value;
  switch (kindOf(schema)) {
    case "object": {
      const given = value as Record<string, unknown>;
      return Object.fromEntries(
        Object.entries(schema.properties!).map(([key, inner]) => [
          snakeCase(key),
          terraformValue(inner, given[key] === undefined ? inner.default : given[key]),
        ]),
      );
    }
    case "map":
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [
          key,
          terraformValue(schema.additionalProperties as JsonSchema, entry),
        ]),
      );
    case "list":
      return (value as unknown[]).map((entry) => terraformValue(schema.items!, entry));
    case "string":
      return String(value);
    default:
      return value;
  }
}

/** A reference in the schema's own shape. Lists and numbers are tokens, because cdktf inspects them. */
function referenceTo(expression: string, schema: JsonSchema): unknown {
  const reference = `\${${expression}}`;
  switch (kindOf(schema)) {
    case "object": {
      const parts = Object.entries(schema.properties!).map(([key, inner]) => [
        key,
        referenceTo(`${expression}.${snakeCase(key)}`, inner),
      ]);
      return withExpression(reference, Object.fromEntries(parts));
    }
    case "list":
      return Token.asList(reference);
    case "number":
      return Token.asNumber(reference);
    default:
      return reference;
  }
}

/** `object({ name = optional(string, "x") })`. */
export function terraformType(schema: JsonSchema): string {
  switch (kindOf(schema)) {
    case "list":
      return `list(${terraformType(schema.items!)})`;
    case "map":
      return `map(${terraformType(schema.additionalProperties as JsonSchema)})`;
    case "object": {
      const attributes = Object.entries(schema.properties!).map(([key, inner]) => {
        const type = terraformType(inner);
        if (schema.required?.includes(key)) return `${snakeCase(key)} = ${type}`;
        if (inner.default === undefined) return `${snakeCase(key)} = optional(${type})`;
        return `${snakeCase(key)} = optional(${type}, ${literal(terraformValue(inner, inner.default))})`;
      });
      return `object({ ${attributes.join(", ")} })`;
    }
    default:
      return kindOf(schema);
  }
}

/** The description, with a line for each attribute: Terraform has no other place for them. */
function describe(schema: JsonSchema, indent = ""): string {
  const inner = kindOf(schema) === "object" ? schema : (schema.items ?? (schema.additionalProperties || undefined));
  const lines = Object.entries(inner?.properties ?? {}).map(
    ([key, attribute]) => `${indent}- ${snakeCase(key)}: ${describe(attribute, `${indent}  `)}`,
  );
  return [withNames(schema.description ?? "", snakeCase), ...lines].join("\n");
}

interface Validation {
  /** An HCL expression that is true for a good value. */
  readonly condition: string;
  readonly message: string;
}

/** The value that a rule checks. */
interface Place {
  /** An HCL expression. */
  readonly reference: string;
  /** Its name in a message. */
  readonly subject: string;
  /**
   * Terraform allows null as an item of a list, an entry of a map and an attribute of an object. Only where it has a default
   * to replace it, no rule ever sees one.
   */
  readonly null: "allowed" | "refused" | "impossible";
}

/** Every rule of a schema and of its parts, as conditions on the whole variable. */
function validations(place: Place, schema: JsonSchema): Validation[] {
  const rules = [...together(ownValidations(place, schema)), ...innerValidations(place, schema)];
  if (place.null === "impossible") return rules;
  // A conditional, not `||`: before Terraform 1.12 both sides of `||` are evaluated, and fail on null.
  const unlessNull = rules.map(({ condition, message }) => ({
    condition: `${place.reference} == null ? true : ${condition}`,
    message,
  }));
  if (place.null === "allowed") return unlessNull;
  return [{ condition: `${place.reference} != null`, message: `${place.subject} must not be null.` }, ...unlessNull];
}

/** Rules of several parts, such as a pattern and a length, are one rule, so that they are reported once. */
function together(rules: Validation[]): Validation[] {
  const byMessage = new Map<string, string[]>();
  for (const { condition, message } of rules) byMessage.set(message, [...(byMessage.get(message) ?? []), condition]);
  return [...byMessage].map(([message, conditions]) => ({ condition: conditions.join(" && "), message }));
}

function ownValidations({ reference, subject }: Place, schema: JsonSchema): Validation[] {
  const rules: Validation[] = [];
  if (schema.pattern) {
    rules.push({
      condition: `can(regex(${hclPattern(schema.pattern)}, ${reference}))`,
      message: `${subject} must be ${schema.patternErrorMessage}.`,
    });
  }
  if (schema.format === "event-pattern") {
    rules.push({
      condition: `try(length(keys(jsondecode(${reference}))) > 0, false)`,
      message: `${subject} must be an event pattern: JSON such as {\"source\":[\"aws.signin\"]}.`,
    });
  } else if (schema.format) {
    const isWhole = schema.format === "filter-pattern";
    rules.push({
      condition: filterPatternCondition(isWhole ? reference : `join(" ", ["{", ${reference}, "}"])`),
      message: `${subject} must be ${isWhole ? "a filter pattern" : "a condition of a JSON filter pattern, without its braces"}, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\".`,
    });
  }
  if (schema.enum) {
    rules.push({
      condition: `contains(${literal(schema.enum)}, ${reference})`,
      message: `${subject} must be one of ${choices(schema.enum)}.`,
    });
  }
  if (schema.not?.enum) {
    for (const [reason, values] of byReason(schema.not.enum, schema.reasons)) {
      rules.push({
        condition: `!contains(${literal(values)}, ${reference})`,
        message: `${subject} must not be one of ${choices(values)}${reason === "" ? "" : `: ${reason}`}.`,
      });
    }
  }
  if (schema.not?.pattern) {
    rules.push({
      condition: `!can(regex(${hclPattern(schema.not.pattern)}, ${reference}))`,
      message: `${subject} must be ${schema.patternErrorMessage}.`,
    });
  }
  if (schema.minLength !== undefined && schema.maxLength !== undefined) {
    rules.push({
      condition: lengthIsBetween(reference, schema.minLength, schema.maxLength),
      message: `${subject} must be ${schema.patternErrorMessage ?? `text of ${schema.minLength} to ${schema.maxLength} characters`}.`,
    });
  }
  if (schema.minimum !== undefined && schema.maximum !== undefined) {
    rules.push({
      condition: `${reference} >= ${schema.minimum} && ${reference} <= ${schema.maximum} && floor(${reference}) == ${reference}`,
      message: `${subject} must be a whole number from ${schema.minimum} to ${schema.maximum}.`,
    });
  }
  if (schema.uniqueItems) {
    rules.push({
      condition: `length(distinct(${reference})) == length(${reference})`,
      message: `${subject} must not contain duplicates.`,
    });
  }
  if (schema.minItems !== undefined && schema.maxItems !== undefined) {
    rules.push({
      condition: `length(${reference}) >= ${schema.minItems} && length(${reference}) <= ${schema.maxItems}`,
      message: `${subject} must be a list of ${schema.minItems} to ${schema.maxItems}.`,
    });
  }
  if (schema.maxProperties !== undefined) {
    rules.push({
      condition: `length(${reference}) <= ${schema.maxProperties}`,
      message: `${subject} must have at most ${schema.maxProperties} entries.`,
    });
  }
  if (schema.keysIgnoreCase) {
    rules.push({
      condition: `length(distinct([for key in keys(${reference}) : lower(key)])) == length(${reference})`,
      message: `${subject} must not have keys that differ only in case.`,
    });
  }
  for (const { not } of schema.allOf ?? []) {
    const [one, other] = not.required.map(snakeCase) as [string, string];
    rules.push({
      condition: `${reference}.${one} == null || ${reference}.${other} == null`,
      message: `${subject}.${one} and ${subject}.${other} cannot be combined: set one of them.`,
    });
  }
  if (schema.anyOf) {
    const needed = schema.anyOf.map(({ required: [name] }) => snakeCase(name));
    rules.push({
      condition: `(${needed.map((name) => `${reference}.${name} != null`).join(" || ")})`,
      message: `${subject} needs ${needed.join(" or ")}. Check the spelling: Terraform ignores an unknown attribute.`,
    });
  }
  return rules;
}

/** Values together with those that are refused for the same reason. */
function byReason(values: readonly string[], reasons: Readonly<Record<string, string>> = {}) {
  const grouped = new Map<string, string[]>();
  for (const value of values) {
    const reason = reasons[value] ?? "";
    grouped.set(reason, [...(grouped.get(reason) ?? []), value]);
  }
  return grouped;
}

/** Terraform's own `length` counts grapheme clusters, such as a flag of two characters. */
function lengthIsBetween(text: string, min: number, max: number): string {
  const length = `length(regexall("(?s).", ${text}))`;
  return min === 0 ? `${length} <= ${max}` : `${length} >= ${min} && ${length} <= ${max}`;
}

function innerValidations({ reference, subject }: Place, schema: JsonSchema): Validation[] {
  const ofEach = (place: Place, values: string, element: JsonSchema) =>
    validations(place, element).map(({ condition, message }) => ({
      condition: `alltrue([for ${place.reference} in ${values} : ${condition}])`,
      message,
    }));
  switch (kindOf(schema)) {
    case "object":
      return Object.entries(schema.properties!).flatMap(([key, inner]) => {
        const name = snakeCase(key);
        const isRequired = schema.required?.includes(key);
        return validations(
          {
            reference: `${reference}.${name}`,
            subject: `${subject}.${name}`,
            null: isRequired ? "refused" : inner.default === undefined ? "allowed" : "impossible",
          },
          inner,
        );
      });
    case "list":
      return ofEach({ reference: "item", subject: `${subject}[*]`, null: "refused" }, reference, schema.items!);
    case "map":
      return [
        ...ofEach(
          { reference: "key", subject: `Every key of ${subject}`, null: "impossible" },
          `keys(${reference})`,
          schema.propertyNames ?? {},
        ),
        ...ofEach(
          { reference: "entry", subject: `${subject}[*]`, null: "refused" },
          `values(${reference})`,
          schema.additionalProperties as JsonSchema,
        ),
      ];
    default:
      return [];
  }
}

/** The pattern as an HCL string. */
function hclPattern(pattern: string): string {
  return hclString(pattern.replace(/\\\//g, "/"));
}

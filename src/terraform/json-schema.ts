import { z } from "zod";

/** The parts of JSON Schema that zod writes for the schemas of this project, and that Terraform has an equivalent for. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
  /** An extension: no two keys of the map may differ only in case. */
  readonly keysIgnoreCase?: boolean;
  readonly items?: JsonSchema;
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly (string | number)[];
  readonly not?: { readonly enum?: readonly string[]; readonly pattern?: string };
  /** An extension: why each value of `not.enum` is refused. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly allOf?: readonly { readonly not: { readonly required: readonly [string, string] } }[];
  readonly anyOf?: readonly { readonly required: readonly [string] }[];
  readonly pattern?: string;
  /** A CloudWatch Logs filter pattern, the text between the braces of one, or an EventBridge event pattern. */
  readonly format?: "filter-pattern" | "filter-condition" | "event-pattern";
  readonly patternErrorMessage?: string;
  /** A secret: it is not repeated in messages. */
  readonly writeOnly?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const written = new WeakMap<z.ZodType, JsonSchema>();

/** A zod schema as JSON Schema of its input: values with a default can be omitted. Written once for each schema: that of all settings takes 9 ms. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  let json = written.get(schema);
  if (!json) {
    json = z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
    written.set(schema, json);
  }
  return json;
}

/** The Terraform type of a schema. */
export type Kind = "string" | "number" | "bool" | "list" | "map" | "object" | "any";

export function kindOf(schema: JsonSchema): Kind {
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "bool";
    case "array":
      return "list";
    case "object":
      return schema.properties ? "object" : "map";
    case undefined:
      return "any";
    default:
      // string | number | boolean: Terraform converts the other two to a string by itself.
      if (Array.isArray(schema.type)) return "string";
      throw new Error(`no Terraform type for ${JSON.stringify(schema)}`);
  }
}

import type { z } from "zod";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../terraform/json-schema";
import { withNames } from "../terraform/naming";
import { terraformType } from "../terraform/variables";

interface Row {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: string;
  readonly description: string;
}

/**
 * A Markdown table of the properties of a schema, with the settings of a group on lines of their own.
 *
 * @param naming The spelling of a property: unchanged in a settings file, in snake_case in Terraform.
 */
export function inputTable(schema: z.ZodType, naming: (property: string) => string): string {
  const rows = rowsOf(jsonSchemaOf(schema), naming, "");
  return table(
    ["Name", "Description", "Type", "Default"],
    rows.map(({ name, description, type, defaultValue }) => [`\`${name}\``, description, type, defaultValue]),
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function rowsOf(schema: JsonSchema, naming: (property: string) => string, prefix: string): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([property, inner]) => {
    const name = prefix + naming(property);
    const kind = kindOf(inner);
    const element = kind === "map" ? (inner.additionalProperties as JsonSchema) : inner;
    return [
      {
        name,
        type: typeText(inner),
        defaultValue: defaultText(schema, property, inner),
        description: withNames(inner.description ?? "", naming),
      },
      ...rowsOf(element, naming, kind === "map" ? `${name}.<name>.` : `${name}.`),
    ];
  });
}

/** The Terraform type, without the attributes of an object, which have lines of their own. */
function typeText(schema: JsonSchema): string {
  return terraformType(schema).replace(/object\(.*\}\)/s, "object");
}

function defaultText(parent: JsonSchema, property: string, schema: JsonSchema): string {
  if (parent.required?.includes(property)) return "required";
  // The default of a group is that of its parts.
  if (schema.default === undefined || (kindOf(schema) === "object" && schema.properties)) return "";
  return `\`${JSON.stringify(schema.default)}\``;
}

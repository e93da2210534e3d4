import { stringify } from "yaml";
import { monitoringSettings } from "../../settings";
import { hclString } from "../../terraform/hcl";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../terraform/json-schema";
import type { Files } from "../../terraform/module";
import { snakeCase } from "../../terraform/naming";
import { inShell } from "../invocation";
import { terraformAddress, type Root } from "./addresses";
import type { Adoption } from "./adoption";
import type { Inventory } from "./inventory";

export interface FileOptions {
  readonly root: Root;
  readonly moduleSource: string;
  /** `terraform import` commands instead of import blocks. */
  readonly asCommands: boolean;
  /** Path of the schema by which editors check the settings of the stack, if there is one. */
  readonly schema?: string;
}

/** Where the stack is synthesized to, and Terraform is run. */
export const stackFolder = "cdktf.out/stacks/security-monitoring";

/** The name of the module call at an address, if it is a single call in the root module. */
export function callName(root: Root): string | undefined {
  return root.kind === "module" ? /^module\.([A-Za-z_][A-Za-z0-9_-]*)$/.exec(root.address)?.[1] : undefined;
}

/** The files that adopt the existing resources: settings, and imports. */
export function filesOf(adoption: Adoption, inventory: Inventory, options: FileOptions): Files {
  const { root, asCommands } = options;
  const files = new Map<string, string>();
  if (root.kind === "stack") files.set("security-monitoring.yaml", settingsFile(adoption, inventory, options.schema));
  const name = callName(root);
  if (name !== undefined) files.set(`${name}.tf`, `${moduleCall(name, adoption, options)}\n`);
  if (adoption.imports.length > 0) {
    const stem = root.kind === "stack" ? "security-monitoring-imports" : `${name ?? "security_monitoring"}_imports`;
    if (asCommands) files.set(`${stem}.sh`, importCommands(adoption, root));
    else files.set(root.kind === "stack" ? `${stackFolder}/imports.tf` : `${stem}.tf`, importBlocks(adoption, root));
  }
  return files;
}

function settingsFile({ settings }: Adoption, { account, region }: Inventory, schema: string | undefined): string {
  const firstLine = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n\n`;
  return `${firstLine}${yaml({ provider: { region, allowedAccountIds: [account] }, ...settings })}`;
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Settings to paste: into the settings file, or into the call of the module. */
export function settingsToPaste(root: Root, settings: Readonly<Record<string, unknown>>): string {
  return root.kind === "stack"
    ? yaml(settings).trimEnd()
    : hclLines(settings, jsonSchemaOf(monitoringSettings), "").join("\n");
}

function importBlocks({ imports }: Adoption, root: Root): string {
  const blocks = imports.map(
    ({ address, key, id }) => `import {\n  to = ${terraformAddress(root, address, key)}\n  id = ${hclString(id)}\n}\n`,
  );
  return `# For one apply, in which Terraform adopts existing resources. Delete this file afterwards.\n\n${blocks.join("\n")}`;
}

function importCommands({ imports }: Adoption, root: Root): string {
  const terraform = root.kind === "stack" ? `terraform -chdir=${stackFolder}` : "terraform";
  const lines = imports.map(
    ({ address, key, id }) => `${terraform} import ${inShell(terraformAddress(root, address, key))} ${inShell(id)}`,
  );
  return `#!/bin/sh\nset -e\n\n${lines.join("\n")}\n`;
}

/** The call of the module, in HCL as `terraform fmt` writes it. */
export function moduleCall(
  name: string,
  { settings }: Adoption,
  { moduleSource }: Pick<FileOptions, "moduleSource">,
): string {
  const groups = Object.entries(settings).map(
    ([setting, value]) => `\n\n${hclLines({ [setting]: value }, jsonSchemaOf(monitoringSettings), "  ").join("\n")}`,
  );
  return `module ${hclString(name)} {\n  source = ${hclString(moduleSource)}${groups.join("")}\n}`;
}

/** A map as the module's variable takes it: settings in snake_case, the keys of maps as they are. */
function hclLines(map: object, schema: JsonSchema, indent: string): string[] {
  const isMap = kindOf(schema) === "map";
  const entries = Object.entries(map).map(([key, entry]) => {
    const inner = isMap ? (schema.additionalProperties as JsonSchema) : schema.properties![key]!;
    return { name: isMap ? hclString(key) : snakeCase(key), value: hcl(entry, inner, indent) };
  });
  const isLong = (entry: (typeof entries)[number] | undefined) => entry?.value.includes("\n") ?? true;
  return entries.map((entry, index) => {
    // Equals signs are in line as far as entries of one line follow each other.
    let [first, last] = [index, index];
    while (!isLong(entry) && !isLong(entries[first - 1])) first--;
    while (!isLong(entry) && !isLong(entries[last + 1])) last++;
    const width = Math.max(...entries.slice(first, last + 1).map(({ name }) => name.length));
    return `${indent}${entry.name.padEnd(width)} = ${entry.value}`;
  });
}

function hcl(value: unknown, schema: JsonSchema, indent: string): string {
  if (typeof value === "string") return hclString(value);
  if (Array.isArray(value)) {
    return `[${value.map((entry) => hcl(entry, schema.items!, indent)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return String(value);
  const lines = hclLines(value, schema, `${indent}  `);
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

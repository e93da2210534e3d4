import { stringify } from "yaml";
import { monitoringSettings } from "../../settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../terraform/json-schema";
import type { Files } from "../../terraform/module";
import { snakeCase } from "../../terraform/naming";
import type { Adoption } from "./adoption";
import type { Inventory } from "./inventory";
import { address, quoted, type Root } from "./places";

export interface FileOptions {
  readonly root: Root;
  readonly moduleSource: string;
  /** `terraform import` commands instead of import blocks. */
  readonly asCommands: boolean;
}

/** Where the stack is synthesized to, and Terraform is run. */
const stackFolder = "cdktf.out/stacks/security-monitoring";

/** The name of the module call at an address, if the call belongs into the root and there is one of it. */
export function callName(root: Root): string | undefined {
  return root.kind === "module" ? /^module\.([A-Za-z_][A-Za-z0-9_-]*)$/.exec(root.address)?.[1] : undefined;
}

/** What a root needs in order to have what is there: settings, and imports. */
export function filesOf(adoption: Adoption, inventory: Inventory, options: FileOptions): Files {
  const { root, asCommands } = options;
  const files = new Map<string, string>();
  if (root.kind === "stack") files.set("security-monitoring.yaml", settingsFile(adoption, inventory));
  const name = callName(root);
  if (name !== undefined) files.set(`${name}.tf`, `${moduleCall(name, adoption, options)}\n`);
  if (adoption.imports.length > 0) {
    const stem = root.kind === "stack" ? "security-monitoring-imports" : `${name ?? "security_monitoring"}_imports`;
    if (asCommands) files.set(`${stem}.sh`, importCommands(adoption, root));
    else files.set(root.kind === "stack" ? `${stackFolder}/imports.tf` : `${stem}.tf`, importBlocks(adoption, root));
  }
  return files;
}

function settingsFile({ settings }: Adoption, { account, region }: Inventory): string {
  return stringify({ provider: { region, allowedAccountIds: [account] }, ...settings }, { lineWidth: 0 });
}

function importBlocks({ imports }: Adoption, root: Root): string {
  const blocks = imports.map(
    ({ place, key, id }) => `import {\n  to = ${address(root, place, key)}\n  id = ${quoted(id)}\n}\n`,
  );
  return `# Needed for one apply, in which Terraform takes over what is there; may be deleted then.\n\n${blocks.join("\n")}`;
}

function importCommands({ imports }: Adoption, root: Root): string {
  const terraform = root.kind === "stack" ? `terraform -chdir=${stackFolder}` : "terraform";
  const lines = imports.map(
    ({ place, key, id }) => `${terraform} import ${inShell(address(root, place, key))} ${inShell(id)}`,
  );
  return `#!/bin/sh\nset -e\n\n${lines.join("\n")}\n`;
}

function inShell(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/** The call of the module, in HCL. */
export function moduleCall(
  name: string,
  { settings }: Adoption,
  { moduleSource }: Pick<FileOptions, "moduleSource">,
): string {
  const { properties = {} } = jsonSchemaOf(monitoringSettings);
  const groups = Object.entries(settings).map(
    ([setting, value]) => `\n\n  ${snakeCase(setting)} = ${hcl(value, properties[setting]!, "  ")}`,
  );
  return `module ${quoted(name)} {\n  source = ${quoted(moduleSource)}${groups.join("")}\n}`;
}

/** A setting as the module's variable takes it: settings in snake_case, the keys of maps as they are. */
function hcl(value: unknown, schema: JsonSchema, indent: string): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) {
    return `[${value.map((entry) => hcl(entry, schema.items!, indent)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return String(value);
  const isMap = kindOf(schema) === "map";
  const lines = Object.entries(value).map(([key, entry]) => {
    const inner = isMap ? (schema.additionalProperties as JsonSchema) : schema.properties![key]!;
    return `${indent}  ${isMap ? quoted(key) : snakeCase(key)} = ${hcl(entry, inner, `${indent}  `)}\n`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}

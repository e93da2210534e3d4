import { literal, hclString } from "./hcl";
import type { Content, Files } from "./module";

/**
 * A module whose variables and locals are in Terraform's native syntax. In JSON an expression is a text that Terraform parses
 * again each time it evaluates it, even a text without an expression; docs/speed.md has the cost. Resources stay JSON, where it does
 * not matter which of their arguments are blocks.
 */
export function inNativeSyntax(files: Files): Files {
  return new Map(
    [...files].flatMap(([path, text]): [string, Content][] => {
      if (typeof text !== "string") return [[path, text]];
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      if (path.endsWith("variables.tf.json")) {
        const { variable } = JSON.parse(text) as { variable: Record<string, JsonVariable> };
        return [[`${folder}variables.tf`, Object.entries(variable).map(variableBlock).join("\n")]];
      }
      if (!path.endsWith("main.tf.json")) return [[path, text]];
      const { locals, ...rest } = JSON.parse(text) as { locals?: Record<string, unknown> };
      return [
        ...(locals
          ? [[`${folder}locals.tf`, block("locals", assignments(locals, literal, "  "))] as [string, string]]
          : []),
        ...(Object.keys(rest).length > 0 ? [[path, `${JSON.stringify(rest, null, 2)}\n`] as [string, string]] : []),
      ];
    }),
  );
}

/** A variable as {@link declareVariables} makes it. */
export interface JsonVariable {
  readonly type: string;
  readonly description: string;
  readonly nullable: boolean;
  readonly default?: unknown;
  readonly validation?: readonly { readonly condition: string; readonly error_message: string }[];
}

/** The values of a variable are no templates; its validations are. */
export function variableBlock([name, { type, validation = [], ...rest }]: [string, JsonVariable]): string {
  const attributes = assignments(
    { type: `\${${type}}`, ...rest },
    (value, key) => (key === "type" ? literal(value) : verbatim(value)),
    "  ",
  );
  const rules = validation.map(
    ({ condition, error_message }) =>
      `\n  ${block("validation", assignments({ condition, error_message }, literal, "    "), "  ")}`,
  );
  return block(`variable ${hclString(name)}`, attributes + rules.join(""));
}

function block(header: string, body: string, indent = ""): string {
  return `${header} {\n${body}${indent}}\n`;
}

type Write = (value: unknown, key: string) => string;

/** Attributes, a line each, aligned as `terraform fmt` does; an object has lines of its own. */
function assignments(values: object, write: Write, indent: string): string {
  const lines = Object.entries(values).map(([key, value]) => {
    const name = /^[A-Za-z_][\w-]*$/.test(key) ? key : hclString(key);
    const isLong = isObject(value) && Object.keys(value).length > 0;
    return {
      name,
      isLong,
      text: isLong ? `{\n${assignments(value, write, `${indent}  `)}${indent}}` : write(value, key),
    };
  });
  return lines
    .map(({ name, isLong, text }, at) => {
      const width = isLong ? 0 : widest(lines, at);
      return `${indent}${name.padEnd(width)} = ${text}\n`;
    })
    .join("");
}

/** The longest name of the short lines around one. */
function widest(lines: readonly { readonly name: string; readonly isLong: boolean }[], at: number): number {
  const before = lines.map(({ isLong }) => isLong).lastIndexOf(true, at);
  const after = lines.findIndex(({ isLong }, index) => isLong && index > at);
  return Math.max(...lines.slice(before + 1, after === -1 ? undefined : after).map(({ name }) => name.length));
}

function verbatim(value: unknown): string {
  if (typeof value === "string") return hclString(value);
  if (Array.isArray(value)) return `[${value.map(verbatim).join(", ")}]`;
  if (!isObject(value) || Object.keys(value).length === 0) return literal(value);
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${hclString(key)} = ${verbatim(entry)}`)
    .join(", ")} }`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

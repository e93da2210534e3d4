import { DefaultTokenResolver, StringConcat, type TerraformResource, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { isReference } from "./reference";

/**
 * Writes HCL expressions: ``const hcl = hclIn(this); hcl`length(${emails}) == 0` `` gives `"${length(var.emails) == 0}"`.
 * Each part may be a value, a token, or another expression. Tokens are resolved immediately, because cdktf
 * writes a wrong expression for a token inside another one.
 */
export function hclIn(scope: Construct): (parts: TemplateStringsArray, ...values: unknown[]) => string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolve = (value: unknown) => Tokenization.resolve(value, { scope, resolver, preparing: false });
  return (parts, ...values) =>
    `\${${String.raw({ raw: parts.map(onOneLine) }, ...values.map((value) => literal(resolve(value))))}}`;
}

/** A string of HCL, without expressions. */
export function hclString(text: string): string {
  return `"${escapeQuoted(text).replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{")}"`;
}

/** Escapes like JSON; HCL lacks two short forms and lone surrogates. */
function escapeQuoted(text: string): string {
  const short: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd"))
    .slice(1, -1)
    .replace(/\\./g, (escaped) => short[escaped] ?? escaped);
}

/**
 * A lifecycle that makes a resource refer to a value, so that it is created after the value's resource and destroyed
 * before it. Undefined if the value is known: then there is nothing to wait for, and Terraform refuses a condition that
 * refers to nothing.
 */
export function waitsFor(scope: Construct, value: unknown, errorMessage: string) {
  return isReference(value) ? { precondition: [{ condition: hclIn(scope)`${value} != ""`, errorMessage }] } : undefined;
}

/** An attribute of each instance of a resource with `for_each`. */
export function ofEach(scope: Construct, resource: TerraformResource, attribute: string): string[] {
  return Token.asList(hclIn(scope)`[for each in ${resource.fqn} : ${`\${each.${attribute}}`}]`);
}

/** The region that an ARN names. */
export function regionOf(scope: Construct, arn: string): string {
  return hclIn(scope)`split(":", ${arn})[3]`;
}

/** The account that an ARN names. */
export function accountOf(scope: Construct, arn: string): string {
  return hclIn(scope)`split(":", ${arn})[4]`;
}

/** HCL in JSON has no lines; in the source it may have them. Brackets have no space inside, as `terraform fmt` wants it. */
function onOneLine(text: string): string {
  return text
    .replace(/([([])\n\s*/g, "$1")
    .replace(/\n\s*([)\]])/g, "$1")
    .replace(/\n\s*/g, " ");
}

/** A value as HCL writes it: a whole `${…}` as the expression in it, other text as a template. */
export function literal(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") {
    if (Object.keys(value).length === 0) return "{}";
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `"${escape(key)}" = ${literal(entry)}`)
      .join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  const isExpression = value.startsWith("${") && endOfExpression(value, 0) === value.length;
  return isExpression ? value.slice(2, -1) : `"${escape(value)}"`;
}

/** Escapes the text of a template and leaves its `${…}` alone. */
function escape(template: string): string {
  let escaped = "";
  for (let at = 0; at < template.length;) {
    const found = template.indexOf("${", at);
    const start = found === -1 ? template.length : found;
    const end = found === -1 ? start : endOfExpression(template, start);
    escaped += escapeQuoted(template.slice(at, start)) + template.slice(start, end);
    at = end;
  }
  return escaped;
}

/** Where the `${…}` that starts at `start` ends, past the braces of the objects, strings and templates inside it. */
function endOfExpression(template: string, start: number): number {
  const open = ["}"];
  let at = start + 2;
  for (; at < template.length && open.length > 0; at++) {
    const inString = open.at(-1) === '"';
    if (inString && template[at] === "\\") at++;
    else if (template[at] === open.at(-1)) open.pop();
    else if (inString && template.startsWith("${", at)) open.push("}");
    else if (!inString && template[at] === "{") open.push("}");
    else if (!inString && template[at] === '"') open.push('"');
  }
  return at;
}

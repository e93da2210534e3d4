import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** Whether only Terraform will know the value: a token of cdktf's, or an expression written as `${…}`. */
export function isReference(value: unknown): boolean {
  // A token in a list is only known for one as part of its list.
  return (
    Token.isUnresolved(value) || Token.isUnresolved([value]) || (typeof value === "string" && value.includes("${"))
  );
}

/**
 * Writes HCL expressions: ``const hcl = hclIn(this); hcl`length(${emails}) == 0` `` gives `"${length(var.emails) == 0}"`.
 * What is put in may be a value, a token, or another expression. Tokens are resolved here and now, because cdktf itself
 * writes a wrong expression for a token inside another one.
 */
export function hclIn(scope: Construct): (parts: TemplateStringsArray, ...values: unknown[]) => string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolve = (value: unknown) => Tokenization.resolve(value, { scope, resolver, preparing: false });
  return (parts, ...values) => `\${${String.raw({ raw: parts }, ...values.map((value) => literal(resolve(value))))}}`;
}

function literal(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${JSON.stringify(key)} = ${literal(entry)}`)
      .join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  const whole = /^\$\{((?:(?!\$\{).)*)\}$/s.exec(value);
  return whole ? whole[1]! : `"${escape(value)}"`;
}

/** Escapes the text of a template and leaves its `${…}` alone. */
function escape(template: string): string {
  return template
    .split(/(\$\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : JSON.stringify(part).slice(1, -1)))
    .join("");
}

const wholes = new WeakMap<object, string>();

/** Remembers which object variable or attribute the references in `parts` belong to. */
export function withWhole<T extends object>(whole: string, parts: T): T {
  wholes.set(parts, whole);
  return parts;
}

/** The reference to a whole object, whose parts are references of their own. */
export function wholeOf(parts: object | undefined): string | undefined {
  return parts && wholes.get(parts);
}

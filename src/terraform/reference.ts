import { Token } from "cdktf";

/** Whether only Terraform will know the value: a token of cdktf's, or an expression written as `${…}`. */
export function isReference(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === "string" && value.includes("${"));
}

const expressions = new WeakMap<object, string>();

/** Remembers which object variable or attribute the references in `parts` belong to. */
export function withExpression<T extends object>(whole: string, parts: T): T {
  expressions.set(parts, whole);
  return parts;
}

/** The reference to a whole object, whose parts are references of their own. */
export function expressionOf(parts: object | undefined): string | undefined {
  return typeof parts === "object" ? expressions.get(parts) : undefined;
}

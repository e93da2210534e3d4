/** The fields of an object in an event; none of anything else. */
export function fields(node: unknown): Readonly<Record<string, unknown>> {
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>) : {};
}

/** A text in an event; empty for anything else. */
export function text(node: unknown): string {
  return typeof node === "string" ? node : "";
}

import type { Span } from "../../filter-pattern";

/** Thrown within the translation where an event pattern cannot express a condition; callers of it get a result. */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly span: Span,
  ) {
    super(reason);
  }
}

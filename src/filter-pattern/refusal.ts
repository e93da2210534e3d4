import type { Span } from "./syntax-tree";

/** Why another language cannot say what a filter pattern says; the span is that of the condition. */
export interface Refused extends Span {
  readonly kind: "refused";
  readonly reason: string;
}

/** Thrown within a translation where its target cannot express a condition. */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly span: Span,
  ) {
    super(reason);
  }
}

/** What a translation returns, or why it was refused. */
export function orRefused<Result>(translate: () => Result): Result | Refused {
  try {
    return translate();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: "refused", reason: error.reason, start: error.span.start, end: error.span.end };
  }
}

/** Why a rule, or a file, is not taken. */
export interface RuleProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** Thrown within the translation of a rule where a filter pattern cannot say what it says. */
export class RuleRefusal extends Error {
  /** @param at Offset in the file; undefined: where the caller is. */
  constructor(
    readonly reason: string,
    readonly at?: number,
  ) {
    super(reason);
  }
}

/** Collects the problems of a file, so that one does not hide the next. */
export class Problems {
  private readonly found: { readonly at: number; readonly reason: string }[] = [];

  get count(): number {
    return this.found.length;
  }

  report(at: number, reason: string): void {
    if (!this.found.some((problem) => problem.at === at && problem.reason === reason)) this.found.push({ at, reason });
  }

  /** What `read` returns; undefined if it refuses, and then the reason is reported. */
  orReport<Result>(at: number, read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RuleRefusal)) throw error;
      this.report(error.at ?? at, error.reason);
      return undefined;
    }
  }

  /** In the order of the file. */
  listed(lineOf: (offset: number) => number): RuleProblem[] {
    return this.found.map(({ at, reason }) => ({ line: lineOf(at), reason })).sort((a, b) => a.line - b.line);
  }
}

import { FilterPatternError, awsWording } from "../filter-pattern-error";

/** A position that moves through a pattern text. */
export class Scanner {
  constructor(
    readonly text: string,
    public offset = 0,
  ) {}

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character at the position, empty at the end. */
  get next(): string {
    return this.text.charAt(this.offset);
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** Moves over `literal` if it is at the position. */
  skip(literal: string): boolean {
    const found = this.text.startsWith(literal, this.offset);
    if (found) this.offset += literal.length;
    return found;
  }

  /** Moves over what a sticky expression matches at the position. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.offset;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  /** The text between the position and the next of `literal`; moves behind it. */
  takeUntil(literal: string): string | undefined {
    const end = this.text.indexOf(literal, this.offset);
    if (end === -1) return undefined;
    const taken = this.text.slice(this.offset, end);
    this.offset = end + literal.length;
    return taken;
  }

  /** Refuses the pattern at `offset`, by default at the position. */
  fail(advice: string, offset = this.offset, reason: string = awsWording.invalidPattern): never {
    throw new FilterPatternError(reason, this.text, offset, advice);
  }

  /** Refuses the word that holds the character at `offset`, as AWS does for characters that need quotes. */
  failTerm(start: number, offset: number): never {
    const sticky = /[^\s()&|,]+|$/y;
    sticky.lastIndex = start;
    const term = sticky.exec(this.text)?.[0] || this.text.charAt(offset);
    this.fail(
      `'${this.text.charAt(offset)}' needs double quotes around the term`,
      offset,
      awsWording.invalidTerm(term),
    );
  }
}

/**
 * Where a query decides otherwise than the filter pattern from which it was translated: events in which a field holds what
 * CloudTrail does not document for it. All other differences are refused, except those that concern every field of the table: a
 * value of another shape than its column (an object where text is expected), which the SerDe does not read at all, and names of
 * fields, which it reads in capitals and in small letters alike.
 */
export interface Difference {
  /** The field, as a selector of filter patterns. */
  readonly field: string;
  /**
   * - `null`: in the table it is the same as a field that does not exist.
   * - `true or false`: is text in the table.
   * - `a text`: "true" and "false" are booleans in the table.
   * - `a number`: in the table it is text, and equals only a number that is written alike.
   * - `a number in another notation`: one with a fraction or an exponent, or -0. A filter pattern compares its own rendering of it with
   *   a text, a query the one in the log file.
   * - `a number that no double holds`: one with an exponent or a fraction, beyond ±1.8E308. No filter pattern's comparison holds for it.
   */
  readonly holds:
    "null" | "true or false" | "a text" | "a number" | "a number in another notation" | "a number that no double holds";
}

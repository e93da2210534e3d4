/**
 * Where an event pattern decides otherwise than the filter pattern from which it was translated: events in which a field
 * holds what AWS does not document for it. All other differences are refused, except two that concern every field: a
 * field that holds a list or an object where the filter pattern expects a single value, or a single value or an object
 * where it has `[*]`. Event patterns see through lists, filter patterns do not.
 */
export interface Difference {
  /** The field, as a selector of filter patterns, without wildcards. */
  readonly field: string;
  /**
   * - `null, true or false`: each is something else than a text to an event pattern, but no filter pattern's `!=` holds.
   * - `a number`: a filter pattern compares its text with a text.
   * - `a large number`: one beyond ±5,000,000,000 or of more than 15 digits, which an event pattern does not compare exactly.
   * - `an address`: an event pattern knows every spelling of an IP address.
   */
  readonly holds: "null, true or false" | "a number" | "a large number" | "an address";
}

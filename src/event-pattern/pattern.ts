/**
 * An EventBridge event pattern: for each field of the event what it may be, or the pattern of what is in it. All fields
 * have to match; `$or` lists patterns of which one has to match as well.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly Match[] | readonly EventPattern[];
}

/** What a field may be. A list of them matches if one does; a field that holds a list, if one of its elements does. */
export type Match = Scalar | Operator;

/** A value of JSON that is neither a list nor an object. It matches itself; a text that is an IP address, any spelling of it. */
export type Scalar = string | number | boolean | null;

/** A match by comparison, which has exactly one of these keys. */
export type Operator =
  | { readonly prefix: string | IgnoreCase }
  | { readonly suffix: string | IgnoreCase }
  | IgnoreCase
  | { readonly wildcard: string }
  | { readonly cidr: string }
  | { readonly numeric: NumericTest }
  | { readonly exists: boolean }
  | { readonly "anything-but": AnythingBut };

/** The text in any case. */
export interface IgnoreCase {
  readonly "equals-ignore-case": string;
}

/** One comparison, or the two ends of a range, the lower one first. */
export type NumericTest =
  readonly ["=" | "<" | "<=" | ">" | ">=", number] | readonly [">" | ">=", number, "<" | "<=", number];

/** What the field must not be: values of one type, or texts by one of four tests. The field has to exist. */
export type AnythingBut =
  | string
  | number
  | readonly string[]
  | readonly number[]
  | { readonly prefix: string | readonly string[] }
  | { readonly suffix: string | readonly string[] }
  | { readonly "equals-ignore-case": string | readonly string[] }
  | { readonly wildcard: string | readonly string[] };

/** The one field of a pattern that is no field of the event. */
export const OR = "$or";

/** The patterns of which one has to match. */
export function alternativesIn(pattern: EventPattern): readonly EventPattern[] {
  return (pattern[OR] ?? []) as readonly EventPattern[];
}

/** Whether a match compares, instead of being the value itself. */
export function isOperator(match: Match): match is Operator {
  return typeof match === "object" && match !== null;
}

/** The position of a node in the pattern text: `start` is inclusive, `end` is exclusive, both in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A whole filter pattern. Its span covers the whole text, surrounding white space included. */
export type FilterPattern = JsonPattern | DelimitedPattern | TermsPattern | RegexPattern;

/** `{ … }`: conditions on the fields of a JSON event. */
export interface JsonPattern extends Span {
  readonly kind: "json";
  readonly condition: Expression<JsonCondition>;
}

/** `[ … ]`: conditions on the white-space separated fields of a line. No fields at all match every line. */
export interface DelimitedPattern extends Span {
  readonly kind: "delimited";
  readonly fields: readonly DelimitedField[];
}

/** Words and phrases that the event must, must not or may contain. No terms at all match every event. */
export interface TermsPattern extends Span {
  readonly kind: "terms";
  readonly terms: readonly Term[];
}

/** `%…%`: one regular expression over the text of the event. */
export interface RegexPattern extends Span {
  readonly kind: "regex";
  readonly regex: RegexValue;
}

/** Conditions joined by `&&`, `||` and brackets. */
export type Expression<Condition> = Conjunction<Condition> | Disjunction<Condition> | Group<Condition> | Condition;

/** Two or more operands joined by `&&`. */
export interface Conjunction<Condition> extends Span {
  readonly kind: "and";
  readonly operands: readonly Expression<Condition>[];
}

/** Two or more operands joined by `||`. */
export interface Disjunction<Condition> extends Span {
  readonly kind: "or";
  readonly operands: readonly Expression<Condition>[];
}

/** An expression in round brackets. */
export interface Group<Condition> extends Span {
  readonly kind: "group";
  readonly inner: Expression<Condition>;
}

/** One condition of a JSON pattern. */
export type JsonCondition = Comparison<Selector> | ConstantTest | AbsenceTest;

/** `subject operator value`. */
export interface Comparison<Subject> extends Span {
  readonly kind: "comparison";
  readonly subject: Subject;
  readonly operator: Operator;
  readonly value: Value;
}

/** How a {@link Comparison} compares; the four order operators accept only a bare number. */
export type Operator = "=" | "!=" | "<" | ">" | "<=" | ">=";

/** `subject IS NULL`, `IS TRUE` or `IS FALSE`. */
export interface ConstantTest extends Span {
  readonly kind: "is";
  readonly subject: Selector;
  readonly constant: "NULL" | "TRUE" | "FALSE";
}

/** `subject NOT EXISTS`. */
export interface AbsenceTest extends Span {
  readonly kind: "not-exists";
  readonly subject: Selector;
}

/** `$.a.b[0]`: the path from the root of the event to a field. */
export interface Selector extends Span {
  readonly steps: readonly Step[];
}

/** One step of a {@link Selector}. The two notations of a wildcard mean the same. */
export type Step =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "wildcard"; readonly notation: ".*" | "[*]" };

/** What a field is compared with. */
export type Value = TextValue | NumberValue | RegexValue;

/** A word or a quoted string, unescaped; `*` stands for any text. */
export interface TextValue extends Span {
  readonly kind: "text";
  readonly text: string;
  readonly quoted: boolean;
}

/** A bare number, as written. */
export interface NumberValue extends Span {
  readonly kind: "number";
  readonly text: string;
}

/** A regular expression, without its percent signs. */
export interface RegexValue extends Span {
  readonly kind: "regex";
  readonly source: string;
}

/** One position of a {@link DelimitedPattern}. */
export type DelimitedField = NamedField | UnnamedField | ConditionalField | Ellipsis;

/** `name`: a field that must be there. */
export interface NamedField extends Span {
  readonly kind: "named";
  readonly name: string;
}

/** Nothing between two commas: a field that must be there. */
export interface UnnamedField extends Span {
  readonly kind: "unnamed";
}

/** `name = value`, or several comparisons of the same name. */
export interface ConditionalField extends Span {
  readonly kind: "conditional";
  readonly name: string;
  readonly condition: Expression<Comparison<FieldName>>;
}

/** `...`: any number of fields, also none. */
export interface Ellipsis extends Span {
  readonly kind: "ellipsis";
}

/** The name of a field where a condition uses it. */
export interface FieldName extends Span {
  readonly name: string;
}

/** One word or phrase of a {@link TermsPattern}. */
export interface Term extends Span {
  readonly kind: "term";
  readonly role: "required" | "excluded" | "optional";
  readonly text: string;
}

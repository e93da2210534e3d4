import { type Operator, Refusal, type RegexValue, type TextValue } from "../../filter-pattern";
import { compileTest } from "../../filter-pattern/evaluate/value-test";
import { translateRegex } from "../../filter-pattern/regex";
import { type Sql, quote, quoteAll } from "../sql";

/** A comparison with a text, a text with `*`, one of several texts, or a regular expression. */
export interface TextTest {
  /** The comparison of a text in SQL; null for null. */
  readonly compare: (text: string) => Sql;
  /** Whether the comparison holds for a text. */
  readonly holds: (text: string) => boolean;
  /** Whether it matters how a number is written. */
  readonly readsNumbers: boolean;
}

export function textTest(operator: Operator, value: TextValue | RegexValue): TextTest {
  const { text: holds } = compileTest(operator, value);
  const compare = value.kind === "regex" ? likeRegex(operator, value) : likeText(operator, value);
  return { compare, holds, readsNumbers: readsNumbers(value) };
}

/** The comparison with several texts without `*`, of which one has to be equal. */
export function anyTextTest(values: readonly TextValue[]): TextTest {
  const [first, ...others] = values as readonly [TextValue, ...TextValue[]];
  if (others.length === 0) return textTest("=", first);
  const texts = [...new Set(values.map(({ text }) => text))];
  return {
    compare: (text) => ({ text: `${text} IN (${quoteAll(texts)})` }),
    holds: (text) => texts.includes(text),
    readsNumbers: values.some(readsNumbers),
  };
}

function likeText(operator: Operator, value: TextValue): TextTest["compare"] {
  const parts = value.text.split(/\*+/);
  const isEqual = operator === "=";
  if (parts.length === 1) return (text) => ({ text: `${text} ${isEqual ? "=" : "<>"} ${quote(value.text)}` });
  if (parts.join("") === "") {
    if (!isEqual) throw new Refusal("the condition is never true", value);
    return (text) => ({ text: `${text} IS NOT NULL` });
  }
  const escaped = parts.map((part) => part.replace(/[\\%_]/g, "\\$&"));
  const escape = escaped.join("") === parts.join("") ? "" : " ESCAPE '\\'";
  return (text) => ({ text: `${text} ${isEqual ? "" : "NOT "}LIKE ${quote(escaped.join("%"))}${escape}` });
}

/** RE2's syntax as Java's: there `$` also precedes a final newline. */
function likeRegex(operator: Operator, value: RegexValue): TextTest["compare"] {
  const expression = translateRegex(value.source, ({ advice }) => {
    throw new Refusal(advice, value);
  });
  const java = expression.replace(/\\x\{(\w+)\}|\[\^|[$^]/g, (found, code?: string) => {
    if (code === undefined) return { "^": "\\A", $: "\\z" }[found] ?? found;
    const character = String.fromCodePoint(parseInt(code, 16));
    return /^\w$/.test(character) ? character : found;
  });
  return (text) => ({ text: `${operator === "=" ? "" : "NOT "}regexp_like(${text}, ${quote(java)})` });
}

function readsNumbers(value: TextValue | RegexValue): boolean {
  if (value.kind === "regex") return true;
  const text = value.text.replaceAll("*", "");
  return text !== "" && (/^[-+.\deE]+$/.test(text) || compileTest("=", value).text("Infinity"));
}

import {
  type Comparison,
  type JsonCondition,
  type NumberValue,
  Refusal,
  type Selector,
  type TextValue,
} from "../../filter-pattern";
import { parseAddress } from "../address";
import { LARGEST_NUMBER } from "../match";
import type { Match } from "../pattern";
import type { Difference } from "./difference";
import { type Field, fieldOf } from "./selector";

/** A condition of a filter pattern as what an event pattern says of one field. */
export interface Translated {
  readonly field: Field;
  readonly matches: readonly Match[];
  readonly differences: readonly Difference["holds"][];
}

/** @param isLeaf Whether a field never holds an object. */
export function translateCondition(condition: JsonCondition, isLeaf: (name: string) => boolean): Translated {
  const field = fieldOf(condition.subject);
  switch (condition.kind) {
    case "is":
      return { field, matches: [{ NULL: null, TRUE: true, FALSE: false }[condition.constant]], differences: [] };
    case "not-exists":
      if (field.list !== undefined)
        throw new Refusal("an event pattern cannot say that no element of a list has a field", condition);
      if (!isLeaf(field.name))
        throw new Refusal(`${field.name} may hold an object, which an event pattern takes for absent`, condition);
      return { field, matches: [{ exists: false }], differences: [] };
    case "comparison":
      return { field, ...translateComparison(condition, field) };
  }
}

function translateComparison(condition: Comparison<Selector>, { list }: Field): Omit<Translated, "field"> {
  const { operator, value } = condition;
  if (value.kind === "regex") throw new Refusal("event patterns have no regular expressions", value);
  if (operator !== "!=") return value.kind === "text" ? equals(value) : ordered(operator, value);
  if (list !== undefined) throw new Refusal("an event pattern cannot say that no element of a list is this", condition);
  if (value.kind === "number")
    throw new Refusal("an event pattern cannot say that a field is neither a number nor its text", condition);
  return differs(value);
}

function equals(value: TextValue): Omit<Translated, "field"> {
  const { operator, text } = glob(value);
  const differences: Difference["holds"][] = canBeNumber(value.text) ? ["a number"] : [];
  if (operator !== undefined) return { matches: [{ [operator]: text } as unknown as Match], differences };
  return {
    matches: [text],
    differences: parseAddress(text) === undefined ? differences : [...differences, "an address"],
  };
}

function differs(value: TextValue): Omit<Translated, "field"> {
  const { operator, text } = glob(value);
  if (operator !== undefined && text === "") throw new Refusal("the condition is never true", value);
  const excluded = operator === undefined ? [text] : { [operator]: text };
  const differences: Difference["holds"][] = [
    "null, true or false",
    ...(canBeNumber(value.text) ? ["a number" as const] : []),
  ];
  return { matches: [{ "anything-but": excluded } as Match], differences };
}

/** A text with `*` as the operator that compares with it. AWS does not document what a `*` within a text means. */
function glob(value: TextValue): { operator?: "prefix" | "suffix" | "wildcard"; text: string } {
  const [first = "", ...others] = value.text.split(/\*+/);
  const last = others.pop();
  if (last === undefined) return { text: first };
  const [middle = "", ...more] = others;
  if (last === "" && others.length === 0) return { operator: "prefix", text: first };
  if (first === "" && others.length === 0) return { operator: "suffix", text: last };
  if (first === "" && last === "" && more.length === 0)
    return { operator: "wildcard", text: `*${middle.replaceAll("\\", "\\\\")}*` };
  throw new Refusal("what a * inside a text matches is not documented for filter patterns", value);
}

/** Whether a number, as text, could match: a filter pattern compares its text, an event pattern does not. */
function canBeNumber(glob: string): boolean {
  return /^[-+.\deE*]+$/.test(glob);
}

function ordered(operator: "=" | "<" | ">" | "<=" | ">=", value: NumberValue): Omit<Translated, "field"> {
  const number = Number(value.text);
  const digits = value.text.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "");
  const isTiny = Math.abs(number) < 1e-6 && digits !== "";
  if (!(Math.abs(number) <= LARGEST_NUMBER) || isTiny || digits.length > 15)
    throw new Refusal("event patterns compare numbers up to 5,000,000,000 with 15 digits", value);
  const differences: Difference["holds"][] = ["a large number"];
  // A number without quotes also equals its text.
  if (operator === "=") return { matches: [number, value.text], differences };
  return { matches: [{ numeric: [operator, number] }], differences };
}

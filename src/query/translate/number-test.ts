import { type NumberValue, type Operator, Refusal } from "../../filter-pattern";
import { type Sql, allOf, anyOf, quote } from "../sql";

/** Beyond ±2⁵³ different integers are the same double. */
const LARGEST_NUMBER = 2 ** 53;

/** The comparison with a number of a JSON value, given as its JSON text and as what `json_extract_scalar` returns. */
export function compareNumber(operator: Operator, value: NumberValue, json: string, scalar: string): Sql {
  const number = `TRY_CAST(${json} AS DOUBLE)`;
  const literal = doubleLiteral(value);
  switch (operator) {
    // A number without quotes also equals its text.
    case "=":
      return anyOf({ text: `${scalar} = ${quote(value.text)}` }, { text: `${number} = ${literal}` });
    case "!=":
      return allOf({ text: `${scalar} <> ${quote(value.text)}` }, { text: `${number} IS DISTINCT FROM ${literal}` });
    default:
      return { text: `${number} ${operator} ${literal}` };
  }
}

function doubleLiteral(value: NumberValue): string {
  const number = Number(value.text);
  const digits = value.text.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "");
  const isTiny = Math.abs(number) < 1e-300 && digits !== "";
  if (!(Math.abs(number) <= LARGEST_NUMBER) || isTiny || digits.length > 15)
    throw new Refusal("the query compares numbers as doubles, which is exact up to 2^53 with 15 digits", value);
  const text = String(number).toUpperCase();
  return text.includes("E") ? text : `${text}E0`;
}

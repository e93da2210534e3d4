import {
  type Comparison,
  type ConstantTest,
  type JsonCondition,
  type NumberValue,
  Refusal,
  type Selector,
} from "../../filter-pattern";
import { formatSelector } from "../../filter-pattern/format";
import type { Difference } from "../difference";
import { type Sql, allOf, anyOf, quote } from "../sql";
import { compareNumber } from "./number-test";
import { type ColumnPlace, type JsonPlace, type Place, jsonAt, scalarAt } from "./place";
import { type TextTest, textTest } from "./text-test";

/** What a condition asks of the value at one place. */
export type Test =
  | { readonly kind: "text"; readonly test: TextTest }
  | { readonly kind: "number"; readonly operator: Comparison<Selector>["operator"]; readonly value: NumberValue }
  | { readonly kind: "is"; readonly constant: ConstantTest["constant"]; readonly inList: boolean }
  | { readonly kind: "exists" | "not-exists" };

/** The test that a condition makes; `inList` where its selector has a wildcard. */
export function testOf(condition: JsonCondition, inList: boolean): Test {
  switch (condition.kind) {
    case "is":
      return { kind: "is", constant: condition.constant, inList };
    case "not-exists":
      return { kind: "not-exists" };
    case "comparison": {
      const { operator, value } = condition;
      return value.kind === "number"
        ? { kind: "number", operator, value }
        : { kind: "text", test: textTest(operator, value) };
    }
  }
}

/** What a place in SQL has to satisfy, and in what cases that is something else than the filter pattern's condition. */
export interface Tested {
  readonly sql: Sql;
  readonly differences: readonly Difference["holds"][];
}

/**
 * A test as a condition in SQL, which is null or false where the test fails.
 *
 * @throws Refusal
 */
export function applyTest(test: Test, place: Place, condition: JsonCondition): Tested {
  return place.kind === "json" ? testJson(test, place) : testColumn(test, place, condition);
}

function testColumn(test: Test, { sql, column }: ColumnPlace, condition: JsonCondition): Tested {
  const refuse = (reason: string): never => {
    throw new Refusal(`${formatSelector(condition.subject)} ${reason}`, condition);
  };
  const held = typeof column === "string" ? kinds[column] : "an object or a list";
  switch (test.kind) {
    case "exists":
    case "not-exists":
      if (column === "json") return refuse(isAmbiguous);
      return { sql: { text: `${sql} IS ${test.kind === "exists" ? "NOT " : ""}NULL` }, differences: ["null"] };
    case "is":
      if (test.constant === "NULL") return refuse(isAmbiguous);
      if (column !== "boolean") return refuse(`holds ${held}, not true or false`);
      return { sql: { text: `${sql} = ${quote(test.constant.toLowerCase())}` }, differences: ["a text"] };
    case "text": {
      if (column !== "text") return refuse(`holds ${held}, not text`);
      const { compare, holds } = test.test;
      const differences = [...(holdsForBoolean(holds) ? ["true or false" as const] : []), ...notations(test.test)];
      return { sql: compare(sql), differences };
    }
    case "number": {
      if (column !== "text") return refuse(`holds ${held}, not a number`);
      const { operator, value } = test;
      if (operator === "=") return { sql: { text: `${sql} = ${quote(value.text)}` }, differences: ["a number"] };
      if (operator === "!=")
        return { sql: { text: `${sql} <> ${quote(value.text)}` }, differences: ["a number", "true or false"] };
      return refuse("holds text, which is neither less nor more than a number");
    }
  }
}

const kinds = { text: "text", boolean: "true or false", json: "an object" } as const;
const isAmbiguous = "is null in the table both if it is null and if it does not exist";

function testJson(test: Test, place: JsonPlace): Tested {
  const value = jsonAt(place);
  const json = `json_format(${value})`;
  const isNotBoolean = { text: `${json} NOT IN ('true', 'false')` };
  switch (test.kind) {
    case "exists":
    case "not-exists":
      return { sql: { text: `${value} IS ${test.kind === "exists" ? "NOT " : ""}NULL` }, differences: [] };
    case "is":
      return { sql: isConstant(test, json), differences: [] };
    case "text": {
      const sql = test.test.compare(scalarAt(place));
      const differences = notations(test.test);
      return { sql: holdsForBoolean(test.test.holds) ? allOf(sql, isNotBoolean) : sql, differences };
    }
    case "number": {
      const sql = compareNumber(test.operator, test.value, json, scalarAt(place));
      const differences = ["a number that no double holds"] as const;
      return { sql: test.operator === "!=" ? allOf(sql, isNotBoolean) : sql, differences };
    }
  }
}

function holdsForBoolean(holds: (text: string) => boolean): boolean {
  return holds("true") || holds("false");
}

function isConstant({ constant, inList }: Extract<Test, { kind: "is" }>, json: string): Sql {
  if (constant !== "NULL" || inList) return { text: `${json} = ${quote(constant.toLowerCase())}` };
  // A list whose first element is null counts as null itself.
  return anyOf({ text: `${json} IN ('null', '[null]')` }, { text: `${json} LIKE '[null,%'` });
}

function notations({ readsNumbers }: TextTest): readonly Difference["holds"][] {
  return readsNumbers ? ["a number in another notation"] : [];
}

import type { Step } from "../../filter-pattern";
import { type Column, columns, isList } from "../columns";
import { quote } from "../sql";

/** Where a selector leads in a row: to a column or a field in one, or to a JSON value. */
export type Place = ColumnPlace | JsonPlace;

export interface ColumnPlace {
  readonly kind: "column";
  readonly sql: string;
  readonly column: Column;
}

/** A value in the JSON text of a column, or in an element of it. */
export interface JsonPlace {
  readonly kind: "json";
  /** The text, or the element. */
  readonly sql: string;
  /** The path of Trino's `json_extract`; empty for the element itself. */
  readonly path: string;
}

/** The whole row. */
export const row: Place = { kind: "column", sql: "", column: columns };

/** What a wildcard leads to: an array in SQL, and the place of one element of it. */
export interface Elements {
  readonly sql: string;
  readonly element: (variable: string) => Place;
}

/** The JSON value at a place; null if there is none, JSON's `null` if it is null. */
export function jsonAt({ sql, path }: JsonPlace): string {
  return path === "" ? sql : `json_extract(${sql}, ${quote(path)})`;
}

/** The text, number or boolean at a place, as text; null for anything else. */
export function scalarAt({ sql, path }: JsonPlace): string {
  return `json_extract_scalar(${sql}, ${quote(path || "$")})`;
}

/** The place that a key or an index leads to; undefined if no column holds it. */
export function follow(place: Place, step: Exclude<Step, { kind: "wildcard" }>): Place | undefined {
  const json = asJson(place);
  if (json !== undefined) return followJson(json, step);
  const { sql, column } = place as ColumnPlace;
  if (typeof column === "string") return undefined;
  if (isList(column)) {
    if (step.kind === "key") return undefined;
    return { kind: "column", sql: `element_at(${sql}, ${step.index + 1})`, column: column[0] };
  }
  if (step.kind === "index" || !Object.hasOwn(column, step.key)) return undefined;
  const name = step.key.toLowerCase();
  return { kind: "column", sql: sql === "" ? name : `${sql}.${name}`, column: column[step.key]! };
}

function followJson(place: JsonPlace, step: Exclude<Step, { kind: "wildcard" }>): JsonPlace {
  const element = (sql: string): JsonPlace => ({ kind: "json", sql, path: "" });
  if (step.kind === "index") return element(`element_at(${arrayAt(place)}, ${step.index + 1})`);
  // In a path, what Java reads as an integer selects an element of a list, too.
  if (/^[+-]?\p{Nd}+$/u.test(step.key)) return element(`element_at(${mapAt(place)}, ${quote(step.key)})`);
  const name = /^[A-Za-z_]\w*$/.test(step.key) ? `.${step.key}` : `["${step.key.replace(/["\\]/g, "\\$&")}"]`;
  return { kind: "json", sql: place.sql, path: (place.path || "$") + name };
}

/** What a wildcard leads to from a place; undefined if no column holds it. */
export function elementsOf(place: Place): Elements | undefined {
  const json = asJson(place);
  if (json !== undefined)
    return {
      sql: `coalesce(${arrayAt(json)}, map_values(${mapAt(json)}))`,
      element: (variable) => ({ kind: "json", sql: variable, path: "" }),
    };
  const { sql, column } = place as ColumnPlace;
  if (typeof column === "string" || !isList(column)) return undefined;
  return { sql, element: (variable) => ({ kind: "column", sql: variable, column: column[0] }) };
}

function asJson(place: Place): JsonPlace | undefined {
  if (place.kind === "json") return place;
  return place.column === "json" ? { kind: "json", sql: place.sql, path: "$" } : undefined;
}

function arrayAt(place: JsonPlace): string {
  return `TRY_CAST(${jsonAt(place)} AS ARRAY(JSON))`;
}

function mapAt(place: JsonPlace): string {
  return `TRY_CAST(${jsonAt(place)} AS MAP(VARCHAR, JSON))`;
}

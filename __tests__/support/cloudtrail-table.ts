import { type Column, columns, isList } from "../../src/query";
import { type Node, noisyText } from "./noisy-json";
import type { openDatabase } from "./trino";

/** A row of the table, by the names that columns have there. */
export interface Row {
  readonly [column: string]: Value;
}
type Value = string | null | readonly Value[] | Row;

/**
 * What Athena reads of an event: a model of CloudTrail's input format and of Hive's JSON SerDe, from the pages that AWS and Trino
 * publish of both, not from a measurement.
 *
 * - A field that is null, and one that does not exist, is null.
 * - Text, numbers and booleans are text, as they are in the log file.
 * - `requestParameters` and its like are the JSON text of their value.
 * - Names of fields are compared without regard to their case, and the last of several counts.
 *
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-understanding.html
 * https://github.com/trinodb/trino/blob/master/lib/trino-hive-formats/src/main/java/io/trino/hive/formats/line/json/JsonDeserializer.java
 *
 * @throws RangeError if a value has another shape than its column: the SerDe fails, too.
 */
export function rowOf(event: Node): Row {
  return read(event, columns) as Row;
}

function read(node: Node | undefined, column: Column): Value {
  if (node === undefined || (node.kind === "raw" && node.text === "null")) return null;
  if (column === "json") {
    if (node.kind === "object") return noisyText(withoutRepetition(node), [1]);
  } else if (typeof column === "string") {
    if ((node.kind === "raw" && !/[[{]/.test(node.text)) || node.kind === "string") return node.text;
  } else if (isList(column)) {
    if (node.kind === "array") return node.items.map((item) => read(item, column[0]));
  } else if (node.kind === "object") {
    const fields = new Map(node.entries.map(([key, value]) => [key.toLowerCase(), value]));
    const names = Object.entries(column).map(([key, field]) => [key.toLowerCase(), field] as const);
    return Object.fromEntries(names.map(([name, field]) => [name, read(fields.get(name), field)]));
  }
  throw new RangeError("a value has another shape than its column");
}

/** The input format reads the value before it writes its text. */
function withoutRepetition(node: Node): Node {
  if (node.kind === "array") return { ...node, items: node.items.map(withoutRepetition) };
  if (node.kind !== "object") return node;
  const entries = new Map(node.entries.map(([key, value]) => [key, withoutRepetition(value)]));
  return { ...node, entries: [...entries] };
}

/** A value of JavaScript as a JSON value. */
export function nodeOf(value: unknown): Node {
  if (typeof value === "string") return { kind: "string", text: value };
  if (Array.isArray(value)) return { kind: "array", items: value.map(nodeOf) };
  if (typeof value !== "object" || value === null) return { kind: "raw", text: JSON.stringify(value) };
  return { kind: "object", entries: Object.entries(value).map(([key, inner]) => [key, nodeOf(inner)]) };
}

/** A partition, which is part of where a log file lies. */
interface Partition {
  readonly account: string;
  readonly region: string;
  readonly dt: string;
}
const usual: Partition = { account: "111122223333", region: "eu-central-1", dt: "2026/03/02" };

const structure = JSON.stringify([
  { ...(structureOf(columns) as object), ...Object.fromEntries(Object.keys(usual).map((name) => [name, "VARCHAR"])) },
]);

function structureOf(column: Column): unknown {
  if (typeof column === "string") return "VARCHAR";
  if (isList(column)) return [structureOf(column[0])];
  return Object.fromEntries(Object.entries(column).map(([key, field]) => [key.toLowerCase(), structureOf(field)]));
}

const names = [...Object.keys(columns).map((name) => name.toLowerCase()), ...Object.keys(usual)];

/** Fills a table with rows, with `number` for their position. */
export async function fillTable(
  database: Awaited<ReturnType<typeof openDatabase>>,
  rows: readonly (Row & Partial<Partition>)[],
  { table = "cloudtrail_logs", ...partition }: Partial<Partition> & { readonly table?: string } = {},
): Promise<void> {
  const selected = names.map((name) => `r.${name}`).join(", ");
  await database.run(
    `CREATE OR REPLACE TABLE ${table} AS
     SELECT ${selected}, row_number() OVER () - 1 AS number
     FROM (SELECT unnest(json_transform($1::JSON, '${structure}')) AS r)`,
    [JSON.stringify(rows.map((row) => ({ ...usual, ...partition, ...row })))],
  );
}

import fc from "fast-check";
import { detections, type Detection } from "../../../src/detections";
import { compile, parse } from "../../../src/filter-pattern";
import { formatSelector } from "../../../src/filter-pattern/format";
import { selectors } from "../../../src/filter-pattern/traverse";
import { type Column, columns, toSql } from "../../../src/query";
import { fillTable, nodeOf, rowOf } from "../../support/cloudtrail-table";
import { detectionExamples } from "../../support/detection-events";
import { jsonPatternIn } from "../../support/filter-pattern-arbitraries";
import { openDatabase, unknownFunctions } from "../../support/trino";
import { grammarErrors } from "../../support/trino-grammar";

const texts = detections.flatMap((detection: Detection) =>
  Object.entries(detection.filters).map(([name, text]) => [`${detection.id}, ${name}`, text] as const),
);

test.each(texts)("%s: every field has a column", (_, text) => {
  const missing = selectors(parse(text)).filter(({ steps }) => {
    let column: Column | undefined = columns;
    for (const step of steps) {
      if (column === "json") return false;
      if (typeof column !== "object") return true;
      column = (column as Record<string, Column | undefined>)[step.kind === "key" ? step.key : 0];
    }
    return column === undefined;
  });
  expect(missing.map(formatSelector)).toEqual([]);
});

const sqlOf = (text: string): string => {
  const result = toSql(parse(text));
  return result.kind === "translated" ? result.sql : `refused: ${result.reason}`;
};

test("DuckDB and the filter patterns decide alike on the events of all detections", async () => {
  const events = Object.values(detectionExamples).flatMap(({ matches, misses }) => [...matches, ...misses]);
  const database = await openDatabase();
  await fillTable(
    database,
    events.map((event) => rowOf(nodeOf(event))),
  );
  for (const [name, text] of texts) {
    const rows = await database.query(`SELECT number FROM cloudtrail_logs WHERE ${sqlOf(text)} ORDER BY number`);
    const matches = compile(parse(text));
    const matching = events.flatMap((event, number) => (matches(event) ? [number] : []));
    expect(matching).not.toEqual([]);
    expect([name, rows.map(({ number }) => Number(number))]).toEqual([name, matching]);
  }
  database.close();
});

describe("the SQL of the catalogue, and of any pattern", () => {
  const generated = fc.sample(jsonPatternIn("requestParameters"), { numRuns: 60, seed: 1 }).flatMap((pattern) => {
    const result = toSql(pattern);
    // The grammar takes seconds for the longest of them.
    return result.kind === "translated" && result.sql.length < 1000 ? [result.sql] : [];
  });
  const queries = [...texts.map(([, text]) => sqlOf(text)), ...generated];

  test("is in Trino's grammar", () => {
    const [ofNoCondition, ...ofQueries] = grammarErrors(
      ["coalesce(eventname =, false)", ...queries].map((sql) => `SELECT ${sql} FROM cloudtrail_logs`),
    );
    expect(ofNoCondition).not.toEqual([]);
    expect(queries.filter((_, index) => ofQueries[index]!.length > 0)).toEqual([]);
    expect(queries.length).toBeGreaterThan(110);
  });

  test("calls only functions whose semantics are known", () => {
    expect(unknownFunctions("ascii(coalesce(eventname, 'lower('))")).toEqual(["ascii"]);
    expect(queries.flatMap(unknownFunctions)).toEqual([]);
  });
});

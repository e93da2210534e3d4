import { openDatabase, standIns } from "../../support/trino";

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
});

/** DuckDB is not Trino: this is what lets it judge queries of Trino all the same. */
test.each(standIns.map((standIn) => [standIn.name, standIn] as const))("%s", async (_, { examples }) => {
  for (const [expression, value] of examples) {
    const [row] = await database.query(`SELECT ${expression} AS value`);
    const got = typeof value === "number" ? Number(row!["value"]) : row!["value"];
    expect([expression, got]).toEqual([expression, value]);
  }
});

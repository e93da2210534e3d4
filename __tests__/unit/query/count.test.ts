import { Evaluator } from "../../../src/cli/report/count/evaluator";
import { RecordSplitter } from "../../../src/cli/report/json-stream/record-splitter";
import { RecordUnwrapper } from "../../../src/cli/report/read/record-unwrapper";
import { countedFilters, detections } from "../../../src/detections";
import { type CountedDetection, MAX_QUERY_BYTES, type Scope, countQueries } from "../../../src/query";
import { fillTable, nodeOf, rowOf } from "../../support/cloudtrail-table";
import { detectionExamples } from "../../support/detection-events";
import { call } from "../../support/detection-events/record";
import { openDatabase, unknownFunctions } from "../../support/trino";
import { grammarErrors } from "../../support/trino-grammar";

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
});

const scope = {
  database: "main",
  table: "cloudtrail_logs",
  from: new Date("2026-03-01T00:00:00Z"),
  to: new Date("2026-03-31T23:00:00Z"),
};

const catalogue = detections.map((detection) => ({ ...detection, filters: Object.values(countedFilters(detection)) }));

/** Fifty detections as users write them. */
const custom = Array.from({ length: 50 }, (_, index): CountedDetection => {
  const names = Array.from({ length: 12 }, (_name, at) => `($.eventName = "Operation${index}x${at}")`).join(" || ");
  return {
    id: `custom-${index}`,
    filters: [
      `{ ($.eventSource = "s3.amazonaws.com") && (${names}) && ($.requestParameters.bucketName = "audit-${index}-*") }`,
    ],
    except: `$.userIdentity.sessionContext.sessionIssuer.userName = "pipeline-${index}"`,
    threshold: 1,
    periodSeconds: 300,
  };
});

/** What the queries return, as text: detection, start of the period, hits, events. */
async function count(all: readonly CountedDetection[], where: Partial<Scope> = {}) {
  const { queriesIn, uncounted } = countQueries(all);
  expect(uncounted).toEqual([]);
  const rows = [];
  for (const { sql } of queriesIn({ ...scope, ...where })) rows.push(...(await database.query(sql)));
  return rows;
}

const fill = (events: readonly object[]) =>
  fillTable(
    database,
    events.map((event) => rowOf(nodeOf(event))),
  );

const putObject = (eventID: string, eventTime: string, further: object = {}) =>
  call("s3", "PutObject", { key: "a" }, { eventID, eventTime, ...further });

const exampleOf = (time: string, id: string) =>
  `${time}\n${id}\nPutObject\narn:aws:sts::111122223333:assumed-role/developers/alex`;

const puts: CountedDetection = {
  id: "puts",
  filters: ["{ $.eventName = PutObject }", "{ $.eventSource = s3.amazonaws.com && $.requestParameters.key = a }"],
  threshold: 4,
  periodSeconds: 300,
};

test("the catalogue is one query, with fifty detections of a user as well", () => {
  const { queriesIn, uncounted } = countQueries([...catalogue, ...custom]);
  const queries = queriesIn(scope);
  expect(uncounted).toEqual([]);
  expect(queries.map(({ detections }) => detections.length)).toEqual([catalogue.length + 50]);
  expect(Buffer.byteLength(queries[0]!.sql)).toBeLessThan(MAX_QUERY_BYTES / 2);
  expect(grammarErrors([queries[0]!.sql])).toEqual([[]]);
  expect(unknownFunctions(queries[0]!.sql)).toEqual([]);
});

test("the query counts what the report counts, on the events of all detections", async () => {
  const events = Object.values(detectionExamples)
    .flatMap(({ matches, misses }) => [...matches, ...misses])
    .map((event, index) => ({
      ...event,
      eventID: `event-${index}`,
      eventTime: new Date(Date.UTC(2026, 2, 2) + index * 37_000).toISOString().replace(".000", ""),
    }));
  const delivered = [...events, ...events.filter((_, index) => index % 3 === 0)];
  const evaluator = new Evaluator(detections);
  const splitter = new RecordSplitter(new RecordUnwrapper(evaluator));
  splitter.push(Buffer.from(JSON.stringify({ Records: delivered })));
  splitter.end();
  expect(evaluator.tally).toMatchObject({ records: events.length, repeated: delivered.length - events.length });

  await fill(delivered);
  const rows = await count(catalogue);
  const counted = catalogue.map(({ id, periodSeconds, threshold }, index) => {
    const own = rows.filter(({ detection }) => detection === id);
    const periods = own.map(({ period_start, hits, is_alarm }) => {
      expect(is_alarm).toBe(Number(hits) >= threshold);
      return [Number(period_start) / periodSeconds, Number(hits)];
    });
    const { events: sum, periods: pages } = evaluator.tally.detections[index]!;
    const expected = [...pages].flatMap(([page, sums]) =>
      [...sums].flatMap((hits, at) => (hits > 0 ? [[page * sums.length + at, hits]] : [])),
    );
    expect([id, periods]).toEqual([id, expected.sort(([a], [b]) => a! - b!)]);
    return [own.reduce((total, { events: part }) => total + Number(part), 0), sum];
  });
  expect(counted.map(([got]) => got)).toEqual(counted.map(([, expected]) => expected));
  expect(counted.filter(([got]) => got === 0)).toEqual([]);
});

test("an event is counted once for each filter, however often it was delivered", async () => {
  const events = [
    putObject("1", "2026-03-02T09:30:01Z"),
    putObject("1", "2026-03-02T09:30:01Z"),
    putObject("2", "2026-03-02T09:34:59Z"),
    putObject("3", "2026-03-02T09:35:00Z"),
    putObject("4", "no time"),
  ];
  await fill(events);
  expect(await count([puts])).toMatchObject([
    {
      ...{
        detection: "puts",
        period_start: "1772443800",
        hits: "4",
        is_alarm: true,
        events: "2",
        example: exampleOf("2026-03-02T09:30:01Z", "1"),
      },
      ...{ first_time: "2026-03-02T09:30:01Z", last_time: "2026-03-02T09:34:59Z" },
    },
    {
      period_start: "1772444100",
      hits: "2",
      is_alarm: false,
      events: "1",
      example: exampleOf("2026-03-02T09:35:00Z", "3"),
    },
    { period_start: null, hits: "2", events: "1", example: exampleOf("no time", "4") },
  ]);
});

test("events without an id are different events", async () => {
  const { eventID, ...event } = putObject("", "2026-03-02T09:30:01Z") as Record<string, unknown>;
  await fill([event, event]);
  expect(eventID).toBe("");
  expect(await count([puts])).toMatchObject([{ hits: "4", events: "2" }]);
});

test("exceptions do not count", async () => {
  await fill([
    putObject("1", "2026-03-02T09:30:01Z"),
    putObject("2", "2026-03-02T09:30:01Z", { userAgent: "backup" }),
    putObject("3", "2026-03-02T09:30:01Z", { userAgent: undefined }),
  ]);
  expect(await count([{ ...puts, except: "$.userAgent = backup" }])).toMatchObject([{ hits: "4", events: "2" }]);
});

test.each<readonly [where: object, found: boolean]>([
  [{}, true],
  [{ from: new Date("2026-03-02T23:59:59Z"), to: new Date("2026-03-02T00:00:00Z") }, true],
  [{ from: new Date("2026-03-03T00:00:00Z") }, false],
  [{ to: new Date("2026-03-01T23:59:59Z") }, false],
  [{ accounts: ["444455556666", "111122223333"], regions: ["eu-central-1"] }, true],
  [{ accounts: ["444455556666"] }, false],
  [{ regions: ["us-east-1"] }, false],
])("only the partitions of %j are read", async (where, found) => {
  await fill([putObject("1", "2026-03-02T09:30:01Z")]);
  expect(await count([puts], where)).toHaveLength(found ? 1 : 0);
});

test("what has no translation is reported, and the rest is counted", async () => {
  await fill([putObject("1", "2026-03-02T09:30:01Z")]);
  const refused = [
    { ...puts, id: "text", filters: ["ERROR"] },
    { ...puts, id: "field", filters: [...puts.filters, "{ $.addendum.reason = x }"] },
    { ...puts, id: "exception", except: "$.errorCode IS NULL" },
    { ...puts, id: "long", filters: Array.from({ length: 2000 }, (_, at) => `{ $.requestParameters.a${at} = "x*y" }`) },
  ];
  const { queriesIn, uncounted } = countQueries([...refused, puts]);
  expect(uncounted.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
    "text: only JSON patterns are counted, this is one of terms",
    "field: no column of the table holds $.addendum.reason",
    "exception: $.errorCode is null in the table both if it is null and if it does not exist",
    expect.stringMatching(/^long: its conditions in SQL have \d+ bytes, of 100000$/) as string,
  ]);
  expect(queriesIn(scope).map(({ detections }) => detections.map(({ id }) => id))).toEqual([["puts"]]);
});

test("what is too long for one query becomes several", async () => {
  const many = Array.from({ length: 900 }, (_, index) => ({
    ...puts,
    id: `puts-${index}`,
    filters: [`{ $.eventName = PutObject && $.requestParameters.key != "${"x".repeat(300)}${index}" }`],
  }));
  const queries = countQueries(many).queriesIn(scope);
  expect(queries.length).toBeGreaterThan(1);
  expect(queries.filter(({ sql }) => Buffer.byteLength(sql) > MAX_QUERY_BYTES)).toEqual([]);
  expect(queries.flatMap(({ detections }) => detections.map(({ id }) => id))).toEqual(many.map(({ id }) => id));
});

test("names and ids are quoted", async () => {
  await fill([putObject("1", "2026-03-02T09:30:01Z")]);
  const [query] = countQueries([{ ...puts, id: "it's" }]).queriesIn({ ...scope, table: 'odd"name' });
  expect(query!.sql).toContain('FROM "main"."odd""name"');
  expect(await count([{ ...puts, id: "it's" }])).toMatchObject([{ detection: "it's" }]);
});

test("fields in which the query decides otherwise are named, each once", () => {
  const except = "$.errorCode NOT EXISTS || ($.errorCode NOT EXISTS && $.readOnly IS TRUE)";
  expect(countQueries([{ ...puts, except }]).queriesIn(scope)[0]!.detections).toEqual([
    {
      id: "puts",
      differences: [
        { field: "$.errorCode", holds: "null" },
        { field: "$.readOnly", holds: "a text" },
      ],
    },
  ]);
});

test("events that no detection can match are omitted before anything else is asked of them", () => {
  const { sql } = countQueries([puts]).queriesIn(scope)[0]!;
  expect(sql).toContain(
    "AND coalesce(eventname = 'PutObject' OR eventsource = 's3.amazonaws.com', false)\n), events AS",
  );
});

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reportWith } from "../../../src/cli/commands/report";
import { reportFromAthena } from "../../../src/cli/report/athena/command";
import { Athena, type Engine, type Row } from "../../../src/cli/report/athena/engine";
import { costOf, partsOf } from "../../../src/cli/report/athena/plan";
import type { Table } from "../../../src/cli/report/athena/table";
import { fillTable, nodeOf, rowOf } from "../../support/cloudtrail-table";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { detectionExamples } from "../../support/detection-events";
import { stateOf } from "../../support/terraform-state";
import { openDatabase } from "../../support/trino";

inTemporaryFolders();

const account = "111122223333";
const megabyte = 1_000_000;
const inModule = "module.security_monitoring.module";
const addresses = {
  workgroup: `${inModule}.athena_workgroup[0].aws_athena_workgroup.workgroup`,
  table: `${inModule}.athena_table[0].aws_glue_catalog_table.table`,
};
/** By these a call of the module is recognised, and where it is. */
const companions = {
  [`${inModule}.evidence_protection.terraform_data.run_leave_to_remove_the_protection`]: { attributes: {} },
  [`${inModule}.alert_topic[0].aws_sns_topic.topic`]: {
    attributes: { arn: `arn:aws:sns:eu-west-1:${account}:alerts`, name: "alerts", kms_master_key_id: "key" },
  },
  [`${inModule}.alert_topic[0].aws_sns_topic_policy.policy`]: {
    attributes: { arn: `arn:aws:sns:eu-west-1:${account}:alerts`, policy: "{}" },
  },
};
const attributes = {
  ...companions,
  [`${inModule}.athena_table[0].aws_glue_catalog_database.database`]: { attributes: {} },
  [addresses.workgroup]: {
    attributes: {
      arn: `arn:aws:athena:eu-west-1:${account}:workgroup/investigations`,
      name: "investigations",
      state: "ENABLED",
      configuration: [
        {
          bytes_scanned_cutoff_per_query: 100 * megabyte,
          result_configuration: [
            { output_location: "s3://results/", encryption_configuration: [{ kms_key_arn: "key" }] },
          ],
        },
      ],
    },
  },
  [addresses.table]: {
    attributes: {
      arn: `arn:aws:glue:eu-west-1:${account}:table/main/cloudtrail`,
      name: "cloudtrail",
      database_name: "main",
      parameters: {
        "projection.account.values": account,
        "projection.region.values": "eu-central-1,eu-west-1",
        "projection.dt.range": "NOW-30DAYS,NOW",
        "storage.location.template": "s3://trail/logs/AWSLogs/${account}/CloudTrail/${region}/${dt}",
      },
      partition_keys: [{ name: "account" }],
      storage_descriptor: [
        {
          location: "s3://trail/logs/AWSLogs/",
          input_format: "format",
          ser_de_info: [{ serialization_library: "library" }],
          columns: [],
        },
      ],
    },
  },
};
const now = () => new Date("2026-03-04T09:30:00Z");

const events = Object.values(detectionExamples)
  .flatMap(({ matches, misses }) => [...matches, ...misses])
  .map((event, index) => ({
    ...event,
    eventID: `event-${String(index).padStart(5, "0")}`,
    eventTime: new Date(Date.UTC(2026, 2, 2) + index * 97_000).toISOString().replace(".000", ""),
  }));
const dayOf = ({ eventTime }: { readonly eventTime: string }) => eventTime.slice(0, 10).replaceAll("-", "/");

/** Athena, played by DuckDB. */
class Played implements Engine {
  readonly asked: string[] = [];
  queries = 0;

  constructor(
    private readonly database: Awaited<ReturnType<typeof openDatabase>>,
    private readonly bytesOfDay = megabyte,
    private readonly scanned = 2 * megabyte,
  ) {}

  bytesOf(region: string, day: string): Promise<number> {
    this.asked.push(`${region} ${day}`);
    return Promise.resolve(this.bytesOfDay);
  }

  async rowsOf(sql: string, onScanned: (bytes: number) => void): Promise<readonly Row[]> {
    this.queries++;
    onScanned(this.scanned);
    const rows = await this.database.query(sql);
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
    );
  }
}

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
  const rows = events.map((event) => ({ ...rowOf(nodeOf(event)), dt: dayOf(event), region: "eu-central-1" }));
  // Every third was delivered twice.
  await fillTable(database, [...rows, ...rows.filter((_, index) => index % 3 === 0)], { table: "cloudtrail" });
});
afterAll(() => {
  database.close();
});

function run(args: readonly string[], engine: Engine = new Played(database), typed?: readonly string[]) {
  writeFileSync("terraform.tfstate", stateOf(Object.keys(attributes), attributes));
  const command = reportWith({ engine: () => engine, now }, { athena: () => Promise.resolve({ reportFromAthena }) });
  return runCaptured(["report", "--athena", "--state", "terraform.tfstate", ...args], [command], typed);
}

const days = ["--from", "2026-03-02", "--to", "2026-03-04"];

test("Athena counts what this machine counts in the same files", async () => {
  writeFileSync(
    "records.json",
    JSON.stringify({ Records: [...events, ...events.filter((_, index) => index % 3 === 0)] }),
  );
  const local = await runCaptured(
    ["report", "records.json", "--json"],
    [reportWith({ workerFile: resolve(__dirname, "../../../dist/worker.js") })],
  );
  const athena = await run([...days, "--yes", "--json"]);
  expect(athena).toMatchObject({ exitCode: 0, stderr: "" });
  const [expected, found] = [local, athena].map(
    ({ stdout }) => JSON.parse(stdout) as { detections: { events: number }[] },
  );
  expect(found!.detections).toEqual(expected!.detections);
  expect(found!.detections.every(({ events }) => events > 0)).toBe(true);
  expect(found).toMatchObject({ from: "2026/03/02", to: "2026/03/04", scannedBytes: 2 * megabyte, problemCount: 0 });
});

test("counts a user's rules, but for those that the table cannot tell and those that are refused", async () => {
  const rule = (title: string, fields: string, condition = "s") =>
    `title: ${title}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s: ${fields}\n  u: {userIdentity.type: Root}\n  condition: ${condition}\n`;
  writeFileSync(
    "rules.yml",
    [
      rule("All deletions", "{eventName|startswith: Delete}"),
      rule("Deletions of others", "{eventName|startswith: Delete}", "s and not u"),
      rule("Failures", "{errorCode|exists: true}"),
      rule("A field of others", "{status: x}"),
      rule("Many", "{status: x}", "s | count() > 5"),
    ].join("---\n"),
  );
  writeFileSync("records.json", JSON.stringify({ Records: events }));
  const local = await runCaptured(
    ["report", "records.json", "--json", "--rules", "rules.yml"],
    [reportWith({ workerFile: resolve(__dirname, "../../../dist/worker.js") })],
  );
  const athena = await run([...days, "--yes", "--json", "--rules", "rules.yml"]);
  const [expected, found] = [local, athena].map(({ stdout }) =>
    (JSON.parse(stdout) as { detections: { id: string; rule?: string; events: number }[] }).detections.filter(
      ({ rule }) => rule === "rules.yml",
    ),
  );
  expect(found).toEqual(expected);
  expect(found!.map(({ id, events }) => [id, events > 0])).toEqual([
    ["all-deletions", true],
    ["deletions-of-others", true],
    ["failures", true],
    ["a-field-of-others", false],
  ]);
  expect([local, athena].map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
    [2, expect.stringMatching(/^! rules\.yml, line 34: the condition counts.*\n$/)],
    [2, expect.stringMatching(/^! rules\.yml, line 34: .*\n! detection a-field-of-others: no column .*\n$/)],
  ]);
});

test("in several queries, where the days have more than one may scan, the sums are the same", async () => {
  const whole = await run([...days, "--yes", "--json"]);
  const played = new Played(database, 40 * megabyte);
  const split = await run([...days, "--yes", "--json"], played);
  // Two regions: 80 MB a day, of 100 MB.
  expect(played.queries).toBe(3);
  const [one, other] = [whole, split].map(({ stdout }) => (JSON.parse(stdout) as { detections: object[] }).detections);
  expect(other).toEqual(one);
});

test("says the price and asks; without a yes nothing is queried", async () => {
  const played = new Played(database);
  const { exitCode, stdout, stderr } = await run(days, played, ["no"]);
  expect({ exitCode, stdout, queries: played.queries }).toEqual({ exitCode: 1, stdout: "", queries: 0 });
  expect(stderr).toContain("2026/03/02 to 2026/03/04, 2 regions: 6.0 MB to scan in 1 query, about 0.01 USD.");
  const agreed = await run(days, played, ["yes"]);
  expect(agreed).toMatchObject({ exitCode: 0 });
  expect(agreed.stdout).toContain("2.0 MB scanned in 1 query, about 0.01 USD.");
  expect(agreed.stdout).toContain("root-account-usage");
});

test("measures the days and regions that it queries, and no others", async () => {
  const played = new Played(database);
  await run(["--to", "2026-03-03", "--from", "2026-03-02", "--regions", "eu-west-1", "--yes"], played);
  expect(played.asked.sort()).toEqual(["eu-west-1 2026/03/02", "eu-west-1 2026/03/03"]);
  const { stdout } = await run([...days, "--regions", "eu-west-1", "--yes", "--json"]);
  expect((JSON.parse(stdout) as { detections: { events: number }[] }).detections.some(({ events }) => events > 0)).toBe(
    false,
  );
  const usual = new Played(database);
  await run(["--yes"], usual);
  expect(new Set(usual.asked.map((asked) => asked.slice(-10)))).toEqual(
    new Set(
      ["26", "27", "28", "01", "02", "03", "04"].map((day) => (day < "05" ? `2026/03/${day}` : `2026/02/${day}`)),
    ),
  );
});

test("stops before it costs more than it may", async () => {
  const played = new Played(database, 40 * megabyte, 3_000 * megabyte);
  const refused = await run([...days, "--yes", "--max-usd", "0.0001"], played);
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("more than --max-usd 0.0001") });
  expect(played.queries).toBe(0);
  // The first query scans more than its files had.
  const stopped = await run([...days, "--yes", "--max-usd", "0.01"], played);
  expect(stopped).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringContaining("So far 0.02 USD") });
  expect(played.queries).toBe(1);
});

test.each<[string, string[], string]>([
  ["a day that is none", ["--from", "2026-02-30x"], "--from 2026-02-30x: no day such as 2026-11-30"],
  ["days in the wrong order", ["--from", "2026-03-03", "--to", "2026-03-01"], "is after --to"],
  ["a day to come", ["--to", "2026-03-05"], "has not come yet"],
  [
    "a day before the table's",
    ["--from", "2026-01-01"],
    "before what the table knows, 30 days: raise athena.historyDays",
  ],
  ["an unknown region", ["--regions", "eu-west-1,eu-centrl-1"], 'no eu-centrl-1; did you mean "eu-central-1"?'],
  ["no amount", ["--max-usd", "much"], "--max-usd much: no amount such as 0.50"],
  ["a page", ["--html", "page.html"], "Athena does not count callers"],
  ["two deployments", ["one", "two"], "one deployment, not 2 arguments"],
])("is refused in a sentence: %s", async (_, args, message) => {
  const played = new Played(database);
  const { exitCode, stdout, stderr } = await run(args, played);
  expect({ exitCode, stdout, asked: played.asked }).toEqual({ exitCode: 1, stdout: "", asked: [] });
  expect(stderr).toContain(message);
});

test("options of Athena without it, and no input, are refused", async () => {
  const local = await runCaptured(["report", ".", "--yes", "--max-usd", "1"], [reportWith()]);
  expect(local).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Only with --athena: --max-usd, --yes."),
  });
  expect(await runCaptured(["report"], [reportWith()])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Name folders or files, or count with --athena."),
  });
});

test("a deployment without a table says what to set", async () => {
  writeFileSync("terraform.tfstate", stateOf(Object.keys(companions), companions));
  const command = reportWith({ now }, { athena: () => Promise.resolve({ reportFromAthena }) });
  const { exitCode, stderr } = await runCaptured(["report", "--athena", "--state", "terraform.tfstate"], [command]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("set athena.enabled") });
});

test("days become as few queries as the limit allows, and one day beyond it is refused", () => {
  const day = (number: number, bytes: number) => ({ date: new Date(Date.UTC(2026, 2, number)), bytes });
  const parts = partsOf([day(1, 40), day(2, 60), day(3, 1), day(4, 99), day(5, 100)], 100);
  expect(parts.map(({ from, to, bytes }) => [from.getUTCDate(), to.getUTCDate(), bytes])).toEqual([
    [1, 2, 100],
    [3, 4, 100],
    [5, 5, 100],
  ]);
  expect(() => partsOf([day(1, 101)], 100)).toThrow("raise athena.scanLimitMegabytes");
  // Ten megabytes at least: https://aws.amazon.com/athena/pricing/
  expect(costOf([1e12, 0])).toBeCloseTo(5 + 0.00005, 8);
});

describe("the engine", () => {
  const sent: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  /** Answers each call with the next answer under its name. */
  const clientWith = (answers: Readonly<Record<string, object[]>>) => {
    sent.length = 0;
    const left = structuredClone(answers) as Record<string, object[]>;
    const send = (command: {
      readonly constructor: { readonly name: string };
      readonly input: Record<string, unknown>;
    }) => {
      const name = command.constructor.name.replace(/Command$/, "");
      sent.push({ name, input: command.input });
      const [answer, ...more] = left[name]!;
      if (more.length > 0) left[name] = more;
      return Promise.resolve(answer);
    };
    return (<T>(type: new (configuration: never) => T) =>
      Object.assign(Object.create(type.prototype as object) as T & object, { send })) as never;
  };
  const table = {
    workgroup: "investigations",
    foldersOf: (region: string, day: string) => [{ bucket: "trail", prefix: `AWSLogs/${region}/${day}/` }],
  } as unknown as Table;
  const execution = (State: string, more: object = {}) => ({
    QueryExecution: { Status: { State, ...more }, Statistics: { DataScannedInBytes: 7 } },
  });
  const engineWith = (answers: Readonly<Record<string, object[]>>) =>
    new Athena(clientWith(answers), table, () => Promise.resolve());
  const never = new AbortController().signal;

  test("waits for the query, and returns all pages of its rows by name", async () => {
    const engine = engineWith({
      StartQueryExecution: [{ QueryExecutionId: "q" }],
      GetQueryExecution: [execution("QUEUED"), execution("RUNNING"), execution("SUCCEEDED")],
      GetQueryResults: [
        {
          ResultSet: {
            Rows: [
              { Data: [{ VarCharValue: "detection" }, { VarCharValue: "hits" }] },
              { Data: [{ VarCharValue: "a" }, {}] },
            ],
          },
          NextToken: "more",
        },
        { ResultSet: { Rows: [{ Data: [{ VarCharValue: "b" }, { VarCharValue: "2" }] }] } },
      ],
    });
    const scanned: number[] = [];
    expect(await engine.rowsOf("SELECT 1", (bytes) => scanned.push(bytes), never)).toEqual([
      { detection: "a", hits: null },
      { detection: "b", hits: "2" },
    ]);
    expect(scanned).toEqual([7, 7, 7]);
    expect(sent[0]).toEqual({
      name: "StartQueryExecution",
      input: { QueryString: "SELECT 1", WorkGroup: "investigations" },
    });
  });

  test("says why a query failed, and stops one that is interrupted", async () => {
    const failed = engineWith({
      StartQueryExecution: [{ QueryExecutionId: "q" }],
      GetQueryExecution: [execution("FAILED", { StateChangeReason: "Bytes scanned limit was exceeded" })],
    });
    await expect(failed.rowsOf("SELECT 1", () => undefined, never)).rejects.toThrow(
      "Athena ended the query: Bytes scanned limit was exceeded",
    );
    const running = engineWith({
      StartQueryExecution: [{ QueryExecutionId: "q" }],
      GetQueryExecution: [execution("RUNNING")],
      StopQueryExecution: [{}],
    });
    await expect(running.rowsOf("SELECT 1", () => undefined, AbortSignal.abort())).rejects.toThrow(
      "The query is stopped",
    );
    expect(sent.at(-1)).toEqual({ name: "StopQueryExecution", input: { QueryExecutionId: "q" } });
  });

  test("adds up the files of a day, on all pages", async () => {
    const engine = engineWith({
      ListObjectsV2: [
        { Contents: [{ Size: 3 }, { Size: 4 }], NextContinuationToken: "more" },
        { Contents: [{ Size: 5 }] },
      ],
    });
    expect(await engine.bytesOf("eu-west-1", "2026/03/02")).toBe(12);
    expect(sent[0]!.input).toMatchObject({ Bucket: "trail", Prefix: "AWSLogs/eu-west-1/2026/03/02/" });
  });
});

import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import { reportWith } from "../../../src/cli/commands/report";
import { ProgressLine } from "../../../src/cli/progress-line";
import type { ReportWith } from "../../../src/cli/report/command";
import { Evaluator, MAX_DELIVERED_BYTES } from "../../../src/cli/report/count/evaluator";
import { KnownEvents } from "../../../src/cli/report/count/known-events";
import { MAX_PAGES, countPeriods } from "../../../src/cli/report/count/periods";
import { countInPeriod, emptyTally, merge } from "../../../src/cli/report/count/tally";
import { RecordSplitter } from "../../../src/cli/report/json-stream/record-splitter";
import { findFiles } from "../../../src/cli/report/read/find-files";
import { readFile } from "../../../src/cli/report/read/read-file";
import { RecordUnwrapper } from "../../../src/cli/report/read/record-unwrapper";
import { Source } from "../../../src/cli/report/read/source";
import type { Detection } from "../../../src/detections";
import { runCaptured } from "../../support/command";

const workerFile = resolve(__dirname, "../../../dist/worker.js");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "report-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function detection(id: string, filters: Detection["filters"], threshold = 1, periodSeconds = 300): Detection {
  return {
    id,
    title: id,
    pack: "attack",
    severity: "low",
    why: "",
    firstSteps: "",
    controls: [],
    techniques: [],
    insightsFilter: "",
    filters,
    threshold,
    periodSeconds,
  };
}

const deletion = detection("user-deleted", { canonical: "{ $.eventName = DeleteUser }" });

let serial = 0;
function event(eventTime: string, more: object = {}): Record<string, unknown> {
  return { eventTime, eventName: "DeleteUser", eventID: `id-${++serial}`, ...more };
}

function write(path: string, content: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  const isRaw = typeof content === "string" || Buffer.isBuffer(content);
  const bytes = isRaw ? Buffer.from(content as string) : Buffer.from(JSON.stringify(content));
  writeFileSync(file, path.endsWith(".gz") && !Buffer.isBuffer(content) ? gzipSync(bytes) : bytes);
  return file;
}

const run = (args: readonly string[], options: ReportWith = {}) =>
  runCaptured(["report", ...args], [reportWith({ detections: [deletion], workerFile, ...options })]);

interface Result {
  readonly files: number;
  readonly records: number;
  readonly repeated: number;
  readonly unremembered: number;
  readonly others: {
    readonly kind: string;
    readonly files: number;
    readonly objects: number;
    readonly example: string;
  }[];
  readonly undelivered: number;
  readonly examined: number;
  readonly problemCount: number;
  readonly problems: { readonly file: string; readonly record?: number; readonly reason: string }[];
  readonly detections: {
    readonly id: string;
    readonly events: number;
    readonly breachedPeriods: number;
    readonly example: object | null;
  }[];
}

async function report(detections: readonly Detection[] = [deletion], options: ReportWith = {}) {
  const { stdout, exitCode } = await run([folder, "--json"], { detections, ...options });
  return { exitCode, ...(JSON.parse(stdout) as Result) };
}

describe("input", () => {
  test("files of any name are read in all folders, in every form and encoding", async () => {
    const record = () => event("2024-01-01T00:00:00Z");
    const line = () => `${JSON.stringify(record())}\n`;
    write("a/b/envelope.json", { Records: [record(), record()] });
    write("a/packed.json.gz", { Records: [record()] });
    write("array.JSON", [record()]);
    write("lines.ndjson", line() + line());
    write("lines.jsonl", line());
    write("no-ending", JSON.stringify(record()));
    write("folder.json/indented.json", JSON.stringify({ Records: [record()] }, null, 2));
    // Some tools decompress what they download and keep the name, others the reverse.
    write("unpacked.json.gz", Buffer.from(JSON.stringify([record()])));
    write("still-packed.json", gzipSync(JSON.stringify([record()])));
    write("several-members.gz", Buffer.concat([gzipSync(line()), gzipSync(line())]));
    write("marked.json", `\ufeff${JSON.stringify([record()])}`);
    write("PowerShell.json", Buffer.from(`\ufeff${JSON.stringify([record()])}`, "utf16le"));
    write("big-endian.json", Buffer.from(`\ufeff${JSON.stringify([record()])}`, "utf16le").swap16());
    write("unmarked.json", Buffer.from(JSON.stringify([record()]), "utf16le"));
    const { exitCode, files, records, others, detections } = await report();
    expect({ exitCode, files, records, others, events: detections[0]!.events }).toEqual({
      exitCode: 0,
      files: 14,
      records: 17,
      others: [],
      events: 17,
    });
  });

  const inner = (): string => JSON.stringify(event("2024-01-01T00:00:00Z"));
  test.each<readonly [what: string, content: () => unknown]>([
    ["lookup-events", () => ({ Events: [{ EventId: "1", CloudTrailEvent: inner() }, { CloudTrailEvent: inner() }] })],
    [
      "lookup-events, one event in each line",
      () => `${JSON.stringify({ CloudTrailEvent: inner() })}\n`.repeat(1) + inner(),
    ],
    ["lookup-events, only the records", () => [inner(), inner()]],
    ["the records as strings, one in each line", () => `${JSON.stringify(inner())}\n${JSON.stringify(inner())}\n`],
    [
      "filter-log-events",
      () => ({ events: [{ timestamp: 1, message: inner() }, { message: inner() }], nextToken: "x" }),
    ],
    [
      "an export of CloudWatch Logs",
      () => `2024-01-01T00:00:00.000Z ${inner()}\n2024-01-01T00:00:01.000Z ${inner()}\n`,
    ],
    [
      "a subscription of CloudWatch Logs",
      () => ({ messageType: "DATA_MESSAGE", logEvents: [1, 2].map(() => ({ message: inner() })) }),
    ],
    ["Logs Insights", () => [{ "@message": inner() }, { "@message": event("2024-01-01T00:00:00Z") }]],
    [
      "EventBridge",
      () => [1, 2].map(() => ({ "detail-type": "AWS API Call via CloudTrail", detail: JSON.parse(inner()) as object })),
    ],
    [
      "envelopes in an array",
      () => [{ Records: [event("2024-01-01T00:00:00Z")] }, { Records: [event("2024-01-01T00:00:00Z")] }],
    ],
    [
      "a log event that is an EventBridge event",
      () => [1, 2].map(() => ({ message: `{"detail-type":"x","detail":${inner()}}` })),
    ],
    ["OpenSearch and Splunk", () => [{ _source: event("2024-01-01T00:00:00Z") }, { result: { _raw: inner() } }]],
  ])("records are read from %s", async (_, content) => {
    write("a", content());
    const { exitCode, records, others, detections } = await report();
    expect({ exitCode, records, others, events: detections[0]!.events }).toEqual({
      exitCode: 0,
      records: 2,
      others: [],
      events: 2,
    });
  });

  test("a record keeps the notation of its numbers in a wrapper", async () => {
    write("a.json", { "detail-type": "x", detail: { eventName: "x", eventSource: "x", n: "N" } });
    write("b.json", '{"detail":{"eventName":"x","eventSource":"x","eventTime":"2024-01-01T00:00:00Z","n":1.0}}');
    const fraction = detection("fraction", { canonical: '{ $.n = "1.0" }' });
    expect(await report([fraction])).toMatchObject({ records: 2, detections: [{ events: 1 }] });
  });

  const config = { configurationItemCaptureTime: "2024-01-01T00:00:00Z", resourceType: "AWS::S3::Bucket" };
  const insight = { eventTime: "2024-01-01T00:00:00Z", eventType: "AwsCloudTrailInsight", insightDetails: {} };
  const notification = { eventSource: "aws:s3", eventTime: "2024-01-01T00:00:00Z", eventName: "ObjectCreated:Put" };
  const owner = "0123456789abcdef".repeat(4);
  test.each<readonly [kind: string, objects: number, content: unknown]>([
    ["CloudTrail digest", 1, { digestStartTime: "x", digestEndTime: "x", logFiles: [] }],
    ["CloudTrail Insights", 1, { Records: [insight] }],
    [
      "CloudTrail aggregated events",
      1,
      [{ eventCategory: "Aggregated", eventSource: "s3.amazonaws.com", timeWindow: {}, summary: {} }],
    ],
    ["CloudTrail Lake query results", 1, { QueryStatus: "FINISHED", QueryResultRows: [[{ eventName: "DeleteUser" }]] }],
    ["AWS Config", 2, { fileVersion: "1.0", configSnapshotId: "x", configurationItems: [config, config] }],
    ["GuardDuty findings", 1, { schemaVersion: "2.0", service: {}, severity: 2 }],
    [
      "GuardDuty findings",
      1,
      { "detail-type": "GuardDuty Finding", detail: { schemaVersion: "2.0", service: {}, severity: 2 } },
    ],
    ["EventBridge events of other kinds", 1, { "detail-type": "EC2 Instance State-change Notification", detail: {} }],
    ["notifications of S3, DynamoDB or other services", 1, { Records: [notification] }],
    [
      "log events without a CloudTrail record",
      3,
      { events: [{ message: "[INFO] x" }, { message: "{x" }, { message: '{"a":1}' }] },
    ],
    ["lookup-events without the record (CloudTrailEvent)", 1, { Events: [{ EventId: "x", EventName: "DeleteUser" }] }],
    ["other JSON", 1, { a: 1 }],
    ["other JSON", 1, { eventName: "DeleteUser" }],
    ["VPC flow logs", 0, "version account-id interface-id\n2 123456789012 eni-0 10.0.0.1\n"],
    ["VPC flow logs", 0, "2 123456789012 eni-0123 10.0.0.1 10.0.0.2 80 80 6 1 1 1 1 ACCEPT OK\n"],
    ["S3 access logs", 0, `${owner} bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 x\n`],
    ["load balancer access logs", 0, "http 2018-07-02T22:23:00.186641Z app/x/1 192.168.131.39:2817 10.0.0.1:80 0\n"],
    ["load balancer access logs", 0, "2015-05-13T23:39:43.945958Z x 192.168.131.39:2817 10.0.0.1:80 0\n"],
    ["HTML or XML", 0, "<html>"],
    ["text without JSON", 0, "no json here\n".repeat(500)],
    ["binary files", 0, Buffer.from([1, 2, 3, 0])],
    ["zip archives, not decompressed", 0, Buffer.from("PK\u0003\u0004x")],
    ["zstd, not decompressed", 0, Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0])],
    ["Parquet", 0, "PAR1x"],
  ])("%s: listed, not a record (%#)", async (kind, objects, content) => {
    const example = write("a.gz", Buffer.isBuffer(content) ? gzipSync(content) : content);
    const alone = await run([folder]);
    expect(alone).toMatchObject({ exitCode: 2, stderr: "" });
    expect(alone.stdout).toMatch(/^No CloudTrail record in 1 file: nothing was evaluated\.\n/);
    expect(alone.stdout).toContain(`\n  ${kind}: `);
    expect(alone.stdout).toContain(`such as ${example}\n`);
    write("b.json", [event("2024-01-01T00:00:00Z")]);
    const among = await report();
    expect(among).toMatchObject({ exitCode: 0, files: 2, records: 1, problems: [] });
    expect(among.others).toEqual([{ kind, files: 1, objects, example }]);
  });

  test("other input is counted by kind, whichever file comes first", async () => {
    for (let file = 0; file < 70; file++)
      write(`${file + 10}.json`, [{ a: 1 }, { digestStartTime: 1, digestEndTime: 2 }]);
    const expected = ["CloudTrail digest", "other JSON"].map((kind) => ({
      kind,
      files: 70,
      objects: 70,
      example: join(folder, "10.json"),
    }));
    for (const threads of [1, 3]) expect((await report([deletion], { threads })).others).toEqual(expected);
  });

  test("files too large to be read at once are read piece by piece, compressed or not", async () => {
    const records = Array.from({ length: 6000 }, (_, i) =>
      event(new Date(Date.UTC(2024, 0, 1) + i * 1000).toISOString(), {
        noise: Buffer.from(`${i * 7919}`.repeat(80)).toString("base64"),
      }),
    );
    write("large.json", { Records: records });
    const whole = await report();
    write("large.json", "[]");
    // Stored, so that the gzip file is large as well.
    write("large.json.gz", gzipSync(JSON.stringify({ Records: records }), { level: 0 }));
    const packed = await report();
    expect(whole).toMatchObject({ records: 6000, detections: [{ events: 6000, breachedPeriods: 20 }] });
    expect(packed.detections).toEqual(whole.detections);
  });

  test("what cannot be read is reported by file and record, and the rest is evaluated", async () => {
    const good = event("2024-01-01T00:00:00Z");
    write("1-good.json", { Records: [good] });
    const broken = {
      empty: write("2-empty.json", ""),
      mixed: write("4-mixed.json", [event("2024-01-01T00:00:00Z"), 5, "{", [], event("2024-01-01T00:00:00Z")]),
      emptyGzip: write("7-empty.json.gz", Buffer.alloc(0)),
      word: write("8-word.json", '{"eventName":"DeleteUser","eventTime":"2024-01-01T00:00:00Z","x":tru}'),
      untimed: write("9-untimed.json", { Records: [event("2024-01-01T00:00:00Z"), event("yesterday")] }),
    };
    const { exitCode, problems, problemCount, files, detections } = await report();
    const of = (file: string) => problems.filter((problem) => problem.file === file);
    expect(exitCode).toBe(2);
    expect(files).toBe(6);
    expect(of(broken.empty)).toEqual([{ file: broken.empty, reason: "empty" }]);
    expect(of(broken.mixed)).toEqual(
      [2, 3, 4].map((record) => ({ file: broken.mixed, record, reason: "not a JSON object" })),
    );
    expect(of(broken.emptyGzip)).toEqual([{ file: broken.emptyGzip, reason: "empty" }]);
    expect(of(broken.word)).toEqual([{ file: broken.word, record: 1, reason: "not JSON" }]);
    expect(of(broken.untimed)).toMatchObject([{ record: 2, reason: expect.stringContaining("no period") as string }]);
    expect(problemCount).toBe(problems.length);
    expect(detections[0]!.events).toBe(1 + 2 + 2);
  });

  describe("of a damaged gzip file all records before the damage are evaluated", () => {
    const record = (index: number): string =>
      JSON.stringify(
        event("2024-01-01T00:00:00Z", { noise: Buffer.from(`${index * 7919}`.repeat(20)).toString("base64") }),
      );
    const lines = Array.from({ length: 3000 }, (_, index) => `${record(index)}\n`);
    const text = lines.join("");
    // Stored, so that the damaged bytes are known and the file is too large to be read at once.
    const stored = Array.from({ length: 30_000 }, (_, index) => `${record(index)}\n`);
    const deflated = gzipSync(text);
    const first = gzipSync(lines.slice(0, 1500).join(""));
    const member = gzipSync(lines.slice(1500).join(""));
    const early = "gzip data ends too early";
    const damaged = "gzip data is damaged";
    test.each<readonly [what: string, content: Buffer, records: number, reason: string]>([
      ["one small record, without the checksum", gzipSync(lines[0]!).subarray(0, -8), 1, early],
      [
        "one small record, a wrong checksum",
        Buffer.concat([gzipSync(lines[0]!).subarray(0, -8), Buffer.alloc(8)]),
        1,
        damaged,
      ],
      ["without the last bytes", deflated.subarray(0, -4), 3000, early],
      ["a wrong checksum", Buffer.concat([deflated.subarray(0, -8), Buffer.alloc(8, 1)]), 3000, damaged],
      ["something else behind it", Buffer.concat([deflated, Buffer.from("garbage")]), 3000, damaged],
      [
        "a damaged second member",
        Buffer.concat([first, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])]),
        1500,
        damaged,
      ],
      ["a second member cut after its header", Buffer.concat([first, member.subarray(0, 10)]), 1500, early],
      ["a large file cut", gzipSync(stored.join(""), { level: 0 }).subarray(0, -4), 30_000, early],
      [
        "a large file with a wrong checksum",
        Buffer.concat([gzipSync(stored.join(""), { level: 0 }).subarray(0, -8), Buffer.alloc(8)]),
        30_000,
        damaged,
      ],
    ])("%s", async (_, content, records, reason) => {
      const file = write("a.json.gz", content);
      const found = await report();
      expect(found).toMatchObject({ exitCode: 2, records, repeated: 0, problems: [{ file, reason }] });
      expect(found.detections[0]!.events).toBe(records);
    });

    test("damage in its middle", async () => {
      const content = Buffer.from(deflated);
      content.fill(0xff, 30_000, 30_040);
      write("a.json.gz", content);
      const before = gunzipSync(content.subarray(0, 30_000), { finishFlush: constants.Z_SYNC_FLUSH });
      const readable = before.toString().split("\n").length - 1;
      const { exitCode, records } = await report();
      expect(exitCode).toBe(2);
      expect(readable).toBeGreaterThan(500);
      expect(records).toBeGreaterThanOrEqual(readable);
      expect(records).toBeLessThan(3000);
    });
  });

  test("lines that are not JSON are reported, but not all of them", async () => {
    write("log.json", `${"no json here\n".repeat(500)}${JSON.stringify(event("2024-01-01T00:00:00Z"))}\n`);
    const { problems, records } = await report();
    expect(records).toBe(1);
    expect(problems).toHaveLength(11);
    expect(problems[10]).toMatchObject({ reason: "490 more problems in this file" });
  });

  test("a broken link is reported, a link to a file is read, what is neither file nor folder is listed", async () => {
    write("real/a.json", [event("2024-01-01T00:00:00Z")]);
    symlinkSync(join(folder, "nowhere"), join(folder, "lost.json"));
    symlinkSync(join(folder, "real/a.json"), join(folder, "link.json"));
    symlinkSync(folder, join(folder, "real/circle"));
    symlinkSync("itself", join(folder, "itself"));
    execFileSync("mkfifo", [join(folder, "pipe.json")]);
    const { exitCode, files, records, problems, others } = await report();
    expect({ exitCode, files, records }).toEqual({ exitCode: 2, files: 2, records: 1 });
    expect(problems).toMatchObject([
      { file: join(folder, "itself"), reason: "a loop of links" },
      { file: join(folder, "lost.json"), reason: "broken link" },
    ]);
    expect(others).toMatchObject([
      { kind: "links to folders, not followed", files: 1, example: join(folder, "real/circle") },
      { kind: "pipes, sockets and devices", files: 1, example: join(folder, "pipe.json") },
    ]);
  });

  test.each([
    ["a broken link", "lost", "broken link"],
    ["a loop of links", "itself", "a loop of links"],
    ["a socket", "socket", "a socket, not read"],
    // A folder without permission would do as well, but root has every permission.
    ["a path that is too long", "x/".repeat(3000), "path too long"],
  ])("%s, given as an argument, is reported, and the rest is read", async (_, path, reason) => {
    const good = write("a.json", [event("2024-01-01T00:00:00Z")]);
    symlinkSync("nowhere", join(folder, "lost"));
    symlinkSync("itself", join(folder, "itself"));
    const server = createServer().listen(join(folder, "socket"));
    const bad = join(folder, path);
    const { exitCode, stdout, stderr } = await run([bad, good, "--json"]);
    server.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `! ${bad}: ${reason}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ records: 1, problems: [{ file: bad, reason }] });
  });

  test("a device as an argument is listed, and a name that is not UTF-8 is reported", async () => {
    const good = write("a.json", [event("2024-01-01T00:00:00Z")]);
    const { exitCode, stdout } = await run(["/dev/zero", good]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("1 record in 2 files.");
    expect(stdout).toContain("binary files: 1 file, such as /dev/zero");
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]), "{}");
    expect(await report()).toMatchObject({
      exitCode: 2,
      records: 1,
      problems: [{ file: join(folder, "a\ufffd"), reason: "its name is not UTF-8: rename it" }],
    });
  });

  test("a folder deleted during the search is reported, and the rest is found", () => {
    const problems: string[] = [];
    for (const name of ["a", "b", "c"]) for (let i = 0; i < 100; i++) write(`${name}/${i}.json`, {});
    const unread = { problem: (_: string, reason: string) => problems.push(reason), other: () => undefined };
    let found = 0;
    for (const { path } of findFiles([folder], unread)) {
      if (found++ === 0)
        for (const name of ["a", "b"]) if (!path.includes(`/${name}/`)) rmSync(join(folder, name), { recursive: true });
    }
    expect(found).toBeGreaterThanOrEqual(100);
    expect(new Set(problems)).toEqual(new Set(["cannot be listed: no longer exists"]));
  });

  test("one folder is open at a time, at any depth", () => {
    write(`${"d/".repeat(300)}a.json`, {});
    const unread = { problem: () => undefined, other: () => undefined };
    const open = () => readdirSync("/proc/self/fd").length;
    const before = open();
    const [during] = [...findFiles([folder], unread)].map(open);
    expect(during! - before).toBeLessThan(10);
    for (const { path } of findFiles([folder], unread)) {
      expect(path).toContain("a.json");
      expect(open() - before).toBeLessThan(10);
    }
  });

  test("bytes added to a file while it is read are not read", () => {
    const file = write("a.json", "x".repeat(1000));
    const source = new Source(file);
    let bytes = 0;
    for (const piece of source.pieces(100)) {
      appendFileSync(file, "y".repeat(1000));
      bytes += piece.length;
      if (bytes > 5000) break;
    }
    source.close();
    expect(bytes).toBe(1000);
  });

  test("a folder without permission is reported", async () => {
    write("open/a.json", [event("2024-01-01T00:00:00Z")]);
    mkdirSync(join(folder, "closed"));
    chmodSync(join(folder, "closed"), 0);
    const { problems, files } = await report();
    expect(files).toBe(1);
    // Root has every permission.
    if (process.getuid?.() !== 0)
      expect(problems).toMatchObject([{ reason: expect.stringMatching(/listed/) as string }]);
  });
});

describe("events", () => {
  test("a record too large for CloudWatch Logs is counted separately and not matched, without its white space", async () => {
    const empty = Buffer.byteLength(
      JSON.stringify({ eventName: "DeleteUser", eventTime: "2024-01-01T00:00:00Z", x: "" }),
    );
    const ofSize = (bytes: number) => ({
      eventName: "DeleteUser",
      eventTime: "2024-01-01T00:00:00Z",
      x: "x".repeat(bytes - empty),
    });
    write("largest.json", JSON.stringify({ Records: [ofSize(MAX_DELIVERED_BYTES)] }, null, 4));
    write("larger.json", { Records: [ofSize(MAX_DELIVERED_BYTES + 1)] });
    expect(await report()).toMatchObject({ exitCode: 0, records: 2, undelivered: 1, detections: [{ events: 1 }] });
    expect((await run([folder])).stdout).toContain(
      "1 record larger than 256 KB, not matched: CloudTrail does not send",
    );
  });

  test.each<readonly [lacking: string, record: object]>([
    ["eventTime", { eventName: "DeleteUser", eventSource: "iam.amazonaws.com" }],
    ["eventSource", { eventName: "DeleteUser", eventTime: "2024-01-01T00:00:00Z" }],
    ["eventName", { eventTime: "2024-01-01T00:00:00Z", userIdentity: { type: "Root" } }],
  ])("a record without %s is a record", async (_, record) => {
    write("a.json", [record]);
    expect(await report()).toMatchObject({ records: 1, others: [] });
  });

  test("a record that no filter can match is not parsed", async () => {
    write("a.json", [event("2024-01-01T00:00:00Z"), { eventName: "ListUsers", eventSource: "x" }, { other: 1 }]);
    expect(await report()).toMatchObject({ records: 2, examined: 1 });
  });

  test("the example is the earliest event, with its caller", async () => {
    const who = { userIdentity: { type: "IAMUser", arn: "arn:aws:iam::1:user/x" } };
    write("b.json", [
      event("2024-01-01T00:00:02Z"),
      event("2024-01-01T00:00:01Z", { ...who, eventID: "first" }),
      event("2024-01-01T00:00:03Z"),
    ]);
    const { detections } = await report();
    expect(detections[0]!.example).toEqual({
      eventID: "first",
      eventTime: "2024-01-01T00:00:01Z",
      eventName: "DeleteUser",
      who: "arn:aws:iam::1:user/x",
    });
    expect((await run([folder])).stdout).toMatch(
      /user-deleted .* 2024-01-01T00:00:01Z DeleteUser by arn:aws:iam::1:user\/x \(first\)/,
    );
  });

  test.each([
    [{ type: "AssumedRole", principalId: "AROA:me" }, "AROA:me"],
    [{ type: "AWSService", invokedBy: "config.amazonaws.com" }, "config.amazonaws.com"],
    [{ type: "Unknown" }, "Unknown"],
    ["nobody", ""],
  ])("the caller of userIdentity %j is %p", async (userIdentity, who) => {
    write("a.json", [event("2024-01-01T00:00:00Z", { userIdentity })]);
    expect((await report()).detections[0]!.example).toMatchObject({ who });
  });
});

describe("periods", () => {
  const thrice = detection("thrice", { canonical: "{ $.eventName = DeleteUser }" }, 3, 300);

  test.each([
    ["as many as the threshold in one period", ["00:00:00", "00:02:00", "00:04:59"], 1],
    ["one fewer", ["00:00:00", "00:04:59"], 0],
    ["as many, but over the end of a period", ["00:04:58", "00:04:59", "00:05:00"], 0],
    ["more in two periods", ["00:00:00", "00:00:00", "00:00:01", "00:00:02", "00:05:00", "00:05:00", "00:09:59"], 2],
  ])("%s", async (_, times, breachedPeriods) => {
    write(
      "a.json",
      times.map((time) => event(`2024-01-01T${time}Z`)),
    );
    expect((await report([thrice])).detections).toMatchObject([{ events: times.length, breachedPeriods }]);
  });

  test("events of one period count together, from any file, account and region", async () => {
    for (const [index, awsRegion] of ["eu-west-1", "us-east-1", "ap-south-1"].entries())
      write(`${index}.json`, [event("2024-01-01T00:01:00Z", { awsRegion, recipientAccountId: String(index) })]);
    expect((await report([thrice])).detections).toMatchObject([{ events: 3, breachedPeriods: 1 }]);
  });

  test("sixteen million periods are counted", () => {
    const tally = emptyTally(2);
    const count = 16_000_000;
    const before = process.memoryUsage().arrayBuffers;
    for (let period = 0; period < count; period++) countInPeriod(tally, period % 2, period >> 1, 1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024);
    expect(tally.detections.map(({ periods }) => countPeriods(periods, 1))).toEqual([count / 2, count / 2]);
  });

  test("times that are too far apart are reported, and the rest is counted", async () => {
    const evaluator = new Evaluator([deletion]);
    for (let page = 0; page < MAX_PAGES; page++) countInPeriod(evaluator.tally, 0, page * 256, 1);
    const times = ["1970-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "+275760-01-01T00:00:00Z"];
    const path = write(
      "a.json",
      times.map((time) => event(time)),
    );
    await readFile({ path }, evaluator);
    const { detections, problems } = evaluator.tally;
    expect(detections[0]!.events).toBe(3);
    expect(detections[0]!.periods.size).toBe(MAX_PAGES);
    const reason = "matched, but counted in no period: the times of the events are too far apart";
    expect(problems).toMatchObject([
      { record: 2, reason },
      { record: 3, reason },
    ]);
  });

  test("the periods of several threads are added up", () => {
    const [tally, other] = [emptyTally(1), emptyTally(1)];
    for (const period of [0, 255, 256, -1, -257]) countInPeriod(tally, 0, period, 2);
    for (const period of [255, 256, 1000, -1]) countInPeriod(other, 0, period, 1);
    merge(tally, other);
    const { periods } = tally.detections[0]!;
    expect([1, 2, 3, 4].map((threshold) => countPeriods(periods, threshold))).toEqual([6, 5, 3, 0]);
  });

  test.each([
    ["year 0", "0000-01-01T00:00:00Z", true],
    ["the last year of Date", "+275760-09-13T00:00:00Z", false],
    ["after that", "+275760-09-14T00:00:00Z", false],
    ["not a time", "!", false],
    ["nothing", "", false],
  ])("an event of %s is counted, and is the example if its time is the first", async (_, time, isFirst) => {
    write("a.json", [event("2024-01-01T00:00:00Z"), event(time)]);
    const { detections } = await report();
    expect(detections).toMatchObject([{ events: 2, example: { eventTime: isFirst ? time : "2024-01-01T00:00:00Z" } }]);
  });

  test("an event that two filters of a detection match is one event and counts twice in their metric", async () => {
    const filters = { canonical: "{ $.eventName = DeleteUser }", second: "{ $.eventName = Delete* }" };
    write("a.json", [event("2024-01-01T00:00:00Z")]);
    expect((await report([detection("double", filters, 2)])).detections).toMatchObject([
      { events: 1, breachedPeriods: 1 },
    ]);
  });
});

describe("an event delivered several times", () => {
  const ids = Array.from({ length: 100 }, (_, index) => `0f8fad5b-d9cb-469f-a165-${String(index).padStart(12, "0")}`);
  const delivered = ids.map((eventID) => event("2024-01-01T00:00:00Z", { eventID }));

  test("counts once, in any form", async () => {
    write("trail/a.json.gz", { Records: delivered });
    write("organization/a.json", JSON.stringify({ Records: delivered }, null, 2));
    write("lookup.json", { Events: delivered.map((record) => ({ CloudTrailEvent: JSON.stringify(record) })) });
    const { exitCode, records, repeated, detections } = await report();
    expect({ exitCode, records, repeated }).toEqual({ exitCode: 0, records: 100, repeated: 200 });
    expect(detections).toMatchObject([{ events: 100, breachedPeriods: 1 }]);
    expect((await run([folder])).stdout).toContain("100 records in 3 files.\n200 more records of the same events");
  });

  test("counts once among all threads", async () => {
    for (let file = 0; file < 300; file++) write(`${file}.json`, delivered.slice(file % 50, (file % 50) + 51));
    for (const threads of [1, 3])
      expect(await report([deletion], { threads })).toMatchObject({
        records: 100,
        repeated: 300 * 51 - 100,
        detections: [{ events: 100 }],
      });
  });

  test.each<readonly [what: string, other: object]>([
    ["another id", { eventID: ids[1] }],
    ["another name", { eventName: "DeleteUserPolicy" }],
    ["another time", { eventTime: "2024-01-01T00:00:01Z" }],
    ["no id", { eventID: undefined }],
  ])("is another event with %s", async (_, other) => {
    const record = delivered[0]!;
    write("a.json", [record, { ...record, ...other }]);
    expect(await report()).toMatchObject({ records: 2, repeated: 0 });
  });

  test("counts twice without an id", async () => {
    write(
      "a.json",
      [1, 2].map(() => ({ ...delivered[0], eventID: undefined })),
    );
    expect(await report()).toMatchObject({ records: 2, repeated: 0 });
  });

  test("is remembered up to a bound, and counts as new beyond it", () => {
    const tables = [8, 64];
    const known = new KnownEvents(KnownEvents.allocate(tables), tables);
    const add = (index: number) => known.add(Math.imul(index, 0x9e3779b1), Math.imul(index, 0x85ebca6b));
    const answers = Array.from({ length: 1000 }, (_, index) => add(index));
    expect(answers).not.toContain("known");
    const kept = answers.filter((answer) => answer === "new").length;
    expect(kept).toBeGreaterThan(60);
    expect(kept).toBeLessThanOrEqual(8 + 64);
    expect(answers.map((_, index) => add(index))).toEqual(
      answers.map((answer) => (answer === "new" ? "known" : "no place")),
    );
  });

  test("is distinguished from all others", () => {
    const evaluator = new Evaluator([]);
    const sink = new RecordUnwrapper(evaluator);
    const splitter = new RecordSplitter(sink);
    const line = (index: number) => `{"eventName":"x","eventTime":"2024","eventID":"${index}"}\n`;
    splitter.push(Buffer.from(Array.from({ length: 50_000 }, (_, index) => line(index)).join("")));
    expect(sink.objects).toBe(50_000);
    expect(evaluator.tally).toMatchObject({ records: 50_000, repeated: 0, unremembered: 0 });
  });
});

describe("threads", () => {
  test("several threads find what one thread finds", async () => {
    const names = ["DeleteUser", "CreateUser", "ListUsers", "StopLogging"];
    for (let file = 0; file < 300; file++)
      write(
        `${file % 7}/${file}.json${file % 2 === 0 ? ".gz" : ""}`,
        file === 100
          ? "[broken"
          : Array.from({ length: 20 }, (_, i) =>
              event(new Date(Date.UTC(2024, 0, 1) + ((file * 7919 + i * 104729) % 86400) * 1000).toISOString(), {
                eventName: names[(file + i) % 4],
              }),
            ),
      );
    const watched = [deletion, detection("stopped", { canonical: "{ $.eventName = StopLogging }" }, 3, 3600)];
    const one = await report(watched, { threads: 1 });
    const several = await report(watched, { threads: 3 });
    expect(one).toMatchObject({ exitCode: 2, files: 300, records: 299 * 20, problemCount: 1 });
    expect(one.detections.every(({ events, breachedPeriods }) => events > 1000 && breachedPeriods > 10)).toBe(true);
    expect(several).toEqual(one);
  });

  test("a thread that ends early ends the command with an error", async () => {
    for (let file = 0; file < 100; file++) write(`${file}.json`, [event("2024-01-01T00:00:00Z")]);
    const dying = write("dying.js", "process.exit(3)");
    const { exitCode, stderr } = await run([folder], { threads: 2, workerFile: dying });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("ended with code 3") });
  });
});

describe("command", () => {
  test.each([
    ["no folder", [], "Name folders or files, or count with --athena."],
    ["an unknown option", ["--jsno", "."], "--jsno"],
    ["a folder that is not there", ["/no/such/folder"], "not found: /no/such/folder"],
  ])("%s is refused", async (_, args, reason) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(reason);
  });

  test("a folder without any file is an error", async () => {
    const { exitCode, stdout } = await run([folder]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 2,
      stdout: "No CloudTrail record in 0 files: nothing was evaluated.\n",
    });
  });

  test("the standard input and pipes are read", () => {
    const cli = resolve(__dirname, "../../../dist/cli.js");
    const input = gzipSync(JSON.stringify({ Records: [event("2024-01-01T00:00:00Z")] }));
    const { status, stdout } = spawnSync(process.execPath, [cli, "report", "-", "--json"], { input });
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString())).toMatchObject({ files: 1, records: 1 });
    const pipe = spawnSync("bash", ["-c", `${process.execPath} ${cli} report <(cat) --json`], { input });
    expect(JSON.parse(pipe.stdout.toString())).toMatchObject({ files: 1, records: 1 });
  });

  test("the table has a line for every detection, most alarms first, and problems are on stderr", async () => {
    write("a.json", [event("2024-01-01T00:00:00Z", { eventID: "\u001b[2Jx" }), 1]);
    const quiet = detection("quiet", { canonical: "{ $.eventName = Nothing }" });
    const { exitCode, stdout, stderr } = await run([folder], { detections: [quiet, deletion] });
    expect(exitCode).toBe(2);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^detection +severity +events +alarm periods +threshold +first event$/);
    expect(lines[1]).toMatch(
      /^user-deleted +low +1 +1 +1 in 5 min +2024-01-01T00:00:00Z DeleteUser by unknown \(\\u001b\[2Jx\)$/,
    );
    expect(lines[2]).toMatch(/^quiet +low +0 +0 +1 in 5 min$/);
    expect(stdout).toContain("1 record in 1 file.");
    expect(stderr).toBe(`! ${join(folder, "a.json")}, record 2: not a JSON object\n`);
  });

  test("the bundle runs it, threads and all", () => {
    for (let file = 0; file < 200; file++)
      write(`${file}.json.gz`, {
        Records: [event("2024-01-01T00:00:00Z", { userIdentity: { type: "Root" }, eventType: "AwsApiCall" })],
      });
    const cli = resolve(__dirname, "../../../dist/cli.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "report", folder, "--json"], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { detections, records } = JSON.parse(stdout) as Result;
    expect(records).toBe(200);
    expect(detections.find(({ id }) => id === "root-account-usage")).toMatchObject({ events: 200, breachedPeriods: 1 });
    expect(spawnSync(process.execPath, [cli, "report"]).status).toBe(1);
  });
});

test("progress replaces its line on a terminal and adds lines to a log", () => {
  const shown = (isTTY: boolean) => {
    let written = "";
    let now = 0;
    const progress = new ProgressLine({ isTTY, write: (text) => (written += text) }, () => now);
    for (; now <= 60_000; now += 100) progress.show(() => `${now} files`);
    progress.clear();
    return written;
  };
  expect(shown(false)).toBe("30000 files\n60000 files\n");
  expect(shown(true).split("\r\x1b[K")).toHaveLength(122);
});

test("nothing of a record stays in memory once it is counted", () => {
  const evaluator = new Evaluator([deletion]);
  const splitter = new RecordSplitter(new RecordUnwrapper(evaluator));
  const unnamed = event("2024-01-01T00:00:00Z", { padding: "x".repeat(1000), eventID: undefined });
  const record = Buffer.from(`${JSON.stringify(unnamed)}\n`);
  const size = () =>
    JSON.stringify(evaluator.tally, (_, value: unknown) => (value instanceof Map ? [...value] : value)).length;
  for (let i = 0; i < 10; i++) splitter.push(record);
  const few = size();
  for (let i = 0; i < 10_000; i++) splitter.push(record);
  expect(evaluator.tally.records).toBe(10_010);
  expect(size()).toBeLessThan(few + 20);
  expect(splitter.held).toBeLessThan(record.length);
});

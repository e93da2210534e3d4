import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { type ReportOptions, detectionsReport } from "../../../src/cli/detections-report/command";
import { Evaluator, MAX_DELIVERED_BYTES } from "../../../src/cli/detections-report/evaluator";
import { Meter } from "../../../src/cli/detections-report/meter";
import { RecordSplitter } from "../../../src/cli/detections-report/record-splitter";
import type { Detection } from "../../../src/detections";

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

async function run(args: readonly string[], options: ReportOptions = {}) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await detectionsReport(
    args,
    { stdout: stream("stdout"), stderr: stream("stderr") },
    { detections: [deletion], workerFile, ...options },
  );
  return { exitCode, ...written };
}

interface Result {
  readonly files: number;
  readonly records: number;
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

async function report(detections: readonly Detection[] = [deletion], options: ReportOptions = {}) {
  const { stdout, exitCode } = await run([folder, "--json"], { detections, ...options });
  return { exitCode, ...(JSON.parse(stdout) as Result) };
}

describe("input", () => {
  test("files of all forms are found in all folders, others are left alone", async () => {
    const record = event("2024-01-01T00:00:00Z");
    write("a/b/envelope.json", { Records: [record, record] });
    write("a/packed.json.gz", { Records: [record] });
    write("array.json", [record]);
    write("lines.json", `${JSON.stringify(record)}\n${JSON.stringify(record)}\n`);
    write("indented.json", JSON.stringify({ Records: [record] }, null, 2));
    // Some tools unpack what they fetch and keep the name, others the reverse.
    write("unpacked.json.gz", Buffer.from(JSON.stringify([record])));
    write("still-packed.json", gzipSync(JSON.stringify([record])));
    write("notes.txt", "not to be read");
    write("AWSLogs/1/CloudTrail-Digest/digest.json", {
      digestStartTime: "2024-01-01T00:00:00Z",
      eventName: "DeleteUser",
    });
    const { exitCode, files, records, detections } = await report();
    expect({ exitCode, files, records, events: detections[0]!.events }).toEqual({
      exitCode: 0,
      files: 7,
      records: 9,
      events: 9,
    });
  });

  test("files larger than what is read at once are read piece by piece, packed or not", async () => {
    const records = Array.from({ length: 6000 }, (_, i) =>
      event(new Date(Date.UTC(2024, 0, 1) + i * 1000).toISOString(), {
        noise: Buffer.from(`${i * 7919}`.repeat(80)).toString("base64"),
      }),
    );
    write("large.json", { Records: records });
    const whole = await report();
    write("large.json", "[]");
    // Stored, so that the packed file is large as well.
    write("large.json.gz", gzipSync(JSON.stringify({ Records: records }), { level: 0 }));
    const packed = await report();
    expect(whole).toMatchObject({ records: 6000, detections: [{ events: 6000, breachedPeriods: 20 }] });
    expect(packed.detections).toEqual(whole.detections);
  });

  test("what cannot be read is told by file and record, and the rest is evaluated", async () => {
    const good = event("2024-01-01T00:00:00Z");
    const many = Array.from({ length: 2000 }, () => good);
    const packed = gzipSync(JSON.stringify({ Records: many }));
    write("1-good.json", { Records: [good] });
    const broken = {
      empty: write("2-empty.json", ""),
      html: write("3-html.json", "<html>"),
      mixed: write("4-mixed.json", [good, 5, good]),
      truncated: write("5-truncated.json.gz", packed.subarray(0, packed.length - 20)),
      damaged: write("6-damaged.json.gz", Buffer.concat([packed.subarray(0, 40), Buffer.alloc(60, 255)])),
      emptyGzip: write("7-empty.json.gz", Buffer.alloc(0)),
      word: write("8-word.json", '{"eventName":"DeleteUser","x":tru}'),
      untimed: write("9-untimed.json", { Records: [good, event("yesterday")] }),
    };
    const { exitCode, problems, problemCount, files, detections } = await report();
    const of = (file: string) => problems.filter((problem) => problem.file === file);
    expect(exitCode).toBe(2);
    expect(files).toBe(9);
    expect(of(broken.empty)).toEqual([{ file: broken.empty, reason: "empty" }]);
    expect(of(broken.html)).toEqual([{ file: broken.html, record: 1, reason: "not JSON" }]);
    expect(of(broken.mixed)).toEqual([{ file: broken.mixed, record: 2, reason: "not a JSON object" }]);
    expect(of(broken.truncated)).toEqual([{ file: broken.truncated, reason: "gzip data ends too early" }]);
    expect(of(broken.damaged)).toEqual([{ file: broken.damaged, reason: "gzip data is damaged" }]);
    expect(of(broken.emptyGzip)).toEqual([{ file: broken.emptyGzip, reason: "empty" }]);
    expect(of(broken.word)).toEqual([{ file: broken.word, record: 1, reason: "not JSON" }]);
    expect(of(broken.untimed)).toMatchObject([{ record: 2, reason: expect.stringContaining("no period") as string }]);
    expect(problemCount).toBe(problems.length);
    // What comes before the damage counts: the truncated file lacks its last bytes only.
    expect(detections[0]!.events).toBeGreaterThan(1 + 2 + 1900 + 2);
  });

  test("a file that is not JSON at all is not reported line by line", async () => {
    write("log.json", "no json here\n".repeat(500));
    const { problems } = await report();
    expect(problems).toHaveLength(11);
    expect(problems[10]).toMatchObject({ reason: "490 more problems in this file" });
  });

  test("a link without a file is reported, a link to a file is read, a link to a folder is not followed", async () => {
    write("real/a.json", [event("2024-01-01T00:00:00Z")]);
    symlinkSync(join(folder, "nowhere"), join(folder, "lost.json"));
    symlinkSync(join(folder, "real/a.json"), join(folder, "link.json"));
    symlinkSync(folder, join(folder, "real/circle"));
    const { exitCode, files, problems } = await report();
    expect({ exitCode, files }).toEqual({ exitCode: 2, files: 2 });
    expect(problems).toEqual([{ file: join(folder, "lost.json"), reason: "not a file" }]);
  });

  test("a folder that may not be listed is reported", async () => {
    write("open/a.json", [event("2024-01-01T00:00:00Z")]);
    mkdirSync(join(folder, "closed"));
    chmodSync(join(folder, "closed"), 0);
    const { problems, files } = await report();
    expect(files).toBe(1);
    // Nothing is closed to root.
    if (process.getuid?.() !== 0)
      expect(problems).toMatchObject([{ reason: expect.stringMatching(/listed/) as string }]);
  });
});

describe("events", () => {
  test("a record that CloudTrail would not deliver is counted apart and not matched, white space aside", async () => {
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
    expect((await run([folder])).stdout).toContain("1 records are larger than 256 KB: CloudTrail does not send them");
  });

  test("a record that no filter can match is not parsed", async () => {
    write("a.json", [event("2024-01-01T00:00:00Z"), { eventName: "ListUsers" }, { other: 1 }]);
    expect(await report()).toMatchObject({ records: 3, examined: 1 });
  });

  test("the example is the earliest event, and says who", async () => {
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
  ])("%j is %p", async (userIdentity, who) => {
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

  test("events of one period count together wherever they stand, whichever account and region they are of", async () => {
    for (const [index, awsRegion] of ["eu-west-1", "us-east-1", "ap-south-1"].entries())
      write(`${index}.json`, [event("2024-01-01T00:01:00Z", { awsRegion, recipientAccountId: String(index) })]);
    expect((await report([thrice])).detections).toMatchObject([{ events: 3, breachedPeriods: 1 }]);
  });

  test("an event that two filters of a detection match is one event, but counts twice in their metric", async () => {
    const filters = { canonical: "{ $.eventName = DeleteUser }", second: "{ $.eventName = Delete* }" };
    write("a.json", [event("2024-01-01T00:00:00Z")]);
    expect((await report([detection("double", filters, 2)])).detections).toMatchObject([
      { events: 1, breachedPeriods: 1 },
    ]);
  });
});

describe("threads", () => {
  test("find what one thread finds", async () => {
    const names = ["DeleteUser", "CreateUser", "ListUsers", "StopLogging"];
    for (let file = 0; file < 300; file++)
      write(
        `${file % 7}/${file}.json${file % 2 === 0 ? ".gz" : ""}`,
        file === 100
          ? "broken"
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

  test("a thread that dies ends the command with an error", async () => {
    for (let file = 0; file < 100; file++) write(`${file}.json`, [event("2024-01-01T00:00:00Z")]);
    const dying = write("dying.js", "process.exit(3)");
    await expect(run([folder], { threads: 2, workerFile: dying })).rejects.toThrow("ended with code 3");
  });
});

describe("command", () => {
  test.each([
    ["no folder", [], "which folder?"],
    ["an unknown option", ["--jsno", "."], "--jsno"],
    ["a folder that is not there", ["/no/such/folder"], "there is no /no/such/folder"],
  ])("%s is refused with the usage", async (_, args, reason) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(reason);
    expect(stderr).toContain("Usage: npm run detections:report");
  });

  test("a folder without any file of the kind is refused", async () => {
    write("notes.txt", "");
    const { exitCode, stderr } = await run([folder]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("there is no .json or .json.gz file in");
  });

  test("the table has a line for every detection, most alarms first, and the problems are told apart", async () => {
    write("a.json", [event("2024-01-01T00:00:00Z", { eventID: "\u001b[2Jx" }), 1]);
    const quiet = detection("quiet", { canonical: "{ $.eventName = Nothing }" });
    const { exitCode, stdout, stderr } = await run([folder], { detections: [quiet, deletion] });
    expect(exitCode).toBe(2);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^detection +severity +events +alarm periods +alarm from +first event$/);
    expect(lines[1]).toMatch(
      /^user-deleted +low +1 +1 +1 in 5 min +2024-01-01T00:00:00Z DeleteUser by unknown \(\?\[2Jx\)$/,
    );
    expect(lines[2]).toMatch(/^quiet +low +0 +0 +1 in 5 min$/);
    expect(stdout).toContain("1 records in 1 files.");
    expect(stderr).toBe(`! ${join(folder, "a.json")}, record 2: not a JSON object\n`);
  });

  test("the bundle runs it, threads and all", () => {
    for (let file = 0; file < 200; file++)
      write(`${file}.json.gz`, {
        Records: [event("2024-01-01T00:00:00Z", { userIdentity: { type: "Root" }, eventType: "AwsApiCall" })],
      });
    const cli = resolve(__dirname, "../../../dist/cli.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "detections:report", folder, "--json"], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { detections, records } = JSON.parse(stdout) as Result;
    expect(records).toBe(200);
    expect(detections.find(({ id }) => id === "root-account-usage")).toMatchObject({ events: 200, breachedPeriods: 1 });
    expect(spawnSync(process.execPath, [cli, "detections:report"]).status).toBe(1);
  });
});

test("progress is shown now and then: in place on a terminal, line by line in a log", () => {
  const shown = (isTTY: boolean) => {
    let written = "";
    let now = 0;
    const meter = new Meter({ isTTY, write: (text) => (written += text) }, () => now);
    for (; now <= 60_000; now += 100) meter.show({ files: now, records: 0 });
    meter.clear();
    return written;
  };
  expect(shown(false)).toBe("30,000 files, 0 records\n60,000 files, 0 records\n");
  expect(shown(true).split("\r\x1b[K")).toHaveLength(122);
});

test("nothing of a record is kept once it is tallied", () => {
  const evaluator = new Evaluator([deletion]);
  const splitter = new RecordSplitter(evaluator);
  const record = Buffer.from(`${JSON.stringify(event("2024-01-01T00:00:00Z", { padding: "x".repeat(1000) }))}\n`);
  const size = () =>
    JSON.stringify(evaluator.tally, (_, value: unknown) => (value instanceof Map ? [...value] : value)).length;
  for (let i = 0; i < 10; i++) splitter.push(record);
  const few = size();
  for (let i = 0; i < 10_000; i++) splitter.push(record);
  expect(evaluator.tally.records).toBe(10_010);
  expect(size()).toBeLessThan(few + 20);
  expect(splitter.held).toBeLessThan(record.length);
});

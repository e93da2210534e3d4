import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { reportWith } from "../../../src/cli/commands/report";
import { ahead } from "../../../src/cli/report/s3/ahead";
import { BucketFiles } from "../../../src/cli/report/s3/files";
import { isOfDay, isUndated, isWithin, kindOfFolder } from "../../../src/cli/report/s3/layout";
import { parseUrl } from "../../../src/cli/report/s3/url";
import { walk, type Found, type Page } from "../../../src/cli/report/s3/walk";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { accessThrough } from "../../support/fake-aws";

// Before the folder of the test is gone.
afterEach(() => {
  jest.restoreAllMocks();
  expect(temporary()).toEqual([]);
});
inTemporaryFolders();
beforeEach(() => {
  mkdirSync("temporary");
  jest.spyOn(os, "tmpdir").mockReturnValue(resolve("temporary"));
});

const workerFile = resolve(__dirname, "../../../dist/worker.js");
const account = "111122223333";
const changed = Date.UTC(2026, 10, 30);

/** A page of the objects directly in a folder, or of all below it, as S3 answers. */
function pageOf(keys: readonly string[], folder: string, isDeep: boolean, from = "", size = 1000) {
  const names = keys
    .filter((key) => key.startsWith(folder))
    .map((key) => {
      const end = isDeep ? -1 : key.indexOf("/", folder.length);
      return end < 0 ? { key } : { folder: key.slice(0, end + 1) };
    });
  const all = [...new Map(names.map((name) => [name.folder ?? name.key!, name]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([name]) => name > from);
  const page = all.slice(0, size);
  return {
    folders: page.flatMap(([, { folder }]) => folder ?? []),
    keys: page.flatMap(([, { key }]) => key ?? []),
    ...(all.length > size && { next: page.at(-1)![0] }),
  };
}

const trail = (day: string, region = "eu-west-1", more = "", name = "a") =>
  `${more}AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${day.replaceAll("/", "")}T0005Z_${name}.json.gz`;

describe("the walk", () => {
  const walked = async (keys: readonly string[], scope = {}, top = "", size = 1000) => {
    const listed: string[] = [];
    const others: string[][] = [];
    const found: string[] = [];
    let most = 0;
    let now = 0;
    const objects = walk(top, scope, {
      list: async (folder, isDeep, from): Promise<Page> => {
        listed.push(folder);
        most = Math.max(most, ++now);
        await pause(1);
        now--;
        const page = pageOf(keys, folder, isDeep, from, size);
        return { ...page, objects: page.keys.map((key): Found => ({ key, size: 1, changed })) };
      },
      onOther: (...other) => others.push(other),
      onFailure: (_, error) => {
        throw error;
      },
    });
    for await (const { key } of objects) found.push(key);
    return { found: found.sort(), listed, others, most };
  };

  test("finds the files of every account of an organization, and lists no day that is not asked for", async () => {
    const of = (day: string, member: string) =>
      trail(day, "eu-west-1", "AWSLogs/o-a1b2c3d4e5/").replace(`5/AWSLogs/${account}/`, `5/${member}/`);
    const members = ["111122223333", "444455556666"];
    const keys = members.flatMap((member) => [of("2026/11/29", member), of("2026/11/30", member)]);
    const { found, listed } = await walked(keys, { from: "2026/11/30", to: "2026/11/30" });
    expect(found).toEqual(members.map((member) => of("2026/11/30", member)).sort());
    expect(listed.filter((folder) => folder.includes("2026/11/29"))).toEqual([]);
  });

  test("lists only the days, the regions and the logs that are asked for", async () => {
    const days = Array.from({ length: 2000 }, (_, index) =>
      new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10).replaceAll("-", "/"),
    );
    const keys = [
      ...days.flatMap((day) => ["eu-west-1", "us-east-1"].map((region) => trail(day, region))),
      ...days.map((day) => trail(day).replaceAll("CloudTrail/", "CloudTrail-Digest/")),
      `AWSLogs/${account}/Config/eu-west-1/2024/1/1/ConfigHistory/a.json.gz`,
      `AWSLogs/${account}/elasticloadbalancing/eu-west-1/2024/02/28/a.log.gz`,
    ];
    const scope = { from: "2024/02/28", to: "2024/03/01", regions: ["eu-west-1"] };
    const { found, listed, others } = await walked(keys, scope);
    expect(found).toEqual(["2024/02/28", "2024/02/29", "2024/03/01"].map((day) => trail(day)));
    const region = `AWSLogs/${account}/CloudTrail/eu-west-1/`;
    const above = ["", "AWSLogs/", `AWSLogs/${account}/`, `AWSLogs/${account}/CloudTrail/`, region];
    const below = ["2024/", "2024/02/", "2024/02/28/", "2024/02/29/", "2024/03/", "2024/03/01/"];
    expect(listed.sort()).toEqual([...above, ...below.map((folder) => region + folder)].sort());
    expect(others.sort()).toEqual([
      [`AWSLogs/${account}/CloudTrail-Digest/`, "CloudTrail digest"],
      [`AWSLogs/${account}/Config/`, "AWS Config"],
      [`AWSLogs/${account}/elasticloadbalancing/`, "load balancer access logs"],
    ]);
  });

  test("reads every layout: of an organization, below a prefix, from the middle on, exports, and what has no day", async () => {
    const keys = [
      trail("2026/11/29"),
      trail("2026/11/30"),
      trail("2026/11/30", "eu-west-1", "company/").replace(account, `o-a1b2c3d4e5/${account}`),
      trail("2026/11/29", "eu-west-1", "company/").replace(account, `o-a1b2c3d4e5/${account}`),
      "firehose/2026/11/30/05/stream-1",
      "firehose/2026/11/29/23/stream-1",
      "flat/111122223333_CloudTrail_eu-west-1_20261130T0005Z_a.json.gz",
      "flat/111122223333_CloudTrail_eu-west-1_20261129T0005Z_a.json.gz",
      "exports/task/stream/000000.gz",
      "cases/2019/evidence.json",
      "empty-folder/",
    ];
    const wanted = keys.filter((key) => !/2026(11|\/11\/)29|\/$/.test(key)).sort();
    expect((await walked(keys, { from: "2026/11/30" })).found).toEqual(wanted);
    expect((await walked(keys)).found).toEqual(keys.filter((key) => !key.endsWith("/")).sort());
    const middle = `AWSLogs/${account}/CloudTrail/eu-west-1/2026/`;
    expect((await walked(keys, { to: "2026/11/29" }, middle)).found).toEqual([trail("2026/11/29")]);
    expect((await walked(keys, { from: "2026/11/30" }, "firehose/2026/11/")).found).toEqual([
      "firehose/2026/11/30/05/stream-1",
    ]);
  });

  test("finds what is on many pages, and lists not more than 16 folders at a time", async () => {
    const keys = Array.from({ length: 300 }, (_, index) => trail("2026/11/30", `eu-west-${index % 9}`, "", `${index}`));
    const folders = Array.from({ length: 100 }, (_, index) => `exports/${index}/a`);
    const { found, most } = await walked([...keys, ...folders], {}, "", 7);
    expect(found).toEqual([...keys, ...folders].sort());
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(16);
  });
});

test.each<[string, boolean, boolean]>([
  [`AWSLogs/${account}/CloudTrail/eu-west-1/`, true, false],
  [`AWSLogs/${account}/CloudTrail/eu-central-1/`, false, false],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2025/`, false, false],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/`, true, false],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/10/`, false, false],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/`, true, false],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/08/`, false, true],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/09/`, true, true],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/12/02/`, true, true],
  [`AWSLogs/${account}/CloudTrail/eu-west-1/2026/12/03/`, false, true],
  ["2026/", true, false],
  ["2025/", true, false],
  ["2025/12/", false, false],
  ["a/2026/12/31/23/", false, true],
])("of 2026/11/09 to 2026/12/02 in eu-west-1, %s is %s", (folder, isWanted, isDay) => {
  expect(isWithin(folder, { from: "2026/11/09", to: "2026/12/02", regions: ["eu-west-1"] })).toBe(isWanted);
  expect(isOfDay(folder)).toBe(isDay);
});

test("what has no day, and logs that are none of events, are recognised by their path", () => {
  expect(["a/b.json", "2026/b.json", trail("2026/11/30")].map(isUndated)).toEqual([true, true, false]);
  expect(kindOfFolder(`x/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail-Insight/`)).toBe("CloudTrail Insights");
  expect(kindOfFolder(`AWSLogs/${account}/CloudTrail-NetworkActivity/`)).toBeUndefined();
  expect(kindOfFolder("Config/CloudTrail/")).toBeUndefined();
  expect(kindOfFolder(`AWSLogs/${account}/constructor/`)).toBeUndefined();
});

describe("what works ahead", () => {
  const numbers = async function* (count: number) {
    for (let number = 0; number < count; number++) yield await Promise.resolve(number);
  };
  const limits = { atOnce: 4, waiting: 10, waitingSize: 1000 };

  test("has everything, and not more waiting than it may", async () => {
    let done = 0;
    let taken = 0;
    let most = 0;
    const results: number[] = [];
    const work = async (number: number) => {
      await pause(number % 3);
      most = Math.max(most, ++done - taken);
      return number % 5 === 0 ? undefined : { size: 1, number };
    };
    for await (const { number } of ahead(numbers(100), work, limits)) {
      taken++;
      results.push(number);
      if (number % 7 === 0) await pause(20);
      if (number % 5 === 1) taken++;
    }
    expect(results.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, number) => number).filter((number) => number % 5 !== 0),
    );
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(10 + 2 * 4);
  });

  test("waits for room for what is large", async () => {
    let done = 0;
    const all = ahead(numbers(20), () => Promise.resolve({ size: 600, done: ++done }), limits);
    await all.next();
    await pause(20);
    // One is taken, two fill the room, and each of four was begun before.
    expect(done).toBeLessThanOrEqual(1 + 2 + 4);
    await all.return(undefined);
  });

  test("ends with the error of one, and does nothing afterwards", async () => {
    let begun = 0;
    let ended = 0;
    const work = async (number: number) => {
      begun++;
      await pause(5);
      ended++;
      if (number === 6) throw new Error("broken");
      return { size: 1 };
    };
    const all = async () => {
      const results = ahead(numbers(1000), work, limits);
      while ((await results.next()).done !== true);
    };
    await expect(all()).rejects.toThrow("broken");
    expect(ended).toBe(begun);
    const before = begun;
    await pause(20);
    expect(begun).toBe(before);
    expect(before).toBeLessThan(20);
  });
});

let serial = 0;
const record = (eventTime: string) => ({ eventTime, eventName: "DeleteUser", eventID: `id-${++serial}` });
const fileOf = (...records: readonly object[]) => gzipSync(JSON.stringify({ Records: records }));

/** What a bucket may do with a call. */
type Failure = (call: string, input: Readonly<Record<string, unknown>>) => object | undefined;

/** A bucket of S3, `trail`, with 50 objects a page. */
function bucketWith(objects: ReadonlyMap<string, Buffer>, failing: Failure = () => undefined) {
  const asked: string[] = [];
  const keys = [...objects.keys()];
  const access = accessThrough((_, call, input) => {
    const { Bucket, Prefix = "", Delimiter, ContinuationToken, Key = "" } = input as Record<string, string | undefined>;
    asked.push(`${call} ${call === "ListObjectsV2" ? Prefix : Key}`);
    const failure = failing(call, input);
    if (failure !== undefined) throw Object.assign(new Error("no"), failure);
    if (Bucket !== "trail") throw Object.assign(new Error("no"), { name: "NoSuchBucket" });
    const LastModified = new Date(changed);
    if (call === "HeadBucket") return { BucketRegion: "eu-central-1" };
    if (call === "ListObjectsV2") {
      const page = pageOf(keys, Prefix, Delimiter === undefined, ContinuationToken, 50);
      return {
        CommonPrefixes: page.folders.map((Prefix) => ({ Prefix })),
        Contents: page.keys.map((Key) => ({ Key, Size: objects.get(Key)!.length, LastModified })),
        NextContinuationToken: page.next,
      };
    }
    const body = objects.get(Key);
    if (body === undefined) throw Object.assign(new Error("no"), { name: "NoSuchKey" });
    return call === "HeadObject" ? { ContentLength: body.length, LastModified } : { Body: Readable.from([body]) };
  });
  return { asked, access };
}

const run = (args: readonly string[], { access }: ReturnType<typeof bucketWith>, typed?: readonly string[]) =>
  runCaptured(
    ["report", ...args],
    [reportWith({ access, workerFile, threads: 2 }, { s3: () => Promise.resolve({ BucketFiles }) })],
    typed,
  );

const objects = new Map<string, Buffer>();
for (let day = 1; day <= 30; day++)
  for (const region of ["eu-west-1", "us-east-1"])
    for (let file = 0; file < 5; file++) {
      const text = `2026/11/${String(day).padStart(2, "0")}`;
      const time = `${text.replaceAll("/", "-")}T10:0${file}:00Z`;
      const root = {
        eventType: "AwsApiCall",
        userIdentity: { type: "Root" },
        eventTime: time,
        eventID: `r-${++serial}`,
      };
      objects.set(trail(text, region, "logs/", `${file}`), fileOf(record(time), root, record(time)));
    }
const digest = `logs/AWSLogs/${account}/CloudTrail-Digest/eu-west-1/2026/11/30/a.json.gz`;
objects.set(digest, gzipSync(JSON.stringify({ digestStartTime: "", digestEndTime: "" })));

/** What is temporary. */
const temporary = () => readdirSync("temporary");

interface Result {
  readonly files: number;
  readonly records: number;
  readonly others: object[];
  readonly problems: { readonly file: string; readonly reason: string }[];
}

const resultOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as Result;

describe("the report of a bucket", () => {
  test("is that of the same files here, also as a page, and leaves nothing", async () => {
    const here = join(process.cwd(), "here");
    for (const [key, body] of objects) {
      mkdirSync(dirname(join(here, key)), { recursive: true });
      writeFileSync(join(here, key), body);
    }
    writeFileSync(
      "rules.yml",
      "title: Root\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {userIdentity.type: Root}, condition: s}\n",
    );
    const options = ["--json", "--rules", "rules.yml", "--html"];
    const local = await run([here, ...options, "local.html"], bucketWith(objects));
    const remote = await run(["s3://trail/logs", ...options, "remote.html"], bucketWith(objects));
    expect(remote).toMatchObject({ exitCode: 0, stderr: "" });
    expect(resultOf(remote)).toMatchObject({
      detections: expect.arrayContaining([expect.objectContaining({ id: "root", rule: "rules.yml", events: 300 })]),
    });
    expect(resultOf(remote)).toEqual({
      ...resultOf(local),
      // Without the digest, whose folder is not listed.
      files: 300,
      others: [
        {
          kind: "CloudTrail digest (folders)",
          files: 0,
          objects: 0,
          example: `s3://trail/logs/AWSLogs/${account}/CloudTrail-Digest/`,
        },
      ],
    });
    const pages = ["local.html", "remote.html"].map((page) => readFileSync(page, "utf8"));
    // Only the digest is a file more.
    const [page, expectedPage] = pages.map((page) => page.replace(/\b30[01] files,/, "").replace(/<!--.*-->/, ""));
    expect(page).toBe(expectedPage);
    const shown = await run(["s3://trail/logs/"], bucketWith(objects));
    expect(shown.stdout).toContain("  CloudTrail digest (folders): not listed, such as s3://trail/logs/");
  });

  test("stands beside files here, and reads a single object", async () => {
    writeFileSync("local.json", JSON.stringify([record("2026-11-30T00:00:00Z")]));
    const [key] = objects.keys();
    const { files, records } = resultOf(await run(["local.json", `s3://trail/${key}`, "--json"], bucketWith(objects)));
    expect({ files, records }).toEqual({ files: 2, records: 4 });
  });

  test("of some days and regions lists and downloads no others", async () => {
    const bucket = bucketWith(objects);
    const days = ["--from", "2026-11-29", "--to", "2026-11-30", "--regions", "us-east-1"];
    expect(resultOf(await run(["s3://trail/logs", "--json", ...days], bucket))).toMatchObject({
      files: 10,
      records: 30,
    });
    const downloaded = bucket.asked.filter((call) => call.startsWith("GetObject"));
    expect(downloaded.every((call) => /us-east-1\/2026\/11\/(29|30)\//.test(call))).toBe(true);
    expect(bucket.asked.some((call) => /CloudTrail\/(eu-west-1|us-east-1\/2026\/11\/0)/.test(call))).toBe(false);
  });

  test("says what days and regions could not decide", async () => {
    const undated = new Map([...objects, ["logs/export.json", fileOf(record("2020-01-01T00:00:00Z"))]]);
    const { exitCode, stderr } = await run(
      ["s3://trail/logs", "--from", "2026-11-30", "--regions", "us-east-1,eu-north-1"],
      bucketWith(undated),
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: "1 file in no folder of a day, read whatever the days.\n! --regions: no folder of eu-north-1\n",
    });
  });

  test("shows a person how many files there are, and how long it takes", async () => {
    const now = jest.spyOn(Date, "now");
    let time = 0;
    // Each line is due.
    now.mockImplementation(() => (time += 501));
    const { stderr } = await run(["s3://trail/logs"], bucketWith(objects), []);
    expect(stderr).toMatch(/\d+ of 300 files, [\d,]+ records, \d+ a second, about \d+ (s|min) left/);
  });

  test.each<[string, string, Failure]>([
    ["which it says", "eu-central-1", () => undefined],
    [
      "which it says also where the policy is for a prefix only",
      "eu-north-1",
      (call) =>
        call === "HeadBucket"
          ? { name: "403", $response: { headers: { "x-amz-bucket-region": "eu-north-1" } } }
          : undefined,
    ],
  ])("calls the bucket in its own region, %s", async (_, region, failing) => {
    const bucket = bucketWith(objects, failing);
    const clients: { config: { region(): Promise<string> } }[] = [];
    const onClient = (client: object) => {
      clients.push(client as never);
      bucket.access.onClient!(client);
    };
    const result = await run(["s3://trail/logs"], { ...bucket, access: { ...bucket.access, onClient } });
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await clients.at(-1)!.config.region()).toBe(region);
  });
});

describe("what cannot be read", () => {
  test.each<[string, readonly string[], string]>([
    ["no slashes", ["s3:/trail/logs"], "s3:/trail/logs: write s3://bucket/prefix"],
    ["no bucket", ["s3://"], "s3://: names no bucket: write s3://bucket/prefix"],
    ["capitals", ["S3://trail/logs"], "S3://trail/logs: write s3://bucket/prefix"],
    ["a wrong bucket", ["s3://Trail_1/logs"], "s3://Trail_1/logs: Trail_1 is no bucket: a name has 3 to 63"],
    ["the ARN of a bucket", ["arn:aws:s3:::trail/logs"], "arn:aws:s3:::trail/logs: write s3://trail/logs"],
    [
      "an access point",
      [`s3://arn:aws:s3:eu-west-1:${account}:accesspoint/logs`],
      "not the name of a bucket: write s3://bucket/prefix with the bucket itself",
    ],
    ["a day that is none", ["s3://trail", "--from", "2026-02-30"], "--from 2026-02-30: no day such as 2026-11-30."],
    [
      "days in the wrong order",
      ["s3://trail", "--from", "2026-11-30", "--to", "2026-11-29"],
      "is after --to 2026/11/29",
    ],
    [
      "a region that is none",
      ["s3://trail", "--regions", "ireland"],
      "--regions: no region such as eu-west-1: ireland",
    ],
    ["a file to keep in", ["s3://trail", "--keep", "file"], "--keep file: is a file, name a folder."],
    ["days of files here", [".", "--from", "2026-11-30"], "Only with s3://bucket/prefix or --athena: --from."],
    ["files here to keep", [".", "--keep", "kept"], "Only with s3://bucket/prefix: --keep."],
    ["an option of Athena", ["s3://trail", "--yes"], "Only with --athena: --yes."],
    ["what Athena reads to keep", ["--athena", "--keep", "kept"], "Only with s3://bucket/prefix: --keep."],
  ])("is refused before AWS is called: %s", async (_, args, message) => {
    writeFileSync("file", "");
    const bucket = bucketWith(objects);
    const { exitCode, stdout, stderr } = await run(args, bucket);
    expect({ exitCode, stdout, asked: bucket.asked }).toEqual({ exitCode: 1, stdout: "", asked: [] });
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  const denied = { name: "AccessDenied", message: "User is not authorized to perform: kms:Decrypt", $metadata: {} };
  test.each<[string, string, Failure, string]>([
    ["no bucket", "s3://trial/logs", () => undefined, "There is no bucket trial."],
    [
      "no folder and no object",
      "s3://trail/log",
      () => undefined,
      "not found: s3://trail/log. Name a whole folder, or an object.",
    ],
    ["a bucket one may not list", "s3://trail/logs", () => denied, "s3://trail/logs cannot be listed: AccessDenied"],
    [
      "no credentials",
      "s3://trail/logs",
      () => ({ name: "CredentialsProviderError", message: "none" }),
      "no AWS credentials found",
    ],
    [
      "no connection",
      "s3://trail/logs",
      () => ({ name: "Error", message: "getaddrinfo ENOTFOUND", code: "ENOTFOUND", $metadata: {} }),
      "AWS does not answer: Error: getaddrinfo ENOTFOUND.",
    ],
    [
      "objects one may not read",
      "s3://trail/logs",
      (call) => (call === "GetObject" ? denied : undefined),
      "None of the first 20 objects can be read: AccessDenied: User is not authorized to perform: kms:Decrypt. Reading a bucket takes s3:ListBucket",
    ],
  ])("ends the command in a sentence: %s", async (_, url, failing, message) => {
    const { exitCode, stdout, stderr } = await run([url], bucketWith(objects, failing));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("is a problem of one object or folder, if others can be read", async () => {
    const bad = (call: string, { Key, Prefix }: Readonly<Record<string, unknown>>) => {
      if (call === "GetObject" && /us-east-1.*1130T.*_0/.test(String(Key))) return denied;
      if (call === "GetObject" && /us-east-1.*1130T.*_1/.test(String(Key))) return { name: "NoSuchKey" };
      if (call === "GetObject" && /us-east-1.*1130T.*_2/.test(String(Key)))
        return { name: "InvalidObjectState", $metadata: { httpStatusCode: 403 } };
      return call === "ListObjectsV2" && /eu-west-1\/$/.test(String(Prefix)) ? denied : undefined;
    };
    const result = await run(["s3://trail/logs", "--json"], bucketWith(objects, bad));
    expect(result.exitCode).toBe(2);
    const { files, problems } = resultOf(result);
    expect(files).toBe(147);
    const denial = "AccessDenied: User is not authorized to perform: kms:Decrypt";
    expect(problems.map(({ file, reason }) => [file.slice(-9), reason])).toEqual([
      ["eu-west-1/".slice(-9), `cannot be listed: ${denial}`],
      ["0.json.gz", `${denial}. It takes s3:GetObject, and kms:Decrypt on the key that encrypts it`],
      ["1.json.gz", "no longer exists"],
      ["2.json.gz", "archived: restore it first"],
    ]);
    expect(problems.every(({ file }) => file.startsWith("s3://trail/logs/AWSLogs/"))).toBe(true);
  });

  test("is begun again if an answer breaks off in its middle, and ends the command if it does so again", async () => {
    let broken = 0;
    const breaking = (times: number) => {
      const bucket = bucketWith(objects);
      const access = accessThroughBody(bucket, (body) =>
        broken++ < times
          ? Readable.from(
              (async function* () {
                yield body.subarray(0, 20);
                await pause(1);
                throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
              })(),
            )
          : undefined,
      );
      return { ...bucket, access };
    };
    expect(resultOf(await run(["s3://trail/logs", "--json"], breaking(2)))).toMatchObject({ files: 300, problems: [] });
    broken = 0;
    const { exitCode, stderr } = await run(["s3://trail/logs"], breaking(1000));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        "AWS does not answer: Error: aborted. Nothing is reported. With --keep FOLDER a run continues where the one before has ended.\n",
    });
  });
});

/** The same bucket with other bodies. */
function accessThroughBody(
  { access }: ReturnType<typeof bucketWith>,
  bodyOf: (body: Buffer) => Readable | undefined,
): ReturnType<typeof bucketWith>["access"] {
  return {
    ...access,
    onClient: (client) => {
      const { middlewareStack } = client as { middlewareStack: { add(middleware: unknown, options: object): void } };
      middlewareStack.add(
        (next: (args: { input: { Key?: string } }) => Promise<{ output: { Body?: Readable } }>) =>
          async (args: { input: { Key?: string } }) => {
            const answer = await next(args);
            const body = answer.output.Body && bodyOf(objects.get(args.input.Key!)!);
            return body ? { ...answer, output: { ...answer.output, Body: body } } : answer;
          },
        { step: "initialize", priority: "high" },
      );
      // Afterwards, because nothing is called behind it.
      access.onClient!(client);
    },
  };
}

describe("a folder that is kept", () => {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(folder, path)).isFile());

  test("has every object, which is not downloaded again, and is read as folders are", async () => {
    const first = await run(["s3://trail/logs", "--keep", "kept/here", "--json"], bucketWith(objects));
    expect(first).toMatchObject({ exitCode: 0 });
    expect(files("kept/here").sort()).toEqual(
      [...objects.keys()]
        .filter((key) => key !== digest)
        .map((key) => join("trail", key))
        .sort(),
    );
    expect(statSync("kept/here").mode & 0o77).toBe(0);
    const [key] = objects.keys();
    const one = join("kept/here/trail", key!);
    expect(statSync(one).mode & 0o77).toBe(0);
    // One is not complete, another older than the object.
    writeFileSync(one, "x");
    const other = join("kept/here/trail", [...objects.keys()][7]!);
    utimesSync(other, 0, 0);
    const again = bucketWith(objects);
    const second = await run(["s3://trail/logs", "--keep", "kept/here", "--json"], again);
    expect(second).toEqual(first);
    expect(again.asked.filter((call) => call.startsWith("GetObject")).sort()).toEqual(
      [key!, [...objects.keys()][7]!].map((key) => `GetObject ${key}`).sort(),
    );
    const local = await run(["kept/here", "--json"], bucketWith(objects));
    expect(resultOf(local).records).toBe(resultOf(first).records);
  });

  test("continues what credentials have ended that expired", async () => {
    let downloads = 0;
    const expired = (call: string) =>
      call === "GetObject" && ++downloads > 100
        ? { name: "ExpiredToken", message: "expired", $metadata: {} }
        : undefined;
    const ended = await run(["s3://trail/logs", "--keep", "kept"], bucketWith(objects, expired));
    expect(ended).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "AWS rejects these credentials (ExpiredToken: expired) Nothing is reported. What is downloaded stays in kept: run the command again to continue.\n",
    });
    expect(files("kept")).toHaveLength(100);
    expect(readdirSync("kept")).toEqual(["trail"]);
    const bucket = bucketWith(objects);
    expect(await run(["s3://trail/logs", "--keep", "kept"], bucket)).toMatchObject({ exitCode: 0 });
    expect(bucket.asked.filter((call) => call.startsWith("GetObject"))).toHaveLength(200);
  });

  test("is not left by a key, whatever it says, and no two keys are one file", async () => {
    const keys = [
      "../../out.json",
      "a//b.json",
      "a/%/b.json",
      "a/./b.json",
      "/a/b.json",
      "ä\n.json",
      "..%2F.json",
      "a/b.json",
    ];
    const odd = new Map(keys.map((key) => [key, fileOf(record("2026-11-30T00:00:00Z"))]));
    const result = await run(["s3://trail", "--keep", "kept/in", "--json"], bucketWith(odd));
    expect(resultOf(result)).toMatchObject({ files: keys.length, records: keys.length, problems: [] });
    expect(files("kept").sort()).toEqual(
      [
        "%2E%2E/%2E%2E/out.json",
        "a/%/b.json",
        "a/%25/b.json",
        "a/%2E/b.json",
        "%/a/b.json",
        "%C3%A4%0A.json",
        "..%252F.json",
        "a/b.json",
      ]
        .map((path) => `in/trail/${path}`)
        .sort(),
    );
  });

  test("has room for what can have a file, and the rest are problems", async () => {
    const odd = new Map(["a", "a/b", `${"x".repeat(300)}`].map((key) => [key, fileOf(record("2026-11-30T00:00:00Z"))]));
    const result = await run(["s3://trail", "--keep", "kept", "--json"], bucketWith(odd));
    expect(result.exitCode).toBe(2);
    expect(
      resultOf(result)
        .problems.map(({ reason }) => reason)
        .sort(),
    ).toEqual(["a file of another object is in its place", "its name is too long for a file"]);
  });

  test("loses what a killed run has left, but not what another one is writing", async () => {
    for (const name of [".incomplete-old", ".incomplete-new"]) {
      mkdirSync(join("kept", name), { recursive: true });
      writeFileSync(join("kept", name, "0"), "half");
    }
    utimesSync("kept/.incomplete-old", 0, 0);
    await run(["s3://trail/logs", "--keep", "kept", "--from", "2026-11-30"], bucketWith(objects));
    expect(readdirSync("kept").sort()).toEqual([".incomplete-new", "trail"]);
  });
});

test("an interruption ends the downloads, and leaves no file of them", async () => {
  const bucket = bucketWith(objects);
  let downloads = 0;
  const access = accessThroughBody(bucket, (body) => {
    if (++downloads === 50) process.emit("SIGINT");
    return Readable.from([body]);
  });
  const ended = await run(["s3://trail/logs", "--html", "page.html"], { ...bucket, access });
  expect(ended).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: "Interrupted. Nothing is reported. With --keep FOLDER a run continues where the one before has ended.\n",
  });
  expect(downloads).toBeLessThan(100);
  expect(existsSync("page.html")).toBe(false);
});

test("the files that wait for a thread are few, and removed once they are read", async () => {
  const many = new Map<string, Buffer>();
  for (let file = 0; file < 800; file++) {
    const text = {
      eventTime: "2026-11-30T00:00:00Z",
      eventName: "ListRoles",
      eventID: `m-${file}`,
      more: "x".repeat(file),
    };
    many.set(trail("2026/11/30", "eu-west-1", "", `${file}`), fileOf(text));
  }
  let most = 0;
  const bucket = bucketWith(many);
  const access = accessThroughBody(bucket, () => {
    const [folder] = temporary();
    most = Math.max(most, readdirSync(join("temporary", folder!)).length);
    return undefined;
  });
  const { stdout } = await run(["s3://trail", "--json"], { ...bucket, access });
  expect(resultOf({ stdout })).toMatchObject({ files: 800, records: 800 });
  expect(most).toBeGreaterThan(10);
  // What waits, is downloaded, is in the hand of two threads, and becomes their next batch.
  expect(most).toBeLessThanOrEqual(256 + 16 + 3 * 16);
});

test("a URL is taken as it is", () => {
  expect(parseUrl("s3://my-logs.example/a b/%2F?x#y/")).toEqual({ bucket: "my-logs.example", key: "a b/%2F?x#y/" });
  expect(parseUrl("s3://logs")).toEqual({ bucket: "logs", key: "" });
});

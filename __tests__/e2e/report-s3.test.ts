import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { neutralEnvironment, runCommand } from "../support/process";
import { actionsFor } from "../support/requests";
import { describeWith } from "../support/requirements";

/** More than a page of a list in one day, as a region of many accounts or of a busy one has. */
const filesOfDay = 1100;

const keyOf = (day: string, region: string, file: number) =>
  `AWSLogs/${EMULATED_ACCOUNT}/CloudTrail/${region}/${day}/${EMULATED_ACCOUNT}_CloudTrail_${region}_${day.replaceAll("/", "")}T0005Z_${file}.json.gz`;

function fileOf(day: string, region: string, file: number): Buffer {
  const eventTime = `${day.replaceAll("/", "-")}T${String(file % 24).padStart(2, "0")}:00:00Z`;
  const eventID = `${day}-${region}-${file}`;
  const isChange = file % 10 === 0;
  const call = {
    eventID,
    eventTime,
    eventName: isChange ? "PutRolePolicy" : "ListRoles",
    eventSource: "iam.amazonaws.com",
    sourceIPAddress: "198.51.100.7",
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${EMULATED_ACCOUNT}:user/user-${file % 3}` },
  };
  return gzipSync(JSON.stringify({ Records: [call] }));
}

describeWith({ emulator: true }, "the report of a bucket", () => {
  let emulator: Emulator;
  let s3: S3Client;
  let folder: string;
  const objects = new Map<string, Buffer>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "report-s3-"));
    emulator = await startEmulator({ deploysOurs: false });
    s3 = new S3Client(clientConfig(emulator));
    for (let file = 0; file < filesOfDay; file++)
      objects.set(keyOf("2026/11/30", "eu-west-1", file), fileOf("2026/11/30", "eu-west-1", file));
    for (const region of ["eu-west-1", "us-east-1"])
      for (const day of ["2025/11/30", "2026/10/31", "2026/11/29", "2026/12/01"])
        objects.set(keyOf(day, region, 0), fileOf(day, region, 0));
    await s3.send(
      new CreateBucketCommand({
        Bucket: "trail",
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      }),
    );
    const waiting = [...objects, [`AWSLogs/${EMULATED_ACCOUNT}/Config/a.json`, Buffer.from("{}")] as const];
    const put = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        await s3.send(new PutObjectCommand({ Bucket: "trail", Key: next[0], Body: next[1] }));
    };
    await Promise.all(Array.from({ length: 16 }, put));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await emulator?.stop();
  });

  /** A run of its own, with what it asked for and what it left among temporary files. */
  async function report(args: readonly string[], onStart?: (child: ChildProcess) => void, env: NodeJS.ProcessEnv = {}) {
    const before = (await emulator.requests()).length;
    const temporary = mkdtempSync(join(folder, "temporary-"));
    const result = await runCommand(process.execPath, [resolve(__dirname, "../../dist/cli.js"), "report", ...args], {
      cwd: folder,
      env: { ...neutralEnvironment(), ...emulator.env, TMPDIR: temporary, ...env },
      ...(onStart && { onStart }),
    });
    const requests = await emulator.requests(before);
    const downloaded = requests.filter(({ operation }) => operation === "GetObject").length;
    // On a slow machine there is progress.
    const stderr = result.stderr.replace(/^.* a second\n/gm, "");
    return { ...result, stderr, requests, downloaded, left: readdirSync(temporary) };
  }

  async function deny(Action: string, Resource: string) {
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action, Resource }],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "trail", Policy }));
  }

  test("counts what it counts in the same files here, on several pages, and needs to list and to read only", async () => {
    for (const [key, body] of objects) {
      mkdirSync(dirname(join(folder, "here", key)), { recursive: true });
      writeFileSync(join(folder, "here", key), body);
    }
    const remote = await report(["s3://trail", "--json"]);
    expect(remote).toMatchObject({ exitCode: 0, stderr: "", left: [], downloaded: objects.size });
    const local = await report([join(folder, "here"), "--json"]);
    const [found, expected] = [remote, local].map(({ stdout }) => JSON.parse(stdout) as object);
    expect(found).toEqual({
      ...expected,
      others: [
        {
          kind: "AWS Config (folders)",
          files: 0,
          objects: 0,
          example: `s3://trail/AWSLogs/${EMULATED_ACCOUNT}/Config/`,
        },
      ],
    });
    expect(found).toMatchObject({ records: objects.size });
    expect(new Set(remote.requests.flatMap(actionsFor))).toEqual(new Set(["s3:ListBucket", "s3:GetObject"]));
  });

  test("reads the folders of the days that are asked for, and lists no others", async () => {
    const { stdout, requests, downloaded } = await report(
      ["s3://trail/AWSLogs", "--from", "2026-11-29", "--to", "2026-11-29", "--json"],
      undefined,
      // The region of the bucket is found.
      { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-1" },
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: 2, records: 2, problemCount: 0 });
    expect(downloaded).toBe(2);
    const listed = requests
      .filter(({ operation }) => operation === "ListObjectsV2")
      .map(({ parameters }) => String(parameters["Prefix"]));
    const account = `AWSLogs/${EMULATED_ACCOUNT}/`;
    const folders = ["eu-west-1/", "us-east-1/"].flatMap((region) =>
      ["", "2026/", "2026/11/", "2026/11/29/"].map((day) => `${account}CloudTrail/${region}${day}`),
    );
    // The first one also finds out that it is there.
    expect(listed.sort()).toEqual(["AWSLogs/", "AWSLogs/", account, `${account}CloudTrail/`, ...folders].sort());
  });

  test("is interrupted without leaving anything, and continues what it keeps", async () => {
    const interrupted = async (args: readonly string[]) => {
      const seen = (await emulator.requests()).length;
      let watch: Promise<void> | undefined;
      const ended = await report(["s3://trail", ...args], (child) => {
        watch = (async () => {
          const isEnough = async () =>
            (await emulator.requests(seen)).filter(({ operation }) => operation === "GetObject").length > 50;
          while (child.exitCode === null && !(await isEnough())) await pause(20);
          child.kill("SIGINT");
        })();
      });
      await watch;
      return ended;
    };
    const whole = await interrupted([]);
    expect(whole).toMatchObject({ exitCode: 1, stdout: "", left: [] });
    expect(whole.stderr).toBe(
      "Interrupted. Nothing is reported. With --keep FOLDER a run continues where the one before has ended.\n",
    );
    expect(whole.downloaded).toBeLessThan(objects.size);

    const keeping = await interrupted(["--keep", "kept"]);
    expect(keeping).toMatchObject({ exitCode: 1, stdout: "", left: [] });
    expect(readdirSync(join(folder, "kept"))).toEqual(["trail"]);
    const kept = readdirSync(join(folder, "kept"), { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".gz"),
    );
    expect(kept.length).toBeGreaterThan(20);
    const rest = await report(["s3://trail", "--keep", "kept", "--json"]);
    expect(rest).toMatchObject({ exitCode: 0, downloaded: objects.size - kept.length });
    expect(JSON.parse(rest.stdout)).toMatchObject({ records: objects.size });
  });

  test("says of what it may not read which permission is missing, and reads the rest", async () => {
    const day = ["--from", "2026-11-29", "--to", "2026-11-29"];
    const denied = keyOf("2026/11/29", "us-east-1", 0);
    await deny("s3:GetObject", `arn:aws:s3:::trail/${denied}`);
    const one = await report(["s3://trail", ...day]);
    expect(one).toMatchObject({ exitCode: 2, left: [] });
    expect(one.stdout).toContain("1 record in 1 file.");
    expect(one.stderr).toMatch(/^! s3:\/\/trail\/AWSLogs\/.*us-east-1.*: .* It takes s3:GetObject, and kms:Decrypt/);

    await deny("s3:ListBucket", "arn:aws:s3:::trail");
    const all = await report(["s3://trail/AWSLogs/", ...day]);
    expect(all).toMatchObject({ exitCode: 1, stdout: "", downloaded: 0, left: [] });
    expect(all.stderr).toMatch(
      /^s3:\/\/trail\/AWSLogs\/ cannot be listed: AccessDenied: .* takes s3:ListBucket on it.*\n$/,
    );

    const none = await report(["s3://no-trail"]);
    expect(none).toMatchObject({ exitCode: 1, stdout: "", stderr: "There is no bucket no-trail.\n", left: [] });
  });
});

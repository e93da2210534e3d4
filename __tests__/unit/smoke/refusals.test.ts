import { mkdirSync as mkdir, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { runSmoke, type SmokeOptions } from "../../../smoke/command";
import { emptyAccountWith, fails, sandbox } from "../../support/empty-account";
import { denied, type Answers } from "../../support/fake-aws";

/** Says that it is Terraform, and does nothing. */
const terraform = "/bin/true";
const environment = process.env;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), "smoke-refusals-"));
  process.env = { ...environment, TERRAFORM_BINARY_NAME: terraform };
  jest.spyOn(os, "tmpdir").mockReturnValue(folder);
});

afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What it says, and its exit code; without a terminal it never goes on. */
async function said(options: SmokeOptions, answers: Answers = {}, onCall?: (client: string, call: string) => void) {
  let text = "";
  const output = { write: (more: string) => (text += more) };
  const streams = { stdin: process.stdin, stdout: output, stderr: output, terminal: output };
  try {
    const exitCode = await runSmoke(options, streams, emptyAccountWith(answers, onCall));
    return { text, exitCode };
  } catch (error) {
    const { message, exitCode } = error as Error & { exitCode: number };
    return { text: text + message, exitCode };
  }
}

test("an empty account is refused nothing: it says what it will do, and asks", async () => {
  const { text, exitCode } = await said({ account: sandbox });
  expect(text).toContain(`in account ${sandbox}, eu-west-1`);
  expect(text).toMatch(/It takes about \d+ minutes and costs at most about 0\.\d\d USD\./);
  expect(text).toContain("Add --yes to do this");
  expect(exitCode).toBe(2);
});

test("--keep says that what is kept costs money", async () => {
  expect((await said({ account: sandbox, keep: true })).text).toContain("AWS bills it");
});

const member = { Organization: { MasterAccountId: "444455556666" } };

test("a member account of an organization may be used", async () => {
  expect((await said({ account: sandbox }, { DescribeOrganization: member })).text).toContain("Add --yes");
});

test.each<[string, SmokeOptions, Answers, string]>([
  ["no account", {}, {}, "--account is missing: pass the 12 digits of the sandbox account."],
  ["a malformed account", { account: "1111" }, {}, "--account 1111 is not an account: pass the 12 digits"],
  [
    "the credentials of another account",
    { account: "999900001111" },
    {},
    `The credentials are those of account ${sandbox}, not of 999900001111: pass --profile, or set AWS_PROFILE.`,
  ],
  [
    "credentials that are no longer valid",
    { account: sandbox },
    { GetCallerIdentity: fails("ExpiredTokenException", "expired") },
    "AWS rejects these credentials (ExpiredTokenException: expired)",
  ],
  [
    "a management account",
    { account: sandbox },
    { DescribeOrganization: { Organization: { MasterAccountId: sandbox } } },
    `Account ${sandbox} is the management account of an organization: use a member account that is a sandbox.`,
  ],
  [
    "not knowing whether it is a management account",
    { account: sandbox },
    { DescribeOrganization: () => denied() },
    "Permission organizations:DescribeOrganization is missing: use the credentials of an administrator.",
  ],
  [
    "another trail",
    { account: sandbox },
    { DescribeTrails: { trailList: [{ Name: "company", HomeRegion: "us-east-1" }] } },
    "The account has a trail, and a second one would cost money and count events twice: company of us-east-1.",
  ],
  [
    "a trail of another region alone",
    { account: sandbox },
    { ListTrails: { Trails: [{ Name: "old", TrailARN: "arn:old", HomeRegion: "eu-north-1" }] } },
    "count events twice: old of eu-north-1. Use",
  ],
  [
    "the organization's trail",
    { account: sandbox },
    {
      DescribeTrails: {
        trailList: [{ Name: "all", TrailARN: "arn:all", HomeRegion: "us-east-1", IsOrganizationTrail: true }],
      },
      ListTrails: { Trails: [{ Name: "all", TrailARN: "arn:all", HomeRegion: "us-east-1" }] },
    },
    "twice: all of the organization, us-east-1. Use",
  ],
  [
    "a recorder",
    { account: sandbox },
    { DescribeConfigurationRecorders: { ConfigurationRecorders: [{ name: "default" }] } },
    "AWS Config is set up in eu-west-1, where a region has one recorder: recorder default.",
  ],
  [
    "a delivery channel",
    { account: sandbox },
    { DescribeDeliveryChannels: { DeliveryChannels: [{ name: "default" }] } },
    "delivery channel default. Pass --region with another region, or use another account.",
  ],
  [
    "what an earlier run left",
    { account: sandbox },
    { ListBuckets: { Buckets: [{ Name: "smoke-0a1b2c3d-trail-1" }, { Name: "smoke-tests-of-others" }] } },
    `An earlier smoke run has left resources: bucket smoke-0a1b2c3d-trail-1. Remove them with npm run smoke -- --account ${sandbox} --region eu-west-1 --clean`,
  ],
  [
    "a key that an earlier run left",
    { account: sandbox },
    {
      ListKeys: { Keys: [{ KeyId: "k1" }, { KeyId: "k2" }] },
      DescribeKey: ({ KeyId }) => ({
        KeyMetadata: { KeyManager: "CUSTOMER", KeyState: KeyId === "k1" ? "Enabled" : "PendingDeletion" },
      }),
      ListResourceTags: { Tags: [{ TagKey: "smoke", TagValue: "0a1b2c3d" }] },
    },
    "An earlier smoke run has left resources: key k1 in eu-west-1, key k1 in us-east-1. Remove",
  ],
])("refuses %s", async (_, options, answers, reason) => {
  const { text, exitCode } = await said({ ...options, yes: true }, answers);
  expect(text).toContain("Nothing was done:\n");
  expect(text).toContain(reason);
  expect(text.trimEnd().split("\n")).toHaveLength(2);
  expect(exitCode).toBe(2);
});

test("refuses a working folder that was not finished, even if nothing is in the account", async () => {
  const left = join(folder, "security-monitoring-smoke-0a1b2c3d-x");
  const facts = { id: "0a1b2c3d", account: sandbox, region: "eu-west-1", createsRole: true, process: 0, host: "h" };
  mkdir(left);
  writeFileSync(join(left, "smoke.json"), JSON.stringify(facts));
  const { text } = await said({ account: sandbox, yes: true });
  expect(text).toContain(
    `A smoke run has left its working folder ${left}: finish it with npm run smoke -- --account ${sandbox}`,
  );
});

test("refuses a program that is not Terraform, and a report that exists", async () => {
  process.env["TERRAFORM_BINARY_NAME"] = "/nowhere/terraform";
  writeFileSync(join(folder, "report.md"), "");
  const { text } = await said({ account: sandbox, yes: true, report: join(folder, "report.md") });
  expect(text).toContain("TERRAFORM_BINARY_NAME is /nowhere/terraform, which cannot be run");
  expect(text).toContain("report.md: the file exists.");
});

test("says all reasons together, and changes nothing", async () => {
  const calls: string[] = [];
  const { text } = await said(
    { account: "12", yes: true },
    {
      DescribeOrganization: () => denied(),
      DescribeTrails: { trailList: [{ Name: "company", HomeRegion: "us-east-1" }] },
      DescribeConfigurationRecorders: { ConfigurationRecorders: [{ name: "default" }] },
      ListRoles: { Roles: [{ RoleName: "smoke-0a1b2c3d-delivery" }] },
    },
    (_, call) => calls.push(call),
  );
  expect(text.trimEnd().split("\n").slice(1)).toEqual([
    expect.stringContaining("--account 12"),
    expect.stringContaining("organizations:DescribeOrganization"),
    expect.stringContaining("company of us-east-1"),
    expect.stringContaining("recorder default"),
    expect.stringContaining("role smoke-0a1b2c3d-delivery"),
  ]);
  expect(calls.filter((call) => !/^(Get|Describe|List)/.test(call))).toEqual([]);
});

test("without the queue that alerts go to, nothing is deployed", async () => {
  const { text, exitCode } = await said(
    { account: sandbox, yes: true },
    {
      CreateQueue: fails("AccessDenied", "a policy of the organization"),
      GetQueueUrl: fails("QueueDoesNotExist"),
      DeleteBucket: fails("NoSuchBucket"),
    },
  );
  expect(text).toMatch(/^create a queue that receives the alerts +differs +\d+ +a policy of the organization$/m);
  expect(text).not.toMatch(/^(synth|Does the first apply)/m);
  expect(exitCode).toBe(1);
});

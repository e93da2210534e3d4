import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyWith } from "../../../src/cli/commands/verify";
import * as implementation from "../../../src/cli/verify/command";
import { permissionPolicy } from "../../../src/cli/verify/permissions";
import type { Report } from "../../../src/cli/verify/report";
import { runCaptured } from "../../support/command";
import { accessAnswering, denied, type Answers } from "../../support/fake-aws";
import { healthy, names } from "../../support/healthy-monitoring";
import { Project } from "../../support/project";
import { stateOf } from "../../support/terraform-state";

const call = "module.security_monitoring";
const address = (relative: string) => `${call}.module.${relative}`;
const policy = '{"Statement":[]}';

let project: Project;

beforeEach(() => {
  project = new Project();
  const attributes = {
    "alert_topic[0].aws_sns_topic.topic": { arn: names.topic, name: "alerts", kms_master_key_id: names.alertKey },
    "alert_topic[0].aws_sns_topic_policy.policy": { arn: names.topic, policy },
  };
  const resources = { "evidence_protection.terraform_data.run_leave_to_remove_the_protection": {}, ...attributes };
  const extras = Object.entries(resources).map(([relative, own]) => [address(relative), { attributes: own }] as const);
  writeFileSync(
    join(project.folder, "state.json"),
    stateOf(
      extras.map(([own]) => own),
      Object.fromEntries(extras),
    ),
  );
});

afterEach(() => {
  project.remove();
});

const none = { GetTopicAttributes: { Attributes: { Policy: policy, KmsMasterKeyId: names.alertKey } } };
const withMarkup = {
  ...none,
  ListSubscriptionsByTopic: {
    Subscriptions: [
      { SubscriptionArn: names.subscription },
      { SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint: "<script>alert(1)</script>\u001b[2J@x" },
    ],
  },
};

async function run(args: readonly string[], answers: Answers = none) {
  const before = process.cwd();
  process.chdir(project.folder);
  try {
    const access = accessAnswering({ ...healthy, ...answers });
    const declared = verifyWith(() => Promise.resolve(implementation), access);
    return await runCaptured(["verify", "--state", "state.json", ...args], [declared]);
  } finally {
    process.chdir(before);
  }
}

const page = () => readFileSync(join(project.folder, "health.html"), "utf8");

test("exits with 0 if everything is healthy, and says what that is", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(
    /^module\.security_monitoring in account 111122223333, region eu-west-1: 0 broken, 0 need att/,
  );
  expect(stdout).toMatch(/^OK\n {2}key +Each key is enabled and rotated \(1\)$/m);
});

test("exits with 3 if something is broken, which is listed first and by what to do", async () => {
  const { exitCode, stdout } = await run([], {
    GetTopicAttributes: { Attributes: { Policy: policy } },
    ListSubscriptionsByTopic: denied,
  });
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(
    /BROKEN\. Run terraform apply: .*\n {2}topic-key +topic alerts +encrypts with no key\n\nCANNOT TELL\. Allow the calls/,
  );
});

test.each<[string, Answers]>([
  ["needs attention", withMarkup],
  ["cannot be told", { ...none, GetKeyPolicy: denied }],
])("exits with 2 if something %s", async (_, answers) => {
  expect((await run([], answers)).exitCode).toBe(2);
});

test.each<[string, readonly string[], Answers, RegExp]>([
  [
    "the region is another",
    ["--region", "us-east-1"],
    none,
    /^module\.security_monitoring is deployed in eu-west-1, not in us-east-1/,
  ],
  [
    "the credentials are those of another account",
    [],
    { GetCallerIdentity: { Account: "9" } },
    /^The credentials are those of account 9, and/,
  ],
  ["there is no such monitoring", ["module.other"], none, /^module\.other is not in the state of state\.json\. Found:/],
  ["an option is unknown", ["--fix"], none, /unknown option '--fix'/],
  ["the page has another ending", ["--html", "health.txt"], none, /must be a file that ends in \.html/],
])("exits with 1 if %s", async (_, args, answers, message) => {
  const { exitCode, stdout, stderr } = await run(args, answers);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(message);
});

test("prints everything as JSON, healthy or not", async () => {
  const { stdout } = await run(["--json"]);
  const { counts, results, name } = JSON.parse(stdout) as Report;
  expect({ name, counts }).toMatchObject({ name: call, counts: { broken: 0, ok: results.length } });
  expect(results).toContainEqual({
    check: "topic-key",
    subject: "topic alerts",
    verdict: "ok",
    finding: "encrypts with its key",
  });
});

test("writes one page that loads nothing, with everything escaped", async () => {
  const { exitCode, stdout } = await run(["--html", "health.html"], withMarkup);
  expect(exitCode).toBe(2);
  expect(stdout).toContain("\\u001b[2J");
  expect(page()).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
  for (const text of [page(), stdout]) expect(text).not.toContain("\u001b");
  expect(page()).not.toMatch(/<script|\bsrc=|\bhref=|url\(|@import|https?:/i);
  expect(page()).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page()).toContain('name="viewport" content="width=device-width');
  expect(page()).toContain("prefers-color-scheme: dark");
});

test("replaces a page that it wrote, and no other file", async () => {
  await run(["--html", "health.html"]);
  const first = page();
  expect((await run(["--html", "health.html"], withMarkup)).exitCode).toBe(2);
  expect(page()).not.toBe(first);
  writeFileSync(join(project.folder, "health.html"), page().replace("<h1>", "<h1>Mine: "));
  const changed = await run(["--html", "health.html"]);
  expect(changed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("was changed after it was written") });
  writeFileSync(join(project.folder, "health.html"), "mine");
  const refused = await run(["--html", "health.html"]);
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("was not written by this program") });
  expect(page()).toBe("mine");
});

test("writes a page into another folder", async () => {
  await run(["--html", "pages/health.html"]);
  expect(existsSync(join(project.folder, "pages/health.html"))).toBe(true);
});

test("prints its policy without a state", async () => {
  const { exitCode, stdout } = await run(["--policy", "--state", "missing.json"]);
  expect({ exitCode, policy: JSON.parse(stdout) as unknown }).toEqual({ exitCode: 0, policy: permissionPolicy() });
});

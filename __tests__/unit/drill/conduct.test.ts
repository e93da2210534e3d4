import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Access } from "../../../src/cli/aws/connection";
import { accountOf } from "../../../src/cli/drill/account";
import { Journal } from "../../../src/cli/drill/journal";
import { cleanUp } from "../../../src/cli/drill/perform";
import { planOf } from "../../../src/cli/drill/plan";
import { drillPolicy } from "../../../src/cli/drill/policy";
import { renderReport } from "../../../src/cli/drill/render";
import { renderHtml } from "../../../src/cli/drill/render-html";
import { isGood, type Report } from "../../../src/cli/drill/report";
import { conduct, type Conduct } from "../../../src/cli/drill/run";
import { survey } from "../../../src/cli/drill/survey";
import { DrilledAccount, secret, target } from "../../support/drilled-account";
import { denied } from "../../support/fake-aws";

jest.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

const id = "0123456789";
const origin = process.cwd();
let folder: string;
let fake: DrilledAccount;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drill-"));
  process.chdir(folder);
  fake = new DrilledAccount();
});

afterEach(() => {
  process.chdir(origin);
  rmSync(folder, { recursive: true, force: true });
});

async function drill(
  access: Access = fake.access(),
  conducted: Partial<Conduct> = {},
  looked?: () => void,
  drilled = target,
): Promise<Report> {
  const account = await accountOf(access, drilled);
  const plan = planOf(drilled, await survey(account, drilled), { iam: true });
  looked?.();
  const journal = Journal.begin(id, account, account.now());
  return conduct(account, drilled, plan, journal, {
    waitMinutes: 0,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...conducted,
  });
}

const outcomes = ({ results }: Report) =>
  Object.fromEntries(results.map(({ route, name, outcome }) => [`${route} ${name}`, outcome]));

test("sees each alert, and leaves nothing", async () => {
  const report = await drill();
  expect(outcomes(report)).toEqual({
    "metric filter security-group-changes": "seen",
    "metric filter s3-bucket-policy-changes": "seen",
    "metric filter unauthorized-api-calls": "seen",
    "metric filter access-key-created": "seen",
    "metric filter alarm-disabled": "seen",
    "event rule security-group-opened-to-all": "seen",
    "finding guardduty-high": "seen",
    "direct alarm root-account-usage": "seen",
    "metric filter root-account-usage": "partly proved",
  });
  expect(isGood(report)).toBe(true);
  const open = report.results.find(({ name }) => name === "security-group-opened-to-all")!;
  expect(open.seconds).toEqual({ trail: 0, messages: { "security-alerts": 0, "security-alerts-machines": 0 } });
  const changed = report.results.find(({ name }) => name === "security-group-changes")!;
  expect(changed.seconds).toEqual({ trail: 0, metric: 0, alarm: 0, messages: { "security-alerts": 0 } });
  // The alarms that the metric filters set stay until their next period.
  expect(fake.leftovers).toEqual(
    [...fake.alarms].flatMap(([name, { reason }]) => (reason === "Threshold Crossed" ? [name] : [])),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("begins and ends with an announcement to people, and to nobody else", async () => {
  await drill();
  expect(fake.published).toEqual([`DRILL ${id} begins`, `DRILL ${id} ends`]);
  const changing = fake.calls.filter(({ call }) => !/^(Get|List|Describe)/.test(call));
  expect(changing[0]!.input).toMatchObject({ TopicArn: target.topics[0]!.arn, Message: `DRILL ${id} begins` });
  expect(changing.at(-1)!.input).toMatchObject({ TopicArn: target.topics[0]!.arn, Message: `DRILL ${id} ends` });
});

test("creates nothing without its id in name and tags", async () => {
  await drill();
  const input = (call: string) => fake.calls.find((one) => one.call === call)!.input;
  const name = `security-drill-${id}`;
  const tag = { Key: "security-drill", Value: id };
  expect(input("CreateQueue")).toMatchObject({ QueueName: `${name}-0`, tags: { "security-drill": id } });
  expect(input("CreateSecurityGroup")).toMatchObject({ GroupName: name, TagSpecifications: [{ Tags: [tag] }] });
  expect(input("CreateUser")).toMatchObject({ UserName: name, Tags: [tag] });
  expect(input("PutBucketTagging")).toMatchObject({ Bucket: name, Tagging: { TagSet: [tag] } });
});

test("admits only the topic to its queue", async () => {
  await drill();
  const { Attributes } = fake.calls.find(({ call }) => call === "CreateQueue")!.input as {
    Attributes: Record<string, string>;
  };
  expect(Attributes["SqsManagedSseEnabled"]).toBe("true");
  expect(JSON.parse(Attributes["Policy"]!)).toMatchObject({
    Statement: [{ Effect: "Allow", Condition: { ArnEquals: { "aws:SourceArn": target.topics[0]!.arn } } }],
  });
});

test("has deleted the access key, and all but queues and alarm, before it waits", async () => {
  let during: string[] = [];
  await drill(fake.access(), {
    onProgress: () => {
      during = [...fake.users.keys(), ...fake.buckets.keys(), ...fake.groups.keys()];
      expect(fake.queues.size).toBe(2);
    },
  });
  expect(during).toEqual([]);
  const at = (call: string) => fake.calls.findIndex((one) => one.call === call);
  expect(at("PutUserPolicy")).toBeLessThan(at("CreateAccessKey"));
  expect(at("DeleteAccessKey")).toBe(at("CreateAccessKey") + 2);
});

test("keeps the secret of the access key nowhere", async () => {
  const texts: string[] = [];
  const look = () => {
    for (const name of readdirSync(folder)) texts.push(readFileSync(join(folder, name), "utf8"));
  };
  const report = await drill(fake.access(look, look), {
    onProgress: (progress) => texts.push(JSON.stringify([...progress.watch.evidence])),
  });
  texts.push(
    JSON.stringify(report),
    renderReport(report),
    renderHtml(report),
    JSON.stringify(fake.calls),
    ...fake.published,
  );
  expect(texts.join("").length).toBeGreaterThan(1000);
  expect(texts.join("")).not.toContain(secret);
});

/** How many calls a drill makes before it changes anything, and in all. */
async function callsOfDrill(): Promise<{ first: number; last: number }> {
  let first = 0;
  const account = new DrilledAccount();
  await drill(account.access(), {}, () => (first = account.calls.length));
  return { first: first + 1, last: account.calls.length };
}

class Killed extends Error {}

/** Fails everything from a call on, as when the process is gone. */
function killer(fatal: number, isAfter: boolean) {
  let isDead = false;
  return (when: "before" | "after") => (_: string, number: number) => {
    if (isDead || (number === fatal && isAfter === (when === "after"))) {
      isDead = true;
      throw new Killed("killed");
    }
  };
}

test.each([["before"], ["after"]])(
  "killed %s any call, the next drill deletes everything",
  async (when) => {
    const { first, last } = await callsOfDrill();
    let interrupted = 0;
    for (let fatal = first; fatal <= last; fatal++) {
      fake = new DrilledAccount();
      const kill = killer(fatal, when === "after");
      await drill(fake.access(kill("before"), kill("after"), true)).catch(() => undefined);
      const journals = Journal.left();
      if (fake.leftovers.length > 0) {
        expect([fatal, journals.length]).toEqual([fatal, 1]);
        interrupted++;
      }
      const account = await accountOf(fake.access(undefined, undefined, true), target);
      for (const journal of journals) expect(await cleanUp(account, journal)).toEqual([]);
      expect([fatal, fake.leftovers, readdirSync(folder)]).toEqual([fatal, [], []]);
      expect([fatal, fake.published.length === 0 || fake.published.at(-1)]).toEqual([
        fatal,
        fake.published.length === 0 || `DRILL ${id} ends`,
      ]);
    }
    expect(interrupted).toBeGreaterThan(40);
  },
  120_000,
);

test("a step that fails at any call is cleaned up at once", async () => {
  const { first, last } = await callsOfDrill();
  for (let fatal = first; fatal <= last; fatal++) {
    fake = new DrilledAccount();
    const fail = (_: string, number: number) => {
      if (number === fatal) throw Object.assign(new Error("not now"), { name: "InternalError" });
    };
    await drill(fake.access(undefined, fail, true)).catch(() => undefined);
    expect([fatal, fake.leftovers, readdirSync(folder)]).toEqual([fatal, [], []]);
  }
}, 120_000);

test.each([
  ["CreateUser", "metric filter access-key-created", "iam:CreateUser"],
  ["CreateSecurityGroup", "metric filter security-group-changes", "ec2:CreateSecurityGroup"],
  ["CreateSampleFindings", "finding guardduty-high", "guardduty:CreateSampleFindings"],
  ["SetAlarmState", "direct alarm root-account-usage", "cloudwatch:SetAlarmState"],
])("%s that is denied is not testable, and not broken", async (call, alert, permission) => {
  const report = await drill(fake.access((one) => (one === call ? denied() : undefined)));
  expect(outcomes(report)[alert]).toBe("not testable");
  expect(report.results.find(({ route, name }) => `${route} ${name}` === alert)!.cause).toContain(permission);
  expect(isGood(report)).toBe(true);
});

test("that may subscribe to no topic sees nothing, and is not called good", async () => {
  const report = await drill(fake.access((one) => (one === "Subscribe" ? denied() : undefined)));
  expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(["not testable"]));
  expect(report.results[0]!.cause).toContain("sns:Subscribe");
  expect(isGood(report)).toBe(false);
  expect(renderHtml(report)).toContain('<p class="answer cannot-tell">0 of 0 alerts seen</p>');
});

test("is not begun if it cannot be announced", async () => {
  await expect(drill(fake.access((call) => (call === "Publish" ? denied() : undefined)))).rejects.toThrow(
    "AWS denied sns:Publish",
  );
  expect(fake.calls.filter(({ call }) => /^(Create|Put|Set|Subscribe)/.test(call))).toEqual([]);
});

test("is ended by a signal between two calls, and cleaned up", async () => {
  const controller = new AbortController();
  const access = fake.access((call) => {
    if (call === "CreateSecurityGroup") controller.abort();
  });
  await expect(drill(access, { signal: controller.signal })).rejects.toThrow(
    `The drill ${id} was interrupted. Everything it made is deleted.`,
  );
  expect(fake.calls.some(({ call }) => call === "CreateBucket")).toBe(false);
  expect(fake.leftovers).toEqual(["security-group-changes"]);
});

describe("what is not of this drill", () => {
  /** Nothing that is called causes an alert; `others` do. */
  const silent = (others: () => void, waitMinutes = 0) => {
    let isDone = false;
    return drill(
      fake.access(
        (call) => {
          if (call !== "FilterLogEvents" || isDone) return;
          isDone = true;
          others();
        },
        undefined,
        true,
      ),
      { waitMinutes },
    );
  };

  test("does not count", async () => {
    const report = await silent(() => {
      fake.send(
        target.topics[0]!.arn,
        JSON.stringify({ AlarmName: "alerts-lost", NewStateValue: "ALARM", StateChangeTime: new Date() }),
      );
      fake.send(
        target.topics[0]!.arn,
        JSON.stringify({ AlarmName: "security-group-changes", NewStateValue: "ALARM", StateChangeTime: new Date(0) }),
      );
      fake.send(
        target.topics[0]!.arn,
        `"MEDIUM: A security group was opened to every address, or to half of all" sg-2`,
      );
      fake.send(target.topics[0]!.arn, `"HIGH: [SAMPLE] finding" fId=f2`);
    });
    const { "direct alarm root-account-usage": direct, ...others } = outcomes(report);
    expect(direct).toBe("seen");
    expect(Object.values(others)).toEqual([
      ...Object.keys(others)
        .slice(1)
        .map(() => "not seen"),
      "partly proved",
    ]);
    expect(isGood(report)).toBe(false);
  });

  test("may have been lost by the event forwarder", async () => {
    const rule = { ...target.rules[0]!, name: "access-key-created", source: "access-key-created" };
    const abroad = { ...target, region: "eu-west-1", forwardedRegions: ["us-east-1"], rules: [rule] };
    const { results } = await drill(fake.access(undefined, undefined, true), {}, undefined, abroad);
    expect(results.find(({ route }) => route === "forwarded event")).toMatchObject({
      name: "access-key-created",
      outcome: "not seen",
      cause: expect.stringContaining("the event forwarder of us-east-1 did not send the event to eu-west-1"),
      whereToLook: expect.stringContaining("event rules of the forwarder in us-east-1"),
    });
  });

  test("is named with its likely cause, by how far the alert came", async () => {
    const report = await silent(() => {
      fake.setAlarm("access-key-created", "ALARM", "Threshold Crossed");
      for (const queue of fake.queues.values()) queue.splice(0);
    });
    const of = (name: string) => report.results.find((result) => result.name === name)!;
    expect(of("security-group-changes").cause).toContain("CloudTrail has not delivered CreateSecurityGroup");
    expect(of("security-group-changes").cause).toContain("waited 0 minutes; security-group-changes can take 20");
    expect(of("access-key-created").cause).toContain("its topic sent nothing");
    expect(of("access-key-created").whereToLook).toContain("history of the alarm access-key-created");
    expect(of("security-group-opened-to-all").whereToLook).toContain("security-alert-rules");
    expect(of("guardduty-high").cause).toContain("only updated an earlier sample");
    expect(renderReport(report)).toContain("access-key-created, not seen: the alarm entered ALARM");
  });
});

test("needs no permission that its policy lacks", async () => {
  await drill();
  const { Statement } = drillPolicy(target, true) as { Statement: { Action: string[] }[] };
  const allowed = Statement.flatMap(({ Action }) => Action);
  const services: Record<string, string> = {
    CloudWatchClient: "cloudwatch",
    CloudWatchLogsClient: "logs",
    GuardDutyClient: "guardduty",
  };
  const asked = fake.calls
    .map(({ client, call }) => `${services[client] ?? client.replace("Client", "").toLowerCase()}:${call}`)
    .filter((action) => !["sts:GetCallerIdentity", "s3:GetBucketWebsite"].includes(action));
  expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
  const implied = ["ec2:CreateTags", "iam:TagUser", "kms:Decrypt", "kms:GenerateDataKey", "sqs:TagQueue"];
  expect(allowed.filter((action) => !asked.includes(action) && !implied.includes(action))).toEqual([]);
});

describe("the journal", () => {
  const begun = () => {
    const journal = Journal.begin(id, target, new Date());
    journal.add({ kind: "user" });
    return journal;
  };
  const rewritten = (change: object) => {
    const { file } = begun();
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), ...change }));
  };

  test("is for its owner alone, and has no name of anything", () => {
    const { file } = begun();
    expect(file).toBe(`drill-${id}.journal.json`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).not.toContain("security-drill");
  });

  test("is gone with its last entry", () => {
    const journal = begun();
    journal.remove(journal.entries[0]!);
    expect(existsSync(journal.file)).toBe(false);
  });

  test.each([
    ["another file", { entries: [{ kind: "user", name: "admin" }] }],
    ["one of another drill", { id: "9876543210" }],
  ])("of %s is refused", (_, change) => {
    rewritten(change);
    expect(() => Journal.left()).toThrow("is not the journal of a drill");
  });

  test("of a drill that is running is left to it", () => {
    rewritten({ process: process.ppid });
    expect(() => Journal.left()).toThrow(`A drill is running in this folder, as process ${process.ppid}`);
    rewritten({ process: 0 });
    expect(Journal.left()).toHaveLength(1);
  });

  test("of another account is refused", () => {
    rewritten({ account: "999988887777" });
    const [journal] = Journal.left();
    expect(() => journal!.mustBeOf(target)).toThrow("a drill in account 999988887777, us-east-1");
  });
});

test("the page says how long the last alert took, not when the log group had its event", async () => {
  const report = await drill();
  const seconds = { trail: 300, messages: { "security-alerts": 40 } };
  const results = [{ ...report.results[0]!, route: "event rule" as const, seconds }];
  expect(renderHtml({ ...report, results })).toContain("in seconds from the call on: 40 for the last one");
});

test("the page escapes what it shows, and loads nothing", async () => {
  const report = await drill();
  const [first, ...others] = report.results;
  const page = renderHtml({
    ...report,
    results: [{ ...first!, name: `<script>alert("1")</script>\u001b[2J` }, ...others],
    left: ["<b>"],
  });
  expect(page).toContain("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;\\u001b[2J");
  expect(page).not.toContain("\u001b");
  expect(page).not.toMatch(/<script|<b>|src=|href=|url\(|@import/);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('name="viewport" content="width=device-width');
  expect(page).toContain("prefers-color-scheme: dark");
});

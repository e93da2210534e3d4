import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  emptyCondition,
  encryptionOfFiles,
  patternsOfCatalogue,
  snapshotOfConfig,
  transitionsTooClose,
  type Account,
} from "../../../smoke/answers";
import { costOf, parsedSettings } from "../../../smoke/plan";
import { questions } from "../../../smoke/questions";
import { renderMarkdown, renderTable } from "../../../smoke/report";
import { connect } from "../../../src/cli/aws/connection";
import type { Report as DrillReport } from "../../../src/cli/drill/report";
import { blocksOf } from "../../../src/stack-blocks";
import { fails } from "../../support/empty-account";
import { accessAnswering, type Answers } from "../../support/fake-aws";

const place = { account: "111122223333", region: "eu-west-1" };
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:smoke-0a1b2c3d-recipient";
const settings = parsedSettings(place, { id: "0a1b2c3d", queueArn });

/** An account in which a file of the trail is encrypted with the key of the log files. */
function account(answers: Answers, more: Partial<Account> = {}): Account {
  const attributes = { arn: "key-1", bucket: "smoke-trail", name: "channel" };
  return {
    ...place,
    client: connect(accessAnswering(answers)),
    deployment: { all: () => [{ attributes }] } as unknown as Account["deployment"],
    probeBucket: "smoke-probe",
    signal: new AbortController().signal,
    ...more,
  };
}

test("each question says how it is asked, what it would change in files that exist, and why if it is not asked", () => {
  for (const { how, changes, ask, notAsked } of questions) {
    expect(how).not.toBe("");
    expect((ask === undefined) === (notAsked === undefined)).toBe(false);
    const paths = [...changes.matchAll(/`(src\/[^`]+)`/g)].map(([, path]) => path!);
    expect(paths.filter((path) => !existsSync(join(resolve(__dirname, "../../.."), path)))).toEqual([]);
  }
});

test("everything that is deployed can be destroyed, and costs less than 2 USD", () => {
  const blocks = blocksOf(settings);
  const of = (type: string) => blocks.filter((block) => block.type === type).map((block) => block.arguments);
  expect(of("aws_s3_bucket")).toHaveLength(3);
  expect(of("aws_s3_bucket").every((bucket) => (bucket as { force_destroy?: boolean }).force_destroy)).toBe(true);
  expect(of("aws_kms_key").map((key) => (key as { deletion_window_in_days?: number }).deletion_window_in_days)).toEqual(
    [7, 7],
  );
  expect(settings.detections.include).toContain("root-account-usage");
  expect(costOf(settings)).toBeGreaterThan(0.1);
  expect(costOf(settings)).toBeLessThan(2);
});

test("the role of AWS Config that an account has is used, and not created", () => {
  const existingRole = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
  const types = (role?: string) =>
    blocksOf(parsedSettings(place, { id: "0a1b2c3d", queueArn, existingRole: role })).map(({ type }) => type);
  expect(types()).toContain("aws_iam_service_linked_role");
  expect(types(existingRole)).not.toContain("aws_iam_service_linked_role");
});

describe("an answer differs", () => {
  const file = { Contents: [{ Key: "AWSLogs/111122223333/CloudTrail/eu-west-1/a.json.gz" }] };
  const head = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "key-1", BucketKeyEnabled: true };

  test.each([
    ["another key", { ...head, SSEKMSKeyId: "key-2" }, "aws:kms, key-2, Bucket Key on"],
    ["no Bucket Key", { ...head, BucketKeyEnabled: false }, "aws:kms, key-1, Bucket Key off"],
    ["no key", { ServerSideEncryption: "AES256" }, "AES256, no key, Bucket Key off"],
  ])("if the trail's files have %s", async (_, HeadObject, answer) => {
    const asked = account({ ListObjectsV2: file, HeadObject });
    expect(await encryptionOfFiles(asked)).toEqual({ verdict: "differs", answer });
    expect((await encryptionOfFiles(account({ ListObjectsV2: file, HeadObject: head }))).verdict).toBe("as expected");
  });

  test("if AWS matches other events, or refuses a pattern", async () => {
    const { verdict, answer } = await patternsOfCatalogue(account({ TestMetricFilter: { matches: [] } }));
    expect(verdict).toBe("differs");
    expect(answer).toContain("root-account-usage/canonical: event 1");
    const refuse = () => {
      throw Object.assign(new Error("no pattern"), { name: "InvalidParameterException" });
    };
    expect((await patternsOfCatalogue(account({ TestMetricFilter: refuse }))).answer).toContain(
      "InvalidParameterException",
    );
  });

  test("if AWS Config cannot deliver", async () => {
    const info = { lastStatus: "Failure", lastErrorCode: "AccessDenied", lastAttemptTime: new Date(Date.now() + 1) };
    const DescribeDeliveryChannelStatus = { DeliveryChannelsStatus: [{ configSnapshotDeliveryInfo: info }] };
    const asked = account({ DeliverConfigSnapshot: {}, DescribeDeliveryChannelStatus });
    expect(await snapshotOfConfig(asked)).toEqual({ verdict: "differs", answer: "Failure, AccessDenied" });
  });

  test.each([
    [{}, "no, it accepts it"],
    [fails("AccessDenied", "no"), "no answer: AccessDenied: no"],
    [fails("NoSuchBucket", "none yet"), "no answer: NoSuchBucket: none yet"],
  ])("if S3 does not refuse what a policy or a lifecycle rule says", async (Put, answer) => {
    const answers = { CreateBucket: {}, PutBucketPolicy: Put, PutBucketLifecycleConfiguration: Put };
    for (const ask of [emptyCondition, transitionsTooClose])
      expect(await ask(account(answers))).toEqual({ verdict: "differs", answer });
  });

  test.each([
    [
      "a route lost an alert",
      [{ route: "event rule", name: "opened", outcome: "not seen", cause: "late", seconds: { messages: {} } }],
    ],
    ["no alert took a route", []],
  ])("if %s", async (_, results) => {
    const asked = account({}, { drill: { results } as unknown as DrillReport });
    const question = questions.find(({ asks }) => asks.startsWith("Do event rules publish"))!;
    expect((await question.ask!(asked)).verdict).toBe("differs");
  });

  test("if the first apply failed", async () => {
    expect((await questions[0]!.ask!(account({}, { failedApply: "Error" }))).answer).toBe("no: Error");
    expect((await questions[0]!.ask!(account({}))).verdict).toBe("as expected");
  });
});

test("questions share a bucket, which is deleted at the end: S3 may refuse a name that was just deleted", async () => {
  const answers = {
    CreateBucket: fails("BucketAlreadyOwnedByYou"),
    PutBucketPolicy: fails("MalformedPolicy", "empty"),
    PutBucketLifecycleConfiguration: fails("InvalidArgument", "days"),
    DeleteBucket: fails("OperationAborted"),
  };
  for (const ask of [emptyCondition, transitionsTooClose])
    expect((await ask(account(answers))).answer).toMatch(/^yes: (MalformedPolicy: empty|InvalidArgument: days)$/);
});

test("the table and the report say what an answer that differs changes; no answer breaks their lines", () => {
  const rows = [
    {
      what: "Is it so?",
      verdict: "differs",
      answer: "no: a | b\n<i>",
      seconds: 3,
      question: { how: "a call", changes: "`src/x.ts`" },
    },
    { what: "And that?", verdict: "not asked", answer: "why" },
  ] as const;
  expect(renderTable(rows)).toMatch(
    /^Is it so\? +differs +3 +no: a \| b.*\n[^]*\n\nIs it so\?\n {2}changes `src\/x.ts`\n$/m,
  );
  const markdown = renderMarkdown("Smoke test", rows);
  expect(markdown).toMatch(/^\| Is it so\? \| differs: no: a \\\| b.*&lt;i> \| 3 \| a call \| `src\/x.ts` \|$/m);
  expect(markdown.split("\n")).toHaveLength(7);
});

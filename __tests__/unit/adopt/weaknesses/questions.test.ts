import type { answers } from "../../../support/fake-aws";
import {
  stranger,
  arn,
  topicArn,
  policy,
  lets,
  trail,
  channel,
  topic,
  bucket,
  alarm,
  adopted,
  alarmNotifying,
} from "../../../support/planted-account";

describe("asks, whatever the default, about", () => {
  test.each<[string, typeof answers, string, RegExp, readonly string[]]>([
    [
      "a stranger's topic that an alarm notifies",
      { ...alarmNotifying(arn("sns", "x", stranger)), ListTopics: {} },
      "topic",
      /account 999988887777 decides/,
      [arn("sns", "x", stranger), "new"],
    ],
    [
      "a topic with subscribers",
      {},
      "topic",
      /its subscribers are email late@example.com, lambda /,
      [topicArn, `use:${topicArn}`, "new"],
    ],
    [
      "a topic that a stranger may change",
      { ...topic(policy(lets(stranger))), ListSubscriptionsByTopic: {} },
      "topic",
      /its policy allows 999988887777/,
      [`${topicArn}`, `manage:${topicArn}`, "new"],
    ],
    [
      "a topic that denies everybody",
      {
        ...topic(policy({ Effect: "Deny", Principal: "*", Action: "sns:Publish" })),
        ListSubscriptionsByTopic: {},
      },
      "topic",
      /its policy denies everybody/,
      [topicArn, `manage:${topicArn}`, "new"],
    ],
    [
      "an alarm that notifies nobody",
      alarm({ ActionsEnabled: false }),
      "silent-alarms",
      /root-account-usage are disabled/,
      ["enable", "keep"],
    ],
    [
      "a stranger's bucket for the trail",
      trail({ S3BucketName: "theirs" }),
      "trail-bucket",
      /another account/,
      ["theirs", "new"],
    ],
    [
      "a stranger's bucket for AWS Config",
      channel({ s3BucketName: "theirs" }),
      "config-bucket",
      /another account/,
      ["theirs", "new"],
    ],
    [
      "a stranger's bucket for access logs",
      bucket("GetBucketLogging", "company-files", { LoggingEnabled: { TargetBucket: "theirs", TargetPrefix: "" } }),
      "access-log-bucket",
      /another account/,
      ["theirs", "new", "none"],
    ],
    [
      "a stranger's key",
      trail({ KmsKeyId: arn("kms", "key/x", stranger) }),
      "log-key",
      /account 999988887777/,
      [arn("kms", "key/x", stranger), "new"],
    ],
    [
      "a key of the alerts that denies everybody",
      {
        ...topic({ KmsMasterKeyId: arn("kms", "key/11111111-2222-3333-4444-555555555555") }),
        GetKeyPolicy: policy({ Effect: "Deny", NotPrincipal: { AWS: stranger }, Action: "kms:GenerateDataKey*" }),
      },
      "alert-key",
      /its policy denies everybody except some/,
      ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555", "new"],
    ],
    [
      "a stranger's key for the alerts",
      topic({ KmsMasterKeyId: arn("kms", "key/x", stranger) }),
      "alert-key",
      /account 999988887777/,
      [arn("kms", "key/x", stranger), "new"],
    ],
  ])("%s", async (_, there, kind, about, options) => {
    const { questions } = await adopted(there, kind === "topic" ? {} : { topic: "manage" });
    expect(questions).toEqual([
      {
        kind,
        about: expect.stringMatching(about) as string,
        options: options.map((which) => expect.objectContaining({ choice: `${kind}=${which}` }) as object),
      },
    ]);
  });

  test("all of them at once", async () => {
    const there = { ...alarm({ ActionsEnabled: false }), ...trail({ S3BucketName: "theirs" }) };
    const { questions } = await adopted(there);
    expect(questions.map(({ kind }) => kind)).toEqual(["topic", "trail-bucket", "silent-alarms"]);
  });
});

test("a topic that notifies nobody, and is the account's own, is taken without a question", async () => {
  const { questions, settings } = await adopted({ ListSubscriptionsByTopic: {} });
  expect(questions).toEqual([]);
  expect(settings).not.toHaveProperty("alerts");
});

test("a new topic gets a name that does not exist", async () => {
  const ListTopics = { Topics: [{ TopicArn: topicArn }, { TopicArn: `${topicArn}-2` }] };
  const { settings } = await adopted({ ListTopics }, { topic: "new" });
  expect(settings).toHaveProperty("alerts.topicName", "security-alerts-3");
});

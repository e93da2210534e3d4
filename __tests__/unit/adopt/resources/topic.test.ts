import { arn, topic, adopted } from "../../../support/inventory";

describe("the topic", () => {
  test("is adopted with its subscribers, except those that would lose something", () => {
    const subscription = (protocol: string, endpoint: string, otherAttributes: string[] = []) => ({
      arn: `${arn("sns", "security-alerts")}:${endpoint}`,
      protocol,
      endpoint,
      otherAttributes,
    });
    const there = {
      topics: [
        topic("security-alerts", {
          subscriptions: [
            subscription("email", "a@example.com"),
            subscription("sqs", arn("sqs", "alerts")),
            subscription("sqs", "arn:aws:sqs:us-east-1:111122223333:alerts"),
            subscription("email", "picky@example.com", ["filter policy"]),
            subscription("sms", "+1555"),
            subscription("https", "https://hooks.example.com/5up3rs3cret"),
            subscription("https", "https://user:****@hooks.example.com/"),
            subscription("sqs", "arn:aws:sqs:eu-west-1:999999999999:theirs"),
            subscription("lambda", "arn:aws:lambda:us-east-1:111122223333:function:elsewhere"),
          ],
        }),
      ],
    };
    expect(adopted(there).questions).toEqual([
      {
        kind: "topic",
        about: expect.stringMatching(
          /its subscribers are email a@example\.com, .*, https hooks\.example\.com, /,
        ) as string,
        options: ["", "use:", "new"].map((mode) => ({
          choice: `topic=${mode === "new" ? mode : mode + arn("sns", "security-alerts")}`,
          meaning: expect.any(String) as string,
        })),
      },
    ]);
    const { settings, imported, found } = adopted(there, { topic: "manage" });
    expect(settings).toEqual({
      alerts: {
        emails: ["a@example.com"],
        httpsEndpoints: { "hooks-example-com": "https://hooks.example.com/5up3rs3cret" },
        sqsQueues: {
          alerts: { arn: arn("sqs", "alerts") },
          "alerts-2": { arn: "arn:aws:sqs:us-east-1:111122223333:alerts" },
        },
      },
    });
    expect(imported.filter((type) => type.startsWith("aws_sns_topic_subscription"))).toEqual([
      "aws_sns_topic_subscription[a@example.com]",
      "aws_sns_topic_subscription[alerts]",
      "aws_sns_topic_subscription[alerts-2]",
      "aws_sns_topic_subscription[hooks-example-com]",
    ]);
    expect(found("subscription").filter(({ mode }) => mode === "not-adopted")).toHaveLength(5);
    expect(JSON.stringify(found("subscription"))).not.toContain("5up3rs3cret");
  });

  // Managed, its policy would no longer allow them.
  test.each(["budgets", "events"])("that allows %s is used unchanged", (service) => {
    const statements = [
      { sid: "", effect: "Allow", principals: [`${service}.amazonaws.com`], actions: [], conditionKeys: [] },
    ];
    const { settings, imports } = adopted({ topics: [topic("security-alerts", { policy: { statements } })] });
    expect(settings).toEqual({ alerts: { existingTopic: { arn: arn("sns", "security-alerts") } } });
    expect(imports).toEqual([]);
  });

  test("that is used unchanged brings its key, with which event rules publish to it", () => {
    const keyArn = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
    const key = { arn: keyArn, id: "1234abcd-12ab-34cd-56ef-1234567890ab", aliases: [], isCustomerManaged: true };
    const settingsWith = (kmsKeyId: string) =>
      adopted({ topics: [topic("company", { kmsKeyId })], keys: [key as never] }, { topic: "use:company" }).settings;
    const existingTopic = { arn: arn("sns", "company") };
    expect(settingsWith(keyArn)).toEqual({ alerts: { existingTopic, existingTopicKeys: [keyArn] } });
    expect(settingsWith("alias/aws/sns")).toEqual({ alerts: { existingTopic } });
  });

  test("that the monitoring created is adopted without a change of its policy", () => {
    const statements = [
      {
        sid: "AlarmsPublish",
        effect: "Allow",
        principals: ["cloudwatch.amazonaws.com"],
        actions: [],
        conditionKeys: [],
      },
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: ["*"],
        actions: [],
        conditionKeys: ["aws:SecureTransport"],
      },
    ];
    const { imported, changes } = adopted({ topics: [topic("security-alerts", { policy: { statements } })] });
    expect(imported).toEqual(["aws_sns_topic", "aws_sns_topic_policy"]);
    expect(changes.filter(({ address }) => address?.[1] === "aws_sns_topic_policy")).toEqual([]);
  });

  test("can be any chosen one, or a new one with another name", () => {
    const topics = [topic("security-alerts"), topic("company")];
    expect(adopted({ topics }, { topic: "use:company" }).settings).toEqual({
      alerts: { existingTopic: { arn: arn("sns", "company") } },
    });
    expect(adopted({ topics }, { topic: "new" }).settings).toEqual({ alerts: { topicName: "security-alerts-2" } });
    expect(adopted({ topics }, { topic: "gone" }).errors).toHaveLength(1);
  });
});

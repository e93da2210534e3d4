import { readAccount } from "../../../src/cli/adopt/account";
import { adopt } from "../../../src/cli/adopt/adoption";
import type { Choices } from "../../../src/cli/adopt/adoption-plan";
import { renderQuestions } from "../../../src/cli/adopt/render";
import { settingProblems } from "../../../src/cli/adopt/settable";
import { inShell } from "../../../src/cli/invocation";
import { answers, fakeAccess } from "../../support/fake-aws";

/** Anybody may choose names and texts in AWS: none is taken for an expression, a command, or a name of JavaScript's. */

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const subscribed = (...endpoints: readonly (readonly [protocol: string, endpoint: string])[]) => ({
  ListSubscriptionsByTopic: {
    Subscriptions: endpoints.map(([Protocol, Endpoint], index) => ({
      SubscriptionArn: `${arn("sns", "security-alerts")}:${index}`,
      Protocol,
      Endpoint,
    })),
  },
});
const rules = (...ConfigRules: object[]) => ({ DescribeConfigRules: { ConfigRules } });
const sameRule = (ConfigRuleName: string, more: object = {}) => ({
  ConfigRuleName,
  Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" },
  ...more,
});

async function adopted(there: typeof answers, choices: Choices = { topic: "manage" }) {
  const { inventory } = await readAccount(fakeAccess(there));
  return adopt(inventory, choices);
}

const leftOf = ({ findings }: Awaited<ReturnType<typeof adopted>>, kind: string) =>
  findings.filter((finding) => finding.kind === kind && finding.mode === "not-adopted").map(({ id }) => id);

describe("text that looks like a Terraform expression", () => {
  test.each(["${path.module}", "%{if true}", "#{TfToken[TOKEN.0]}${x}"])("is not kept as a tag: %s", async (text) => {
    const there = {
      ListTags: {
        ResourceTagList: [
          {
            TagsList: [
              { Key: "Team", Value: text },
              { Key: text, Value: "soc" },
            ],
          },
        ],
      },
    };
    const { settings, changes } = await adopted(there);
    expect(settings).not.toHaveProperty("tags");
    expect(changes).toContainEqual(expect.objectContaining({ change: `loses its tags Team, ${text}` }));
  });

  test.each([
    ["email", "a${b}@example.com"],
    ["email", "a%{b}@example.com"],
    ["https", "https://example.com/${b}"],
    ["sqs", arn("sqs", "${b}")],
    ["lambda", arn("lambda", "function:${b}")],
  ])("is no %s subscriber of ours: %s", async (protocol, endpoint) => {
    const adoption = await adopted(subscribed([protocol, endpoint], ["email", "good@example.com"]));
    expect(leftOf(adoption, "subscription")).toEqual([
      protocol === "https" ? "https example.com" : `${protocol} ${endpoint}`,
    ]);
    expect(adoption.settings["alerts"]).toEqual({ emails: ["good@example.com"] });
    expect(settingProblems(adoption.settings)).toEqual([]);
  });

  test("is not kept as the name of a rule: the default rule is created in addition", async () => {
    const adoption = await adopted(rules(sameRule("${x}"), sameRule("two words")));
    expect(leftOf(adoption, "rule")).toEqual(["${x}", "two words"]);
    expect(adoption.settings["config"]).not.toHaveProperty("disabledRules");
  });

  test("is not kept as a description or a parameter of a rule", async () => {
    const described = await adopted(rules(sameRule("restricted-ssh", { Description: "${x}" })));
    expect(JSON.stringify(described.settings)).not.toContain("${x}");
    expect(described.changes).toContainEqual(expect.objectContaining({ change: "loses its description" }));
    const narrowed = await adopted(rules(sameRule("restricted-ssh", { InputParameters: '{"a":"%{x}"}' })));
    expect(leftOf(narrowed, "rule")).toEqual(["restricted-ssh"]);
    expect(narrowed.weaker).toContainEqual(expect.objectContaining({ subject: "config.disabledRules" }));
  });

  test("is refused with a message if it cannot be omitted", async () => {
    const [recorder] = (
      answers["DescribeConfigurationRecorders"] as { ConfigurationRecorders: object[] }
    ).ConfigurationRecorders.slice(1);
    const there = {
      DescribeConfigurationRecorders: { ConfigurationRecorders: [{ ...recorder, name: "${x}" }] },
      DescribeDeliveryChannels: { DeliveryChannels: [{ name: "${x}", s3BucketName: "config-files" }] },
    };
    for (const recorder of ["manage", "use"]) {
      const { settings } = await adopted(there, { topic: "manage", recorder });
      expect(settingProblems(settings)).toMatchObject([
        { path: expect.stringMatching(/^config\.(existing)?[rR]ecorder/) as string },
      ]);
    }
    expect(settingProblems((await adopted(there, { topic: "manage", recorder: "none" })).settings)).toEqual([]);
  });
});

describe("a name with a meaning in JavaScript", () => {
  test.each([
    ["constructor", "constructor"],
    ["toString", "toString"],
    ["__proto__", "__proto__-2"],
  ])("is one of a queue and of a function: %s", async (name, key) => {
    const queue = arn("sqs", name);
    const adoption = await adopted(
      subscribed(
        ["sqs", queue],
        ["sqs", queue.replace("eu-west", "us-east")],
        ["lambda", arn("lambda", `function:${name}`)],
      ),
    );
    const { sqsQueues, lambdaFunctions } = adoption.settings["alerts"] as Record<string, object>;
    expect(Object.entries(sqsQueues!)).toEqual([
      [key, { arn: queue }],
      [name === "__proto__" ? "__proto__-3" : `${name}-2`, { arn: queue.replace("eu-west", "us-east") }],
    ]);
    expect(Object.keys(lambdaFunctions!)).toEqual([key]);
    expect(settingProblems(adoption.settings)).toEqual([]);
  });

  test.each(["constructor", "toString"])("may name a rule: %s", async (name) => {
    const { settings, imports } = await adopted(rules(sameRule(name)));
    expect(Object.keys((settings["config"] as { rules: object }).rules)).toEqual([name]);
    expect(imports).toContainEqual(expect.objectContaining({ id: name, key: name }));
    expect(settingProblems(settings)).toEqual([]);
  });

  test("is not the name of an adopted rule if the settings do not accept it", async () => {
    expect(leftOf(await adopted(rules(sameRule("__proto__"))), "rule")).toEqual(["__proto__"]);
  });

  test.each(["__proto__", "constructor", "toString"])("is neither a detection nor a common tag: %s", async (name) => {
    const adoption = await adopted({
      DescribeMetricFilters: { metricFilters: [{ filterName: name, filterPattern: "{ $.a = 1 }" }] },
      DescribeAlarms: { MetricAlarms: [{ AlarmName: name, MetricName: name, Namespace: "x", AlarmActions: [] }] },
      ListTags: { ResourceTagList: [{ TagsList: [{ Key: name, Value: "soc" }] }] },
    });
    expect(adoption.questions).toEqual([]);
    expect(leftOf(adoption, "metric filter")).toEqual([name]);
    expect(adoption.findings.filter(({ kind }) => kind === "alarm")).toEqual([]);
    expect(adoption.changes).toContainEqual(expect.objectContaining({ change: `loses its tag ${name}` }));
    expect(adoption.settings).not.toHaveProperty("tags");
  });
});

describe("the selectors of a trail", () => {
  const management = { ReadWriteType: "All", IncludeManagementEvents: true };
  const objects = (values: string[], more: object = {}) => ({
    ReadWriteType: "WriteOnly",
    IncludeManagementEvents: false,
    DataResources: [{ Type: "AWS::S3::Object", Values: values }],
    ...more,
  });
  const whole = "arn:aws:s3:::customer-files/";

  test.each<[string, object[], object | undefined]>([
    [
      "objects of whole buckets",
      [management, objects([whole])],
      { buckets: ["customer-files"], readWriteType: "WriteOnly" },
    ],
    ["both in one", [objects([whole], management)], { buckets: ["customer-files"], readWriteType: "All" }],
    ["all buckets", [management, objects(["arn:aws:s3"])], undefined],
    ["a prefix in a bucket", [management, objects([`${whole}secret/`])], undefined],
    [
      "functions",
      [management, objects([], { DataResources: [{ Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] }] })],
      undefined,
    ],
    [
      "reads of one bucket and writes of another",
      [management, objects([whole]), objects(["arn:aws:s3:::other/"], { ReadWriteType: "ReadOnly" })],
      undefined,
    ],
    ["objects without management events", [objects([whole])], undefined],
  ])("become a setting if it can say the same: %s", async (_, EventSelectors, expected) => {
    const { settings } = await adopted({ GetEventSelectors: { EventSelectors } });
    expect((settings as { trail?: { s3DataEvents?: object } }).trail?.s3DataEvents).toEqual(expected);
  });
});

describe("a printed command", () => {
  const hostile = 'it\'s $(touch x); `id` "y"';

  test("is quoted for a shell in a question", () => {
    const options = ["trail=plain", `trail=${hostile}`].map((choice) => ({ choice, meaning: "" }));
    const printed = renderQuestions([{ kind: "trail", about: "there are 2", options }]);
    expect(printed).toContain(`--choose ${inShell("trail=plain")} `);
    expect(printed).toContain("--choose 'trail=it'\\''s $(touch x); `id` \"y\"' ");
  });

  test("is quoted for a shell in an error, also if it came from the command line", async () => {
    const { errors } = await adopted({}, { topic: "manage", trail: hostile, "config-role": hostile });
    expect(errors).toHaveLength(2);
    for (const [kind, refused] of [
      ["trail", errors[0]!],
      ["config-role", errors[1]!],
    ] as const)
      expect(refused).toContain(`--choose '${kind}=it'\\''s $(touch x); \`id\` "y"' is not possible here`);
    const unheard = await adopted({}, { topic: "manage", "log-group": "x", "alert-key": "new", names: hostile });
    expect(unheard.errors).toContainEqual(expect.stringContaining("--choose 'names=it'\\''s $(touch x)"));
  });

  test("is quoted for a shell for a trail whose selectors Terraform cannot remove", async () => {
    const [trail] = (answers["DescribeTrails"] as { trailList: object[] }).trailList;
    const { findings } = await adopted({
      DescribeTrails: { trailList: [{ ...trail, Name: hostile }] },
      GetEventSelectors: {
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
      },
    });
    expect(findings[0]!.reason).toContain("--trail-name 'it'\\''s $(touch x); `id` \"y\"' --event-selectors");
  });
});

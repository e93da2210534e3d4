import { ConfigServiceClient, PutConfigurationRecorderCommand } from "@aws-sdk/client-config-service";
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { resolve } from "node:path";
import { peopleTemplate } from "../../src/alert-text";
import type { MonitoringProps } from "../../src/settings";
import { alertEvent, messages } from "../support/alert-messages";
import { alertsOnly } from "../support/alerts-only";
import { clientConfig } from "../support/aws";
import { call, putEvent, queueOf, type Message } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { transform } from "../support/input-transformer";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { rootWith } from "../support/whole-module";

const signIn = (type: string) => ({
  eventVersion: "1.08",
  userIdentity: { type, principalId: EMULATED_ACCOUNT, arn: `arn:aws:iam::${EMULATED_ACCOUNT}:root` },
  eventTime: "2026-03-02T09:30:00Z",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.7",
  responseElements: { ConsoleLogin: "Success" },
  eventID: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  eventType: "AwsConsoleSignIn",
});

/** Those of which there are golden files. */
const included: NonNullable<MonitoringProps["detections"]>["include"] = [
  "root-account-usage",
  "access-key-created",
  "kms-key-disabled-or-deleted",
  "security-group-opened-to-all",
  "trail-stopped",
];

/** Golden files of events that a rule may match, and none of these does: a text has to be right there, too. */
const unmatched = ["trail-stop-denied", "key-deleted-by-aws"];

/** Golden files of what there is only with remediation: `remediation.test.ts`. */
const ofRemediation = ["remediation-repaired", "remediation-exemption", "remediation-exemption-in-member"];

/** What a golden file has otherwise: the names of rules without a prefix, and of Security Hub what is reported. */
const asReported: Readonly<Record<string, (event: string) => string>> = {
  "config-non-compliant": (event) => event.replaceAll("security-restricted-ssh", "restricted-ssh"),
  "security-hub": (event) => event.replaceAll("product/aws/securityhub", "product/aws/inspector"),
};

const inChannels = (slack: string, teams: string) => ({
  slackChannels: { soc: { workspaceId: "T07EA123LEP", channelId: slack } },
  teamsChannels: {
    soc: {
      tenantId: "0f3d2a54-6c4b-4f0e-9c1d-2b7a8e5f6a10",
      teamId: "7c1e9b32-85d4-4a6f-b0e2-d93f5a1c8e47",
      channelId: teams,
    },
  },
});

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an event on the default bus", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let settings: MonitoringProps;
  let queues: Readonly<Record<"people" | "chat" | "machines", Awaited<ReturnType<typeof queueOf>>>>;
  let deadLetters: Awaited<ReturnType<typeof queueOf>>;

  beforeAll(async () => {
    emulator = await startEmulator();
    queues = {
      people: await queueOf(emulator, "people"),
      chat: await queueOf(emulator, "chat"),
      machines: await queueOf(emulator, "machines"),
    };
    const recorder = { name: "theirs", roleARN: `arn:aws:iam::${EMULATED_ACCOUNT}:role/config` };
    await new ConfigServiceClient(clientConfig(emulator)).send(
      new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }),
    );
    // Whatever reports, without the services that are reported.
    settings = {
      ...alertsOnly,
      config: {
        enabled: false,
        existingRecorder: { name: recorder.name },
        alerts: { severity: "medium", firstEvaluations: "off" },
      },
      detections: { instantInclude: included, include: included },
      guardduty: { alerts: { enabled: true, severity: "low", updates: true } },
      accessAnalyzer: { alerts: { enabled: true, severity: "low" } },
      securityHub: { alerts: { enabled: true, severity: "low" } },
      alerts: {
        ...alertsOnly.alerts,
        chat: inChannels("C07EZ1ABC23", "19%3a0123456789abcdef%40thread.tacv2"),
        machines: { sqsQueues: { pager: { arn: queues.machines.arn } } },
      },
      tags: { team: "security" },
    };
    workspace = new TerraformWorkspace(
      { "main.tf.json": rootWith(settings), module: { copyOf: resolve(__dirname, "../../module") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.apply();
    deadLetters = await queueOf(emulator, "security-alert-rules");
    const topic = `arn:aws:sns:${emulator.region}:${EMULATED_ACCOUNT}:security-alerts`;
    for (const [TopicArn, { arn }] of [
      [topic, queues.people],
      [`${topic}-chat`, queues.chat],
    ] as const) {
      await new SNSClient(clientConfig(emulator)).send(
        new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn, Attributes: { RawMessageDelivery: "true" } }),
      );
    }
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  const put = (type: string) => putEvent(emulator, "aws.signin", "AWS Console Sign In via CloudTrail", signIn(type));
  const texts = async (messages: Promise<Message[]>) => (await messages).map(({ Body }) => Body);

  test("whose rule was applied leaves nothing to do", async () => {
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("reaches people as a text, chat as a custom notification, and machines as it is", async () => {
    await put("Root");
    const [people, ...morePeople] = await texts(queues.people.messages());
    expect(morePeople).toEqual([]);
    expect(people).toMatch(/^"(CRITICAL|HIGH): .*root.*123456789012, eu-west-1"\n/i);
    for (const fact of ["203.0.113.7", "ConsoleLogin", "2026-03-02T09:30:00Z"]) expect(people).toContain(fact);
    expect(people).not.toMatch(/<\w+>/);

    const [chat] = await texts(queues.chat.messages());
    expect(JSON.parse(chat!)).toMatchObject({
      version: "1.0",
      source: "custom",
      content: { textType: "client-markdown", description: expect.stringContaining("203.0.113.7") },
    });

    const [machines] = await texts(queues.machines.messages());
    const { Message } = JSON.parse(machines!) as { Message: string };
    expect(JSON.parse(Message)).toMatchObject({
      source: "aws.signin",
      "detail-type": "AWS Console Sign In via CloudTrail",
      detail: signIn("Root"),
    });
    expect(await deadLetters.messages()).toEqual([]);
  });

  test.each(Object.keys(messages).filter((kind) => ![...unmatched, ...ofRemediation].includes(kind)))(
    "of each kind reaches people once, as its golden file has it: %s",
    async (kind) => {
      const { source, "detail-type": type, detail } = alertEvent(kind);
      const reported = asReported[kind] ?? ((event: string) => event);
      await putEvent(emulator, String(source), String(type), JSON.parse(reported(JSON.stringify(detail))) as object);
      const [machines, ...moreMachines] = await texts(queues.machines.messages());
      expect(moreMachines).toEqual([]);
      const { Message } = JSON.parse(machines!) as { Message: string };
      const { paths: InputPathsMap } = messages[kind]!;
      const text = transform({ InputPathsMap, InputTemplate: peopleTemplate(messages[kind]!) }, JSON.parse(Message));
      expect(await texts(queues.people.messages())).toEqual([text]);
      expect(await queues.chat.messages()).toHaveLength(1);
    },
  );

  test("that no rule is about reaches nobody", async () => {
    await put("IAMUser");
    for (const { messages } of Object.values(queues)) expect(await messages()).toEqual([]);
  });

  test("that cannot be delivered lands in the dead-letter queue, with the reason", async () => {
    const iam = new IAMClient(clientConfig(emulator));
    const policy = { RoleName: "security-alert-rules", PolicyName: "publish-alerts" };
    await iam.send(new DeleteRolePolicyCommand(policy));
    await put("Root");
    for (const { messages } of Object.values(queues)) expect(await messages()).toEqual([]);
    const letters = await deadLetters.messages();
    expect(letters).toHaveLength(3);
    for (const { Body, MessageAttributes } of letters) {
      expect(JSON.parse(Body)).toMatchObject({ source: "aws.signin" });
      expect(MessageAttributes!["ERROR_CODE"]!.StringValue).toBe("NO_PERMISSIONS");
      expect(MessageAttributes!["ERROR_MESSAGE"]!.StringValue).toContain("may not sns:Publish");
    }

    // With everything but the key.
    const Statement = { Effect: "Allow", Action: "sns:Publish", Resource: "*" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    await put("Root");
    const [letter] = await deadLetters.messages();
    expect(letter!.MessageAttributes!["ERROR_MESSAGE"]!.StringValue).toContain("may not kms:GenerateDataKey");
  });

  test("reaches nobody once its rule is disabled, which the next plan sees", async () => {
    const { Rules } = await call<{ Rules: { Name: string }[] }>(emulator, "events", "ListRules", {});
    for (const { Name } of Rules) await call(emulator, "events", "DisableRule", { Name });
    await put("Root");
    for (const { messages } of [...Object.values(queues), deadLetters]) expect(await messages()).toEqual([]);
    const { changes } = await workspace.plan();
    expect(changes.map(({ action }) => action)).toEqual(["update", ...Rules.map(() => "update")]);
    const names = changes.map(
      ({ address }) => /\.aws_cloudwatch_event_rule\.rule\["(.*)"\]$/.exec(address)?.[1] ?? address,
    );
    expect(names.sort()).toEqual(
      [
        ...Rules.map(({ Name }) => Name),
        "module.security_monitoring.module.alert_delivery[0].aws_iam_role_policy.policy",
      ].sort(),
    );
    await workspace.applyPlan();
    await put("Root");
    for (const { messages } of Object.values(queues)) expect(await messages()).toHaveLength(1);
  });

  test("still finds its way when channels and tags change, and what somebody did to the queue is undone", async () => {
    const { QueueUrl } = await call<{ QueueUrl: string }>(emulator, "sqs", "GetQueueUrl", {
      QueueName: "security-alert-rules",
    });
    await call(emulator, "sqs", "SetQueueAttributes", { QueueUrl, Attributes: { MessageRetentionPeriod: "60" } });
    const alerts = { ...settings.alerts, chat: inChannels("C07EZ1ABC24", "19%3afedcba9876543210%40thread.tacv2") };
    workspace.write({ "main.tf.json": rootWith({ ...settings, alerts, tags: {} }) });
    const { changes } = await workspace.plan();
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["update"]));
    expect(changes.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        'module.security_monitoring.module.chat_channels[0].aws_chatbot_slack_channel_configuration.slack["soc"]',
        'module.security_monitoring.module.chat_channels[0].aws_chatbot_teams_channel_configuration.teams["soc"]',
        "module.security_monitoring.module.alert_delivery[0].aws_sqs_queue.dead_letters",
      ]),
    );
    await workspace.applyPlan();
    expect((await workspace.plan()).changes).toEqual([]);
    await put("Root");
    for (const { messages } of Object.values(queues)) expect(await messages()).toHaveLength(1);
  });
});

import { DeleteRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { alertsOnly } from "../support/alerts-only";
import { clientConfig } from "../support/aws";
import { putEvent, queueOf } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { synthesizeStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const signIn = {
  eventVersion: "1.08",
  userIdentity: { type: "Root", principalId: EMULATED_ACCOUNT, arn: `arn:aws:iam::${EMULATED_ACCOUNT}:root` },
  eventTime: "2026-03-02T09:30:00Z",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  awsRegion: "us-east-1",
  sourceIPAddress: "203.0.113.7",
  responseElements: { ConsoleLogin: "Success" },
  eventID: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  eventType: "AwsConsoleSignIn",
};

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an event of a global service", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let people: Awaited<ReturnType<typeof queueOf>>;
  const inGlobalRegion = () => ({ url: emulator.url, region: "us-east-1" });

  beforeAll(async () => {
    emulator = await startEmulator();
    const stack = synthesizeStack({
      ...alertsOnly,
      // Without a log group there are event rules and no alarms.
      trail: { enabled: false },
      provider: { region: emulator.region },
      backend: { local: { path: "terraform.tfstate" } },
    });
    workspace = new TerraformWorkspace({ "main.tf.json": stack.text() }, { env: emulator.env });
    await workspace.init();
    await workspace.apply();
    people = await queueOf(emulator, "people");
    await new SNSClient(clientConfig(emulator)).send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:${emulator.region}:${EMULATED_ACCOUNT}:security-alerts`,
        Protocol: "sqs",
        Endpoint: people.arn,
        Attributes: { RawMessageDelivery: "true" },
      }),
    );
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  const signInAs = (where: Parameters<typeof putEvent>[0], type = "Root") =>
    putEvent(where, "aws.signin", "AWS Console Sign In via CloudTrail", {
      ...signIn,
      userIdentity: { ...signIn.userIdentity, type },
    });

  test("is on the bus of us-east-1, and reaches the topic in the home region, once", async () => {
    await signInAs(inGlobalRegion());
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain("us-east-1");
    expect(alert!.Body).toContain("203.0.113.7");
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("reaches nobody if no rule is about it; one at home is still reported once", async () => {
    await signInAs(inGlobalRegion(), "IAMUser");
    expect(await people.messages()).toEqual([]);
    await signInAs(emulator);
    expect(await people.messages()).toHaveLength(1);
  });

  test("that cannot be forwarded is in the dead-letter queue of its region, and the alarm's event is reported", async () => {
    const deadLetters = await queueOf(inGlobalRegion(), "event-forwarder");
    await putEvent(inGlobalRegion(), "aws.cloudwatch", "CloudWatch Alarm State Change", {
      alarmName: "events-not-forwarded",
      state: { value: "ALARM", reason: "Threshold Crossed", timestamp: "2026-03-02T09:35:00.000+0000" },
    });
    const [alert] = await people.messages();
    expect(alert!.Body).toMatch(/^"HIGH: Events were not forwarded to the home region.*us-east-1"\n/);

    const role = { RoleName: "event-forwarder-us-east-1", PolicyName: "put-events" };
    await new IAMClient(clientConfig(emulator)).send(new DeleteRolePolicyCommand(role));
    await signInAs(inGlobalRegion());
    expect(await people.messages()).toEqual([]);
    const [letter] = await deadLetters.messages();
    expect(letter!.MessageAttributes!["ERROR_MESSAGE"]!.StringValue).toContain("may not events:PutEvents");
  });
});

import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EventForwarder } from "../../src/capabilities/forwarding";
import { parseSettings } from "../../src/settings";
import { SecurityMonitoringStack } from "../../src/stack";
import { stackSettings } from "../../src/stack-settings";
import { withTemporaryApp } from "../../src/terraform/temporary-app";
import { alertsOnly } from "../support/alerts-only";
import { clientConfig } from "../support/aws";
import { queueOf } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { configurationOf } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const away = "us-east-1";
const outsider = "444455556666";
const roleIn = (account: string) => `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an event of an organization", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let people: Awaited<ReturnType<typeof queueOf>>;
  let member: string;

  /** The stack of the security account, and forwarders as the StackSet makes them in other accounts. */
  function stackText(organizationId: string): string {
    const settings = parseSettings(
      stackSettings,
      {
        ...alertsOnly,
        // Without a log group there are event rules and no alarms.
        trail: { enabled: false },
        organization: { id: organizationId, managementAccountId: EMULATED_ACCOUNT },
        provider: { region: emulator.region },
        backend: { local: { path: "terraform.tfstate" } },
      },
      "settings",
    );
    const stack = withTemporaryApp((app) => new SecurityMonitoringStack(app, settings));
    const { regional } = stack.outputs;
    for (const [name, account] of Object.entries({ member, outsider })) {
      new EventForwarder(stack, `of_${name}`, {
        provider: new AwsProvider(stack, name, {
          region: away,
          alias: name,
          assumeRole: [{ roleArn: roleIn(account) }],
        }),
        region: away,
        homeRegion: emulator.region,
        busArn: regional.eventBusArn,
        eventPatterns: regional.eventPatterns,
        services: regional.memberServices,
      });
    }
    return configurationOf(stack).text();
  }

  beforeAll(async () => {
    emulator = await startEmulator();
    const organizations = new OrganizationsClient(clientConfig(emulator));
    const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const { CreateAccountStatus } = await organizations.send(
      new CreateAccountCommand({ AccountName: "member", Email: "member@example.com" }),
    );
    member = CreateAccountStatus!.AccountId!;
    workspace = new TerraformWorkspace({ "main.tf.json": stackText(Organization!.Id!) }, { env: emulator.env });
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

  /** Root signs in: an event of the account on its default bus in the region. */
  async function signInTo(account: string, region: string): Promise<void> {
    const { Credentials } = await new STSClient(clientConfig(emulator)).send(
      new AssumeRoleCommand({ RoleArn: roleIn(account), RoleSessionName: "test" }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    const ofMember = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
    const credentials = account === EMULATED_ACCOUNT ? clientConfig(emulator).credentials : ofMember;
    const detail = {
      eventVersion: "1.08",
      userIdentity: { type: "Root", principalId: account, arn: `arn:aws:iam::${account}:root` },
      eventTime: "2026-03-02T09:30:00Z",
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      awsRegion: region,
      recipientAccountId: account,
      sourceIPAddress: "203.0.113.7",
      responseElements: { ConsoleLogin: "Success" },
      eventID: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
      eventType: "AwsConsoleSignIn",
    };
    await new EventBridgeClient({ ...clientConfig(emulator), region, credentials }).send(
      new PutEventsCommand({
        Entries: [
          { Source: "aws.signin", DetailType: "AWS Console Sign In via CloudTrail", Detail: JSON.stringify(detail) },
        ],
      }),
    );
  }

  test("is applied and has then nothing left to do", async () => {
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("in a member account and another region reaches the topic in the security account, once", async () => {
    await signInTo(member, away);
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain(member);
    expect(alert!.Body).toContain(away);
  });

  test.each(["eu-west-1", away])("in the security account reaches it from %s, once", async (region) => {
    await signInTo(EMULATED_ACCOUNT, region);
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain(EMULATED_ACCOUNT);
    expect(alert!.Body).toContain(region);
  });

  test("in an account outside the organization reaches nobody: the bus refuses it", async () => {
    await signInTo(outsider, away);
    expect(await people.messages()).toEqual([]);
  });
});

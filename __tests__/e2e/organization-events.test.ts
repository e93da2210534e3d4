import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient, ListDetectorsCommand, UpdateDetectorCommand } from "@aws-sdk/client-guardduty";
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { DescribeHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { join } from "node:path";
import { EventForwarder } from "../../src/capabilities/forwarding";
import { locate } from "../../src/cli/deployment/locate";
import { managementMonitoringOf } from "../../src/cli/deployment/management";
import { ManagementMonitoring } from "../../src/management-monitoring/management-monitoring";
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
import { healthOf, unhealthy } from "../support/unhealthy";

const away = "us-east-1";
const outsider = "444455556666";
const roleIn = (account: string) => `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an event of an organization", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let people: Awaited<ReturnType<typeof queueOf>>;
  let member: string;
  /** Another one, whose own monitoring is that of a management account: that of the emulated organization is the security account. */
  let management: string;

  let organizationId: string;

  /** The stack of the security account, and forwarders as the StackSet makes them in other accounts. */
  function stackText({ ofManagement }: { ofManagement: boolean }): string {
    const settings = parseSettings(
      stackSettings,
      {
        ...alertsOnly,
        // Without a log group there are event rules and no alarms.
        trail: { enabled: false },
        config: {},
        regions: [away],
        organization: { id: organizationId, managementAccountId: EMULATED_ACCOUNT },
        provider: { region: emulator.region },
        backend: { local: { path: "terraform.tfstate" } },
      },
      "settings",
    );
    const stack = withTemporaryApp((app) => new SecurityMonitoringStack(app, settings));
    const { regional } = stack.outputs;
    const providerOf = (name: string, account: string) =>
      new AwsProvider(stack, name, { region: away, alias: name, assumeRole: [{ roleArn: roleIn(account) }] });
    const place = { region: away, homeRegion: emulator.region };
    // Terraform needs it to destroy what it made.
    const provider = providerOf("management", management);
    // Which the emulator does not administer for an organization.
    const guardduty = { ...regional.guardduty, enabled: true };
    const securityHub = { ...regional.securityHub, enabled: true };
    if (ofManagement) {
      const monitoring = { ...regional, guardduty, securityHub };
      new ManagementMonitoring(stack, "management_monitoring", { ...place, provider, monitoring });
    }
    for (const [name, account] of Object.entries({ member, outsider })) {
      new EventForwarder(stack, `of_${name}`, {
        ...place,
        provider: providerOf(name, account),
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
    const accountNamed = async (AccountName: string) => {
      const Email = `${AccountName}@example.com`;
      const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName, Email }));
      return CreateAccountStatus!.AccountId!;
    };
    [member, management] = [await accountNamed("member"), await accountNamed("management")];
    organizationId = Organization!.Id!;
    const text = stackText({ ofManagement: true });
    workspace = new TerraformWorkspace({ "main.tf.json": text }, { env: emulator.env });
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

  /** Of a role in the account. */
  async function configIn(account: string, region: string) {
    if (account === EMULATED_ACCOUNT) return { ...clientConfig(emulator), region };
    const { Credentials } = await new STSClient(clientConfig(emulator)).send(
      new AssumeRoleCommand({ RoleArn: roleIn(account), RoleSessionName: "test" }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
    return { ...clientConfig(emulator), region, credentials };
  }

  /** Root signs in: an event of the account on its default bus in the region. */
  async function signInTo(account: string, region: string): Promise<void> {
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
    await new EventBridgeClient(await configIn(account, region)).send(
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

  test.each([
    ["a member account", () => member],
    ["an account with the monitoring of a management account", () => management],
  ])("in %s and another region reaches the topic in the security account, once", async (_, account) => {
    await signInTo(account(), away);
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain(account());
    expect(alert!.Body).toContain(away);
  });

  test.each(["eu-west-1", away])("in the security account reaches it from %s, once", async (region) => {
    await signInTo(EMULATED_ACCOUNT, region);
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain(EMULATED_ACCOUNT);
    expect(alert!.Body).toContain(region);
  });

  test("is seen in what that account has: a recorder for the security account's bucket, rules, GuardDuty, Security Hub", async () => {
    const config = await configIn(management, away);
    const { config_bucket_name: s3BucketName } = await workspace.outputs();
    const { DeliveryChannels } = await new ConfigServiceClient(config).send(new DescribeDeliveryChannelsCommand({}));
    expect(DeliveryChannels).toMatchObject([{ s3BucketName }]);
    const status = new DescribeConfigurationRecorderStatusCommand({});
    const { ConfigurationRecordersStatus } = await new ConfigServiceClient(config).send(status);
    expect(ConfigurationRecordersStatus).toMatchObject([{ recording: true }]);
    const { ConfigRules } = await new ConfigServiceClient(config).send(new DescribeConfigRulesCommand({}));
    expect(ConfigRules!.map(({ ConfigRuleName }) => ConfigRuleName)).toContain("restricted-ssh");
    const { DetectorIds } = await new GuardDutyClient(config).send(new ListDetectorsCommand({}));
    expect(DetectorIds).toHaveLength(1);
    const { HubArn } = await new SecurityHubClient(config).send(new DescribeHubCommand({}));
    expect(HubArn).toContain(`:${away}:${management}:`);
  });

  test("is of an account whose own monitoring is healthy, and whose suspended detector is named", async () => {
    const config = await configIn(management, away);
    workspace.write({ "state.json": (await workspace.run(["show", "-json"])).stdout });
    const [dir, path] = [workspace.directory, "security-monitoring/management_monitoring"];
    const located = locate(path, { dir, state: join(dir, "state.json") }, ["management-monitoring"]);
    const deployment = managementMonitoringOf(located);
    expect(deployment).toMatchObject({ account: management, region: away });
    const report = await healthOf(config, deployment);
    expect(unhealthy(report)).toEqual([]);
    expect(report.counts.ok).toBeGreaterThan(15);
    const { DetectorIds } = await new GuardDutyClient(config).send(new ListDetectorsCommand({}));
    const [DetectorId] = DetectorIds!;
    await new GuardDutyClient(config).send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    expect(unhealthy(await healthOf(config, deployment))).toMatchObject([{ check: "guardduty", verdict: "broken" }]);
  });

  test("in an account outside the organization reaches nobody: the bus refuses it", async () => {
    await signInTo(outsider, away);
    expect(await people.messages()).toEqual([]);
  });

  test("has no way out of that account once its own monitoring is removed, and nothing else changes", async () => {
    workspace.write({ "main.tf.json": stackText({ ofManagement: false }) });
    const { changes } = await workspace.plan();
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.filter(({ address }) => !address.includes(".management_monitoring_"))).toEqual([]);
    expect(changes.filter(({ action }) => action !== "delete")).toEqual([]);
    await workspace.applyPlan();
    const config = await configIn(management, away);
    const status = new DescribeConfigurationRecorderStatusCommand({});
    expect((await new ConfigServiceClient(config).send(status)).ConfigurationRecordersStatus).toEqual([]);
    expect((await new GuardDutyClient(config).send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
  });
});

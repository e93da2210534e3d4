import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { everything } from "../../src/cli/deployment/monitoring-resources";
import { deployerPolicies } from "../../src/deployer-policy";
import { parseSettings, type MonitoringProps } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { deniedBy } from "./access";
import { accountContents, emptyAccount } from "./account-contents";
import { clientConfig } from "./aws";
import { differencesWithCheckov } from "./checkov";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "./emulator";
import { describeWith } from "./requirements";
import type { TerraformWorkspace } from "./terraform";
import { alertsByDefault } from "./whole-module";

/** What the tests set; each route hands it on in its own way. */
export type Choices = MonitoringProps;

export const firstChoices: Choices = {
  alerts: { emails: ["security@example.com"] },
  trail: { logRetentionDays: 365 },
  tags: { Owner: "security" },
};
/** Others get the alerts, the tags go, and what is switched on comes. */
const after: Choices = {
  alerts: {
    emails: ["oncall@example.com", "security@example.com"],
    lambdaFunctions: { chat: { arn: `arn:aws:lambda:eu-west-1:${EMULATED_ACCOUNT}:function:chat` } },
  },
  trail: { logRetentionDays: 731, objectLock: { mode: "GOVERNANCE", days: 30 } },
  account: everything.account,
  guardduty: { ...everything.guardduty, features: ["S3_DATA_EVENTS"] },
  securityHub: everything.securityHub,
  remediation: { modes: { "stopped-trail": "propose" } },
  athena: { enabled: true },
  savedQueries: { enabled: true },
};

/**
 * The settings of a test: what was chosen, and what lets it clear up. The emulator notes every access at once, so that the
 * bucket for access logs is never empty.
 */
export function settingsFor(choices: Choices): MonitoringProps {
  return { ...choices, accessLogs: { forceDestroyBucket: true }, evidence: { deletionProtection: false } };
}

/** What a route applies, first and at last. */
export const routeSettings = [
  { name: "first", settings: settingsFor(firstChoices) },
  { name: "at last", settings: settingsFor(after) },
];

/** One of the ways to put the monitoring into an account. */
export interface Route {
  /** Makes the account what the choices say. */
  apply(choices: Choices): Promise<Record<string, unknown>>;
  hasChanges(): Promise<boolean>;
  destroy(): Promise<void>;
  remove(): void;
}

/** Shows Checkov the first plan of a route, with little set, and the last, with everything on and applied. */
export function comparesWithCheckov(
  route: () => { readonly firstPlan: string; readonly workspace: TerraformWorkspace },
): void {
  test("Checkov finds of it what the page on compliance says", async () => {
    const { firstPlan, workspace } = route();
    expect(differencesWithCheckov([firstPlan, await workspace.lastPlan()])).toEqual([]);
  });
}

/**
 * Goes one route from an empty account to an empty account, and looks at AWS on the way.
 *
 * @param defineMore Defines further tests of this route, which find the monitoring applied.
 */
export function proveRoute<T extends Route>(
  name: string,
  takeRoute: (emulator: Emulator) => Promise<T>,
  defineMore?: (route: () => T) => void,
): void {
  // The provider waits about a minute for the lifecycle rules of a new bucket.
  jest.setTimeout(300_000);

  describeWith({ terraform: true, awsProvider: true, emulator: true }, name, () => {
    let emulator: Emulator;
    let route: T;

    beforeAll(async () => {
      emulator = await startEmulator();
      await functionNamed("chat", emulator);
      route = await takeRoute(emulator);
    });

    afterAll(async () => {
      route?.remove();
      await emulator?.stop();
    });

    test("applies, and then has nothing left to do", async () => {
      const outputs = await route.apply(firstChoices);
      expect(await route.hasChanges()).toBe(false);
      expect(outputs).toMatchObject({
        trail_arn: expect.stringMatching(/:trail\/security-monitoring-trail$/),
        topic_arn: expect.stringMatching(/:security-alerts$/),
        recorder_name: "security-monitoring",
      });
    });

    test("the trail logs every region into its bucket and its log group, with validation", async () => {
      const cloudTrail = new CloudTrailClient(clientConfig(emulator));
      const { trailList } = await cloudTrail.send(new DescribeTrailsCommand());
      expect(trailList).toHaveLength(1);
      expect(trailList![0]).toMatchObject({
        Name: "security-monitoring-trail",
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        CloudWatchLogsLogGroupArn: expect.stringMatching(/:log-group:security-monitoring-trail:\*$/),
        KmsKeyId: expect.stringMatching(/^arn:aws:kms:/),
      });
      const status = await cloudTrail.send(new GetTrailStatusCommand({ Name: "security-monitoring-trail" }));
      expect(status.IsLogging).toBe(true);

      const policy = await bucketPolicy(emulator, trailList![0]!.S3BucketName!);
      expect(policy).toContain(trailList![0]!.TrailARN);
    });

    test("the topic has its subscriber, and the alarm's action is the topic", async () => {
      const sns = new SNSClient(clientConfig(emulator));
      const { Topics } = await sns.send(new ListTopicsCommand());
      const { Subscriptions } = await sns.send(new ListSubscriptionsCommand());
      const { MetricAlarms } = await new CloudWatchClient(clientConfig(emulator)).send(new DescribeAlarmsCommand());
      const topic = Topics![0]!.TopicArn!;
      expect(topic).toMatch(/:security-alerts$/);
      expect(Subscriptions).toEqual([
        expect.objectContaining({ TopicArn: topic, Protocol: "email", Endpoint: "security@example.com" }),
      ]);
      expect(MetricAlarms!.map(({ AlarmName }) => AlarmName).sort()).toEqual(alertsByDefault.alarms);
      for (const { AlarmActions } of MetricAlarms!) expect(AlarmActions).toEqual([topic]);
      expect(MetricAlarms!.find(({ AlarmName }) => AlarmName === "root-account-usage")).toMatchObject({
        AlarmName: "root-account-usage",
        AlarmActions: [topic],
        ActionsEnabled: true,
        MetricName: "root-account-usage",
        Statistic: "Sum",
        Threshold: 1,
        TreatMissingData: "notBreaching",
      });
    });

    test("the metric filter has the pattern letter by letter", async () => {
      const logs = new CloudWatchLogsClient(clientConfig(emulator));
      const { metricFilters } = await logs.send(
        new DescribeMetricFiltersCommand({ filterNamePrefix: "root-account-usage" }),
      );
      const filter = metricFilters!.find(({ filterName }) => filterName === "root-account-usage");
      expect(filter).toMatchObject({
        logGroupName: "security-monitoring-trail",
        filterPattern:
          '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      });
      for (const { metricTransformations } of metricFilters!) {
        expect(metricTransformations).toMatchObject([{ metricName: "root-account-usage", defaultValue: 0 }]);
      }
    });

    test("AWS Config records, delivers to its bucket, and has the three rules", async () => {
      const config = new ConfigServiceClient(clientConfig(emulator));
      const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand());
      expect(ConfigurationRecorders).toHaveLength(1);
      expect(ConfigurationRecorders![0]!.roleARN).toMatch(/:role\/aws-service-role\/config\.amazonaws\.com\//);
      expect(ConfigurationRecorders![0]!.recordingGroup).toMatchObject({
        allSupported: true,
        includeGlobalResourceTypes: true,
      });
      const { ConfigurationRecordersStatus } = await config.send(new DescribeConfigurationRecorderStatusCommand());
      expect(ConfigurationRecordersStatus![0]!.recording).toBe(true);
      const { DeliveryChannels } = await config.send(new DescribeDeliveryChannelsCommand());
      expect(await bucketPolicy(emulator, DeliveryChannels![0]!.s3BucketName!)).toContain("config.amazonaws.com");
      const { ConfigRules } = await config.send(new DescribeConfigRulesCommand());
      expect(
        Object.fromEntries(ConfigRules!.map((rule) => [rule.ConfigRuleName, rule.Source!.SourceIdentifier])),
      ).toEqual({
        "restricted-ssh": "INCOMING_SSH_DISABLED",
        "s3-bucket-public-read-prohibited": "S3_BUCKET_PUBLIC_READ_PROHIBITED",
        "s3-bucket-public-write-prohibited": "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
      });
    });

    test("a changed setting is applied, and then there is nothing left to do", async () => {
      await route.apply(after);
      expect(await route.hasChanges()).toBe(false);

      const logs = new CloudWatchLogsClient(clientConfig(emulator));
      const { logGroups } = await logs.send(new DescribeLogGroupsCommand());
      // That of the function, and that of the trail.
      expect(logGroups!.map(({ retentionInDays }) => retentionInDays)).toEqual([365, 731]);
      const { Subscriptions } = await new SNSClient(clientConfig(emulator)).send(new ListSubscriptionsCommand());
      expect(Subscriptions!.map(({ Endpoint }) => Endpoint).sort()).toEqual([
        after.alerts!.lambdaFunctions!["chat"]!.arn,
        "oncall@example.com",
        "security@example.com",
      ]);
    });

    defineMore?.(() => route);

    test("destroys everything", async () => {
      await route.destroy();
      expect(await accountContents(emulator)).toEqual(emptyAccount);
    });

    test("asked for nothing that the deployer's policies for these settings do not allow", async () => {
      const policies = [firstChoices, after].map((choices) =>
        deployerPolicies(parseSettings(stackSettings, settingsFor(choices), "settings")),
      );
      expect(await deniedBy(policies, await emulator.requests(), emulator.region)).toEqual([]);
    });
  });
}

/** A function that can be subscribed. */
async function functionNamed(FunctionName: string, emulator: Emulator): Promise<void> {
  const iam = new IAMClient(clientConfig(emulator));
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: FunctionName, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await new LambdaClient(clientConfig(emulator)).send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role!.Arn,
      Code: { ZipFile: new Uint8Array() },
      Runtime: "nodejs22.x",
      Handler: "a.b",
    }),
  );
}

async function bucketPolicy(emulator: Emulator, bucket: string): Promise<string> {
  const { Policy } = await new S3Client(clientConfig(emulator)).send(new GetBucketPolicyCommand({ Bucket: bucket }));
  return Policy!;
}

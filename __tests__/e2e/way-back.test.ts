import { AthenaClient, GetWorkGroupCommand, ListNamedQueriesCommand } from "@aws-sdk/client-athena";
import { CloudTrailClient, GetEventSelectorsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { DynamoDBClient, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { GetTablesCommand, GlueClient } from "@aws-sdk/client-glue";
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListPublishingDestinationsCommand,
} from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, GetAccountPasswordPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  DescribeHubCommand,
  GetEnabledStandardsCommand,
  ListFindingAggregatorsCommand,
  ListStandardsControlAssociationsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { resolve } from "node:path";
import { namedQueries } from "../../src/capabilities/athena/named-queries";
import { savedQueries } from "../../src/capabilities/saved-queries/saved-queries";
import type { MonitoringProps } from "../../src/settings";
import { accountContents } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { everySetting, harmless, replacesTrail, settingsIn } from "../support/setting-changes";
import { TerraformWorkspace } from "../support/terraform";
import { alertsByDefault, rootWith } from "../support/whole-module";

const [most, withoutTopic, withExistingKey, withExisting] = harmless as [
  MonitoringProps,
  MonitoringProps,
  MonitoringProps,
  MonitoringProps,
];

function together(...all: MonitoringProps[]): MonitoringProps {
  return all.reduce<MonitoringProps>(
    (sum, props) =>
      Object.fromEntries(
        Object.entries({ ...sum, ...props }).map(([name, value]) => {
          const before = sum[name as keyof MonitoringProps];
          const after = props[name as keyof MonitoringProps];
          return [name, typeof before === "object" && typeof after === "object" ? { ...before, ...after } : value];
        }),
      ),
    {},
  );
}

/** Applied one after the other: each takes back what the one before has set, and the defaults at last the rest. */
const steps = [
  together(most, withExistingKey, replacesTrail),
  // The same trail, without its data events.
  together(withoutTopic, withExisting, replacesTrail),
  {
    trail: { enabled: false },
    config: { enabled: false, existingRecorder: { name: "theirs" } },
    accessLogs: { enabled: false },
    evidence: withExisting.evidence,
    // Of the bucket that is retained.
    athena: { enabled: true, databaseName: "other_events", workgroupName: "other-investigations" },
  },
];

const isName = "a name that is required, or a prefix of one: what has it is made anew, with nothing of the old one";
/** Settings that are not taken back below, and why. */
const notTakenBack: Readonly<Record<string, string>> = {
  namePrefix: isName,
  "trail.bucketName": isName,
  "trail.logGroupName": isName,
  "config.bucketName": isName,
  "accessLogs.bucketName": isName,
  "guardduty.bucketName": isName,
  "remediation.bucketName": isName,
  "athena.bucketName": isName,
  regions: "regions.test.ts takes one back",
  "organization.id": "organization.test.ts sets it, and takes it back",
  "organization.managementAccountId": "organization.test.ts sets it, and takes it back",
  "organization.securityHubTargets":
    "moto has no configuration policies; terraform/organization-services.test.ts plans it",
  "organization.configRules":
    "moto has no rules of an organization; terraform/organization-services.test.ts plans them",
  "trail.organizationTrailName": isName,
  "trail.besideOrganization": "organization.test.ts sets it, and takes it back",
  "organization.members": "organization-members.test.ts applies them, and destroys them",
  "evidence.deletionProtection": "what is protected refuses the plan; without it, there is a resource less",
};

test("every setting is taken back below, or has a reason why not", () => {
  expect([...new Set([...steps.flatMap(settingsIn), ...Object.keys(notTakenBack)])].sort()).toEqual(everySetting());
});

describeWith(
  { terraform: true, awsProvider: true, emulator: true },
  "every setting that was set and is taken back",
  () => {
    let emulator: Emulator;
    let workspace: TerraformWorkspace;
    let client: ReturnType<typeof clientConfig>;
    /** After each step. */
    const detectors: Awaited<ReturnType<typeof readDetector>>[] = [];

    /** The detector of the region, its features as `name: status`, and where it exports to. */
    async function readDetector() {
      const aws = new GuardDutyClient(client);
      const { DetectorIds: [DetectorId] = [] } = await aws.send(new ListDetectorsCommand({}));
      if (!DetectorId) return undefined;
      const { Status, FindingPublishingFrequency, Features, Tags } = await aws.send(
        new GetDetectorCommand({ DetectorId }),
      );
      const { Destinations } = await aws.send(new ListPublishingDestinationsCommand({ DetectorId }));
      const all = Features!.flatMap((feature) => [feature, ...(feature.AdditionalConfiguration ?? [])]);
      return {
        DetectorId,
        Status,
        FindingPublishingFrequency,
        Tags,
        enabled: all.filter((feature) => feature.Status === "ENABLED").map(({ Name }) => Name),
        exports: Destinations!.length,
      };
    }
    /** After each step. */
    const queried: object[] = [];
    let refusal: string;
    const hubs: object[] = [];
    /** Of the trail that the first two steps have. */
    const selectors: Awaited<ReturnType<typeof selectorsOf>>[] = [];

    async function selectorsOf(TrailName: string) {
      const { EventSelectors = [] } = await new CloudTrailClient(client).send(
        new GetEventSelectorsCommand({ TrailName }),
      );
      return EventSelectors.map(({ ReadWriteType, IncludeManagementEvents, DataResources = [] }) => ({
        ReadWriteType,
        IncludeManagementEvents,
        objects: DataResources.flatMap(({ Values }) => Values),
      }));
    }

    beforeAll(async () => {
      emulator = await startEmulator();
      client = clientConfig(emulator);
      await makeTheirs(client);
      workspace = new TerraformWorkspace(
        { "main.tf.json": rootWith({}), module: { copyOf: resolve(__dirname, "../../module") } },
        { env: emulator.env },
      );
      await workspace.init();
      for (const settings of steps) {
        workspace.write({ "main.tf.json": rootWith(settings) });
        await workspace.apply();
        detectors.push(await readDetector());
        hubs.push(await hubNow(client));
        queried.push(await queriesNow(emulator));
        if (selectors.length < 2) selectors.push(await selectorsOf("other-trail"));
      }
      workspace.write({ "main.tf.json": rootWith({}) });
      refusal = (await workspace.run(["plan", "-no-color", "-input=false"], { expectExitCode: [1] })).stderr;
      // What is off by default is evidence too: it goes as `leave` would have it go.
      const { stdout } = await workspace.run(["state", "list"]);
      const off = stdout
        .split("\n")
        .filter((address) => /terraform_data.*\["(guardduty_|security_hub|remediation_)/.test(address));
      await workspace.run(["state", "rm", ...off]);
      // AWS protects the table as well.
      await new DynamoDBClient(client).send(
        new UpdateTableCommand({ TableName: "remediation", DeletionProtectionEnabled: false }),
      );
      await workspace.apply();
    });

    afterAll(async () => {
      workspace?.remove();
      await emulator?.stop();
    });

    test("enables Security Hub with its standards, changes both, and retains a hub without any", () => {
      const fsbp = "aws-foundational-security-best-practices READY";
      expect(hubs).toEqual([
        {
          enablesNewControls: false,
          standards: [fsbp, "cis-aws-foundations-benchmark READY"],
          switched: ["IAM.6 DISABLED The root user has a virtual MFA device."],
          aggregators: 1,
        },
        { enablesNewControls: true, standards: [fsbp], switched: [], aggregators: 1 },
        { enablesNewControls: true, standards: [], switched: [], aggregators: 0 },
      ]);
    });

    test("lets queries read the bucket of the settings, with their limits, and drops only what it created", async () => {
      const [, trail] = await buckets();
      expect(queried).toEqual([
        {
          database: "security_monitoring",
          location: `s3://${trail}/AWSLogs/`,
          regions: "us-east-1,us-west-2",
          days: "NOW-400DAYS,NOW",
          limit: 10 * 1024 ** 2,
          namedQueries: Object.keys(namedQueries).length,
          savedQueries: Object.keys(savedQueries)
            .map((name) => `security-monitoring/${name}`)
            .sort(),
        },
        {
          database: "security_monitoring",
          location: "s3://theirs/logs/AWSLogs/",
          regions: expect.stringMatching(/(^|,)eu-west-1,.*\bus-east-1(,|$)/),
          days: "NOW-2557DAYS,NOW",
          limit: 100_000 * 1024 ** 2,
          namedQueries: Object.keys(namedQueries).length,
          savedQueries: [],
        },
        {
          database: "other_events",
          location: `s3://${trail}/AWSLogs/`,
          regions: expect.stringMatching(/(^|,)eu-west-1,.*\bus-east-1(,|$)/),
          days: "NOW-2557DAYS,NOW",
          limit: 100_000 * 1024 ** 2,
          namedQueries: Object.keys(namedQueries).length,
          savedQueries: [],
        },
      ]);
      expect(await queriesNow(emulator)).toEqual({ savedQueries: [] });
      const { Contents } = await new S3Client(client).send(new ListObjectsV2Command({ Bucket: "theirs" }));
      expect(Contents!.map(({ Key }) => Key)).toContain(theirEvents);
    });

    test("deletes hub and detector only after their companions are forgotten", () => {
      const refused = refusal.replace(/\s+/g, " ").matchAll(/run_leave_to_remove_the_protection\["(\w+)"\]/g);
      expect([...refused].map(([, name]) => name).sort()).toEqual([
        "guardduty_bucket",
        "guardduty_detector",
        "guardduty_key",
        "remediation_attempts",
        "remediation_key",
        "remediation_records",
        "security_hub",
      ]);
    });

    test("leaves nothing to do", async () => {
      expect((await workspace.plan()).changes).toEqual([]);
    });

    test("leaves nothing in the state that was only set on the way", async () => {
      const { stdout } = await workspace.run(["state", "pull"]);
      const defaults = rootWith({});
      const values = [...new Set(steps.flatMap(valuesIn))].filter(
        (value) => !defaults.includes(value) && !madeByDefault.includes(value),
      );
      // Not DAILY, the frequency of recordingOverride by default: a test below asks the recorder.
      expect(values).toEqual(
        expect.arrayContaining(["theirs", "GLACIER_IR", "AWS::EC2::NetworkInterface", "AWS::EC2::Volume"]),
      );
      expect(values.filter((value) => stdout.includes(JSON.stringify(value)))).toEqual([]);
    });

    test("enables, suspends and deletes the detector of GuardDuty", async () => {
      const foundational = ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"];
      const [set, existing, suspended] = detectors;
      expect(set).toMatchObject({
        Status: "ENABLED",
        FindingPublishingFrequency: "ONE_HOUR",
        Tags: { CostCentre: "1" },
        enabled: [...foundational, "S3_DATA_EVENTS", "RUNTIME_MONITORING", "EC2_AGENT_MANAGEMENT"],
        exports: 1,
      });
      expect(existing).toMatchObject({
        DetectorId: set!.DetectorId,
        Status: "ENABLED",
        FindingPublishingFrequency: "FIFTEEN_MINUTES",
        Tags: {},
        enabled: foundational,
        exports: 1,
      });
      expect(suspended).toMatchObject({ DetectorId: set!.DetectorId, Status: "DISABLED", exports: 0 });
      expect(await readDetector()).toBeUndefined();
    });

    test("leaves only the defaults' resources, and existing ones", async () => {
      const [access, trail, config] = await buckets();
      const there = await accountContents(emulator);
      expect(there).toEqual({
        trails: ["security-monitoring-trail"],
        buckets: [access, trail, config, "theirs"],
        keys: [expect.any(String), expect.any(String)],
        logGroups: ["security-monitoring-trail", "theirs"],
        metricFilters: ["root-account-usage", "root-account-usage/console", "root-account-usage/security-hub"],
        ...alertsByDefault,
        topics: ["security-alerts", "theirs"].map((name) => `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:${name}`),
        subscribers: [],
        rules: ["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"],
        recorders: ["security-monitoring"],
        deliveryChannels: ["security-monitoring"],
        analyzers: [],
        hubs: [],
        chatChannels: [],
        workgroups: [],
        databases: [],
        savedQueries: [],
      });
      const lambda = await new LambdaClient(client).send(new GetPolicyCommand({ FunctionName: "chat" })).catch(nothing);
      expect(JSON.parse(lambda?.Policy ?? '{"Statement":[]}')).toMatchObject({ Statement: [] });
      const iam = new IAMClient(client);
      expect(await iam.send(new GetAccountPasswordPolicyCommand({})).catch(nothing)).toBeUndefined();
    });

    test("lets the trail record objects of the buckets, and then management events alone", () => {
      const managementEvents = { ReadWriteType: "All", IncludeManagementEvents: true, objects: [] };
      expect(selectors).toEqual([
        [
          managementEvents,
          { ReadWriteType: "All", IncludeManagementEvents: false, objects: ["arn:aws:s3:::customer-files/"] },
        ],
        [managementEvents],
      ]);
    });

    test("lets AWS Config record everything, all the time", async () => {
      const aws = new ConfigServiceClient(client);
      const { ConfigurationRecorders } = await aws.send(new DescribeConfigurationRecordersCommand());
      expect(ConfigurationRecorders).toEqual([
        {
          name: "security-monitoring",
          roleARN: expect.stringMatching(/:role\/aws-service-role\/config.amazonaws.com\/AWSServiceRoleForConfig$/),
          recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: true,
            resourceTypes: [],
            exclusionByResourceTypes: { resourceTypes: [] },
            recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
          },
          recordingMode: { recordingFrequency: "CONTINUOUS" },
        },
      ]);
      const { ConfigurationRecordersStatus } = await aws.send(new DescribeConfigurationRecorderStatusCommand());
      expect(ConfigurationRecordersStatus).toMatchObject([{ recording: true }]);
      const { DeliveryChannels } = await aws.send(new DescribeDeliveryChannelsCommand());
      expect(DeliveryChannels).toMatchObject([
        {
          s3BucketName: (await buckets())[2],
          configSnapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
        },
      ]);
    });

    test("lets the buckets keep their files, unlocked, and where they are", async () => {
      const s3 = new S3Client(client);
      const [access, trail, config] = await buckets();
      for (const [Bucket, days, target] of [
        [trail, 2557, access],
        [config, 2557, access],
        [access, 365, undefined],
      ] as const) {
        const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        expect(Rules).toEqual([
          {
            ID: "expire",
            Status: "Enabled",
            Filter: expect.anything(),
            Expiration: { Days: days },
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ]);
        const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
        expect(LoggingEnabled?.TargetBucket).toBe(target);
        expect(await s3.send(new GetBucketTaggingCommand({ Bucket })).catch(nothing)).toBeUndefined();
      }
      // AWS cannot switch Object Lock off again; what it locked by default can be taken back.
      const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: trail! }));
      expect(ObjectLockConfiguration).toEqual({ ObjectLockEnabled: "Enabled" });
    });

    test("lets the logs have their key and their time, and the alarm its topic", async () => {
      const { logGroups } = await new CloudWatchLogsClient(client).send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: "security-monitoring-trail" }),
      );
      const s3 = new S3Client(client);
      const { ServerSideEncryptionConfiguration } = await s3.send(
        new GetBucketEncryptionCommand({ Bucket: (await buckets())[1]! }),
      );
      const key = ServerSideEncryptionConfiguration!.Rules![0]!.ApplyServerSideEncryptionByDefault!.KMSMasterKeyID;
      expect((await accountContents(emulator)).keys).toContain(key);
      expect(logGroups).toMatchObject([{ retentionInDays: 365, kmsKeyId: key }]);
      const { MetricAlarms } = await new CloudWatchClient(client).send(
        new DescribeAlarmsCommand({ AlarmNames: ["root-account-usage"] }),
      );
      expect(MetricAlarms).toMatchObject([
        {
          Namespace: "SecurityMonitoring",
          Threshold: 1,
          Statistic: "Sum",
          AlarmActions: [`arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:security-alerts`],
        },
      ]);
    });

    /** Those of the access logs, the trail and AWS Config. */
    const buckets = async () =>
      (await accountContents(emulator)).buckets.filter((name) => /^(access-logs|audit-trail|aws-config)-/.test(name));
  },
);

const nothing = () => undefined;

/** What Security Hub has, with the controls that are not as it enables them. */
async function hubNow(client: ReturnType<typeof clientConfig>): Promise<object> {
  const aws = new SecurityHubClient(client);
  const { AutoEnableControls } = await aws.send(new DescribeHubCommand());
  const { StandardsSubscriptions } = await aws.send(new GetEnabledStandardsCommand());
  const { FindingAggregators } = await aws.send(new ListFindingAggregatorsCommand());
  const { StandardsControlAssociationSummaries } = await aws.send(
    new ListStandardsControlAssociationsCommand({ SecurityControlId: "IAM.6" }),
  );
  return {
    enablesNewControls: AutoEnableControls,
    standards: StandardsSubscriptions!
      .map(({ StandardsArn, StandardsStatus }) => `${StandardsArn!.split("/")[1]} ${StandardsStatus}`)
      .sort(),
    switched: StandardsControlAssociationSummaries!
      .filter(({ AssociationStatus }) => AssociationStatus !== "ENABLED")
      .map(
        ({ SecurityControlId, AssociationStatus, UpdatedReason }) =>
          `${SecurityControlId} ${AssociationStatus} ${UpdatedReason}`,
      ),
    aggregators: FindingAggregators!.length,
  };
}

/** What can be queried, with Athena and in CloudWatch Logs Insights. */
async function queriesNow(emulator: Emulator): Promise<object> {
  const client = clientConfig(emulator);
  const { databases, workgroups, savedQueries } = await accountContents(emulator);
  const athena = new AthenaClient(client);
  const [DatabaseName] = databases;
  if (DatabaseName === undefined) return { savedQueries };
  const { TableList } = await new GlueClient(client).send(new GetTablesCommand({ DatabaseName }));
  const { StorageDescriptor, Parameters } = TableList![0]!;
  const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: workgroups[0] }));
  const { NamedQueryIds } = await athena.send(new ListNamedQueriesCommand({ WorkGroup: workgroups[0] }));
  return {
    database: DatabaseName,
    location: StorageDescriptor!.Location,
    regions: Parameters!["projection.region.values"],
    days: Parameters!["projection.dt.range"],
    limit: WorkGroup!.Configuration!.BytesScannedCutoffPerQuery,
    namedQueries: NamedQueryIds!.length,
    savedQueries,
  };
}

/** A file of a trail in the bucket that is used instead of a new one. */
const theirEvents = `logs/AWSLogs/${EMULATED_ACCOUNT}/CloudTrail/eu-west-1/2026/11/30/events.json.gz`;

/** What the steps name and the defaults make: what they leave out or bring along. "1" is anything. */
const madeByDefault = ["restricted-ssh", "vpc-changes", most.config!.existingRole!.arn, "1"];

/** The texts in settings, however deep. */
function valuesIn(settings: unknown): string[] {
  if (typeof settings === "string") return [settings];
  return typeof settings === "object" && settings !== null ? Object.values(settings).flatMap(valuesIn) : [];
}

/** What is used instead of a new one, and a function to subscribe. */
async function makeTheirs(client: ReturnType<typeof clientConfig>): Promise<void> {
  const statement = (service: string, Action: string[], Resource?: string | string[]) => ({
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action,
    Resource,
  });
  const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const s3 = new S3Client(client);
  await s3.send(
    new CreateBucketCommand({ Bucket: "theirs", CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
  );
  const files = "arn:aws:s3:::theirs/*";
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: "theirs",
      Policy: policy(
        statement("cloudtrail", ["s3:GetBucketAcl", "s3:PutObject"], ["arn:aws:s3:::theirs", files]),
        // The emulator understands one service and one resource only.
        statement("logging.s3", ["s3:PutObject"], files),
        statement("guardduty", ["s3:GetBucketLocation"], "arn:aws:s3:::theirs"),
        statement("guardduty", ["s3:PutObject"], files),
      ),
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket: "theirs", Key: theirEvents, Body: "{}" }));
  await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: "theirs" }));
  await new SNSClient(client).send(new CreateTopicCommand({ Name: "theirs" }));
  const { Role } = await new IAMClient(client).send(
    new CreateRoleCommand({
      RoleName: "chat",
      AssumeRolePolicyDocument: policy(statement("lambda", ["sts:AssumeRole"])),
    }),
  );
  await new LambdaClient(client).send(
    new CreateFunctionCommand({
      FunctionName: "chat",
      Role: Role!.Arn,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      // The shortest zip file: an empty one.
      Code: { ZipFile: Buffer.from(`PK\u0005\u0006${"\0".repeat(18)}`, "latin1") },
    }),
  );
}

import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricAlarmCommand, type PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  PutConfigRuleCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  BatchEnableStandardsCommand,
  CreateFindingAggregatorCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { clientConfig } from "./aws";
import { EMULATED_ACCOUNT, type Emulator } from "./emulator";

const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const service = (name: string) => ({ Service: `${name}.amazonaws.com` });

/** Resources as people create them manually, following AWS's tutorials. Each on its own, so that a test says what exists. */
export function manualSetup(emulator: Emulator) {
  const configuration = clientConfig(emulator);
  const { region } = emulator;
  const arn = (of: string, resource: string, where = region) =>
    `arn:aws:${of}:${where}:${EMULATED_ACCOUNT}:${resource}`;

  const s3 = new S3Client(configuration);
  const newBucket = (name: string, isLockable = false) =>
    s3.send(
      new CreateBucketCommand({
        Bucket: name,
        CreateBucketConfiguration: { LocationConstraint: region as never },
        ObjectLockEnabledForBucket: isLockable,
      }),
    );
  const bucket = async (name: string, deliverer: string, folder = `${EMULATED_ACCOUNT}/`, isLockable = false) => {
    await newBucket(name, isLockable);
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket: name,
        Policy: policy(
          {
            Effect: "Allow",
            Principal: service(deliverer),
            Action: "s3:GetBucketAcl",
            Resource: `arn:aws:s3:::${name}`,
          },
          {
            Effect: "Allow",
            Principal: service(deliverer),
            Action: "s3:PutObject",
            Resource: `arn:aws:s3:::${name}/AWSLogs/${folder}*`,
            Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
        ),
      }),
    );
  };
  const role = async (name: string, deliverer: string, actions: readonly string[], path = "/") => {
    const iam = new IAMClient(configuration);
    await iam.send(
      new CreateRoleCommand({
        RoleName: name,
        Path: path,
        AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: service(deliverer), Action: "sts:AssumeRole" }),
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: "by-hand",
        PolicyDocument: policy({ Effect: "Allow", Action: actions, Resource: "*" }),
      }),
    );
    return arn("iam", `role${path}${name}`, "");
  };

  return {
    arn,
    /** A trail with its bucket, log group and role. */
    trail: async (
      name: string,
      options: {
        logGroupName?: string;
        retentionDays?: number;
        isOrganizationTrail?: boolean;
        roleName?: string;
        keyPrefix?: string;
        lockDays?: number;
      } = {},
    ) => {
      const {
        logGroupName = `${name}-events`,
        retentionDays,
        isOrganizationTrail,
        roleName = `${name}-to-logs`,
        keyPrefix,
        lockDays,
      } = options;
      const cloudTrail = new CloudTrailClient(configuration);
      const logs = new CloudWatchLogsClient(configuration);
      // That of an organization has folders of its own.
      const folder = isOrganizationTrail ? "" : undefined;
      await bucket(`${name}-files`, "cloudtrail", folder, lockDays !== undefined);
      if (lockDays)
        await s3.send(
          new PutObjectLockConfigurationCommand({
            Bucket: `${name}-files`,
            ObjectLockConfiguration: {
              ObjectLockEnabled: "Enabled",
              Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: lockDays } },
            },
          }),
        );
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      if (retentionDays)
        await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: retentionDays }));
      const roleArn = await role(roleName, "cloudtrail", ["logs:CreateLogStream", "logs:PutLogEvents"]);
      await cloudTrail.send(
        new CreateTrailCommand({
          Name: name,
          S3BucketName: `${name}-files`,
          S3KeyPrefix: keyPrefix,
          IsMultiRegionTrail: true,
          EnableLogFileValidation: true,
          IsOrganizationTrail: isOrganizationTrail,
          CloudWatchLogsLogGroupArn: `${arn("logs", `log-group:${logGroupName}`)}:*`,
          CloudWatchLogsRoleArn: roleArn,
        }),
      );
      await cloudTrail.send(new StartLoggingCommand({ Name: name }));
    },
    /** A bucket of its own for the access logs of another one. */
    accessLogs: async (name: string, source: string, prefix: string) => {
      await newBucket(name);
      await s3.send(
        new PutBucketPolicyCommand({
          Bucket: name,
          Policy: policy({
            Effect: "Allow",
            Principal: service("logging.s3"),
            Action: "s3:PutObject",
            Resource: `arn:aws:s3:::${name}/*`,
          }),
        }),
      );
      await s3.send(
        new PutBucketLoggingCommand({
          Bucket: source,
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket: name, TargetPrefix: prefix } },
        }),
      );
    },
    /** A recorder with its channel of the same name, its bucket and the service-linked role. */
    recorder: async (name: string, { roleName }: { roleName?: string } = {}) => {
      const config = new ConfigServiceClient(configuration);
      await bucket("config-files", "config", `${EMULATED_ACCOUNT}/Config/`);
      let roleARN = arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "");
      if (roleName) roleARN = await role(roleName, "config", ["s3:PutObject"]);
      else
        await new IAMClient(configuration).send(
          new CreateServiceLinkedRoleCommand({ AWSServiceName: "config.amazonaws.com" }),
        );
      await config.send(
        new PutConfigurationRecorderCommand({
          ConfigurationRecorder: {
            name,
            roleARN,
            recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
          },
        }),
      );
      await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name, s3BucketName: "config-files" } }));
      await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
    },
    /** Security Hub with one standard, and with the findings of every region. */
    hub: async (standard: string) => {
      const hub = new SecurityHubClient(configuration);
      const StandardsArn = `arn:aws:securityhub:${region}::standards/${standard}`;
      await hub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
      await hub.send(new BatchEnableStandardsCommand({ StandardsSubscriptionRequests: [{ StandardsArn }] }));
      await hub.send(new CreateFindingAggregatorCommand({ RegionLinkingMode: "ALL_REGIONS" }));
    },
    rule: (name: string, identifier: string) =>
      new ConfigServiceClient(configuration).send(
        new PutConfigRuleCommand({
          ConfigRule: { ConfigRuleName: name, Source: { Owner: "AWS", SourceIdentifier: identifier } },
        }),
      ),
    topic: async (name: string, ...subscribers: [protocol: string, endpoint: string][]) => {
      const sns = new SNSClient(configuration);
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name }));
      for (const [Protocol, Endpoint] of subscribers)
        await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    },
    /** A metric filter and the alarm on it. */
    detection: async (
      name: string,
      {
        pattern,
        logGroupName,
        topicName,
        alarm = {},
      }: { pattern: string; logGroupName: string; topicName: string; alarm?: Partial<PutMetricAlarmCommandInput> },
    ) => {
      await new CloudWatchLogsClient(configuration).send(
        new PutMetricFilterCommand({
          logGroupName,
          filterName: name,
          filterPattern: pattern,
          metricTransformations: [{ metricName: `${name}Count`, metricNamespace: "LogMetrics", metricValue: "1" }],
        }),
      );
      await new CloudWatchClient(configuration).send(
        new PutMetricAlarmCommand({
          AlarmName: `${name}Alarm`,
          MetricName: `${name}Count`,
          Namespace: "LogMetrics",
          Statistic: "Sum",
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
          AlarmActions: [arn("sns", topicName)],
          ...alarm,
        }),
      );
    },
  };
}

import type { Access } from "../../src/cli/aws/connection";

const account = "111122223333";
const region = "eu-west-1";
const arn = (service: string, resource: string, where = region) => `arn:aws:${service}:${where}:${account}:${resource}`;

const topicArn = arn("sns", "security-alerts");
const functionArn = arn("lambda", "function:pager");
const keyArn = arn("kms", "key/11111111-2222-3333-4444-555555555555");
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** What AWS answers, by call. A function is given the input. */
export type Answers = Readonly<Record<string, object | ((input: Readonly<Record<string, unknown>>) => object)>>;

/** The answers in an account that has one of everything. */
export const answers: Answers = {
  GetCallerIdentity: { Account: account, Arn: arn("iam", "user/me", "") },
  DescribeTrails: {
    trailList: [
      {
        Name: "company-trail",
        TrailARN: arn("cloudtrail", "trail/company-trail"),
        HomeRegion: region,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        S3BucketName: "company-files",
        CloudWatchLogsLogGroupArn: `${arn("logs", "log-group:company-events")}:*`,
        CloudWatchLogsRoleArn: arn("iam", "role/service-role/company-role", ""),
        KmsKeyId: keyArn,
      },
    ],
  },
  GetTrailStatus: { IsLogging: true },
  GetEventSelectors: { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] },
  ListTags: { ResourceTagList: [{ TagsList: [{ Key: "Team", Value: "soc" }] }] },
  DescribeLogGroups: ({ logGroupNamePrefix }) => ({
    logGroups:
      logGroupNamePrefix === "company-events"
        ? [
            { logGroupName: "company-events-2", arn: `${arn("logs", "log-group:company-events-2")}:*` },
            {
              logGroupName: "company-events",
              arn: `${arn("logs", "log-group:company-events")}:*`,
              retentionInDays: 400,
            },
          ]
        : [],
  }),
  DescribeMetricFilters: {
    metricFilters: [
      {
        filterName: "RootUsage",
        filterPattern:
          '{$.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent"}',
        metricTransformations: [{ metricName: "RootUsageCount", metricNamespace: "CIS", metricValue: "1" }],
      },
    ],
  },
  DescribeAccountPolicies: { accountPolicies: [] },
  DescribeSubscriptionFilters: { subscriptionFilters: [] },
  GetRole: ({ RoleName }) =>
    RoleName === "AWSServiceRoleForConfig"
      ? { Role: { Arn: arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "") } }
      : RoleName === "company-role"
        ? {
            Role: {
              Arn: arn("iam", "role/service-role/company-role", ""),
              Path: "/service-role/",
              AssumeRolePolicyDocument: encodeURIComponent(
                document({
                  Effect: "Allow",
                  Principal: { Service: "cloudtrail.amazonaws.com" },
                  Action: "sts:AssumeRole",
                }),
              ),
            },
          }
        : absent("NoSuchEntityException"),
  ListRolePolicies: { PolicyNames: ["by-hand"] },
  ListAttachedRolePolicies: { AttachedPolicies: [] },
  ListBuckets: { Buckets: [{ Name: "company-files" }, { Name: "config-files" }, { Name: "company-access-logs" }] },
  GetBucketLocation: { LocationConstraint: region },
  GetBucketVersioning: { Status: "Enabled" },
  GetPublicAccessBlock: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
  GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
  GetBucketEncryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
    },
  },
  GetBucketLifecycleConfiguration: {
    Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 400 } }],
  },
  GetBucketPolicy: ({ Bucket }) => ({
    Policy: document({
      Effect: "Allow",
      Principal: { Service: Bucket === "config-files" ? "config.amazonaws.com" : "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${String(Bucket)}/AWSLogs/${account}/*`,
    }),
  }),
  GetBucketAcl: { Owner: { ID: "me" }, Grants: [{ Grantee: { ID: "me" }, Permission: "FULL_CONTROL" }] },
  GetBucketLogging: ({ Bucket }) =>
    Bucket === "company-files"
      ? { LoggingEnabled: { TargetBucket: "company-access-logs", TargetPrefix: "trail/" } }
      : {},
  GetBucketNotificationConfiguration: {},
  GetBucketReplication: absentAs("ReplicationConfigurationNotFoundError"),
  GetObjectLockConfiguration: absentAs("ObjectLockConfigurationNotFoundError"),
  GetBucketTagging: absentAs("NoSuchTagSet"),
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      { name: "AWSConfigurationRecorderForSecurityHub", servicePrincipal: "securityhub.amazonaws.com" },
      {
        name: "default",
        arn: arn("config", "configuration-recorder/default/x"),
        roleARN: arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", ""),
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        recordingMode: { recordingFrequency: "DAILY" },
      },
    ],
  },
  DescribeConfigurationRecorderStatus: { ConfigurationRecordersStatus: [{ name: "default", recording: true }] },
  DescribeRetentionConfigurations: { RetentionConfigurations: [] },
  DescribeAggregationAuthorizations: { AggregationAuthorizations: [] },
  DescribeDeliveryChannels: { DeliveryChannels: [{ name: "default", s3BucketName: "config-files" }] },
  DescribeConfigRules: {
    ConfigRules: [
      {
        ConfigRuleName: "no-open-ssh",
        ConfigRuleArn: arn("config", "config-rule/config-rule-1"),
        Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" },
        Scope: { ComplianceResourceTypes: ["AWS::EC2::SecurityGroup"] },
      },
      {
        ConfigRuleName: "securityhub-restricted-ssh-1",
        Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" },
        CreatedBy: "securityhub.amazonaws.com",
      },
    ],
  },
  ListAnalyzers: {
    analyzers: [
      { name: "company-analyzer", type: "ACCOUNT", status: "ACTIVE", tags: { Team: "soc" } },
      {
        name: "company-unused",
        type: "ACCOUNT_UNUSED_ACCESS",
        configuration: {
          unusedAccess: { unusedAccessAge: 60, analysisRule: { exclusions: [{ accountIds: [account] }] } },
        },
        managedBy: "iam.amazonaws.com",
      },
    ],
  },
  // Of AWS Config, SNS, CloudWatch, CloudWatch Logs and EventBridge alike.
  ListTagsForResource: {},
  DescribeAlarms: {
    MetricAlarms: [
      { AlarmName: "RootUsageAlarm", MetricName: "RootUsageCount", Namespace: "CIS", AlarmActions: [topicArn] },
      {
        AlarmName: "root-account-usage",
        AlarmArn: arn("cloudwatch", "alarm:root-account-usage"),
        MetricName: "root-account-usage",
        Namespace: "SecurityMonitoring",
      },
    ],
  },
  ListRules: ({ NextToken }) =>
    NextToken === undefined
      ? { Rules: [{ Name: "company-orders" }], NextToken: "2" }
      : {
          Rules: [
            {
              Name: "root-account-usage",
              Arn: arn("events", "rule/root-account-usage"),
              EventPattern: "{}",
              State: "DISABLED",
            },
          ],
        },
  ListTargetsByRule: {
    Targets: [{ Id: "people", Arn: topicArn, DeadLetterConfig: { Arn: arn("sqs", "security-alert-rules") } }],
  },
  GetQueueUrl: ({ QueueName }) =>
    QueueName === "security-alert-rules"
      ? { QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/security-alert-rules` }
      : absent("QueueDoesNotExist"),
  GetQueueAttributes: {
    Attributes: { Policy: document({ Sid: "RulesSendDeadLetters" }, { Sid: "DenyInsecureTransport" }) },
  },
  ListQueueTags: { Tags: { Team: "soc" } },
  ListDetectors: { DetectorIds: ["12abc34d567e8fa901bc2d34e56789f0"] },
  GetDetector: {
    Status: "ENABLED",
    FindingPublishingFrequency: "SIX_HOURS",
    Features: [
      { Name: "CLOUD_TRAIL", Status: "ENABLED" },
      { Name: "S3_DATA_EVENTS", Status: "ENABLED" },
      {
        Name: "RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "EC2_AGENT_MANAGEMENT", Status: "ENABLED" }],
      },
    ],
    Tags: { Team: "soc" },
  },
  GetAdministratorAccount: {},
  ListPublishingDestinations: { Destinations: [{ DestinationId: "d1" }] },
  DescribePublishingDestination: {
    DestinationProperties: { DestinationArn: "arn:aws:s3:::findings", KmsKeyArn: keyArn },
  },
  ListTopics: {
    Topics: [{ TopicArn: topicArn }, { TopicArn: arn("sns", "other") }, { TopicArn: arn("sns", "orders.fifo") }],
  },
  GetTopicAttributes: {
    Attributes: {
      DisplayName: "Alerts",
      Policy: document({
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "SNS:Publish",
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      }),
    },
  },
  ListSubscriptionsByTopic: {
    Subscriptions: [
      { SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint: "late@example.com" },
      { SubscriptionArn: `${topicArn}:1`, Protocol: "lambda", Endpoint: functionArn },
    ],
  },
  GetSubscriptionAttributes: { Attributes: { RawMessageDelivery: "false" } },
  GetPolicy: { Policy: document({ Sid: "sns-may", Condition: { ArnLike: { "AWS:SourceArn": topicArn } } }) },
  ListAliases: { Aliases: [{ AliasName: "alias/company", TargetKeyId: "11111111-2222-3333-4444-555555555555" }] },
  DescribeKey: {
    KeyMetadata: {
      Arn: keyArn,
      KeyId: "11111111-2222-3333-4444-555555555555",
      KeyManager: "CUSTOMER",
      KeyState: "Enabled",
      Origin: "AWS_KMS",
    },
  },
  GetKeyPolicy: {
    Policy: document({
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:*",
      Condition: {
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${account}:trail/*` },
      },
    }),
  },
  GetKeyRotationStatus: { KeyRotationEnabled: true },
  ListGrants: { Grants: [] },
  ListResourceTags: { Tags: [] },
  DescribeHub: {
    HubArn: arn("securityhub", "hub/default"),
    AutoEnableControls: false,
    ControlFindingGenerator: "STANDARD_CONTROL",
  },
  GetEnabledStandards: {
    StandardsSubscriptions: [
      {
        StandardsArn: "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/5.0.0",
        StandardsSubscriptionArn: arn("securityhub", "subscription/cis-aws-foundations-benchmark/v/5.0.0"),
      },
      {
        StandardsArn: "arn:aws:securityhub:eu-west-1::standards/service-managed-aws-control-tower/v/1.0.0",
        StandardsSubscriptionArn: arn("securityhub", "subscription/service-managed-aws-control-tower/v/1.0.0"),
      },
    ],
  },
  ListFindingAggregators: {
    FindingAggregators: [{ FindingAggregatorArn: arn("securityhub", "finding-aggregator/1") }],
  },
  GetFindingAggregator: {
    FindingAggregatorArn: arn("securityhub", "finding-aggregator/1"),
    FindingAggregationRegion: region,
    RegionLinkingMode: "SPECIFIED_REGIONS",
    Regions: ["us-east-1"],
  },
};

function absent(name: string): never {
  throw Object.assign(new Error("there is none"), { name });
}

function absentAs(name: string) {
  return () => absent(name);
}

/**
 * Access to an account whose answers are known: nothing leaves the process.
 *
 * @param onCall Called for every call, as `CloudTrailClient DescribeTrails`.
 */
export function fakeAccess(changed: Answers = {}, onCall?: (client: string, call: string) => void): Access {
  return accessAnswering({ ...answers, ...changed }, onCall);
}

/** The same to an account with these answers. */
export function accessAnswering(
  all: Answers,
  onCall: (client: string, call: string) => void = () => undefined,
): Access {
  const answer = (call: string, input: Readonly<Record<string, unknown>>) => {
    const found = all[call];
    if (!found) throw new Error(`there is no answer to ${call}`);
    return typeof found === "function" ? found(input) : found;
  };
  return accessThrough((client, call, input) => {
    onCall(client, call);
    return answer(call, input);
  });
}

/** Access to an AWS that is a function. */
export function accessThrough(
  answer: (
    client: string,
    call: string,
    input: Readonly<Record<string, unknown>>,
    region: string,
  ) => object | Promise<object>,
): Access {
  return {
    region,
    configuration: { credentials: { accessKeyId: "x", secretAccessKey: "x" } },
    onClient: (client) => {
      const { config, middlewareStack } = client as {
        config: { region(): Promise<string> };
        middlewareStack: { add(middleware: unknown, options: object): void };
      };
      middlewareStack.add(
        (_next: unknown, context: { clientName: string; commandName: string }) => async (args: { input: never }) => {
          const call = context.commandName.replace(/Command$/, "");
          const output = await answer(context.clientName, call, args.input, await config.region());
          return { output: { ...output, $metadata: {} }, response: {} };
        },
        { step: "initialize", priority: "high" },
      );
    },
  };
}

/** Fails a call as AWS does when a permission is missing. */
export function denied(): never {
  throw Object.assign(new Error("User is not authorized"), { name: "AccessDeniedException" });
}

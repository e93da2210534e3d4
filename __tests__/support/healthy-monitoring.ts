import { Deployment } from "../../src/cli/deployment/deployment";
import { account, arn, deployed } from "./deployed-resource";
import type { Answers } from "./fake-aws";
import { healthyOrganization, homeBus, organizationResources } from "./healthy-organization";

/** When everything is looked at. */
export const now = Date.parse("2026-03-02T12:00:00Z");
export const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000);

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

export const names = {
  trail: arn("cloudtrail", "trail/trail"),
  topic: arn("sns", "alerts"),
  subscription: arn("sns", "alerts:1"),
  alertKey: arn("kms", "key/alerts"),
  logKey: arn("kms", "key/logs"),
  queue: arn("sqs", "letters"),
  role: arn("iam", "role/rules", ""),
  forwarderQueue: arn("sqs", "forwarder", "us-east-1"),
  forwarderRole: arn("iam", "role/forwarder", ""),
  homeBus,
  alarm: arn("cloudwatch", "alarm:root"),
  group: arn("logs", "log-group:events"),
  function: arn("lambda", "function:remediate"),
  functionRole: arn("iam", "role/remediate", ""),
  requests: arn("sqs", "remediate"),
} as const;

export const bucketPolicy = {
  Sid: "Deliver",
  Effect: "Allow",
  Principal: "*",
  Action: ["s3:PutObject"],
  Resource: "x",
};
export const topicStatement = {
  Sid: "AlarmsPublish",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: names.topic,
  Condition: { StringEquals: { "aws:SourceAccount": account } },
};
export const keyStatement = {
  ...topicStatement,
  Sid: "AlarmsEncrypt",
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
};
export const rolePolicy = policy({ Effect: "Allow", Action: "sns:Publish", Resource: names.topic });

const target = (rule: string, to: string, role: string, letters: string) =>
  deployed("aws_cloudwatch_event_target", {
    rule,
    event_bus_name: "default",
    target_id: "people",
    arn: to,
    role_arn: role,
    dead_letter_config: [{ arn: letters }],
  });
const rule = (name: string, region?: string) =>
  deployed("aws_cloudwatch_event_rule", {
    arn: arn("events", `rule/${name}`, region),
    name,
    event_bus_name: "default",
    description: "Reports what matters",
    event_pattern: '{"source":["aws.signin"]}',
    state: "ENABLED",
  });
const functionSettings = '{"name":"restricted-ssh"}';
const role = (name: string, arnOfRole: string) => [
  deployed("aws_iam_role", { arn: arnOfRole, name }),
  deployed("aws_iam_role_policy", { role: name, name: "publish", policy: rolePolicy }),
];

/** One of everything that checks look at, with a forwarder in another region. */
export const deployment = new Deployment(
  "module.security_monitoring",
  [
    deployed("aws_cloudtrail", {
      arn: names.trail,
      name: "trail",
      s3_bucket_name: "files",
      kms_key_id: names.logKey,
      cloud_watch_logs_group_arn: `${names.group}:*`,
      is_organization_trail: true,
    }),
    deployed("aws_s3_bucket", { arn: "arn:aws:s3:::files", bucket: "files" }),
    deployed("aws_s3_bucket_policy", { bucket: "files", policy: policy(bucketPolicy) }),
    deployed("aws_s3_bucket_server_side_encryption_configuration", {
      bucket: "files",
      rule: [
        { apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: names.logKey }] },
      ],
    }),
    deployed("aws_s3_bucket_lifecycle_configuration", {
      bucket: "files",
      rule: [
        {
          id: "expire",
          status: "Enabled",
          expiration: [{ days: 2557 }],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          transition: [{ days: 30, storage_class: "GLACIER_IR" }],
        },
      ],
    }),
    deployed("aws_s3_bucket_object_lock_configuration", {
      bucket: "files",
      rule: [{ default_retention: [{ mode: "COMPLIANCE", days: 365 }] }],
    }),
    deployed("aws_s3_bucket_logging", { bucket: "files", target_bucket: "access-logs", target_prefix: "files/" }),
    deployed("aws_iam_account_password_policy", {
      minimum_password_length: 14,
      password_reuse_prevention: 24,
      max_password_age: 90,
      hard_expiry: false,
      require_lowercase_characters: true,
      require_uppercase_characters: true,
      require_numbers: true,
      require_symbols: true,
      allow_users_to_change_password: true,
    }),
    deployed("aws_ebs_encryption_by_default", { enabled: true }),
    deployed("aws_kms_key", { arn: names.logKey, key_id: "logs", policy: policy() }),
    deployed("aws_kms_key", { arn: names.alertKey, key_id: "alerts", policy: policy(keyStatement) }),
    deployed("aws_cloudwatch_log_group", { arn: names.group, name: "events", kms_key_id: names.logKey }),
    deployed("aws_cloudwatch_log_metric_filter", {
      name: "root",
      log_group_name: "events",
      pattern: '{ $.userIdentity.type = "Root" }',
      metric_transformation: [{ name: "root", namespace: "SecurityMonitoring", value: "1" }],
    }),
    deployed("aws_cloudwatch_metric_alarm", {
      arn: names.alarm,
      alarm_name: "root",
      actions_enabled: true,
      alarm_actions: [names.topic],
    }),
    deployed("aws_cloudwatch_dashboard", {
      dashboard_name: "security",
      dashboard_body: '{"widgets":[],"start":"-PT3H"}',
    }),
    deployed("aws_sns_topic", { arn: names.topic, name: "alerts", kms_master_key_id: names.alertKey }, "alert_topic"),
    deployed("aws_sns_topic_policy", { arn: names.topic, policy: policy(topicStatement) }),
    deployed(
      "aws_sns_topic_subscription",
      { arn: names.subscription, topic_arn: names.topic, protocol: "email" },
      "alert_subscriptions",
      "security@example.com",
    ),
    ...role("rules", names.role),
    deployed("aws_sqs_queue", { arn: names.queue, name: "letters", url: "https://sqs/letters" }),
    rule("root"),
    target("root", names.topic, names.role, names.queue),
    deployed("aws_config_configuration_recorder_status", { name: "recorder", is_enabled: true }),
    deployed("aws_config_delivery_channel", { name: "channel", s3_bucket_name: "files" }),
    deployed("aws_config_config_rule", { arn: arn("config", "config-rule/1"), name: "restricted-ssh" }),
    deployed("aws_guardduty_detector", { arn: arn("guardduty", "detector/d1"), id: "d1" }),
    deployed("aws_guardduty_publishing_destination", { id: "d1:p1", detector_id: "d1" }),
    deployed("aws_securityhub_account", { arn: arn("securityhub", "hub/default") }),
    deployed("aws_securityhub_standards_subscription", { standards_arn: "arn:aws:securityhub:::standards/cis" }),
    deployed("aws_accessanalyzer_analyzer", {
      arn: arn("access-analyzer", "analyzer/a"),
      analyzer_name: "a",
      type: "ACCOUNT",
    }),
    deployed("aws_lambda_function", {
      arn: names.function,
      function_name: "remediate",
      role: names.functionRole,
      runtime: "nodejs22.x",
      source_code_hash: "hash",
      environment: [{ variables: { REMEDIATION: functionSettings } }],
    }),
    deployed("aws_cloudwatch_log_group", {
      arn: arn("logs", "log-group:/aws/lambda/remediate"),
      name: "/aws/lambda/remediate",
      kms_key_id: names.logKey,
    }),
    deployed("aws_lambda_event_source_mapping", {
      uuid: "m1",
      event_source_arn: names.requests,
      function_arn: names.function,
    }),
    deployed("aws_cloudwatch_event_rule", {
      arn: arn("events", "rule/sweep"),
      name: "sweep",
      event_bus_name: "default",
      description: "Examines what still does not comply",
      event_pattern: "",
      schedule_expression: "cron(0 4 * * ? *)",
      state: "ENABLED",
    }),
    deployed("aws_cloudwatch_event_target", {
      rule: "sweep",
      event_bus_name: "default",
      target_id: "queue",
      arn: names.requests,
      role_arn: "",
      input: '{"sweep":"daily"}',
      dead_letter_config: [{ arn: names.queue }],
    }),
    deployed("aws_dynamodb_table", {
      arn: arn("dynamodb", "table/remediation"),
      name: "remediation",
      deletion_protection_enabled: true,
      server_side_encryption: [{ kms_key_arn: names.logKey }],
      ttl: [{ enabled: true, attribute_name: "expires" }],
    }),
    deployed("aws_athena_workgroup", {
      arn: arn("athena", "workgroup/investigations"),
      name: "investigations",
      state: "ENABLED",
      configuration: [
        {
          bytes_scanned_cutoff_per_query: 10_485_760,
          result_configuration: [
            { output_location: "s3://results/", encryption_configuration: [{ kms_key_arn: names.logKey }] },
          ],
        },
      ],
    }),
    deployed("aws_athena_named_query", { id: "q1", name: "root-user", query: "SELECT 1" }),
    deployed("aws_glue_catalog_table", {
      arn: arn("glue", "table/events/cloudtrail"),
      name: "cloudtrail",
      database_name: "events",
      parameters: { "projection.enabled": "true" },
      partition_keys: [{ name: "dt" }],
      storage_descriptor: [
        {
          location: "s3://files/AWSLogs/",
          input_format: "CloudTrailInputFormat",
          ser_de_info: [{ serialization_library: "JsonSerDe" }],
          columns: [{ name: "eventtime", type: "string" }],
        },
      ],
    }),
    deployed("aws_cloudwatch_query_definition", {
      query_definition_id: "d1",
      name: "security-monitoring/root-user",
      query_string: "fields eventTime",
    }),
    ...organizationResources,
  ],
  [
    new Deployment("module.security_monitoring", [
      ...role("forwarder", names.forwarderRole),
      deployed("aws_sqs_queue", { arn: names.forwarderQueue, name: "forwarder", url: "https://sqs/forwarder" }),
      rule("forward-root", "us-east-1"),
      target("forward-root", names.homeBus, names.forwarderRole, names.forwarderQueue),
    ]),
  ],
);

export const lifecycleRule = {
  ID: "expire",
  Status: "Enabled",
  Expiration: { Days: 2557 },
  NoncurrentVersionExpiration: { NoncurrentDays: 90 },
  Transitions: [{ Days: 30, StorageClass: "GLACIER_IR" }],
};
export const passwordPolicy = {
  MinimumPasswordLength: 14,
  PasswordReusePrevention: 24,
  MaxPasswordAge: 90,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  AllowUsersToChangePassword: true,
};

/** What Lambda says of the function. */
export const functionConfiguration = {
  State: "Active",
  CodeSha256: "hash",
  Role: names.functionRole,
  Runtime: "nodejs22.x",
  Environment: { Variables: { REMEDIATION: functionSettings } },
};
/** What Lambda says of what polls its queue. */
export const eventSource = { State: "Enabled", EventSourceArn: names.requests, FunctionArn: names.function };
export const table = {
  TableStatus: "ACTIVE",
  DeletionProtectionEnabled: true,
  SSEDescription: { KMSMasterKeyArn: names.logKey },
};
export const sweep = { Name: "sweep", State: "ENABLED", ScheduleExpression: "cron(0 4 * * ? *)" };
export const sweepTarget = {
  Id: "queue",
  Arn: names.requests,
  Input: '{"sweep":"daily"}',
  DeadLetterConfig: { Arn: names.queue },
};

export const workGroup = {
  State: "ENABLED",
  Configuration: {
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 10_485_760,
    ResultConfiguration: {
      OutputLocation: "s3://results/",
      EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: names.logKey },
    },
  },
};
export const eventTable = {
  TableType: "EXTERNAL_TABLE",
  PartitionKeys: [{ Name: "dt" }],
  StorageDescriptor: {
    Location: "s3://files/AWSLogs/",
    InputFormat: "CloudTrailInputFormat",
    SerdeInfo: { SerializationLibrary: "JsonSerDe" },
    Columns: [{ Name: "eventtime", Type: "string" }],
  },
  Parameters: { "projection.enabled": "true", transient_lastDdlTime: "1" },
};
export const namedQuery = { NamedQueryId: "q1", QueryString: "SELECT 1" };
export const queryDefinition = { queryDefinitionId: "d1", queryString: "fields eventTime" };

const eventRule = (Name: string) => ({ Name, State: "ENABLED", EventPattern: '{ "source": ["aws.signin"] }' });

/** What AWS answers about it while everything is healthy. */
export const healthy: Answers = {
  ...healthyOrganization,
  GetCallerIdentity: { Account: account },
  DescribeTrails: {
    trailList: [
      {
        TrailARN: names.trail,
        IsOrganizationTrail: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        S3BucketName: "files",
        CloudWatchLogsLogGroupArn: `${names.group}:*`,
        KmsKeyId: names.logKey,
      },
    ],
  },
  GetTrailStatus: {
    IsLogging: true,
    StartLoggingTime: minutesAgo(100_000),
    LatestDeliveryTime: minutesAgo(5),
    LatestCloudWatchLogsDeliveryTime: minutesAgo(5),
    LatestDigestDeliveryTime: minutesAgo(50),
  },
  GetBucketPolicy: { Policy: policy({ ...bucketPolicy, Action: "s3:PutObject", Principal: { AWS: "*" } }) },
  GetBucketEncryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: names.logKey } }],
    },
  },
  GetBucketVersioning: { Status: "Enabled" },
  GetBucketLifecycleConfiguration: { Rules: [lifecycleRule] },
  GetObjectLockConfiguration: {
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 365 } } },
  },
  GetBucketLogging: { LoggingEnabled: { TargetBucket: "access-logs", TargetPrefix: "files/" } },
  // AWS omits hard expiry where there is none.
  GetAccountPasswordPolicy: { PasswordPolicy: passwordPolicy },
  GetEbsEncryptionByDefault: { EbsEncryptionByDefault: true },
  GetPublicAccessBlock: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
  DescribeKey: ({ KeyId }) => ({ KeyMetadata: { Arn: KeyId, KeyState: "Enabled", KeyManager: "CUSTOMER" } }),
  GetKeyRotationStatus: { KeyRotationEnabled: true },
  GetKeyPolicy: ({ KeyId }) => ({ Policy: KeyId === names.alertKey ? policy(keyStatement) : policy() }),
  DescribeLogGroups: {
    logGroups: [
      { logGroupName: "events", kmsKeyId: names.logKey },
      { logGroupName: "events-2" },
      { logGroupName: "/aws/lambda/remediate", kmsKeyId: names.logKey },
    ],
  },
  // The function has logged nothing yet.
  DescribeLogStreams: ({ logGroupName }) => ({
    logStreams: logGroupName === "events" ? [{ lastIngestionTime: minutesAgo(10).getTime() }, {}] : [],
  }),
  DescribeMetricFilters: {
    metricFilters: [
      {
        filterName: "root",
        filterPattern: '{ $.userIdentity.type = "Root" }',
        metricTransformations: [{ metricName: "root", metricNamespace: "SecurityMonitoring", metricValue: "1" }],
      },
    ],
  },
  TestMetricFilter: { matches: [] },
  DescribeAlarms: {
    MetricAlarms: [{ AlarmName: "root", ActionsEnabled: true, AlarmActions: [names.topic], StateValue: "OK" }],
  },
  DescribeAlarmHistory: { AlarmHistoryItems: [action("Successfully executed", 60), action("Failed to execute", 90)] },
  GetTopicAttributes: { Attributes: { Policy: policy(topicStatement), KmsMasterKeyId: names.alertKey } },
  ListSubscriptionsByTopic: {
    Subscriptions: [{ SubscriptionArn: names.subscription, Protocol: "email", Endpoint: "security@example.com" }],
  },
  GetSubscriptionAttributes: { Attributes: { PendingConfirmation: "false", Endpoint: "security@example.com" } },
  GetRolePolicy: { PolicyDocument: encodeURIComponent(rolePolicy) },
  SimulateCustomPolicy: ({ ActionNames }) => ({
    EvaluationResults: (ActionNames as string[]).map((EvalActionName) => ({ EvalActionName, EvalDecision: "allowed" })),
  }),
  ListRules: ({ NextToken }) =>
    NextToken === undefined
      ? { Rules: [eventRule("root")], NextToken: "more" }
      : { Rules: [eventRule("forward-root"), eventRule("another"), sweep] },
  ListTargetsByRule: ({ Rule }) => ({
    Targets: [
      Rule === "sweep"
        ? sweepTarget
        : Rule === "root"
          ? { Id: "people", Arn: names.topic, RoleArn: names.role, DeadLetterConfig: { Arn: names.queue } }
          : {
              Id: "people",
              Arn: names.homeBus,
              RoleArn: names.forwarderRole,
              DeadLetterConfig: { Arn: names.forwarderQueue },
            },
    ],
  }),
  GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: "0" } },
  DescribeConfigurationRecorderStatus: {
    ConfigurationRecordersStatus: [{ name: "recorder", recording: true, lastStatus: "SUCCESS" }],
  },
  DescribeDeliveryChannelStatus: {
    DeliveryChannelsStatus: [{ name: "channel", configHistoryDeliveryInfo: { lastStatus: "SUCCESS" } }],
  },
  DescribeConfigRuleEvaluationStatus: {
    ConfigRulesEvaluationStatus: [{ ConfigRuleName: "restricted-ssh", LastSuccessfulEvaluationTime: minutesAgo(600) }],
  },
  ListDetectors: { DetectorIds: ["d1"] },
  GetDetector: { Status: "ENABLED" },
  DescribePublishingDestination: ({ DestinationId }) => ({ Status: DestinationId === "p1" ? "PUBLISHING" : "STOPPED" }),
  DescribeHub: { HubArn: arn("securityhub", "hub/default") },
  GetEnabledStandards: {
    StandardsSubscriptions: [{ StandardsArn: "arn:aws:securityhub:::standards/cis", StandardsStatus: "READY" }],
  },
  ListAnalyzers: { analyzers: [{ arn: arn("access-analyzer", "analyzer/a"), status: "ACTIVE" }] },
  GetDashboard: { DashboardBody: '{ "start": "-PT3H", "widgets": [] }' },
  GetFunctionConfiguration: functionConfiguration,
  GetEventSourceMapping: eventSource,
  DescribeTable: { Table: table },
  GetWorkGroup: { WorkGroup: workGroup },
  BatchGetNamedQuery: { NamedQueries: [namedQuery] },
  GetTable: { Table: eventTable },
  // On the second page.
  DescribeQueryDefinitions: ({ nextToken }) =>
    nextToken === undefined ? { queryDefinitions: [], nextToken: "more" } : { queryDefinitions: [queryDefinition] },
  DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "expires" } },
};

/** An item of the history of the alarm. */
export function action(what: string, minutes: number): object {
  return { AlarmName: "root", Timestamp: minutesAgo(minutes), HistorySummary: `${what} action ${names.topic}` };
}

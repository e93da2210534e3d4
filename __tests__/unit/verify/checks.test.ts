import { Deployment, type Deployed, type ResourceType } from "../../../src/cli/deployment/deployment";
import { checks } from "../../../src/cli/verify/checks";
import { observe } from "../../../src/cli/verify/observe";
import { organizationPermissions, permissions } from "../../../src/cli/verify/permissions";
import { healthyChecks, reportOn } from "../../../src/cli/verify/report";
import { accessAnswering, denied, type Answers } from "../../support/fake-aws";
import {
  action,
  bucketPolicy,
  deployment,
  eventSource,
  eventTable,
  functionConfiguration,
  healthy,
  keyStatement,
  lifecycleRule,
  minutesAgo,
  namedQuery,
  names,
  now,
  passwordPolicy,
  queryDefinition,
  sweep,
  sweepTarget,
  table,
  topicStatement,
  workGroup,
} from "../../support/healthy-monitoring";
import { organizationDamages, type Damage } from "../../support/organization-damages";
import { permissionOf } from "../../support/permission-names";

async function verified(changed: Answers = {}, deployed: Deployment = deployment) {
  const observed = await observe(deployed, accessAnswering({ ...healthy, ...changed }), undefined, now);
  return reportOn(deployed, observed);
}

/** The first answer of a call in the healthy account, with something else in it. */
function changed(call: string, list: string, change: object): Answers {
  const [first] = (healthy[call] as Record<string, object[]>)[list]!;
  return { [call]: { [list]: [{ ...first, ...change }] } };
}
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const absent = (name: string) => () => {
  throw Object.assign(new Error("there is none"), { name });
};
const failing = (name: string) => () => {
  throw Object.assign(new Error("reason"), { name });
};
const status = (change: object) => ({ GetTrailStatus: { ...(healthy["GetTrailStatus"] as object), ...change } });
const topic = (change: object) => ({
  GetTopicAttributes: {
    Attributes: { ...(healthy["GetTopicAttributes"] as { Attributes: object }).Attributes, ...change },
  },
});
/** IAM denies an action that such a policy should allow. */
const denies = (action: string, inPolicy = ""): Answers => ({
  SimulateCustomPolicy: ({ ActionNames, PolicyInputList }) => ({
    EvaluationResults: (ActionNames as string[]).map((EvalActionName) => ({
      EvalActionName,
      EvalDecision:
        EvalActionName === action && String(PolicyInputList).includes(inPolicy) ? "implicitDeny" : "allowed",
    })),
  }),
});
const many = (count: number, item: object) => Array.from({ length: count }, () => item);

const damages: readonly Damage[] = [
  ...organizationDamages,
  [
    "bucket-lifecycle",
    "deletes files early",
    { GetBucketLifecycleConfiguration: { Rules: [{ ...lifecycleRule, Expiration: { Days: 1 } }] } },
    "broken",
    /rule expire deletes files after 1 days/,
  ],
  [
    "bucket-lifecycle",
    "deletes files at a date",
    {
      GetBucketLifecycleConfiguration: {
        Rules: [{ ...lifecycleRule, Expiration: { Date: new Date("2026-04-01T00:00:00Z") } }],
      },
    },
    "broken",
    /at 2026-04-01/,
  ],
  [
    "bucket-lifecycle",
    "deletes former versions early",
    {
      GetBucketLifecycleConfiguration: {
        Rules: [{ ...lifecycleRule, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
      },
    },
    "broken",
    /former versions after 1 days/,
  ],
  [
    "bucket-lifecycle",
    "has another rule",
    {
      GetBucketLifecycleConfiguration: {
        Rules: [lifecycleRule, { ID: "clean", Status: "Enabled", Expiration: { Days: 1 } }],
      },
    },
    "broken",
    /rule clean deletes files after 1 days/,
  ],
  [
    "bucket-lifecycle",
    "moves files elsewhere",
    {
      GetBucketLifecycleConfiguration: {
        Rules: [{ ...lifecycleRule, Transitions: [{ Days: 30, StorageClass: "DEEP_ARCHIVE" }] }],
      },
    },
    "attention",
    /moves to DEEP_ARCHIVE after 30 days/,
  ],
  [
    "bucket-lifecycle",
    "deletes files later",
    { GetBucketLifecycleConfiguration: { Rules: [{ ...lifecycleRule, Expiration: { Days: 9999 } }] } },
    "attention",
    /rule expire deletes files after 9999 days/,
  ],
  [
    "bucket-lifecycle",
    "deletes files later by its rule, and early by another",
    {
      GetBucketLifecycleConfiguration: {
        Rules: [
          { ...lifecycleRule, Expiration: { Days: 9999 } },
          { ID: "clean", Status: "Enabled", Expiration: { Days: 1 } },
        ],
      },
    },
    "broken",
    /rule clean deletes files after 1 days/,
  ],
  [
    "bucket-lifecycle",
    "has its rule disabled",
    { GetBucketLifecycleConfiguration: { Rules: [{ ...lifecycleRule, Status: "Disabled" }] } },
    "attention",
    /lacks the rule expire/,
  ],
  [
    "bucket-lifecycle",
    "has no rules",
    { GetBucketLifecycleConfiguration: absent("NoSuchLifecycleConfiguration") },
    "attention",
    /has no lifecycle rules/,
  ],
  [
    "object-lock",
    "is weaker",
    {
      GetObjectLockConfiguration: {
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } },
      },
    },
    "broken",
    /mode GOVERNANCE for 1 days/,
  ],
  [
    "object-lock",
    "has no default retention",
    { GetObjectLockConfiguration: { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } } },
    "broken",
    /locks no new files/,
  ],
  [
    "object-lock",
    "is missing",
    { GetObjectLockConfiguration: absent("ObjectLockConfigurationNotFoundError") },
    "broken",
    /has no Object Lock/,
  ],
  ["access-logging", "is off", { GetBucketLogging: {} }, "broken", /logs no access/],
  [
    "access-logging",
    "goes elsewhere",
    { GetBucketLogging: { LoggingEnabled: { TargetBucket: "theirs", TargetPrefix: "" } } },
    "broken",
    /logs to theirs, below no prefix/,
  ],
  [
    "password-policy",
    "is weaker",
    { GetAccountPasswordPolicy: { PasswordPolicy: { ...passwordPolicy, MinimumPasswordLength: 6 } } },
    "broken",
    /MinimumPasswordLength 6 and not 14/,
  ],
  [
    "password-policy",
    "is gone",
    { GetAccountPasswordPolicy: absent("NoSuchEntityException") },
    "broken",
    /does not exist/,
  ],
  ["ebs-encryption", "is off", { GetEbsEncryptionByDefault: { EbsEncryptionByDefault: false } }, "broken", /is off/],
  [
    "trail-logging",
    "is stopped",
    status({ IsLogging: false, StopLoggingTime: minutesAgo(9) }),
    "broken",
    /does not log since 2026-03-02T11:51/,
  ],
  [
    "trail-logging",
    "is deleted",
    { DescribeTrails: { trailList: [] }, GetTrailStatus: absent("TrailNotFoundException") },
    "broken",
    /does not exist/,
  ],
  [
    "trail-coverage",
    "covers one region",
    changed("DescribeTrails", "trailList", { IsMultiRegionTrail: false }),
    "broken",
    /one region only/,
  ],
  [
    "trail-coverage",
    "omits IAM",
    changed("DescribeTrails", "trailList", { IncludeGlobalServiceEvents: false }),
    "broken",
    /global services/,
  ],
  [
    "trail-validation",
    "writes no digests",
    changed("DescribeTrails", "trailList", { LogFileValidationEnabled: false }),
    "broken",
    /validate/,
  ],
  [
    "trail-destination",
    "goes elsewhere",
    changed("DescribeTrails", "trailList", { S3BucketName: "other" }),
    "broken",
    /bucket other/,
  ],
  [
    "trail-destination",
    "has lost its log group",
    changed("DescribeTrails", "trailList", { CloudWatchLogsLogGroupArn: undefined }),
    "broken",
    /log group none/,
  ],
  ["trail-delivery", "is refused", status({ LatestDeliveryError: "AccessDenied" }), "broken", /failed: AccessDenied/],
  [
    "trail-delivery",
    "is silent for hours",
    status({ LatestDeliveryTime: minutesAgo(180) }),
    "attention",
    /last time at/,
  ],
  ["trail-delivery", "is silent for days", status({ LatestDeliveryTime: minutesAgo(3000) }), "broken", /last time at/],
  [
    "trail-delivery",
    "has just begun",
    status({ LatestDeliveryTime: undefined, StartLoggingTime: minutesAgo(10) }),
    "attention",
    /just started/,
  ],
  ["trail-delivery", "never began", status({ LatestDeliveryTime: undefined }), "broken", /delivered nothing/],
  [
    "trail-log-delivery",
    "is refused",
    status({ LatestCloudWatchLogsDeliveryError: "no key" }),
    "broken",
    /failed: no key/,
  ],
  ["trail-digest", "is late", status({ LatestDigestDeliveryTime: minutesAgo(130) }), "attention", /last time at/],
  ["bucket-policy", "lacks a statement", { GetBucketPolicy: { Policy: policy() } }, "broken", /lacks .*Deliver/],
  ["bucket-policy", "is gone", { GetBucketPolicy: absent("NoSuchBucketPolicy") }, "broken", /lacks .*Deliver/],
  [
    "bucket-policy",
    "has one more",
    { GetBucketPolicy: { Policy: policy(bucketPolicy, { Effect: "Allow" }) } },
    "attention",
    /more .*without an id/,
  ],
  ["bucket-encryption", "has another key", { GetBucketEncryption: {} }, "broken", /encrypts with nothing/],
  ["bucket-versioning", "is suspended", { GetBucketVersioning: { Status: "Suspended" } }, "broken", /no versions/],
  [
    "bucket-versioning",
    "of a deleted bucket",
    {
      GetBucketVersioning: absent("NoSuchBucket"),
      GetBucketPolicy: absent("NoSuchBucket"),
      GetBucketEncryption: absent("NoSuchBucket"),
      GetPublicAccessBlock: absent("NoSuchBucket"),
      GetBucketLifecycleConfiguration: absent("NoSuchBucket"),
      GetObjectLockConfiguration: absent("NoSuchBucket"),
      GetBucketLogging: absent("NoSuchBucket"),
    },
    "broken",
    /does not exist/,
  ],
  [
    "bucket-public-access",
    "is open",
    { GetPublicAccessBlock: absent("NoSuchPublicAccessBlockConfiguration") },
    "broken",
    /block all public/,
  ],
  [
    "key",
    "is about to be deleted",
    {
      DescribeKey: ({ KeyId }) => ({
        KeyMetadata: { Arn: KeyId, KeyState: "PendingDeletion", DeletionDate: minutesAgo(-60) },
      }),
    },
    "broken",
    /PendingDeletion, and will be deleted at 2026-03-02T13/,
  ],
  ["key", "is not rotated", { GetKeyRotationStatus: { KeyRotationEnabled: false } }, "broken", /not rotated/],
  [
    "key-policy",
    "does not admit alarms",
    denies("kms:GenerateDataKey", "aws:SourceAccount"),
    "broken",
    /does not let alarms use kms:GenerateDataKey/,
  ],
  [
    "key-policy",
    "differs",
    {
      GetKeyPolicy: ({ KeyId }) => ({
        Policy: KeyId === names.alertKey ? policy(keyStatement, { Sid: "More" }) : policy(),
      }),
    },
    "attention",
    /more .*More/,
  ],
  [
    "log-group-key",
    "has no key",
    { DescribeLogGroups: { logGroups: [{ logGroupName: "events" }] } },
    "broken",
    /no key/,
  ],
  [
    "log-group-key",
    "is deleted",
    { DescribeLogGroups: { logGroups: [] }, DescribeLogStreams: absent("ResourceNotFoundException") },
    "broken",
    /does not exist/,
  ],
  ["log-group-events", "is silent", { DescribeLogStreams: { logStreams: [] } }, "attention", /nothing yet/],
  ["metric-filter", "is deleted", { DescribeMetricFilters: { metricFilters: [] } }, "broken", /does not exist/],
  [
    "metric-filter",
    "has another pattern",
    changed("DescribeMetricFilters", "metricFilters", { filterPattern: "{ $.a = 1 }" }),
    "broken",
    /another pattern/,
  ],
  [
    "metric-filter",
    "counts elsewhere",
    changed("DescribeMetricFilters", "metricFilters", { metricTransformations: [{ metricName: "x" }] }),
    "broken",
    /counts x/,
  ],
  [
    "filter-pattern",
    "is refused",
    { TestMetricFilter: failing("InvalidParameterException") },
    "broken",
    /refuses the pattern: reason/,
  ],
  [
    "filter-pattern",
    "means something else",
    { TestMetricFilter: { matches: [{}] } },
    "attention",
    /matches an event without fields/,
  ],
  [
    "filter-quota",
    "has no room",
    {
      DescribeMetricFilters: {
        metricFilters: [
          ...(healthy["DescribeMetricFilters"] as { metricFilters: object[] }).metricFilters,
          ...many(94, { filterName: "x" }),
        ],
      },
    },
    "attention",
    /95 of 100/,
  ],
  [
    "filter-quota",
    "has no room for expressions",
    {
      DescribeMetricFilters: {
        metricFilters: [
          ...(healthy["DescribeMetricFilters"] as { metricFilters: object[] }).metricFilters,
          ...many(5, { filterPattern: "{ $.a = %x% }" }),
        ],
      },
    },
    "attention",
    /5 of 5/,
  ],
  ["alarm", "is deleted", { DescribeAlarms: { MetricAlarms: [] } }, "broken", /does not exist/],
  [
    "alarm",
    "is disabled",
    changed("DescribeAlarms", "MetricAlarms", { ActionsEnabled: false }),
    "broken",
    /actions disabled/,
  ],
  [
    "alarm",
    "notifies nobody",
    changed("DescribeAlarms", "MetricAlarms", { AlarmActions: [] }),
    "broken",
    /notifies nobody/,
  ],
  [
    "alarm-data",
    "is missing",
    changed("DescribeAlarms", "MetricAlarms", { StateValue: "INSUFFICIENT_DATA", StateReason: "new" }),
    "attention",
    /data: new/,
  ],
  [
    "alarm-actions",
    "failed",
    {
      DescribeAlarmHistory: {
        AlarmHistoryItems: [action("Successfully executed", 60), action("Failed to execute", 30)],
      },
    },
    "broken",
    /lost: Failed to execute action arn/,
  ],
  [
    "topic-policy",
    "does not admit alarms",
    denies("sns:Publish", "aws:SourceAccount"),
    "broken",
    /does not let alarms use sns:Publish/,
  ],
  [
    "topic-policy",
    "has one more",
    topic({ Policy: policy(topicStatement, { Sid: "More" }) }),
    "attention",
    /more .*More/,
  ],
  ["topic-key", "is gone", { ...topic({ KmsMasterKeyId: "" }) }, "broken", /no key/],
  [
    "subscriptions",
    "is not confirmed",
    { GetSubscriptionAttributes: { Attributes: { PendingConfirmation: "true" } } },
    "attention",
    /still to confirm/,
  ],
  ["subscriptions", "has ended", { GetSubscriptionAttributes: absent("NotFoundException") }, "broken", /unsubscribed/],
  ["subscriptions", "is nobody's", { ListSubscriptionsByTopic: { Subscriptions: [] } }, "broken", /nobody receives/],
  [
    "subscriptions",
    "of others waits",
    {
      ListSubscriptionsByTopic: {
        Subscriptions: [
          { SubscriptionArn: names.subscription },
          { SubscriptionArn: "PendingConfirmation", Protocol: "https", Endpoint: "https://u:pw@example.com/?token=x" },
          { SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint: "late@example.com" },
        ],
      },
    },
    "attention",
    /confirm: https\/example\.com, email\/late@example\.com$/,
  ],
  [
    "event-rule",
    "is disabled",
    { ListRules: { Rules: [{ ...rule("root"), State: "DISABLED" }, rule("forward-root"), sweep] } },
    "broken",
    /DISABLED, not ENABLED/,
  ],
  ["event-rule", "is deleted elsewhere", { ListRules: { Rules: [rule("root"), sweep] } }, "broken", /does not exist/],
  [
    "event-rule",
    "has another pattern",
    { ListRules: { Rules: [{ ...rule("root"), EventPattern: "{}" }, rule("forward-root"), sweep] } },
    "broken",
    /another pattern/,
  ],
  ["event-target", "is gone", { ListTargetsByRule: { Targets: [] } }, "broken", /does not exist/],
  [
    "event-target",
    "lost its queue",
    { ListTargetsByRule: { Targets: [{ Id: "people", Arn: names.topic, RoleArn: names.role }] } },
    "broken",
    /dead-letter queue/,
  ],
  [
    "event-rule",
    "has another schedule",
    {
      ListRules: {
        Rules: [rule("root"), rule("forward-root"), { ...sweep, ScheduleExpression: "rate(30 days)" }],
      },
    },
    "broken",
    /another schedule/,
  ],
  [
    "event-target",
    "sends something else",
    {
      ListTargetsByRule: (input) =>
        input["Rule"] === "sweep"
          ? { Targets: [{ ...sweepTarget, Input: "{}" }] }
          : (healthy["ListTargetsByRule"] as (input: object) => object)(input),
    },
    "broken",
    /another address, role, input/,
  ],
  [
    "event-rule-quota",
    "has no room",
    { ListRules: { Rules: [rule("root"), rule("forward-root"), sweep, ...many(282, rule("x"))] } },
    "attention",
    /285 of 300/,
  ],
  ["delivery-role", "may not forward", denies("events:PutEvents"), "broken", /may not events:PutEvents arn:aws:events/],
  [
    "delivery-role",
    "lost its policy",
    { GetRolePolicy: absent("NoSuchEntityException") },
    "broken",
    /may not sns:Publish/,
  ],
  [
    "dead-letters",
    "has events",
    { GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: "3" } } },
    "attention",
    /3 events/,
  ],
  ["dead-letters", "is deleted", { GetQueueAttributes: absent("QueueDoesNotExist") }, "broken", /does not exist/],
  [
    "recorder",
    "is off",
    changed("DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus", { recording: false }),
    "broken",
    /does not record/,
  ],
  [
    "recorder",
    "fails",
    changed("DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus", {
      lastStatus: "Failure",
      lastErrorCode: "AccessDenied",
    }),
    "broken",
    /failed: AccessDenied/,
  ],
  [
    "recorder",
    "has just begun",
    changed("DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus", { lastStatus: "PENDING" }),
    "attention",
    /PENDING/,
  ],
  [
    "config-delivery",
    "fails",
    changed("DescribeDeliveryChannelStatus", "DeliveryChannelsStatus", {
      configSnapshotDeliveryInfo: { lastStatus: "FAILURE", lastErrorMessage: "no" },
    }),
    "broken",
    /deliver: no/,
  ],
  [
    "config-rules",
    "was never evaluated",
    changed("DescribeConfigRuleEvaluationStatus", "ConfigRulesEvaluationStatus", {
      LastSuccessfulEvaluationTime: undefined,
    }),
    "attention",
    /never/,
  ],
  [
    "config-rules",
    "fails",
    changed("DescribeConfigRuleEvaluationStatus", "ConfigRulesEvaluationStatus", {
      LastSuccessfulEvaluationTime: undefined,
      LastErrorCode: "E",
    }),
    "broken",
    /evaluated: E/,
  ],
  ["guardduty", "is suspended", { GetDetector: { Status: "DISABLED" } }, "broken", /suspended/],
  ["guardduty", "is gone", { ListDetectors: { DetectorIds: [] } }, "broken", /does not exist/],
  [
    "guardduty-export",
    "stopped",
    { DescribePublishingDestination: { Status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY" } },
    "broken",
    /UNABLE/,
  ],
  [
    "security-hub",
    "is off",
    {
      DescribeHub: () => {
        throw Object.assign(new Error("Account is not subscribed to AWS Security Hub"), {
          name: "InvalidAccessException",
        });
      },
    },
    "broken",
    /does not exist/,
  ],
  [
    "security-hub-standards",
    "is pending",
    changed("GetEnabledStandards", "StandardsSubscriptions", { StandardsStatus: "PENDING" }),
    "attention",
    /PENDING/,
  ],
  [
    "access-analyzer",
    "failed",
    changed("ListAnalyzers", "analyzers", { status: "FAILED", statusReason: { code: "X" } }),
    "broken",
    /FAILED X/,
  ],
  ["dashboard", "is gone", { GetDashboard: absent("DashboardNotFoundError") }, "broken", /does not exist/],
  ["dashboard", "was edited", { GetDashboard: { DashboardBody: '{"widgets":[]}' } }, "attention", /something else/],
  [
    "function",
    "is gone",
    { GetFunctionConfiguration: absent("ResourceNotFoundException") },
    "broken",
    /does not exist/,
  ],
  ["function", "failed", lambda({ State: "Failed", StateReason: "reason" }), "broken", /is Failed: reason/],
  ["function", "has just begun", lambda({ State: "Pending" }), "attention", /is being created/],
  ["function", "runs what somebody else wrote", lambda({ CodeSha256: "x" }), "broken", /differs from the state: code$/],
  ["function", "has another role", lambda({ Role: "x", Runtime: "x" }), "broken", /state: runtime, role$/],
  ["function", "is told something else", lambda({ Environment: undefined }), "broken", /state: settings$/],
  [
    "function-queue",
    "is gone",
    { GetEventSourceMapping: absent("ResourceNotFoundException") },
    "broken",
    /by a function/,
  ],
  ["function-queue", "is not read", source({ State: "Disabled" }), "broken", /not read by its function: Disabled/],
  ["function-queue", "is not read yet", source({ State: "Enabling" }), "attention", /is Enabling/],
  ["function-queue", "is another one", source({ EventSourceArn: "x" }), "broken", /no longer that of its function/],
  [
    "attempts-table",
    "is gone",
    {
      DescribeTable: absent("ResourceNotFoundException"),
      DescribeTimeToLive: absent("ResourceNotFoundException"),
    },
    "broken",
    /does not exist/,
  ],
  ["attempts-table", "is archived", attempts({ TableStatus: "ARCHIVED" }), "broken", /is ARCHIVED/],
  ["attempts-table", "can be deleted", attempts({ DeletionProtectionEnabled: false }), "broken", /is not protected/],
  ["attempts-table", "has no key", attempts({ SSEDescription: undefined }), "broken", /no key of the account/],
  [
    "attempts-table",
    "retains all",
    { DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } } },
    "broken",
    /is off/,
  ],
  [
    "attempts-table",
    "deletes by something else",
    { DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "x" } } },
    "broken",
    /is that of x/,
  ],
  [
    "athena-workgroup",
    "is gone",
    {
      GetWorkGroup: () => {
        throw Object.assign(new Error("WorkGroup investigations is not found."), { name: "InvalidRequestException" });
      },
    },
    "broken",
    /does not exist/,
  ],
  ["athena-workgroup", "is disabled", workgroup({ State: "DISABLED" }), "broken", /differs from the state: state$/],
  [
    "athena-workgroup",
    "lets everybody choose",
    workgroupWith({ EnforceWorkGroupConfiguration: false, BytesScannedCutoffPerQuery: undefined }),
    "broken",
    /state: enforcement, limit$/,
  ],
  [
    "athena-workgroup",
    "writes elsewhere",
    workgroupWith({ ResultConfiguration: { OutputLocation: "s3://theirs/" } }),
    "broken",
    /state: place, key$/,
  ],
  ["athena-table", "is gone", { GetTable: absent("EntityNotFoundException") }, "broken", /does not exist/],
  ["athena-table", "is not external", tableOfEvents({ TableType: "VIEW" }), "broken", /state: type$/],
  [
    "athena-table",
    "has no columns",
    tableOfEvents({ StorageDescriptor: {} }),
    "broken",
    /state: location, columns, format$/,
  ],
  ["athena-table", "has no days", tableOfEvents({ PartitionKeys: [] }), "broken", /state: partitions$/],
  ["athena-table", "projects nothing", tableOfEvents({ Parameters: undefined }), "broken", /state: partitions$/],
  ["saved-query", "of Athena is gone", { BatchGetNamedQuery: {} }, "broken", /does not exist/],
  [
    "saved-query",
    "of Athena is another",
    { BatchGetNamedQuery: { NamedQueries: [{ ...namedQuery, QueryString: "SELECT 2" }] } },
    "broken",
    /is another one/,
  ],
  ["saved-query", "of Logs Insights is gone", { DescribeQueryDefinitions: {} }, "broken", /does not exist/],
  [
    "saved-query",
    "of Logs Insights is another",
    { DescribeQueryDefinitions: { queryDefinitions: [{ ...queryDefinition, queryString: "fields x" }] } },
    "broken",
    /is another one/,
  ],
];

function workgroup(change: object): Answers {
  return { GetWorkGroup: { WorkGroup: { ...workGroup, ...change } } };
}

function workgroupWith(change: object): Answers {
  return workgroup({ Configuration: { ...workGroup.Configuration, ...change } });
}

function tableOfEvents(change: object): Answers {
  return { GetTable: { Table: { ...eventTable, ...change } } };
}

function lambda(change: object): Answers {
  return { GetFunctionConfiguration: { ...functionConfiguration, ...change } };
}

function source(change: object): Answers {
  return { GetEventSourceMapping: { ...eventSource, ...change } };
}

function attempts(change: object): Answers {
  return { DescribeTable: { Table: { ...table, ...change } } };
}

function rule(Name: string) {
  return { Name, State: "ENABLED", EventPattern: '{"source":["aws.signin"]}' };
}

test("a healthy monitoring passes every check", async () => {
  const { results, counts } = await verified();
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  expect(counts.ok).toBe(results.length);
  expect([...new Set(results.map(({ check }) => check))]).toEqual(checks.map(({ id }) => id));
});

test("a function that was not called for weeks is no damage", async () => {
  const { results } = await verified(lambda({ State: "Inactive" }));
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
});

test("a lifecycle rule of others that deletes and moves nothing is no damage", async () => {
  const abort = { ID: "abort", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } } as const;
  const { results } = await verified({ GetBucketLifecycleConfiguration: { Rules: [lifecycleRule, abort] } });
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
});

test.each([
  [1, "ok", "locks files as long as the state says"],
  [2, "broken", "locks files in mode COMPLIANCE for 730 days"],
])("of a retention of %d years it says how many days that is", async (Years, verdict, finding) => {
  const { results } = await verified({
    GetObjectLockConfiguration: {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "COMPLIANCE", Years } } },
    },
  });
  expect(results.filter(({ check }) => check === "object-lock")).toEqual([
    expect.objectContaining({ verdict, finding }),
  ]);
});

for (const [check, what, answers, verdict, finding, of] of damages) {
  test(`${check} ${what}: this check says so, and no other`, async () => {
    const { results } = await verified(answers, of);
    const found = results.filter((result) => result.verdict !== "ok");
    expect([...new Set(found.map((result) => result.check))]).toEqual([check]);
    expect(found[0]).toMatchObject({
      verdict,
      finding: expect.stringMatching(finding),
      fix: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });
}

test("says of how much a check is true, if not of all", async () => {
  const report = await verified({ GetSubscriptionAttributes: { Attributes: { PendingConfirmation: "true" } } });
  const counts = Object.fromEntries(healthyChecks(report).map(({ check, count }) => [check.id, count]));
  expect(counts).toMatchObject({ subscriptions: "1 of 2", key: "2" });
});

test("each check fails in one of these accounts", () => {
  expect([...new Set(damages.map(([check]) => check))].sort()).toEqual(checks.map(({ id }) => id).sort());
});

test("asks exactly the calls of its permissions", async () => {
  const called = new Set<string>();
  const [, , failedRule] = organizationDamages.find(([, what]) => what === "failed in an account")!;
  const access = accessAnswering({ ...healthy, ...failedRule }, (client, call) =>
    called.add(permissionOf(client, call)),
  );
  await observe(deployment, access, undefined, now);
  expect([...called].sort()).toEqual([...permissions, ...organizationPermissions].sort());
});

test.each([
  ["AccessDeniedException", /^(permission \S+:\w+ is missing|every call is denied: (\S+:\w+(, )?)+)$/],
  ["ThrottlingException", /failed: ThrottlingException: reason$/],
  ["TimeoutError", /failed: TimeoutError: reason$/],
])("no answer but %s is never taken for something broken", async (name, finding) => {
  const everything = Object.keys(healthy).filter((call) => call !== "GetCallerIdentity");
  const { results } = await verified(Object.fromEntries(everything.map((call) => [call, failing(name)])));
  expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(["cannot tell"]));
  for (const result of results) expect(result.finding).toMatch(finding);
});

test("one missing permission is named, and the rest is told", async () => {
  const { results } = await verified({ DescribeAlarmHistory: denied });
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([
    expect.objectContaining({
      check: "alarm-actions",
      finding: "permission cloudwatch:DescribeAlarmHistory is missing",
    }),
  ]);
});

test("of an existing topic the access is looked at, and of AWS's own key that it cannot work", async () => {
  const existing = new Deployment("stack", [
    {
      type: "aws_cloudwatch_metric_alarm",
      capability: "detections",
      attributes: { arn: names.alarm, alarm_name: "root", actions_enabled: true, alarm_actions: [names.topic] },
    } as unknown as Deployed<ResourceType>,
  ]);
  const { results } = await verified(
    {
      ...topic({ KmsMasterKeyId: "alias/aws/sns" }),
      DescribeKey: { KeyMetadata: { Arn: names.alertKey, KeyState: "Enabled", KeyManager: "AWS" } },
    },
    existing,
  );
  expect(results.filter(({ verdict }) => verdict !== "ok")).toEqual([
    expect.objectContaining({ check: "key-policy", finding: "is AWS's own, which CloudWatch cannot use" }),
  ]);
});

test("asks about the policy that a topic has by default with the condition that it has", async () => {
  const conditions: unknown[] = [];
  await verified({
    SimulateCustomPolicy: ({ ActionNames, ContextEntries }) => {
      if (String(ActionNames) === "sns:Publish") conditions.push(ContextEntries);
      return { EvaluationResults: [] };
    },
  });
  expect(conditions).toContainEqual(
    expect.arrayContaining([
      { ContextKeyName: "aws:SourceOwner", ContextKeyValues: ["111122223333"], ContextKeyType: "string" },
    ]),
  );
});

test.each([
  [
    { GetCallerIdentity: { Account: "999999999999" } },
    /account 999999999999, and module\.security_monitoring is deployed in 111122223333/,
  ],
  [{ GetCallerIdentity: failing("ExpiredToken") }, /AWS rejects these credentials \(ExpiredToken/],
  [{ GetCallerIdentity: failing("CredentialsProviderError") }, /no AWS credentials found/],
])("the wrong account and bad credentials end it: %j", async (answers, message) => {
  await expect(verified(answers)).rejects.toThrow(message);
});

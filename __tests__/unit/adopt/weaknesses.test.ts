import { readAccount } from "../../../src/cli/adopt/account";
import { adopt } from "../../../src/cli/adopt/adoption";
import type { Choices } from "../../../src/cli/adopt/adoption-plan";
import { answers, cannedAccess } from "../../support/canned-account";

/** What an attacker with rights in the account could plant, so that adopting it weakens the monitoring or notifies a stranger. */

const account = "111122223333";
const stranger = "999988887777";
const arn = (service: string, resource: string, owner = account) => `arn:aws:${service}:eu-west-1:${owner}:${resource}`;
const topicArn = arn("sns", "security-alerts");
const policy = (...statements: object[]) => ({ Policy: JSON.stringify({ Statement: statements }) });
const lets = (AWS: string, Condition?: object) => ({ Effect: "Allow", Principal: { AWS }, Action: "*", Condition });

/** An answer with its first item changed: of a list in it, or of a list in the first item of that. */
function changed(call: string, list: string, change: object) {
  const answer = answers[call] as Record<string, object[]>;
  const [first, ...rest] = answer[list]!;
  return { [call]: { ...answer, [list]: [{ ...first, ...change }, ...rest] } };
}
const trail = (change: object) => changed("DescribeTrails", "trailList", change);
/** A trail that is used unchanged, because it would lose something. */
const usedTrail = (change: object) => trail({ HasInsightSelectors: true, ...change });
const selectors = (...EventSelectors: object[]) => ({ ...usedTrail({}), GetEventSelectors: { EventSelectors } });
const recorder = (change: object) => ({
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      {
        name: "default",
        roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        ...change,
      },
    ],
  },
});
const channel = (change: object) => changed("DescribeDeliveryChannels", "DeliveryChannels", change);
/** A recorder that is used unchanged. */
const used = { recorder: "use" };
const rule = (change: object) => changed("DescribeConfigRules", "ConfigRules", change);
const topic = (change: object) => ({ GetTopicAttributes: { Attributes: { ...policy(), ...change } } });
const subscription = (change: object) => changed("ListSubscriptionsByTopic", "Subscriptions", change);
const bucket = (call: string, name: string, answer: object) => ({
  [call]: (input: Readonly<Record<string, unknown>>) => {
    const usual = answers[call]!;
    return input["Bucket"] === name ? answer : typeof usual === "function" ? usual(input) : usual;
  },
});
const key = (change: object) => ({
  DescribeKey: { KeyMetadata: { ...(answers["DescribeKey"] as { KeyMetadata: object }).KeyMetadata, ...change } },
});
const alarm = (change: object) => ({
  DescribeAlarms: {
    MetricAlarms: [
      {
        AlarmName: "root-account-usage",
        MetricName: "root-account-usage",
        Namespace: "SecurityMonitoring",
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        Period: 300,
        EvaluationPeriods: 1,
        ...change,
      },
    ],
  },
});
const equivalent = (filter: object, ...alarms: object[]) => ({
  DescribeMetricFilters: {
    metricFilters: [
      {
        ...(answers["DescribeMetricFilters"] as { metricFilters: object[] }).metricFilters[0],
        metricTransformations: [{ metricName: "Count", metricNamespace: "CIS", metricValue: "1", ...filter }],
      },
    ],
  },
  DescribeAlarms: {
    MetricAlarms: alarms.map((each) => ({
      AlarmName: "RootUsageAlarm",
      MetricName: "Count",
      Namespace: "CIS",
      AlarmActions: [topicArn],
      ...each,
    })),
  },
});

async function adopted(there: typeof answers, choices: Choices = {}) {
  const { inventory, denials } = await readAccount(cannedAccess(there));
  expect(denials).toEqual([]);
  return adopt(inventory, choices);
}

/** Advanced selectors that omit write events. */
const readsOnly = {
  GetEventSelectors: {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Management"] },
          { Field: "readOnly", Equals: ["true"] },
        ],
      },
    ],
  },
};

test("an account without weaknesses gets a report of the tutorial's own only", async () => {
  const { weaker } = await adopted({}, { topic: "manage" });
  expect(weaker.map(({ subject }) => subject)).toEqual([
    "trail.expireAfterDays",
    "config.recordingFrequency",
    "config.expireAfterDays",
    "config.rules.no-open-ssh.scope.resourceTypes",
  ]);
});

describe("reports", () => {
  test.each<[string, typeof answers, string, unknown, Choices?]>([
    [
      "a trail that is stopped",
      { ...usedTrail({}), GetTrailStatus: { IsLogging: false } },
      "trail company-trail",
      "stopped",
    ],
    ["a trail of one region", usedTrail({ IsMultiRegionTrail: false }), "trail company-trail", "one region"],
    [
      "a trail without IAM",
      usedTrail({ IncludeGlobalServiceEvents: false }),
      "trail company-trail",
      "without global services",
    ],
    [
      "a trail without log file validation",
      usedTrail({ LogFileValidationEnabled: false }),
      "trail company-trail",
      "log file validation disabled",
    ],
    ["a trail without a key", usedTrail({ KmsKeyId: undefined }), "trail company-trail", "no key"],
    [
      "a trail with a stranger's key",
      usedTrail({ KmsKeyId: arn("kms", "key/x", stranger) }),
      "trail company-trail",
      /^encrypted with .*999988887777/,
    ],
    [
      "a trail that delivers to a stranger",
      usedTrail({ S3BucketName: "theirs" }),
      "trail company-trail",
      "delivers to theirs",
    ],
    [
      "a trail that notifies a stranger",
      usedTrail({ SnsTopicARN: arn("sns", "x", stranger) }),
      "trail company-trail",
      /^sends notifications of new files to /,
    ],
    [
      "a trail that omits read events",
      selectors({ IncludeManagementEvents: true, ReadWriteType: "WriteOnly" }),
      "trail company-trail",
      /all but WriteOnly/,
    ],
    [
      "a trail that omits a service",
      selectors({
        IncludeManagementEvents: true,
        ReadWriteType: "All",
        ExcludeManagementEventSources: ["kms.amazonaws.com"],
      }),
      "trail company-trail",
      /those of kms.amazonaws.com/,
    ],
    [
      "a trail without management events",
      selectors({ IncludeManagementEvents: false, ReadWriteType: "All" }),
      "trail company-trail",
      /all of them/,
    ],
    ["a trail with narrow advanced selectors", readsOnly, "trail company-trail", /its selector for readOnly omits/],
    [
      "events retained for a day",
      {
        DescribeLogGroups: {
          logGroups: [
            { logGroupName: "company-events", arn: arn("logs", "log-group:company-events:*"), retentionInDays: 1 },
          ],
        },
      },
      "trail.logRetentionDays",
      1,
    ],
    [
      "events retained for a day by a used trail",
      {
        ...usedTrail({}),
        DescribeLogGroups: {
          logGroups: [
            { logGroupName: "company-events", arn: arn("logs", "log-group:company-events:*"), retentionInDays: 1 },
          ],
        },
      },
      "log group company-events",
      "retains events for 1 days",
    ],
    [
      "masked events",
      {
        DescribeLogGroups: {
          logGroups: [
            {
              logGroupName: "company-events",
              arn: arn("logs", "log-group:company-events:*"),
              dataProtectionStatus: "ACTIVATED",
            },
          ],
        },
      },
      "log group company-events",
      /masked/,
    ],
    [
      "events sent to a stranger",
      {
        DescribeSubscriptionFilters: {
          subscriptionFilters: [{ destinationArn: arn("logs", "destination:x", stranger) }],
        },
      },
      "log group company-events",
      /^sends its events .*999988887777/,
    ],
    [
      "events of the whole account sent to a stranger",
      {
        DescribeAccountPolicies: {
          accountPolicies: [
            { policyDocument: JSON.stringify({ DestinationArn: arn("logs", "destination:x", stranger) }) },
          ],
        },
      },
      "log group company-events",
      /^sends its events .*999988887777/,
    ],
    ...[
      { fieldSelectionCriteria: '@aws.region = "nowhere"', appliesTo: 'events with @aws.region = "nowhere"' },
      { applyOnTransformedLogs: true, appliesTo: "transformed events" },
    ].map(({ appliesTo, ...change }): [string, typeof answers, string, unknown] => [
      `a filter that applies to ${appliesTo}`,
      {
        DescribeMetricFilters: {
          metricFilters: [
            {
              filterName: "root-account-usage",
              filterPattern: "{ $.a = 1 }",
              metricTransformations: [{ metricName: "root-account-usage", metricNamespace: "x", metricValue: "1" }],
              ...change,
            },
          ],
        },
      },
      "metric filter root-account-usage",
      `applies to ${appliesTo}`,
    ]),
    [
      "files deleted after a day",
      bucket("GetBucketLifecycleConfiguration", "company-files", {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
      }),
      "trail.expireAfterDays",
      1,
    ],
    [
      "files deleted by a special rule",
      bucket("GetBucketLifecycleConfiguration", "company-files", {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "AWSLogs" }, Expiration: { Days: 1 } }],
      }),
      "trail-bucket company-files",
      "files deleted after 1 days",
    ],
    [
      "files replicated to a stranger",
      {
        GetBucketReplication: {
          ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
        },
      },
      "trail-bucket company-files",
      "replicated to theirs",
    ],
    [
      "AWS Config's files replicated to a stranger",
      {
        GetBucketReplication: {
          ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
        },
      },
      "config-bucket config-files",
      "replicated to theirs",
    ],
    [
      "a bucket that a stranger reads",
      bucket("GetBucketPolicy", "company-files", policy(lets(`arn:aws:iam::${stranger}:root`))),
      "trail-bucket company-files",
      `its policy allows arn:aws:iam::${stranger}:root`,
    ],
    [
      "a bucket that an organization reads",
      bucket("GetBucketPolicy", "company-files", policy(lets("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }))),
      "trail-bucket company-files",
      "its policy allows everybody for o-1",
    ],
    [
      "a bucket with grants",
      bucket("GetBucketAcl", "company-files", { Owner: { ID: "me" }, Grants: [{ Grantee: { ID: "they" } }] }),
      "trail-bucket company-files",
      /access control list/,
    ],
    [
      "a bucket without versioning",
      { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketVersioning: {} },
      "trail-bucket company-files",
      "no versioning",
    ],
    [
      "a bucket that can be made public",
      { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetPublicAccessBlock: {} },
      "trail-bucket company-files",
      "public access not blocked",
    ],
    [
      "a bucket without a key",
      bucket("GetBucketAcl", "company-files", { Grants: [{}] }),
      "trail-bucket company-files",
      "no key",
    ],
    [
      "overwritten files deleted after a day",
      bucket("GetBucketLifecycleConfiguration", "company-files", {
        Rules: [
          { ID: "r", Status: "Enabled", Filter: { Prefix: "x" }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
        ],
      }),
      "trail-bucket company-files",
      "overwritten files deleted after 1 days",
    ],
    [
      "a bucket in which each file can grant access to others",
      { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketOwnershipControls: {} },
      "trail-bucket company-files",
      "access control lists enabled",
    ],
    [
      "a used trail whose files a stranger reads",
      { ...usedTrail({}), ...bucket("GetBucketPolicy", "company-files", policy(lets(stranger))) },
      "trail company-trail",
      `its bucket: its policy allows ${stranger}`,
    ],
    [
      "a used recorder whose files are deleted after a day",
      bucket("GetBucketLifecycleConfiguration", "config-files", {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
      }),
      "recorder default",
      "its bucket: files deleted after 1 days",
      used,
    ],
    ["events without a key", usedTrail({}), "log group company-events", "no key"],
    [
      "access logs in a stranger's bucket",
      bucket("GetBucketLogging", "company-files", { LoggingEnabled: { TargetBucket: "theirs", TargetPrefix: "" } }),
      "access-log-bucket theirs",
      "not in this account",
      { "access-log-bucket": "use" },
    ],
    [
      "a stranger's bucket",
      trail({ S3BucketName: "theirs" }),
      "trail-bucket theirs",
      "not in this account",
      { "trail-bucket": "use" },
    ],
    [
      "a role with more rights",
      {
        ...trail({ CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/company-role` }),
        GetRole: { Role: { Path: "/" } },
        ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyName: "AdministratorAccess" }] },
      },
      "role company-role",
      "has the policies by-hand, AdministratorAccess",
    ],
    [
      "a recorder's role that a stranger may assume",
      {
        ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
        GetRole: { Role: { AssumeRolePolicyDocument: policy(lets(stranger)).Policy } },
      },
      "role r",
      `its trust policy allows ${stranger}`,
    ],
    [
      "a grant to a stranger",
      { ListGrants: { Grants: [{ GranteePrincipal: `arn:aws:iam::${stranger}:role/x` }] } },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      `its grants allow arn:aws:iam::${stranger}:role/x`,
    ],
    [
      "a key policy with a stranger",
      { GetKeyPolicy: policy(lets(`arn:aws:iam::${stranger}:root`)) },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      /allows .*999988887777/,
    ],
    [
      "a key policy that denies everybody",
      { GetKeyPolicy: policy({ Effect: "Deny", Principal: "*", Action: "kms:Decrypt" }) },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "its policy denies everybody",
    ],
    [
      "a key with imported key material",
      key({ Origin: "EXTERNAL" }),
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "its key material is from EXTERNAL",
    ],
    [
      "a key that is not rotated",
      { GetKeyRotationStatus: {} },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "not rotated",
    ],
    [
      "a stranger's key",
      trail({ KmsKeyId: arn("kms", "key/x", stranger) }),
      "encryption.existingLogKey.arn",
      arn("kms", "key/x", stranger),
      { "log-key": "use" },
    ],
    [
      "a recorder that records once a day",
      recorder({ recordingMode: { recordingFrequency: "DAILY" } }),
      "config.recordingFrequency",
      "DAILY",
    ],
    [
      "a recorder that omits types",
      recorder({
        recordingGroup: {
          recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
          exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
        },
      }),
      "config.excludedResourceTypes",
      ["AWS::S3::Bucket"],
    ],
    [
      "a recorder without IAM",
      recorder({ recordingGroup: { allSupported: true } }),
      "config.recordsGlobalResources",
      false,
    ],
    [
      "a recorder that records some types",
      recorder({ recordingGroup: { resourceTypes: ["AWS::S3::Bucket"] } }),
      "recorder default",
      "records only some resource types",
    ],
    [
      "a used recorder that omits types",
      recorder({
        recordingGroup: {
          recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
          exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
        },
      }),
      "recorder default",
      "omits AWS::S3::Bucket",
      used,
    ],
    [
      "a used recorder that records once a day",
      recorder({ recordingMode: { recordingFrequency: "DAILY" } }),
      "recorder default",
      "DAILY",
      used,
    ],
    [
      "a used recorder without IAM",
      recorder({ recordingGroup: { allSupported: true } }),
      "recorder default",
      "omits IAM",
      used,
    ],
    [
      "a recorder with another frequency for some types",
      recorder({ recordingMode: { recordingModeOverrides: [{ resourceTypes: ["AWS::S3::Bucket"] }] } }),
      "recorder default",
      "another frequency for some types",
    ],
    [
      "history retained for a month",
      { DescribeRetentionConfigurations: { RetentionConfigurations: [{ RetentionPeriodInDays: 30 }] } },
      "recorder default",
      "history retained for 30 days",
    ],
    [
      "history aggregated by a stranger",
      { DescribeAggregationAuthorizations: { AggregationAuthorizations: [{ AuthorizedAccountId: stranger }] } },
      "recorder default",
      "account 999988887777 may aggregate it",
    ],
    ...["TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations"].map(
      (kind): [string, typeof answers, string, unknown] => [
        `a bucket that notifies a stranger: ${kind}`,
        bucket("GetBucketNotificationConfiguration", "company-files", {
          [kind]: [
            {
              TopicArn: arn("sns", "x", stranger),
              QueueArn: arn("sqs", "x", stranger),
              LambdaFunctionArn: arn("lambda", "function:x", stranger),
            },
          ],
        }),
        "trail-bucket company-files",
        /^sends notifications of its files to .*999988887777/,
      ],
    ),
    ["a used recorder without a key", {}, "recorder default", "no key", used],
    [
      "a subscriber that may be notified late",
      {
        ...subscription({ SubscriptionArn: `${topicArn}:2` }),
        GetSubscriptionAttributes: { Attributes: { DeliveryPolicy: '{"a":1}' } },
      },
      "topic security-alerts",
      "email late@example.com has a delivery policy",
    ],
    [
      "a used recorder that is stopped",
      { ...recorder({}), DescribeConfigurationRecorderStatus: {} },
      "recorder default",
      "stopped",
      used,
    ],
    [
      "a used recorder with a stranger's role",
      recorder({ roleARN: `arn:aws:iam::${stranger}:role/r` }),
      "recorder default",
      `uses the role arn:aws:iam::${stranger}:role/r`,
      used,
    ],
    [
      "a used recorder that delivers to a stranger",
      channel({ s3BucketName: "theirs" }),
      "recorder default",
      "delivers to theirs",
      used,
    ],
    [
      "a recorder that notifies a stranger",
      channel({ snsTopicARN: arn("sns", "x", stranger) }),
      "recorder default",
      /^sends notifications of changes to /,
    ],
    [
      "a rule for one resource",
      rule({ Scope: { ComplianceResourceTypes: ["AWS::EC2::SecurityGroup"], ComplianceResourceId: "sg-1" } }),
      "config.rules.no-open-ssh.scope.resourceId",
      "sg-1",
    ],
    [
      "a rule for a tag",
      rule({ Scope: { TagKey: "watch", TagValue: "yes" } }),
      "config.rules.no-open-ssh.scope.tagValue",
      "yes",
    ],
    [
      "a rule with parameters",
      rule({ InputParameters: '{"exempt":"all"}' }),
      "config.rules.no-open-ssh.inputParameters.exempt",
      "all",
    ],
    [
      "a rule that does not evaluate existing resources",
      rule({ EvaluationModes: [{ Mode: "PROACTIVE" }] }),
      "rule no-open-ssh",
      /proactive/,
    ],
    [
      "another rule with the name of a default one",
      rule({ ConfigRuleName: "restricted-ssh", Source: { Owner: "CUSTOM_LAMBDA" } }),
      "config.disabledRules",
      ["restricted-ssh"],
    ],
    [
      "a used topic that a stranger may change",
      topic(policy(lets(stranger))),
      "topic security-alerts",
      `its policy allows ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic whose condition allows a stranger",
      topic(policy(lets("*", { StringEquals: { "AWS:SourceOwner": stranger } }))),
      "topic security-alerts",
      `its policy allows everybody for ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic whose condition holds without its key",
      topic(policy(lets("*", { StringEqualsIfExists: { "AWS:SourceOwner": account } }))),
      "topic security-alerts",
      "its policy allows everybody",
      { topic: "use" },
    ],
    [
      "a used topic that a service may use for a stranger",
      topic(
        policy({
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": stranger } },
        }),
      ),
      "topic security-alerts",
      `its policy allows s3.amazonaws.com for ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic that denies alarms",
      topic(policy({ Effect: "Deny", Principal: "*", Action: "sns:Publish" })),
      "topic security-alerts",
      "its policy denies everybody",
      { topic: "use" },
    ],
    [
      "a used topic that denies requests with TLS",
      topic(policy({ Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      "topic security-alerts",
      "its policy denies everybody",
      { topic: "use" },
    ],
    [
      "a used topic with a stranger's key",
      topic({ KmsMasterKeyId: arn("kms", "key/x", stranger) }),
      "topic security-alerts",
      /^encrypted with .*999988887777/,
      { topic: "use" },
    ],
    [
      "a used topic with a stranger's key of a known alias",
      topic({ KmsMasterKeyId: arn("kms", "alias/company", stranger) }),
      "topic security-alerts",
      /^encrypted with .*999988887777/,
      { topic: "use" },
    ],
    [
      "a used topic whose key is disabled",
      { ...topic({ KmsMasterKeyId: "alias/company" }), ...key({ KeyState: "Disabled" }), ...usedTrail({}) },
      "topic security-alerts",
      "its key is not enabled",
      { topic: "use" },
    ],
    [
      "a used topic whose key a stranger may use",
      {
        ...topic({ KmsMasterKeyId: "alias/company" }),
        ListGrants: { Grants: [{ RetiringPrincipal: `arn:aws:iam::${stranger}:root` }] },
      },
      "topic security-alerts",
      /^its key: its grants allow .*999988887777/,
      { topic: "use" },
    ],
    [
      "a used topic with an AWS managed key",
      { ...topic({ KmsMasterKeyId: "alias/company" }), ...key({ KeyManager: "AWS" }) },
      "topic security-alerts",
      "an AWS managed key",
      { topic: "use" },
    ],
    [
      "a used topic with a delivery policy",
      topic({ DeliveryPolicy: '{"http":{}}' }),
      "topic security-alerts",
      "a delivery policy",
      { topic: "use" },
    ],
    [
      "files deleted on a date",
      bucket("GetBucketLifecycleConfiguration", "company-files", {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Date: new Date(0) } }],
      }),
      "trail-bucket company-files",
      "files deleted after 0 days",
    ],
    [
      "a stranger's topic",
      alarmNotifying(arn("sns", "x", stranger)),
      "alerts.existingTopic.arn",
      arn("sns", "x", stranger),
      { topic: arn("sns", "x", stranger) },
    ],
    [
      "a subscriber with a filter policy",
      {
        ...subscription({ SubscriptionArn: `${topicArn}:2` }),
        GetSubscriptionAttributes: { Attributes: { FilterPolicy: '{"a":["b"]}' } },
      },
      "topic security-alerts",
      "email late@example.com has a filter policy",
    ],
    [
      "a subscription by a stranger",
      subscription({ Owner: stranger }),
      "topic security-alerts",
      "email late@example.com receives the alerts",
    ],
    [
      "a stranger's queue",
      subscription({ Protocol: "sqs", Endpoint: arn("sqs", "q", stranger) }),
      "topic security-alerts",
      `sqs ${arn("sqs", "q", stranger)} receives the alerts`,
    ],
    [
      "a stranger's function",
      subscription({ Protocol: "lambda", Endpoint: arn("lambda", "function:f", stranger) }),
      "topic security-alerts",
      `lambda ${arn("lambda", "function:f", stranger)} receives the alerts`,
    ],
    [
      "an alarm that is never raised",
      alarm({ Threshold: 1_000_000 }),
      "detections.overrides.root-account-usage.threshold",
      1_000_000,
    ],
    [
      "an alarm with a period of a day",
      alarm({ Period: 86400 }),
      "detections.overrides.root-account-usage.periodSeconds",
      86400,
    ],
    [
      "an alarm with many evaluation periods",
      alarm({ EvaluationPeriods: 100 }),
      "detections.overrides.root-account-usage.evaluationPeriods",
      100,
    ],
    [
      "an alarm that notifies nobody",
      alarm({ ActionsEnabled: false }),
      "detections.overrides.root-account-usage.actionsEnabled",
      false,
      { "silent-alarms": "keep" },
    ],
    [
      "an equivalent filter that counts nothing",
      equivalent({ metricValue: "0" }, {}),
      "metric filter RootUsage",
      "counts 0 per event",
      { detections: "theirs" },
    ],
    [
      "an equivalent filter without an alarm",
      equivalent({}),
      "metric filter RootUsage",
      "no alarm",
      { detections: "theirs" },
    ],
    [
      "an equivalent filter that counts less",
      equivalent({}, {}),
      "detection root-account-usage",
      "without the filter console",
      { detections: "theirs" },
    ],
    [
      "an equivalent alarm that is never raised",
      equivalent({}, { Threshold: 1_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }),
      "alarm RootUsageAlarm",
      1_000_000,
      { detections: "theirs" },
    ],
    [
      "an equivalent alarm that is disabled",
      equivalent({}, { ActionsEnabled: false }),
      "alarm RootUsageAlarm",
      false,
      { detections: "theirs" },
    ],
    [
      "an equivalent alarm that notifies nobody",
      equivalent({}, { AlarmActions: [] }),
      "alarm RootUsageAlarm",
      "no actions",
      { detections: "theirs" },
    ],
    [
      "an equivalent alarm that notifies a stranger",
      equivalent({}, { AlarmActions: [arn("sns", "x", stranger)] }),
      "alarm RootUsageAlarm",
      /^notifies .*999988887777/,
      { detections: "theirs", topic: "new" },
    ],
    [
      "a used topic that denies everybody by a condition on TLS",
      topic(policy({ Effect: "Deny", Principal: "*", Condition: { Null: { "aws:SecureTransport": "false" } } })),
      "topic security-alerts",
      "its policy denies everybody",
      { topic: "use" },
    ],
    [
      "a used topic that a service may use for any account",
      topic(policy({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" })),
      "topic security-alerts",
      "its policy allows events.amazonaws.com for any account",
      { topic: "use" },
    ],
    [
      "a used topic that a service may use for any account by a wildcard",
      topic(
        policy({
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { StringLike: { "aws:SourceAccount": "*" } },
        }),
      ),
      "topic security-alerts",
      "its policy allows s3.amazonaws.com for any account",
      { topic: "use" },
    ],
    ...["cognito-identity.amazonaws.com", `arn:aws:iam::${account}:oidc-provider/token.example.com`].map(
      (Federated): [string, typeof answers, string, unknown] => [
        `a recorder's role that identities of ${Federated} may assume`,
        {
          ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
          GetRole: {
            Role: { AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { Federated } }).Policy },
          },
        },
        "role r",
        `its trust policy allows identities of ${Federated}`,
      ],
    ),
    [
      "a used recorder's role that a stranger may assume",
      {
        ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
        GetRole: { Role: { AssumeRolePolicyDocument: encodeURIComponent(`\n${policy(lets(stranger)).Policy}`) } },
      },
      "role r",
      `its trust policy allows ${stranger}`,
      used,
    ],
    [
      "a key with replicas in other regions",
      key({ MultiRegion: true }),
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "may have replicas in other regions",
    ],
    [
      "a trail whose delivery fails",
      { ...usedTrail({}), GetTrailStatus: { IsLogging: true, LatestCloudWatchLogsDeliveryError: "Access denied." } },
      "trail company-trail",
      "delivery fails: Access denied.",
    ],
    [
      "a managed trail with narrow advanced selectors, which stay",
      readsOnly,
      "trail company-trail",
      /its selector for readOnly omits/,
      { trail: "manage" },
    ],
    [
      "a filter with dimensions that no alarm has",
      {
        DescribeMetricFilters: {
          metricFilters: [
            {
              filterName: "root-account-usage",
              filterPattern: "{ $.a = 1 }",
              metricTransformations: [{ metricName: "root-account-usage", metricNamespace: "x", metricValue: "1" }],
              emitSystemFieldDimensions: ["@aws.region"],
            },
          ],
        },
      },
      "metric filter root-account-usage",
      "counts by the dimensions @aws.region",
    ],
    [
      "an equivalent filter with dimensions that no alarm has",
      equivalent({ dimensions: { caller: "$.userIdentity.arn" } }, {}),
      "metric filter RootUsage",
      "counts by the dimensions caller",
      { detections: "theirs" },
    ],
    [
      "an equivalent filter that counts almost nothing",
      equivalent({ metricValue: "0.0001" }, {}),
      "metric filter RootUsage",
      "counts 0.0001 per event",
      { detections: "theirs" },
    ],
    ...(
      [
        [{ Threshold: 2_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }, 2_000_000],
        [{ Threshold: 0, ComparisonOperator: "LessThanThreshold" }, "is raised at LessThanThreshold 0"],
        [{ Threshold: 0, ComparisonOperator: "GreaterThanUpperThreshold" }, "is raised at GreaterThanUpperThreshold 0"],
        [{ Statistic: "Minimum" }, "uses the statistic Minimum"],
        [{ Period: 604800 }, 604800],
        [{ EvaluationPeriods: 101 }, 101],
        [{ Dimensions: [{ Name: "a", Value: "b" }] }, "applies only to events with a"],
        [{ Unit: "Bytes" }, "applies only to Bytes"],
        [{ OKActions: [arn("sns", "x", stranger)] }, /^notifies .*999988887777/],
      ] as const
    ).map(([change, found]): [string, typeof answers, string, unknown, Choices] => [
      `an equivalent alarm with ${JSON.stringify(change)}`,
      equivalent({}, change),
      "alarm RootUsageAlarm",
      found,
      { detections: "theirs" },
    ]),
  ])("%s", async (_, there, subject, found, choices = {}) => {
    const { weaker, errors } = await adopted(there, { topic: "manage", ...choices });
    expect(errors).toEqual([]);
    expect(weaker).toContainEqual(
      expect.objectContaining({
        subject,
        found: found instanceof RegExp ? (expect.stringMatching(found) as string) : found,
        impact: expect.stringMatching(/./) as string,
      }),
    );
  });
});

function alarmNotifying(...AlarmActions: string[]) {
  return equivalent({}, { AlarmActions });
}

describe("asks, whatever the default, about", () => {
  test.each<[string, typeof answers, string, RegExp, readonly string[]]>([
    [
      "a stranger's topic that an alarm notifies",
      { ...alarmNotifying(arn("sns", "x", stranger)), ListTopics: {} },
      "topic",
      /account 999988887777 decides/,
      [arn("sns", "x", stranger), "new"],
    ],
    [
      "a topic with subscribers",
      {},
      "topic",
      /its subscribers are email late@example.com, lambda /,
      [topicArn, `use:${topicArn}`, "new"],
    ],
    [
      "a topic that a stranger may change",
      { ...topic(policy(lets(stranger))), ListSubscriptionsByTopic: {} },
      "topic",
      /its policy allows 999988887777/,
      [`${topicArn}`, `manage:${topicArn}`, "new"],
    ],
    [
      "a topic that denies everybody",
      {
        ...topic(policy({ Effect: "Deny", Principal: "*", Action: "sns:Publish" })),
        ListSubscriptionsByTopic: {},
      },
      "topic",
      /its policy denies everybody/,
      [topicArn, `manage:${topicArn}`, "new"],
    ],
    [
      "an alarm that notifies nobody",
      alarm({ ActionsEnabled: false }),
      "silent-alarms",
      /root-account-usage are disabled/,
      ["enable", "keep"],
    ],
    [
      "a stranger's bucket for the trail",
      trail({ S3BucketName: "theirs" }),
      "trail-bucket",
      /another account/,
      ["theirs", "new"],
    ],
    [
      "a stranger's bucket for AWS Config",
      channel({ s3BucketName: "theirs" }),
      "config-bucket",
      /another account/,
      ["theirs", "new"],
    ],
    [
      "a stranger's bucket for access logs",
      bucket("GetBucketLogging", "company-files", { LoggingEnabled: { TargetBucket: "theirs", TargetPrefix: "" } }),
      "access-log-bucket",
      /another account/,
      ["theirs", "new", "none"],
    ],
    [
      "a stranger's key",
      trail({ KmsKeyId: arn("kms", "key/x", stranger) }),
      "log-key",
      /account 999988887777/,
      [arn("kms", "key/x", stranger), "new"],
    ],
    [
      "a key of the alerts that denies everybody",
      {
        ...topic({ KmsMasterKeyId: arn("kms", "key/11111111-2222-3333-4444-555555555555") }),
        GetKeyPolicy: policy({ Effect: "Deny", NotPrincipal: { AWS: stranger }, Action: "kms:GenerateDataKey*" }),
      },
      "alert-key",
      /its policy denies everybody except some/,
      ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555", "new"],
    ],
    [
      "a stranger's key for the alerts",
      topic({ KmsMasterKeyId: arn("kms", "key/x", stranger) }),
      "alert-key",
      /account 999988887777/,
      [arn("kms", "key/x", stranger), "new"],
    ],
  ])("%s", async (_, there, kind, about, options) => {
    const { questions } = await adopted(there, kind === "topic" ? {} : { topic: "manage" });
    expect(questions).toEqual([
      {
        kind,
        about: expect.stringMatching(about) as string,
        options: options.map((which) => expect.objectContaining({ choice: `${kind}=${which}` }) as object),
      },
    ]);
  });

  test("all of them at once", async () => {
    const there = { ...alarm({ ActionsEnabled: false }), ...trail({ S3BucketName: "theirs" }) };
    const { questions } = await adopted(there);
    expect(questions.map(({ kind }) => kind)).toEqual(["topic", "trail-bucket", "silent-alarms"]);
  });
});

test("a topic that notifies nobody, and is the account's own, is taken without a question", async () => {
  const { questions, settings } = await adopted({ ListSubscriptionsByTopic: {} });
  expect(questions).toEqual([]);
  expect(settings).not.toHaveProperty("alerts");
});

test("a new topic gets a name that does not exist", async () => {
  const ListTopics = { Topics: [{ TopicArn: topicArn }, { TopicArn: `${topicArn}-2` }] };
  const { settings } = await adopted({ ListTopics }, { topic: "new" });
  expect(settings).toHaveProperty("alerts.topicName", "security-alerts-3");
});

test("a disabled alarm is enabled on request, and the change is reported", async () => {
  const there = alarm({ ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", "silent-alarms": "enable" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(
    expect.objectContaining({ change: expect.stringContaining("its actions are enabled") }),
  );
});

test("an alarm that one of several periods raises is raised no later", async () => {
  const there = alarm({ EvaluationPeriods: 5, DatapointsToAlarm: 1 });
  const { settings } = await adopted(there, { topic: "manage" });
  expect(settings).not.toHaveProperty("detections.overrides");
});

test("an alarm with another purpose keeps none of its values", async () => {
  const there = alarm({ MetricName: "Other", Threshold: 1_000_000, Period: 86400, ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", names: "ours" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(
    expect.objectContaining({ change: expect.stringContaining("is raised by 1 events in 300 seconds, 1 times") }),
  );
});

test.each<[string, (who: object) => typeof answers, Choices, RegExp]>([
  [
    "topic",
    ({ Policy }: { Policy?: string }) => topic({ Policy }),
    { topic: "manage" },
    /^only CloudWatch .*; no longer 999988887777$/,
  ],
  [
    "bucket",
    (stranger) => bucket("GetBucketPolicy", "company-files", stranger),
    { "trail-bucket": "manage" },
    /no longer names 999988887777$/,
  ],
  [
    "key",
    (stranger) => ({
      GetKeyPolicy: stranger,
      ...key({ Description: "Encrypts the audit trail and the AWS Config history" }),
      ListAliases: {
        Aliases: [{ AliasName: "alias/security-logs", TargetKeyId: "11111111-2222-3333-4444-555555555555" }],
      },
    }),
    {},
    /^its policy is replaced; it no longer allows 999988887777$/,
  ],
])(
  "a policy of a %s whose statements have the default ids changes all the same",
  async (kind, there, choices, change) => {
    const sids = {
      topic: ["AlarmsPublish", "DenyInsecureTransport"],
      bucket: ["CloudTrailChecksAcl", "CloudTrailDelivers", "DenyInsecureTransport"],
      key: [
        "AccountManagesKey",
        "CloudTrailEncryptsLogs",
        "CloudTrailUsesKey",
        "LogGroupIsEncrypted",
        "ConfigEncryptsHistory",
      ],
    }[kind]!;
    const named = policy(...sids.map((Sid) => ({ ...lets(stranger), Sid })));
    const { changes } = await adopted(there(named), { topic: "manage", ...choices });
    expect(changes).toContainEqual(expect.objectContaining({ change: expect.stringMatching(change) as string }));
  },
);

test("a bucket that receives deliveries for two accounts is used unchanged", async () => {
  const delivers = {
    Effect: "Allow",
    Principal: { Service: "config.amazonaws.com" },
    Action: "s3:PutObject",
    Condition: { StringEquals: { "aws:SourceAccount": [account, stranger] } },
  };
  const { findings } = await adopted(bucket("GetBucketPolicy", "config-files", policy(delivers)), { topic: "manage" });
  expect(findings).toContainEqual({
    kind: "config-bucket",
    id: "config-files",
    mode: "use",
    reason: `its policy also names config.amazonaws.com for ${stranger}`,
  });
});

test("a service that only checks whether it can deliver is not reported", async () => {
  const looks = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:GetBucketAcl" };
  const { weaker } = await adopted(bucket("GetBucketPolicy", "company-files", policy(looks)), {
    topic: "manage",
    "trail-bucket": "use",
  });
  expect(weaker.map(({ found }) => found)).not.toContainEqual(expect.stringContaining("its policy allows"));
});

test("a managed recorder no longer uses a stranger's role", async () => {
  const roleARN = `arn:aws:iam::${stranger}:role/r`;
  const { settings, changes } = await adopted(recorder({ roleARN }), { topic: "manage" });
  expect(JSON.stringify(settings)).not.toContain(stranger);
  expect(changes).toContainEqual(expect.objectContaining({ change: `no longer uses the role ${roleARN}` }));
});

test("of two equivalent rules the one with the wider scope is adopted", async () => {
  const [narrow] = (answers["DescribeConfigRules"] as { ConfigRules: object[] }).ConfigRules;
  const wide = { ConfigRuleName: "wide", Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" } };
  const { settings } = await adopted({ DescribeConfigRules: { ConfigRules: [narrow!, wide] } }, { topic: "manage" });
  expect(settings).toMatchObject({ config: { rules: { wide: { identifier: "INCOMING_SSH_DISABLED" } } } });
});

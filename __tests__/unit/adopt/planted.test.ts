import { readAccount } from "../../../src/cli/adopt/account";
import { adopt } from "../../../src/cli/adopt/adoption";
import type { Choices } from "../../../src/cli/adopt/draft";
import { answers, fakeAccess } from "../../support/fake-aws";

/** What somebody with rights in the account could put there, so that adopting it weakens the monitoring or tells a stranger. */

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
/** A trail that is used as it is, because it would lose something. */
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
/** A recorder that is used as it is. */
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
const twin = (filter: object, ...alarms: object[]) => ({
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
  const { inventory, denials } = await readAccount(fakeAccess(there));
  expect(denials).toEqual([]);
  return adopt(inventory, choices);
}

/** Advanced selectors that leave out what changes something. */
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

test("an account in which nothing is weak has nothing told but what its tutorial lacks", async () => {
  const { weaker } = await adopted({}, { topic: "manage" });
  expect(weaker.map(({ of }) => of)).toEqual([
    "trail.expireAfterDays",
    "config.recordingFrequency",
    "config.expireAfterDays",
    "config.rules.no-open-ssh.scope.resourceTypes",
  ]);
});

describe("is told", () => {
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
      "a trail that signs nothing",
      usedTrail({ LogFileValidationEnabled: false }),
      "trail company-trail",
      "files are not signed",
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
      "a trail that tells a stranger",
      usedTrail({ SnsTopicARN: arn("sns", "x", stranger) }),
      "trail company-trail",
      /^tells of new files/,
    ],
    [
      "a trail that leaves out reading",
      selectors({ IncludeManagementEvents: true, ReadWriteType: "WriteOnly" }),
      "trail company-trail",
      /all that is not WriteOnly/,
    ],
    [
      "a trail that leaves out a service",
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
    [
      "a trail with narrow advanced selectors",
      readsOnly,
      "trail company-trail",
      /its selector for readOnly leaves out/,
    ],
    [
      "events kept a day",
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
      "events kept a day of a trail that is used",
      {
        ...usedTrail({}),
        DescribeLogGroups: {
          logGroups: [
            { logGroupName: "company-events", arn: arn("logs", "log-group:company-events:*"), retentionInDays: 1 },
          ],
        },
      },
      "log group company-events",
      "keeps 1 days",
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
      { fieldSelectionCriteria: '@aws.region = "nowhere"', looksAt: 'events with @aws.region = "nowhere"' },
      { applyOnTransformedLogs: true, looksAt: "transformed events" },
    ].map(({ looksAt, ...change }): [string, typeof answers, string, unknown] => [
      `a filter that looks at ${looksAt}`,
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
      `looks at ${looksAt}`,
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
      "files copied to a stranger",
      {
        GetBucketReplication: {
          ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
        },
      },
      "trail-bucket company-files",
      "copied to theirs",
    ],
    [
      "AWS Config's files copied to a stranger",
      {
        GetBucketReplication: {
          ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
        },
      },
      "config-bucket config-files",
      "copied to theirs",
    ],
    [
      "a bucket that a stranger reads",
      bucket("GetBucketPolicy", "company-files", policy(lets(`arn:aws:iam::${stranger}:root`))),
      "trail-bucket company-files",
      `its policy lets in arn:aws:iam::${stranger}:root`,
    ],
    [
      "a bucket that an organization reads",
      bucket("GetBucketPolicy", "company-files", policy(lets("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }))),
      "trail-bucket company-files",
      "its policy lets in everybody for o-1",
    ],
    [
      "a bucket with grants",
      bucket("GetBucketAcl", "company-files", { Owner: { ID: "me" }, Grants: [{ Grantee: { ID: "they" } }] }),
      "trail-bucket company-files",
      /access control list/,
    ],
    [
      "a bucket without versions",
      { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketVersioning: {} },
      "trail-bucket company-files",
      "no versions",
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
      "a bucket in which each file can let others in",
      { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketOwnershipControls: {} },
      "trail-bucket company-files",
      "access control lists count",
    ],
    [
      "a used trail whose files a stranger reads",
      { ...usedTrail({}), ...bucket("GetBucketPolicy", "company-files", policy(lets(stranger))) },
      "trail company-trail",
      `its bucket: its policy lets in ${stranger}`,
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
      "not the account's",
      { "access-log-bucket": "use" },
    ],
    [
      "a stranger's bucket",
      trail({ S3BucketName: "theirs" }),
      "trail-bucket theirs",
      "not the account's",
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
      "has by-hand, AdministratorAccess",
    ],
    [
      "a recorder's role that a stranger may take",
      {
        ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
        GetRole: { Role: { AssumeRolePolicyDocument: policy(lets(stranger)).Policy } },
      },
      "role r",
      `its trust policy lets in ${stranger}`,
    ],
    [
      "a grant to a stranger",
      { ListGrants: { Grants: [{ GranteePrincipal: `arn:aws:iam::${stranger}:role/x` }] } },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      `grants let in arn:aws:iam::${stranger}:role/x`,
    ],
    [
      "a key policy with a stranger",
      { GetKeyPolicy: policy(lets(`arn:aws:iam::${stranger}:root`)) },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      /lets in .*999988887777/,
    ],
    [
      "a key policy that refuses",
      { GetKeyPolicy: policy({ Effect: "Deny", Principal: "*", Action: "kms:Decrypt" }) },
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "its policy refuses everybody",
    ],
    [
      "a key whose material was brought along",
      key({ Origin: "EXTERNAL" }),
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "its material is from EXTERNAL",
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
      "a recorder that leaves types out",
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
      "records some resource types only",
    ],
    [
      "a used recorder that leaves types out",
      recorder({
        recordingGroup: {
          recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
          exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
        },
      }),
      "recorder default",
      "leaves out AWS::S3::Bucket",
      used,
    ],
    [
      "a used recorder that is slow",
      recorder({ recordingMode: { recordingFrequency: "DAILY" } }),
      "recorder default",
      "DAILY",
      used,
    ],
    [
      "a used recorder without IAM",
      recorder({ recordingGroup: { allSupported: true } }),
      "recorder default",
      "leaves out IAM",
      used,
    ],
    [
      "a recorder that is slow for some types",
      recorder({ recordingMode: { recordingModeOverrides: [{ resourceTypes: ["AWS::S3::Bucket"] }] } }),
      "recorder default",
      "some types at another pace",
    ],
    [
      "what was recorded kept a month",
      { DescribeRetentionConfigurations: { RetentionConfigurations: [{ RetentionPeriodInDays: 30 }] } },
      "recorder default",
      "kept 30 days",
    ],
    [
      "what was recorded collected by a stranger",
      { DescribeAggregationAuthorizations: { AggregationAuthorizations: [{ AuthorizedAccountId: stranger }] } },
      "recorder default",
      "account 999988887777 may collect it",
    ],
    ...["TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations"].map(
      (kind): [string, typeof answers, string, unknown] => [
        `a stranger told of files: ${kind}`,
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
        /^tells of its files .*999988887777/,
      ],
    ),
    ["a used recorder without a key", {}, "recorder default", "no key", used],
    [
      "a subscriber that may be told late",
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
      "a used recorder that is a stranger's role",
      recorder({ roleARN: `arn:aws:iam::${stranger}:role/r` }),
      "recorder default",
      `works as arn:aws:iam::${stranger}:role/r`,
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
      "a recorder that tells a stranger",
      channel({ snsTopicARN: arn("sns", "x", stranger) }),
      "recorder default",
      /^tells of changes/,
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
      "a rule that looks at nothing there is",
      rule({ EvaluationModes: [{ Mode: "PROACTIVE" }] }),
      "rule no-open-ssh",
      /before something is made/,
    ],
    [
      "another rule under the name of ours",
      rule({ ConfigRuleName: "restricted-ssh", Source: { Owner: "CUSTOM_LAMBDA" } }),
      "config.disabledRules",
      ["restricted-ssh"],
    ],
    [
      "a used topic that a stranger may change",
      topic(policy(lets(stranger))),
      "topic security-alerts",
      `its policy lets in ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic that a stranger's condition opens",
      topic(policy(lets("*", { StringEquals: { "AWS:SourceOwner": stranger } }))),
      "topic security-alerts",
      `its policy lets in everybody for ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic that a condition opens if a key is missing",
      topic(policy(lets("*", { StringEqualsIfExists: { "AWS:SourceOwner": account } }))),
      "topic security-alerts",
      "its policy lets in everybody",
      { topic: "use" },
    ],
    [
      "a used topic that a service opens for a stranger",
      topic(
        policy({
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": stranger } },
        }),
      ),
      "topic security-alerts",
      `its policy lets in s3.amazonaws.com for ${stranger}`,
      { topic: "use" },
    ],
    [
      "a used topic that refuses alarms",
      topic(policy({ Effect: "Deny", Principal: "*", Action: "sns:Publish" })),
      "topic security-alerts",
      "its policy refuses everybody",
      { topic: "use" },
    ],
    [
      "a used topic that refuses whoever uses TLS",
      topic(policy({ Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      "topic security-alerts",
      "its policy refuses everybody",
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
      "a used topic whose key is off",
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
      /^its key: grants let in .*999988887777/,
      { topic: "use" },
    ],
    [
      "a used topic with a key of AWS",
      { ...topic({ KmsMasterKeyId: "alias/company" }), ...key({ KeyManager: "AWS" }) },
      "topic security-alerts",
      "a key of AWS",
      { topic: "use" },
    ],
    [
      "a used topic that slows alerts down",
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
      alarmTelling(arn("sns", "x", stranger)),
      "alerts.existingTopic.arn",
      arn("sns", "x", stranger),
      { topic: arn("sns", "x", stranger) },
    ],
    [
      "a subscriber with a filter",
      {
        ...subscription({ SubscriptionArn: `${topicArn}:2` }),
        GetSubscriptionAttributes: { Attributes: { FilterPolicy: '{"a":["b"]}' } },
      },
      "topic security-alerts",
      "email late@example.com has a filter",
    ],
    [
      "a subscriber of a stranger's",
      subscription({ Owner: stranger }),
      "topic security-alerts",
      "email late@example.com gets the alerts",
    ],
    [
      "a stranger's queue",
      subscription({ Protocol: "sqs", Endpoint: arn("sqs", "q", stranger) }),
      "topic security-alerts",
      `sqs ${arn("sqs", "q", stranger)} gets the alerts`,
    ],
    [
      "a stranger's function",
      subscription({ Protocol: "lambda", Endpoint: arn("lambda", "function:f", stranger) }),
      "topic security-alerts",
      `lambda ${arn("lambda", "function:f", stranger)} gets the alerts`,
    ],
    [
      "an alarm that never goes off",
      alarm({ Threshold: 1_000_000 }),
      "detections.overrides.root-account-usage.threshold",
      1_000_000,
    ],
    [
      "an alarm that looks once a day",
      alarm({ Period: 86400 }),
      "detections.overrides.root-account-usage.periodSeconds",
      86400,
    ],
    [
      "an alarm that waits for long",
      alarm({ EvaluationPeriods: 100 }),
      "detections.overrides.root-account-usage.evaluationPeriods",
      100,
    ],
    [
      "an alarm that tells nobody",
      alarm({ ActionsEnabled: false }),
      "detections.overrides.root-account-usage.actionsEnabled",
      false,
      { "silent-alarms": "keep" },
    ],
    [
      "a filter instead of ours that counts nothing",
      twin({ metricValue: "0" }, {}),
      "metric filter RootUsage",
      "counts 0 for an event",
      { detections: "theirs" },
    ],
    [
      "a filter instead of ours without an alarm",
      twin({}),
      "metric filter RootUsage",
      "no alarm",
      { detections: "theirs" },
    ],
    [
      "a filter instead of ours that sees less",
      twin({}, {}),
      "detection root-account-usage",
      "without the filter console",
      { detections: "theirs" },
    ],
    [
      "an alarm instead of ours that never goes off",
      twin({}, { Threshold: 1_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }),
      "alarm RootUsageAlarm",
      1_000_000,
      { detections: "theirs" },
    ],
    [
      "an alarm instead of ours that is off",
      twin({}, { ActionsEnabled: false }),
      "alarm RootUsageAlarm",
      false,
      { detections: "theirs" },
    ],
    [
      "an alarm instead of ours that tells nobody",
      twin({}, { AlarmActions: [] }),
      "alarm RootUsageAlarm",
      "no actions",
      { detections: "theirs" },
    ],
    [
      "an alarm instead of ours that tells a stranger",
      twin({}, { AlarmActions: [arn("sns", "x", stranger)] }),
      "alarm RootUsageAlarm",
      /^tells .*999988887777/,
      { detections: "theirs", topic: "new" },
    ],
    [
      "a used topic that refuses everybody under the name of TLS",
      topic(policy({ Effect: "Deny", Principal: "*", Condition: { Null: { "aws:SecureTransport": "false" } } })),
      "topic security-alerts",
      "its policy refuses everybody",
      { topic: "use" },
    ],
    [
      "a used topic that a service opens for any account",
      topic(policy({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" })),
      "topic security-alerts",
      "its policy lets in events.amazonaws.com for any account",
      { topic: "use" },
    ],
    [
      "a used topic that a wildcard opens for any account",
      topic(
        policy({
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { StringLike: { "aws:SourceAccount": "*" } },
        }),
      ),
      "topic security-alerts",
      "its policy lets in s3.amazonaws.com for any account",
      { topic: "use" },
    ],
    ...["cognito-identity.amazonaws.com", `arn:aws:iam::${account}:oidc-provider/token.example.com`].map(
      (Federated): [string, typeof answers, string, unknown] => [
        `a recorder's role that ${Federated} may give away`,
        {
          ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
          GetRole: {
            Role: { AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { Federated } }).Policy },
          },
        },
        "role r",
        `its trust policy lets in whom ${Federated} says`,
      ],
    ),
    [
      "a used recorder's role that a stranger may take",
      {
        ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
        GetRole: { Role: { AssumeRolePolicyDocument: encodeURIComponent(`\n${policy(lets(stranger)).Policy}`) } },
      },
      "role r",
      `its trust policy lets in ${stranger}`,
      used,
    ],
    [
      "a key with copies in other regions",
      key({ MultiRegion: true }),
      `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
      "may have copies in other regions",
    ],
    [
      "a trail that cannot deliver",
      { ...usedTrail({}), GetTrailStatus: { IsLogging: true, LatestCloudWatchLogsDeliveryError: "Access denied." } },
      "trail company-trail",
      "cannot deliver: Access denied.",
    ],
    [
      "a managed trail with narrow advanced selectors, which stay",
      readsOnly,
      "trail company-trail",
      /its selector for readOnly leaves out/,
      { trail: "manage" },
    ],
    [
      "a filter whose count no alarm sees",
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
      "counts apart by @aws.region",
    ],
    [
      "a filter instead of ours whose count no alarm sees",
      twin({ dimensions: { caller: "$.userIdentity.arn" } }, {}),
      "metric filter RootUsage",
      "counts apart by caller",
      { detections: "theirs" },
    ],
    [
      "a filter instead of ours that counts next to nothing",
      twin({ metricValue: "0.0001" }, {}),
      "metric filter RootUsage",
      "counts 0.0001 for an event",
      { detections: "theirs" },
    ],
    ...(
      [
        [{ Threshold: 2_000_000, ComparisonOperator: "GreaterThanOrEqualToThreshold" }, 2_000_000],
        [{ Threshold: 0, ComparisonOperator: "LessThanThreshold" }, "goes off at LessThanThreshold 0"],
        [{ Threshold: 0, ComparisonOperator: "GreaterThanUpperThreshold" }, "goes off at GreaterThanUpperThreshold 0"],
        [{ Statistic: "Minimum" }, "looks at the Minimum"],
        [{ Period: 604800 }, 604800],
        [{ EvaluationPeriods: 101 }, 101],
        [{ Dimensions: [{ Name: "a", Value: "b" }] }, "looks at events with a only"],
        [{ Unit: "Bytes" }, "looks at Bytes only"],
        [{ OKActions: [arn("sns", "x", stranger)] }, /^tells .*999988887777/],
      ] as const
    ).map(([change, found]): [string, typeof answers, string, unknown, Choices] => [
      `an alarm instead of ours with ${JSON.stringify(change)}`,
      twin({}, change),
      "alarm RootUsageAlarm",
      found,
      { detections: "theirs" },
    ]),
  ])("%s", async (_, there, of, found, choices = {}) => {
    const { weaker, refusals } = await adopted(there, { topic: "manage", ...choices });
    expect(refusals).toEqual([]);
    expect(weaker).toContainEqual(
      expect.objectContaining({
        of,
        found: found instanceof RegExp ? (expect.stringMatching(found) as string) : found,
        means: expect.stringMatching(/./) as string,
      }),
    );
  });
});

function alarmTelling(...AlarmActions: string[]) {
  return twin({}, { AlarmActions });
}

describe("is asked about, and taken by nobody's default,", () => {
  test.each<[string, typeof answers, string, RegExp, readonly string[]]>([
    [
      "a stranger's topic that an alarm tells",
      { ...alarmTelling(arn("sns", "x", stranger)), ListTopics: {} },
      "topic",
      /account 999988887777 decides/,
      [arn("sns", "x", stranger), "new"],
    ],
    [
      "a topic that tells somebody",
      {},
      "topic",
      /it tells email late@example.com, lambda /,
      [topicArn, `use:${topicArn}`, "new"],
    ],
    [
      "a topic that a stranger may change",
      { ...topic(policy(lets(stranger))), ListSubscriptionsByTopic: {} },
      "topic",
      /its policy lets in 999988887777/,
      [`${topicArn}`, `manage:${topicArn}`, "new"],
    ],
    [
      "a topic that lets nobody publish",
      {
        ...topic(policy({ Effect: "Deny", Principal: "*", Action: "sns:Publish" })),
        ListSubscriptionsByTopic: {},
      },
      "topic",
      /its policy refuses everybody/,
      [topicArn, `manage:${topicArn}`, "new"],
    ],
    [
      "an alarm that tells nobody",
      alarm({ ActionsEnabled: false }),
      "silent-alarms",
      /root-account-usage are switched off/,
      ["tell", "keep"],
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
      "a key of the alerts that lets nobody use it",
      {
        ...topic({ KmsMasterKeyId: arn("kms", "key/11111111-2222-3333-4444-555555555555") }),
        GetKeyPolicy: policy({ Effect: "Deny", NotPrincipal: { AWS: stranger }, Action: "kms:GenerateDataKey*" }),
      },
      "alert-key",
      /its policy refuses everybody but some/,
      ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555", "new"],
    ],
    [
      "a stranger's key of the alerts",
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

  test("and all of it at once", async () => {
    const there = { ...alarm({ ActionsEnabled: false }), ...trail({ S3BucketName: "theirs" }) };
    const { questions } = await adopted(there);
    expect(questions.map(({ kind }) => kind)).toEqual(["topic", "trail-bucket", "silent-alarms"]);
  });
});

test("a topic that tells nobody, and is the account's own, is taken without a question", async () => {
  const { questions, settings } = await adopted({ ListSubscriptionsByTopic: {} });
  expect(questions).toEqual([]);
  expect(settings).not.toHaveProperty("alerts");
});

test("a new topic has a name that nobody planted", async () => {
  const ListTopics = { Topics: [{ TopicArn: topicArn }, { TopicArn: `${topicArn}-2` }] };
  const { settings } = await adopted({ ListTopics }, { topic: "new" });
  expect(settings).toHaveProperty("alerts.topicName", "security-alerts-3");
});

test("an alarm that was off is told the topic again, and that is told", async () => {
  const there = alarm({ ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", "silent-alarms": "tell" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(expect.objectContaining({ what: expect.stringContaining("tells somebody again") }));
});

test("an alarm that one period of several sets off goes off no later", async () => {
  const there = alarm({ EvaluationPeriods: 5, DatapointsToAlarm: 1 });
  const { settings } = await adopted(there, { topic: "manage" });
  expect(settings).not.toHaveProperty("detections.overrides");
});

test("of an alarm that was something else nothing is kept", async () => {
  const there = alarm({ MetricName: "Other", Threshold: 1_000_000, Period: 86400, ActionsEnabled: false });
  const { settings, changes } = await adopted(there, { topic: "manage", names: "ours" });
  expect(settings).not.toHaveProperty("detections.overrides");
  expect(changes).toContainEqual(
    expect.objectContaining({ what: expect.stringContaining("goes off from 1 events in 300 seconds on, 1 times") }),
  );
});

test.each<[string, (who: object) => typeof answers, Choices, RegExp]>([
  [
    "topic",
    ({ Policy }: { Policy?: string }) => topic({ Policy }),
    { topic: "manage" },
    /^lets CloudWatch .*; no longer 999988887777$/,
  ],
  [
    "bucket",
    (stranger) => bucket("GetBucketPolicy", "company-files", stranger),
    { "trail-bucket": "manage" },
    /no longer 999988887777$/,
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
    /^gets its policy back; no longer lets in 999988887777$/,
  ],
])(
  "a policy of a %s whose statements have the names of ours changes all the same",
  async (kind, there, choices, what) => {
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
    expect(changes).toContainEqual(expect.objectContaining({ what: expect.stringMatching(what) as string }));
  },
);

test("a bucket into which a service delivers for two accounts is used as it is", async () => {
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
    way: "use",
    because: `its policy also lets in config.amazonaws.com for ${stranger}`,
  });
});

test("a service that only looks whether it can deliver is not told", async () => {
  const looks = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:GetBucketAcl" };
  const { weaker } = await adopted(bucket("GetBucketPolicy", "company-files", policy(looks)), {
    topic: "manage",
    "trail-bucket": "use",
  });
  expect(weaker.map(({ found }) => found)).not.toContainEqual(expect.stringContaining("its policy lets in"));
});

test("a recorder no longer works as a stranger's role", async () => {
  const roleARN = `arn:aws:iam::${stranger}:role/r`;
  const { settings, changes } = await adopted(recorder({ roleARN }), { topic: "manage" });
  expect(JSON.stringify(settings)).not.toContain(stranger);
  expect(changes).toContainEqual(expect.objectContaining({ what: `no longer works as ${roleARN}` }));
});

test("of two rules that are alike the one that looks at more is taken", async () => {
  const [narrow] = (answers["DescribeConfigRules"] as { ConfigRules: object[] }).ConfigRules;
  const wide = { ConfigRuleName: "wide", Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" } };
  const { settings } = await adopted({ DescribeConfigRules: { ConfigRules: [narrow!, wide] } }, { topic: "manage" });
  expect(settings).toMatchObject({ config: { rules: { wide: { identifier: "INCOMING_SSH_DISABLED" } } } });
});

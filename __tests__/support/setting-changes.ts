import { everything } from "../../src/cli/deployment/monitoring-resources";
import { monitoringSettings, type MonitoringProps } from "../../src/settings";
import { jsonSchemaOf } from "../../src/terraform/json-schema";
import { EMULATED_ACCOUNT } from "./emulator";

const key = { arn: `arn:aws:kms:eu-west-1:${EMULATED_ACCOUNT}:key/0d990263-018e-4e65-a703-eff731de951e` };
const topic = { arn: `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:theirs` };

const retain: NonNullable<MonitoringProps["evidence"]>["retain"] = [
  "trail-bucket",
  "log-group",
  "config-bucket",
  "access-log-bucket",
  "log-key",
  "guardduty-detector",
  "guardduty-bucket",
  "security-hub",
  "remediation-records",
];

/** Changes of a setting with which all that was collected stays where it is. Some exclude each other. */
export const harmless: MonitoringProps[] = [
  {
    tags: { CostCentre: "1" },
    alerts: {
      topicName: "other-alerts",
      topicsBySeverity: { critical: topic },
      existingTopicKeys: [key.arn],
      ...everything.alerts,
      machines: { sqsQueues: { pager: { arn: `arn:aws:sqs:eu-west-1:${EMULATED_ACCOUNT}:pager` } } },
      recordTopic: topic,
      emails: ["oncall@example.com"],
      emailsByName: { escalation: "escalation@example.com" },
      httpsEndpoints: { pager: "https://example.com/alerts" },
      sqsQueues: { siem: { arn: `arn:aws:sqs:eu-west-1:${EMULATED_ACCOUNT}:siem` } },
      lambdaFunctions: { chat: { arn: `arn:aws:lambda:eu-west-1:${EMULATED_ACCOUNT}:function:chat` } },
    },
    trail: {
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 7,
      transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }],
      forceDestroyBucket: true,
      objectLock: { mode: "GOVERNANCE", days: 30 },
      logRetentionDays: 731,
      deliveryRoleName: "other-role",
      s3DataEvents: { buckets: ["customer-files"], readWriteType: "All" },
    },
    config: {
      recorderName: "other",
      existingRole: {
        arn: `arn:aws:iam::${EMULATED_ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      },
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 7,
      transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }],
      forceDestroyBucket: true,
      recordingFrequency: "DAILY",
      recordingOverride: { resourceTypes: ["AWS::S3::Bucket", "AWS::EC2::SecurityGroup"], frequency: "CONTINUOUS" },
      excludedResourceTypes: ["AWS::EC2::NetworkInterface"],
      recordsGlobalResources: false,
      snapshotFrequency: "One_Hour",
      rules: { "root-has-mfa": { identifier: "ROOT_ACCOUNT_MFA_ENABLED" } },
      disabledRules: ["restricted-ssh"],
      alerts: { enabled: true, severity: "medium", firstEvaluations: "each", compliant: true },
    },
    accessLogs: {
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 7,
      transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }],
      forceDestroyBucket: true,
    },
    detections: {
      metricNamespace: "Other",
      packs: ["cis"],
      include: ["snapshot-shared", "monitoring-changed"],
      disabled: ["vpc-changes"],
      overrides: { "iam-policy-changes": { threshold: 5 } },
      custom: {
        "custom-detection": {
          title: "Own",
          pattern: '{ $.eventName = "Own" }',
          eventPattern: '{"detail":{"eventName":["Own"]}}',
        },
      },
      instantSeverities: ["critical"],
      instantInclude: ["network-acl-changes"],
      instantDisabled: ["snapshot-shared"],
      deployerRoleArn: "arn:aws:iam::111122223333:role/deployment",
    },
    encryption: { keyDeletionWindowDays: 7 },
    evidence: { retain },
    account: everything.account,
    accessAnalyzer: {
      enabled: true,
      analyzerName: "other",
      unusedAccessAgeDays: 30,
      unusedAccessAnalyzerName: "other-unused-access",
      alerts: { enabled: true, severity: "low" },
    },
    guardduty: {
      enabled: true,
      findingPublishingFrequency: "ONE_HOUR",
      features: ["S3_DATA_EVENTS", "RUNTIME_MONITORING"],
      runtimeAgents: ["EC2_AGENT_MANAGEMENT"],
      alerts: { enabled: false, severity: "critical", updates: true },
      exportFindings: true,
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 7,
      transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }],
      forceDestroyBucket: true,
    },
    dashboard: { enabled: true, name: "other", logsInsightsEnabled: false },
    securityHub: {
      enabled: true,
      autoEnableControls: false,
      standards: ["fsbp", "cis-1.2"],
      disabledControls: { "fsbp/IAM.6": "The root user has a virtual MFA device." },
      enabledControls: ["fsbp/IAM.1"],
      aggregator: { regions: ["us-east-1"] },
      alerts: { severity: "low" },
    },
    remediation: {
      modes: { "stopped-trail": "automatic", "public-image": "propose", "restricted-ssh": "off" },
      runbooks: {
        mfa: {
          rule: "root-has-mfa",
          document: "AWS-PublishSNSNotification",
          parameters: { TopicArn: [topic.arn], Message: ["{resource}"] },
          roleArn: `arn:aws:iam::${EMULATED_ACCOUNT}:role/runbook`,
          mode: "automatic",
          severity: "low",
        },
      },
      exemptTag: "exempt",
      only: ["theirs"],
      never: ["others"],
      repairsPerHour: 5,
      sweepHour: 4,
      logRetentionDays: 731,
      permissionsBoundary: { arn: `arn:aws:iam::${EMULATED_ACCOUNT}:policy/boundary` },
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 7,
      transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }],
      forceDestroyBucket: true,
      objectLock: { mode: "GOVERNANCE", days: 30 },
    },
    athena: {
      enabled: true,
      accounts: ["444455556666", "777788889999"],
      regions: ["us-east-1", "us-west-2"],
      historyDays: 400,
      scanLimitMegabytes: 10,
      expireAfterDays: 7,
    },
    savedQueries: { enabled: true },
  },
  {
    alerts: { existingTopic: topic, instant: false },
    config: { rulesEnabled: false, recordingOverride: { resourceTypes: ["AWS::EC2::Volume"], frequency: "DAILY" } },
    detections: { enabled: false },
    // The same analyzer, without its tags.
    accessAnalyzer: { enabled: true, analyzerName: "other" },
    securityHub: { enabled: true, enabledControls: ["fsbp/IAM.6"], aggregator: {} },
  },
  { alerts: { existingKey: key }, checkExisting: true },
  // What is made here stays beside what is used from now on.
  {
    trail: { existingBucket: { name: "theirs" }, existingLogGroup: { name: "theirs" } },
    config: { existingBucket: { name: "theirs" } },
    accessLogs: { existingBucket: { name: "theirs" } },
    guardduty: {
      enabled: true,
      unavailableFeatures: ["RDS_LOGIN_EVENTS"],
      exportFindings: true,
      existingBucket: { name: "theirs" },
      existingKey: key,
    },
    encryption: { existingLogKey: { arn: key.arn } },
    evidence: { retain },
    // The same results, and the table over the existing bucket.
    athena: { enabled: true, keyPrefix: "logs/AWSLogs/" },
  },
  {
    guardduty: { enabled: true, exportFindings: true, bucketName: "other-guardduty" },
    remediation: { modes: { "stopped-trail": "propose" }, bucketName: "other-remediation" },
    athena: {
      enabled: true,
      bucketName: "other-results",
      databaseName: "other_events",
      workgroupName: "other-investigations",
    },
  },
  {
    regions: ["us-east-1"],
    organization: {
      id: "o-a1b2c3d4e5",
      managementAccountId: "999988887777",
      members: { organizationalUnitIds: ["r-ab12"], remediation: true },
      securityHubTargets: ["r-ab12"],
      configRules: {},
    },
    trail: { besideOrganization: true, organizationTrailName: "other-organization-trail" },
    remediation: { modes: { "stopped-trail": "propose" } },
    accessAnalyzer: { enabled: true },
    guardduty: { enabled: true },
    securityHub: { enabled: true, aggregator: {} },
  },
];

/**
 * Changes of settings that would delete or replace something collected, and what that is. A plan costs seconds, so that several
 * are in one: each endangers something that no other of them does.
 */
export const refused: [MonitoringProps, ...string[]][] = [
  [{ namePrefix: "other-" }, "trail_bucket", "config_bucket", "access_log_bucket", "log_group"],
  [
    {
      trail: { bucketName: "other-trail", logGroupName: "other" },
      config: { enabled: false },
      accessLogs: { enabled: false },
      encryption: { existingLogKey: key },
    },
    "trail_bucket",
    "log_group",
    "config_bucket",
    "access_log_bucket",
    "log_key",
  ],
  [
    {
      trail: { existingLogGroup: { name: "theirs" } },
      config: { existingRecorder: { name: "default" } },
      accessLogs: { existingBucket: { name: "theirs" } },
    },
    "log_group",
    "config_bucket",
    "access_log_bucket",
  ],
  [
    {
      trail: { enabled: false },
      config: { bucketName: "other-config" },
      accessLogs: { bucketName: "other-access" },
    },
    "trail_bucket",
    "log_group",
    "config_bucket",
    "access_log_bucket",
  ],
  // With no bucket of ours left there are no access logs.
  [
    { trail: { existingBucket: { name: "theirs" } }, config: { existingBucket: { name: "theirs" } } },
    "trail_bucket",
    "config_bucket",
    "access_log_bucket",
  ],
  [
    { evidence: { deletionProtection: false } },
    "trail_bucket",
    "config_bucket",
    "access_log_bucket",
    "log_group",
    "log_key",
  ],
];

/** A change that replaces the trail: it holds nothing, and records again a moment later. */
export const replacesTrail: MonitoringProps = { trail: { name: "other-trail" } };

/** `trail.bucketName` for every setting that is changed. */
export function settingsIn(props: MonitoringProps): string[] {
  const groups = jsonSchemaOf(monitoringSettings).properties!;
  return Object.entries(props).flatMap(([name, value]) =>
    groups[name]!.properties ? Object.keys(value as object).map((setting) => `${name}.${setting}`) : [name],
  );
}

/** Every setting there is, sorted. */
export function everySetting(): string[] {
  const groups = Object.entries(jsonSchemaOf(monitoringSettings).properties!);
  return groups
    .flatMap(([name, { properties }]) =>
      properties ? Object.keys(properties).map((setting) => `${name}.${setting}`) : [name],
    )
    .sort();
}

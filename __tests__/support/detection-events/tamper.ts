import { exampleNames } from "../../../src/detections/own-ground";
import { call, denied, service, type Examples } from "./record";

const s3Off = { name: "S3_DATA_EVENTS", status: "DISABLED" };

function protection(deletionProtectionEnabled: boolean) {
  return { logGroupIdentifier: "security-monitoring-trail", deletionProtectionEnabled };
}

/** A change of a finding in Security Hub. */
function suppressing(change: object) {
  return {
    FindingIdentifiers: [{ Id: "f1", ProductArn: "arn:aws:securityhub:eu-central-1::product/aws/guardduty" }],
    ...change,
  };
}

const trail = "security-monitoring-trail";
const trailArn = `arn:aws:cloudtrail:eu-central-1:111122223333:trail/${trail}`;
const { deliveryRole, logKey, alertKey, trailBucket, configBucket, topicArn } = exampleNames;

export const tamperExamples: Readonly<Record<string, Examples>> = {
  "monitoring-changed": {
    matches: [
      call("cloudtrail", "StopLogging", { name: trail }),
      call("cloudtrail", "UpdateTrail", { name: trailArn, s3BucketName: "elsewhere" }),
      call("cloudtrail", "PutEventSelectors", { trailName: trail }),
      call("cloudtrail", "PutInsightSelectors", { trailName: trailArn }),
      call("logs", "DeleteLogGroup", { logGroupName: trail }),
      call("logs", "PutRetentionPolicy", { logGroupName: trail, retentionInDays: 1 }),
      call("iam", "DeleteRolePolicy", { roleName: deliveryRole, policyName: "delivery" }),
      call("s3", "PutBucketPolicy", { bucketName: trailBucket }),
      call("s3", "PutBucketLifecycle", { bucketName: configBucket }),
      call("kms", "ScheduleKeyDeletion", { keyId: logKey, pendingWindowInDays: 7 }),
      call("kms", "PutKeyPolicy", { keyId: `arn:aws:kms:eu-central-1:111122223333:key/${alertKey}` }),
      call("sns", "SetTopicAttributes", { topicArn, attributeName: "Policy" }),
      call("sns", "Unsubscribe", { subscriptionArn: `${topicArn}:0b9e2c1e-7d55-4f6f-8a43-5b1f2f0d7c22` }),
      // What callers choose themselves silences nothing.
      call("cloudtrail", "DeleteTrail", { name: trail }, { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.11" }),
      // Access from another account, by a bucket policy: such a caller has no ARN.
      call("s3", "DeleteBucketPolicy", { bucketName: trailBucket }, { userIdentity: { type: "AWSAccount" } }),
    ],
    misses: [
      call("cloudtrail", "GetTrailStatus", { name: trail }),
      call("cloudtrail", "StartLogging", { name: trail }),
      denied("cloudtrail", "StopLogging", { name: trail }),
      // Other resources with similar names, and others of the same name.
      call("cloudtrail", "DeleteTrail", { name: `my-${trail}` }),
      call("cloudtrail", "DeleteTrail", { name: `${trailArn}-2` }),
      call("events", "PutRule", { name: trail }),
      call("cloudtrail", "DeleteTrail", { name: trail }, { recipientAccountId: "444455556666" }),
      call("logs", "DeleteLogGroup", { logGroupName: `${trail}-2` }),
      call("iam", "DeleteRole", { roleName: "delivery" }),
      call("s3", "PutBucketPolicy", { bucketName: `${trailBucket}-2` }),
      call("kms", "DisableKey", { keyId: "1a2b3c4d-0000-4444-8888-000000000003" }),
      call("sns", "DeleteTopic", { topicArn: `${topicArn}-2` }),
      // Deliveries, tags, queries and recipients.
      call("logs", "CreateLogStream", { logGroupName: trail, logStreamName: "111122223333_CloudTrail_eu-central-1" }),
      call("logs", "StartQuery", { logGroupName: trail }),
      call("iam", "TagRole", { roleName: deliveryRole }),
      call("s3", "PutBucketTagging", { bucketName: trailBucket }),
      call("kms", "Decrypt", { keyId: logKey }, { readOnly: true }),
      call("sns", "Subscribe", { topicArn, protocol: "email" }),
      call("sns", "ConfirmSubscription", { topicArn }),
    ],
  },
  "trail-stopped": {
    matches: [
      call("cloudtrail", "StopLogging", { name: "security-monitoring-trail" }),
      call("cloudtrail", "DeleteTrail", { name: "security-monitoring-trail" }),
    ],
    misses: [
      call("cloudtrail", "StartLogging", { name: "security-monitoring-trail" }),
      denied("cloudtrail", "StopLogging"),
      call("cloudtrail", "DeleteTrail", { name: "gone" }, { errorCode: "TrailNotFoundException" }),
    ],
  },
  "trail-scope-changed": {
    matches: [
      call("cloudtrail", "PutEventSelectors", {
        trailName: "security-monitoring-trail",
        eventSelectors: [{ readWriteType: "ReadOnly", includeManagementEvents: false }],
      }),
      call("cloudtrail", "UpdateTrail", { name: "security-monitoring-trail", isMultiRegionTrail: false }),
      call("cloudtrail", "UpdateEventDataStore", { eventDataStore: "lake", terminationProtectionEnabled: false }),
    ],
    misses: [
      call("cloudtrail", "GetEventSelectors"),
      call("cloudtrail", "UpdateEventDataStore", { eventDataStore: "lake", retentionPeriod: 2557 }),
      denied("cloudtrail", "PutEventSelectors"),
    ],
  },
  "log-group-deleted": {
    matches: [
      call("logs", "DeleteLogGroup", { logGroupName: "security-monitoring-trail" }),
      call("logs", "DeleteLogStream", { logGroupName: "security-monitoring-trail", logStreamName: "1" }),
      call("logs", "DeleteLogGroup", { logGroupName: "/aws/cloudtrail/audit" }),
      call("logs", "PutLogGroupDeletionProtection", protection(false)),
    ],
    misses: [
      call("logs", "DeleteLogGroup", { logGroupName: "/aws/lambda/thumbnails" }),
      call("logs", "CreateLogGroup", { logGroupName: "security-monitoring-trail" }),
      call("logs", "PutLogGroupDeletionProtection", protection(true)),
      denied("logs", "PutLogGroupDeletionProtection", protection(false)),
      denied("logs", "DeleteLogGroup", { logGroupName: "security-monitoring-trail" }),
    ],
  },
  "log-retention-shortened": {
    matches: [call("logs", "PutRetentionPolicy", { logGroupName: "security-monitoring-trail", retentionInDays: 1 })],
    misses: [
      call("logs", "PutRetentionPolicy", { logGroupName: "security-monitoring-trail", retentionInDays: 365 }),
      call("logs", "PutRetentionPolicy", { logGroupName: "/aws/codebuild/site", retentionInDays: 14 }),
    ],
  },
  "metric-filter-changed": {
    matches: [
      call("logs", "DeleteMetricFilter", { logGroupName: "security-monitoring-trail", filterName: "trail-stopped" }),
      call("logs", "PutMetricFilter", { filterName: "trail-stopped", filterPattern: "{ $.eventName = nothing }" }),
      call("logs", "PutTransformer", { logGroupIdentifier: "security-monitoring-trail" }),
      call("logs", "PutDataProtectionPolicy", { logGroupIdentifier: "security-monitoring-trail" }),
      call("logs", "DeleteAccountPolicy", { policyName: "mask", policyType: "SUBSCRIPTION_FILTER_POLICY" }),
      call("logs", "PutAccountPolicy", { policyName: "mask", policyType: "TRANSFORMER_POLICY" }),
    ],
    misses: [
      call("logs", "DescribeMetricFilters"),
      call("logs", "DescribeAccountPolicies"),
      call("logs", "PutResourcePolicy"),
      denied("logs", "DeleteMetricFilter"),
    ],
  },
  "log-key-changed": {
    matches: [call("kms", "PutKeyPolicy", { policyName: "default" }), call("logs", "DisassociateKmsKey")],
    misses: [call("kms", "GetKeyPolicy"), call("kms", "CreateGrant"), denied("kms", "PutKeyPolicy")],
  },
  "alarm-disabled": {
    matches: [
      call("monitoring", "DeleteAlarms", { alarmNames: ["trail-stopped"] }),
      call("monitoring", "SetAlarmState", { alarmName: "trail-stopped", stateValue: "OK" }),
      call("monitoring", "PutMetricAlarm", { alarmName: "trail-stopped", actionsEnabled: false }),
      call("monitoring", "PutCompositeAlarm", { alarmName: "all", actionsEnabled: false }),
      // A service that an intruder can send.
      call("monitoring", "DeleteAlarms", null, { userIdentity: service("cloudformation") }),
      // Who calls himself auto scaling is not.
      call("monitoring", "DeleteAlarms", null, { userAgent: "autoscaling.amazonaws.com" }),
    ],
    misses: [
      call("monitoring", "PutMetricAlarm", { alarmName: "trail-stopped", actionsEnabled: true }),
      call("monitoring", "DeleteAlarms", null, { userIdentity: service("autoscaling") }),
      call("monitoring", "DescribeAlarms"),
      denied("monitoring", "DeleteAlarms"),
    ],
  },
  "alert-topic-changed": {
    matches: [
      call("sns", "DeleteTopic"),
      call("sns", "RemovePermission"),
      call("sns", "PutDataProtectionPolicy"),
      ...["Policy", "KmsMasterKeyId", "DeliveryPolicy"].map((attributeName) =>
        call("sns", "SetTopicAttributes", { attributeName }),
      ),
      call("sns", "Unsubscribe"),
      ...["FilterPolicy", "FilterPolicyScope", "DeliveryPolicy", "RawMessageDelivery"].map((attributeName) =>
        call("sns", "SetSubscriptionAttributes", { attributeName }),
      ),
    ],
    misses: [
      call("sns", "GetTopicAttributes"),
      call("sns", "CreateTopic"),
      call("sqs", "AddPermission"),
      ...["DisplayName", "TracingConfig", "HTTPSuccessFeedbackRoleArn"].map((attributeName) =>
        call("sns", "SetTopicAttributes", { attributeName }),
      ),
      call("sns", "Subscribe"),
      call("sns", "SetSubscriptionAttributes", { attributeName: "RedrivePolicy" }),
      call("sns", "SetSMSAttributes"),
      denied("sns", "Unsubscribe"),
    ],
  },
  "event-rule-disabled": {
    matches: [
      call("events", "DisableRule", { name: "config-findings" }),
      call("events", "PutRule", { name: "config-findings", state: "DISABLED" }),
      call("events", "DeleteEventBus", { name: "security" }),
      call("events", "RemovePermission", { statementId: "members" }),
    ],
    misses: [
      call("events", "CreateEventBus", { name: "security" }),
      call("sns", "RemovePermission"),
      call("events", "PutRule", { name: "config-findings", state: "ENABLED" }),
      call("elasticloadbalancing", "DeleteRule"),
    ],
  },
  "config-recording-stopped": {
    matches: [
      call("config", "DeleteConfigurationRecorder"),
      call("config", "StopConfigurationRecorder"),
      call("config", "DisassociateResourceTypes", { resourceTypes: ["AWS::IAM::User"] }),
    ],
    misses: [
      call("config", "PutConfigurationRecorder"),
      call("config", "AssociateResourceTypes"),
      denied("config", "StopConfigurationRecorder"),
    ],
  },
  "config-rules-removed": {
    matches: [
      call("config", "DeleteConfigRule", { configRuleName: "restricted-ssh" }),
      call("config", "DeleteRemediationConfiguration", { configRuleName: "restricted-ssh" }),
    ],
    misses: [call("config", "PutConfigRule"), denied("config", "DeleteConfigRule")],
  },
  "guardduty-disabled": {
    matches: [
      call("guardduty", "DeleteDetector"),
      call("guardduty", "UpdateDetector", { enable: false }),
      call("guardduty", "DisassociateFromAdministratorAccount"),
      call("guardduty", "DisableOrganizationAdminAccount", { adminAccountId: "444455556666" }),
      call("guardduty", "UpdateDetector", { features: [{ name: "EKS_AUDIT_LOGS", status: "ENABLED" }, s3Off] }),
      call("guardduty", "UpdateDetector", { enable: true, features: [s3Off] }),
      call("guardduty", "UpdateDetector", { enable: false, features: [s3Off] }),
      call("guardduty", "UpdateMemberDetectors", { accountIds: ["444455556666"], features: [s3Off] }),
      call("guardduty", "UpdateDetector", {
        features: [
          {
            name: "RUNTIME_MONITORING",
            status: "ENABLED",
            additionalConfiguration: [
              { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
              { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
            ],
          },
        ],
      }),
      call("guardduty", "UpdateDetector", { dataSources: { s3Logs: { enable: false } } }),
      call("guardduty", "UpdateDetector", { dataSources: { kubernetes: { auditLogs: { enable: false } } } }),
      call("guardduty", "UpdateMemberDetectors", {
        dataSources: { malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: false } } },
      }),
    ],
    misses: [
      call("guardduty", "UpdateDetector", { enable: true }),
      call("guardduty", "UpdateDetector", { enable: true, findingPublishingFrequency: "SIX_HOURS" }),
      call("guardduty", "UpdateDetector", { features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] }),
      call("guardduty", "UpdateMemberDetectors", { dataSources: { s3Logs: { enable: true } } }),
      denied("guardduty", "UpdateDetector", { features: [s3Off] }),
      denied("guardduty", "DeleteDetector"),
    ],
  },
  "guardduty-findings-suppressed": {
    matches: [
      call("guardduty", "CreateFilter", { action: "ARCHIVE" }),
      ...["UpdateIPSet", "DeleteIPSet", "UpdateThreatIntelSet", "DeleteThreatIntelSet", "CreateThreatIntelSet"].map(
        (eventName) => call("guardduty", eventName, { detectorId: "d1" }),
      ),
      call("guardduty", "DeleteMalwareProtectionPlan"),
      call("guardduty", "DeleteInvitations"),
      call("securityhub", "BatchUpdateFindings", suppressing({ Workflow: { Status: "SUPPRESSED" } })),
      // Its severity is lowered.
      call("securityhub", "BatchUpdateFindings", suppressing({ Severity: { Label: "INFORMATIONAL" } })),
      call("securityhub", "UpdateFindings", { RecordState: "ARCHIVED" }),
    ],
    misses: [
      call("guardduty", "GetFilter"),
      call("guardduty", "GetThreatIntelSet"),
      // Whoever has read them archives them, every day.
      call("guardduty", "ArchiveFindings", { detectorId: "d1", findingIds: ["f1"] }),
      call("wafv2", "UpdateIPSet"),
      call("securityhub", "BatchUpdateFindings", suppressing({ Workflow: { Status: "RESOLVED" } })),
      call("securityhub", "BatchUpdateFindings", suppressing({ Workflow: { Status: "NOTIFIED" } })),
      call("securityhub", "BatchImportFindings"),
      denied("guardduty", "CreateFilter"),
    ],
  },
  "security-hub-disabled": {
    matches: [
      call("securityhub", "DisableSecurityHub"),
      call("securityhub", "BatchDisableStandards"),
      call("securityhub", "DisassociateFromAdministratorAccount"),
      ...[
        "DisableOrganizationAdminAccount",
        "DeleteFindingAggregator",
        "DeleteConfigurationPolicy",
        "DeleteInsight",
      ].map((eventName) => call("securityhub", eventName)),
      call("securityhub", "UpdateInsight", { Name: "Public buckets" }),
      call("securityhub", "CreateAutomationRule", { RuleName: "quiet" }),
      call("securityhub", "CreateAutomationRuleV2", { RuleName: "quiet" }),
    ],
    misses: [
      call("securityhub", "EnableSecurityHub"),
      call("securityhub", "CreateInsight"),
      call("securityhub", "ListAutomationRules"),
      denied("securityhub", "DisableSecurityHub"),
    ],
  },
  "scanner-disabled": {
    matches: [
      call("macie2", "UpdateMacieSession", { status: "PAUSED" }),
      call("macie", "UpdateMacieSession", { status: "PAUSED" }),
      call("inspector2", "Disable"),
      call("access-analyzer", "DeleteAnalyzer"),
      call("access-analyzer", "CreateArchiveRule", { analyzerName: "account", ruleName: "all" }),
      call("inspector2", "CreateFilter", { action: "SUPPRESS" }),
      call("macie2", "CreateFindingsFilter", { action: "ARCHIVE" }),
      call("detective", "DeleteGraph"),
      call("securitylake", "DeleteDataLake"),
      call("shield", "DisassociateDRTRole"),
      call("fms", "DeletePolicy"),
    ],
    misses: [
      call("macie2", "EnableMacie"),
      call("iam", "DisableOrganizationsRootSessions"),
      call("iam", "DeletePolicy"),
      call("shield", "CreateProtection"),
      call("inspector2", "ListFilters"),
      denied("detective", "DeleteGraph"),
    ],
  },
};

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

export const tamperExamples: Readonly<Record<string, Examples>> = {
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

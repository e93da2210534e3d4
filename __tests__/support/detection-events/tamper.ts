import { call, denied, service, type Examples } from "./record";

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
    ],
    misses: [call("cloudtrail", "GetEventSelectors"), denied("cloudtrail", "PutEventSelectors")],
  },
  "log-group-deleted": {
    matches: [
      call("logs", "DeleteLogGroup", { logGroupName: "security-monitoring-trail" }),
      call("logs", "DeleteLogStream", { logGroupName: "security-monitoring-trail", logStreamName: "1" }),
      call("logs", "DeleteLogGroup", { logGroupName: "/aws/cloudtrail/audit" }),
    ],
    misses: [
      call("logs", "DeleteLogGroup", { logGroupName: "/aws/lambda/thumbnails" }),
      call("logs", "CreateLogGroup", { logGroupName: "security-monitoring-trail" }),
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
    ],
    misses: [call("logs", "DescribeMetricFilters"), denied("logs", "DeleteMetricFilter")],
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
      // A service that an intruder can send.
      call("monitoring", "DeleteAlarms", null, { userIdentity: service("cloudformation") }),
    ],
    misses: [
      call("monitoring", "PutMetricAlarm", { alarmName: "trail-stopped", actionsEnabled: true }),
      call("monitoring", "DeleteAlarms", null, { userIdentity: service("autoscaling") }),
      call("monitoring", "DescribeAlarms"),
      denied("monitoring", "DeleteAlarms"),
    ],
  },
  "alert-topic-changed": {
    matches: [call("sns", "DeleteTopic"), call("sns", "SetTopicAttributes", { attributeName: "Policy" })],
    misses: [call("sns", "GetTopicAttributes"), call("sns", "CreateTopic"), call("sqs", "AddPermission")],
  },
  "alert-subscription-removed": {
    matches: [call("sns", "Unsubscribe"), call("sns", "SetSubscriptionAttributes", { attributeName: "FilterPolicy" })],
    misses: [call("sns", "Subscribe"), denied("sns", "Unsubscribe")],
  },
  "event-rule-disabled": {
    matches: [
      call("events", "DisableRule", { name: "config-findings" }),
      call("events", "PutRule", { name: "config-findings", state: "DISABLED" }),
    ],
    misses: [
      call("events", "PutRule", { name: "config-findings", state: "ENABLED" }),
      call("elasticloadbalancing", "DeleteRule"),
    ],
  },
  "config-recording-stopped": {
    matches: [call("config", "DeleteConfigurationRecorder"), call("config", "StopConfigurationRecorder")],
    misses: [call("config", "PutConfigurationRecorder"), denied("config", "StopConfigurationRecorder")],
  },
  "config-rules-removed": {
    matches: [call("config", "DeleteConfigRule", { configRuleName: "restricted-ssh" })],
    misses: [call("config", "PutConfigRule"), denied("config", "DeleteConfigRule")],
  },
  "guardduty-disabled": {
    matches: [
      call("guardduty", "DeleteDetector"),
      call("guardduty", "UpdateDetector", { enable: false }),
      call("guardduty", "DisassociateFromAdministratorAccount"),
    ],
    misses: [call("guardduty", "UpdateDetector", { enable: true }), denied("guardduty", "DeleteDetector")],
  },
  "guardduty-findings-suppressed": {
    matches: [call("guardduty", "CreateFilter", { action: "ARCHIVE" }), call("guardduty", "UpdateIPSet")],
    misses: [call("guardduty", "GetFilter"), call("wafv2", "UpdateIPSet")],
  },
  "security-hub-disabled": {
    matches: [
      call("securityhub", "DisableSecurityHub"),
      call("securityhub", "BatchDisableStandards"),
      call("securityhub", "DisassociateFromAdministratorAccount"),
    ],
    misses: [call("securityhub", "EnableSecurityHub"), denied("securityhub", "DisableSecurityHub")],
  },
  "scanner-disabled": {
    matches: [
      call("macie2", "UpdateMacieSession", { status: "PAUSED" }),
      call("inspector2", "Disable"),
      call("access-analyzer", "DeleteAnalyzer"),
    ],
    misses: [call("macie2", "EnableMacie"), call("iam", "DisableOrganizationsRootSessions")],
  },
};

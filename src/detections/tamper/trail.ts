import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** CodeBuild and Lambda create and delete log groups all day; a trail writes to none of theirs. */
const isNoJobLogGroup = allOf(
  is("$.requestParameters.logGroupName", "*"),
  '$.requestParameters.logGroupName != "/aws/lambda/*"',
  '$.requestParameters.logGroupName != "/aws/codebuild/*"',
);

/** The path of an event from CloudTrail into the log group. */
export const trail = [
  detection("tamper", {
    id: "trail-stopped",
    title: "A trail was stopped or deleted",
    severity: "critical",
    why: "From this moment nothing that happens in the account is recorded, and no alarm of this kind will come again. Nearly always the start of something worse.",
    firstSteps:
      "Start logging again or apply the configuration. Deactivate the caller's credentials, then read the event history in the CloudTrail console: it goes on without a trail.",
    techniques: ["T1685.002"],
    pattern: pattern(
      calls("cloudtrail", "StopLogging", "DeleteTrail", "DeleteEventDataStore", "StopEventDataStoreIngestion"),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['StopLogging', 'DeleteTrail', 'DeleteEventDataStore', 'StopEventDataStoreIngestion']",
  }),
  detection("tamper", {
    id: "trail-scope-changed",
    title: "What a trail records, or where to, was changed",
    severity: "high",
    why: "A trail can run and record nothing: event selectors exclude events, an update sends them to another bucket or removes the log group.",
    firstSteps:
      "Compare the trail with its configuration (a plan shows it): event selectors, bucket, log group, all regions. Apply it again if no deployment did this.",
    techniques: ["T1685.002"],
    pattern: pattern(
      anyOf(
        calls("cloudtrail", "PutEventSelectors", "PutInsightSelectors", "UpdateTrail"),
        allOf(calls("cloudtrail", "UpdateEventDataStore"), "$.requestParameters.terminationProtectionEnabled IS FALSE"),
      ),
      succeeded,
    ),
    insightsFilter: "eventName in ['PutEventSelectors', 'PutInsightSelectors', 'UpdateTrail', 'UpdateEventDataStore']",
  }),
  detection("tamper", {
    id: "log-group-deleted",
    title: "A log group or log stream was deleted, or its deletion protection was disabled",
    severity: "high",
    why: "Evidence is gone, or its deletion protection is. If it is the log group of the trail, its filters are gone too, and no detection works until it is back.",
    firstSteps:
      "Find out which log group. If it is the trail's: apply the configuration, and read the events of the gap in the bucket.",
    techniques: ["T1685.002"],
    pattern: pattern(
      anyOf(
        allOf(calls("logs", "DeleteLogGroup", "DeleteLogStream"), isNoJobLogGroup),
        allOf(calls("logs", "PutLogGroupDeletionProtection"), "$.requestParameters.deletionProtectionEnabled IS FALSE"),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "logs.amazonaws.com" and eventName like /^Delete(LogGroup|LogStream)|LogGroupDeletionProtection/',
  }),
  detection("tamper", {
    id: "log-retention-shortened",
    title: "The retention of a log group was set to less than a year",
    severity: "low",
    why: "A short retention deletes evidence within a day, without a deletion that anybody would notice. Auditors ask for a year.",
    firstSteps: "Find out which log group. If it has audit events: set the retention back to 365 days or more.",
    techniques: ["T1685.002"],
    pattern: pattern(
      calls("logs", "PutRetentionPolicy"),
      "$.requestParameters.retentionInDays < 365",
      isNoJobLogGroup,
      succeeded,
    ),
    insightsFilter: 'eventName = "PutRetentionPolicy" and requestParameters.retentionInDays < 365',
  }),
  detection("tamper", {
    id: "metric-filter-changed",
    title: "A metric filter, or what filters read, was changed or deleted",
    severity: "high",
    why: "The detections are metric filters. Without its filter, with another pattern, or with events that are transformed or masked, an alarm stays green whatever happens.",
    firstSteps: "Apply the configuration: a plan shows every filter that differs. Then ask who called and why.",
    techniques: ["T1685"],
    pattern: pattern(
      calls(
        "logs",
        "DeleteMetricFilter",
        "PutMetricFilter",
        "DeleteSubscriptionFilter",
        "PutTransformer",
        "PutDataProtectionPolicy",
        "PutAccountPolicy",
        "DeleteAccountPolicy",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "logs.amazonaws.com" and eventName like /MetricFilter|DeleteSubscriptionFilter|PutTransformer|PutDataProtection|AccountPolicy/ and readOnly = 0',
  }),
  detection("tamper", {
    id: "log-key-changed",
    title: "The policy of a key, or the key of a log group, was changed",
    severity: "medium",
    why: "CloudTrail, the log group and the topic need their keys. A key policy without them stops delivery silently; it can also allow another account to read the logs.",
    firstSteps:
      "Find out which key and read the new policy: the services must still be in it, and no account that is not yours. Apply the configuration if it is one of ours.",
    techniques: ["T1685.002"],
    pattern: pattern(calls(["kms", "logs"], "PutKeyPolicy", "AssociateKmsKey", "DisassociateKmsKey"), succeeded),
    insightsFilter: "eventName in ['PutKeyPolicy', 'AssociateKmsKey', 'DisassociateKmsKey']",
  }),
];

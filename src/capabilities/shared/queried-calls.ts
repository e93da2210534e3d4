/** Names of calls, by the service that they are of: what stands in `eventSource` before `.amazonaws.com`. */
export type QueriedCalls = Readonly<Record<string, readonly string[]>>;

/** What saved queries look for, in Logs Insights as in Athena, by the name of the query. */
export const queriedCalls = {
  identityChanges: {
    iam: [
      ...["CreateUser", "CreateRole", "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile", "AddUserToGroup"],
      ...["UpdateAssumeRolePolicy", "CreateSAMLProvider", "CreateOpenIDConnectProvider", "DeactivateMFADevice"],
      ...["AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy", "PutUserPolicy", "PutRolePolicy"],
      ...["PutGroupPolicy", "CreatePolicyVersion", "SetDefaultPolicyVersion"],
      ...["DeleteUserPermissionsBoundary", "DeleteRolePermissionsBoundary"],
    ],
  },
  /** The services are all that records, detects and reports; the calls are those that weaken it. */
  monitoringChanges: {
    cloudtrail: ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors"],
    config: [
      ...["StopConfigurationRecorder", "DeleteConfigurationRecorder", "DeleteDeliveryChannel"],
      ...["PutConfigurationRecorder", "DeleteConfigRule"],
    ],
    guardduty: ["DeleteDetector", "UpdateDetector", "CreateFilter", "DisassociateFromAdministratorAccount"],
    securityhub: ["DisableSecurityHub", "BatchDisableStandards", "BatchUpdateFindings"],
    "access-analyzer": ["DeleteAnalyzer", "CreateArchiveRule"],
    monitoring: ["DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm", "SetAlarmState"],
    logs: ["DeleteLogGroup", "DeleteLogStream", "DeleteMetricFilter", "PutMetricFilter", "PutRetentionPolicy"],
    events: ["DisableRule", "DeleteRule", "PutRule", "PutTargets", "RemoveTargets"],
    sns: ["Unsubscribe", "DeleteTopic", "SetTopicAttributes"],
  },
  openSecurityGroups: { ec2: ["AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"] },
  secretsRead: {
    secretsmanager: ["GetSecretValue", "BatchGetSecretValue"],
    ssm: ["GetParameter", "GetParameters", "GetParametersByPath"],
  },
} satisfies Readonly<Record<string, QueriedCalls>>;

import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isOneOf, pattern, succeeded } from "../pattern-text";

/** Loss of records and protection outside this product: other logs, encryption, backups. */
export const concealment = [
  detection("attack", {
    id: "flow-logs-deleted",
    title: "VPC flow logs were deleted",
    severity: "high",
    why: "Connections of the network are no longer recorded: where data went will stay unknown.",
    firstSteps: "Create them again. Look at the caller's other calls.",
    techniques: ["T1685.002"],
    pattern: pattern(calls("ec2", "DeleteFlowLogs"), succeeded),
    insightsFilter: 'eventName = "DeleteFlowLogs"',
  }),
  detection("attack", {
    id: "dns-query-logging-removed",
    title: "Logging of DNS queries was removed",
    severity: "high",
    why: "Queries give away contact with an intruder's servers, and are a way to smuggle data out.",
    firstSteps: "Create it again. Look at the caller's other calls.",
    techniques: ["T1685.002"],
    pattern: pattern(
      calls("route53resolver", "DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"),
      succeeded,
    ),
    insightsFilter: 'eventSource = "route53resolver.amazonaws.com" and eventName like /ResolverQueryLogConfig$/',
  }),
  detection("attack", {
    id: "model-safeguards-changed",
    title: "Logging or guardrails of Bedrock changed",
    severity: "medium",
    why: "Without invocation logs and guardrails, models can be abused at your cost and nobody reads what for.",
    firstSteps: "Compare with what was agreed, and put it back. Look at the model invocations since.",
    techniques: ["T1685.002"],
    pattern: pattern(
      calls(
        "bedrock",
        "DeleteModelInvocationLoggingConfiguration",
        "PutModelInvocationLoggingConfiguration",
        "DeleteGuardrail",
        "UpdateGuardrail",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "bedrock.amazonaws.com" and eventName like /InvocationLoggingConfiguration|Guardrail$/',
  }),
  detection("attack", {
    id: "bucket-recovery-weakened",
    title: "Versioning, logging or encryption of a bucket was disabled",
    severity: "high",
    why: "Without versions nothing comes back after a deletion; without access logs nobody knows who read. Both precede extortion.",
    firstSteps: "Find out which bucket. Enable it again, and look for deletions in the bucket since.",
    techniques: ["T1490", "T1685.002"],
    pattern: pattern(
      anyOf(
        allOf(
          calls("s3", "PutBucketVersioning"),
          anyOf(
            isOneOf("$.requestParameters.VersioningConfiguration.Status", ["Suspended", "Disabled"]),
            // Root alone may change it; others say so whenever they change the status.
            allOf(
              is("$.requestParameters.VersioningConfiguration.MfaDelete", "Disabled"),
              is("$.userIdentity.type", "Root"),
            ),
          ),
        ),
        allOf(
          calls("s3", "PutBucketLogging"),
          is("$.requestParameters.bucketName", "*"),
          "$.requestParameters.BucketLoggingStatus.LoggingEnabled NOT EXISTS",
        ),
        calls("s3", "DeleteBucketEncryption"),
      ),
      succeeded,
    ),
    insightsFilter: "eventName in ['PutBucketVersioning', 'PutBucketLogging', 'DeleteBucketEncryption']",
  }),
  detection("attack", {
    id: "disk-encryption-default-removed",
    title: "New EBS volumes are no longer encrypted by default",
    severity: "medium",
    why: "From now on volumes and their snapshots in this region are created unencrypted, and can be shared with other accounts.",
    firstSteps: "Enable it again, and look for volumes created meanwhile.",
    techniques: ["T1685"],
    pattern: pattern(calls("ec2", "DisableEbsEncryptionByDefault"), succeeded),
    insightsFilter: 'eventName = "DisableEbsEncryptionByDefault"',
  }),
  detection("attack", {
    id: "backups-destroyed",
    title: "Backups or their lock were deleted",
    severity: "high",
    why: "Whoever wants ransom deletes the backups first.",
    firstSteps:
      "Deactivate the caller before anything else. Then see which recovery points are left, here and in other accounts.",
    techniques: ["T1490"],
    pattern: pattern(
      calls("backup", "DeleteBackupVault", "DeleteBackupVaultLockConfiguration", "DeleteRecoveryPoint"),
      succeeded,
    ),
    insightsFilter: 'eventSource = "backup.amazonaws.com" and eventName like /^Delete(BackupVault|RecoveryPoint)/',
  }),
  detection("attack", {
    id: "database-safeguards-removed",
    title: "Deletion protection or the activity stream of a database was disabled",
    severity: "high",
    why: "The next call can delete the database; without the stream nobody sees who queries it.",
    firstSteps: "Enable it again, and ask the caller. A planned removal of the database is the usual harmless reason.",
    techniques: ["T1490", "T1685.002"],
    pattern: pattern(
      anyOf(
        allOf(calls("rds", "ModifyDB*"), "$.requestParameters.deletionProtection IS FALSE"),
        calls("rds", "StopActivityStream"),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventName = "StopActivityStream" or (eventName like /^ModifyDB/ and requestParameters.deletionProtection = 0)',
  }),
];

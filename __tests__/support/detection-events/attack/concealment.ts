import { call, denied, type Examples } from "../record";
import { byRoot, byUser } from "./callers";

export const concealment: Readonly<Record<string, Examples>> = {
  "flow-logs-deleted": {
    matches: [call("ec2", "DeleteFlowLogs")],
    misses: [call("ec2", "CreateFlowLogs"), denied("ec2", "DeleteFlowLogs")],
  },
  "dns-query-logging-removed": {
    matches: [call("route53resolver", "DeleteResolverQueryLogConfig")],
    misses: [call("route53resolver", "CreateResolverQueryLogConfig")],
  },
  "model-safeguards-changed": {
    matches: [call("bedrock", "DeleteGuardrail"), call("bedrock", "DeleteModelInvocationLoggingConfiguration")],
    misses: [call("bedrock", "ListGuardrails"), call("bedrock", "CreateGuardrail")],
  },
  "bucket-recovery-weakened": {
    matches: [
      versioning({ Status: "Suspended" }),
      versioning({ Status: "Suspended", MfaDelete: "Disabled" }),
      versioning({ Status: "Enabled", MfaDelete: "Disabled" }, byRoot),
      call("s3", "PutBucketLogging", { bucketName: "data", BucketLoggingStatus: {} }),
      call("s3", "DeleteBucketEncryption", { bucketName: "data" }),
    ],
    misses: [
      versioning({ Status: "Enabled" }),
      // Versioning is switched on, by a tool that always says both.
      versioning({ Status: "Enabled", MfaDelete: "Disabled" }),
      versioning({ Status: "Enabled", MfaDelete: "Disabled" }, byUser),
      versioning({ Status: "Enabled", MfaDelete: "Enabled" }, byRoot),
      call("s3", "PutBucketLogging", {
        bucketName: "data",
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "access-logs" } },
      }),
      denied("s3", "DeleteBucketEncryption", { bucketName: "data" }),
    ],
  },
  "disk-encryption-default-removed": {
    matches: [call("ec2", "DisableEbsEncryptionByDefault")],
    misses: [call("ec2", "EnableEbsEncryptionByDefault"), call("ec2", "GetEbsEncryptionByDefault")],
  },
  "backups-destroyed": {
    matches: [call("backup", "DeleteRecoveryPoint"), call("backup", "DeleteBackupVault")],
    misses: [call("backup", "DeleteBackupPlan"), denied("backup", "DeleteBackupVault")],
  },
  "database-safeguards-removed": {
    matches: [call("rds", "ModifyDBCluster", { deletionProtection: false }), call("rds", "StopActivityStream")],
    misses: [call("rds", "ModifyDBInstance", { deletionProtection: true }), call("rds", "StartActivityStream")],
  },
};

function versioning(VersioningConfiguration: object, further: object = {}) {
  return call("s3", "PutBucketVersioning", { bucketName: "data", VersioningConfiguration }, further);
}

import { call, denied, service, type Examples } from "../record";
import { byRoot, byUser } from "./callers";

export const concealment: Readonly<Record<string, Examples>> = {
  "flow-logs-deleted": {
    matches: [
      call("ec2", "DeleteFlowLogs"),
      call("route53resolver", "DeleteResolverQueryLogConfig"),
      call("route53resolver", "DisassociateResolverQueryLogConfig"),
    ],
    misses: [
      call("ec2", "CreateFlowLogs"),
      denied("ec2", "DeleteFlowLogs"),
      call("route53resolver", "CreateResolverQueryLogConfig"),
      denied("route53resolver", "DeleteResolverQueryLogConfig"),
    ],
  },
  "model-safeguards-changed": {
    matches: [
      call("bedrock", "DeleteGuardrail"),
      call("bedrock", "DeleteModelInvocationLoggingConfiguration"),
      ...["DeleteKnowledgeBase", "DeleteImportedModel", "DeleteCustomModel", "DeleteProvisionedModelThroughput"].map(
        (eventName) => call("bedrock", eventName),
      ),
      ...["", "Annotations"].map((what) => call("bedrock", `UpdateAutomatedReasoningPolicy${what}`)),
      call("bedrock", "DeleteAutomatedReasoningPolicy"),
    ],
    misses: [
      call("bedrock", "ListGuardrails"),
      call("bedrock", "CreateGuardrail"),
      call("bedrock", "CreateKnowledgeBase"),
      call("rekognition", "DeleteCustomModel"),
      denied("bedrock", "DeleteKnowledgeBase"),
    ],
  },
  "bucket-recovery-weakened": {
    matches: [
      versioning({ Status: "Suspended" }),
      versioning({ Status: "Suspended", MfaDelete: "Disabled" }),
      versioning({ Status: "Enabled", MfaDelete: "Disabled" }, byRoot),
      call("s3", "PutBucketLogging", { bucketName: "data", BucketLoggingStatus: {} }),
      call("s3", "DeleteBucketEncryption", { bucketName: "data" }),
      encryption({ BlockedEncryptionTypes: { EncryptionType: "NONE" } }),
    ],
    misses: [
      encryption({ BlockedEncryptionTypes: { EncryptionType: "SSE-C" } }),
      encryption({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true }),
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
    matches: [
      call("ec2", "DisableEbsEncryptionByDefault"),
      call("ec2", "ModifyEbsDefaultKmsKeyId", { kmsKeyId: "arn:aws:kms:eu-central-1:444455556666:key/k1" }),
      call("ec2", "ResetEbsDefaultKmsKeyId"),
      call("ec2", "DisableAllowedImagesSettings"),
      call("ec2", "UnlockSnapshot", { snapshotId: "snap-0abc" }),
      metadata("Options", "optional"),
      metadata("Defaults", "optional"),
      call("ec2", "DeregisterImage", { imageId: "ami-0abc" }),
      // Who has CloudFormation delete it, or calls himself a service that does.
      call("ec2", "DeregisterImage", { imageId: "ami-0abc" }, { userIdentity: service("cloudformation") }),
      call("ec2", "DeregisterImage", { imageId: "ami-0abc" }, { userAgent: "dlm.amazonaws.com" }),
      call("rbin", "DeleteRule", { Identifier: "r1" }),
      call("rbin", "UnlockRule", { Identifier: "r1" }),
    ],
    misses: [
      call("ec2", "EnableEbsEncryptionByDefault"),
      call("ec2", "GetEbsEncryptionByDefault"),
      metadata("Options", "required"),
      call("ec2", "ModifyInstanceMetadataOptions", {
        ModifyInstanceMetadataOptionsRequest: { InstanceId: "i-0abc", HttpPutResponseHopLimit: 2 },
      }),
      call("ec2", "DeregisterImage", { imageId: "ami-0abc" }, { userIdentity: service("dlm") }),
      call("rbin", "CreateRule"),
      call("elasticloadbalancing", "DeleteRule"),
      denied("ec2", "DeregisterImage"),
    ],
  },
  "backups-destroyed": {
    matches: [
      ...["DeleteRecoveryPoint", "DeleteBackupVault", "DeleteBackupPlan", "DeleteBackupSelection"].map((eventName) =>
        call("backup", eventName),
      ),
      call("backup", "DeleteBackupVaultLockConfiguration"),
      call("backup", "DisassociateRecoveryPoint"),
      ...["DeleteDBSnapshot", "DeleteDBClusterSnapshot", "DeleteDBInstanceAutomatedBackup"].map((eventName) =>
        call("rds", eventName),
      ),
      call("redshift", "DeleteClusterSnapshot", { snapshotIdentifier: "s1" }),
      call("elasticfilesystem", "DeleteFileSystem", { fileSystemId: "fs-0abc" }),
      call("fsx", "DeleteFileSystem", { fileSystemId: "fs-0abc" }),
      call("fsx", "DeleteBackup", { backupId: "b1" }),
      call("dynamodb", "DeleteBackup"),
      // Who has CloudFormation delete it, or calls himself AWS Backup.
      call("rds", "DeleteDBSnapshot", null, { userIdentity: service("cloudformation") }),
      call("rds", "DeleteDBSnapshot", null, { userAgent: "backup.amazonaws.com" }),
    ],
    misses: [
      call("rds", "DeleteDBSnapshot", null, { userIdentity: service("backup") }),
      call("backup", "StartBackupJob"),
      call("ec2", "DeleteSnapshot"),
      call("elasticache", "DeleteSnapshot"),
      denied("backup", "DeleteBackupVault"),
      denied("elasticfilesystem", "DeleteFileSystem"),
    ],
  },
  "database-safeguards-removed": {
    matches: [
      call("rds", "ModifyDBCluster", { deletionProtection: false }),
      call("rds", "ModifyGlobalCluster", { deletionProtection: false }),
      call("rds", "ModifyDBInstance", { backupRetentionPeriod: 0, applyImmediately: true }),
      call("rds", "StopActivityStream"),
      ...["DeleteDBCluster", "DeleteDBInstance", "DeleteGlobalCluster"].map((eventName) => call("rds", eventName)),
      call("redshift", "DeleteCluster", { skipFinalClusterSnapshot: true }),
      call("dynamodb", "DeleteTable", { tableName: "orders" }),
      // Who calls himself auto scaling is not.
      call("rds", "DeleteDBInstance", null, { userAgent: "application-autoscaling.amazonaws.com" }),
    ],
    misses: [
      call("rds", "ModifyDBInstance", { deletionProtection: true }),
      call("rds", "ModifyDBInstance", { backupRetentionPeriod: 14 }),
      call("rds", "StartActivityStream"),
      call("rds", "DeleteDBParameterGroup"),
      call("rds", "DeleteDBInstance", null, { userIdentity: service("application-autoscaling") }),
      call("dynamodb", "UpdateTable", { tableName: "orders" }),
      call("eks", "DeleteCluster"),
      denied("rds", "DeleteDBCluster"),
    ],
  },
};

function versioning(VersioningConfiguration: object, further: object = {}) {
  return call("s3", "PutBucketVersioning", { bucketName: "data", VersioningConfiguration }, further);
}

function encryption(Rule: object) {
  return call("s3", "PutBucketEncryption", { bucketName: "data", ServerSideEncryptionConfiguration: { Rule } });
}

/** EC2 wraps the request in a field that is named after it. */
function metadata(of: "Options" | "Defaults", HttpTokens: string) {
  return call("ec2", `ModifyInstanceMetadata${of}`, { [`ModifyInstanceMetadata${of}Request`]: { HttpTokens } });
}

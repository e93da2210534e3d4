import { notByAutoscaling } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isNot, isOneOf, pattern, succeeded } from "../pattern-text";

/** Loss of records and protection outside this product: other logs, encryption, backups. */
export const concealment = [
  detection("attack", {
    id: "flow-logs-deleted",
    title: "VPC flow logs, or the logging of DNS queries, were removed",
    severity: "high",
    why: "Connections of the network, or names that were asked for, are no longer recorded: where data went, and contact with an intruder's servers, will stay unknown.",
    firstSteps: "Create them again. Look at the caller's other calls.",
    techniques: ["T1685.002"],
    pattern: pattern(
      anyOf(
        calls("ec2", "DeleteFlowLogs"),
        calls("route53resolver", "DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"),
      ),
      succeeded,
    ),
    insightsFilter: "eventName like /^DeleteFlowLogs$|ResolverQueryLogConfig$/ and readOnly = 0",
  }),
  detection("attack", {
    id: "model-safeguards-changed",
    title: "Logging, guardrails or knowledge of Bedrock changed or were deleted",
    severity: "medium",
    why: "Without invocation logs and guardrails, models can be abused at your cost and nobody reads what for. Models and knowledge bases that are deleted have to be built again.",
    firstSteps: "Compare with what was agreed, and put it back. Look at the model invocations since.",
    techniques: ["T1685.002", "T1485"],
    pattern: pattern(
      calls(
        "bedrock",
        "DeleteModelInvocationLoggingConfiguration",
        "PutModelInvocationLoggingConfiguration",
        "DeleteGuardrail",
        "UpdateGuardrail",
        "DeleteAutomatedReasoningPolicy",
        "UpdateAutomatedReasoningPolicy*",
        "DeleteKnowledgeBase",
        "DeleteImportedModel",
        "DeleteCustomModel*",
        "DeleteProvisionedModelThroughput",
        "DeleteFoundationModelAgreement",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "bedrock.amazonaws.com" and eventName like /InvocationLogging|^(Delete|Update)(Guard|AutomatedR)|^Delete.*(Model|KnowledgeB)/ and readOnly = 0',
  }),
  detection("attack", {
    id: "bucket-recovery-weakened",
    title: "Versioning, logging or encryption of a bucket was disabled",
    severity: "high",
    why: "Without versions nothing comes back after a deletion; without access logs nobody knows who read; with keys of a caller's own only that caller decrypts. All precede extortion.",
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
        // Keys that callers bring (SSE-C) are admitted again, with which nobody else can decrypt.
        allOf(
          calls("s3", "PutBucketEncryption"),
          is(
            "$.requestParameters.ServerSideEncryptionConfiguration.Rule.BlockedEncryptionTypes.EncryptionType",
            "NONE",
          ),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['PutBucketVersioning', 'PutBucketLogging', 'DeleteBucketEncryption', 'PutBucketEncryption']",
  }),
  detection("attack", {
    id: "disk-encryption-default-removed",
    title: "A protection of EC2 was removed: encryption by default, IMDSv2, images, locks",
    severity: "medium",
    why: "Volumes are created unencrypted, or with another key; without IMDSv2 a request forged through a web server returns an instance's credentials; images and the rules that retain copies are gone.",
    firstSteps:
      "Enable it again, and look for volumes, instances and deletions since. Image pipelines need an exception.",
    techniques: ["T1685", "T1552.005", "T1485"],
    pattern: pattern(
      anyOf(
        calls(
          ["ec2", "rbin"],
          "DisableEbsEncryptionByDefault",
          "ModifyEbsDefaultKmsKeyId",
          "ResetEbsDefaultKmsKeyId",
          "DisableAllowedImagesSettings",
          "UnlockSnapshot",
          "DeregisterImage",
          "DeleteRule",
          "UnlockRule",
        ),
        allOf(
          calls("ec2", "ModifyInstanceMetadata*"),
          anyOf(
            is("$.requestParameters.ModifyInstanceMetadataOptionsRequest.HttpTokens", "optional"),
            is("$.requestParameters.ModifyInstanceMetadataDefaultsRequest.HttpTokens", "optional"),
          ),
        ),
      ),
      // Data Lifecycle Manager deletes its own images when they expire.
      isNot("$.userIdentity.invokedBy", "dlm.amazonaws.com"),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(ec2|rbin)/ and eventName like /EbsEnc|EbsDefaultKms|AllowedImages|ModifyInstanceMeta|DeregisterI|Unlock|DeleteRule/ and readOnly = 0",
  }),
  detection("attack", {
    id: "backups-destroyed",
    title: "Backups, their lock or plan, database snapshots or file systems were deleted",
    severity: "high",
    why: "Whoever wants ransom deletes the backups first.",
    firstSteps:
      "Deactivate the caller before anything else. Then see which recovery points are left, here and in other accounts.",
    techniques: ["T1490", "T1485"],
    pattern: pattern(
      calls(
        ["backup", "rds", "redshift", "elasticfilesystem", "fsx", "dynamodb"],
        "DeleteBackup*",
        "DeleteRecoveryPoint",
        "DisassociateRecoveryPoint",
        "DeleteDBSnapshot",
        "DeleteDBClusterSnapshot",
        "DeleteDBInstanceAutomatedBackup",
        "DeleteClusterSnapshot",
        "DeleteFileSystem",
      ),
      // AWS Backup deletes what expires. Who has it deleted, or deletes its plan, calls AWS Backup.
      isNot("$.userIdentity.invokedBy", "backup.amazonaws.com"),
      succeeded,
    ),
    insightsFilter:
      "eventName like /^(Delete(Backup|RecoveryPoint|DB.*(Snapshot|AutomatedBackup)|ClusterSnapshot|FileSystem)|DisassociateRecoveryPoint)/",
  }),
  detection("attack", {
    id: "database-safeguards-removed",
    title: "A database was deleted, or its deletion protection, backups or activity stream disabled",
    severity: "high",
    why: "Without protection the next call can delete the database, without backups it cannot be restored; without the stream or its log nobody sees who queries it.",
    firstSteps:
      "Ask the caller. Enable it again, or restore the last backup. A planned removal is the usual harmless reason.",
    techniques: ["T1490", "T1685.002", "T1485"],
    pattern: pattern(
      anyOf(
        allOf(
          calls("rds", "ModifyDBInstance", "ModifyDBCluster", "ModifyGlobalCluster"),
          anyOf("$.requestParameters.deletionProtection IS FALSE", "$.requestParameters.backupRetentionPeriod = 0"),
        ),
        calls(
          ["rds", "redshift", "dynamodb"],
          "DeleteDBCluster",
          "DeleteGlobalCluster",
          "DeleteCluster",
          "DeleteTable",
          "StopActivityStream",
        ),
        // Auto scaling deletes replicas that it created.
        allOf(calls("rds", "DeleteDBInstance"), notByAutoscaling),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(rds|redshift|dynamodb)/ and eventName like /^(Delete(DBCluster|DBInstance|GlobalCluster|Cluster|Table)$|StopActivity|Modify|Update)/",
  }),
];

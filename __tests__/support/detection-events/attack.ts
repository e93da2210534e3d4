import { call, denied, iamUser, root, service, type Examples } from "./record";

const byUser = { userIdentity: iamUser };
const byRoot = { userIdentity: root };
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

export const attackExamples: Readonly<Record<string, Examples>> = {
  "root-credentials-changed": {
    matches: [
      call("iam", "CreateAccessKey", null, byRoot),
      call("signin", "PasswordUpdated", null, { ...byRoot, responseElements: { PasswordUpdated: "Success" } }),
      call("signin", "PasswordRecoveryRequested", null, byRoot),
    ],
    misses: [
      call("iam", "CreateAccessKey", { userName: "sam" }, byRoot),
      call("signin", "PasswordUpdated", null, { ...byRoot, responseElements: { PasswordUpdated: "Failure" } }),
      call("signin", "PasswordRecoveryRequested", null, byUser),
    ],
  },
  "root-session-assumed": { matches: [call("sts", "AssumeRoot")], misses: [call("sts", "AssumeRole")] },
  "federation-token-issued": {
    matches: [
      call("sts", "GetFederationToken", { name: "sam" }, byUser),
      call("signin", "GetSigninToken"),
      call("signin", "GetSigninToken", null, { userIdentity: { type: "FederatedUser" } }),
    ],
    misses: [
      call("sts", "GetSessionToken", null, byUser),
      call("signin", "GetSigninToken", null, {
        userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Dev_1a/alex" },
      }),
    ],
  },
  "access-key-created": {
    matches: [call("iam", "CreateAccessKey", { userName: "sam" })],
    misses: [call("iam", "CreateAccessKey", null, byUser), denied("iam", "CreateAccessKey", { userName: "sam" })],
  },
  "console-password-set": {
    matches: [call("iam", "CreateLoginProfile", { userName: "sam" }), call("iam", "UpdateLoginProfile")],
    misses: [call("iam", "GetLoginProfile"), call("iam", "DeleteLoginProfile")],
  },
  "iam-user-created": {
    matches: [call("iam", "CreateUser", { userName: "support-2" })],
    misses: [call("transfer", "CreateUser"), denied("iam", "CreateUser")],
  },
  "mfa-device-removed": {
    matches: [call("iam", "DeactivateMFADevice", { userName: "sam" })],
    misses: [call("iam", "EnableMFADevice"), denied("iam", "DeactivateMFADevice")],
  },
  "password-policy-changed": {
    matches: [call("iam", "UpdateAccountPasswordPolicy", { minimumPasswordLength: 6 })],
    misses: [call("iam", "GetAccountPasswordPolicy")],
  },
  "compromised-key-quarantined": {
    matches: [
      call("iam", "AttachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3" }),
      call("iam", "PutUserPolicy", { policyName: "AWSExposedCredentialPolicy_DO_NOT_REMOVE" }),
    ],
    misses: [
      call("iam", "AttachUserPolicy", { policyArn: admin }),
      call("iam", "DetachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3" }),
    ],
  },
  "denied-call-burst": {
    matches: [denied("ec2", "RunInstances"), denied("s3", "HeadBucket")],
    misses: [call("ec2", "RunInstances"), call("s3", "GetObject", null, { errorCode: "NoSuchKey" })],
  },
  "role-trust-changed": {
    matches: [call("iam", "UpdateAssumeRolePolicy", { roleName: "deploy" })],
    misses: [call("iam", "UpdateRole"), denied("iam", "UpdateAssumeRolePolicy")],
  },
  "admin-policy-attached": {
    matches: [
      call("iam", "AttachRolePolicy", { policyArn: admin }),
      call("iam", "AttachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }),
    ],
    misses: [
      call("iam", "AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
      call("iam", "AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess-Amplify" }),
      call("iam", "DetachRolePolicy", { policyArn: admin }),
    ],
  },
  "permission-limits-changed": {
    matches: [call("iam", "SetDefaultPolicyVersion"), call("iam", "DeleteUserPermissionsBoundary")],
    misses: [call("iam", "CreatePolicyVersion"), denied("iam", "PutRolePermissionsBoundary")],
  },
  "identity-provider-changed": {
    matches: [
      call("iam", "UpdateSAMLProvider"),
      call("iam", "CreateOpenIDConnectProvider"),
      call("rolesanywhere", "CreateTrustAnchor"),
      call("sso", "DisableExternalIdPConfigurationForDirectory"),
    ],
    misses: [call("iam", "ListOpenIDConnectProviders"), call("bedrock", "CreateProfile")],
  },
  "organization-guardrails-removed": {
    matches: [call("organizations", "DetachPolicy"), denied("organizations", "LeaveOrganization")],
    misses: [call("organizations", "AttachPolicy"), call("organizations", "DescribeOrganization")],
  },
  "region-opened": {
    matches: [call("account", "EnableRegion", { RegionName: "ap-east-1" })],
    misses: [call("account", "ListRegions"), call("account", "PutContactInformation")],
  },
  "eks-access-granted": {
    matches: [call("eks", "CreateAccessEntry"), call("eks", "AssociateAccessPolicy")],
    misses: [call("eks", "DeleteAccessEntry"), call("eks", "ListAssociatedAccessPolicies")],
  },
  "secrets-read-in-numbers": {
    matches: [call("secretsmanager", "GetSecretValue", { secretId: "db" }), denied("secretsmanager", "GetSecretValue")],
    misses: [call("secretsmanager", "DescribeSecret"), call("secretsmanager", "GetRandomPassword")],
  },
  "secrets-read-in-batches": {
    matches: [call("secretsmanager", "BatchGetSecretValue")],
    misses: [call("secretsmanager", "GetSecretValue")],
  },
  "parameters-decrypted-by-user": {
    matches: [call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }, byUser)],
    misses: [
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }),
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: false }, byUser),
    ],
  },
  "windows-passwords-requested": {
    matches: [call("ec2", "GetPasswordData"), denied("ec2", "GetPasswordData", { instanceId: "i-0abc" })],
    misses: [call("secretsmanager", "GetRandomPassword"), call("ec2", "GetConsoleOutput")],
  },
  "instance-user-data-read": {
    matches: [denied("ec2", "DescribeInstanceAttribute", { instanceId: "i-0abc", attribute: "userData" })],
    misses: [call("ec2", "DescribeInstanceAttribute", { instanceId: "i-0abc", attribute: "instanceType" })],
  },
  "instance-console-opened": {
    matches: [call("ec2", "EnableSerialConsoleAccess"), call("ec2-instance-connect", "SendSSHPublicKey")],
    misses: [call("ec2", "GetSerialConsoleAccessStatus"), denied("ec2-instance-connect", "SendSSHPublicKey")],
  },
  "instance-command-sent": {
    matches: [call("ssm", "SendCommand", { documentName: "AWS-RunShellScript" }), call("ssm", "StartSession")],
    misses: [
      call("ssm", "ListCommands"),
      call("ssm", "SendCommand", null, { userIdentity: service("ssm") }),
      call("cassandra", "StartSession"),
    ],
  },
  "instance-user-data-changed": {
    matches: [call("ec2", "ModifyInstanceAttribute", { instanceId: "i-0abc", userData: "<sensitiveDataRemoved>" })],
    misses: [call("ec2", "ModifyInstanceAttribute", { instanceId: "i-0abc", instanceType: { value: "t3.micro" } })],
  },
  "gpu-instance-launched": {
    matches: [
      call("ec2", "RunInstances", { instanceType: "p4d.24xlarge" }),
      denied("ec2", "RunInstances", { instanceType: "g5.xlarge" }),
    ],
    misses: [call("ec2", "RunInstances", { instanceType: "t3.micro" }), call("ec2", "StartInstances")],
  },
  "function-made-public": {
    matches: [
      call("lambda", "AddPermission20150331v2", { principal: "*", action: "lambda:InvokeFunction" }),
      call("lambda", "UpdateFunctionUrlConfig", { authType: "NONE" }),
    ],
    misses: [
      call("lambda", "AddPermission20150331v2", { principal: "s3.amazonaws.com" }),
      call("lambda", "CreateFunctionUrlConfig", { authType: "AWS_IAM" }),
      call("lambda", "GetFunctionUrlConfig", { authType: "NONE" }),
    ],
  },
  "function-changed-by-user": {
    matches: [
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, byUser),
      call("lambda", "UpdateFunctionConfiguration20150331v2", { layers: ["arn:aws:lambda:layer:spy:1"] }, byUser),
    ],
    misses: [
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }),
      call("lambda", "UpdateFunctionConfiguration20150331v2", { timeout: 30 }, byUser),
    ],
  },
  "security-group-opened-to-all": {
    matches: [opened({ fromPort: 22, cidrIpv4: "0.0.0.0/0" }), opened({ fromPort: 5432, cidrIpv6: "::/0" })],
    misses: [opened({ fromPort: 22, cidrIpv4: "198.51.100.0/24" }), denied("ec2", "AuthorizeSecurityGroupIngress")],
  },
  "network-acl-opened-to-all": {
    matches: [call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "allow", egress: false })],
    misses: [
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "deny", egress: false }),
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "allow", egress: true }),
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "10.0.0.0/8", ruleAction: "allow", egress: false }),
    ],
  },
  "snapshot-shared": {
    matches: [
      call("ec2", "ModifySnapshotAttribute", { createVolumePermission: { add: { items: [{ group: "all" }] } } }),
      call("ec2", "ModifySnapshotAttribute", {
        createVolumePermission: { add: { items: [{ userId: "444455556666" }] } },
      }),
    ],
    misses: [
      call("ec2", "ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      call("ec2", "CreateSnapshot"),
    ],
  },
  "image-shared": {
    matches: [
      call("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [{ userId: "444455556666" }] } } }),
    ],
    misses: [
      call("ec2", "ModifyImageAttribute", { launchPermission: { remove: { items: [{ userId: "444455556666" }] } } }),
      call("ec2", "ModifyImageAttribute", { description: { value: "base" } }),
    ],
  },
  "database-snapshot-shared": {
    matches: [
      call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["444455556666"] }),
      call("rds", "ModifyDBClusterSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
    ],
    misses: [call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] })],
  },
  "database-made-public": {
    matches: [
      call("rds", "ModifyDBInstance", { publiclyAccessible: true }),
      call("rds", "RestoreDBInstanceFromDBSnapshot", {}, { responseElements: { publiclyAccessible: true } }),
    ],
    misses: [
      call("rds", "CreateDBInstance", { publiclyAccessible: false }),
      call("rds", "RebootDBInstance", {}, { responseElements: { publiclyAccessible: true } }),
    ],
  },
  "public-access-block-removed": {
    matches: [
      call("s3", "DeleteBucketPublicAccessBlock", { bucketName: "data" }),
      call("s3", "PutBucketPublicAccessBlock", blocking({ BlockPublicPolicy: false })),
      call("s3-control", "DeleteAccountPublicAccessBlock"),
    ],
    misses: [
      call("s3", "PutBucketPublicAccessBlock", blocking({ BlockPublicPolicy: true })),
      call("s3", "GetBucketPublicAccessBlock"),
      denied("s3", "DeleteBucketPublicAccessBlock"),
    ],
  },
  "machine-exported": {
    matches: [call("ec2", "CreateInstanceExportTask"), call("ec2", "ExportImage")],
    misses: [call("ec2", "ImportImage"), denied("ec2", "CreateInstanceExportTask")],
  },
  "traffic-mirrored": {
    matches: [call("ec2", "CreateTrafficMirrorSession"), call("ec2", "ModifyTrafficMirrorSession")],
    misses: [call("ec2", "DeleteTrafficMirrorSession"), call("ec2", "DescribeTrafficMirrorTargets")],
  },
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
      call("s3", "PutBucketVersioning", { bucketName: "data", VersioningConfiguration: { Status: "Suspended" } }),
      call("s3", "PutBucketLogging", { bucketName: "data", BucketLoggingStatus: {} }),
      call("s3", "DeleteBucketEncryption", { bucketName: "data" }),
    ],
    misses: [
      call("s3", "PutBucketVersioning", { bucketName: "data", VersioningConfiguration: { Status: "Enabled" } }),
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
  "model-access-requested": {
    matches: [call("bedrock", "CreateFoundationModelAgreement"), call("bedrock", "PutUseCaseForModelAccess")],
    misses: [call("bedrock", "GetFoundationModelAvailability"), call("bedrock", "InvokeModel")],
  },
  "email-sending-set-up": {
    matches: [call("ses", "PutAccountDetails"), denied("ses", "VerifyEmailIdentity")],
    misses: [call("ses", "GetSendQuota"), call("ses", "SendEmail")],
  },
  "domain-transferred": {
    matches: [call("route53domains", "DisableDomainTransferLock")],
    misses: [call("route53domains", "EnableDomainTransferLock"), call("route53domains", "ListDomains")],
  },
};

/** A rule of a security group as the answer to the call lists it. */
function opened(rule: object) {
  return call(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    { groupId: "sg-0abc" },
    {
      responseElements: { securityGroupRuleSet: { items: [{ ipProtocol: "tcp", isEgress: false, ...rule }] } },
    },
  );
}

function blocking(changed: object) {
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  return { bucketName: "data", PublicAccessBlockConfiguration: { ...all, ...changed } };
}

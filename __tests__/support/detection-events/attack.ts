import {
  call,
  denied,
  deniedOtherwise,
  federatedUser,
  iamUser,
  instance,
  program,
  root,
  service,
  ssoUser,
  toolNames,
  type Examples,
} from "./record";

const byUser = { userIdentity: iamUser };
const byRoot = { userIdentity: root };
const bySsoUser = { userIdentity: ssoUser };
const byFederatedUser = { userIdentity: federatedUser };
const byProgram = { userIdentity: program };
const byInstance = { userIdentity: instance };
/** Somebody who calls himself an infrastructure tool. */
const disguised = (further: object) => toolNames.map((userAgent) => ({ ...further, userAgent }));
const byConsole = { userIdentity: { ...iamUser, invokedBy: "signin.amazonaws.com" } };
const version = { secretId: "db", versionId: "8f2f1c6e-3f0d-4c55-9a55-0d4c9d0c7f10" };
const userData = { instanceId: "i-0abc", attribute: "userData" };
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
      // A role of an intruder's making, named like one of IAM Identity Center.
      call("signin", "GetSigninToken", null, {
        userIdentity: {
          ...ssoUser,
          sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/AWSReservedSSO_Dev_1a" } },
        },
      }),
    ],
    misses: [
      call("sts", "GetSessionToken", null, byUser),
      call("signin", "GetSigninToken", null, {
        userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Dev_1a/alex" },
      }),
      call("signin", "GetSigninToken", null, bySsoUser),
    ],
  },
  "access-key-created": {
    matches: [
      call("iam", "CreateAccessKey", { userName: "sam" }),
      call("iam", "CreateServiceSpecificCredential", {
        userName: "BedrockAPIKey-1a2b",
        serviceName: "bedrock.amazonaws.com",
      }),
      call("iam", "ResetServiceSpecificCredential", { userName: "sam" }),
      call("iam", "UploadSSHPublicKey", { userName: "sam" }),
      call("iam", "UploadSigningCertificate", { userName: "sam" }),
    ],
    misses: [
      call("iam", "CreateAccessKey", null, byUser),
      denied("iam", "CreateAccessKey", { userName: "sam" }),
      denied("iam", "CreateServiceSpecificCredential", { userName: "sam" }),
      call("iam", "ListServiceSpecificCredentials", { userName: "sam" }),
    ],
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
    matches: [denied("ec2", "RunInstances"), denied("s3", "HeadBucket"), ...deniedOtherwise],
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
      call("sso-directory", "CreateExternalIdPConfigurationForDirectory"),
      call("sso-directory", "EnableExternalIdPConfigurationForDirectory"),
    ],
    misses: [
      call("iam", "ListOpenIDConnectProviders"),
      call("bedrock", "CreateProfile"),
      call("ds", "DisableExternalIdPConfigurationForDirectory"),
      denied("sso-directory", "CreateExternalIdPConfigurationForDirectory"),
    ],
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
    matches: [
      call("secretsmanager", "GetSecretValue", { secretId: "db" }),
      denied("secretsmanager", "GetSecretValue"),
      ...[byUser, byRoot, bySsoUser, byFederatedUser, ...disguised(byUser), ...disguised(bySsoUser)].map((caller) =>
        call("secretsmanager", "GetSecretValue", { secretId: "db" }, caller),
      ),
      // In old records the console calls on behalf of its user.
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byConsole),
      // Who is refused is no deployment, whatever it asks for.
      ...[byProgram, byInstance, ...disguised(byProgram)].map((caller) =>
        call("secretsmanager", "GetSecretValue", version, { ...caller, errorCode: "AccessDenied" }),
      ),
    ],
    misses: [
      call("secretsmanager", "DescribeSecret"),
      call("secretsmanager", "GetRandomPassword"),
      // A state refresh, whoever runs it.
      ...[byUser, bySsoUser, byProgram].map((caller) => call("secretsmanager", "GetSecretValue", version, caller)),
      // An application that starts.
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byProgram),
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byInstance),
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, { userIdentity: service("ecs-tasks") }),
    ],
  },
  "secrets-read-in-batches": {
    matches: [call("secretsmanager", "BatchGetSecretValue")],
    misses: [call("secretsmanager", "GetSecretValue")],
  },
  "parameters-decrypted-by-user": {
    matches: [
      ...[byUser, byRoot, bySsoUser, byFederatedUser, byConsole, ...disguised(byUser), ...disguised(bySsoUser)].map(
        (caller) => call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }, caller),
      ),
      call("ssm", "GetParametersByPath", { path: "/", recursive: true, withDecryption: true }, bySsoUser),
      ...disguised(byUser).map((caller) =>
        call("ssm", "GetParameter", null, { ...caller, errorCode: "AccessDeniedException" }),
      ),
    ],
    misses: [
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }),
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }, byProgram),
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: false }, byUser),
      call(
        "ssm",
        "GetParameters",
        { names: ["/db"], withDecryption: true },
        { userIdentity: service("cloudformation") },
      ),
      // A state refresh.
      call("ssm", "GetParameter", { name: "/db", withDecryption: true }, byUser),
      call("ssm", "GetParameter", { name: "/db", withDecryption: true }, bySsoUser),
      call("ssm", "GetParameter", { name: "/gone" }, { ...byUser, errorCode: "ParameterNotFound" }),
    ],
  },
  "windows-passwords-requested": {
    matches: [call("ec2", "GetPasswordData"), denied("ec2", "GetPasswordData", { instanceId: "i-0abc" })],
    misses: [call("secretsmanager", "GetRandomPassword"), call("ec2", "GetConsoleOutput")],
  },
  "instance-user-data-read": {
    matches: [
      denied("ec2", "DescribeInstanceAttribute", userData),
      ...[byUser, byRoot, byFederatedUser, byInstance, ...disguised(byUser), ...disguised(byInstance)].map((caller) =>
        call("ec2", "DescribeInstanceAttribute", userData, caller),
      ),
      ...disguised(byProgram).map((caller) =>
        call("ec2", "DescribeInstanceAttribute", userData, { ...caller, errorCode: "Client.UnauthorizedOperation" }),
      ),
    ],
    misses: [
      call("ec2", "DescribeInstanceAttribute", { instanceId: "i-0abc", attribute: "instanceType" }, byUser),
      // A state refresh in a pipeline, and one by a person.
      call("ec2", "DescribeInstanceAttribute", userData, byProgram),
      call("ec2", "DescribeInstanceAttribute", userData, bySsoUser),
    ],
  },
  "instance-console-opened": {
    matches: [call("ec2", "EnableSerialConsoleAccess"), call("ec2-instance-connect", "SendSSHPublicKey")],
    misses: [call("ec2", "GetSerialConsoleAccessStatus"), denied("ec2-instance-connect", "SendSSHPublicKey")],
  },
  "instance-command-sent": {
    matches: [
      call("ssm", "SendCommand", { documentName: "AWS-RunShellScript" }),
      call("ssm", "SendCommand", null, { userAgent: "ssm.amazonaws.com" }),
      call("ssm", "StartSession"),
      call("ssm", "StartSession", null, byConsole),
    ],
    misses: [
      call("ssm", "ListCommands"),
      call("ssm", "SendCommand", null, { userIdentity: service("ssm") }),
      denied("ssm", "SendCommand"),
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
      ...["dl2q.24xlarge", "vt1.3xlarge", "f2.6xlarge", "inf2.xlarge", "trn2.48xlarge"].map((instanceType) =>
        call("ec2", "RunInstances", { instanceType }),
      ),
      // The type stands in a launch template, or a fleet chose it.
      call("ec2", "RunInstances", { launchTemplate: { launchTemplateId: "lt-0abc" } }, launched("g6.xlarge")),
      call("ec2", "RunInstances", {}, { ...launched("p5.48xlarge"), userIdentity: service("ec2fleet") }),
      call("ec2", "RequestSpotInstances", { launchSpecification: { instanceType: "g4dn.xlarge" } }),
      call("ec2", "CreateFleet", fleetOf({ InstanceType: "p4d.24xlarge", tag: 1 })),
      call("ec2", "CreateFleet", fleetOf([{ InstanceType: "m7i.large" }, { InstanceType: "vt1.3xlarge" }])),
      // Who lets auto scaling launch them, or calls himself that.
      call("ec2", "CreateLaunchTemplate", {
        CreateLaunchTemplateRequest: { LaunchTemplateData: { InstanceType: "g5.xlarge" } },
      }),
      call("ec2", "CreateLaunchTemplateVersion", {
        CreateLaunchTemplateVersionRequest: { LaunchTemplateData: { InstanceType: "dl1.24xlarge" } },
      }),
      call("autoscaling", "CreateLaunchConfiguration", { instanceType: "g5.xlarge" }),
      call("autoscaling", "CreateAutoScalingGroup", groupOf("m7i.large", "g5.xlarge")),
      call("autoscaling", "UpdateAutoScalingGroup", groupOf("p5.48xlarge")),
      call("ec2", "RunInstances", { instanceType: "g5.xlarge" }, { userAgent: "autoscaling.amazonaws.com" }),
      call("ec2", "RunInstances", {}, { ...launched("g5.xlarge"), userAgent: "autoscaling.amazonaws.com" }),
    ],
    misses: [
      call("ec2", "RunInstances", { instanceType: "t3.micro" }),
      call("ec2", "RunInstances", {}, launched("i4i.large")),
      call("ec2", "RequestSpotInstances", { launchSpecification: { instanceType: "d3.xlarge" } }),
      call("ec2", "CreateFleet", fleetOf([{ InstanceType: "m7i.large" }, { InstanceType: "i4i.large" }])),
      call("ec2", "CreateLaunchTemplate", {
        CreateLaunchTemplateRequest: { LaunchTemplateData: { InstanceType: "t3.micro" } },
      }),
      call("autoscaling", "CreateAutoScalingGroup", groupOf("m7i.large", "i4i.large")),
      call("ec2", "RunInstances", { instanceType: "g5.xlarge" }, { userIdentity: service("autoscaling") }),
      call("ec2", "RunInstances", {}, { ...launched("g5.xlarge"), userIdentity: service("autoscaling") }),
      call("ec2", "StartInstances"),
    ],
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
      ...[byRoot, bySsoUser, byFederatedUser, ...disguised(bySsoUser)].map((caller) =>
        call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, caller),
      ),
    ],
    misses: [
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }),
      call("lambda", "UpdateFunctionCode20150331v2", { functionName: "pay" }, byProgram),
      call("lambda", "UpdateFunctionConfiguration20150331v2", { timeout: 30 }, byUser),
    ],
  },
  "security-group-opened-to-all": {
    matches: [
      opened({ fromPort: 22, cidrIpv4: "0.0.0.0/0" }),
      opened({ fromPort: 5432, cidrIpv6: "::/0" }),
      opened({ cidrIpv4: "128.0.0.0/1" }),
      edited(ruleOf({ CidrIpv4: "0.0.0.0/0" })),
      edited(ruleOf({ CidrIpv6: "::/0" })),
      edited([ruleOf({ CidrIpv4: "10.0.0.0/8" }), ruleOf({ CidrIpv4: "0.0.0.0/0" })]),
      edited([ruleOf({ CidrIpv4: "0.0.0.0/1" }), ruleOf({ CidrIpv4: "128.0.0.0/1" })]),
      edited([ruleOf({ CidrIpv6: "::/0" })]),
    ],
    misses: [
      opened({ fromPort: 22, cidrIpv4: "198.51.100.0/24" }),
      opened({ cidrIpv4: "10.0.0.0/11", cidrIpv6: "2001:db8::/33" }),
      denied("ec2", "AuthorizeSecurityGroupIngress"),
      edited(ruleOf({ CidrIpv4: "10.0.0.0/10" })),
      edited([ruleOf({ CidrIpv4: "10.0.0.0/8" }), ruleOf({ Description: "0.0.0.0/0" })]),
    ],
  },
  "network-acl-opened-to-all": {
    matches: [
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "allow", egress: false }),
      call("ec2", "ReplaceNetworkAclEntry", { cidrBlock: "0.0.0.0/1", ruleAction: "allow", egress: false }),
      call("ec2", "CreateNetworkAclEntry", { ipv6CidrBlock: "8000::/1", ruleAction: "allow", egress: false }),
    ],
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
      ...[
        { userId: "444455556666" },
        { group: "all" },
        { organizationArn: "arn:aws:organizations::444455556666:organization/o-example" },
        { organizationalUnitArn: "arn:aws:organizations::444455556666:ou/o-example/ou-1a2b-3c4d5e6f" },
      ].map((item) => call("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [item] } } })),
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
      ...["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map((block) =>
        call("s3", "PutBucketPublicAccessBlock", blocking({ [block]: false })),
      ),
      call("s3-control", "PutAccountPublicAccessBlock", blocking({ IgnorePublicAcls: false })),
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

function versioning(VersioningConfiguration: object, further: object = {}) {
  return call("s3", "PutBucketVersioning", { bucketName: "data", VersioningConfiguration }, further);
}

/** An instance as the answer to the call lists it. */
function launched(instanceType: string) {
  return { responseElements: { instancesSet: { items: [{ instanceId: "i-0abc", instanceType }] } } };
}

function groupOf(...types: readonly string[]) {
  return { mixedInstancesPolicy: { launchTemplate: { overrides: types.map((instanceType) => ({ instanceType })) } } };
}

function fleetOf(Overrides: object) {
  return { CreateFleetRequest: { LaunchTemplateConfigs: { Overrides, tag: 1 } } };
}

/** Rules of a security group that are changed: one stands in the request as an object, several as a list. */
function edited(SecurityGroupRule: object) {
  return call("ec2", "ModifySecurityGroupRules", {
    ModifySecurityGroupRulesRequest: { GroupId: "sg-0abc", SecurityGroupRule },
  });
}

function ruleOf(SecurityGroupRule: object) {
  return { SecurityGroupRuleId: "sgr-0abc", SecurityGroupRule, tag: 1 };
}

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

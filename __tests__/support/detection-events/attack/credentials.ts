import { call, denied, signIn, ssoUser, type Examples } from "../record";
import { byInstance, byProgram, byRoot, bySsoUser, byUser } from "./callers";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
/** A call of a console session, which AWS marks. */
const inConsole = { ...byUser, sessionCredentialFromConsole: "true" };

export const credentials: Readonly<Record<string, Examples>> = {
  "root-credentials-changed": {
    matches: [
      call("iam", "CreateAccessKey", null, byRoot),
      call("signin", "PasswordUpdated", null, { ...byRoot, responseElements: { PasswordUpdated: "Success" } }),
      call("signin", "PasswordRecoveryRequested", null, byRoot),
      call("account", "StartPrimaryEmailUpdate", { AccountId: "444455556666" }),
      call("account", "AcceptPrimaryEmailUpdate", { AccountId: "444455556666" }),
    ],
    misses: [
      call("account", "GetPrimaryEmail"),
      denied("account", "StartPrimaryEmailUpdate"),
      call("iam", "CreateAccessKey", { userName: "sam" }, byRoot),
      call("signin", "PasswordUpdated", null, { ...byRoot, responseElements: { PasswordUpdated: "Failure" } }),
      call("signin", "PasswordRecoveryRequested", null, byUser),
    ],
  },
  "root-session-assumed": {
    matches: [
      call("sts", "AssumeRoot"),
      call("iam", "EnableOrganizationsRootSessions"),
      denied("iam", "DisableOrganizationsRootCredentialsManagement"),
    ],
    misses: [call("sts", "AssumeRole"), call("iam", "ListOrganizationsFeatures")],
  },
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
      loginOf("arn:aws:signin:::devtools/cross-device"),
      loginOf("arn:aws:signin:eu-central-1::external-client/dcr/1f3a"),
    ],
    misses: [
      loginOf("arn:aws:signin:::devtools/same-device"),
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
      call("sso-directory", "CreateBearerToken", { tenantId: "t1" }),
    ],
    misses: [
      call("iam", "UpdateAccessKey", { userName: "sam", accessKeyId: "AKIAEXAMPLEEXAMPLEEX", status: "Inactive" }),
      call("sso-directory", "DeleteBearerToken"),
      call("iam", "CreateAccessKey", null, byUser),
      denied("iam", "CreateAccessKey", { userName: "sam" }),
      denied("iam", "CreateServiceSpecificCredential", { userName: "sam" }),
      call("iam", "ListServiceSpecificCredentials", { userName: "sam" }),
    ],
  },
  "stolen-credentials-used": {
    matches: [
      call("sts", "GetCallerIdentity", null, { ...byUser, userAgent: "TruffleHog" }),
      call("iam", "ListUsers", null, {
        userAgent: "aws-cli/2.15.0 Python/3.11.8 Linux/6.6.9-kali1-amd64 exe/x86_64.kali",
      }),
      call("s3", "ListBuckets", null, { userAgent: "[S3 Browser/11.4.5 (https://s3browser.com)]" }),
      call("ec2", "DescribeRegions", null, { userAgent: "Boto3/1.34.0 md/Botocore#1.34.0 Pacu" }),
      denied("lambda", "ListFunctions", null, { userAgent: "aws-cli/2.9.19 Linux/6.5.0-13parrot1-amd64" }),
      signIn("Success", byInstance),
      call("signin", "GetSigninToken", null, byInstance),
      ...["CreateUser", "CreateRole", "AttachRolePolicy"].map((eventName) => call("iam", eventName, null, byInstance)),
      ...["ListUsers", "ListRoles", "GetAccountAuthorizationDetails"].map((eventName) =>
        call("iam", eventName, null, byInstance),
      ),
      denied("iam", "CreateAccessKey", { userName: "sam" }, byInstance),
      // Whatever else the caller says.
      call("iam", "CreateUser", null, { ...byInstance, userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.13.4" }),
    ],
    misses: [
      call("sts", "GetCallerIdentity", null, byUser),
      call("iam", "CreateUser", null, byProgram),
      call("iam", "GetRole", { roleName: "orders" }, byInstance),
      call("iam", "CreateServiceLinkedRole", null, byInstance),
      call("ec2", "DescribeInstances", null, byInstance),
      call("s3", "ListBuckets", null, byInstance),
      signIn("Success", { userIdentity: ssoUser }),
    ],
  },
  "console-password-set": {
    matches: [
      call("iam", "CreateLoginProfile", { userName: "sam" }),
      call("iam", "UpdateLoginProfile"),
      call("sso-directory", "UpdatePassword", { userId: "u1", passwordMode: "OTP" }),
    ],
    misses: [
      call("iam", "GetLoginProfile"),
      call("iam", "DeleteLoginProfile"),
      call("iam", "ChangePassword"),
      denied("sso-directory", "UpdatePassword"),
    ],
  },
  "iam-user-created": {
    matches: [
      call("iam", "CreateUser", { userName: "support-2" }),
      ...["444455556666:root", "444455556666:user/alex", "111122223333:role/admin"].map((principal) =>
        roleFor({ AWS: `arn:aws:iam::${principal}` }),
      ),
      // With spaces, as people write it.
      call("iam", "CreateRole", {
        assumeRolePolicyDocument: '{ "Statement": [ { "Principal": { "AWS": ["arn:aws:iam::444455556666:root"] } } ] }',
      }),
    ],
    misses: [
      roleFor({ Service: "lambda.amazonaws.com" }),
      roleFor({ Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }),
      call("transfer", "CreateUser"),
      call("rds-data", "CreateRole", { assumeRolePolicyDocument: "arn:aws:iam::444455556666:root" }),
      denied("iam", "CreateUser"),
    ],
  },
  "mfa-device-removed": {
    matches: [
      call("iam", "DeactivateMFADevice", { userName: "sam" }),
      call("iam", "DeactivateMFADevice", { userName: "sam" }, inConsole),
      call("sso-directory", "DeleteMfaDeviceForUser", { userId: "u1" }),
      call("iam", "CreateVirtualMFADevice", { virtualMFADeviceName: "sam-2" }, byUser),
      call("iam", "EnableMFADevice", { userName: "sam" }, byUser),
      // Who calls himself the console.
      call("iam", "EnableMFADevice", { userName: "sam" }, { ...byUser, userAgent: "AWS Internal" }),
    ],
    misses: [
      call("iam", "EnableMFADevice", { userName: "sam" }, inConsole),
      call("iam", "CreateVirtualMFADevice", { virtualMFADeviceName: "sam-2" }, inConsole),
      call("iam", "ListMFADevices"),
      denied("iam", "DeactivateMFADevice"),
    ],
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
};

/** A sign-in on the command line. */
function loginOf(client_id: string) {
  return call(
    "signin",
    "CreateOAuth2Token",
    { client_id },
    { ...byUser, readOnly: true, additionalEventData: { success: "true" } },
  );
}

/** A role that a principal may assume; the policy is a text in the record. */
function roleFor(Principal: object) {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
  return call("iam", "CreateRole", { roleName: "support-2", assumeRolePolicyDocument: JSON.stringify(policy) });
}

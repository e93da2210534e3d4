import { call, denied, deniedOtherwise, ssoUser, type Examples } from "../record";
import { byRoot, bySsoUser, byUser } from "./callers";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

export const credentials: Readonly<Record<string, Examples>> = {
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
};

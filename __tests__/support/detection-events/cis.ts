import { call, denied, deniedOtherwise, malformed, root, service, signIn, type Examples } from "./record";

export const cisExamples: Readonly<Record<string, Examples>> = {
  "root-account-usage": {
    matches: [
      signIn("Success", { userIdentity: root }),
      call("iam", "ListUsers", null, { userIdentity: root }),
      // In the console, where changes are made by the sign-in service for root.
      call("s3", "CreateBucket", null, { userIdentity: { ...root, invokedBy: "signin.amazonaws.com" } }),
    ],
    misses: [
      call("iam", "ListUsers"),
      call("support", "DescribeCases", null, { userIdentity: { ...root, invokedBy: "support.amazonaws.com" } }),
      call("s3", "ListBuckets", null, { userIdentity: { ...root, invokedBy: "signin.amazonaws.com" } }),
      call("kms", "RotateKey", null, { userIdentity: root, eventType: "AwsServiceEvent" }),
    ],
  },
  "unauthorized-api-calls": {
    matches: [
      denied("ec2", "RunInstances"),
      denied("iam", "CreateUser"),
      call("s3", "GetObject", null, { errorCode: "AccessDeniedException" }),
      ...deniedOtherwise,
      malformed,
    ],
    misses: [
      call("iam", "CreateUser"),
      call("ec2", "RunInstances", null, { errorCode: "Client.InvalidParameterValue" }),
      denied("s3", "HeadBucket"),
      { ...denied("s3", "PutObject"), sourceIPAddress: "delivery.logs.amazonaws.com" },
    ],
  },
  "console-sign-in-without-mfa": {
    matches: [signIn("Success", { additionalEventData: { MFAUsed: "No" } })],
    misses: [
      signIn("Success"),
      signIn("Failure", { additionalEventData: { MFAUsed: "No" } }),
      // Single sign-on: the identity provider asks for the second factor.
      signIn("Success", { additionalEventData: { MFAUsed: "No" }, userIdentity: { type: "AssumedRole" } }),
    ],
  },
  "iam-policy-changes": {
    matches: [call("iam", "AttachRolePolicy"), call("iam", "DeletePolicyVersion"), call("iam", "PutGroupPolicy")],
    misses: [
      call("iam", "GetPolicy"),
      call("autoscaling", "DeletePolicy"),
      call("organizations", "CreatePolicy"),
      call("iam", "UpdateAssumeRolePolicy"),
    ],
  },
  "console-sign-in-failures": {
    matches: [
      signIn("Failure"),
      signIn("Failure", { errorMessage: "No username found in supplied account" }),
      signIn("Failure", { errorMessage: undefined }),
      verification("Failure"),
    ],
    misses: [
      signIn("Success"),
      verification("Success"),
      call("signin", "CheckMfa", null, { responseElements: { CheckMfa: "Failure" } }),
    ],
  },
  "organizations-changes": {
    matches: [call("organizations", "MoveAccount"), call("organizations", "EnableAllFeatures")],
    misses: [call("organizations", "ListAccounts"), call("iam", "CreatePolicy")],
  },
  "cloudtrail-changes": {
    matches: [call("cloudtrail", "StopLogging"), call("cloudtrail", "CreateTrail")],
    misses: [call("cloudtrail", "DescribeTrails"), call("cloudtrail", "GetTrailStatus")],
  },
  "kms-key-disabled-or-deleted": {
    matches: [
      call("kms", "ScheduleKeyDeletion"),
      ...["DeleteImportedKeyMaterial", "ImportKeyMaterial", "DisconnectCustomKeyStore", "DeleteCustomKeyStore"].map(
        (eventName) => call("kms", eventName),
      ),
      call("kms", "CreateCustomKeyStore", { customKeyStoreType: "EXTERNAL_KEY_STORE" }),
      call("cloudhsm", "DeleteHsm", { hsmId: "hsm-0abc" }),
    ],
    misses: [
      call("kms", "GetParametersForImport"),
      call("kms", "DescribeCustomKeyStores"),
      call("redshift", "DeleteHsmConfiguration"),
      call("kms", "CancelKeyDeletion"),
      call("cloudfront", "DisableKey"),
      denied("kms", "DeleteImportedKeyMaterial"),
    ],
  },
  "s3-bucket-policy-changes": {
    matches: [call("s3", "PutBucketPolicy"), call("s3", "DeleteBucketReplication"), call("s3", "PutBucketLifecycle")],
    misses: [call("s3", "GetBucketPolicy"), call("s3", "PutBucketTagging"), call("s3express", "PutBucketPolicy")],
  },
  "config-changes": {
    matches: [call("config", "StopConfigurationRecorder"), call("config", "PutDeliveryChannel")],
    misses: [call("config", "StartConfigurationRecorder"), call("config", "DescribeDeliveryChannels")],
  },
  "security-group-changes": {
    matches: [call("ec2", "AuthorizeSecurityGroupIngress"), call("ec2", "ModifySecurityGroupRules")],
    misses: [call("ec2", "DescribeSecurityGroups"), call("rds", "CreateDBSecurityGroup")],
  },
  "network-acl-changes": {
    matches: [call("ec2", "CreateNetworkAclEntry"), call("ec2", "ReplaceNetworkAclAssociation")],
    misses: [call("ec2", "DescribeNetworkAcls"), call("wafv2", "CreateWebACL")],
  },
  "network-gateway-changes": {
    matches: [call("ec2", "AttachInternetGateway"), call("ec2", "CreateCustomerGateway")],
    misses: [call("ec2", "DescribeInternetGateways"), call("ec2", "CreateNatGateway")],
  },
  "route-table-changes": {
    matches: [call("ec2", "ReplaceRoute"), call("ec2", "DisassociateRouteTable")],
    misses: [call("apigateway", "CreateRoute"), call("appmesh", "DeleteRoute"), call("ec2", "DescribeRouteTables")],
  },
  "vpc-changes": {
    matches: [call("ec2", "CreateVpc"), call("ec2", "AcceptVpcPeeringConnection")],
    misses: [call("ec2", "DescribeVpcs"), call("ec2", "CreateVpcEndpoint", null, { userIdentity: service("vpce") })],
  },
};

/** A password or a code of somebody who signs in through IAM Identity Center. */
function verification(CredentialVerification: "Success" | "Failure") {
  return call("signin", "CredentialVerification", null, {
    eventType: "AwsServiceEvent",
    userIdentity: { type: "IdentityCenterUser", accountId: "111122223333", credentialId: "c1a2" },
    additionalEventData: { AuthWorkflowID: "9f74b32b", CredentialType: "PASSWORD" },
    serviceEventDetails: { CredentialVerification },
  });
}

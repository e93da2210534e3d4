import { call, denied, type Examples } from "../record";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

export const permissions: Readonly<Record<string, Examples>> = {
  "role-trust-changed": {
    matches: [
      call("iam", "UpdateAssumeRolePolicy", { roleName: "deploy" }),
      call("iam", "EnableOutboundWebIdentityFederation"),
      call("iam", "AcceptDelegationRequest", { delegationRequestId: "d1" }),
      call("iam", "SendDelegationToken", { delegationRequestId: "d1" }),
    ],
    misses: [
      call("iam", "UpdateRole"),
      call("iam", "DisableOutboundWebIdentityFederation"),
      call("iam", "RejectDelegationRequest"),
      denied("iam", "UpdateAssumeRolePolicy"),
    ],
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
    matches: [
      call("iam", "SetDefaultPolicyVersion"),
      call("iam", "DeleteUserPermissionsBoundary"),
      call("iam", "AddUserToGroup", { groupName: "admins", userName: "sam" }),
      call("ec2", "ReplaceIamInstanceProfileAssociation", { associationId: "iip-assoc-0abc" }),
      call("ec2", "AssociateIamInstanceProfile"),
    ],
    misses: [
      call("iam", "CreatePolicyVersion"),
      call("iam", "RemoveUserFromGroup", { groupName: "admins", userName: "sam" }),
      call("iam", "AddRoleToInstanceProfile"),
      call("ec2", "DescribeIamInstanceProfileAssociations"),
      denied("iam", "PutRolePermissionsBoundary"),
      denied("iam", "AddUserToGroup"),
    ],
  },
  "identity-center-access-granted": {
    matches: [
      call("sso", "CreateAccountAssignment", { targetId: "111122223333", principalType: "USER" }),
      call("sso", "AttachManagedPolicyToPermissionSet", { managedPolicyArn: admin }),
      ...["CreatePermissionSet", "PutInlinePolicyToPermissionSet", "DeletePermissionsBoundaryFromPermissionSet"].map(
        (eventName) => call("sso", eventName),
      ),
      call("sso", "CreateTrustedTokenIssuer", { name: "idp" }),
      call("sso", "UpdateSsoConfiguration"),
      call("sso-directory", "AddMemberToGroup"),
      call("sso-directory", "CreateUser", null, {
        userIdentity: { type: "IdentityCenterUser", accountId: "111122223333" },
      }),
      call("identitystore", "CreateGroupMembership", { groupId: "g1", memberId: { userId: "u1" } }),
    ],
    misses: [
      call("sso", "ListAccountAssignments"),
      call("sso", "DeleteAccountAssignment"),
      call("sso", "ProvisionPermissionSet"),
      call("sso-directory", "RemoveMemberFromGroup"),
      call("transfer", "CreateUser"),
      // Provisioning by the identity provider.
      call("identitystore-scim", "CreateUser"),
      denied("sso", "CreateAccountAssignment"),
    ],
  },
  "identity-provider-changed": {
    matches: [
      call("iam", "UpdateSAMLProvider"),
      call("iam", "CreateOpenIDConnectProvider"),
      call("rolesanywhere", "CreateTrustAnchor"),
      call("sso", "DisableExternalIdPConfigurationForDirectory"),
      call("sso-directory", "CreateExternalIdPConfigurationForDirectory"),
      call("sso-directory", "EnableExternalIdPConfigurationForDirectory"),
      call("sso-directory", "ImportExternalIdPCertificate"),
    ],
    misses: [
      call("iam", "ListOpenIDConnectProviders"),
      call("bedrock", "CreateProfile"),
      call("ds", "DisableExternalIdPConfigurationForDirectory"),
      denied("sso-directory", "CreateExternalIdPConfigurationForDirectory"),
    ],
  },
  "organization-guardrails-removed": {
    matches: [
      call("organizations", "DetachPolicy"),
      call("organizations", "CloseAccount", { accountId: "444455556666" }),
      call("organizations", "DisableAWSServiceAccess", { servicePrincipal: "config.amazonaws.com" }),
      denied("organizations", "LeaveOrganization"),
      call("controltower", "DisableControl", { controlIdentifier: "AWS-GR_CLOUDTRAIL_ENABLED" }),
      call("controltower", "DeleteLandingZone"),
    ],
    misses: [
      call("organizations", "AttachPolicy"),
      call("organizations", "DescribeOrganization"),
      call("controltower", "EnableControl"),
    ],
  },
  "region-opened": {
    matches: [
      call("account", "EnableRegion", { RegionName: "ap-east-1" }),
      call("account", "PutAlternateContact", { AlternateContactType: "SECURITY" }),
      call("account", "DeleteAlternateContact", { AlternateContactType: "SECURITY" }),
      call("account", "PutContactInformation"),
      call("servicequotas", "RequestServiceQuotaIncrease", { serviceCode: "ec2", quotaCode: "L-417A185B" }),
    ],
    misses: [
      call("account", "ListRegions"),
      call("account", "GetAlternateContact"),
      call("servicequotas", "GetServiceQuota"),
      denied("account", "PutAlternateContact"),
    ],
  },
  "eks-access-granted": {
    matches: [
      call("eks", "CreateAccessEntry"),
      call("eks", "AssociateAccessPolicy"),
      call("eks", "AssociateIdentityProviderConfig"),
    ],
    misses: [
      call("eks", "DeleteAccessEntry"),
      call("eks", "ListAssociatedAccessPolicies"),
      call("eks", "UpdateClusterConfig", { logging: {} }),
    ],
  },
};

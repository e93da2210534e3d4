import { call, denied, type Examples } from "../record";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

export const permissions: Readonly<Record<string, Examples>> = {
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
    matches: [
      call("organizations", "DetachPolicy"),
      call("organizations", "CloseAccount", { accountId: "444455556666" }),
      call("organizations", "DisableAWSServiceAccess", { servicePrincipal: "config.amazonaws.com" }),
      denied("organizations", "LeaveOrganization"),
    ],
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
};

import { detection } from "../detection-defaults";
import { anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** Permissions: roles, policies, identity providers, the organization's guard rails. */
export const permissions = [
  detection("attack", {
    id: "role-trust-changed",
    title: "The trust policy of a role was changed, or a partner or another provider trusted",
    severity: "high",
    why: "One more principal in a trust policy is a back door that survives every password change, without a key. Delegation to a partner and outbound federation are such doors too.",
    firstSteps:
      "Read requestParameters for accounts that are not yours. Put the old policy back, or end the delegation.",
    techniques: ["T1098.003", "T1199"],
    pattern: pattern(
      calls(
        "iam",
        "UpdateAssumeRolePolicy",
        "EnableOutboundWebIdentityFederation",
        "AcceptDelegationRequest",
        "SendDelegationToken",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['UpdateAssumeRolePolicy', 'EnableOutboundWebIdentityFederation', 'AcceptDelegationRequest', 'SendDelegationToken']",
  }),
  detection("attack", {
    id: "admin-policy-attached",
    title: "Administrator rights were granted",
    severity: "high",
    why: "A user, a group or a role can now do everything, or give itself everything.",
    firstSteps:
      "Ask the caller who it is for. If nobody can say: detach the policy and deactivate what it was attached to.",
    techniques: ["T1098.003"],
    pattern: pattern(
      calls("iam", "AttachUserPolicy", "AttachGroupPolicy", "AttachRolePolicy"),
      anyOf(
        is("$.requestParameters.policyArn", "*/AdministratorAccess"),
        is("$.requestParameters.policyArn", "*/IAMFullAccess"),
      ),
      succeeded,
    ),
    insightsFilter: "eventName like /^Attach/ and requestParameters.policyArn like /AdministratorAccess|IAMFullAccess/",
  }),
  detection("attack", {
    id: "permission-limits-changed",
    title: "Rights changed without a change of a policy: boundary, version, group, instance profile",
    severity: "medium",
    why: "A boundary caps what somebody can have; an old version of a policy may allow more than the current one; a group or another instance profile brings its rights. All are steps to more rights.",
    firstSteps:
      "Compare the versions of the policy, put the boundary back, or look what the group or profile may do. Ask the caller.",
    techniques: ["T1098.003"],
    pattern: pattern(
      calls(
        ["iam", "ec2"],
        "SetDefaultPolicyVersion",
        "DeleteUserPermissionsBoundary",
        "DeleteRolePermissionsBoundary",
        "PutUserPermissionsBoundary",
        "PutRolePermissionsBoundary",
        "AddUserToGroup",
        "ReplaceIamInstanceProfileAssociation",
        "AssociateIamInstanceProfile",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /PermissionsBoundary$|IamInstanceProfile(Association)?$/ or eventName in ['SetDefaultPolicyVersion', 'AddUserToGroup']",
  }),
  detection("attack", {
    id: "identity-center-access-granted",
    title: "Access was granted through IAM Identity Center",
    severity: "high",
    why: "A permission set or an assignment opens accounts of the organization, and no IAM policy of theirs seems changed. A new user or a member of a group gets what the group has.",
    firstSteps:
      "Ask those who run IAM Identity Center. If nobody did it: delete the assignment or the user, and end the sessions.",
    techniques: ["T1098.003", "T1136.003"],
    pattern: pattern(
      calls(
        ["sso", "sso-directory", "identitystore"],
        "CreateAccountAssignment",
        "CreatePermissionSet",
        "AttachManagedPolicyToPermissionSet",
        "AttachCustomerManagedPolicyReferenceToPermissionSet",
        "PutInlinePolicyToPermissionSet",
        "DeletePermissionsBoundaryFromPermissionSet",
        "CreateTrustedTokenIssuer",
        "UpdateSsoConfiguration",
        "CreateUser",
        "AddMemberToGroup",
        "CreateGroupMembership",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(sso|identitystore)/ and eventName like /PermissionSet$|AccountAssignment|Issuer|CreateUser|ToGroup|Membership|SsoConf/ and readOnly = 0",
  }),
  detection("attack", {
    id: "identity-provider-changed",
    title: "An identity provider or trust anchor changed",
    severity: "high",
    why: "Whoever controls an identity provider can sign in as anybody it vouches for.",
    firstSteps:
      "Look at the provider, its certificate or address, and who called. Delete what nobody owns, and end the sessions made with it.",
    techniques: ["T1484.002"],
    pattern: pattern(
      anyOf(
        calls(
          "iam",
          "CreateSAMLProvider",
          "UpdateSAMLProvider",
          "DeleteSAMLProvider",
          "CreateOpenIDConnectProvider",
          "AddClientIDToOpenIDConnectProvider",
          "UpdateOpenIDConnectProviderThumbprint",
          "DeleteOpenIDConnectProvider",
        ),
        calls("rolesanywhere", "CreateTrustAnchor", "UpdateTrustAnchor", "CreateProfile"),
        calls(
          ["sso", "sso-directory"],
          "AssociateDirectory",
          "DisassociateDirectory",
          "*ExternalIdPConfigurationForDirectory",
          "ImportExternalIdPCertificate",
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /SAMLProvider|OpenIDConnectProvider|TrustAnchor|CreateProfile|Directory$|IdPCert/ and eventName not like /^(Get|List)/",
  }),
  detection("attack", {
    id: "organization-guardrails-removed",
    title: "The account leaves the organization, or its guard rails go",
    severity: "critical",
    why: "Out of its organization an account has no service control policies, and nobody above it looks. An attempt counts: nobody tries this by mistake.",
    firstSteps:
      "Ask those who run the organization. If nobody did it: treat the caller as an intruder, and put the policy back.",
    techniques: ["T1489", "T1531", "T1666", "T1685"],
    pattern: pattern(
      calls(
        ["organizations", "controltower"],
        "LeaveOrganization",
        "RemoveAccountFromOrganization",
        "CloseAccount",
        "DetachPolicy",
        "DisablePolicyType",
        "DisableAWSServiceAccess",
        "RegisterDelegatedAdministrator",
        "DeregisterDelegatedAdministrator",
        "DisableControl",
        "DeleteLandingZone",
      ),
    ),
    insightsFilter:
      "eventSource like /^(organizations|controltower)/ and eventName like /Leave|Remove|Close|Detach|Disable|DelegatedAdministrator$|DeleteLandingZone/",
  }),
  detection("attack", {
    id: "region-opened",
    title: "A region, a contact or a quota of the account was changed",
    severity: "medium",
    why: "In a region that nobody uses, nobody looks. AWS writes to the contacts when it sees abuse. A raised quota is room for an intruder's instances or e-mails.",
    firstSteps:
      "Ask the owner of the account. If nobody needs it: put the contact back, or disable the region after checking what runs in it.",
    techniques: ["T1535", "T1098", "T1496"],
    pattern: pattern(
      calls(
        ["account", "servicequotas"],
        "EnableRegion",
        "DisableRegion",
        "PutAlternateContact",
        "DeleteAlternateContact",
        "PutContactInformation",
        "RequestServiceQuotaIncrease",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "account.amazonaws.com" and eventName like /^(En|Dis)ableRegion|Contact/ and readOnly = 0 or eventName = "RequestServiceQuotaIncrease"',
  }),
  detection("attack", {
    id: "eks-access-granted",
    title: "Access to an EKS cluster was granted",
    severity: "medium",
    why: "An access entry makes an IAM principal a user of the cluster, up to its administrator; an identity provider does this for whoever it vouches for.",
    firstSteps: "Look at principalArn and policyArn in requestParameters. Delete the entry if nobody owns it.",
    techniques: ["T1098.006"],
    pattern: pattern(
      calls(
        "eks",
        "CreateAccessEntry",
        "AssociateAccessPolicy",
        "UpdateAccessEntry",
        "AssociateIdentityProviderConfig",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['CreateAccessEntry', 'AssociateAccessPolicy', 'UpdateAccessEntry', 'AssociateIdentityProviderConfig']",
  }),
];

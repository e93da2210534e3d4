import { detection } from "../detection-defaults";
import { anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** Permissions: roles, policies, identity providers, the organization's guard rails. */
export const permissions = [
  detection("attack", {
    id: "role-trust-changed",
    title: "The trust policy of a role was changed",
    severity: "high",
    why: "One more principal in a trust policy is a back door that survives every password change, and no key is needed for it.",
    firstSteps: "Read policyDocument in requestParameters for accounts that are not yours. Put the old policy back.",
    techniques: ["T1098.003"],
    pattern: pattern(calls("iam", "UpdateAssumeRolePolicy"), succeeded),
    insightsFilter: 'eventName = "UpdateAssumeRolePolicy"',
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
    title: "A permissions boundary or the default version of a policy changed",
    severity: "medium",
    why: "A boundary caps what somebody can have; an old version of a policy may allow more than the current one. Both are steps to more rights.",
    firstSteps: "Compare the versions of the policy, or put the boundary back. Ask the caller.",
    techniques: ["T1098.003"],
    pattern: pattern(
      calls(
        "iam",
        "SetDefaultPolicyVersion",
        "DeleteUserPermissionsBoundary",
        "DeleteRolePermissionsBoundary",
        "PutUserPermissionsBoundary",
        "PutRolePermissionsBoundary",
      ),
      succeeded,
    ),
    insightsFilter: 'eventName like /PermissionsBoundary$/ or eventName = "SetDefaultPolicyVersion"',
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
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /SAMLProvider|OpenIDConnectProvider|TrustAnchor|CreateProfile|Directory$/ and eventName not like /^(Get|List)/",
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
        "organizations",
        "LeaveOrganization",
        "RemoveAccountFromOrganization",
        "CloseAccount",
        "DetachPolicy",
        "DisablePolicyType",
        "DisableAWSServiceAccess",
        "RegisterDelegatedAdministrator",
        "DeregisterDelegatedAdministrator",
      ),
    ),
    insightsFilter:
      'eventSource = "organizations.amazonaws.com" and eventName like /Leave|Remove|Close|Detach|Disable|DelegatedAdministrator$/',
  }),
  detection("attack", {
    id: "region-opened",
    title: "A region was enabled or disabled",
    severity: "medium",
    why: "In a region that nobody uses, nobody looks. A trail of all regions sees it, but regional services such as GuardDuty are not there yet.",
    firstSteps: "Ask the owner of the account. If nobody needs the region: disable it, after checking what runs in it.",
    techniques: ["T1535"],
    pattern: pattern(calls("account", "EnableRegion", "DisableRegion"), succeeded),
    insightsFilter: "eventSource = \"account.amazonaws.com\" and eventName in ['EnableRegion', 'DisableRegion']",
  }),
  detection("attack", {
    id: "eks-access-granted",
    title: "Access to an EKS cluster was granted",
    severity: "medium",
    why: "An access entry makes an IAM principal a user of the cluster, up to its administrator.",
    firstSteps: "Look at principalArn and policyArn in requestParameters. Delete the entry if nobody owns it.",
    techniques: ["T1098.006"],
    pattern: pattern(calls("eks", "CreateAccessEntry", "AssociateAccessPolicy", "UpdateAccessEntry"), succeeded),
    insightsFilter: "eventName in ['CreateAccessEntry', 'AssociateAccessPolicy', 'UpdateAccessEntry']",
  }),
];

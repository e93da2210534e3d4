import type { Operations } from "../../terraform/operations";

const notAdopted = "it is in the management account, where `terraform import` takes it into the state";

/** Registering an account is a change of the organization, too. */
const registering = [
  "organizations:DeregisterDelegatedAdministrator",
  "organizations:ListDelegatedAdministrators",
  "organizations:RegisterDelegatedAdministrator",
];

/** A service enables its trusted access as whoever registers the administrator. */
const enablingAccess = (source: string) =>
  [
    {
      target: "everything",
      actions: ["organizations:DescribeOrganization", "organizations:EnableAWSServiceAccess", ...registering],
      reason: "the registration enables trusted access, and registers the account with Organizations",
      source,
    },
  ] as const;

/** What the commands need to know of delegated administrators. */
export const operations: Operations = {
  aws_organizations_delegated_administrator: {
    permissions: { everything: registering },
    health: ["is registered for the security account"],
    costs: [],
    notAdopted,
  },
  aws_cloudtrail_organization_delegated_admin_account: {
    permissions: {
      everything: [
        "cloudtrail:DeregisterOrganizationDelegatedAdmin",
        "cloudtrail:RegisterOrganizationDelegatedAdmin",
        "organizations:ListDelegatedAdministrators",
      ],
    },
    unrecorded: [
      {
        target: "everything",
        actions: [
          "iam:CreateServiceLinkedRole",
          "iam:GetRole",
          "organizations:DeregisterDelegatedAdministrator",
          "organizations:ListAWSServiceAccessForOrganization",
          "organizations:RegisterDelegatedAdministrator",
        ],
        reason: "CloudTrail registers the account with Organizations, and creates its service-linked role",
        source:
          "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator-permissions.html",
      },
    ],
    health: ["is registered for the security account"],
    costs: [],
    notAdopted,
  },
  aws_guardduty_organization_admin_account: {
    permissions: {
      everything: [
        "guardduty:DisableOrganizationAdminAccount",
        "guardduty:EnableOrganizationAdminAccount",
        "guardduty:ListOrganizationAdminAccounts",
      ],
    },
    unrecorded: enablingAccess("https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html"),
    health: ["is registered for the security account"],
    costs: [],
    notAdopted,
  },
  aws_securityhub_organization_admin_account: {
    permissions: {
      everything: [
        "securityhub:DisableOrganizationAdminAccount",
        "securityhub:EnableOrganizationAdminAccount",
        "securityhub:ListOrganizationAdminAccounts",
      ],
    },
    unrecorded: enablingAccess(
      "https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html",
    ),
    health: ["is registered for the security account"],
    costs: [],
    notAdopted,
  },
  "data.aws_organizations_organization": {
    permissions: {
      everything: [
        "organizations:DescribeOrganization",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts",
        "organizations:ListRoots",
      ],
    },
  },
  "data.aws_organizations_delegated_administrators": {
    permissions: { everything: ["organizations:ListDelegatedAdministrators"] },
  },
};

import type { Operations } from "../../terraform/operations";

const notAdopted = "it is in the management account, where `terraform import` takes it into the state";

const registering = [
  "organizations:DeregisterDelegatedAdministrator",
  "organizations:ListDelegatedAdministrators",
  "organizations:RegisterDelegatedAdministrator",
];

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

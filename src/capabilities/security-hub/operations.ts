import type { Operations } from "../../terraform/operations";

/** Of Security Hub in a region. */
const trialDays = 30;

/** What the commands need to know of the resources of Security Hub. */
export const operations: Operations = {
  aws_securityhub_account: {
    permissions: {
      everything: [
        "securityhub:DescribeHub",
        "securityhub:DisableSecurityHub",
        "securityhub:EnableSecurityHub",
        "securityhub:UpdateSecurityHubConfiguration",
      ],
    },
    unrecorded: [
      {
        target: "securityHubRole",
        actions: ["iam:CreateServiceLinkedRole"],
        reason: "EnableSecurityHub creates its service-linked role where it does not exist",
        source: "https://docs.aws.amazon.com/securityhub/latest/userguide/using-service-linked-roles.html",
      },
    ],
    health: ["is enabled"],
    costs: [{ unit: "findings", usd: 0.00003, free: 10_000, countedIn: "region", trialDays }],
  },
  aws_securityhub_standards_subscription: {
    permissions: {
      everything: [
        "securityhub:BatchDisableStandards",
        "securityhub:BatchEnableStandards",
        "securityhub:GetEnabledStandards",
      ],
    },
    health: ["is ready"],
    costs: [
      {
        unit: "securityChecks",
        usd: 0.001,
        above: [
          { quantity: 100_000, usd: 0.0008 },
          { quantity: 500_000, usd: 0.0005 },
        ],
        countedIn: "region",
        trialDays,
        note: "200 a day are 6 USD a month",
      },
    ],
  },
  aws_securityhub_standards_control_association: {
    permissions: {
      everything: [
        "securityhub:BatchUpdateStandardsControlAssociations",
        "securityhub:ListStandardsControlAssociations",
      ],
    },
    health: ["is as set"],
    costs: [],
    notAdopted: "the provider cannot import it",
  },
  aws_securityhub_organization_configuration: {
    permissions: {
      everything: ["securityhub:DescribeOrganizationConfiguration", "securityhub:UpdateOrganizationConfiguration"],
    },
    health: ["is CENTRAL, and ENABLED"],
    costs: [],
    notAdopted: "a state of the delegated administrator, which is written as it is set",
  },
  aws_securityhub_configuration_policy: {
    permissions: {
      everything: [
        "securityhub:CreateConfigurationPolicy",
        "securityhub:DeleteConfigurationPolicy",
        "securityhub:GetConfigurationPolicy",
        "securityhub:UpdateConfigurationPolicy",
      ],
    },
    health: ["has the standards and controls that are set"],
    // Checks are billed to the members.
    costs: [],
    notAdopted: "an organization may have several, and each account has one of them",
  },
  aws_securityhub_configuration_policy_association: {
    permissions: {
      everything: [
        "securityhub:GetConfigurationPolicyAssociation",
        "securityhub:StartConfigurationPolicyAssociation",
        "securityhub:StartConfigurationPolicyDisassociation",
      ],
    },
    health: ["is SUCCESS, which takes up to 24 hours"],
    costs: [],
    notAdopted: "it belongs to its policy",
  },
  aws_securityhub_finding_aggregator: {
    permissions: {
      everything: [
        "securityhub:CreateFindingAggregator",
        "securityhub:DeleteFindingAggregator",
        "securityhub:GetFindingAggregator",
        "securityhub:UpdateFindingAggregator",
      ],
    },
    health: ["collects the findings of the regions that are set"],
    costs: [],
  },
};

import { onCreation, type Operations } from "../../terraform/operations";

/** Of the detector, and of each protection plan. */
const trialDays = 30;

/** GB of network logs cost less the more there are. */
const networkTiers = [
  { quantity: 500, usd: 0.5 },
  { quantity: 2500, usd: 0.25 },
  { quantity: 10_000, usd: 0.15 },
];

/** What the commands need to know of the resources of GuardDuty. */
export const operations: Operations = {
  aws_guardduty_detector: {
    permissions: {
      everything: [
        "guardduty:CreateDetector",
        "guardduty:DeleteDetector",
        "guardduty:GetDetector",
        "guardduty:UntagResource",
        "guardduty:UpdateDetector",
      ],
    },
    unrecorded: [
      onCreation(
        "everything",
        "guardduty:TagResource",
        "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html",
      ),
      {
        target: "guardDutyRole",
        actions: ["iam:CreateServiceLinkedRole"],
        reason: "the first detector of an account creates the service-linked role of GuardDuty",
        source: "https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions.html",
      },
    ],
    health: ["is enabled"],
    costs: [
      { unit: "analysedEvents", usd: 4, per: 1_000_000, countedIn: "region", trialDays },
      { unit: "flowAndDnsGb", usd: 1, above: networkTiers, countedIn: "region", trialDays },
    ],
  },
  aws_guardduty_detector_feature: {
    permissions: { everything: ["guardduty:GetDetector", "guardduty:UpdateDetector"] },
    unrecorded: [
      {
        target: "malwareProtectionRole",
        actions: ["iam:CreateServiceLinkedRole"],
        reason: "EBS_MALWARE_PROTECTION creates a service-linked role of its own",
        source: "https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions-malware-protection.html",
      },
    ],
    health: ["is enabled or disabled as set"],
    notAdopted: "a state of the detector, which the provider cannot import, and which is written as it is set",
    costs: [
      {
        unit: "s3DataEvents",
        usd: 0.8,
        per: 1_000_000,
        above: [
          { quantity: 500_000_000, usd: 0.4 },
          { quantity: 5_000_000_000, usd: 0.2 },
        ],
        countedIn: "region",
        trialDays,
        note: "with S3_DATA_EVENTS",
      },
      {
        unit: "eksAuditEvents",
        usd: 1.6,
        per: 1_000_000,
        above: [
          { quantity: 100_000_000, usd: 0.8 },
          { quantity: 200_000_000, usd: 0.2 },
        ],
        countedIn: "region",
        trialDays,
        note: "with EKS_AUDIT_LOGS",
      },
      { unit: "malwareScanGb", usd: 0.03, countedIn: "region", trialDays, note: "with EBS_MALWARE_PROTECTION" },
      { unit: "databaseVcpus", usd: 1, countedIn: "region", trialDays, note: "with RDS_LOGIN_EVENTS" },
      {
        unit: "lambdaNetworkGb",
        usd: 1,
        above: networkTiers,
        countedIn: "region",
        trialDays,
        note: "with LAMBDA_NETWORK_LOGS",
      },
      { unit: "runtimeVcpus", usd: 1.5, countedIn: "region", trialDays, note: "with RUNTIME_MONITORING" },
    ],
  },
  aws_guardduty_organization_configuration: {
    permissions: {
      everything: ["guardduty:DescribeOrganizationConfiguration", "guardduty:UpdateOrganizationConfiguration"],
    },
    health: ["enables GuardDuty in every account of the organization"],
    costs: [],
    notAdopted: "a state of the delegated administrator, which is written as it is set",
  },
  aws_guardduty_organization_configuration_feature: {
    permissions: {
      everything: ["guardduty:DescribeOrganizationConfiguration", "guardduty:UpdateOrganizationConfiguration"],
    },
    health: ["is enabled in every account as set"],
    costs: [],
    notAdopted:
      "a state of the delegated administrator, which the provider cannot import, and which is written as it is set",
  },
  aws_guardduty_publishing_destination: {
    permissions: {
      everything: [
        "guardduty:CreatePublishingDestination",
        "guardduty:DeletePublishingDestination",
        "guardduty:DescribePublishingDestination",
        "guardduty:UpdatePublishingDestination",
      ],
    },
    health: ["publishes, and its status is PUBLISHING"],
    costs: [],
  },
};

import type { Requirement } from "./requirement";

const notMet =
  "Not managed by this product yet: the organization usually decides whether it is enabled and where its findings go.";

export const services: readonly Requirement[] = [
  {
    what: "Amazon GuardDuty is enabled",
    ids: {
      securityHub: ["GuardDuty.1", ...[5, 6, 7, 8, 9, 10, 11, 12, 13].map((number) => `GuardDuty.${number}`)],
      prowler: ["guardduty_is_enabled", "guardduty_centrally_managed", "guardduty_delegated_admin_enabled_all_regions"],
    },
    notMet,
    shownBy: [{ none: ["aws_guardduty_detector"] }],
  },
  {
    what: "AWS Security Hub is enabled",
    ids: { prowler: ["securityhub_enabled", "securityhub_delegated_admin_enabled_all_regions"] },
    notMet,
    shownBy: [{ none: ["aws_securityhub_account"] }],
  },
  {
    what: "IAM Access Analyzer is enabled in every region",
    ids: {
      securityHub: ["IAM.28"],
      cis: [
        ["1.20", "3.0", "4.0"],
        ["1.19", "5.0"],
        ["2.19", "6.0"],
        ["2.18", "7.0"],
      ],
      prowler: ["accessanalyzer_enabled"],
    },
    notMet,
    shownBy: [{ none: ["aws_accessanalyzer_analyzer"] }],
  },
  {
    what: "Amazon Inspector is enabled",
    ids: {
      securityHub: ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"],
      prowler: ["inspector2_is_enabled"],
    },
    notMet,
    shownBy: [{ none: ["aws_inspector2_enabler"] }],
  },
  {
    what: "Amazon Macie is enabled",
    ids: {
      securityHub: ["Macie.1"],
      cis: [
        ["2.1.4", "1.5"],
        ["2.1.3", "2.0", "5.0"],
        ["3.1.3", "6.0", "7.0"],
      ],
      prowler: ["macie_is_enabled"],
    },
    notMet,
    shownBy: [{ none: ["aws_macie2_account"] }],
  },
];

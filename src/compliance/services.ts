import type { Requirement } from "./requirement";

const notMet =
  "Not managed by this product yet: the organization usually decides whether it is enabled and where its findings go.";

export const services: readonly Requirement[] = [
  {
    title: "Amazon GuardDuty is enabled",
    controlIds: {
      securityHub: ["GuardDuty.1", ...[5, 6, 7, 8, 9, 10, 11, 12, 13].map((number) => `GuardDuty.${number}`)],
      prowler: ["guardduty_is_enabled", "guardduty_centrally_managed", "guardduty_delegated_admin_enabled_all_regions"],
    },
    notMet,
    shownBy: [{ none: ["aws_guardduty_detector"] }],
  },
  {
    title: "AWS Security Hub is enabled",
    controlIds: { prowler: ["securityhub_enabled", "securityhub_delegated_admin_enabled_all_regions"] },
    notMet,
    shownBy: [{ none: ["aws_securityhub_account"] }],
  },
  {
    title: "IAM Access Analyzer is enabled in every region",
    controlIds: {
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
    title: "Amazon Inspector is enabled",
    controlIds: {
      securityHub: ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"],
      prowler: ["inspector2_is_enabled"],
    },
    notMet,
    shownBy: [{ none: ["aws_inspector2_enabler"] }],
  },
  {
    title: "Amazon Macie is enabled",
    controlIds: {
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

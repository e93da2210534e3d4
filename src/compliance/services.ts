import { from, type ControlIds, type Requirement } from "./requirement";

const notMet =
  "Not managed by this product yet: the organization usually decides whether it is enabled and where its findings go.";

const billed = "It is billed by what it analyses, and the organization often manages it.";

/** A feature of GuardDuty is enabled where the settings name it; the end-to-end tests show that AWS is told so. */
const protectionPlan = (
  title: string,
  features: readonly string[],
  controlIds: ControlIds,
  runtimeAgents: readonly string[] = [],
): Requirement => ({
  title,
  controlIds,
  met: [
    { setting: "guardduty.features", is: features },
    { setting: "guardduty.runtimeAgents", is: runtimeAgents },
    { resource: "aws_guardduty_detector", arguments: { enable: true } },
    { resource: "aws_guardduty_detector_feature", arguments: { name: "${each.key}", status: "${each.value}" } },
  ],
  offByDefault: {
    settings: { guardduty: { enabled: true, features, ...(runtimeAgents.length > 0 && { runtimeAgents }) } },
    because: billed,
  },
});

export const services: readonly Requirement[] = [
  {
    title: "Amazon GuardDuty is enabled",
    controlIds: { securityHub: ["GuardDuty.1"], checkov: ["CKV_AWS_238"], prowler: ["guardduty_is_enabled"] },
    met: [{ resource: "aws_guardduty_detector", arguments: { enable: true } }],
    offByDefault: { settings: { guardduty: { enabled: true } }, because: billed },
  },
  protectionPlan("GuardDuty monitors the use of S3 objects", ["S3_DATA_EVENTS"], {
    securityHub: ["GuardDuty.10"],
    prowler: ["guardduty_s3_protection_enabled"],
  }),
  protectionPlan("GuardDuty monitors the audit logs of EKS clusters", ["EKS_AUDIT_LOGS"], {
    securityHub: ["GuardDuty.5"],
    prowler: ["guardduty_eks_audit_log_enabled"],
  }),
  protectionPlan("GuardDuty scans the volumes of suspicious instances", ["EBS_MALWARE_PROTECTION"], {
    securityHub: ["GuardDuty.8"],
    prowler: ["guardduty_ec2_malware_protection_enabled"],
  }),
  protectionPlan("GuardDuty monitors sign-ins to databases", ["RDS_LOGIN_EVENTS"], {
    securityHub: ["GuardDuty.9"],
    prowler: ["guardduty_rds_protection_enabled"],
  }),
  protectionPlan("GuardDuty monitors the network activity of Lambda functions", ["LAMBDA_NETWORK_LOGS"], {
    securityHub: ["GuardDuty.6"],
    prowler: ["guardduty_lambda_protection_enabled"],
  }),
  protectionPlan("GuardDuty monitors processes at run time", ["RUNTIME_MONITORING"], {
    securityHub: ["GuardDuty.11"],
  }),
  protectionPlan(
    "GuardDuty installs its agent on EKS clusters",
    ["RUNTIME_MONITORING"],
    { securityHub: ["GuardDuty.7"], prowler: ["guardduty_eks_runtime_monitoring_enabled"] },
    ["EKS_ADDON_MANAGEMENT"],
  ),
  protectionPlan(
    "GuardDuty installs its agent in ECS tasks on Fargate",
    ["RUNTIME_MONITORING"],
    { securityHub: ["GuardDuty.12"] },
    ["ECS_FARGATE_AGENT_MANAGEMENT"],
  ),
  protectionPlan(
    "GuardDuty installs its agent on EC2 instances",
    ["RUNTIME_MONITORING"],
    { securityHub: ["GuardDuty.13"] },
    ["EC2_AGENT_MANAGEMENT"],
  ),
  {
    title: "The organization manages GuardDuty in every account",
    controlIds: {
      checkov: ["CKV2_AWS_3"],
      prowler: ["guardduty_centrally_managed", "guardduty_delegated_admin_enabled_all_regions"],
    },
    notMet:
      "It takes an organization: `organization` enables GuardDuty in every account; leave `guardduty.enabled` disabled where another account does.",
    shownBy: [{ setting: "organization", is: undefined }],
  },
  {
    title: "AWS Security Hub is enabled",
    controlIds: { prowler: ["securityhub_enabled"] },
    met: [
      { resource: "aws_securityhub_account", arguments: { enable_default_standards: false } },
      { setting: "securityHub.standards", is: ["fsbp"] },
    ],
    offByDefault: {
      settings: { securityHub: { enabled: true } },
      because: "AWS bills every check, and often the organization enables it.",
    },
  },
  {
    title: "A delegated administrator manages AWS Security Hub in every region",
    controlIds: { prowler: ["securityhub_delegated_admin_enabled_all_regions"] },
    notMet: "It takes an organization: the nested module `organization-management` registers the security account.",
    shownBy: [{ setting: "organization", is: undefined }],
  },
  {
    title: "IAM Access Analyzer looks for external access in its region; every other region needs its own",
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
    // Of the account, or of the organization.
    met: [{ resource: "aws_accessanalyzer_analyzer", arguments: {} }],
    offByDefault: {
      settings: { accessAnalyzer: { enabled: true } },
      because: "The organization often manages it, and a region has one such analyzer of an account.",
    },
  },
  {
    title: "Athena encrypts what a query finds, reports to CloudWatch, and lets nobody choose otherwise",
    controlIds: {
      securityHub: ["Athena.4"],
      checkov: ["CKV_AWS_82", "CKV_AWS_159"],
      prowler: [
        "athena_workgroup_encryption",
        "athena_workgroup_enforce_configuration",
        "athena_workgroup_logging_enabled",
      ],
      trivy: ["AWS-0006", "AWS-0007"],
    },
    met: [
      {
        resource: "aws_athena_workgroup",
        arguments: {
          configuration: {
            enforce_workgroup_configuration: true,
            publish_cloudwatch_metrics_enabled: true,
            result_configuration: {
              encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: from("aws_kms_key") },
            },
          },
        },
      },
    ],
    offByDefault: {
      settings: { athena: { enabled: true } },
      because: "It is billed by what queries scan. The workgroup `primary` that every account has is not managed.",
    },
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

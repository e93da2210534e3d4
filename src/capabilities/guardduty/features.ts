import { regionsBeside } from "../../terraform/aws/partitions";

/** The protection plans as the API names them. The foundational sources (CloudTrail, VPC flow and DNS logs) are always on. */
export const features = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;

export type Feature = (typeof features)[number];

/** The feature that agents belong to. */
export const runtimeMonitoring = "RUNTIME_MONITORING" satisfies Feature;

/**
 * What GuardDuty may install for runtime monitoring, in the order in which GetDetector returns it. Up to 6.17 the provider compares
 * a list: in another order every plan would replace the feature (hashicorp/terraform-provider-aws#36400).
 */
export const runtimeAgents = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] as const;

/** When {@link missingFeatures} was last compared with AWS's documentation. */
export const missingFeaturesDate = "November 2026";

/**
 * The features that a region with GuardDuty does not have.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-guardduty.html, where none is missing
 */
export const missingFeatures: Readonly<Record<string, readonly Feature[]>> = {
  "ap-east-2": ["RDS_LOGIN_EVENTS"],
  "cn-north-1": ["RUNTIME_MONITORING"],
  "cn-northwest-1": ["RUNTIME_MONITORING"],
};

/**
 * The regions that every account has. In all others, which an account opts in to, GuardDuty writes as `guardduty.<region>`. The list is
 * closed: every region since March 2019 is one to opt in to.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export const regionsWithoutOptIn: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/** The known regions that an account opts in to. GuardDuty exports nothing to a bucket in one of them, except from the same region. */
export const regionsWithOptIn = regionsBeside("us-east-1").filter((region) => !regionsWithoutOptIn.includes(region));

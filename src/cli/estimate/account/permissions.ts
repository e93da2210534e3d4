import { policyAllowing } from "../../aws/permission-policy";

/** Every call to AWS, none of which changes anything. */
const permissions = [
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudwatch:GetMetricData",
  "cloudwatch:ListMetrics",
  "config:DescribeConfigurationRecorders",
  "iam:GetAccountSummary",
  "sts:GetCallerIdentity",
] as const;

export type Permission = (typeof permissions)[number];

/** The IAM policy that allows the calls, and nothing else. */
export function permissionPolicy(): object {
  return policyAllowing({ ReadFigures: permissions });
}

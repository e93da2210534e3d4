import type { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { arnLike, stringEquals } from "../../terraform/aws/policy";
import { hclIn } from "../../terraform/hcl";
import { regionsWithoutOptIn } from "./features";

/**
 * The service principal of GuardDuty, which has the name of the region where an account opts in to it. One of the two only: KMS refuses a
 * principal that does not exist.
 */
export function guardDutyPrincipal(aws: AwsEnvironment): string {
  const { partition, region } = aws;
  return hclIn(aws)`${partition} != "aws" || contains(${regionsWithoutOptIn}, ${region})
    ? "guardduty.amazonaws.com" : ${`guardduty.${region}.amazonaws.com`}`;
}

/**
 * What GuardDuty does on behalf of the detector of this account and region. Its id is a wildcard, because a region has one detector,
 * which may come and go while bucket and key stay.
 */
export function onBehalfOfDetector(aws: AwsEnvironment) {
  return [
    stringEquals("aws:SourceAccount", aws.accountId),
    arnLike("aws:SourceArn", aws.arn("guardduty", "detector/*")),
  ];
}

import { Token } from "cdktf";
import type { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { stringEquals, type Statement } from "../../terraform/aws/policy";
import { hclIn } from "../../terraform/hcl";
import { regionName, uniqueList } from "../../terraform/schema";
import { regionsWithoutOptIn } from "./features";

export const furtherRegions = uniqueList(regionName())
  .default([])
  .describe("Further regions whose findings are exported, besides those of this one.");

/**
 * Allows what GuardDuty does on behalf of the detectors of this account, in this region and in further ones. Their ids are wildcards,
 * because a region has one detector, which may come and go while bucket and key stay.
 *
 * The service principal has the name of the region where an account opts in to it. Only those of the regions: KMS refuses a principal that
 * does not exist.
 */
export function allowDetectors(aws: AwsEnvironment, furtherRegions: string[]) {
  const hcl = hclIn(aws);
  const regions = hcl`concat([${aws.region}], ${furtherRegions})`;
  const principals = hcl`distinct([for region in ${regions} : ${aws.partition} != "aws" || contains(${regionsWithoutOptIn}, region)
    ? "guardduty.amazonaws.com" : ${"guardduty.${region}.amazonaws.com"}])`;
  const detectors = hcl`[for region in ${regions} : ${aws.arn("guardduty", "detector/*", { region: "${region}" })}]`;
  return (sid: string, action: string, resource: string): Statement => ({
    sid,
    effect: "Allow",
    principals: [{ type: "Service", identifiers: Token.asList(principals) }],
    actions: [action],
    resources: [resource],
    condition: [
      stringEquals("aws:SourceAccount", aws.accountId),
      { test: "ArnLike", variable: "aws:SourceArn", values: Token.asList(detectors) },
    ],
  });
}

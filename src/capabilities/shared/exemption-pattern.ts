import type { Construct } from "constructs";
import { hclIn } from "../../terraform/hcl";

/** The event pattern of a tag that exempts a resource from remediation, as an expression. */
export function exemptionPattern(scope: Construct, exemptTag: string): string {
  return hclIn(scope)`{
    source = ["aws.tag"],
    detail-type = ["Tag Change on Resource"],
    detail = { changed-tag-keys = [${exemptTag}], tags = { (${exemptTag}) = [{ exists = true }] } }
  }`;
}

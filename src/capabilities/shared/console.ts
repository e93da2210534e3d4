import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { exceptions } from "../../terraform/aws/partitions";
import { hclIn } from "../../terraform/hcl";

/**
 * An HCL expression for what follows `<region>.` in an address of the console.
 *
 * @param otherwise Where the partition has no public console.
 */
export function consoleDomain(scope: Construct, otherwise: string): string {
  return hclIn(scope)`lookup(${exceptions("console", undefined)}, ${AwsEnvironment.of(scope).partition}, ${otherwise})`;
}

import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { hclIn } from "../../terraform/hcl";
import { bucketName, group, text } from "../../terraform/schema";

const inputs = group({
  bucketName: bucketName().describe("Name of the bucket."),
  writer: text(/^[a-z0-9.]+$/, "a service such as cloudtrail").describe(
    "Service that must be allowed to deliver: its principal without the suffix, which depends on the partition.",
  ),
  requiredPolicy: text(/^[a-z_]+$/, "a name in lower case").describe(
    "Key of the bucket's policy in the output `required_policies`.",
  ),
});

/** An action that `s3:PutObject` is, or may be, one of. */
const mayBePutObject = String.raw`(?i)"(\*|s3:\*[^"]*|s3:p[^"]*[*?][^"]*|s3:putobject)"`;

export type BucketCheckProps = CapabilityProps<typeof inputs>;
export type BucketCheckOutputs = BucketCheck["outputs"];

/**
 * Checks whether a bucket's policy allows its writer at all. Conditions are ignored, and every AWS principal is
 * accepted as the writer: older policies name accounts of CloudTrail, and a recorder may have a role of its own.
 */
export class BucketCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "bucket-check";
  static readonly summary = "Warns if the policy of an existing S3 bucket does not allow its writer to deliver.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: BucketCheckProps) {
    super(scope, id, inputs, props);
    const { bucketName, writer, requiredPolicy } = this.inputs;
    const hcl = hclIn(this);
    const mayBeWriter = ['"*"', '"AWS":', `"${writer}.`];
    new Check(this, "policy", { type: "aws_s3_bucket_policy", arguments: { bucket: bucketName } }, (found) => [
      {
        condition: hcl`anytrue([for statement in flatten([jsondecode(${`\${${found}.policy}`}).Statement]) :
          statement.Effect == "Allow"
          && anytrue([for principal in ${mayBeWriter} : strcontains(jsonencode(try(statement.Principal, "*")), principal)])
          && can(regex(${mayBePutObject}, jsonencode(try(statement.Action, "*"))))])`,
        errorMessage: `The policy of the bucket ${bucketName} does not allow ${writer} to deliver: add the statements of the output required_policies.${requiredPolicy}.`,
      },
    ]);
  }
}

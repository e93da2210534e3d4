import { GuarddutyPublishingDestination } from "@cdktf/provider-aws/lib/guardduty-publishing-destination";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group, kmsKeyArn, text } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  detectorId: text(/^[a-f0-9]{32}$/, "the id of a detector, 32 hexadecimal digits").describe(
    "Detector whose findings are exported.",
  ),
  bucketName: bucketName().describe(
    "Bucket that receives the findings. Its policy must allow GuardDuty to deliver: GuardDuty tests that.",
  ),
  kmsKeyArn: kmsKeyArn().describe("Key that GuardDuty encrypts the findings with, in the region of the bucket."),
});

export type GuardDutyExportProps = CapabilityProps<typeof inputs>;
export type GuardDutyExportOutputs = GuardDutyExport["outputs"];

/** The export of findings, which GuardDuty itself deletes after 90 days. */
export class GuardDutyExport extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "guardduty-export";
  static readonly summary = "Export of the findings of a GuardDuty detector to an S3 bucket.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_guardduty_publishing_destination: "evidence" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: GuardDutyExportProps) {
    super(scope, id, inputs, props);
    const { detectorId, bucketName, kmsKeyArn } = this.inputs;
    new GuarddutyPublishingDestination(this, "destination", {
      detectorId,
      destinationArn: AwsEnvironment.of(this).bucketArn(bucketName),
      kmsKeyArn,
    });
  }
}

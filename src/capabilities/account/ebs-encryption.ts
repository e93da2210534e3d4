import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({});

export type EbsEncryptionProps = CapabilityProps<typeof inputs>;
export type EbsEncryptionOutputs = EbsEncryption["outputs"];

/** All new EBS volumes in the region are encrypted (Security Hub EC2.7). */
export class EbsEncryption extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "ebs-encryption";
  static readonly summary = "EBS encryption by default for new volumes in a region.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_ebs_encryption_by_default: "ask" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: EbsEncryptionProps) {
    super(scope, id, inputs, props);
    new EbsEncryptionByDefault(this, "encryption", { enabled: true });
  }
}

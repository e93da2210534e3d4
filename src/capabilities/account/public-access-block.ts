import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({});

export type AccountPublicAccessBlockProps = CapabilityProps<typeof inputs>;
export type AccountPublicAccessBlockOutputs = AccountPublicAccessBlock["outputs"];

/** No bucket of the account can be public, whatever its own settings say (Security Hub S3.1). */
export class AccountPublicAccessBlock extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "account-public-access-block";
  static readonly summary = "S3 Block Public Access for the whole account.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_s3_account_public_access_block: "ask" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: AccountPublicAccessBlockProps) {
    super(scope, id, inputs, props);
    new S3AccountPublicAccessBlock(this, "block", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}

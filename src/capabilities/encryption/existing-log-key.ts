import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { ownedKeyArn, ownedKeyPolicy } from "../shared/customer-key";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { LogKey, useOfLogKey } from "./log-key";

const inputs = group({
  keyArn: ownedKeyArn,
  trailName: LogKey.inputs.shape.trailName,
  logGroupName: LogKey.inputs.shape.logGroupName,
  organization: LogKey.inputs.shape.organization,
});

export type ExistingLogKeyProps = CapabilityProps<typeof inputs>;
export type ExistingLogKeyOutputs = ExistingLogKey["outputs"];

/** An existing key, whose owner must allow the evidence to be encrypted with it. */
export class ExistingLogKey extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-log-key";
  static readonly summary =
    "Policy that an existing KMS key needs so that the trail, the log group and AWS Config can encrypt with it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingLogKeyProps) {
    super(scope, id, inputs, props);
    const use = useOfLogKey(AwsEnvironment.of(this), this.inputs);
    this.outputs = { requiredPolicy: ownedKeyPolicy(this, this.inputs.keyArn, use) };
  }
}

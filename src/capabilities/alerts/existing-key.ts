import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { ownedKeyArn, ownedKeyPolicy } from "../shared/customer-key";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { useOfAlertKey } from "./key";

const inputs = group({ keyArn: ownedKeyArn });

export type ExistingAlertKeyProps = CapabilityProps<typeof inputs>;
export type ExistingAlertKeyOutputs = ExistingAlertKey["outputs"];

/** An existing key, whose owner must allow alarms to encrypt with it. */
export class ExistingAlertKey extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-alert-key";
  static readonly summary =
    "Policy that an existing KMS key needs so that alarms can publish to the topic it encrypts.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingAlertKeyProps) {
    super(scope, id, inputs, props);
    const use = useOfAlertKey(AwsEnvironment.of(this));
    this.outputs = { requiredPolicy: ownedKeyPolicy(this, this.inputs.keyArn, use) };
  }
}

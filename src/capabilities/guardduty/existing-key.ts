import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { ownedKeyArn, ownedKeyPolicy } from "../shared/customer-key";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { useOfGuardDutyKey } from "./key";
import { furtherRegions } from "./principal";

const inputs = group({ keyArn: ownedKeyArn, furtherRegions });

export type ExistingGuardDutyKeyProps = CapabilityProps<typeof inputs>;
export type ExistingGuardDutyKeyOutputs = ExistingGuardDutyKey["outputs"];

/** An existing key, whose owner must allow GuardDuty to encrypt with it. */
export class ExistingGuardDutyKey extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-guardduty-key";
  static readonly summary = "Policy that an existing KMS key needs so that GuardDuty can encrypt findings with it.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingGuardDutyKeyProps) {
    super(scope, id, inputs, props);
    const { keyArn, furtherRegions } = this.inputs;
    const use = useOfGuardDutyKey(AwsEnvironment.of(this), furtherRegions);
    this.outputs = { requiredPolicy: ownedKeyPolicy(this, keyArn, use) };
  }
}

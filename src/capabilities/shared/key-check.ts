import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { group, kmsKeyArn, text } from "../../terraform/schema";

const inputs = group({
  keyArn: kmsKeyArn().describe("ARN of the key."),
  requiredPolicy: text(/^[a-z_]+$/, "a name in lower case").describe(
    "Which of the required policies the key must have.",
  ),
});

export type KeyCheckProps = CapabilityProps<typeof inputs>;
export type KeyCheckOutputs = KeyCheck["outputs"];

/** Looks whether a key can be used at all. Its policy is nothing that Terraform can look at. */
export class KeyCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "key-check";
  static readonly summary = "Warns where an existing KMS key cannot be used.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: KeyCheckProps) {
    super(scope, id, inputs, props);
    const { keyArn, requiredPolicy } = this.inputs;
    new Check(this, "key", { type: "aws_kms_key", arguments: { key_id: keyArn } }, (key) => [
      {
        condition: `\${${key}.enabled}`,
        errorMessage: `The key ${keyArn} cannot encrypt anything: its state is \${${key}.key_state}.`,
      },
      {
        condition: `\${${key}.key_manager == "CUSTOMER"}`,
        errorMessage: `The key ${keyArn} is AWS's own, and nobody can change its policy: bring one that can get the policy of the output required_policies.${requiredPolicy}.`,
      },
    ]);
  }
}

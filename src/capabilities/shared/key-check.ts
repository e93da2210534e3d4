import type { Construct } from "constructs";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { Check } from "../../terraform/check";
import { group, kmsKeyArn, text } from "../../terraform/schema";

const inputs = group({
  keyArn: kmsKeyArn().describe("ARN of the key."),
  requiredPolicy: text(/^[a-z_]+$/, "a name in lower case").describe(
    "Key of the KMS key's policy in the output `required_policies`.",
  ),
});

export type KeyCheckProps = CapabilityProps<typeof inputs>;
export type KeyCheckOutputs = KeyCheck["outputs"];

/** Checks whether a key can be used at all. Terraform cannot read its policy. */
export class KeyCheck extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "key-check";
  static readonly summary = "Warns if an existing KMS key cannot be used.";
  static readonly inputs = inputs;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: KeyCheckProps) {
    super(scope, id, inputs, props);
    const { keyArn, requiredPolicy } = this.inputs;
    new Check(this, "key", { type: "aws_kms_key", arguments: { key_id: keyArn } }, (key) => [
      {
        condition: `\${${key}.enabled}`,
        errorMessage: `The key ${keyArn} cannot encrypt: its state is \${${key}.key_state}.`,
      },
      {
        condition: `\${${key}.key_manager == "CUSTOMER"}`,
        errorMessage: `The key ${keyArn} is an AWS managed key, whose policy cannot be changed: use a customer managed key with the policy of the output required_policies.${requiredPolicy}.`,
      },
    ]);
  }
}

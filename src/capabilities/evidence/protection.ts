import { TerraformIterator, TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  resources: z
    .record(z.string(), z.string(), { error: "a map of names or ARNs" })
    .describe("Names or ARNs of the protected resources, by the key that Terraform's error message shows."),
});

export type EvidenceProtectionProps = CapabilityProps<typeof inputs>;
export type EvidenceProtectionOutputs = EvidenceProtection["outputs"];

/** The id of the companion resources. Terraform's refusal shows only an address, so it says what to do. */
export const companionId = "run_leave_to_remove_the_protection";

/**
 * Makes Terraform refuse every plan that would delete or replace a protected resource. `prevent_destroy` cannot be a variable,
 * so it is set on a companion resource, which is destroyed or replaced together with the protected one.
 */
export class EvidenceProtection extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "evidence-protection";
  static readonly summary = "Prevents Terraform from deleting or replacing the given resources.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { terraform_data: "forget" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: EvidenceProtectionProps) {
    super(scope, id, inputs, props);
    const each = TerraformIterator.fromMap(Token.asAnyMap(hclIn(this)`${this.inputs.resources}`));
    new Companion(this, companionId, {
      terraformResourceType: "terraform_data",
      forEach: each,
      lifecycle: { preventDestroy: true },
    });
  }
}

/**
 * `terraform_data`, which is built into Terraform: it ignores a provider that an Aspect sets on every resource. cdktf's class of it
 * would start Terraform to ask for its version, and synthesis needs none.
 */
class Companion extends TerraformResource {
  override get terraformMetaArguments() {
    return { ...super.terraformMetaArguments, provider: undefined };
  }

  protected override synthesizeAttributes() {
    return { triggers_replace: "${each.value}" };
  }
}

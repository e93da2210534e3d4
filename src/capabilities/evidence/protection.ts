import { TerraformIterator, TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/reference";
import { group } from "../../terraform/schema";

const inputs = group({
  resources: z
    .record(z.string(), z.string(), { error: "a map of names or ARNs" })
    .describe("Names or ARNs of the protected resources, by the key that Terraform's error message shows."),
});

export type EvidenceProtectionProps = CapabilityProps<typeof inputs>;
export type EvidenceProtectionOutputs = EvidenceProtection["outputs"];

/** What the note is called that no monitoring is without: Terraform's refusal shows nothing but an address. */
export const noteId = "to_give_it_up_npm_run_leave";

/**
 * Makes Terraform refuse every plan that would delete or replace what is protected. `prevent_destroy` cannot be a variable,
 * so it stands on a resource that is nothing but a note of the protected one: it goes, or is replaced, with it.
 */
export class EvidenceProtection extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "evidence-protection";
  static readonly summary = "Prevents Terraform from deleting or replacing the given resources.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { terraform_data: "forget" };
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: EvidenceProtectionProps) {
    super(scope, id, inputs, props);
    const each = TerraformIterator.fromMap(Token.asAnyMap(hclIn(this)`${this.inputs.resources}`));
    new Note(this, noteId, {
      terraformResourceType: "terraform_data",
      forEach: each,
      lifecycle: { preventDestroy: true },
    });
  }
}

/**
 * `terraform_data`, which is Terraform's own: a provider that an Aspect sets on every resource is not its. cdktf's class of it would
 * start Terraform to ask for its version, and synthesis needs none.
 */
class Note extends TerraformResource {
  override get terraformMetaArguments() {
    return { ...super.terraformMetaArguments, provider: undefined };
  }

  protected override synthesizeAttributes() {
    return { triggers_replace: "${each.value}" };
  }
}

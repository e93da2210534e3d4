import { TerraformDataSource, TerraformElement } from "cdktf";
import type { Construct } from "constructs";

interface Assertion {
  /** An HCL expression. */
  readonly condition: string;
  readonly errorMessage: string;
}

/** A data source that only a check reads. */
interface ScopedData {
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/**
 * A `check` block, for which cdktf has no class. Every failure, its data source included, is a warning, and what is unknown
 * is checked during the apply. A data source in it is planned to be read in every apply, so that no plan is
 * empty (hashicorp/terraform#35226).
 */
export class Check extends TerraformElement {
  /** @param assertions What must be true, given the reference to the data source. */
  constructor(
    scope: Construct,
    id: string,
    private readonly data: ScopedData | undefined,
    private readonly assertions: (data: string) => readonly Assertion[],
  ) {
    super(scope, id);
    if (data) new ScopedDataSource(this, data);
  }

  override toTerraform() {
    const name = this.friendlyUniqueId;
    const assert = this.assertions(`data.${this.data?.type}.${name}`).map(({ condition, errorMessage }) => ({
      condition,
      error_message: errorMessage,
    }));
    // The data source writes itself.
    return { check: { [name]: { ...(this.data && { data: {} }), assert } } };
  }
}

/** The data source of a check, written into it. Aspects that set providers see an ordinary data source. */
class ScopedDataSource extends TerraformDataSource {
  constructor(
    check: Check,
    private readonly data: ScopedData,
  ) {
    super(check, "Default", { terraformResourceType: data.type });
    this.overrideLogicalId(check.friendlyUniqueId);
  }

  protected override synthesizeAttributes() {
    return this.data.arguments;
  }

  override toTerraform() {
    return { check: { [this.friendlyUniqueId]: super.toTerraform() as object } };
  }
}

import type { Construct } from "constructs";
import { ProviderScope, type ProviderProps } from "../terraform/aws/provider-scope";
import { Inline } from "../terraform/outlet";
import { parse } from "../terraform/parse";
import { recordConstruct } from "../terraform/recorded-construct";
import { composeManagement, managementModule } from "./compose";
import { managementSettings, type ManagementProps } from "./settings";

export type OrganizationManagementProps = ManagementProps & ProviderProps;
export type OrganizationManagementOutputs = Readonly<ReturnType<typeof composeManagement>>;

/** What the management account of an organization delegates, for a CDKTF app with a provider of that account. */
export class OrganizationManagement extends ProviderScope {
  readonly outputs: OrganizationManagementOutputs;

  /** @throws {@link InputError} With every problem in the settings. */
  constructor(scope: Construct, id: string, props: OrganizationManagementProps) {
    const { provider, ...settings } = props;
    super(scope, id, { provider });
    recordConstruct(this, managementModule.module);
    this.outputs = composeManagement(new Inline(this), parse(managementSettings, settings, this.node.path));
  }
}

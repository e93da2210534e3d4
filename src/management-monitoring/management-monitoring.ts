import type { Construct } from "constructs";
import { ProviderScope, type ProviderProps } from "../terraform/aws/provider-scope";
import { Inline } from "../terraform/outlet";
import { parse } from "../terraform/parse";
import { recordConstruct } from "../terraform/recorded-construct";
import { composeManagementMonitoring, managementMonitoringModule } from "./compose";
import { managementMonitoringSettings, type ManagementMonitoringProps as Settings } from "./settings";

export type ManagementMonitoringProps = Settings & ProviderProps;
export type ManagementMonitoringOutputs = Readonly<ReturnType<typeof composeManagementMonitoring>>;

/** The monitoring of the management account in a region, for a CDKTF app with a provider of that account and region. */
export class ManagementMonitoring extends ProviderScope {
  readonly outputs: ManagementMonitoringOutputs;

  /** @throws {@link InputError} With every problem in the settings. */
  constructor(scope: Construct, id: string, props: ManagementMonitoringProps) {
    const { provider, ...settings } = props;
    super(scope, id, { provider });
    recordConstruct(this, managementMonitoringModule.module);
    const parsed = parse(managementMonitoringSettings, settings, this.node.path);
    this.outputs = composeManagementMonitoring(new Inline(this), parsed);
  }
}

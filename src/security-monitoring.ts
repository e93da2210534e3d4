import type { Construct } from "constructs";
import { compose, type MonitoringOutputs } from "./compose";
import { monitoringSettings, parseSettings, type MonitoringProps } from "./settings";
import { ProviderScope, type ProviderProps } from "./terraform/aws/provider-scope";
import { Inline } from "./terraform/outlet";
import { recordConstruct } from "./terraform/recorded-construct";

/** The settings, which are all optional, and a provider. */
export type SecurityMonitoringProps = MonitoringProps & ProviderProps;
export type SecurityMonitoringOutputs = MonitoringOutputs;

/** The whole monitoring as one construct, for a CDKTF app that has its own stack, provider and backend. */
export class SecurityMonitoring extends ProviderScope {
  readonly outputs: MonitoringOutputs;

  /** @throws {@link InputError} With every problem in the settings. */
  constructor(scope: Construct, id: string, props: SecurityMonitoringProps = {}) {
    const { provider, ...settings } = props;
    super(scope, id, { provider });
    recordConstruct(this, "monitoring");
    this.outputs = compose(new Inline(this), parseSettings(monitoringSettings, settings, this.node.path));
  }
}

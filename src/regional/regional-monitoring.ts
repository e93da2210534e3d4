import type { Construct } from "constructs";
import { ProviderScope, type ProviderProps } from "../terraform/aws/provider-scope";
import { Inline } from "../terraform/outlet";
import { parse } from "../terraform/parse";
import { recordConstruct } from "../terraform/recorded-construct";
import { composeRegion, regionalModule } from "./compose";
import { regionalSettings, type RegionalProps } from "./settings";

export type RegionalMonitoringProps = RegionalProps & ProviderProps;
export type RegionalMonitoringOutputs = Readonly<ReturnType<typeof composeRegion>>;

/** The monitoring of a further region, for a CDKTF app with a provider of that region. */
export class RegionalMonitoring extends ProviderScope {
  readonly outputs: RegionalMonitoringOutputs;

  /** @throws {@link InputError} With every problem in the settings. */
  constructor(scope: Construct, id: string, props: RegionalMonitoringProps) {
    const { provider, ...settings } = props;
    super(scope, id, { provider });
    recordConstruct(this, regionalModule.module);
    this.outputs = composeRegion(new Inline(this), parse(regionalSettings, settings, this.node.path));
  }
}

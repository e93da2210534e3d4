import { Construct } from "constructs";
import { compose, type MonitoringOutputs } from "./compose";
import { monitoringSettings, parseSettings, type MonitoringProps } from "./settings";
import { Inline } from "./terraform/outlet";

/** The whole monitoring as one construct, for a CDKTF app that has its own stack, provider and backend. */
export class SecurityMonitoring extends Construct {
  readonly outputs: MonitoringOutputs;

  /** @throws {@link InputError} With every problem in the settings. */
  constructor(scope: Construct, id: string, props: MonitoringProps = {}) {
    super(scope, id);
    this.outputs = compose(new Inline(this), parseSettings(monitoringSettings, props, this.node.path));
  }
}

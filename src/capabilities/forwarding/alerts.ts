import type { Construct } from "constructs";
import { alarmMessage } from "../../alert-text";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { operations } from "../shared/operations";
import { failurePattern, failures } from "./failures";

const inputs = group(alertRulesShape);

export const notForwarded = alarmMessage({
  severity: "HIGH",
  title: "Events were not forwarded to the home region",
  why: "What happens in this region, or in global services, may not be reported within a minute. The alarms still report it.",
  firstSteps:
    "In this region, read the events in the queue of the event forwarder, with the reason in the attribute ERROR_MESSAGE. Then correct the role or the bus, and delete them.",
});

export type ForwardingAlertsProps = CapabilityProps<typeof inputs>;
export type ForwardingAlertsOutputs = ForwardingAlerts["outputs"];

/** In the home region: an alert when an event forwarder of any region could not forward. Without a forwarder nothing matches. */
export class ForwardingAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "forwarding-alerts";
  static readonly summary = "Event rule that reports when events of another region could not be forwarded.";
  static readonly inputs = inputs;
  static readonly onLeaving = alertRulesOnLeaving;
  static readonly operations = operations;
  static readonly outputs = alertRulesOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ForwardingAlertsProps) {
    super(scope, id, inputs, props);
    const hcl = hclIn(this);
    const rule = {
      pattern: hcl`jsonencode(${failurePattern(this.inputs.namePrefix)})`,
      description: "Events of another region could not be forwarded",
      severity: "high",
      reads: false,
    };
    const eventRuleNames = createAlertRules(this, this.inputs, this.local("rules", { [failures]: rule }), notForwarded);
    this.outputs = { eventRuleNames };
  }
}

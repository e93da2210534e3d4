import type { Construct } from "constructs";
import { configComplianceMessage } from "../../alert-text";
import { severities } from "../../detections";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { flag, group, oneOf } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { consoleDomain } from "../shared/finding-alerts";
import { operations as common } from "../shared/operations";
import {
  complianceChange,
  inAllChunks,
  organizationRuleNames,
  ruleNames,
  ruleNamesElsewhere,
} from "./compliance-change";

/** What is reported, by what the keys of its rules begin with. */
export const complianceChanges = {
  "config-noncompliant": {
    description: "Resources that do not comply with a rule of AWS Config any more",
    old: [{ "anything-but": "NON_COMPLIANT" }],
    new: ["NON_COMPLIANT"],
  },
  "config-first-evaluation": {
    description: "Resources that do not comply with a rule of AWS Config when it first evaluates them",
    old: [{ exists: false }],
    new: ["NON_COMPLIANT"],
  },
  "config-compliant": {
    description: "Resources that comply with a rule of AWS Config again",
    old: ["NON_COMPLIANT"],
    new: ["COMPLIANT"],
  },
};

const inputs = group({
  ...alertRulesShape,
  ruleNames,
  ruleNamesElsewhere,
  organizationRuleNames,
  severity: oneOf(severities)
    .default("high")
    .describe("Severity of these alerts, which decides on their topic: rules of AWS Config have none of their own."),
  eachFirstEvaluation: flag()
    .default(false)
    .describe("Whether a resource that does not comply when a rule evaluates it for the first time is an alert, too."),
  compliant: flag().default(false).describe("Whether a resource that complies again is an alert, too."),
});

export type ConfigAlertsProps = CapabilityProps<typeof inputs>;
export type ConfigAlertsOutputs = ConfigAlerts["outputs"];

/**
 * Alerts of resources that do not comply with a rule any more, one for each change. Only of the given rules: Security Hub has rules
 * of its own in AWS Config, which send the same events.
 */
export class ConfigAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "config-alerts";
  static readonly summary = "EventBridge rules that report resources which do not comply with rules of AWS Config.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = alertRulesOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigAlertsProps) {
    super(scope, id, inputs, props);
    const { severity, eachFirstEvaluation, compliant } = this.inputs;
    const hcl = hclIn(this);

    const changes = this.local("changes", complianceChanges);
    const optional = this.local("optional", {
      "config-first-evaluation": eachFirstEvaluation,
      "config-compliant": compliant,
    });
    const pattern = complianceChange(this, {
      names: "${group.names}",
      place: "${group.place}",
      old: "${change.old}",
      now: "${change.new}",
    });
    const rules = this.local(
      "rules",
      hcl`merge([for key, change in ${changes} : { for name, group in ${inAllChunks(this, this.inputs, "${key}")} : name => {
        description = change.description, severity = ${severity}, reads = false, pattern = ${pattern}
      } } if lookup(${optional}, key, true)]...)`,
    );
    const domain = this.local("console", consoleDomain(this));
    const eventRuleNames = createAlertRules(
      this,
      this.inputs,
      rules,
      configComplianceMessage({ severity: "${upper(each.value.severity)}", console: domain }),
    );
    this.outputs = { eventRuleNames };
  }
}

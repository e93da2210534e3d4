import type { Construct } from "constructs";
import { guardDutyMessage } from "../../alert-text";
import { severities, type Severity } from "../../detections";
import type { EventPattern, NumericTest } from "../../event-pattern";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { flag, group } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { asAlertRules, consoleDomain, fromSeverity, minimumSeverity, oneForEach } from "../shared/finding-alerts";
import { operations as common } from "../shared/operations";

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const bands: Readonly<Record<Severity, NumericTest>> = {
  low: [">=", 1, "<", 4],
  medium: [">=", 4, "<", 7],
  high: [">=", 7, "<", 9],
  critical: [">=", 9, "<=", 10],
};

const inputs = group({
  ...alertRulesShape,
  severity: minimumSeverity("GuardDuty's numbers: low 1 to 3.9, medium 4 to 6.9, high 7 to 8.9, critical from 9 on."),
  updates: flag()
    .default(false)
    .describe(
      "Whether each update of a finding is an alert, too: GuardDuty sends one while the same activity continues, as often as its publishing frequency allows. Disabled: one alert for each finding.",
    ),
});

export type GuardDutyAlertsProps = CapabilityProps<typeof inputs>;
export type GuardDutyAlertsOutputs = GuardDutyAlerts["outputs"];

/** Alerts of GuardDuty's findings. A rule for each severity, because the text of an alert cannot turn 8.0 into HIGH. */
export class GuardDutyAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "guardduty-alerts";
  static readonly summary = "EventBridge rules that report findings of GuardDuty.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = alertRulesOutputs;
  /** By the key of the rule. */
  static readonly severities = oneForEach("guardduty");

  readonly outputs;

  constructor(scope: Construct, id: string, props: GuardDutyAlertsProps) {
    super(scope, id, inputs, props);
    const { severity, updates } = this.inputs;
    const hcl = hclIn(this);

    const newFindings = this.local(
      "new_findings",
      asAlertRules(rulesFor({ service: { count: [{ numeric: ["=", 1] }] } })),
    );
    const allFindings = this.local("all_findings", asAlertRules(rulesFor({})));
    const reported = this.local("reported_findings", hcl`${updates} ? ${allFindings} : ${newFindings}`);
    const rules = this.local("rules", fromSeverity(this, reported, severity));
    const domain = this.local("console", consoleDomain(this));
    const eventRuleNames = createAlertRules(
      this,
      this.inputs,
      rules,
      guardDutyMessage({ severity: "${upper(each.value.severity)}", console: domain }),
    );
    this.outputs = { eventRuleNames };
  }
}

function rulesFor(detail: EventPattern) {
  return Object.fromEntries(
    severities.map((severity) => {
      const pattern: EventPattern = {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: bands[severity] }], ...detail },
      };
      const description = `Findings of GuardDuty of severity ${severity}`;
      return [`guardduty-${severity}`, { severity, description, pattern: JSON.stringify(pattern) }];
    }),
  );
}

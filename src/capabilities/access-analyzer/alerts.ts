import type { Construct } from "constructs";
import { accessAnalyzerMessage } from "../../alert-text";
import type { Severity } from "../../detections";
import type { EventPattern } from "../../event-pattern";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { asAlertRules, consoleDomain, fromSeverity, minimumSeverity, type FindingRule } from "../shared/finding-alerts";
import { operations as common } from "../shared/operations";

const inputs = group({
  ...alertRulesShape,
  severity: minimumSeverity(
    "IAM Access Analyzer has none, so: public access is critical, other access from outside high, access from within the organization medium, unused access low.",
  ),
});

/** AWS sends an event for a new finding and for each new status, so that each finding is one alert while it stays active. */
function found(detailType: string, detail: EventPattern = {}): string {
  return JSON.stringify({
    source: ["aws.access-analyzer"],
    "detail-type": [detailType],
    detail: { status: ["ACTIVE"], isDeleted: [false], ...detail },
  } satisfies EventPattern);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html */
const rules: Readonly<Record<string, FindingRule>> = {
  "access-analyzer-public": {
    severity: "critical",
    description: "Resources that everybody can access, by IAM Access Analyzer",
    pattern: found("Access Analyzer Finding", { isPublic: [true] }),
  },
  "access-analyzer-external": {
    severity: "high",
    description: "Resources that others can access, by IAM Access Analyzer",
    // It is absent where the analyzer could not read the policy.
    pattern: found("Access Analyzer Finding", { isPublic: [false, { exists: false }] }),
  },
  "access-analyzer-internal": {
    severity: "medium",
    description: "Critical resources that a principal of the organization can access, by IAM Access Analyzer",
    pattern: found("Internal Access Finding"),
  },
  "access-analyzer-unused": {
    severity: "low",
    description: "Roles, credentials and permissions that nobody uses, by IAM Access Analyzer",
    pattern: found("Unused Access Finding for IAM entities"),
  },
};

export type AccessAnalyzerAlertsProps = CapabilityProps<typeof inputs>;
export type AccessAnalyzerAlertsOutputs = AccessAnalyzerAlerts["outputs"];

/** Alerts of IAM Access Analyzer's findings. */
export class AccessAnalyzerAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "access-analyzer-alerts";
  static readonly summary = "EventBridge rules that report findings of IAM Access Analyzer.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = alertRulesOutputs;
  /** By the key of the rule. */
  static readonly severities: Readonly<Record<string, Severity>> = Object.fromEntries(
    Object.entries(rules).map(([key, { severity }]) => [key, severity]),
  );

  readonly outputs;

  constructor(scope: Construct, id: string, props: AccessAnalyzerAlertsProps) {
    super(scope, id, inputs, props);
    const all = this.local("findings", asAlertRules(rules));
    const reported = this.local("rules", fromSeverity(this, all, this.inputs.severity));
    const domain = this.local("console", consoleDomain(this));
    const eventRuleNames = createAlertRules(
      this,
      this.inputs,
      reported,
      accessAnalyzerMessage({ severity: "${upper(each.value.severity)}", console: domain }),
    );
    this.outputs = { eventRuleNames };
  }
}

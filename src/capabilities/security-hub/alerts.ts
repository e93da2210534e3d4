import type { Construct } from "constructs";
import { z } from "zod";
import { securityHubMessage } from "../../alert-text";
import { severities } from "../../detections";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group, regionName, text, uniqueList } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { asAlertRules, consoleDomain, fromSeverity, minimumSeverity, oneForEach } from "../shared/finding-alerts";
import { operations as common } from "../shared/operations";

const inputs = group({
  ...alertRulesShape,
  severity: minimumSeverity("Security Hub also has INFORMATIONAL, which is never reported."),
  reportedElsewhere: z
    .record(z.string(), text(/^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/, "a product such as aws/guardduty"), {
      error: "a map of products",
    })
    .default({})
    .describe(
      "Products whose findings are reported by rules of their own, each as its ARN ends, under a key of your choice: aws/guardduty. Security Hub itself is always excluded.",
    ),
  regions: uniqueList(regionName())
    .default([])
    .describe("Further regions whose findings those rules report, besides this one."),
});

export type SecurityHubAlertsProps = CapabilityProps<typeof inputs>;
export type SecurityHubAlertsOutputs = SecurityHubAlerts["outputs"];

/**
 * Alerts of what other products report to Security Hub. Not of its own findings: each check of a control imports them anew, with the
 * workflow NEW, and no pattern can tell whether one is new (docs/decisions/0024).
 */
export class SecurityHubAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "security-hub-alerts";
  static readonly summary = "EventBridge rules that report findings of other products in Security Hub.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = alertRulesOutputs;
  /** By the key of the rule. */
  static readonly severities = oneForEach("security-hub");

  readonly outputs;

  constructor(scope: Construct, id: string, props: SecurityHubAlertsProps) {
    super(scope, id, inputs, props);
    const { severity, reportedElsewhere, regions } = this.inputs;
    const { region } = AwsEnvironment.of(this);
    const hcl = hclIn(this);

    // The other rules report these regions, and findings that are aggregated from further ones have nothing but this route.
    const excluded = this.local(
      "excluded",
      hcl`concat(["::product/aws/securityhub"], [for pair in setproduct(concat([${region}], ${regions}), values(${reportedElsewhere})) : ${`:securityhub:\${pair[0]}::product/\${pair[1]}`}])`,
    );
    const all = this.local(
      "findings",
      asAlertRules(
        Object.fromEntries(
          severities.map((severity) => [
            `security-hub-${severity}`,
            {
              severity,
              description: `Findings of other products in Security Hub of severity ${severity}`,
              pattern: hcl`jsonencode({
                source = ["aws.securityhub"],
                detail-type = ["Security Hub Findings - Imported"],
                detail = { findings = {
                  ProductArn = [{ anything-but = { suffix = ${excluded} } }],
                  RecordState = ["ACTIVE"],
                  Severity = { Label = [${severity.toUpperCase()}] },
                  Workflow = { Status = ["NEW"] }
                } }
              })`,
            },
          ]),
        ),
      ),
    );
    const rules = this.local("rules", fromSeverity(this, all, severity));
    const domain = this.local("console", consoleDomain(this));
    const eventRuleNames = createAlertRules(this, this.inputs, rules, securityHubMessage({ console: domain }));
    this.outputs = { eventRuleNames };
  }
}

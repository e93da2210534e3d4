import { Token } from "cdktf";
import { Construct } from "constructs";
import { exemptionMessage, remediationMessage } from "../../alert-text";
import { severities } from "../../detections";
import { messageType } from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { operations as common } from "../shared/operations";
import { choiceShape } from "./choice";
import { sourceOf } from "./names";

const inputs = group({ ...alertRulesShape, exemptTag: choiceShape.exemptTag });

export type RemediationAlertsProps = CapabilityProps<typeof inputs>;
export type RemediationAlertsOutputs = RemediationAlerts["outputs"];

/** Alerts of what the functions did, propose or could not do, and of resources that somebody exempted. */
export class RemediationAlerts extends Capability<typeof inputs, { eventRuleNames: string[] }> {
  static readonly module = "remediation-alerts";
  static readonly summary =
    "EventBridge rules that report what remediations did or propose, and tags that exempt a resource.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = alertRulesOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: RemediationAlertsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, exemptTag } = this.inputs;
    const hcl = hclIn(this);
    const { accountId } = AwsEnvironment.of(this);
    // Other accounts that the bus admits tell nothing in the name of the functions.
    const rules = this.local(
      "rules",
      hcl`{ for severity in ${[...severities]} : "remediation-\${severity}" => {
        description = "What remediations of severity \${severity} did or propose",
        severity = severity,
        reads = false,
        pattern = jsonencode({
          source = [${sourceOf(namePrefix)}],
          account = [${accountId}],
          detail-type = [${messageType}],
          detail = { severity = [severity] }
        })
      } }`,
    );
    const message = remediationMessage({ severity: "${upper(each.value.severity)}" });
    const reports = createAlertRules(this, this.inputs, rules, message);

    const exemption = {
      description: "Resources that somebody exempted from remediation",
      severity: "high",
      reads: false,
      pattern: hcl`jsonencode({
        source = ["aws.tag"],
        detail-type = ["Tag Change on Resource"],
        detail = { changed-tag-keys = [${exemptTag}], tags = { (${exemptTag}) = [{ exists = true }] } }
      })`,
    };
    const exemptions = createAlertRules(
      new Construct(this, "exemption"),
      this.inputs,
      this.local("exemptions", { "remediation-exemption": exemption }),
      exemptionMessage({ severity: "${upper(each.value.severity)}" }),
    );
    this.outputs = { eventRuleNames: Token.asList(hcl`concat(${reports}, ${exemptions})`) };
  }
}

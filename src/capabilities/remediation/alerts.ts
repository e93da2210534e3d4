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
import { exemptionPattern } from "../shared/exemption-pattern";
import { operations as common } from "../shared/operations";
import { choiceShape } from "./choice";
import { hasMembers, membersInput, notOf } from "./members";
import { sourceOf } from "./names";

const inputs = group({ ...alertRulesShape, exemptTag: choiceShape.exemptTag, members: membersInput });

export type RemediationAlertsProps = CapabilityProps<typeof inputs>;
export type RemediationAlertsOutputs = RemediationAlerts["outputs"];

/** Alerts of what the functions did, propose or could not do, and of resources that somebody exempted. */
export class RemediationAlerts extends Capability<
  typeof inputs,
  { eventRuleNames: string[]; memberEventRuleNames: string[] }
> {
  static readonly module = "remediation-alerts";
  static readonly summary =
    "EventBridge rules that report what remediations did or propose, and tags that exempt a resource.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = common;
  static readonly outputs = {
    ...alertRulesOutputs,
    memberEventRuleNames: "Names of those for events of other accounts, on their bus.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: RemediationAlertsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, exemptTag, members } = this.inputs;
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

    const exemption = (description: string, pattern: string) => ({
      "remediation-exemption": { description, severity: "high", reads: false, pattern: hcl`jsonencode(${pattern})` },
    });
    const pattern = exemptionPattern(this, exemptTag);
    const toldOfTag = { severity: "${upper(each.value.severity)}" };
    const exemptions = createAlertRules(
      new Construct(this, "exemption"),
      this.inputs,
      this.local("exemptions", exemption("Resources that somebody exempted from remediation", pattern)),
      exemptionMessage(toldOfTag),
    );
    let memberEventRuleNames: string[] = [];
    if (members !== undefined) {
      const ofMembers = hcl`merge(${pattern}, { account = ${notOf(accountId)} })`;
      const all = exemption("Resources of other accounts that somebody exempted from remediation", ofMembers);
      memberEventRuleNames = createAlertRules(
        new Construct(this, "member_exemption"),
        { ...this.inputs, eventBusName: members.eventBusName },
        this.local("member_exemptions", hcl`{ for key, rule in ${all} : key => rule if ${hasMembers(this, members)} }`),
        exemptionMessage({ ...toldOfTag, isMember: true }),
      );
    }
    this.outputs = { eventRuleNames: Token.asList(hcl`concat(${reports}, ${exemptions})`), memberEventRuleNames };
  }
}

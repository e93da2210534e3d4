import { SecurityhubStandardsControlAssociation } from "@cdktf/provider-aws/lib/securityhub-standards-control-association";
import { SecurityhubStandardsSubscription } from "@cdktf/provider-aws/lib/securityhub-standards-subscription";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, ofEach, waitsFor } from "../../terraform/hcl";
import { arnOf, bounded, flag, group, oneOf, text, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";
import { standardArn, standardIds } from "./standards";

const control = () =>
  text(
    new RegExp(
      `^(${standardIds.map((id) => id.replaceAll(".", "[.]")).join("|")})/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$`,
    ),
    `a standard and a control that it contains, such as fsbp/IAM.6; the standards are ${standardIds.join(", ")}`,
  );

const inputs = group({
  hubArn: arnOf(
    "securityhub",
    "hub/default",
    "arn:<partition>:securityhub:eu-west-1:111122223333:hub/default",
  ).describe("Hub that the standards belong to. Its partition and region are those of the standards."),
  recorderName: text(
    /^[^\r\n]{1,256}$/,
    "the name of the region's AWS Config recorder, which most controls need: enable AWS Config, or name the existing recorder",
  ).describe("AWS Config recorder of the region. Without one, Security Hub enables a standard incompletely."),
  standards: uniqueList(oneOf(standardIds))
    .default(["fsbp"])
    .describe(
      `Standards to enable: ${standardIds.join(", ")}. AWS bills every check of a resource; a control that several standards contain is checked, billed and reported once.`,
    ),
  disabledControls: z
    .record(
      control(),
      bounded(
        1,
        1024,
        /^[\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff][\x20-\x7e\xa0-\xff]*$/,
        "a reason of 1 to 1024 characters of Latin-1 on one line, not only spaces",
      ),
      {
        error: "a map of reasons by control",
      },
    )
    .default({})
    .describe(
      "Controls to disable, each as `<standard>/<control>`, and why. A control that several standards contain has to be disabled in each. Removing one from here leaves it disabled, because the provider cannot undo it: move it to `enabledControls`.",
    ),
  enabledControls: uniqueList(control())
    .default([])
    .describe(
      "Controls to enable, each as `<standard>/<control>`: those that were disabled, or are new while `autoEnableControls` is false.",
    ),
  isGoverned: flag()
    .default(false)
    .describe(
      "Whether a configuration policy of the organization governs the account. Then only the policy enables standards and controls: AWS refuses the account's own.",
    ),
});

/** The ARN of every standard, in the partition and region of a hub: data sources would be unknown, and replace subscriptions. */
export function arnsOfStandards(capability: Construct & Pick<SecurityHubStandards, "local">, hubArn: string): string {
  const part = (index: number) => hclIn(capability)`split(":", ${hubArn})[${index}]`;
  return capability.local(
    "standard_arns",
    Object.fromEntries(standardIds.map((id) => [id, standardArn(id, part(1), part(3))])),
  );
}

export type SecurityHubStandardsProps = CapabilityProps<typeof inputs>;
export type SecurityHubStandardsOutputs = SecurityHubStandards["outputs"];

/** The standards that Security Hub CSPM checks the account against, and their exceptions. */
export class SecurityHubStandards extends Capability<typeof inputs, { ownStandards: string[] }> {
  static readonly module = "security-hub-standards";
  static readonly summary = "Standards of Security Hub CSPM, and controls enabled or disabled in them.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_securityhub_standards_subscription: "forget",
    aws_securityhub_standards_control_association: "forget",
  };
  static readonly operations = operations;
  static readonly outputs = { ownStandards: "ARNs of the standards that the account itself enabled." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: SecurityHubStandardsProps) {
    super(scope, id, inputs, props);
    const { hubArn, recorderName, standards, disabledControls, enabledControls, isGoverned } = this.inputs;
    const hcl = hclIn(this);

    const arns = arnsOfStandards(this, hubArn);
    const own = <T extends object>(settings: T, none: T) =>
      isGoverned === false ? settings : hcl`${isGoverned} ? ${none} : ${settings}`;
    const each = hcl`{ for id in ${own(standards, [])} : id => ${arns}[id] }`;
    const eachStandard = TerraformIterator.fromMap(Token.asAnyMap(each));
    const subscription = new SecurityhubStandardsSubscription(this, "standard", {
      forEach: eachStandard,
      standardsArn: "${each.value}",
      // NO_AVAILABLE_CONFIGURATION_RECORDER without one.
      lifecycle: waitsFor(this, recorderName, "Standards need an AWS Config recorder."),
    });

    const switched = this.local(
      "switched_controls",
      hcl`merge({ for control in ${own(enabledControls, [])} : control => null }, ${own(disabledControls, {})})`,
    );
    const eachControl = TerraformIterator.fromMap(Token.asAnyMap(switched));
    const standardOf = 'split("/", each.key)[0]';
    new SecurityhubStandardsControlAssociation(this, "control", {
      forEach: eachControl,
      standardsArn: `\${${subscription.fqn}[${standardOf}].standards_arn}`,
      securityControlId: '${split("/", each.key)[1]}',
      associationStatus: '${each.value == null ? "ENABLED" : "DISABLED"}',
      updatedReason: "${each.value}",
      lifecycle: {
        precondition: [
          {
            condition: hcl`contains(${standards}, ${`\${${standardOf}}`})`,
            errorMessage: "The standard of the control ${each.key} is not enabled: add it to the standards.",
          },
          {
            condition: hcl`each.value == null || !contains(${enabledControls}, each.key)`,
            errorMessage: "The control ${each.key} is both enabled and disabled: remove it from one of the settings.",
          },
        ],
      },
    });
    this.outputs = { ownStandards: ofEach(this, subscription, "standards_arn") };
  }
}

import type { z } from "zod";
import { remediationNames, remediations, type RemediationName } from "../../remediation";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { asTerraformValue } from "../../terraform/variables";
import { choiceShape, enabled } from "./choice";
import type { Inputs } from "./inputs";

/** The remediations of the catalogue that are written: all, unless it is known which are enabled. */
export function writtenRemediations(inputs: Pick<Inputs, "modes">): readonly RemediationName[] {
  return isReference(inputs.modes) ? remediationNames : enabled({ ...inputs, runbooks: {} }).remediations;
}

/**
 * What is enabled, of the catalogue and of the user's runbooks: an HCL expression for a map by name, over locals of the capability. `pattern`
 * is the event pattern of what a function examines.
 */
export function enabledRemediations(capability: Capability<z.ZodObject, OutputValues>, inputs: Inputs): string {
  const { modes, runbooks, namePrefix } = inputs;
  const hcl = hclIn(capability);
  const catalogue = capability.local(
    "catalogue",
    Object.fromEntries(
      writtenRemediations(inputs).map((name) => {
        const { trigger, severity } = remediations[name];
        const isOfRule = "configRule" in trigger;
        return [
          name,
          { severity, rule: isOfRule ? name : null, calls: isOfRule ? null : JSON.stringify(trigger.calls) },
        ];
      }),
    ),
  );
  const ruleEvents = hcl`jsonencode({
    source = ["aws.config"],
    detail-type = ["Config Rules Compliance Change"],
    detail = {
      messageType = ["ComplianceChangeNotification"],
      configRuleName = [one.rule],
      newEvaluationResult = { complianceType = ["NON_COMPLIANT"] }
    }
  })`;
  const chosen = capability.local(
    "chosen",
    hcl`{ for name, mode in ${asTerraformValue(choiceShape.modes, modes)} : name => {
      mode = mode, remediation = name, runbook = null, severity = ${catalogue}[name].severity, calls = ${catalogue}[name].calls,
      rule = ${catalogue}[name].rule == null ? null : ${`${namePrefix}\${name}`}
    } if mode != "off" }`,
  );
  const chosenRunbooks = capability.local(
    "chosen_runbooks",
    hcl`{ for name, runbook in ${asTerraformValue(choiceShape.runbooks, runbooks)} : name => {
      mode = runbook.mode, remediation = null, severity = runbook.severity, calls = null,
      runbook = { document = runbook.document, parameters = runbook.parameters, roleArn = runbook.role_arn },
      rule = ${`${namePrefix}\${runbook.rule}`}
    } }`,
  );
  return hcl`{ for name, one in merge(${chosen}, ${chosenRunbooks}) : name => {
    mode = one.mode, remediation = one.remediation, runbook = one.runbook, rule = one.rule, severity = one.severity,
    pattern = one.rule == null ? one.calls : ${ruleEvents}, reads = false
  } }`;
}

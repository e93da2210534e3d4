import type { Construct } from "constructs";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { resourcePlace } from "./choice";
import type { Inputs } from "./inputs";
import { hasMembers } from "./members";
import { memberRoleOf, sourceOf } from "./names";

/** What each function is told in its environment variable: an HCL expression for a map of JSON by name. */
export function functionSettings(scope: Construct, inputs: Inputs, active: string): string {
  const { namePrefix, exemptTag, only, never, repairsPerHour, tableName, bucketName, ownBucketArns } = inputs;
  const isOn = hasMembers(scope, inputs.members);
  // The role that a runbook assumes is of this account.
  const ofMember = hclIn(scope)`${isOn} && one.remediation != null ? ${memberRoleOf(namePrefix)} : null`;
  const memberRole = isOn === false ? null : ofMember;
  return hclIn(scope)`{ for name, one in ${active} : name => jsonencode({ for key, value in {
    name = name,
    remediation = one.remediation,
    runbook = one.runbook,
    mode = one.mode,
    rule = one.rule,
    severity = one.severity,
    source = ${sourceOf(namePrefix)},
    table = ${tableName},
    bucket = ${bucketName},
    exemptTag = ${exemptTag},
    only = ${only},
    never = ${never},
    repairsPerHour = ${repairsPerHour},
    own = ${ownBucketArns},
    memberRole = ${memberRole}
  } : key => value if value != null }) }`;
}

/** Bytes of {@link functionSettings} that a user decides on. All the others, and their names, have less than 1096. */
export const chosenBytes = 3000;

/** What no schema of one input can see. */
export function preconditions(scope: Construct, inputs: Inputs, active: string) {
  const { exemptTag, only, never, modes, runbooks, ruleNames } = inputs;
  const hcl = hclIn(scope);
  // Lambda counts variables as JSON, in which the quotes of ours are escaped. Bytes, not characters: base64 has 4 characters for 3.
  const chosen = hcl`jsonencode(jsonencode([${exemptTag}, ${only}, ${never}, each.value.runbook]))`;
  const place = hcl`strcontains(jsonencode(try(${active}[each.key].runbook.parameters, ${resourcePlace})), ${resourcePlace})`;
  return [
    {
      condition: hcl`each.value.rule == null || contains(${ruleNames}, coalesce(each.value.rule, "-"))`,
      errorMessage:
        "The remediation ${each.key} needs the rule ${coalesce(each.value.rule, each.key)} of AWS Config, which is not among config.rules, or is disabled: add it there.",
    },
    {
      // Of what is known before the apply: the names of a new bucket are not.
      condition: hcl`length(base64encode(${chosen})) <= ${(chosenBytes / 3) * 4}`,
      errorMessage: `What the function of \${each.key} is told is longer than the 4 KB that AWS allows: shorten ${settingName(scope, "only")}, ${settingName(scope, "never")} or the parameters of the runbook.`,
    },
    ...(isReference(only) || isReference(never)
      ? [
          {
            condition: hcl`length(setintersection(${only}, ${never})) == 0`,
            errorMessage: hcl`format("A resource is in only and in never: %s. Remove it from one of them.", join(", ", setintersection(${only}, ${never})))`,
          },
        ]
      : []),
    ...(isReference(modes) || isReference(runbooks)
      ? [
          {
            condition: place,
            errorMessage: `The runbook \${each.key} needs ${resourcePlace} in a parameter: without it the runbook does not know what to repair.`,
          },
        ]
      : []),
  ];
}

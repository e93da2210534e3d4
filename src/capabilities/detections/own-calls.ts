import type { z } from "zod";
import type { DetectionId } from "../../detections";
import { remediationNames, type RemediationName } from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { oneOf, uniqueList } from "../../terraform/schema";

/**
 * Detections that find what functions of remediation do in order to repair, and whose functions these are. A call that AWS denies is
 * not among them: nothing was repaired, and a function that is denied something is worth an alert.
 */
export const ownCalls = {
  "security-group-changes": ["restricted-ssh", "vpc-default-security-group-closed"],
  "security-group-opened-to-all": ["restricted-ssh"],
  "cloudtrail-changes": ["stopped-trail"],
} as const satisfies Readonly<Partial<Record<DetectionId, readonly RemediationName[]>>>;

/** Whose calls do not count, of filters and alarms as of event rules. */
export const ownCallsShape = {
  remediations: uniqueList(oneOf(remediationNames))
    .default([])
    .describe(
      "Remediations whose functions repair automatically. Detections do not count what these functions do; they count what anybody else does with the functions' roles.",
    ),
};

interface Inputs {
  readonly namePrefix: string;
  readonly remediations: readonly RemediationName[];
}

/**
 * The sessions whose calls a detection does not count: an HCL expression for a list of ARNs, in which `id` is the detection's; undefined
 * if there are none in any case. Lambda names the session of a role after the function. The role trusts Lambda only, so only a function
 * of this name has such a session.
 */
export function ownSessions(
  capability: Capability<z.ZodObject, OutputValues>,
  { namePrefix, remediations }: Inputs,
): string | undefined {
  if (!isReference(remediations) && remediations.length === 0) return undefined;
  const hcl = hclIn(capability);
  // As the remediations name their functions and roles.
  const name = `${namePrefix}remediate-\${name}`;
  const arn = AwsEnvironment.of(capability).arn("sts", `assumed-role/${name}/${name}`, { region: "" });
  const isOn = hcl`nonsensitive(sensitive(contains(${remediations}, name)))`;
  const sessions = capability.local(
    "own_sessions",
    hcl`{ for id, names in ${ownCalls} : id => [for name in names : ${arn} if ${isOn}] }`,
  );
  return hcl`lookup(${sessions}, id, [])`;
}

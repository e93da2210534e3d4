import type { z } from "zod";
import { anyoneButRoot, forwardings, groupsBeside, ofRoot } from "../../detections/forwarding";
import type { EventPattern } from "../../event-pattern";
import { remediations } from "../../remediation";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { exemptionPattern } from "../shared/exemption-pattern";

/** What a remediation follows in CloudTrail, and the detections that may match the same calls. */
interface Followed {
  readonly pattern: EventPattern & { readonly detail: object };
  /** Of {@link forwardings}; none has that of calls that no detection matches. */
  readonly group: string;
}

/** Those that follow calls, by name. */
export function followedCalls(): Readonly<Record<string, Followed>> {
  return Object.fromEntries(
    Object.entries(remediations).flatMap(([name, { trigger }]) => {
      if (!("calls" in trigger)) return [];
      const { source, detail, ...rest } = trigger.calls as { source: string[]; detail: object };
      const eventSource = source.map((one) => `${one.replace("aws.", "")}.amazonaws.com`);
      const pattern = { source, ...rest, detail: { eventSource, ...detail } };
      const [group = "none", ...others] = groupsBeside(pattern);
      if (others.length > 0)
        throw new Error(`${name} follows calls of ${[group, ...others].join(", ")}: join these groups`);
      return [[name, { pattern, group }]];
    }),
  );
}

/**
 * What is forwarded, with what remediations need of it, as an expression for JSON: of the rules that forward, one at most may match an
 * event. So a call that a remediation follows becomes an alternative in the rule of the detections that may match it, or has a rule of its
 * own if none of them is forwarded; the calls of the root user are left to the rule for these.
 *
 * @param eventPatterns The output `event_patterns` of the monitoring, whose keys are those of rules of the catalogue, or of custom ones.
 */
export function withFollowedCalls(
  capability: Capability<z.ZodObject, OutputValues>,
  eventPatterns: string,
  { remediations, exemptTag }: { readonly remediations: string[]; readonly exemptTag: string },
): string {
  const hcl = hclIn(capability);
  const calls = followedCalls();
  const groups = Object.values(calls).map(({ group }) => group);
  const groupOf = [...forwardings()].flatMap(([key, { group }]) =>
    [ofRoot, ...groups].includes(group) ? [[key, group] as const] : [],
  );
  const patterns = capability.local("detected", hcl`jsondecode(${eventPatterns})`);
  const followed = capability.local(
    "followed",
    hcl`{ for name, one in ${calls} : name => one if contains(${remediations}, name) }`,
  );
  const known = capability.local("groups_of_keys", Object.fromEntries(groupOf));
  const present = capability.local("groups_present", hcl`[for key in keys(${patterns}) : lookup(${known}, key, "")]`);
  const caller = hcl`{ for name, value in ${{ userIdentity: { type: anyoneButRoot } }} : name => value if contains(${present}, ${ofRoot}) }`;
  const added = capability.local(
    "added",
    hcl`{ for key in keys(${patterns}) : key => [for one in ${followed} : merge(one.pattern.detail, ${caller}) if one.group == lookup(${known}, key, "")] }`,
  );
  // Whatever is beside alternatives becomes a part of each, because it does not hold for those that are added.
  const beside = hcl`{ for field, value in rule.pattern.detail : field => value if field != "$or" }`;
  const users = hcl`merge(try(rule.pattern.detail.userIdentity, {}), try(one.userIdentity, {}))`;
  const alternatives = hcl`[for one in try(rule.pattern.detail["$or"], [{}]) : merge(
    ${beside}, one, { for field, value in { userIdentity = ${users} } : field => value if length(value) > 0 }
  )]`;
  const joined = hcl`merge(rule.pattern, { detail = { "$or" = concat(${alternatives}, ${added}[key]) } })`;
  const exemption = hcl`{ "remediation-exemption" = { reads = false, pattern = ${exemptionPattern(capability, exemptTag)} } }`;
  return hcl`jsonencode(merge(
    { for key, rule in ${patterns} : key => {
      reads = rule.reads,
      pattern = jsondecode(length(${added}[key]) == 0 ? jsonencode(rule.pattern) : jsonencode(${joined}))
    } },
    { for name, one in ${followed} : "remediate-\${name}" => {
      reads = false, pattern = merge(one.pattern, { detail = merge(one.pattern.detail, ${caller}) })
    } if !contains(${present}, one.group) },
    { for key, rule in ${exemption} : key => rule if length(${remediations}) > 0 }
  ))`;
}

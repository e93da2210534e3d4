import type { Mode } from "./adoption-plan";
import type { Tags } from "./inventory";

/** What creates resources in every account of an organization, and denies or undoes their change. */
export type LandingZone = "Control Tower" | "Landing Zone Accelerator";

interface Named {
  readonly name: string;
  readonly tags: Tags;
}

/** The stack that created a resource, as CloudFormation tags it. */
const stackOf = (tags: Tags): string => tags["aws:cloudformation:stack-name"] ?? "";

/** Names of Control Tower's resources and stacks: its controls deny changes of the same. */
const ofControlTower = /^(aws-controltower[-/]|AWSControlTower[A-Z_]|StackSet-AWSControlTower)/;

/** Names with the accelerator's default prefix. */
const ofAccelerator = /^(AWSAccelerator(-|ConfigRecorderRole$)|aws-accelerator-)/;

/** The landing zone that a resource belongs to, by the names and tags that AWS documents. */
export function landingZoneOf({ name, tags }: Named): LandingZone | undefined {
  const names = [name, stackOf(tags)];
  if (tags["aws-control-tower"] === "managed-by-control-tower" || names.some((each) => ofControlTower.test(each)))
    return "Control Tower";
  // Where its prefix is another one, the tag has it, and so has the name of the stack.
  const prefix = tags["Accelerator"];
  const [, ofStack] = /^(.+?)-\w+Stack-\d{12}-[a-z]+(?:-[a-z]+)+-\d$/.exec(stackOf(tags)) ?? [];
  const isTagged = prefix === "AWSAccelerator" || (prefix !== undefined && prefix === ofStack);
  return isTagged || names.some((each) => ofAccelerator.test(each)) ? "Landing Zone Accelerator" : undefined;
}

/** The owner other than the account itself, as far as name and tags say. */
export function foreignOwnerOf(resource: Named): string | undefined {
  const stack = stackOf(resource.tags);
  return landingZoneOf(resource) ?? (stack === "" ? undefined : `the CloudFormation stack ${stack}`);
}

/** How a resource with another owner can be adopted. A landing zone would fight for its own, so that is never managed. */
export function modesBeside(owner: string | undefined): Mode[] {
  return isLandingZone(owner) ? ["use"] : ["use", "manage"];
}

/** What is used of a resource of a landing zone or of the organization, and what is left to the monitoring. */
const division = {
  trail: ["the detections search its log group", "their metric filters, alarms and event rules"],
  "log-group": ["the trail writes to it", "the metric filters on it"],
  recorder: ["the rules evaluate what it records", "the rules, and alerts of what does not comply"],
  bucket: ["files are delivered to it", "nothing of it: its policy is its owner's, see the output required_policies"],
  topic: ["alerts are published to it", "nothing of it: --choose topic=new creates one with recipients of its own"],
} as const;

/** Why a resource with another owner is used: who that is, what is used of it, and what is left to the monitoring. */
export function reasonToUse(kind: keyof typeof division, owner: string): string {
  const [used, left] = division[kind];
  return isLandingZone(owner) || owner === organization
    ? `it belongs to ${owner}: ${used}; left to this monitoring: ${left}`
    : `it belongs to ${owner}`;
}

/** The owner of an organization trail. */
export const organization = "the organization";

function isLandingZone(owner: string | undefined): boolean {
  return owner === "Control Tower" || owner === "Landing Zone Accelerator";
}

/** A tag that says that Terraform manages a resource, which then may be in another state. */
export function terraformTag(tags: Tags): string | undefined {
  const found = Object.entries(tags).find(
    ([name, value]) => /terraform/i.test(name) || /terraform|opentofu/i.test(value),
  );
  return found && `${found[0]} = ${found[1]}`;
}

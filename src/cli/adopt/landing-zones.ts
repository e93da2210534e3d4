import type { AdoptionPlan } from "./adoption-plan";
import { landingZoneOf, type LandingZone } from "./foreign-owner";
import type { Inventory } from "./inventory";

/** Where the settings for each account are. */
const pages = {
  "Control Tower": "docs/control-tower.md",
  "Landing Zone Accelerator": "docs/landing-zone-accelerator.md",
} as const satisfies Record<LandingZone, string>;

/** The resources of each landing zone that are visible here, and whatever they are for. */
export function landingZonesIn(inventory: Inventory): ReadonlyMap<LandingZone, readonly string[]> {
  const { trails, logGroups, buckets, recorder, channel, rules, topics, roles } = inventory;
  const named = (
    kind: string,
    resources: readonly { readonly name: string; readonly tags?: Readonly<Record<string, string>> }[],
  ) => resources.map(({ name, tags = {} }) => ({ kind, name, tags }));
  const found = new Map<LandingZone, string[]>();
  for (const resource of [
    ...named("trail", trails),
    ...named("log group", logGroups),
    ...named("bucket", buckets),
    ...named("recorder", recorder ? [recorder] : []),
    ...named("delivery channel", channel ? [channel] : []),
    ...named("rule", rules),
    ...named("topic", topics),
    ...named("role", roles),
  ]) {
    const zone = landingZoneOf(resource);
    if (zone) found.set(zone, [...(found.get(zone) ?? []), `${resource.kind} ${resource.name}`]);
  }
  return found;
}

/** Says what belongs to a landing zone or to the organization, so that nothing of it is imported, and where the settings are. */
export function noteLandingZones(plan: AdoptionPlan): void {
  for (const [zone, resources] of landingZonesIn(plan.inventory)) {
    plan.addNote(
      `${zone} owns ${resources.join(", ")}: none of them is imported or changed. Settings for each account of its organization: ${pages[zone]}.`,
    );
  }
  const { trails } = plan.inventory;
  if (trails.some((trail) => trail.isOrganizationTrail)) {
    plan.addNote(
      "An organization trail records this account: a second trail is a copy that AWS bills. Who can search its events, and with which settings: docs/organization-trail.md.",
    );
  }
}

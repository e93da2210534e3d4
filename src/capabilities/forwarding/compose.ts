import type { RemediationName } from "../../remediation";
import type { Delivery } from "../shared/alert-rules";
import type { Composition } from "../shared/composition";
import { memberInputs, type WithMembers } from "../shared/members";
import { ForwardingAlerts } from "./alerts";
import { EventBus } from "./event-bus";
import { EventForwarder } from "./event-forwarder";
import { MemberForwarder } from "./member-forwarder";
import type { ForwardedService } from "./service-events";

/** The bus of an organization, which comes before the rules on it. */
export function composeEventBus(
  composition: Composition,
  organization: { readonly id: string } | undefined,
  isInstant: boolean,
) {
  const { outlet, tags } = composition;
  const isNew = outlet.named("event_bus_is_new", outlet.all(isInstant, outlet.isSet(organization)));
  const bus = outlet.addIf(isNew, EventBus, "event_bus", () => ({
    name: composition.named("security-events"),
    organizationId: organization!.id,
    namePrefix: composition.named(""),
    tags,
  }));
  return { isNew, name: outlet.named("event_bus_name", outlet.coalesce(bus.busName, "default")), ...bus };
}

/** What the home region needs. The forwarders of others belong to other providers; that of the home region has a bus to send to. */
export function composeForwarding(
  composition: Composition,
  {
    bus,
    delivery,
    ...forwarded
  }: {
    readonly bus: ReturnType<typeof composeEventBus>;
    readonly delivery: Delivery;
    readonly topicArn: string;
    readonly eventPatterns: string;
    readonly services: ForwardedService[];
  },
): { readonly eventRuleNames: string[] } {
  const { outlet, tags } = composition;
  const namePrefix = composition.named("");
  outlet.offer(EventForwarder);
  outlet.addIf(bus.isNew, EventForwarder, "home_event_forwarder", () => ({
    namePrefix,
    region: bus.region!,
    homeRegion: bus.region!,
    busArn: bus.busArn,
    eventPatterns: forwarded.eventPatterns,
    services: forwarded.services,
    alarmTopicArns: [forwarded.topicArn],
    tags,
  }));
  const { eventRuleNames } = outlet.addIf(delivery.isEnabled, ForwardingAlerts, "forwarding_alerts", () => ({
    ...delivery.inputs(),
    namePrefix,
    tags,
  }));
  return { eventRuleNames: outlet.orEmpty(eventRuleNames) };
}

/** The forwarders of the accounts of an organization. */
export function composeMemberForwarder(
  composition: Composition,
  organization: WithMembers | undefined,
  to: {
    readonly bus: ReturnType<typeof composeEventBus>;
    readonly furtherRegions: string[];
    readonly eventPatterns: string;
    readonly services: ForwardedService[];
    /** Remediations that examine resources of these accounts, and the tag that exempts one. */
    readonly remediations: RemediationName[];
    readonly exemptTag: string;
  },
): void {
  const { outlet } = composition;
  outlet.addIf(
    outlet.all(to.bus.isNew, outlet.hasAttribute(organization, "members")),
    MemberForwarder,
    "member_forwarder",
    () => ({
      ...memberInputs(composition, organization!.members!),
      furtherRegions: to.furtherRegions,
      busArn: to.bus.busArn!,
      eventPatterns: to.eventPatterns,
      services: to.services,
      remediations: to.remediations,
      exemptTag: to.exemptTag,
    }),
  );
}

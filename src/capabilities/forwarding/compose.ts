import type { Delivery } from "../shared/alert-rules";
import type { Composition } from "../shared/composition";
import { ForwardingAlerts } from "./alerts";
import { EventForwarder } from "./event-forwarder";

/** What the home region needs; the forwarder belongs to another provider. */
export function composeForwarding(composition: Composition, delivery: Delivery): { readonly eventRuleNames: string[] } {
  const { outlet, tags } = composition;
  outlet.offer(EventForwarder);
  const { eventRuleNames } = outlet.addIf(delivery.isEnabled, ForwardingAlerts, "forwarding_alerts", () => ({
    ...delivery.inputs(),
    namePrefix: composition.named(""),
    tags,
  }));
  return { eventRuleNames: outlet.orEmpty(eventRuleNames) };
}

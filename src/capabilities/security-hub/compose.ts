import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import type { Composition, Evidence } from "../shared/composition";
import { SecurityHubAggregator } from "./aggregator";
import { SecurityHubAlerts } from "./alerts";
import { SecurityHub } from "./hub";
import type { securityHubSettings } from "./settings";
import { SecurityHubStandards } from "./subscriptions";

export function composeSecurityHub(
  composition: Composition,
  settings: z.output<typeof securityHubSettings>,
  recorderName: string | undefined,
  alertsOf: {
    readonly delivery: Delivery;
    /** Products that have event rules of their own, each with whether they are enabled, by a key for Terraform. */
    readonly reportedElsewhere: Readonly<Record<string, readonly [when: Condition, product: string]>>;
    readonly regions: string[];
  },
) {
  const { outlet } = composition;
  const { enabled, aggregator, autoEnableControls } = settings;
  const hubIsNew = outlet.named("security_hub_is_new", outlet.any(enabled, composition.isRetained("security-hub")));
  const { hubArn } = outlet.addIf(hubIsNew, SecurityHub, "security_hub", () => ({ autoEnableControls }));
  outlet.addIf(enabled, SecurityHubStandards, "security_hub_standards", () => ({
    hubArn: hubArn!,
    recorderName: outlet.coalesce(recorderName, "")!,
    standards: settings.standards,
    disabledControls: settings.disabledControls,
    enabledControls: settings.enabledControls,
  }));
  outlet.addIf(outlet.all(enabled, outlet.isSet(aggregator)), SecurityHubAggregator, "security_hub_aggregator", () => ({
    hubArn: hubArn!,
    ...aggregator!,
  }));
  const { delivery, reportedElsewhere, regions } = alertsOf;
  const alertsFindings = outlet.all(delivery.isEnabled, outlet.firstSet(settings.alerts.enabled, enabled));
  const { eventRuleNames } = outlet.addIf(alertsFindings, SecurityHubAlerts, "security_hub_alerts", () => ({
    namePrefix: composition.named(""),
    ...delivery.inputs(),
    severity: settings.alerts.severity,
    reportedElsewhere: outlet.map(reportedElsewhere),
    regions,
    tags: composition.tags,
  }));
  return {
    alertsFindings,
    // Those of other regions arrive here by the aggregator.
    alertsOtherRegions: outlet.all(alertsFindings, outlet.isUnset(aggregator)),
    eventRuleNames: outlet.orEmpty(eventRuleNames),
    evidence: { security_hub: [hubIsNew, hubArn] } satisfies Evidence,
  };
}

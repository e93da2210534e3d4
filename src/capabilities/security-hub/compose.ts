import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import type { Composition, Evidence } from "../shared/composition";
import { SecurityHubAggregator } from "./aggregator";
import { SecurityHubAlerts } from "./alerts";
import { SecurityHub } from "./hub";
import { SecurityHubOrganization } from "./organization";
import type { securityHubSettings } from "./settings";
import { SecurityHubStandards } from "./subscriptions";

export function composeSecurityHub(
  composition: Composition,
  settings: z.output<typeof securityHubSettings>,
  recorderName: string | undefined,
  inOrganization: Condition,
  organization: { readonly securityHubTargets: string[] } | undefined,
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
  const { ownStandards } = outlet.addIf(enabled, SecurityHubStandards, "security_hub_standards", () => ({
    hubArn: hubArn!,
    recorderName: outlet.coalesce(recorderName, "")!,
    standards: settings.standards,
    disabledControls: settings.disabledControls,
    enabledControls: settings.enabledControls,
    isGoverned: inOrganization as boolean,
  }));
  // Central configuration needs one.
  const aggregates = outlet.any(outlet.isSet(aggregator), inOrganization);
  const { aggregatorArn } = outlet.addIf(
    outlet.all(enabled, aggregates),
    SecurityHubAggregator,
    "security_hub_aggregator",
    () => ({
      hubArn: hubArn!,
      regions: outlet.listIf(outlet.isSet(aggregator), aggregator?.regions ?? []),
    }),
  );
  outlet.addIf(outlet.all(enabled, inOrganization), SecurityHubOrganization, "security_hub_organization", () => ({
    hubArn: hubArn!,
    aggregatorArn: aggregatorArn!,
    ownStandards: outlet.orEmpty(ownStandards),
    name: composition.named("security-monitoring"),
    standards: settings.standards,
    disabledControls: settings.disabledControls,
    targets: organization!.securityHubTargets,
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
    alertsOtherRegions: outlet.all(alertsFindings, outlet.isUnset(aggregator), outlet.isUnset(organization)),
    eventRuleNames: outlet.orEmpty(eventRuleNames),
    evidence: { security_hub: [hubIsNew, hubArn] } satisfies Evidence,
  };
}

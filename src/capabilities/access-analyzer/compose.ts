import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import type { Composition } from "../shared/composition";
import { AccessAnalyzerAlerts } from "./alerts";
import { AccessAnalyzer } from "./analyzer";
import type { accessAnalyzerSettings } from "./settings";
import { UnusedAccessAnalyzer } from "./unused-access-analyzer";

export function composeAccessAnalyzer(
  composition: Composition,
  settings: z.output<typeof accessAnalyzerSettings>,
  delivery: Delivery,
  inOrganization: Condition,
): { readonly alertsFindings: Condition; readonly eventRuleNames: string[] } {
  const { outlet, tags } = composition;
  outlet.addIf(settings.enabled, AccessAnalyzer, "access_analyzer", () => ({
    name: composition.named(settings.analyzerName),
    type: outlet.either(inOrganization, "ORGANIZATION", "ACCOUNT"),
    tags,
  }));
  outlet.addIf(
    outlet.hasAttribute(settings, "unusedAccessAgeDays"),
    UnusedAccessAnalyzer,
    "unused_access_analyzer",
    () => ({
      name: composition.named(settings.unusedAccessAnalyzerName),
      unusedAccessAgeDays: settings.unusedAccessAgeDays!,
      type: outlet.either(inOrganization, "ORGANIZATION_UNUSED_ACCESS", "ACCOUNT_UNUSED_ACCESS"),
      tags,
    }),
  );

  const { alerts } = settings;
  const alertsFindings = outlet.named(
    "alerts_access_analyzer_findings",
    outlet.all(delivery.isEnabled, outlet.firstSet(alerts.enabled, settings.enabled)),
  );
  const { eventRuleNames } = outlet.addIf(alertsFindings, AccessAnalyzerAlerts, "access_analyzer_alerts", () => ({
    namePrefix: composition.named(""),
    ...delivery.inputs(),
    severity: alerts.severity,
    tags,
  }));
  return { alertsFindings, eventRuleNames: outlet.orEmpty(eventRuleNames) };
}

import { ConfigRecorder, ConfigRecorderRole, ConfigRules } from "../capabilities/config";
import { recorderInputs, ruleInputs } from "../capabilities/config/compose";
import { EventForwarder } from "../capabilities/forwarding";
import { GuardDutyGovernedDetector } from "../capabilities/guardduty";
import { regionalDetectorInputs } from "../capabilities/guardduty/compose";
import { SecurityHub } from "../capabilities/security-hub";
import { regionalOutputs } from "../regional/compose";
import type { ComposedModule } from "../terraform/module";
import type { Outlet } from "../terraform/outlet";
import { managementMonitoringSettings, type ManagementMonitoringSettings } from "./settings";

/**
 * Composes what the management account has in a region, as stack sets bring it to the members: no stack set deploys to this account. And
 * what the services of the organization leave out here. All else reaches it as any member.
 *
 * @throws {@link InputError} If the monitoring is not that of an organization, or was not told of the region.
 */
export function composeManagementMonitoring(outlet: Outlet, settings: ManagementMonitoringSettings) {
  const { region, homeRegion, monitoring, existingRecorder } = settings;
  const { config, guardduty, securityHub, organization, namePrefix, tags } = monitoring;
  outlet.require(outlet.isSet(organization), {
    path: "monitoring",
    message: "got that of one account: set `organization` in the security account, and apply that first",
  });
  const isHome = outlet.named("is_home_region", outlet.includes([homeRegion], region));
  outlet.require(outlet.any(isHome, outlet.includes(monitoring.regions, region)), {
    path: "region",
    message: `got ${region}, which is neither ${homeRegion} nor among \`regions\` of the monitoring: add it there`,
  });
  const composition = { outlet, tags, named: (name: string) => `${namePrefix}${name}` };

  const hasRecorder = outlet.named("has_recorder", outlet.all(config.enabled, outlet.isUnset(existingRecorder)));
  const delivery = { bucketName: monitoring.configBucketName!, kmsKeyArn: monitoring.logKeyArn! };
  const { roleArn } = outlet.addIf(hasRecorder, ConfigRecorderRole, "config_recorder_role", () => ({
    ...delivery,
    namePrefix,
    region,
    tags,
  }));
  const recorder = outlet.addIf(hasRecorder, ConfigRecorder, "config_recorder", () => ({
    ...recorderInputs(composition, config),
    ...delivery,
    roleArn: roleArn!,
    recordsGlobalResources: isHome as boolean,
  }));
  const recorderName = outlet.existingOr(existingRecorder, "name", recorder.recorderName);
  // Rules of the organization reach this account by themselves, unless it is excluded.
  const excludedAccountIds = outlet.listIf(
    outlet.hasAttribute(organization, "configRules"),
    organization?.configRules?.excludedAccountIds ?? [],
  );
  const accountId = outlet.either(outlet.isSet(organization), organization?.managementAccountId ?? "", "");
  const hasOwnRules = outlet.named(
    "has_own_rules",
    outlet.any(outlet.lacksAttribute(organization, "configRules"), outlet.includes(excludedAccountIds, accountId)),
  );
  outlet.addIf(
    outlet.all(config.rulesEnabled, outlet.any(config.enabled, outlet.isSet(existingRecorder)), hasOwnRules),
    ConfigRules,
    "config_rules",
    () => ({
      ...ruleInputs(composition, config),
      recorderName: recorderName!,
      includesAccountWide: isHome as boolean,
    }),
  );

  const { detectorId } = outlet.addIf(guardduty.enabled, GuardDutyGovernedDetector, "guardduty_detector", () => ({
    ...regionalDetectorInputs(outlet, guardduty, region),
    findingPublishingFrequency: guardduty.findingPublishingFrequency,
    tags,
  }));
  outlet.addIf(securityHub.enabled, SecurityHub, "security_hub", () => ({
    autoEnableControls: securityHub.autoEnableControls,
  }));

  const { deadLetterQueueArn } = outlet.addIf(monitoring.alertsInstantly, EventForwarder, "event_forwarder", () => ({
    namePrefix,
    region,
    homeRegion,
    busArn: monitoring.eventBusArn,
    eventPatterns: monitoring.eventPatterns,
    services: monitoring.memberServices,
    tags,
  }));
  return { recorderName, guarddutyDetectorId: detectorId, deadLetterQueueArn } satisfies Record<
    keyof typeof regionalOutputs,
    unknown
  >;
}

/** The nested module, for callers with a provider of the management account. */
export const managementMonitoringModule: ComposedModule<typeof managementMonitoringSettings> = {
  module: "management-monitoring",
  summary:
    "The monitoring of the management account of an organization in a region: what no stack set brings there, and GuardDuty and Security Hub, which leave it out.",
  inputs: managementMonitoringSettings,
  outputs: regionalOutputs,
  compose: composeManagementMonitoring,
};

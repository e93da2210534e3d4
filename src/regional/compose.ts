import { AccessAnalyzer } from "../capabilities/access-analyzer";
import { EbsEncryption } from "../capabilities/account";
import { ConfigRecorder, ConfigRules, OrganizationConfigRules } from "../capabilities/config";
import { organizationRuleInputs, recorderInputs, ruleInputs } from "../capabilities/config/compose";
import { EventForwarder } from "../capabilities/forwarding";
import { GuardDutyDetector, GuardDutyExport, GuardDutyOrganization } from "../capabilities/guardduty";
import { regionalDetectorInputs } from "../capabilities/guardduty/compose";
import { regionsWithOptIn } from "../capabilities/guardduty/features";
import { SecurityHub, SecurityHubStandards } from "../capabilities/security-hub";
import type { ComposedModule } from "../terraform/module";
import type { Outlet } from "../terraform/outlet";
import { regionalSettings, type RegionalSettings } from "./settings";

export const regionalOutputs = {
  recorderName: "Name of the AWS Config recorder of the region; null if there is none.",
  guarddutyDetectorId: "ID of the GuardDuty detector of the region; null if there is none.",
  deadLetterQueueArn: "ARN of the queue of events that could not be forwarded; null if none are forwarded.",
};

/**
 * Composes what a further region has: what AWS offers for each region, without what there is once for the account. Of events there is one
 * hop, from each region to that of the monitoring.
 *
 * @throws {@link InputError} If the monitoring was not told of the region, or GuardDuty cannot export from it to where the bucket is.
 */
export function composeRegion(outlet: Outlet, settings: RegionalSettings) {
  const { region, homeRegion, monitoring, existingRecorder } = settings;
  const { config, guardduty, securityHub, accessAnalyzer, account, namePrefix, tags } = monitoring;
  outlet.require(outlet.includes(monitoring.regions, region), {
    path: "region",
    message: `got ${region}, which is not among \`regions\` of the monitoring: add it there`,
  });
  const composition = { outlet, tags, named: (name: string) => `${namePrefix}${name}` };

  const hasRecorder = outlet.named("has_recorder", outlet.all(config.enabled, outlet.isUnset(existingRecorder)));
  const recorder = outlet.addIf(hasRecorder, ConfigRecorder, "config_recorder", () => ({
    ...recorderInputs(composition, config),
    roleArn: monitoring.configRoleArn!,
    bucketName: monitoring.configBucketName!,
    kmsKeyArn: monitoring.logKeyArn!,
    recordsGlobalResources: false,
  }));
  const recorderName = outlet.existingOr(existingRecorder, "name", recorder.recorderName);
  const hasRules = outlet.named(
    "has_config_rules",
    outlet.all(config.rulesEnabled, outlet.any(config.enabled, outlet.isSet(existingRecorder))),
  );
  outlet.addIf(hasRules, ConfigRules, "config_rules", () => ({
    ...ruleInputs(composition, config),
    recorderName: recorderName!,
    includesAccountWide: false,
  }));
  outlet.addIf(
    outlet.all(hasRules, outlet.hasAttribute(monitoring.organization, "configRules")),
    OrganizationConfigRules,
    "organization_config_rules",
    () => ({
      ...organizationRuleInputs(composition, config, monitoring.organization, monitoring.recorderStackSetName),
      includesAccountWide: false,
    }),
  );

  const inOrganization = outlet.named("in_organization", outlet.isSet(monitoring.organization));
  const plans = regionalDetectorInputs(outlet, guardduty, region);
  const { detectorId } = outlet.addIf(guardduty.enabled, GuardDutyDetector, "guardduty_detector", () => ({
    ...plans,
    findingPublishingFrequency: guardduty.findingPublishingFrequency,
    tags,
  }));
  outlet.addIf(outlet.all(guardduty.enabled, inOrganization), GuardDutyOrganization, "guardduty_organization", () => ({
    ...plans,
    detectorId: detectorId!,
  }));
  const exports = outlet.named("exports_findings", outlet.all(guardduty.enabled, guardduty.exportFindings));
  const keyRegion = outlet.named("guardduty_key_region", outlet.regionOf(guardduty.existingKey, homeRegion));
  outlet.require(outlet.not(outlet.all(exports, outlet.includes(regionsWithOptIn, keyRegion))), {
    path: "guardduty.exportFindings",
    message: `got true with the key in ${keyRegion}, a region to opt in to, where GuardDuty does not export from ${region}: set \`guardduty.existingBucket\` and \`guardduty.existingKey\`, both in a region that every account has, or disable it`,
  });
  outlet.addIf(exports, GuardDutyExport, "guardduty_export", () => ({
    detectorId: detectorId!,
    bucketName: monitoring.guarddutyBucketName!,
    kmsKeyArn: monitoring.guarddutyKeyArn!,
  }));

  const { hubArn } = outlet.addIf(securityHub.enabled, SecurityHub, "security_hub", () => ({
    autoEnableControls: securityHub.autoEnableControls,
  }));
  outlet.addIf(securityHub.enabled, SecurityHubStandards, "security_hub_standards", () => ({
    hubArn: hubArn!,
    recorderName: outlet.coalesce(recorderName, "")!,
    standards: securityHub.standards,
    disabledControls: securityHub.disabledControls,
    enabledControls: securityHub.enabledControls,
    isGoverned: inOrganization as boolean,
  }));
  outlet.addIf(accessAnalyzer.enabled, AccessAnalyzer, "access_analyzer", () => ({
    name: composition.named(accessAnalyzer.analyzerName),
    type: outlet.either(inOrganization, "ORGANIZATION", "ACCOUNT"),
    tags,
  }));
  outlet.addIf(account.encryptEbsByDefault, EbsEncryption, "ebs_encryption", () => ({}));

  const { deadLetterQueueArn } = outlet.addIf(
    outlet.all(monitoring.alertsInstantly, settings.forwardsEvents),
    EventForwarder,
    "event_forwarder",
    () => ({
      namePrefix,
      region,
      homeRegion,
      busArn: monitoring.eventBusArn,
      eventPatterns: monitoring.eventPatterns,
      services: monitoring.services,
      tags,
    }),
  );
  return { recorderName, guarddutyDetectorId: detectorId, deadLetterQueueArn } satisfies Record<
    keyof typeof regionalOutputs,
    unknown
  >;
}

/** The nested module, for callers with a provider of the region. */
export const regionalModule: ComposedModule<typeof regionalSettings> = {
  module: "regional",
  summary:
    "The monitoring of a further region: AWS Config, GuardDuty, Security Hub and Access Analyzer, as far as enabled, and the way of its events to the home region.",
  inputs: regionalSettings,
  outputs: regionalOutputs,
  compose: composeRegion,
};

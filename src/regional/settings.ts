import type { z } from "zod";
import { accessAnalyzerSettings } from "../capabilities/access-analyzer/settings";
import { accountSettings } from "../capabilities/account/settings";
import { ConfigRecorder, OrganizationConfigRules } from "../capabilities/config";
import { configSettings } from "../capabilities/config/settings";
import { EventForwarder } from "../capabilities/forwarding";
import { guardDutySettings } from "../capabilities/guardduty/settings";
import { organizationSettings } from "../capabilities/organization/settings";
import { securityHubSettings } from "../capabilities/security-hub/settings";
import { existingName } from "../capabilities/shared/settings";
import { bucketName, flag, group, kmsKeyArn, regionName, roleArn, tagMap, uniqueList } from "../terraform/schema";

const config = configSettings.unwrap().shape;
const guardduty = guardDutySettings.unwrap().shape;
const securityHub = securityHubSettings.unwrap().shape;
const accessAnalyzer = accessAnalyzerSettings.unwrap().shape;
const account = accountSettings.unwrap().shape;
const forwarder = EventForwarder.inputs.shape;

/** The settings of topics that apply to every region. */
const everywhere = {
  config: group({
    enabled: config.enabled,
    recorderName: config.recorderName,
    recordingFrequency: config.recordingFrequency,
    recordingOverride: config.recordingOverride,
    excludedResourceTypes: config.excludedResourceTypes,
    snapshotFrequency: config.snapshotFrequency,
    rulesEnabled: config.rulesEnabled,
    rules: config.rules,
    disabledRules: config.disabledRules,
  }).describe("AWS Config."),
  guardduty: group({
    enabled: guardduty.enabled,
    findingPublishingFrequency: guardduty.findingPublishingFrequency,
    features: guardduty.features,
    runtimeAgents: guardduty.runtimeAgents,
    exportFindings: guardduty.exportFindings,
    existingKey: guardduty.existingKey,
  }).describe("GuardDuty."),
  securityHub: group({
    enabled: securityHub.enabled,
    autoEnableControls: securityHub.autoEnableControls,
    standards: securityHub.standards,
    disabledControls: securityHub.disabledControls,
    enabledControls: securityHub.enabledControls,
  }).describe("Security Hub CSPM."),
  accessAnalyzer: group({
    enabled: accessAnalyzer.enabled,
    analyzerName: accessAnalyzer.analyzerName,
  }).describe("IAM Access Analyzer, for external access: unused access is the same in every region."),
  account: group({ encryptEbsByDefault: account.encryptEbsByDefault }).describe("Settings of the account."),
};

type Everywhere = { readonly [K in keyof typeof everywhere]: z.output<(typeof everywhere)[K]> };

/** Those of them among the settings of the monitoring. */
export function settingsEverywhere(settings: Everywhere): Everywhere {
  return Object.fromEntries(
    Object.entries(everywhere).map(([topic, { shape }]) => {
      const all = settings[topic as keyof Everywhere] as Record<string, unknown>;
      return [topic, Object.fromEntries(Object.keys(shape).map((name) => [name, all[name]]))];
    }),
  ) as Everywhere;
}

/**
 * What further regions need to know of the monitoring: the settings that apply to them as well, and what there is once. The monitoring
 * has it as an output, so that it is written nowhere a second time.
 */
const monitoring = group({
  namePrefix: forwarder.namePrefix,
  tags: tagMap().default({}).describe("Tags of every resource that can have tags."),
  regions: uniqueList(regionName()).describe("The further regions that the monitoring was told of."),
  organization: organizationSettings,
  ...everywhere,
  configRoleArn: roleArn().optional().describe("Role of the recorders: a role belongs to no region."),
  configBucketName: bucketName().optional().describe("Bucket that the recorders of all regions deliver to."),
  recorderStackSetName: OrganizationConfigRules.inputs.shape.recorderStackSetName,
  logKeyArn: kmsKeyArn().optional().describe("Key that encrypts what is delivered, in the region of the bucket."),
  guarddutyBucketName: bucketName().optional().describe("Bucket that the findings of all regions are exported to."),
  guarddutyKeyArn: kmsKeyArn()
    .optional()
    .describe("Key that GuardDuty encrypts them with, in the region of the bucket."),
  alertsInstantly: flag().describe(
    "Whether events are forwarded to the region of the monitoring, which alerts on them.",
  ),
  eventBusArn: forwarder.busArn,
  eventPatterns: forwarder.eventPatterns,
  services: forwarder.services,
  memberServices: forwarder.services.describe(
    "Those of them that are forwarded from member accounts: findings of the others arrive in this account by themselves.",
  ),
});

/** Settings of the monitoring of a further region. */
export const regionalSettings = group({
  region: regionName().describe("Region of the provider."),
  homeRegion: regionName().describe("Region of the monitoring, which events are sent to."),
  monitoring: monitoring.describe(
    "The output `regional` of the monitoring: settings that apply to every region, and what there is once.",
  ),
  existingRecorder: existingName(
    ConfigRecorder.inputs.shape.name.unwrap(),
    "Existing recorder of the region to use instead of a new one. Nothing of it is changed.",
  ),
  forwardsEvents: flag()
    .default(true)
    .describe(
      "Whether events are forwarded to the region of the monitoring. Set it to false where an event forwarder does so already.",
    ),
});

export type RegionalSettings = z.output<typeof regionalSettings>;
export type RegionalProps = z.input<typeof regionalSettings>;

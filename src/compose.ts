import { composeAccessAnalyzer } from "./capabilities/access-analyzer/compose";
import { accessLogsOutputs, composeAccessLogs } from "./capabilities/access-logs/compose";
import { composeAccount } from "./capabilities/account/compose";
import { alertsOutputs, composeAlerts } from "./capabilities/alerts/compose";
import { athenaConditions, athenaOutputs, composeAthena } from "./capabilities/athena/compose";
import { composeConfig, configConditions, configOutputs } from "./capabilities/config/compose";
import { composeDashboard } from "./capabilities/dashboard/compose";
import { composeDetections, detectionsOutputs, needsDataEvents } from "./capabilities/detections/compose";
import { composeEncryption, encryptionOutputs } from "./capabilities/encryption/compose";
import { composeEvidence } from "./capabilities/evidence/compose";
import { composeEventBus, composeForwarding, composeMemberForwarder } from "./capabilities/forwarding/compose";
import type { ForwardedService } from "./capabilities/forwarding/service-events";
import { composeGuardDuty, guardDutyOutputs } from "./capabilities/guardduty/compose";
import { composeRegions } from "./capabilities/regions/compose";
import {
  composeRecords,
  composeRemediation,
  memberConditions,
  remediationConditions,
  remediationOutputs,
} from "./capabilities/remediation/compose";
import { composeSavedQueries } from "./capabilities/saved-queries/compose";
import { composeSecurityHub } from "./capabilities/security-hub/compose";
import { Composition } from "./capabilities/shared/composition";
import { composeTrail, composeTrailDestination, trailConditions, trailOutputs } from "./capabilities/trail/compose";
import { settingsEverywhere } from "./regional/settings";
import type { MonitoringSettings } from "./settings";
import type { Outlet } from "./terraform/outlet";

/** Outputs of the monitoring, in reading order. */
export const outputDescriptions = {
  ...alertsOutputs,
  ...trailOutputs,
  ...detectionsOutputs,
  ...configOutputs,
  ...guardDutyOutputs,
  ...accessLogsOutputs,
  ...encryptionOutputs,
  ...remediationOutputs,
  ...athenaOutputs,
  regional:
    "What the nested module `regional` needs to monitor further regions: settings that apply to each of them, and what there is once.",
  requiredPolicies:
    "Policies that the owners of existing resources must apply, as JSON: trail_bucket, config_bucket, access_log_bucket, guardduty_bucket, guardduty_key, log_key, topic, alert_key. Empty if no existing resource is used.",
} as const;

/** An omitted part, such as the trail if another one fills the log group, has no output; its lists are empty. */
export type MonitoringOutputs = Readonly<ReturnType<typeof compose>>;

/** Composes the topics: the only place that knows more than one of them. */
export function compose(outlet: Outlet, settings: MonitoringSettings) {
  const composition = new Composition(outlet, settings);
  const bus = composeEventBus(composition, settings.organization, settings.alerts.instant);
  const alerts = composeAlerts(composition, settings.alerts, bus.name);
  const inOrganization = outlet.named("in_organization", outlet.isSet(settings.organization));

  const ofRemediation = remediationConditions(composition, settings.remediation);
  const remediatedMembers = memberConditions(composition, settings.remediation, settings.organization, bus);
  const ofTrail = trailConditions(composition, settings.trail);
  const ofConfig = configConditions(composition, settings.config);
  const { hasTrail, logGroupIsNew } = ofTrail;
  const ofAthena = athenaConditions(composition, settings.athena, ofTrail.hasBucket);
  const needsKey = outlet.any(
    hasTrail,
    ofConfig.hasRecorder,
    ofTrail.bucketIsNew,
    logGroupIsNew,
    ofConfig.bucketIsNew,
    ofAthena.hasAthena,
  );
  const organization = outlet.named(
    "organization",
    outlet.objectIf(settings.organization, ({ id, managementAccountId }) => ({
      id,
      managementAccountId,
      trailName: composition.named(settings.trail.organizationTrailName),
      namePrefix: settings.namePrefix,
    })),
  );
  const delivering = {
    trailName: composition.named(settings.trail.name),
    logGroupName: composition.named(settings.trail.logGroupName),
    organization,
  };
  const encryption = composeEncryption(composition, settings.encryption, delivering, needsKey, {
    when: ofAthena.hasAthena,
    resultsBucketName: ofAthena.resultsBucketName,
  });
  const { logKeyArn } = encryption.outputs;

  const ofOrganization = { settings: settings.organization, delivers: organization };
  const trail = composeTrailDestination(composition, settings.trail, ofTrail, logKeyArn, organization);
  const config = composeConfig(composition, settings.config, ofConfig, logKeyArn, {
    delivery: alerts.delivery,
    topicArn: alerts.outputs.topicArn,
    reportedElsewhere: ofRemediation.ruleNames,
    reportsOthers: outlet.any(outlet.hasItems(settings.regions), bus.isNew),
    inOrganization,
    organization,
    members: settings.organization,
    furtherRegions: settings.regions,
  });
  const guardDuty = composeGuardDuty(
    composition,
    settings.guardduty,
    alerts.delivery,
    inOrganization,
    settings.regions,
  );
  const records = composeRecords(composition, settings.remediation, ofRemediation.hasRemediations);
  const athena = composeAthena(
    composition,
    settings.athena,
    ofAthena,
    trail.outputs.trailBucketName,
    logKeyArn,
    ofOrganization,
  );
  const accessLogs = composeAccessLogs(composition, settings.accessLogs, {
    trail: trail.bucket,
    config: config.bucket,
    guardduty: guardDuty.bucket,
    remediation: records,
    athena: athena.bucket,
  });
  const accessAnalyzer = composeAccessAnalyzer(composition, settings.accessAnalyzer, alerts.delivery, inOrganization);
  const securityHub = composeSecurityHub(
    composition,
    settings.securityHub,
    config.outputs.recorderName,
    inOrganization,
    settings.organization,
    {
      delivery: alerts.delivery,
      regions: settings.regions,
      // So that each finding has one route: docs/alerts.md has the table.
      reportedElsewhere: {
        guardduty: [guardDuty.alertsFindings, "aws/guardduty"],
        access_analyzer: [accessAnalyzer.alertsFindings, "aws/access-analyzer"],
        config: [config.alertsRules, "aws/config"],
      },
    },
  );
  const trailItself = composeTrail(
    composition,
    settings.trail,
    ofTrail,
    logKeyArn,
    settings.organization,
    trail.outputs,
    outlet.compact(
      config.outputs.configBucketName,
      guardDuty.outputs.guarddutyBucketName,
      accessLogs.outputs.accessLogBucketName,
      records.bucketName,
      athena.bucket.bucketName,
    ),
  );
  const remediation = composeRemediation(composition, settings.remediation, ofRemediation, records, {
    ruleNames: config.outputs.ruleNames,
    topicArn: alerts.outputs.topicArn,
    delivery: alerts.delivery,
    deletionProtection: settings.evidence.deletionProtection,
    ownBucketArns: [...[trail, config, guardDuty, athena].map(({ bucket }) => bucket.bucketArn), accessLogs.bucketArn],
    members: remediatedMembers,
  });
  composeEvidence(composition, settings.evidence, {
    ...trail.evidence,
    ...config.evidence,
    ...accessLogs.evidence,
    ...guardDuty.evidence,
    ...encryption.evidence,
    ...securityHub.evidence,
    ...remediation.evidence,
  });
  composeAccount(composition, settings.account);
  outlet.require(
    outlet.any(
      ofTrail.recordsObjectChanges,
      outlet.not(hasTrail),
      outlet.not(needsDataEvents(outlet, settings.detections)),
    ),
    {
      path: "detections.packs",
      message:
        "got the pack data, or a detection of it, whose events the trail does not record: set `trail.s3DataEvents` with a `readWriteType` other than ReadOnly, or remove it",
    },
  );
  const detections = composeDetections(composition, settings.detections, {
    hasLogGroup: trail.hasLogGroup,
    logGroupName: trail.outputs.logGroupName,
    topicArn: alerts.outputs.topicArn,
    topicsBySeverity: settings.alerts.topicsBySeverity,
    recordTopicArn: alerts.recordTopicArn,
    chatTopicArn: alerts.chatTopicArn,
    delivery: alerts.delivery,
    ownNames: outlet.map({
      ...trailItself.ownNames,
      trail_bucket: [ofTrail.hasBucket, trail.outputs.trailBucketName],
      log_key: [needsKey, logKeyArn],
      alert_key: [alerts.hasKey, alerts.outputs.alertKeyArn],
      config_bucket: [config.hasBucket, config.outputs.configBucketName],
    }),
    remediations: ofRemediation.automatic,
  });
  const listOf = (services: Parameters<Outlet["map"]>[0]) => outlet.keys(outlet.map(services)) as ForwardedService[];
  const services = {
    "access-analyzer": [accessAnalyzer.alertsFindings, "yes"],
    config: [config.alertsRules, "yes"],
    guardduty: [guardDuty.alertsFindings, "yes"],
  } as const;
  const forwarding = composeForwarding(composition, {
    bus,
    delivery: alerts.delivery,
    topicArn: alerts.outputs.topicArn,
    eventPatterns: detections.outputs.eventPatterns,
    services: listOf({ ...services, "security-hub": [securityHub.alertsFindings, "yes"] }),
  });
  composeDashboard(composition, settings.dashboard, {
    detections: detections.shown.detections,
    alarmNames: outlet.concat(alerts.shown.alarmNames, config.shown.alarmNames, remediation.shown.alarmNames),
    eventRuleNames: {
      detections: detections.shown.eventRuleNames,
      config: config.shown.eventRuleNames,
      guardduty: guardDuty.eventRuleNames,
      "access-analyzer": accessAnalyzer.eventRuleNames,
      "security-hub": securityHub.eventRuleNames,
      remediation: remediation.shown.ofReports,
      requests: remediation.shown.ofRequests,
      "member-exemptions": remediation.shown.ofMemberExemptions,
      "member-requests": remediation.shown.ofMemberRequests,
      forwarding: forwarding.eventRuleNames,
    },
    eventBusName: bus.name,
    functionNames: remediation.shown.functionNames,
    hasLogGroup: trail.hasLogGroup,
    logGroupName: trail.outputs.logGroupName,
    topicNames: alerts.shown.topicNames,
    existingTopicArns: alerts.shown.existingTopicArns,
    deadLetterQueueName: alerts.shown.deadLetterQueueName,
  });
  composeSavedQueries(composition, settings.savedQueries, trail);
  composeRegions(composition, settings.regions);

  // What further regions need: each is composed with a provider of its own.
  const regional = {
    namePrefix: settings.namePrefix,
    tags: settings.tags,
    regions: settings.regions,
    organization: settings.organization,
    ...settingsEverywhere(settings),
    configRoleArn: config.roleArn,
    configBucketName: config.outputs.configBucketName,
    recorderStackSetName: config.recorderStackSetName,
    logKeyArn,
    guarddutyBucketName: guardDuty.outputs.guarddutyBucketName,
    guarddutyKeyArn: guardDuty.keyArn,
    alertsInstantly: alerts.delivery.isEnabled as boolean,
    eventPatterns: detections.outputs.eventPatterns,
    eventBusArn: bus.busArn,
    services: listOf({ ...services, "security-hub": [securityHub.alertsOtherRegions, "yes"] }),
    // Findings of members arrive in this account: at the administrator of GuardDuty and Security Hub, and at an organization's analyzer.
    memberServices: listOf({ config: services.config }),
  };

  composeMemberForwarder(composition, settings.organization, {
    bus,
    furtherRegions: settings.regions,
    eventPatterns: detections.outputs.eventPatterns,
    services: regional.memberServices,
    remediations: remediatedMembers.remediations,
    exemptTag: settings.remediation.exemptTag,
  });

  const requiredPolicies = outlet.map({
    ...trail.requiredPolicies,
    ...config.requiredPolicies,
    ...accessLogs.requiredPolicies,
    ...guardDuty.requiredPolicies,
    ...encryption.requiredPolicies,
    ...alerts.requiredPolicies,
  });
  return {
    ...alerts.outputs,
    ...trailItself.outputs,
    ...trail.outputs,
    ...detections.outputs,
    ...config.outputs,
    ...guardDuty.outputs,
    ...accessLogs.outputs,
    ...encryption.outputs,
    ...remediation.outputs,
    ...athena.outputs,
    regional,
    requiredPolicies,
  } satisfies Record<keyof typeof outputDescriptions, unknown>;
}

import { accessLogsOutputs, composeAccessLogs } from "./capabilities/access-logs/compose";
import { composeAccount } from "./capabilities/account/compose";
import { alertsOutputs, composeAlerts } from "./capabilities/alerts/compose";
import { composeConfig, configConditions, configOutputs } from "./capabilities/config/compose";
import { composeDetections, detectionsOutputs } from "./capabilities/detections/compose";
import { composeEncryption, encryptionOutputs } from "./capabilities/encryption/compose";
import { composeEvidence } from "./capabilities/evidence/compose";
import { Composition } from "./capabilities/shared/composition";
import { composeTrail, trailConditions, trailOutputs } from "./capabilities/trail/compose";
import type { MonitoringSettings } from "./settings";
import type { Outlet } from "./terraform/outlet";

/** Outputs of the monitoring, in reading order. */
export const outputDescriptions = {
  ...alertsOutputs,
  ...trailOutputs,
  ...detectionsOutputs,
  ...configOutputs,
  ...accessLogsOutputs,
  ...encryptionOutputs,
  requiredPolicies:
    "Policies that the owners of existing resources must apply, as JSON: trail_bucket, config_bucket, access_log_bucket, log_key, topic, alert_key. Empty if no existing resource is used.",
} as const;

/** An omitted part, such as the trail if another one fills the log group, has no output; its lists are empty. */
export type MonitoringOutputs = Readonly<ReturnType<typeof compose>>;

/** Composes the topics: the only place that knows more than one of them. */
export function compose(outlet: Outlet, settings: MonitoringSettings) {
  const composition = new Composition(outlet, settings);
  const alerts = composeAlerts(composition, settings.alerts);

  const ofTrail = trailConditions(composition, settings.trail);
  const ofConfig = configConditions(composition, settings.config);
  const { hasTrail, logGroupIsNew } = ofTrail;
  const needsKey = outlet.any(hasTrail, ofConfig.hasRecorder, ofTrail.bucketIsNew, logGroupIsNew, ofConfig.bucketIsNew);
  const names = {
    trailName: composition.named(settings.trail.name),
    logGroupName: composition.named(settings.trail.logGroupName),
  };
  const encryption = composeEncryption(composition, settings.encryption, names, needsKey);
  const { logKeyArn } = encryption.outputs;

  const trail = composeTrail(composition, settings.trail, ofTrail, logKeyArn);
  const config = composeConfig(composition, settings.config, ofConfig, logKeyArn);
  const accessLogs = composeAccessLogs(composition, settings.accessLogs, {
    trail: trail.bucket,
    config: config.bucket,
  });
  composeEvidence(composition, settings.evidence, {
    ...trail.evidence,
    ...config.evidence,
    ...accessLogs.evidence,
    ...encryption.evidence,
  });
  composeAccount(composition, settings.account);
  const detections = composeDetections(composition, settings.detections, {
    hasLogGroup: trail.hasLogGroup,
    logGroupName: trail.outputs.logGroupName,
    topicArn: alerts.outputs.topicArn,
    topicsBySeverity: settings.alerts.topicsBySeverity,
  });

  const requiredPolicies = outlet.map({
    ...trail.requiredPolicies,
    ...config.requiredPolicies,
    ...accessLogs.requiredPolicies,
    ...encryption.requiredPolicies,
    ...alerts.requiredPolicies,
  });
  return {
    ...alerts.outputs,
    ...trail.outputs,
    ...detections.outputs,
    ...config.outputs,
    ...accessLogs.outputs,
    ...encryption.outputs,
    requiredPolicies,
  } satisfies Record<keyof typeof outputDescriptions, unknown>;
}

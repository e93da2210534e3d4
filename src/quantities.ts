import { countFirstEvaluationAlarms } from "./capabilities/config/first-evaluations";
import { hoursShown, queries } from "./capabilities/dashboard/queries";
import { countMetrics, enabledFilters, type EnabledFilter } from "./capabilities/detections/chosen";
import type { Feature } from "./capabilities/guardduty/features";
import { enabled, rulesOf } from "./capabilities/remediation/choice";
import { dividedBy, exactly, mapRange, sum, times, type Range, type Unit, type Volumes } from "./estimate";
import { forwardedRegion } from "./global-events";
import { remediationNames, type RemediationName } from "./remediation";
import type { Block } from "./stack-blocks";
import type { StackSettings } from "./stack-settings";

/** A stack in one region of an account. */
export interface Stack {
  readonly settings: StackSettings;
  readonly blocks: readonly Block[];
}

/** The same with what happens there. */
interface Deployment extends Stack {
  readonly volumes: Volumes;
}

/** GB of an event in CloudWatch Logs: AWS's planning figure is 1.5 kB. */
const GB_PER_EVENT = 1.5e-6;
/** What is left of an event that is stored: the storage compression factor of the AWS Pricing Calculator. */
const COMPRESSION = 0.15;
const DAYS_PER_MONTH = 365 / 12;
const SECONDS_PER_REQUEST = 10;
const GB_OF_FUNCTION = 0.25;
/** Reads and writes of the table of attempts, each. */
const CALLS_PER_REMEDIATION = 6;

/** What AWS counts in a month, as far as the settings have it counted: 0 if they do not. */
export const quantities: Readonly<Record<Unit, (deployment: Deployment) => Range>> = {
  rolesAndUsers: ({ settings, volumes }) =>
    onlyIf(settings.accessAnalyzer.unusedAccessAgeDays !== undefined, volumes.quantities.rolesAndUsers),
  copiedEvents: ({ volumes: { quantities, otherTrails } }) => times(quantities.events, otherTrails),
  dataEvents: ({ settings, volumes }) => recordedDataEvents(settings, volumes),
  logGb: receivedGb,
  storedLogGb: (deployment) => storedGb(deployment, deployment.settings.trail.logRetentionDays),
  scannedGb: ({ volumes }) => volumes.quantities.queriedGb,
  scannedLogGb: ({ volumes }) => volumes.quantities.queriedGb,
  metrics: ({ settings }) => exactly(countMetrics(settings.detections, automaticOnes(settings))),
  alarmMetrics: ({ settings, blocks }) =>
    exactly(
      blocks.filter(({ type }) => type === alarm).reduce((total, block) => total + metricsOf(block, settings), 0),
    ),
  dashboards: () => exactly(1),
  dashboardQueryGb: (deployment) => {
    const { dashboard, trail } = deployment.settings;
    return onlyIf(
      dashboard.logsInsightsEnabled && (trail.enabled || trail.existingLogGroup !== undefined),
      // Each query scans all events of the hours that are shown.
      times(
        times(deployment.volumes.quantities.dashboardLoads, queries.length),
        times(receivedGb(deployment), hoursShown / (24 * DAYS_PER_MONTH)),
      ),
    );
  },
  continuousItems: (deployment) => itemsAt("CONTINUOUS", deployment),
  dailyItems: (deployment) => dividedBy(itemsAt("DAILY", deployment), deployment.volumes.quantities.changesPerDay),
  ruleEvaluations: ({ volumes }) => volumes.quantities.ruleEvaluations,
  forwardedEvents: ({ settings, volumes }) =>
    onlyIf(forwardedRegion(settings) !== undefined, volumes.quantities.alerts),
  analysedEvents: ({ volumes }) => volumes.quantities.events,
  flowAndDnsGb: ({ volumes }) => volumes.quantities.flowAndDnsGb,
  s3DataEvents: ofFeature("S3_DATA_EVENTS", "s3DataEvents"),
  eksAuditEvents: ofFeature("EKS_AUDIT_LOGS", "eksAuditEvents"),
  malwareScanGb: ofFeature("EBS_MALWARE_PROTECTION", "malwareScanGb"),
  databaseVcpus: ofFeature("RDS_LOGIN_EVENTS", "databaseVcpus"),
  lambdaNetworkGb: ofFeature("LAMBDA_NETWORK_LOGS", "lambdaNetworkGb"),
  runtimeVcpus: ofFeature("RUNTIME_MONITORING", "runtimeVcpus"),
  keyVersions: ({ blocks, volumes }) =>
    times(
      mapRange(volumes.quantities.months, (months) => 1 + Math.min(2, Math.floor(months / 12))),
      blocks.filter(({ type }) => type === "aws_kms_key").length,
    ),
  // AWS CloudTrail, AWS Config and CloudWatch ask for a data key at most once for each file and alert.
  keyRequests: ({ volumes: { quantities } }) => sum([quantities.files, quantities.alerts]),
  storedGb: (deployment) =>
    onlyIf(
      deployment.blocks.some(({ name }) => name === "trail_bucket"),
      storedGb(deployment, deployment.settings.trail.expireAfterDays),
    ),
  files: ({ volumes }) => volumes.quantities.files,
  findings: ({ volumes }) => volumes.quantities.findings,
  securityChecks: ({ settings, volumes }) =>
    onlyIf(settings.securityHub.standards.length > 0, volumes.quantities.securityChecks),
  publishedAlerts: ({ volumes }) => volumes.quantities.alerts,
  emails: ({ settings: { alerts }, volumes }) =>
    times(volumes.quantities.alerts, alerts.emails.length + Object.keys(alerts.emailsByName).length),
  httpsDeliveries: ({ settings: { alerts }, volumes }) =>
    times(
      volumes.quantities.alerts,
      Object.keys({ ...alerts.httpsEndpoints }).length + Object.keys({ ...alerts.machines?.httpsEndpoints }).length,
    ),
  // An evaluation is at most one event in the queue. Lambda polls a queue of its own five times at once, each for 20 seconds.
  queueRequests: ({ settings, volumes }) =>
    sum([volumes.quantities.ruleEvaluations, exactly(countFunctions(settings) * 5 * 3 * 60 * 24 * DAYS_PER_MONTH)]),
  functionRequests,
  functionGbSeconds: (deployment) => times(functionRequests(deployment), SECONDS_PER_REQUEST * GB_OF_FUNCTION),
  tableReads: ({ volumes }) => times(volumes.quantities.remediations, CALLS_PER_REMEDIATION),
  tableWrites: ({ volumes }) => times(volumes.quantities.remediations, CALLS_PER_REMEDIATION),
};

/** The metric filters of the detections on the log group of a stack; undefined if there is no log group. */
export function filtersOf(settings: StackSettings): EnabledFilter[] | undefined {
  const { trail, detections } = settings;
  if (!detections.enabled || (!trail.enabled && trail.existingLogGroup === undefined)) return undefined;
  return enabledFilters(detections, automaticOnes(settings));
}

/** What a remediation examines, and the daily sweep of each. */
function functionRequests({ settings, volumes }: Deployment): Range {
  return sum([volumes.quantities.remediations, exactly(countFunctions(settings) * DAYS_PER_MONTH)]);
}

function onlyIf(condition: boolean, quantity: Range): Range {
  return condition ? quantity : exactly(0);
}

function ofFeature(feature: Feature, volume: keyof Volumes["quantities"]): (deployment: Deployment) => Range {
  return ({ settings, volumes }) => onlyIf(settings.guardduty.features.includes(feature), volumes.quantities[volume]);
}

function recordedDataEvents({ trail }: StackSettings, { quantities }: Volumes): Range {
  return onlyIf(trail.enabled && trail.s3DataEvents !== undefined, quantities.dataEvents);
}

function receivedGb({ settings, volumes }: Deployment): Range {
  return times(sum([volumes.quantities.events, recordedDataEvents(settings, volumes)]), GB_PER_EVENT);
}

/** What a month's GB have become, each compressed and stored for a number of days. */
function storedGb(deployment: Deployment, days: number): Range {
  const months = mapRange(deployment.volumes.quantities.months, (age) => Math.min(age, days / DAYS_PER_MONTH));
  return times(times(receivedGb(deployment), COMPRESSION), months);
}

/** Changes of the resources that are recorded at a frequency. A type without a number of its own is recorded as most others are. */
function itemsAt(
  frequency: StackSettings["config"]["recordingFrequency"],
  { settings: { config }, volumes: { quantities, itemsByType } }: Deployment,
): Range {
  const itemsOf = (types: readonly string[]) => types.reduce((total, type) => total + (itemsByType[type] ?? 0), 0);
  const { resourceTypes, frequency: other } = config.recordingOverride;
  const overridden = itemsOf(resourceTypes);
  const rest = mapRange(
    quantities.configurationItems,
    (all) => Math.max(all, itemsOf(Object.keys(itemsByType))) - overridden - itemsOf(config.excludedResourceTypes),
  );
  return sum([onlyIf(frequency === config.recordingFrequency, rest), onlyIf(frequency === other, exactly(overridden))]);
}

const alarm = "aws_cloudwatch_metric_alarm";

/** Remediations whose functions repair by themselves. */
function automaticOnes({ remediation: { modes } }: StackSettings): RemediationName[] {
  return remediationNames.filter((name) => modes[name] === "automatic");
}

function countFunctions({ remediation }: StackSettings): number {
  const { remediations, runbooks } = enabled(remediation);
  return remediations.length + runbooks.length;
}

/** The metrics of alarms with `for_each`, by the name of the block. */
const metricsByBlock: Readonly<Record<string, (settings: StackSettings) => number>> = {
  detections_alarm: (settings) => countMetrics(settings.detections, automaticOnes(settings)),
  config_first_evaluations_alarm: ({ config, remediation, organization }) =>
    countFirstEvaluationAlarms(config, rulesOf(remediation).length, organization?.configRules !== undefined),
  remediation_errors: countFunctions,
  remediation_throttles: countFunctions,
};

function metricsOf({ name, arguments: { for_each: each } }: Block, settings: StackSettings): number {
  if (each === undefined) return 1;
  const count = metricsByBlock[name];
  if (!count) throw new Error(`how many alarms ${name} has is not known: add it to metricsByBlock`);
  return count(settings);
}

import { packs, type DetectionId } from "../../detections";
import { scenariosOf, type Range, type Volumes } from "../../estimate";
import { monthlyCharges, stacksOf, totalOf, type Scale, type Stacks } from "../../monthly-cost";
import type { StackSettings } from "../../stack-settings";

/** A setting that could be cheaper. */
interface Change {
  /** As in a settings file. */
  readonly setting: string;
  /** What it costs in security. */
  readonly loses: string;
  readonly settings: StackSettings;
}

/** What a change saves a month, in US dollars; a negative amount is what it costs. */
export interface Saving extends Omit<Change, "settings"> {
  readonly usd: Range;
}

/** Less than this is not worth a line. */
const CENT = 0.01;

/**
 * What single changes of the settings save, each by calculating once more; the greatest saving first.
 *
 * @param types Resource types that could be excluded.
 */
export function savingsOf(current: Stacks, volumes: Volumes, scale: Scale, types: readonly string[]): Saving[] {
  const scenarios = scenariosOf(volumes);
  const costs = (stacks: Stacks) => scenarios.map((scenario) => totalOf(monthlyCharges(stacks, scenario, scale)).low);
  const before = costs(current);
  return changesOf(current.first.settings, types)
    .map(({ settings, ...change }) => {
      const saved = costs(stacksOf(settings, scale)).map((after, at) => before[at]! - after);
      return { ...change, usd: { low: Math.min(...saved), high: Math.max(...saved) } };
    })
    .filter(({ usd }) => usd.high >= CENT)
    .sort((one, other) => other.usd.high - one.usd.high);
}

/**
 * Changes that the settings allow.
 *
 * @param types Resource types that could be excluded.
 */
function changesOf(settings: StackSettings, types: readonly string[]): Change[] {
  const { accessAnalyzer, alerts, config, dashboard, detections, guardduty, securityHub, trail } = settings;
  const changes: Change[] = [];
  const offer = (condition: boolean, setting: string, loses: string, changed: Partial<StackSettings>) => {
    if (condition) changes.push({ setting, loses, settings: { ...settings, ...changed } });
  };
  const without = <T>(list: readonly T[], one: T) => list.filter((each) => each !== one);

  offer(trail.enabled, "trail.enabled: false", "the record of who did what, and every alarm", {
    trail: { ...trail, enabled: false },
  });
  offer(
    trail.enabled && trail.s3DataEvents !== undefined,
    "trail.s3DataEvents unset, and detections.packs without data",
    "who read, wrote and deleted objects, and the detections of the pack data",
    {
      trail: { ...trail, s3DataEvents: undefined },
      detections: {
        ...detections,
        packs: without(detections.packs, "data"),
        disabled: [...detections.disabled, ...packs.data.map(({ id }) => id as DetectionId)],
      },
    },
  );
  offer(detections.enabled, "detections.enabled: false", "every detection", {
    detections: { ...detections, enabled: false },
  });
  for (const pack of detections.packs)
    offer(detections.enabled, `detections.packs without ${pack}`, `the detections of the pack ${pack}`, {
      detections: { ...detections, packs: without(detections.packs, pack) },
    });
  offer(alerts.instant, "alerts.instant: false", "alerts within a minute, and those of findings", {
    alerts: { ...alerts, instant: false },
  });

  const recorded = config.enabled && config.existingRecorder === undefined;
  // Every standard of Security Hub needs a recorder.
  offer(recorded && !securityHub.enabled, "config.enabled: false", "the history of resources, and their rules", {
    config: { ...config, enabled: false },
  });
  const otherFrequency = config.recordingFrequency === "DAILY" ? "CONTINUOUS" : "DAILY";
  offer(
    recorded && config.recordingOverride.resourceTypes.length === 0,
    `config.recordingFrequency: ${otherFrequency}`,
    otherFrequency === "DAILY"
      ? "prompt evaluations: rules notice a change up to a day later (see --changes-per-day)"
      : "nothing",
    {
      config: {
        ...config,
        recordingFrequency: otherFrequency,
        // An empty override has to be of the other frequency as well.
        recordingOverride: { resourceTypes: [], frequency: config.recordingFrequency },
      },
    },
  );
  for (const type of types)
    offer(
      recorded && ![...config.excludedResourceTypes, ...config.recordingOverride.resourceTypes].includes(type),
      `config.excludedResourceTypes with ${type}`,
      "the history of these resources, and their rules",
      { config: { ...config, excludedResourceTypes: [...config.excludedResourceTypes, type] } },
    );
  offer(config.rulesEnabled, "config.rulesEnabled: false", "the rules of AWS Config", {
    config: { ...config, rulesEnabled: false },
  });

  offer(guardduty.enabled, "guardduty.enabled: false", "threat detection", {
    guardduty: { ...guardduty, enabled: false },
  });
  for (const feature of guardduty.features)
    offer(guardduty.enabled, `guardduty.features without ${feature}`, "this protection plan", {
      guardduty: {
        ...guardduty,
        features: without(guardduty.features, feature),
        // Agents belong to RUNTIME_MONITORING.
        runtimeAgents: feature === "RUNTIME_MONITORING" ? [] : guardduty.runtimeAgents,
      },
    });
  offer(securityHub.enabled, "securityHub.enabled: false", "the checks of its standards", {
    securityHub: { ...securityHub, enabled: false },
  });
  offer(
    accessAnalyzer.unusedAccessAgeDays !== undefined,
    "accessAnalyzer.unusedAccessAgeDays unset",
    "findings of unused access",
    { accessAnalyzer: { ...accessAnalyzer, unusedAccessAgeDays: undefined } },
  );
  offer(
    dashboard.enabled && dashboard.logsInsightsEnabled,
    "dashboard.logsInsightsEnabled: false",
    "callers, regions, addresses and errors on the dashboard",
    { dashboard: { ...dashboard, logsInsightsEnabled: false } },
  );
  return changes;
}

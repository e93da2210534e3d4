import { AccessAnalyzerAlerts } from "../../capabilities/access-analyzer/alerts";
import { complianceChanges } from "../../capabilities/config/alerts";
import { chunkKeys } from "../../capabilities/config/compliance-change";
import { firstEvaluations } from "../../capabilities/config/first-evaluations";
import { standardRules } from "../../capabilities/config/rules";
import { isInstant } from "../../capabilities/detections/chosen";
import { failures } from "../../capabilities/forwarding/failures";
import { GuardDutyAlerts } from "../../capabilities/guardduty/alerts";
import { SecurityHubAlerts } from "../../capabilities/security-hub/alerts";
import { detections, severities, type Severity } from "../../detections";
import { eventRoute, ruleKey } from "../../detections/event-route";
import type { MonitoringSettings } from "../../settings";
import { addresses, type ResourceAddress } from "./addresses";
import { argumentOf } from "./blueprint";
import { defaults } from "./defaults";

/** A resource that belongs to the event rules, with its name in AWS. */
export interface OwnResource {
  readonly name: string;
  readonly address: ResourceAddress;
  /** Of a resource with `for_each`. */
  readonly key?: string;
}

/** An event rule that the monitoring can create. */
export interface OwnRule extends OwnResource {
  /** By their ids. */
  readonly targets: Readonly<Record<string, ResourceAddress>>;
  /** Whether it does with these settings. */
  readonly isCreated: boolean;
  /** As JSON, if no setting has a part in it. */
  readonly pattern?: string;
}

/** The settings that decide which event rules there are. */
type Settings = Pick<MonitoringSettings, "accessAnalyzer" | "config" | "detections" | "guardduty" | "securityHub">;

/** Every event rule that the monitoring can create. */
export function ownRules(settings: Settings): OwnRule[] {
  const { alerts } = settings.config;
  const optional = new Map([
    ["config-first-evaluation", alerts.firstEvaluations === "each"],
    ["config-compliant", alerts.compliant],
  ]);
  return [
    ...detections.flatMap((detection) =>
      Object.entries(eventRoute(detection).patterns).map(([filter, pattern]) => ({
        ...alertRule(addresses.detectionRules, ruleKey(detection.id, filter)),
        isCreated: isInstant(detection, settings.detections),
        pattern: JSON.stringify(pattern),
      })),
    ),
    ...Object.keys(complianceChanges).flatMap((change) =>
      groupsOf(change, settings).map((key) => ({
        ...alertRule(addresses.configAlerts, key),
        isCreated: optional.get(change) ?? true,
      })),
    ),
    ...groupsOf(firstEvaluations, settings).map((key) => ({
      address: addresses.firstEvaluations.rule,
      key,
      name: key,
      targets: { queue: addresses.firstEvaluations.target },
      isCreated: alerts.firstEvaluations === "summed",
    })),
    { ...alertRule(addresses.forwardingAlerts, failures), isCreated: true },
    ...findingRules(addresses.guardDutyAlerts, GuardDutyAlerts.severities, settings.guardduty),
    ...findingRules(addresses.securityHubAlerts, SecurityHubAlerts.severities, settings.securityHub),
    ...findingRules(addresses.analyzerAlerts, AccessAnalyzerAlerts.severities, settings.accessAnalyzer),
  ];
}

/** What the rules need: their role, the queues and the alarms. */
export function companions(settings: Settings): {
  readonly role: OwnResource;
  readonly queues: readonly OwnResource[];
  readonly alarms: readonly OwnResource[];
} {
  const { alertDelivery, firstEvaluations: first } = addresses;
  const isSummed = settings.config.alerts.firstEvaluations === "summed";
  const groups = isSummed ? groupsOf(firstEvaluations, settings) : [];
  const named = (address: ResourceAddress, argument = "name") => ({ address, name: argumentOf(address, argument) });
  return {
    role: named(alertDelivery.role),
    queues: [named(alertDelivery.queue), ...(groups.length > 0 ? [named(first.queue)] : [])],
    alarms: [
      named(alertDelivery.undelivered, "alarm_name"),
      named(alertDelivery.lost, "alarm_name"),
      ...groups.map((key) => ({ address: first.alarm, key, name: key })),
    ],
  };
}

/** What has to be read in detail: of what exists, what can be ours. */
export const canBeOurs = {
  get rule() {
    return isOneOf(ownRules(defaults));
  },
  get alarm() {
    return isOneOf(companions(defaults).alarms);
  },
};

/** Whether a name is one of these, or one of its further groups: `config-noncompliant-2`. */
function isOneOf(resources: readonly OwnResource[]): (name: string) => boolean {
  const names = new Set(resources.map(({ name }) => name));
  return (name) => names.has(name) || names.has(name.replace(/-\d+$/, ""));
}

function alertRule({ rule, people }: { rule: ResourceAddress; people: ResourceAddress }, key: string) {
  return { address: rule, key, name: key, targets: { people } };
}

/** The keys of the event rules for the rules of AWS Config, in groups that event patterns have room for. */
function groupsOf(key: string, { config }: Settings): string[] {
  const { enabled, existingRecorder, rulesEnabled, rules, disabledRules, alerts } = config;
  if (!rulesEnabled || !(enabled || existingRecorder) || alerts.enabled === false) return [];
  const active = Object.keys({ ...standardRules, ...rules }).filter((name) => !disabledRules.includes(name));
  return chunkKeys(active.length, key);
}

function findingRules(
  at: Parameters<typeof alertRule>[0],
  severityOf: Readonly<Record<string, Severity>>,
  { enabled, alerts }: { enabled: boolean; alerts: { enabled?: boolean | undefined; severity: Severity } },
): OwnRule[] {
  return Object.entries(severityOf).map(([key, severity]) => ({
    ...alertRule(at, key),
    isCreated: (alerts.enabled ?? enabled) && severities.indexOf(severity) >= severities.indexOf(alerts.severity),
  }));
}

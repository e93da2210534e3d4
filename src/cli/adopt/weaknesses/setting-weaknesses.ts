import { standardRules } from "../../../capabilities/config/rules";
import { detections } from "../../../detections";
import { monitoringSettings } from "../../../settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../../terraform/json-schema";
import { parseArn } from "../../arn";
import { alarmDefaults } from "../catalogue";
import { defaults } from "../defaults";

/** A setting or an existing resource with which less is recorded, retained or notified than by default, or that is open to others. */
export interface Weakness {
  /** A setting, or a resource. */
  readonly subject: string;
  readonly found: unknown;
  readonly defaultValue?: unknown;
  readonly impact: string;
}

/** What the comparison of a value needs. */
interface Context {
  readonly defaultValue: unknown;
  /** The other settings of its group, defaults included. */
  readonly siblings: Readonly<Record<string, unknown>>;
  readonly account: string;
}

/** Whether a value is weaker than the default. */
type IsWeaker = (value: unknown, around: Context) => boolean;

export const never: IsWeaker = () => false;
/** By default there is none, and each entry omits something. */
const whenSet: IsWeaker = (value) => !Array.isArray(value) || value.length > 0;
const whenOff: IsWeaker = (value) => value === false;
const whenOn: IsWeaker = (value) => value === true;
const whenLess: IsWeaker = (value, { defaultValue }) => Number(value) < Number(defaultValue);
const whenMore: IsWeaker = (value, { defaultValue }) => Number(value) > Number(defaultValue);

/**
 * What the schema does not say, by setting; `*` stands for any name in a map. The name of a group covers all its settings.
 * Recipients by e-mail, https, queue or function are a question about the topic, and neither weaker nor stronger.
 */
export const declared: Readonly<Record<string, IsWeaker>> = {
  namePrefix: never,
  tags: never,
  checkExisting: never,
  "alerts.topicName": never,
  "alerts.emails": never,
  "alerts.emailsByName": never,
  "alerts.httpsEndpoints": never,
  "alerts.chat": never,
  "alerts.machines": never,
  "alerts.existingTopicKeys": never,
  "trail.name": never,
  "trail.objectLock": never,
  "trail.s3DataEvents": never,
  "trail.logGroupName": never,
  "trail.existingLogGroup": never,
  "trail.deliveryRoleName": never,
  "config.recorderName": never,
  "config.existingRecorder": never,
  "config.excludedResourceTypes": whenSet,
  "config.recordingOverride.resourceTypes": (types, { siblings }) =>
    (types as string[]).length > 0 && siblings["frequency"] === "DAILY",
  "config.rules.*.identifier": never,
  "config.rules.*.unlisted": never,
  "config.rules.*.description": never,
  // The standard rules have none, so nothing is exempt.
  "config.rules.*.inputParameters": whenSet,
  // No slower than AWS's own once a day.
  "config.rules.*.maximumExecutionFrequency": never,
  "config.rules.*.scope": whenSet,
  "config.disabledRules": (names, { siblings }) =>
    (names as string[]).some((name) => !isReplaced(name, siblings["rules"])),
  "config.alerts.enabled": whenOff,
  // It decides on the topic, and omits nothing.
  "config.alerts.severity": never,
  "config.alerts.firstEvaluations": (word) => word === "off",
  "config.alerts.compliant": never,
  ...Object.fromEntries(
    ["trail", "config", "accessLogs", "guardduty"].flatMap((bucket) => [
      [`${bucket}.bucketName`, never],
      [`${bucket}.existingBucket`, never],
      [`${bucket}.transitions`, never],
      [`${bucket}.forceDestroyBucket`, whenOn],
    ]),
  ),
  "detections.metricNamespace": never,
  "detections.packs": never,
  "detections.disabled": whenSet,
  "detections.overrides.*.severity": never,
  "detections.overrides.*.threshold": whenMore,
  // A longer period notifies later; in a shorter one fewer events add up.
  "detections.overrides.*.periodSeconds": (seconds, { defaultValue, siblings }) =>
    Number(seconds) > Number(defaultValue) ||
    (Number(seconds) < Number(defaultValue) && Number(siblings["threshold"]) > 1),
  "detections.overrides.*.evaluationPeriods": whenMore,
  "detections.overrides.*.actionsEnabled": whenOff,
  "detections.overrides.*.except": whenSet,
  "detections.custom": never,
  "detections.instantInclude": never,
  "detections.instantDisabled": whenSet,
  "detections.deployerRoleArn": whenSet,
  // By default there is no detector, so that with one more is detected, whatever its settings.
  "guardduty.enabled": never,
  "guardduty.features": never,
  "guardduty.runtimeAgents": never,
  "guardduty.unavailableFeatures": never,
  "guardduty.findingPublishingFrequency": (word) => word !== "FIFTEEN_MINUTES",
  "guardduty.exportFindings": never,
  "guardduty.alerts.enabled": whenOff,
  "guardduty.alerts.updates": never,
  "evidence.retain": never,
  // By default no further region is monitored.
  regions: never,
  // By default it is this account alone that is monitored.
  organization: never,
  "trail.organizationTrailName": never,
  "trail.besideOrganization": never,
  account: never,
  accessAnalyzer: never,
  "securityHub.enabled": never,
  // Which controls are disabled is not read, and so never set.
  "securityHub.disabledControls": never,
  "securityHub.enabledControls": never,
  "securityHub.aggregator": never,
  "securityHub.alerts.enabled": whenOff,
  // By default there is none.
  dashboard: never,
  // By default nothing is repaired, so that with each mode more is.
  "remediation.modes": never,
  "remediation.runbooks.*.rule": never,
  "remediation.runbooks.*.document": never,
  "remediation.runbooks.*.parameters": never,
  "remediation.runbooks.*.mode": never,
  // As of the alerts of rules.
  "remediation.runbooks.*.severity": never,
  // Which resources have such a tag already is not read.
  "remediation.exemptTag": never,
  "remediation.only": whenSet,
  "remediation.never": whenSet,
  "remediation.repairsPerHour": whenLess,
  // It decides when, and not how often.
  "remediation.sweepHour": never,
  // AWS's own policies are as good as the account's.
  "remediation.permissionsBoundary.arn": (arn, { account }) =>
    ![account, "aws"].includes(parseArn(String(arn)).account),
  "remediation.bucketName": never,
  "remediation.transitions": never,
  "remediation.forceDestroyBucket": whenOn,
  // By default there is no lock, so that with one files are retained for longer.
  "remediation.objectLock": never,
  // By default nothing can be queried, and what can be is recorded and retained all the same.
  athena: never,
  savedQueries: never,
};

/** The comparison that follows from the schema of a setting. */
function derived(schema: JsonSchema, name: string): IsWeaker | undefined {
  const { default: defaultValue, enum: words } = schema;
  switch (kindOf(schema)) {
    case "bool":
      return defaultValue === true ? whenOff : undefined;
    case "number":
      return name.endsWith("Days") ? whenLess : undefined;
    case "list":
      return Array.isArray(defaultValue) && defaultValue.length > 0
        ? (value) => !defaultValue.every((entry) => (value as unknown[]).includes(entry))
        : undefined;
    case "string":
      if (isArn(schema)) return (arn, { account }) => parseArn(String(arn)).account !== account;
      if (!words || defaultValue === undefined) return undefined;
      // How often, the most often first; or from which severity on, the lowest first.
      return words.at(-1) === defaultValue
        ? never
        : (word) => words.indexOf(word as string) > words.indexOf(defaultValue as string);
    default:
      return undefined;
  }
}

/** How a setting is compared with its default; undefined if nothing says so. */
export function comparisonOf(path: readonly string[], schema: JsonSchema): IsWeaker | undefined {
  const group = path.findIndex((_, index) => Object.hasOwn(declared, path.slice(0, index + 1).join(".")));
  return group >= 0 ? declared[path.slice(0, group + 1).join(".")] : derived(schema, path.at(-1)!);
}

/** A setting: its name, its schema and its default. */
interface SettingLocation {
  readonly name: string;
  /** With `*` for any name in a map. */
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  readonly description: string;
  readonly defaultValue: unknown;
}

const root: SettingLocation = {
  name: "",
  path: [],
  schema: jsonSchemaOf(monitoringSettings),
  description: "",
  defaultValue: {
    ...defaults,
    detections: {
      ...defaults.detections,
      overrides: Object.fromEntries(detections.map((detection) => [detection.id, alarmDefaults(detection)])),
    },
  },
};

/** Every setting with which less is recorded, retained or notified than by default, or that names another account. */
export function weakerSettings(settings: object, account: string): Weakness[] {
  return valuesIn(settings, root).flatMap(({ value, at, siblings }) => {
    const { name: subject, path, schema, description, defaultValue } = at;
    if (!comparisonOf(path, schema)?.(value, { defaultValue, siblings, account })) return [];
    const impact = isArn(schema) ? foreign(parseArn(String(value)).account) : description;
    return [{ subject, found: value, defaultValue, impact }];
  });
}

function valuesIn(
  group: object,
  location: SettingLocation,
): { value: unknown; at: SettingLocation; siblings: Context["siblings"] }[] {
  const siblings = { ...(location.defaultValue as object | undefined), ...group };
  return Object.entries(group).flatMap(([name, value]) => {
    const at = within(location, name);
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    return isGroup ? valuesIn(value as object, at) : [{ value, at, siblings }];
  });
}

function within(
  { schema, path, name: group, description, defaultValue }: SettingLocation,
  name: string,
): SettingLocation {
  const isMap = kindOf(schema) === "map";
  const inner = isMap ? (schema.additionalProperties as JsonSchema) : schema.properties![name]!;
  const known = (defaultValue ?? {}) as Readonly<Record<string, unknown>>;
  return {
    name: group === "" ? name : `${group}.${name}`,
    path: [...path, isMap ? "*" : name],
    schema: inner,
    description: inner.description ?? description,
    defaultValue: Object.hasOwn(known, name) ? known[name] : undefined,
  };
}

function isArn({ pattern }: JsonSchema): boolean {
  return pattern?.startsWith("^arn:") ?? false;
}

/** The impact of a resource of another account. */
export function foreign(account: string): string {
  return `${account === "" ? "another account" : `account ${account}`} owns it, and can read, change and delete it`;
}

/** Whether one of the rules is the same managed rule as a standard rule. */
function isReplaced(name: string, rules: unknown): boolean {
  const { identifier } = standardRules[name]!;
  return Object.values((rules ?? {}) as Record<string, { identifier: string }>).some(
    (rule) => rule.identifier === identifier,
  );
}

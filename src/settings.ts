import { z } from "zod";
import { accessAnalyzerSettings } from "./capabilities/access-analyzer/settings";
import { accessLogsSettings } from "./capabilities/access-logs/settings";
import { accountSettings } from "./capabilities/account/settings";
import { alertsSettings } from "./capabilities/alerts/settings";
import { athenaSettings } from "./capabilities/athena/settings";
import { configSettings } from "./capabilities/config/settings";
import { dashboardSettings } from "./capabilities/dashboard/settings";
import { detectionsSettings } from "./capabilities/detections/settings";
import { encryptionSettings } from "./capabilities/encryption/settings";
import { evidenceSettings } from "./capabilities/evidence/settings";
import { guardDutySettings } from "./capabilities/guardduty/settings";
import { organizationSettings } from "./capabilities/organization/settings";
import { remediationSettings } from "./capabilities/remediation/settings";
import { savedQueriesSettings } from "./capabilities/saved-queries/settings";
import { securityHubSettings } from "./capabilities/security-hub/settings";
import { hasPrefix } from "./capabilities/shared/settings";
import { trailSettings } from "./capabilities/trail/settings";
import { problemsOfRegions } from "./region-problems";
import { problemsOfRemediation } from "./remediation-problems";
import { check, InputError, type Problem } from "./terraform/parse";
import { isReference } from "./terraform/reference";
import { bounded, flag, group, regionName, tagMap, uniqueList } from "./terraform/schema";

/**
 * All settings of the monitoring, in groups. Each group is one variable of the module.
 * Inputs of capabilities are taken from their own schemas, so that no default and no limit is written twice.
 */
export const monitoringSettings = group({
  namePrefix: bounded(
    0,
    20,
    /^([a-z][a-z0-9]*(-[a-z0-9]+)*-?)?$/,
    "at most 20 lower-case letters, digits and single hyphens, starting with a letter",
  )
    .default("")
    .describe(
      "Prefix of every name, so that two instances do not collide. A second instance in a region also needs `config.existingRecorder`, a second one in an account `config.existingRole`.",
    ),
  tags: tagMap()
    .default({})
    .describe("Tags of every resource that can have tags. AWS allows 50, the provider's default tags included."),
  checkExisting: flag()
    .default(false)
    .describe(
      "Whether Terraform checks existing resources, and warns if they do not meet the requirements of the monitoring. While it is enabled, no plan is empty, because Terraform reads the checked resources in every apply: enable it temporarily.",
    ),
  regions: uniqueList(regionName())
    .default([])
    .describe(
      "Further regions to monitor. AWS Config, GuardDuty, Security Hub and Access Analyzer, as far as they are enabled, are set up in each, and its events are forwarded. A stack does so by itself; callers of the module call its nested module `regional` for each, with a provider of the region.",
    ),
  organization: organizationSettings,
  alerts: alertsSettings,
  trail: trailSettings,
  config: configSettings,
  accessLogs: accessLogsSettings,
  detections: detectionsSettings,
  guardduty: guardDutySettings,
  encryption: encryptionSettings,
  evidence: evidenceSettings,
  account: accountSettings,
  securityHub: securityHubSettings,
  accessAnalyzer: accessAnalyzerSettings,
  remediation: remediationSettings,
  dashboard: dashboardSettings,
  athena: athenaSettings,
  savedQueries: savedQueriesSettings,
});

export type MonitoringSettings = z.output<typeof monitoringSettings>;

/** {@link MonitoringSettings} as a user writes them: everything can be omitted. */
export type MonitoringProps = z.input<typeof monitoringSettings>;

/** The settings of names that `namePrefix` applies to. */
export const prefixedSettings = Object.entries(monitoringSettings.shape).flatMap(([group, schema]) =>
  Object.entries<z.ZodType>(schema instanceof z.ZodPrefault ? schema.unwrap().shape : {})
    .filter(([, rule]) => hasPrefix(rule))
    .map(([setting, rule]) => ({ group, setting, rule })),
);

/** Every name that the prefix applies to, even if the rest of the settings is wrong. */
function namesOf(
  settings: Partial<Record<string, unknown>>,
): { path: string; name: unknown; rule: z.ZodType; isName?: boolean }[] {
  return prefixedSettings.flatMap(({ group, setting, rule }) => {
    const path = `${group}.${setting}`;
    const value = ((settings[group] ?? {}) as Partial<Record<string, unknown>>)[setting];
    const inner = rule instanceof z.ZodDefault ? rule.unwrap() : rule;
    // With its prefix a name keeps the rule it has without.
    if (!(inner instanceof z.ZodRecord)) return [{ path, name: value, rule }];
    const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
    return names.map((name) => ({ path: `${path}.${name}`, name, rule: inner.keyType as z.ZodType, isName: true }));
  });
}

/** A resource gets the provider's tags as well, but each key once. */
function problemsOfAllTags(
  { tags, provider }: Partial<Record<string, unknown>>,
  known: ReadonlySet<string>,
): Problem[] {
  const { defaultTags } = (provider ?? {}) as { defaultTags?: unknown };
  const isWrong = [...known].some((path) => /^(tags|provider\.defaultTags)\b/.test(path));
  if (isWrong || typeof tags !== "object" || typeof defaultTags !== "object" || isReference(tags)) return [];
  return check(tagMap(), { ...defaultTags, ...tags }).problems.map(({ path, message }) => ({
    path: path === "" ? "tags" : `tags.${path}`,
    message: `${message}, provider.defaultTags included`,
  }));
}

/**
 * Checks settings, every name with its prefix in front of it, and fills their defaults.
 *
 * @param mayRefer Whether they may contain references.
 * @throws {@link InputError} With every problem found.
 */
export function parseSettings<T extends typeof monitoringSettings>(
  schema: T,
  input: unknown,
  subject: string,
  mayRefer = true,
): z.output<T> {
  const { value, problems } = check(schema, input, mayRefer);
  const known = new Set(problems.map(({ path }) => path));
  const settings = (value ?? {}) as Partial<Record<string, unknown>>;
  const prefix = settings["namePrefix"];
  if (typeof prefix === "string" && prefix !== "" && !known.has("namePrefix")) {
    for (const { path, name, rule, isName } of namesOf(settings)) {
      if (typeof name !== "string" || known.has(path)) continue;
      problems.push(
        ...check(rule, prefix + name, mayRefer).problems.map(({ message }) => ({
          path,
          message: `${message}, namePrefix included`,
          isName,
        })),
      );
    }
  }
  problems.push(...problemsOfAllTags(settings, known));
  problems.push(...problemsOfRemediation(settings, known));
  problems.push(...problemsOfRegions(settings, known));
  if (problems.length > 0) throw new InputError(subject, problems);
  return value;
}

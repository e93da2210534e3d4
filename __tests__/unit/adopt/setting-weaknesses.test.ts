import { comparisonOf, declared, never, weakerSettings } from "../../../src/cli/adopt/weaknesses/setting-weaknesses";
import { monitoringSettings } from "../../../src/settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../../src/terraform/json-schema";

const account = "111122223333";

/** Every setting that holds a value, with `*` for any name in a map. */
function settingsIn(
  schema: JsonSchema,
  path: readonly string[] = [],
): { path: readonly string[]; schema: JsonSchema }[] {
  if (kindOf(schema) === "object")
    return Object.entries(schema.properties!).flatMap(([name, inner]) => settingsIn(inner, [...path, name]));
  return schema.additionalProperties ? settingsIn(schema.additionalProperties, [...path, "*"]) : [{ path, schema }];
}

const settings = settingsIn(jsonSchemaOf(monitoringSettings));

test("every setting has a comparison with its default", () => {
  const untold = settings.filter(({ path, schema }) => !comparisonOf(path, schema));
  expect(untold.map(({ path }) => path.join("."))).toEqual([]);
});

test("every declared comparison belongs to a setting", () => {
  const known = settings.map(({ path }) => `${path.join(".")}.`);
  expect(Object.keys(declared).filter((entry) => !known.some((path) => path.startsWith(`${entry}.`)))).toEqual([]);
});

const arn = (service: string, resource: string, owner: string) => `arn:aws:${service}:eu-west-1:${owner}:${resource}`;
const foreign = "999988887777";
const override = (change: object) => ({ "console-sign-in-failures": change });
const rule = (change: object) => ({ own: { identifier: "INCOMING_SSH_DISABLED", ...change } });

/** Of each setting that can be weaker: one that is, and one that is not. */
const examples: Readonly<Record<string, readonly [weaker: object, fine: object]>> = {
  "alerts.existingTopic.arn": [
    { existingTopic: { arn: arn("sns", "x", foreign) } },
    { existingTopic: { arn: arn("sns", "x", account) } },
  ],
  "alerts.topicsBySeverity.*.arn": [
    { topicsBySeverity: { high: { arn: arn("sns", "x", foreign) } } },
    { topicsBySeverity: { high: { arn: arn("sns", "x", account) } } },
  ],
  "alerts.recordTopic.arn": [
    { recordTopic: { arn: arn("sns", "x", foreign) } },
    { recordTopic: { arn: arn("sns", "x", account) } },
  ],
  "alerts.sqsQueues.*.arn": [
    { sqsQueues: { q: { arn: arn("sqs", "x", foreign) } } },
    { sqsQueues: { q: { arn: arn("sqs", "x", account) } } },
  ],
  "alerts.lambdaFunctions.*.arn": [
    { lambdaFunctions: { f: { arn: arn("lambda", "function:x", foreign) } } },
    { lambdaFunctions: { f: { arn: arn("lambda", "function:x", account) } } },
  ],
  "alerts.existingKey.arn": [
    { existingKey: { arn: arn("kms", "key/x", foreign) } },
    { existingKey: { arn: arn("kms", "key/x", account) } },
  ],
  "encryption.existingLogKey.arn": [
    { existingLogKey: { arn: arn("kms", "key/x", foreign) } },
    { existingLogKey: { arn: arn("kms", "key/x", account) } },
  ],
  "guardduty.existingKey.arn": [
    { existingKey: { arn: arn("kms", "key/x", foreign) } },
    { existingKey: { arn: arn("kms", "key/x", account) } },
  ],
  "guardduty.findingPublishingFrequency": [
    { findingPublishingFrequency: "SIX_HOURS" },
    { findingPublishingFrequency: "FIFTEEN_MINUTES" },
  ],
  "guardduty.expireAfterDays": [{ expireAfterDays: 2556 }, { expireAfterDays: 2557 }],
  "guardduty.expireNoncurrentAfterDays": [{ expireNoncurrentAfterDays: 1 }, { expireNoncurrentAfterDays: 91 }],
  "guardduty.forceDestroyBucket": [{ forceDestroyBucket: true }, { forceDestroyBucket: false }],
  "encryption.keyDeletionWindowDays": [{ keyDeletionWindowDays: 7 }, { keyDeletionWindowDays: 30 }],
  "config.existingRole.arn": [
    { existingRole: { arn: `arn:aws:iam::${foreign}:role/x` } },
    { existingRole: { arn: `arn:aws:iam::${account}:role/x` } },
  ],
  "trail.enabled": [{ enabled: false }, { enabled: true }],
  "config.enabled": [{ enabled: false }, { enabled: true }],
  "config.rulesEnabled": [{ rulesEnabled: false }, { rulesEnabled: true }],
  "config.recordsGlobalResources": [{ recordsGlobalResources: false }, { recordsGlobalResources: true }],
  "accessLogs.enabled": [{ enabled: false }, { enabled: true }],
  "detections.enabled": [{ enabled: false }, { enabled: true }],
  "evidence.deletionProtection": [{ deletionProtection: false }, { deletionProtection: true }],
  "trail.logRetentionDays": [{ logRetentionDays: 180 }, { logRetentionDays: 400 }],
  "trail.expireAfterDays": [{ expireAfterDays: 2556 }, { expireAfterDays: 36500 }],
  "trail.expireNoncurrentAfterDays": [{ expireNoncurrentAfterDays: 1 }, { expireNoncurrentAfterDays: 90 }],
  "trail.forceDestroyBucket": [{ forceDestroyBucket: true }, { forceDestroyBucket: false }],
  "config.expireAfterDays": [{ expireAfterDays: 2556 }, { expireAfterDays: 2557 }],
  "config.expireNoncurrentAfterDays": [{ expireNoncurrentAfterDays: 1 }, { expireNoncurrentAfterDays: 91 }],
  "config.forceDestroyBucket": [{ forceDestroyBucket: true }, { forceDestroyBucket: false }],
  "accessLogs.expireAfterDays": [{ expireAfterDays: 364 }, { expireAfterDays: 365 }],
  "accessLogs.expireNoncurrentAfterDays": [{ expireNoncurrentAfterDays: 1 }, { expireNoncurrentAfterDays: 91 }],
  "accessLogs.forceDestroyBucket": [{ forceDestroyBucket: true }, { forceDestroyBucket: false }],
  "config.recordingFrequency": [{ recordingFrequency: "DAILY" }, { recordingFrequency: "CONTINUOUS" }],
  "config.excludedResourceTypes": [{ excludedResourceTypes: ["AWS::S3::Bucket"] }, { excludedResourceTypes: [] }],
  "config.recordingOverride.resourceTypes": [
    { recordingOverride: { resourceTypes: ["AWS::EC2::Volume"], frequency: "DAILY" } },
    { recordingOverride: { resourceTypes: ["AWS::EC2::Volume"], frequency: "CONTINUOUS" } },
  ],
  "config.disabledRules": [
    { disabledRules: ["restricted-ssh"] },
    { disabledRules: ["restricted-ssh"], rules: rule({}) },
  ],
  "config.rules.*.inputParameters.*": [
    { rules: rule({ inputParameters: { exempt: "x" } }) },
    { rules: rule({ inputParameters: {} }) },
  ],
  "config.rules.*.scope.resourceTypes": [{ rules: rule({ scope: { resourceTypes: ["X"] } }) }, { rules: rule({}) }],
  "config.rules.*.scope.tagKey": [{ rules: rule({ scope: { tagKey: "X" } }) }, { rules: rule({}) }],
  "config.rules.*.scope.tagValue": [{ rules: rule({ scope: { tagValue: "X" } }) }, { rules: rule({}) }],
  "config.rules.*.scope.resourceId": [{ rules: rule({ scope: { resourceId: "X" } }) }, { rules: rule({}) }],
  "config.alerts.enabled": [{ alerts: { enabled: false } }, { alerts: { enabled: true } }],
  "config.alerts.firstEvaluations": [
    { alerts: { firstEvaluations: "off" } },
    // An alert for each is more than one for all.
    { alerts: { firstEvaluations: "each" } },
  ],
  "guardduty.alerts.enabled": [{ alerts: { enabled: false } }, { alerts: { enabled: true } }],
  "guardduty.alerts.severity": [{ alerts: { severity: "critical" } }, { alerts: { severity: "low" } }],
  "securityHub.alerts.enabled": [{ alerts: { enabled: false } }, { alerts: { enabled: true } }],
  "securityHub.alerts.severity": [{ alerts: { severity: "critical" } }, { alerts: { severity: "low" } }],
  "alerts.instant": [{ instant: false }, { instant: true }],
  "detections.include": [{ include: ["key-deletion"] }, { include: ["key-deletion", "root-account-usage"] }],
  "detections.disabled": [{ disabled: ["root-account-usage"] }, { disabled: [] }],
  "detections.instantSeverities": [
    { instantSeverities: ["critical"] },
    { instantSeverities: ["critical", "high", "low"] },
  ],
  "detections.instantDisabled": [{ instantDisabled: ["root-account-usage"] }, { instantDisabled: [] }],
  "detections.deployerRoleArn": [{ deployerRoleArn: "arn:aws:iam::111122223333:role/anybody" }, {}],
  "detections.overrides.*.threshold": [
    { overrides: override({ threshold: 1_000_000 }) },
    { overrides: override({ threshold: 1 }) },
  ],
  "detections.overrides.*.periodSeconds": [
    { overrides: override({ periodSeconds: 86400 }) },
    // With a threshold of one event a shorter period only notifies sooner.
    { overrides: override({ periodSeconds: 60, threshold: 1 }) },
  ],
  "detections.overrides.*.evaluationPeriods": [
    { overrides: override({ evaluationPeriods: 2 }) },
    { overrides: override({ evaluationPeriods: 1 }) },
  ],
  "detections.overrides.*.actionsEnabled": [
    { overrides: override({ actionsEnabled: false }) },
    { overrides: override({ actionsEnabled: true }) },
  ],
  "remediation.runbooks.*.roleArn": [
    { runbooks: { own: { roleArn: `arn:aws:iam::${foreign}:role/x`, severity: "low", mode: "automatic" } } },
    { runbooks: { own: { roleArn: `arn:aws:iam::${account}:role/x`, severity: "low", mode: "automatic" } } },
  ],
  "remediation.only": [{ only: ["sg-1"] }, { only: [], exemptTag: "Exempt" }],
  "remediation.never": [{ never: ["sg-1"] }, { never: [], modes: { "restricted-ssh": "propose" } }],
  "remediation.repairsPerHour": [{ repairsPerHour: 9 }, { repairsPerHour: 11, sweepHour: 0 }],
  "remediation.logRetentionDays": [{ logRetentionDays: 180 }, { logRetentionDays: 400 }],
  "remediation.permissionsBoundary.arn": [
    { permissionsBoundary: { arn: `arn:aws:iam::${foreign}:policy/x` } },
    { permissionsBoundary: { arn: `arn:aws:iam::${account}:policy/x` } },
  ],
  "remediation.expireAfterDays": [{ expireAfterDays: 2556 }, { expireAfterDays: 2557 }],
  "remediation.expireNoncurrentAfterDays": [{ expireNoncurrentAfterDays: 1 }, { expireNoncurrentAfterDays: 91 }],
  "remediation.forceDestroyBucket": [
    { forceDestroyBucket: true },
    { forceDestroyBucket: false, objectLock: { mode: "GOVERNANCE", days: 1 } },
  ],
  "securityHub.autoEnableControls": [{ autoEnableControls: false }, { autoEnableControls: true }],
  "securityHub.standards": [{ standards: ["cis-5.0"] }, { standards: ["cis-5.0", "fsbp"] }],
  "detections.overrides.*.except": [{ overrides: override({ except: "$.a = 1" }) }, { overrides: override({}) }],
};

test("there is an example of every setting that can be weaker", () => {
  const weighed = settings.filter(({ path, schema }) => comparisonOf(path, schema) !== never);
  expect(Object.keys(examples).sort()).toEqual(weighed.map(({ path }) => path.join(".")).sort());
});

test.each(Object.entries(examples))("%s is reported if it is weaker, and only then", (path, [weaker, fine]) => {
  const group = path.split(".")[0]!;
  const told = (values: object) =>
    weakerSettings({ [group]: values }, account).map(({ subject, impact }) => [subject, impact.length > 0]);
  const name = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("*", "[a-zA-Z-]+")}$`);
  expect(told(weaker)).toEqual([[expect.stringMatching(name), true]]);
  expect(told(fine)).toEqual([]);
});

test("a shorter period is weaker if the threshold is several events", () => {
  const overrides = override({ periodSeconds: 60 });
  expect(weakerSettings({ detections: { overrides } }, account)).toMatchObject([
    { subject: "detections.overrides.console-sign-in-failures.periodSeconds", found: 60, defaultValue: 300 },
  ]);
});

test("a permissions boundary of AWS's own is no weaker than one of the account", () => {
  const permissionsBoundary = { arn: "arn:aws:iam::aws:policy/PowerUserAccess" };
  expect(weakerSettings({ remediation: { permissionsBoundary } }, account)).toEqual([]);
});

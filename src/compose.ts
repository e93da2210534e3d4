import { AccessLogBucket } from "./capabilities/access-log-bucket";
import { AccessLogging } from "./capabilities/access-logging";
import { AccountPublicAccessBlock } from "./capabilities/account-public-access-block";
import { AlertKey } from "./capabilities/alert-key";
import { AlertSubscriptions } from "./capabilities/alert-subscriptions";
import { AlertTopic } from "./capabilities/alert-topic";
import { AuditTrail } from "./capabilities/audit-trail";
import { ConfigBucket } from "./capabilities/config-bucket";
import { ConfigRecorder } from "./capabilities/config-recorder";
import { ConfigRole } from "./capabilities/config-role";
import { ConfigRules } from "./capabilities/config-rules";
import { Detections } from "./capabilities/detections";
import { EbsEncryption } from "./capabilities/ebs-encryption";
import { EvidenceProtection } from "./capabilities/evidence-protection";
import { LogGroup } from "./capabilities/log-group";
import { LogGroupByPrefix } from "./capabilities/log-group-by-prefix";
import { LogKey } from "./capabilities/log-key";
import { ObjectLock } from "./capabilities/object-lock";
import { PasswordPolicy } from "./capabilities/password-policy";
import { SecurityContact } from "./capabilities/security-contact";
import { TrailBucket } from "./capabilities/trail-bucket";
import { composeExisting } from "./compose-existing";
import type { MonitoringSettings } from "./settings";
import type { Condition, Outlet } from "./terraform/outlet";

/** What the whole hands on, in the order a reader wants it. */
export const outputDescriptions = {
  topicArn: "ARN of the topic the alerts go to.",
  pendingSubscriptions: AlertSubscriptions.outputs.pendingSubscriptions,
  trailArn: "ARN of the trail; null if there is none.",
  trailBucketName: "Name of the bucket the trail delivers to.",
  logGroupName: "Name of the log group that gets the events of the trail.",
  alarmArns: "ARNs of the alarms.",
  configBucketName: "Name of the bucket AWS Config delivers to.",
  accessLogBucketName: "Name of the bucket with the access logs of the other two; null if there is none.",
  recorderName: "Name of the AWS Config recorder.",
  ruleNames: "Names of the AWS Config rules.",
  alertKeyArn: "ARN of the key that encrypts the topic.",
  logKeyArn: "ARN of the key that encrypts the trail, its log group and the AWS Config history.",
  requiredPolicies:
    "What the owner of each thing that is brought along must allow, as JSON to paste: trail_bucket, config_bucket, access_log_bucket, log_key, topic, alert_key. Empty where nothing is.",
} as const;

type ListName = "pendingSubscriptions" | "alarmArns" | "ruleNames";

/** What is left out, such as the trail where another one fills the log group, has no output; its lists are empty. */
export type MonitoringOutputs = {
  readonly [K in keyof typeof outputDescriptions]: K extends ListName
    ? string[]
    : K extends "requiredPolicies"
      ? Readonly<Record<string, string>>
      : K extends "topicArn"
        ? string
        : string | undefined;
};

/** Puts the capabilities together: the only place that knows more than one of them, and every choice between them. */
export function compose(outlet: Outlet, settings: MonitoringSettings): MonitoringOutputs {
  const { namePrefix, tags, alerts, trail, config, accessLogs, detections, encryption, evidence, account } = settings;
  const named = (name: string) => `${namePrefix}${name}`;
  const { keyDeletionWindowDays: deletionWindowDays } = encryption;

  // Alerts.
  const topicIsNew = outlet.named("topic_is_new", outlet.missing(alerts.existingTopic));
  const topicName = named(alerts.topicName);
  const alertKey = outlet.add(
    AlertKey,
    "alert_key",
    { alias: named("security-alerts"), deletionWindowDays, tags },
    outlet.all(topicIsNew, outlet.missing(alerts.existingKey)),
  );
  const alertKeyArn = outlet.either(alerts.existingKey, "arn", alertKey.keyArn);
  const alertTopic = outlet.add(
    AlertTopic,
    "alert_topic",
    {
      name: topicName,
      kmsKeyArn: alertKeyArn,
      tags,
    },
    topicIsNew,
  );
  const topicArn = outlet.either(alerts.existingTopic, "arn", alertTopic.topicArn);
  const { pendingSubscriptions } = outlet.add(AlertSubscriptions, "alert_subscriptions", {
    topicArn,
    topicIsNew: topicIsNew as boolean,
    emails: alerts.emails,
    emailsByName: alerts.emailsByName,
    httpsEndpoints: alerts.httpsEndpoints,
    sqsQueues: alerts.sqsQueues,
    lambdaFunctions: alerts.lambdaFunctions,
  });

  // One key for all that is kept.
  const hasTrail = outlet.named("has_trail", outlet.on(trail.enabled));
  const hasRecorder = outlet.named(
    "has_recorder",
    outlet.all(outlet.on(config.enabled), outlet.missing(config.existingRecorder)),
  );
  /** What is evidence is made where it is needed and nothing else is given, and stays where it is to be kept. */
  const evidenceIsNew = (name: (typeof evidence.keep)[number], needed: Condition, existing: object | undefined) =>
    outlet.named(
      `${name.replaceAll("-", "_")}_is_new`,
      outlet.any(outlet.all(needed, outlet.missing(existing)), outlet.includes(evidence.keep, name)),
    );
  const trailBucketIsNew = evidenceIsNew("trail-bucket", hasTrail, trail.existingBucket);
  const logGroupIsNew = evidenceIsNew("log-group", hasTrail, trail.existingLogGroup);
  const configBucketIsNew = evidenceIsNew("config-bucket", hasRecorder, config.existingBucket);
  const usesLogKey = outlet.named(
    "uses_log_key",
    outlet.any(hasTrail, hasRecorder, trailBucketIsNew, logGroupIsNew, configBucketIsNew),
  );
  const logKeyIsNew = evidenceIsNew("log-key", usesLogKey, encryption.existingLogKey);
  const logKey = outlet.add(
    LogKey,
    "log_key",
    {
      alias: named("security-logs"),
      trailName: named(trail.name),
      logGroupName: named(trail.logGroupName),
      deletionWindowDays,
      tags,
    },
    logKeyIsNew,
  );
  const logKeyArn = outlet.either(encryption.existingLogKey, "arn", logKey.keyArn);

  const bucketInputs = (settings: typeof trail | typeof config | typeof accessLogs, generatedName: string) => ({
    name: outlet.prefixed(namePrefix, settings.bucketName),
    generatedNamePrefix: named(generatedName),
    expireAfterDays: settings.expireAfterDays,
    expireNoncurrentAfterDays: settings.expireNoncurrentAfterDays,
    transitions: settings.transitions,
    forceDestroy: settings.forceDestroyBucket,
    tags,
  });

  // The audit trail.
  const trailBucket = outlet.add(
    TrailBucket,
    "trail_bucket",
    { ...bucketInputs(trail, "audit-trail-"), kmsKeyArn: logKeyArn, trailName: named(trail.name) },
    trailBucketIsNew,
  );
  const trailBucketName = outlet.either(trail.existingBucket, "name", trailBucket.bucketName);
  outlet.add(
    ObjectLock,
    "object_lock",
    trail.objectLock && { bucketName: trailBucketName, ...trail.objectLock },
    outlet.all(trailBucketIsNew, outlet.given(trail.objectLock)),
  );
  const logGroup = outlet.add(
    LogGroup,
    "log_group",
    { name: named(trail.logGroupName), retentionDays: trail.logRetentionDays, kmsKeyArn: logKeyArn, tags },
    logGroupIsNew,
  );
  const logGroupByPrefix = outlet.add(
    LogGroupByPrefix,
    "log_group_by_prefix",
    trail.existingLogGroup && { namePrefix: trail.existingLogGroup.namePrefix as string },
    outlet.named("finds_log_group", outlet.gives(trail.existingLogGroup, "namePrefix")),
  );
  const logGroupName = outlet.named(
    "log_group_name",
    outlet.foundOr(logGroupByPrefix.logGroupName, outlet.either(trail.existingLogGroup, "name", logGroup.logGroupName)),
  );
  const auditTrail = outlet.add(
    AuditTrail,
    "audit_trail",
    {
      name: named(trail.name),
      bucketName: trailBucketName,
      kmsKeyArn: logKeyArn,
      logGroupName: logGroupName,
      deliveryRoleName: named(trail.deliveryRoleName),
      tags,
    },
    hasTrail,
  );

  // AWS Config.
  const configRole = outlet.add(
    ConfigRole,
    "config_role",
    { tags },
    // The recorders of other regions may use it: it stays with what the one here collected.
    outlet.all(
      outlet.any(hasRecorder, outlet.includes(evidence.keep, "config-bucket")),
      outlet.missing(config.existingRole),
    ),
  );
  const configBucket = outlet.add(
    ConfigBucket,
    "config_bucket",
    { ...bucketInputs(config, "aws-config-"), kmsKeyArn: logKeyArn },
    configBucketIsNew,
  );
  const configBucketName = outlet.either(config.existingBucket, "name", configBucket.bucketName);
  const configRecorder = outlet.add(
    ConfigRecorder,
    "config_recorder",
    {
      name: named(config.recorderName),
      roleArn: outlet.either(config.existingRole, "arn", configRole.roleArn),
      bucketName: configBucketName,
      kmsKeyArn: logKeyArn,
      recordingFrequency: config.recordingFrequency,
      excludedResourceTypes: config.excludedResourceTypes,
      recordsGlobalResources: config.recordsGlobalResources,
      snapshotFrequency: config.snapshotFrequency,
    },
    hasRecorder,
  );
  const recorderName = outlet.either(config.existingRecorder, "name", configRecorder.recorderName);
  const configRules = outlet.add(
    ConfigRules,
    "config_rules",
    { namePrefix, recorderName: recorderName, rules: config.rules, disabledRules: config.disabledRules, tags },
    outlet.all(
      outlet.on(config.rulesEnabled),
      outlet.any(outlet.on(config.enabled), outlet.given(config.existingRecorder)),
    ),
  );

  // Who read what was collected.
  const logsAccesses = outlet.named(
    "logs_accesses",
    outlet.all(outlet.on(accessLogs.enabled), outlet.any(trailBucketIsNew, configBucketIsNew)),
  );
  const accessLogBucketIsNew = evidenceIsNew("access-log-bucket", logsAccesses, accessLogs.existingBucket);
  const sourceBucketArns = outlet.present(trailBucket.bucketArn, configBucket.bucketArn);
  const accessLogBucket = outlet.add(
    AccessLogBucket,
    "access_log_bucket",
    { ...bucketInputs(accessLogs, "access-logs-"), sourceBucketArns },
    accessLogBucketIsNew,
  );
  const accessLogBucketName = outlet.either(accessLogs.existingBucket, "name", accessLogBucket.bucketName);
  outlet.add(
    AccessLogging,
    "trail_access_logging",
    trailBucket.bucketName === undefined ? undefined : { bucketName: trailBucket.bucketName, accessLogBucketName },
    outlet.all(logsAccesses, trailBucketIsNew),
  );
  outlet.add(
    AccessLogging,
    "config_access_logging",
    configBucket.bucketName === undefined ? undefined : { bucketName: configBucket.bucketName, accessLogBucketName },
    outlet.all(logsAccesses, configBucketIsNew),
  );
  const protects = (isNew: Condition) => outlet.all(outlet.on(evidence.deletionProtection), isNew);
  outlet.add(EvidenceProtection, "evidence_protection", {
    resources: outlet.map({
      trail_bucket: [protects(trailBucketIsNew), trailBucket.bucketName],
      config_bucket: [protects(configBucketIsNew), configBucket.bucketName],
      access_log_bucket: [protects(accessLogBucketIsNew), accessLogBucket.bucketName],
      log_group: [protects(logGroupIsNew), logGroup.logGroupArn],
      log_key: [protects(logKeyIsNew), logKey.keyArn],
    }),
  });

  const requiredPolicies = composeExisting(outlet, settings, {
    hasTrail,
    hasRecorder,
    logsAccesses,
    usesLogKey,
    trailName: named(trail.name),
    newLogGroupName: named(trail.logGroupName),
    logGroupName,
    sourceBucketArns,
  });

  // The account.
  outlet.add(AccountPublicAccessBlock, "account_public_access_block", {}, outlet.on(account.blockPublicAccess));
  outlet.add(EbsEncryption, "ebs_encryption", {}, outlet.on(account.encryptEbsByDefault));
  outlet.add(PasswordPolicy, "password_policy", account.passwordPolicy, outlet.given(account.passwordPolicy));
  outlet.add(SecurityContact, "security_contact", account.securityContact, outlet.given(account.securityContact));

  // Detections.
  const alarms = outlet.add(
    Detections,
    "detections",
    {
      namePrefix,
      logGroupName: logGroupName,
      topicArn: topicArn,
      metricNamespace: detections.metricNamespace,
      topicsBySeverity: alerts.topicsBySeverity,
      packs: detections.packs,
      include: detections.include,
      disabled: detections.disabled,
      overrides: detections.overrides,
      custom: detections.custom,
      tags,
    },
    outlet.all(outlet.on(detections.enabled), outlet.any(hasTrail, outlet.given(trail.existingLogGroup))),
  );

  return {
    topicArn,
    pendingSubscriptions,
    trailArn: auditTrail.trailArn,
    trailBucketName,
    logGroupName,
    alarmArns: outlet.list(alarms.alarmArns),
    configBucketName,
    accessLogBucketName,
    recorderName,
    ruleNames: outlet.list(configRules.ruleNames),
    alertKeyArn,
    logKeyArn,
    requiredPolicies,
  };
}

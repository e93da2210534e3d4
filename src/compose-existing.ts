import { BucketCheck } from "./capabilities/bucket-check";
import { ExistingAccessLogBucket } from "./capabilities/existing-access-log-bucket";
import { ExistingAlertKey } from "./capabilities/existing-alert-key";
import { ExistingConfigBucket } from "./capabilities/existing-config-bucket";
import { ExistingLogKey } from "./capabilities/existing-log-key";
import { ExistingTopic } from "./capabilities/existing-topic";
import { ExistingTrailBucket } from "./capabilities/existing-trail-bucket";
import { KeyCheck } from "./capabilities/key-check";
import { LogGroupCheck } from "./capabilities/log-group-check";
import { RoleCheck } from "./capabilities/role-check";
import { TopicCheck } from "./capabilities/topic-check";
import type { MonitoringSettings } from "./settings";
import type { Condition, Outlet } from "./terraform/outlet";

/** What of the whole has to do with what exists already. */
interface Whole {
  readonly hasTrail: Condition;
  readonly hasRecorder: Condition;
  readonly logsAccesses: Condition;
  readonly usesLogKey: Condition;
  readonly trailName: string;
  readonly newLogGroupName: string;
  readonly logGroupName: string;
  readonly sourceBucketArns: string[];
}

/**
 * What the owner of each thing that is used instead of a new one must allow, and whether it looks as if they did. None of it
 * is ever changed.
 *
 * @returns The policies, by what they are the policy of.
 */
export function composeExisting(outlet: Outlet, settings: MonitoringSettings, whole: Whole): Record<string, string> {
  const { checkExisting, alerts, trail, config, accessLogs, encryption } = settings;
  const { trailName, sourceBucketArns } = whole;
  const used = (what: string, existing: object | undefined, by: Condition) =>
    outlet.named(`uses_existing_${what}`, outlet.all(by, outlet.given(existing)));
  const checked = (isUsed: Condition) => outlet.all(outlet.on(checkExisting), isUsed);

  // Buckets.
  const usesTrailBucket = used("trail_bucket", trail.existingBucket, whole.hasTrail);
  const usesConfigBucket = used("config_bucket", config.existingBucket, whole.hasRecorder);
  const usesAccessLogBucket = used("access_log_bucket", accessLogs.existingBucket, whole.logsAccesses);
  const trailBucket = outlet.add(
    ExistingTrailBucket,
    "existing_trail_bucket",
    trail.existingBucket && { bucketName: trail.existingBucket.name, trailName },
    usesTrailBucket,
  );
  const configBucket = outlet.add(
    ExistingConfigBucket,
    "existing_config_bucket",
    config.existingBucket && { bucketName: config.existingBucket.name },
    usesConfigBucket,
  );
  const accessLogBucket = outlet.add(
    ExistingAccessLogBucket,
    "existing_access_log_bucket",
    accessLogs.existingBucket && { bucketName: accessLogs.existingBucket.name, sourceBucketArns },
    usesAccessLogBucket,
  );
  for (const [requiredPolicy, { existingBucket }, writer, isUsed] of [
    ["trail_bucket", trail, "cloudtrail", usesTrailBucket],
    ["config_bucket", config, "config", usesConfigBucket],
    ["access_log_bucket", accessLogs, "logging.s3", usesAccessLogBucket],
  ] as const) {
    outlet.add(
      BucketCheck,
      `${requiredPolicy}_check`,
      existingBucket && { bucketName: existingBucket.name, writer, requiredPolicy },
      checked(isUsed),
    );
  }

  // Keys.
  const usesLogKey = used("log_key", encryption.existingLogKey, whole.usesLogKey);
  const usesAlertKey = outlet.given(alerts.existingKey);
  const logKey = outlet.add(
    ExistingLogKey,
    "existing_log_key",
    encryption.existingLogKey && {
      keyArn: encryption.existingLogKey.arn,
      trailName,
      logGroupName: whole.newLogGroupName,
    },
    usesLogKey,
  );
  const alertKey = outlet.add(
    ExistingAlertKey,
    "existing_alert_key",
    alerts.existingKey && { keyArn: alerts.existingKey.arn },
    usesAlertKey,
  );
  for (const [requiredPolicy, key, isUsed] of [
    ["log_key", encryption.existingLogKey, usesLogKey],
    ["alert_key", alerts.existingKey, usesAlertKey],
  ] as const) {
    outlet.add(KeyCheck, `${requiredPolicy}_check`, key && { keyArn: key.arn, requiredPolicy }, checked(isUsed));
  }

  // Topic, log group, role.
  const usesTopic = outlet.given(alerts.existingTopic);
  const topic = outlet.add(
    ExistingTopic,
    "existing_topic",
    alerts.existingTopic && { topicArn: alerts.existingTopic.arn },
    usesTopic,
  );
  outlet.add(
    TopicCheck,
    "topic_check",
    alerts.existingTopic && { topicArn: alerts.existingTopic.arn },
    checked(usesTopic),
  );
  outlet.add(
    LogGroupCheck,
    "log_group_check",
    { logGroupName: whole.logGroupName },
    checked(outlet.given(trail.existingLogGroup)),
  );
  outlet.add(
    RoleCheck,
    "config_role_check",
    config.existingRole && { roleArn: config.existingRole.arn },
    checked(outlet.all(whole.hasRecorder, outlet.given(config.existingRole))),
  );

  return outlet.map({
    trail_bucket: [usesTrailBucket, trailBucket.requiredPolicy],
    config_bucket: [usesConfigBucket, configBucket.requiredPolicy],
    access_log_bucket: [usesAccessLogBucket, accessLogBucket.requiredPolicy],
    log_key: [usesLogKey, logKey.requiredPolicy],
    topic: [usesTopic, topic.requiredPolicy],
    alert_key: [usesAlertKey, alertKey.requiredPolicy],
  });
}

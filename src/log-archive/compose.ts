import { ConfigBucket } from "../capabilities/config";
import { LogKey } from "../capabilities/encryption";
import { composeEvidence } from "../capabilities/evidence/compose";
import { ObjectLock } from "../capabilities/shared";
import { Composition } from "../capabilities/shared/composition";
import { TrailBucket } from "../capabilities/trail";
import type { ComposedModule } from "../terraform/module";
import type { Outlet } from "../terraform/outlet";
import { logArchiveSettings, type LogArchiveSettings } from "./settings";

const logArchiveOutputs = {
  trailBucketName: "Name of the bucket of the trails, for `trail.existing_bucket` of the monitoring.",
  configBucketName: "Name of the bucket of AWS Config, for `config.existing_bucket` of the monitoring.",
  logKeyArn: "ARN of the key of both, for `encryption.existing_log_key` of the monitoring.",
};

/** Composes what the monitoring of another account delivers to. */
function composeLogArchive(outlet: Outlet, settings: LogArchiveSettings) {
  const { namePrefix, tags, securityAccountId: accountId, keyDeletionWindowDays, trailBucket, configBucket } = settings;
  const composition = new Composition(outlet, {
    namePrefix,
    tags,
    checkExisting: false,
    encryption: { keyDeletionWindowDays },
    evidence: { retain: [] },
  });
  const organization = outlet.named(
    "organization",
    outlet.objectIf(settings.organization, ({ id, managementAccountId }) => ({
      id,
      managementAccountId,
      trailName: composition.named(settings.organizationTrailName),
      namePrefix,
    })),
  );
  const trailName = composition.named(settings.trailName);

  const { keyArn } = outlet.add(LogKey, "log_key", {
    alias: composition.named("security-logs"),
    trailName,
    logGroupName: composition.named(settings.logGroupName),
    organization,
    accountId,
    deletionWindowDays: keyDeletionWindowDays,
    tags,
  });
  const ofTrail = outlet.add(TrailBucket, "trail_bucket", {
    ...composition.bucketInputs(trailBucket, "audit-trail-"),
    kmsKeyArn: keyArn,
    trailName,
    organization,
    accountId,
  });
  outlet.addIf(outlet.isSet(trailBucket.objectLock), ObjectLock, "object_lock", () => ({
    bucketName: ofTrail.bucketName,
    ...trailBucket.objectLock!,
  }));
  const ofConfig = outlet.add(ConfigBucket, "config_bucket", {
    ...composition.bucketInputs(configBucket, "aws-config-"),
    kmsKeyArn: keyArn,
    organization,
    accountId,
  });
  composeEvidence(composition, settings.evidence, {
    trail_bucket: [true, ofTrail.bucketName],
    config_bucket: [true, ofConfig.bucketName],
    log_key: [true, keyArn],
  });
  return {
    trailBucketName: ofTrail.bucketName,
    configBucketName: ofConfig.bucketName,
    logKeyArn: keyArn,
  } satisfies Record<keyof typeof logArchiveOutputs, unknown>;
}

/** The nested module, for callers with a provider of the account. */
export const logArchiveModule: ComposedModule<typeof logArchiveSettings> = {
  module: "log-archive",
  summary:
    "The log archive of an organization, in an account of its own and the region of the monitoring: buckets of its trail and of AWS Config, and their key.",
  inputs: logArchiveSettings,
  outputs: logArchiveOutputs,
  compose: composeLogArchive,
};

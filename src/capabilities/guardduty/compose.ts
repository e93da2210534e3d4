import type { z } from "zod";
import type { Condition, Outlet } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import { BucketCheck } from "../shared/bucket-check";
import type { Composition, Evidence, RequiredPolicies } from "../shared/composition";
import { KeyCheck } from "../shared/key-check";
import { GuardDutyAlerts } from "./alerts";
import { GuardDutyBucket } from "./bucket";
import { GuardDutyDetector } from "./detector";
import { ExistingGuardDutyBucket } from "./existing-bucket";
import { ExistingGuardDutyKey } from "./existing-key";
import { GuardDutyExport } from "./export";
import { missingFeatures } from "./features";
import { GuardDutyKey } from "./key";
import { GuardDutyOrganization } from "./organization";
import type { guardDutySettings } from "./settings";

export const guardDutyOutputs = {
  guarddutyDetectorId: "ID of the GuardDuty detector; null if there is none.",
  guarddutyBucketName: "Name of the bucket that GuardDuty exports findings to; null if there is none.",
};

/** Which protection plans there are in a region that is not that of the settings: those of them that it has. */
export function regionalDetectorInputs(
  outlet: Outlet,
  { features, runtimeAgents }: Pick<z.output<typeof guardDutySettings>, "features" | "runtimeAgents">,
  region: string,
) {
  const unavailableFeatures = outlet.listOf(missingFeatures, region);
  return {
    features: outlet.without(features, unavailableFeatures, { prefix: "", unprefixed: features }),
    runtimeAgents,
    unavailableFeatures,
  };
}

export function composeGuardDuty(
  composition: Composition,
  settings: z.output<typeof guardDutySettings>,
  delivery: Delivery,
  inOrganization: Condition,
  furtherRegions: string[],
) {
  const { outlet, tags, deletionWindowDays } = composition;
  const { enabled, exportFindings, existingBucket, existingKey } = settings;

  const hasDetector = outlet.named(
    "has_guardduty_detector",
    outlet.any(enabled, composition.isRetained("guardduty-detector")),
  );
  const detector = outlet.addIf(hasDetector, GuardDutyDetector, "guardduty_detector", () => ({
    // Retained and not enabled it is suspended.
    enable: enabled,
    findingPublishingFrequency: settings.findingPublishingFrequency,
    features: settings.features,
    runtimeAgents: settings.runtimeAgents,
    unavailableFeatures: settings.unavailableFeatures,
    tags,
  }));

  outlet.addIf(outlet.all(enabled, inOrganization), GuardDutyOrganization, "guardduty_organization", () => ({
    detectorId: detector.detectorId!,
    features: settings.features,
    runtimeAgents: settings.runtimeAgents,
    unavailableFeatures: settings.unavailableFeatures,
  }));

  const exports = outlet.named("exports_findings", outlet.all(enabled, exportFindings));
  const bucketIsNew = composition.isNew("guardduty-bucket", exports, existingBucket);
  // The key is retained together with the bucket.
  const keyIsNew = outlet.named(
    "guardduty_key_is_new",
    outlet.any(outlet.all(exports, outlet.isUnset(existingKey)), composition.isRetained("guardduty-bucket")),
  );
  const key = outlet.addIf(keyIsNew, GuardDutyKey, "guardduty_key", () => ({
    alias: composition.named("guardduty-findings"),
    deletionWindowDays,
    furtherRegions,
    tags,
  }));
  const kmsKeyArn = outlet.existingOr(existingKey, "arn", key.keyArn);
  const bucket = outlet.addIf(bucketIsNew, GuardDutyBucket, "guardduty_bucket", () => ({
    ...composition.bucketInputs(settings, "guardduty-"),
    kmsKeyArn: kmsKeyArn!,
    furtherRegions,
  }));
  const guarddutyBucketName = outlet.existingOr(existingBucket, "name", bucket.bucketName);
  outlet.addIf(exports, GuardDutyExport, "guardduty_export", () => ({
    detectorId: detector.detectorId!,
    bucketName: guarddutyBucketName!,
    kmsKeyArn: kmsKeyArn!,
  }));

  const { alerts } = settings;
  const alertsFindings = outlet.named(
    "alerts_guardduty_findings",
    outlet.all(delivery.isEnabled, outlet.firstSet(alerts.enabled, enabled)),
  );
  const { eventRuleNames } = outlet.addIf(alertsFindings, GuardDutyAlerts, "guardduty_alerts", () => ({
    namePrefix: composition.named(""),
    ...delivery.inputs(),
    severity: alerts.severity,
    updates: alerts.updates,
    tags,
  }));

  const usesBucket = composition.usesExisting("guardduty_bucket", existingBucket, exports);
  const requiredOfBucket = outlet.addIf(usesBucket, ExistingGuardDutyBucket, "existing_guardduty_bucket", () => ({
    bucketName: existingBucket!.name,
    furtherRegions,
  }));
  outlet.addIf(composition.isChecked(usesBucket), BucketCheck, "guardduty_bucket_check", () => ({
    bucketName: existingBucket!.name,
    writer: "guardduty",
    requiredPolicy: "guardduty_bucket",
  }));
  const usesKey = composition.usesExisting("guardduty_key", existingKey, exports);
  const requiredOfKey = outlet.addIf(usesKey, ExistingGuardDutyKey, "existing_guardduty_key", () => ({
    keyArn: existingKey!.arn,
    furtherRegions,
  }));
  outlet.addIf(composition.isChecked(usesKey), KeyCheck, "guardduty_key_check", () => ({
    keyArn: existingKey!.arn,
    requiredPolicy: "guardduty_key",
  }));

  return {
    alertsFindings,
    eventRuleNames: outlet.orEmpty(eventRuleNames),
    outputs: { guarddutyDetectorId: detector.detectorId, guarddutyBucketName },
    bucket: { isNew: bucketIsNew, ...bucket },
    keyArn: kmsKeyArn,
    requiredPolicies: {
      guardduty_bucket: [usesBucket, requiredOfBucket.requiredPolicy],
      guardduty_key: [usesKey, requiredOfKey.requiredPolicy],
    } satisfies RequiredPolicies,
    evidence: {
      guardduty_detector: [hasDetector, detector.detectorId],
      guardduty_bucket: [bucketIsNew, bucket.bucketName],
      guardduty_key: [keyIsNew, key.keyArn],
    } satisfies Evidence,
  };
}

import { features, runtimeAgents, runtimeMonitoring } from "../../../capabilities/guardduty/features";
import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import { defaults } from "../defaults";
import { foreignOwnerOf } from "../foreign-owner";
import type { Detector } from "../inventory";

/**
 * The detector of GuardDuty. It is managed by choice only: GuardDuty is disabled by default, it costs money, and an organization often
 * manages it.
 */
export function adoptDetector(plan: AdoptionPlan): void {
  const { detector } = plan.inventory;
  if (!detector) return;
  const { id, administrator, tags } = detector;
  const owner = administrator
    ? `the account ${administrator}, which administers GuardDuty`
    : foreignOwnerOf({ name: "", tags });
  if (owner) {
    plan.skip("detector", id, `it belongs to ${owner}: leave guardduty.enabled disabled`);
    return;
  }
  if (plan.choiceOrDefault("detector", ["none", "manage"]) === "none") {
    plan.skip("detector", id, "GuardDuty is disabled by default; --choose detector=manage adopts it");
    return;
  }
  plan.findings.push({ kind: "detector", id, mode: "manage", reason: "chosen" });
  manageDetector(plan, detector);
}

function manageDetector(plan: AdoptionPlan, detector: Detector): void {
  const known = (name: string) => detector.features.find((feature) => feature.name === name);
  const { guardduty } = defaults;
  plan.import(addresses.detector, detector.id);
  plan.recordTags(addresses.detector, detector.tags);
  plan.set("guardduty.enabled", true);
  plan.set("guardduty.findingPublishingFrequency", detector.frequency, guardduty.findingPublishingFrequency);
  plan.set(
    "guardduty.features",
    features.filter((name) => known(name)?.isEnabled),
    guardduty.features,
  );
  plan.set(
    "guardduty.unavailableFeatures",
    features.filter((name) => !known(name)),
    guardduty.unavailableFeatures,
  );
  const runtime = known(runtimeMonitoring);
  const agents = runtimeAgents.filter((agent) => runtime?.agents.includes(agent));
  if (runtime?.isEnabled) plan.set("guardduty.runtimeAgents", agents, guardduty.runtimeAgents);
  if (!detector.isEnabled) plan.change(addresses.detector, "is enabled", "a suspended detector detects nothing");
  const others = detector.features.filter(
    ({ name, isEnabled }) => isEnabled && /^(EKS_RUNTIME_MONITORING|AI_)/.test(name),
  );
  for (const { name } of others)
    plan.addNote(`The feature ${name} of the detector stays enabled; there is no setting for it.`);

  const { destination } = detector;
  if (!destination) return;
  const [, bucketName, prefix] = /:::([^/]+)\/?(.*)$/.exec(destination.arn) ?? [];
  if (!bucketName || prefix || !destination.keyArn) {
    plan.skip(
      "publishing destination",
      destination.id,
      `it exports to ${destination.arn}, and the settings know no folder`,
    );
    return;
  }
  plan.set("guardduty.exportFindings", true);
  plan.set("guardduty.existingBucket", { name: bucketName });
  plan.set("guardduty.existingKey", { arn: destination.keyArn });
  plan.import(addresses.destination, `${detector.id}:${destination.id}`);
}

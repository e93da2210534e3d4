import { partitions } from "../../terraform/aws/partitions";
import { invocation } from "../invocation";
import { AdoptionPlan, type Choices } from "./adoption-plan";
import { terraformTag } from "./foreign-owner";
import type { Inventory, LogGroup } from "./inventory";
import { noteLandingZones } from "./landing-zones";
import { decideAccessLogBucket, adoptAccessLogs } from "./resources/access-logs";
import { adoptAlertRules } from "./resources/alert-rules";
import { adoptAnalyzers } from "./resources/analyzers";
import { decideBucket, adoptBucket } from "./resources/bucket";
import { decideDeliveryRole, adoptDeliveryRole } from "./resources/delivery-role";
import { adoptDetections } from "./resources/detections";
import { adoptDetector } from "./resources/detector";
import { arnOf, customerKey, decideKey, adoptKey } from "./resources/keys";
import { decideLogGroup, adoptLogGroup } from "./resources/log-group";
import { decideRecorder, adoptConfigRole, adoptRecorder } from "./resources/recorder";
import { adoptRules } from "./resources/rules";
import { adoptSecurityHub } from "./resources/security-hub";
import { decideTopic, keyOfTopic, adoptTopic } from "./resources/topic";
import { decideTrail, logGroupInUse, adoptTrail } from "./resources/trail";
import { weakerSettings } from "./weaknesses/setting-weaknesses";

export type Adoption = Pick<
  AdoptionPlan,
  "findings" | "imports" | "settings" | "changes" | "weaker" | "notes" | "questions" | "errors"
>;

/**
 * What follows from what an account has and what was chosen: what is imported, with which settings, and what changes then.
 * All decisions come first, because keys, buckets and roles are shared; then what they mean for each resource.
 */
export function adopt(inventory: Inventory, choices: Choices): Adoption {
  const plan = new AdoptionPlan(inventory, choices);
  const trail = decideTrail(plan);
  const recorder = decideRecorder(plan);
  const topic = decideTopic(plan);

  const hasTrail = trail?.mode === "manage" || trail?.mode === "new";
  const logGroup = trail && hasTrail ? decideLogGroup(plan, trail) : undefined;
  const role = trail && hasTrail ? decideDeliveryRole(plan, trail) : undefined;
  const { channel } = inventory;
  const hasRecorder = recorder?.mode === "manage" || recorder?.mode === "new";
  const deliveriesTo = (name: string | undefined) =>
    inventory.trails.filter(({ bucketName }) => bucketName === name).length + (channel?.bucketName === name ? 1 : 0);
  const trailBucket = hasTrail
    ? decideBucket(plan, "trail", trail.resource?.bucketName, deliveriesTo(trail.resource?.bucketName))
    : undefined;
  const configBucket = hasRecorder
    ? decideBucket(plan, "config", channel?.bucketName, deliveriesTo(channel?.bucketName))
    : undefined;
  const accessLogBucket = decideAccessLogBucket(plan, [trailBucket, configBucket]);
  const logKey =
    hasTrail || hasRecorder
      ? decideKey(plan, "logs", [
          trail?.mode === "manage" ? trail.resource.kmsKeyArn : undefined,
          logGroup?.mode === "manage" ? logGroup.resource.kmsKeyArn : undefined,
          trailBucket?.mode === "manage"
            ? customerKey(inventory, trailBucket.resource.encryption?.kmsKeyId)
            : undefined,
          configBucket?.mode === "manage"
            ? customerKey(inventory, configBucket.resource.encryption?.kmsKeyId)
            : undefined,
          hasRecorder ? channel?.kmsKeyArn : undefined,
        ])
      : undefined;
  const alertKey = topic && topic.mode !== "use" ? decideKey(plan, "alerts", [keyOfTopic(plan, topic)]) : undefined;

  const keyArn = logKey ? arnOf(logKey) : "new";
  if (trail) adoptTrail(plan, trail, keyArn);
  if (trail && logGroup) adoptLogGroup(plan, logGroup, trail, keyArn);
  if (trail && role) adoptDeliveryRole(plan, role, trail);
  if (trailBucket) adoptBucket(plan, "trail", trailBucket, keyArn);
  if (recorder) adoptRecorder(plan, recorder, keyArn);
  if (recorder && hasRecorder) adoptConfigRole(plan, recorder);
  if (configBucket) adoptBucket(plan, "config", configBucket, keyArn);
  if (accessLogBucket) adoptAccessLogs(plan, accessLogBucket, { trail: trailBucket, config: configBucket });
  if (recorder && recorder.mode !== "none") adoptRules(plan);
  adoptSecurityHub(plan, recorder !== undefined && recorder.mode !== "none");
  if (logKey) {
    const { logsSuffix, configSuffix } = partitions[inventory.partition] ?? partitions["aws"]!;
    const services = [
      ...(hasTrail ? ["cloudtrail.amazonaws.com", `logs.${inventory.region}.${logsSuffix}`] : []),
      ...(hasRecorder ? [`config.${configSuffix}`] : []),
    ];
    adoptKey(plan, "logs", logKey, services);
  }
  if (topic) adoptTopic(plan, topic, alertKey);
  if (alertKey) adoptKey(plan, "alerts", alertKey, ["cloudwatch.amazonaws.com"]);
  const group: LogGroup | undefined =
    logGroup?.resource ?? (trail?.mode === "use" ? logGroupInUse(inventory, trail.resource) : undefined);
  if (trail && trail.mode !== "none") adoptDetections(plan, group, topic?.resource?.arn);

  adoptAnalyzers(plan);
  adoptDetector(plan);
  // After all that decides which rules there are.
  adoptAlertRules(plan, topic?.resource?.arn);

  if ([trailBucket, configBucket, accessLogBucket, logGroup, logKey].some((kept) => kept?.mode === "manage")) {
    plan.addNote(
      `From now on Terraform refuses every plan that would delete or replace the adopted buckets, the log group or their key, because evidence.deletionProtection is on. After the apply, ${invocation("leave")} removes this protection.`,
    );
  }
  noteLandingZones(plan);
  warnOfOtherStates(plan);
  plan.setCommonTags();
  plan.weaker.unshift(...weakerSettings(plan.settings, inventory.account));
  plan.rejectUnusedChoices();
  return plan;
}

/** Two states that manage one resource undo each other's changes. */
function warnOfOtherStates(plan: AdoptionPlan): void {
  const tags = plan.findTags(terraformTag);
  if (tags.length > 0) {
    plan.addNote(
      `According to their tags, Terraform already manages some of these resources (${[...new Set(tags)].join(", ")}): remove them from that state first, with \`terraform state rm\` or a removed block with destroy = false.`,
    );
  }
}

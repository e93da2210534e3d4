import { partitions } from "../../terraform/partitions";
import { invocation } from "../invocation";
import { Draft, type Choices } from "./draft";
import type { Inventory, LogGroup } from "./inventory";
import { decideAccessLogBucket, takeAccessLogs } from "./kinds/access-logs";
import { decideBucket, takeBucket } from "./kinds/bucket";
import { decideDeliveryRole, takeDeliveryRole } from "./kinds/delivery-role";
import { takeDetections } from "./kinds/detections";
import { arnOf, customerKey, decideKey, takeKey } from "./kinds/keys";
import { decideLogGroup, takeLogGroup } from "./kinds/log-group";
import { decideRecorder, takeConfigRole, takeRecorder } from "./kinds/recorder";
import { takeRules } from "./kinds/rules";
import { decideTopic, keyOfTopic, takeTopic } from "./kinds/topic";
import { decideTrail, logGroupInUse, takeTrail } from "./kinds/trail";
import { terraformTag } from "./owner";
import { weakerSettings } from "./weaker";

export type Adoption = Pick<
  Draft,
  "findings" | "imports" | "settings" | "changes" | "weaker" | "advice" | "questions" | "refusals"
>;

/**
 * What follows from what an account has and what was chosen: what is imported, with which settings, and what changes then.
 * First whose each thing will be, because keys, buckets and roles are shared; then what that means for each.
 */
export function adopt(inventory: Inventory, choices: Choices): Adoption {
  const draft = new Draft(inventory, choices);
  const trail = decideTrail(draft);
  const recorder = decideRecorder(draft);
  const topic = decideTopic(draft);

  const hasTrail = trail?.way === "manage" || trail?.way === "new";
  const logGroup = trail && hasTrail ? decideLogGroup(draft, trail) : undefined;
  const role = trail && hasTrail ? decideDeliveryRole(draft, trail) : undefined;
  const { channel } = inventory;
  const hasRecorder = recorder?.way === "manage" || recorder?.way === "new";
  const deliveriesTo = (name: string | undefined) =>
    inventory.trails.filter(({ bucketName }) => bucketName === name).length + (channel?.bucketName === name ? 1 : 0);
  const trailBucket = hasTrail
    ? decideBucket(draft, "trail", trail.thing?.bucketName, deliveriesTo(trail.thing?.bucketName))
    : undefined;
  const configBucket = hasRecorder
    ? decideBucket(draft, "config", channel?.bucketName, deliveriesTo(channel?.bucketName))
    : undefined;
  const accessLogBucket = decideAccessLogBucket(draft, [trailBucket, configBucket]);
  const logKey =
    hasTrail || hasRecorder
      ? decideKey(draft, "logs", [
          trail?.way === "manage" ? trail.thing.kmsKeyArn : undefined,
          logGroup?.way === "manage" ? logGroup.thing.kmsKeyArn : undefined,
          trailBucket?.way === "manage" ? customerKey(inventory, trailBucket.thing.encryption?.kmsKeyId) : undefined,
          configBucket?.way === "manage" ? customerKey(inventory, configBucket.thing.encryption?.kmsKeyId) : undefined,
          hasRecorder ? channel?.kmsKeyArn : undefined,
        ])
      : undefined;
  const alertKey = topic && topic.way !== "use" ? decideKey(draft, "alerts", [keyOfTopic(draft, topic)]) : undefined;

  const keyArn = logKey ? arnOf(logKey) : "new";
  if (trail) takeTrail(draft, trail, keyArn);
  if (trail && logGroup) takeLogGroup(draft, logGroup, trail, keyArn);
  if (trail && role) takeDeliveryRole(draft, role, trail);
  if (trailBucket) takeBucket(draft, "trail", trailBucket, keyArn);
  if (recorder) takeRecorder(draft, recorder, keyArn);
  if (recorder && hasRecorder) takeConfigRole(draft, recorder);
  if (configBucket) takeBucket(draft, "config", configBucket, keyArn);
  if (accessLogBucket) takeAccessLogs(draft, accessLogBucket, { trail: trailBucket, config: configBucket });
  if (recorder && recorder.way !== "none") takeRules(draft);
  if (logKey) {
    const { logsSuffix, configSuffix } = partitions[inventory.partition] ?? partitions["aws"]!;
    const services = [
      ...(hasTrail ? ["cloudtrail.amazonaws.com", `logs.${inventory.region}.${logsSuffix}`] : []),
      ...(hasRecorder ? [`config.${configSuffix}`] : []),
    ];
    takeKey(draft, "logs", logKey, services);
  }
  if (topic) takeTopic(draft, topic, alertKey);
  if (alertKey) takeKey(draft, "alerts", alertKey, ["cloudwatch.amazonaws.com"]);
  const group: LogGroup | undefined =
    logGroup?.thing ?? (trail?.way === "use" ? logGroupInUse(inventory, trail.thing) : undefined);
  if (trail && trail.way !== "none") takeDetections(draft, group, topic?.thing?.arn);

  if ([trailBucket, configBucket, accessLogBucket, logGroup, logKey].some((kept) => kept?.way === "manage")) {
    draft.advise(
      `From now on Terraform refuses every plan that would delete or replace the managed buckets, the log group or their key: evidence.deletionProtection is on, and once it was applied it takes ${invocation("leave")} to get past it.`,
    );
  }
  warnOfOtherStates(draft);
  draft.settleTags();
  draft.weaker.unshift(...weakerSettings(draft.settings, inventory.account));
  draft.refuseUnheard();
  return draft;
}

/** Two states that manage one thing undo each other's work. */
function warnOfOtherStates(draft: Draft): void {
  const tags = draft.taggedBy(terraformTag);
  if (tags.length > 0) {
    draft.advise(
      `Tags say that Terraform manages some of this already (${[...new Set(tags)].join(", ")}): take it out of that state first, with \`terraform state rm\` or a removed block with destroy = false.`,
    );
  }
}

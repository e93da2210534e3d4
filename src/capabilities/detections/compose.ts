import type { z } from "zod";
import { packs as allPacks } from "../../detections";
import type { Condition, Outlet } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import type { Composition } from "../shared/composition";
import { Detections } from "./detections";
import { DetectionRules } from "./rules";
import type { detectionsSettings } from "./settings";

export const detectionsOutputs = {
  alarmArns: "ARNs of the alarms.",
  eventPatterns: DetectionRules.outputs.eventPatterns,
};

/** Whether a detection is enabled whose events a trail records only if it is told to. */
export function needsDataEvents(
  outlet: Outlet,
  { enabled, packs, include, disabled }: z.output<typeof detectionsSettings>,
): Condition {
  const isChosen = allPacks.data.map(({ id }) =>
    outlet.all(
      outlet.any(outlet.includes(packs, "data"), outlet.includes(include, id)),
      outlet.not(outlet.includes(disabled, id)),
    ),
  );
  return outlet.all(enabled, outlet.any(...isChosen));
}

/** @param source Where the events come from, and where the alarms and the event rules publish to. */
export function composeDetections(
  composition: Composition,
  { enabled, metricNamespace, deployerRoleArn, ...chosen }: z.output<typeof detectionsSettings>,
  source: {
    readonly hasLogGroup: Condition;
    readonly logGroupName: string | undefined;
    readonly topicArn: string;
    readonly topicsBySeverity: z.input<typeof Detections.inputs>["topicsBySeverity"];
    readonly recordTopicArn: string | undefined;
    readonly chatTopicArn: string | undefined;
    readonly delivery: Delivery;
    /** What the monitoring consists of, by kind. */
    readonly ownNames: z.input<typeof Detections.inputs>["ownNames"];
    /** Remediations whose functions repair automatically, as a list or an expression for one. */
    readonly remediations?: z.input<typeof Detections.inputs>["remediations"];
  },
) {
  const { outlet, tags } = composition;
  const {
    hasLogGroup,
    logGroupName,
    topicArn,
    topicsBySeverity,
    recordTopicArn,
    chatTopicArn,
    delivery,
    ownNames,
    remediations,
  } = source;
  const namePrefix = composition.named("");
  const { alarmArns, detections } = outlet.addIf(outlet.all(enabled, hasLogGroup), Detections, "detections", () => ({
    namePrefix,
    logGroupName: logGroupName!,
    topicArn,
    metricNamespace,
    topicsBySeverity,
    ...chosen,
    ownNames,
    deployerRoleArn,
    alertsInstantly: delivery.isEnabled as boolean,
    recordTopicArn,
    chatTopicArn,
    remediations,
    tags,
  }));
  const hasRules = outlet.all(enabled, delivery.isEnabled);
  const { eventPatterns, eventRuleNames } = outlet.addIf(hasRules, DetectionRules, "detection_rules", () => ({
    ...delivery.inputs(),
    namePrefix,
    ...chosen,
    remediations,
    tags,
  }));
  return {
    shown: { detections, eventRuleNames: outlet.orEmpty(eventRuleNames) },
    outputs: { alarmArns: outlet.orEmpty(alarmArns), eventPatterns: outlet.coalesce(eventPatterns, "{}")! },
  };
}

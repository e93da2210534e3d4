import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import { Detections } from "./detections";
import type { detectionsSettings } from "./settings";

export const detectionsOutputs = { alarmArns: "ARNs of the alarms." };

/** @param source Where the events come from, and where the alarms publish to. */
export function composeDetections(
  composition: Composition,
  { enabled, ...settings }: z.output<typeof detectionsSettings>,
  source: {
    readonly hasLogGroup: Condition;
    readonly logGroupName: string | undefined;
    readonly topicArn: string;
    readonly topicsBySeverity: z.input<typeof Detections.inputs>["topicsBySeverity"];
  },
) {
  const { outlet, tags } = composition;
  const { hasLogGroup, logGroupName, topicArn, topicsBySeverity } = source;
  const { alarmArns } = outlet.addIf(outlet.all(enabled, hasLogGroup), Detections, "detections", () => ({
    namePrefix: composition.named(""),
    logGroupName: logGroupName!,
    topicArn,
    metricNamespace: settings.metricNamespace,
    topicsBySeverity,
    packs: settings.packs,
    include: settings.include,
    disabled: settings.disabled,
    overrides: settings.overrides,
    custom: settings.custom,
    tags,
  }));
  return { outputs: { alarmArns: outlet.orEmpty(alarmArns) } };
}

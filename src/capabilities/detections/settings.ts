import { flag, group } from "../../terraform/schema";
import { Detections } from "./detections";

export const detectionsSettings = group({
  enabled: flag().default(true).describe("Whether the metric filters, alarms and event rules are created."),
  metricNamespace: Detections.inputs.shape.metricNamespace,
  packs: Detections.inputs.shape.packs,
  include: Detections.inputs.shape.include,
  disabled: Detections.inputs.shape.disabled,
  overrides: Detections.inputs.shape.overrides,
  custom: Detections.inputs.shape.custom,
  deployerRoleArn: Detections.inputs.shape.deployerRoleArn,
  instantSeverities: Detections.inputs.shape.instantSeverities,
  instantInclude: Detections.inputs.shape.instantInclude,
  instantDisabled: Detections.inputs.shape.instantDisabled,
})
  .prefault({})
  .describe("Which events trigger an alert.");

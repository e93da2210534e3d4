import { flag, group } from "../../terraform/schema";
import { Detections } from "./detections";

export const detectionsSettings = group({
  enabled: flag().default(true).describe("Whether there are metric filters and alarms."),
  metricNamespace: Detections.inputs.shape.metricNamespace,
  packs: Detections.inputs.shape.packs,
  include: Detections.inputs.shape.include,
  disabled: Detections.inputs.shape.disabled,
  overrides: Detections.inputs.shape.overrides,
  custom: Detections.inputs.shape.custom,
})
  .prefault({})
  .describe("What sets off an alert.");

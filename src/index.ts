export {
  SecurityMonitoring,
  type SecurityMonitoringOutputs,
  type SecurityMonitoringProps,
} from "./security-monitoring";
export { ReadableStack } from "./terraform/readable-stack";
export { InputError, type Problem } from "./terraform/parse";

export * from "./topics";

export { detections, type Control, type Detection, type DetectionId } from "./detections";

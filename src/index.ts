export {
  SecurityMonitoring,
  type SecurityMonitoringOutputs,
  type SecurityMonitoringProps,
} from "./security-monitoring";
export { ReadableStack } from "./terraform/readable-stack";
export { InputError, type Problem } from "./terraform/schema";

export * from "./capabilities/access-logs";
export * from "./capabilities/account";
export * from "./capabilities/alerts";
export * from "./capabilities/config";
export * from "./capabilities/detections";
export * from "./capabilities/encryption";
export * from "./capabilities/evidence";
export * from "./capabilities/shared";
export * from "./capabilities/trail";

export { detections, type Control, type Detection, type DetectionId } from "./detections";

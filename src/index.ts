export {
  SecurityMonitoring,
  type SecurityMonitoringOutputs,
  type SecurityMonitoringProps,
} from "./security-monitoring";
export {
  RegionalMonitoring,
  type RegionalMonitoringOutputs,
  type RegionalMonitoringProps,
} from "./regional/regional-monitoring";
export {
  OrganizationManagement,
  type OrganizationManagementOutputs,
  type OrganizationManagementProps,
} from "./management/organization-management";
export {
  ManagementMonitoring,
  type ManagementMonitoringOutputs,
  type ManagementMonitoringProps,
} from "./management-monitoring/management-monitoring";
export { ReadableStack } from "./terraform/readable-stack";
export { InputError, type Problem } from "./terraform/parse";

export { customDetectionsOf, type CustomDetections } from "./custom-rules";

export * from "./topics";

export { detections, type Control, type Detection, type DetectionId } from "./detections";

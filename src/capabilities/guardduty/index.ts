export { GuardDutyAlerts, type GuardDutyAlertsOutputs, type GuardDutyAlertsProps } from "./alerts";
export { GuardDutyBucket, type GuardDutyBucketOutputs, type GuardDutyBucketProps } from "./bucket";
export { GuardDutyDetector, type GuardDutyDetectorOutputs, type GuardDutyDetectorProps } from "./detector";
export {
  ExistingGuardDutyBucket,
  type ExistingGuardDutyBucketOutputs,
  type ExistingGuardDutyBucketProps,
} from "./existing-bucket";
export { ExistingGuardDutyKey, type ExistingGuardDutyKeyOutputs, type ExistingGuardDutyKeyProps } from "./existing-key";
export { GuardDutyExport, type GuardDutyExportOutputs, type GuardDutyExportProps } from "./export";
export {
  GuardDutyGovernedDetector,
  type GuardDutyGovernedDetectorOutputs,
  type GuardDutyGovernedDetectorProps,
} from "./governed-detector";
export {
  GuardDutyOrganization,
  type GuardDutyOrganizationOutputs,
  type GuardDutyOrganizationProps,
} from "./organization";
export { GuardDutyKey, type GuardDutyKeyOutputs, type GuardDutyKeyProps } from "./key";

export {
  blockPublicAccess,
  undoBlock,
  type BucketAccess,
  type BucketChange,
  type BucketRepair,
  type PublicAccessBlock,
} from "./bucket";
export { remediationNames, remediations, type Grant, type Remediation, type RemediationName } from "./catalogue";
export { functionSettings, settingsVariable, sweepRequest, type FunctionSettings } from "./function-settings";
export { messageType, outcomes, type MessageDetail } from "./message";
export { recordKey, recordPrefix, undoRecord, type UndoRecord } from "./record";
export {
  closeToTheWorld,
  undoChanges,
  type GroupChange,
  type GroupRepair,
  type Permission,
  type SecurityGroupRule,
} from "./security-group";

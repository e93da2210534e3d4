export {
  blockPublicAccess,
  undoBlock,
  type BucketAccess,
  type BucketChange,
  type BucketRepair,
  type PublicAccessBlock,
} from "./bucket";
export {
  remediationNames,
  remediations,
  remediationsOfConfig,
  type Grant,
  type Remediation,
  type RemediationName,
} from "./catalogue";
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
export { planUndo, isSame, leadToTheSame, type Assessment, type Differences, type Logic, type Undo } from "./logic";
export { restrictedSsh } from "./restricted-ssh";
export { defaultGroupClosed, type DefaultGroupChange } from "./default-group";
export { publicBucket } from "./public-bucket";
export { everybody, publicSharing, type Sharing, type SharingChange } from "./sharing";
export { stoppedTrail, type TrailChange, type TrailLogging } from "./trail";
export { type SecurityGroup } from "./group-rules";
export { exemption } from "./exemption";
export { day, decide, hour, obstacles, repairsWithinHour, type Decision, type Situation } from "./decide";
export {
  commandOf,
  kindOf,
  messageAbout,
  messageAboutInput,
  messageAboutSweep,
  type Report,
  type SweepReport,
  type Where,
} from "./report";
export { inOneLine } from "./text";
export { callInWords, requestIn, type FunctionRequest, type Member } from "./request";

export {
  SecurityMonitoring,
  type SecurityMonitoringOutputs,
  type SecurityMonitoringProps,
} from "./security-monitoring";
export { ReadableStack } from "./terraform/readable-stack";
export { InputError, type Problem } from "./terraform/schema";

export {
  AccessLogBucket,
  type AccessLogBucketOutputs,
  type AccessLogBucketProps,
} from "./capabilities/access-logs/bucket";
export { AccessLogging, type AccessLoggingOutputs, type AccessLoggingProps } from "./capabilities/access-logs/logging";
export {
  AccountPublicAccessBlock,
  type AccountPublicAccessBlockOutputs,
  type AccountPublicAccessBlockProps,
} from "./capabilities/account/public-access-block";
export { AlertKey, type AlertKeyOutputs, type AlertKeyProps } from "./capabilities/alerts/key";
export {
  AlertSubscriptions,
  type AlertSubscriptionsOutputs,
  type AlertSubscriptionsProps,
} from "./capabilities/alerts/subscriptions";
export { AlertTopic, type AlertTopicOutputs, type AlertTopicProps } from "./capabilities/alerts/topic";
export { AuditTrail, type AuditTrailOutputs, type AuditTrailProps } from "./capabilities/trail/audit-trail";
export { BucketCheck, type BucketCheckOutputs, type BucketCheckProps } from "./capabilities/shared/bucket-check";
export { ConfigBucket, type ConfigBucketOutputs, type ConfigBucketProps } from "./capabilities/config/bucket";
export { ConfigRecorder, type ConfigRecorderOutputs, type ConfigRecorderProps } from "./capabilities/config/recorder";
export { ConfigRole, type ConfigRoleOutputs, type ConfigRoleProps } from "./capabilities/config/role";
export { ConfigRules, type ConfigRulesOutputs, type ConfigRulesProps } from "./capabilities/config/rules";
export { Detections, type DetectionsOutputs, type DetectionsProps } from "./capabilities/detections/detections";
export {
  EbsEncryption,
  type EbsEncryptionOutputs,
  type EbsEncryptionProps,
} from "./capabilities/account/ebs-encryption";
export {
  EvidenceProtection,
  type EvidenceProtectionOutputs,
  type EvidenceProtectionProps,
} from "./capabilities/evidence/protection";
export {
  ExistingAccessLogBucket,
  type ExistingAccessLogBucketOutputs,
  type ExistingAccessLogBucketProps,
} from "./capabilities/access-logs/existing-bucket";
export {
  ExistingAlertKey,
  type ExistingAlertKeyOutputs,
  type ExistingAlertKeyProps,
} from "./capabilities/alerts/existing-key";
export {
  ExistingConfigBucket,
  type ExistingConfigBucketOutputs,
  type ExistingConfigBucketProps,
} from "./capabilities/config/existing-bucket";
export {
  ExistingLogKey,
  type ExistingLogKeyOutputs,
  type ExistingLogKeyProps,
} from "./capabilities/encryption/existing-log-key";
export {
  ExistingTopic,
  type ExistingTopicOutputs,
  type ExistingTopicProps,
} from "./capabilities/alerts/existing-topic";
export {
  ExistingTrailBucket,
  type ExistingTrailBucketOutputs,
  type ExistingTrailBucketProps,
} from "./capabilities/trail/existing-bucket";
export { KeyCheck, type KeyCheckOutputs, type KeyCheckProps } from "./capabilities/shared/key-check";
export { LogGroup, type LogGroupOutputs, type LogGroupProps } from "./capabilities/trail/log-group";
export {
  LogGroupByPrefix,
  type LogGroupByPrefixOutputs,
  type LogGroupByPrefixProps,
} from "./capabilities/trail/log-group-by-prefix";
export {
  LogGroupCheck,
  type LogGroupCheckOutputs,
  type LogGroupCheckProps,
} from "./capabilities/trail/log-group-check";
export { LogKey, type LogKeyOutputs, type LogKeyProps } from "./capabilities/encryption/log-key";
export { ObjectLock, type ObjectLockOutputs, type ObjectLockProps } from "./capabilities/trail/object-lock";
export {
  PasswordPolicy,
  type PasswordPolicyOutputs,
  type PasswordPolicyProps,
} from "./capabilities/account/password-policy";
export { RoleCheck, type RoleCheckOutputs, type RoleCheckProps } from "./capabilities/config/role-check";
export {
  SecurityContact,
  type SecurityContactOutputs,
  type SecurityContactProps,
} from "./capabilities/account/security-contact";
export { TopicCheck, type TopicCheckOutputs, type TopicCheckProps } from "./capabilities/alerts/topic-check";
export { TrailBucket, type TrailBucketOutputs, type TrailBucketProps } from "./capabilities/trail/bucket";

export { detections, type Control, type Detection, type DetectionId } from "./detections";

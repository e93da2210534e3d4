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
} from "./capabilities/access-log-bucket";
export { AccessLogging, type AccessLoggingOutputs, type AccessLoggingProps } from "./capabilities/access-logging";
export {
  AccountPublicAccessBlock,
  type AccountPublicAccessBlockOutputs,
  type AccountPublicAccessBlockProps,
} from "./capabilities/account-public-access-block";
export { AlertKey, type AlertKeyOutputs, type AlertKeyProps } from "./capabilities/alert-key";
export {
  AlertSubscriptions,
  type AlertSubscriptionsOutputs,
  type AlertSubscriptionsProps,
} from "./capabilities/alert-subscriptions";
export { AlertTopic, type AlertTopicOutputs, type AlertTopicProps } from "./capabilities/alert-topic";
export { AuditTrail, type AuditTrailOutputs, type AuditTrailProps } from "./capabilities/audit-trail";
export { BucketCheck, type BucketCheckOutputs, type BucketCheckProps } from "./capabilities/bucket-check";
export { ConfigBucket, type ConfigBucketOutputs, type ConfigBucketProps } from "./capabilities/config-bucket";
export { ConfigRecorder, type ConfigRecorderOutputs, type ConfigRecorderProps } from "./capabilities/config-recorder";
export { ConfigRole, type ConfigRoleOutputs, type ConfigRoleProps } from "./capabilities/config-role";
export { ConfigRules, type ConfigRulesOutputs, type ConfigRulesProps } from "./capabilities/config-rules";
export { Detections, type DetectionsOutputs, type DetectionsProps } from "./capabilities/detections";
export { EbsEncryption, type EbsEncryptionOutputs, type EbsEncryptionProps } from "./capabilities/ebs-encryption";
export {
  EvidenceProtection,
  type EvidenceProtectionOutputs,
  type EvidenceProtectionProps,
} from "./capabilities/evidence-protection";
export {
  ExistingAccessLogBucket,
  type ExistingAccessLogBucketOutputs,
  type ExistingAccessLogBucketProps,
} from "./capabilities/existing-access-log-bucket";
export {
  ExistingAlertKey,
  type ExistingAlertKeyOutputs,
  type ExistingAlertKeyProps,
} from "./capabilities/existing-alert-key";
export {
  ExistingConfigBucket,
  type ExistingConfigBucketOutputs,
  type ExistingConfigBucketProps,
} from "./capabilities/existing-config-bucket";
export { ExistingLogKey, type ExistingLogKeyOutputs, type ExistingLogKeyProps } from "./capabilities/existing-log-key";
export { ExistingTopic, type ExistingTopicOutputs, type ExistingTopicProps } from "./capabilities/existing-topic";
export {
  ExistingTrailBucket,
  type ExistingTrailBucketOutputs,
  type ExistingTrailBucketProps,
} from "./capabilities/existing-trail-bucket";
export { KeyCheck, type KeyCheckOutputs, type KeyCheckProps } from "./capabilities/key-check";
export { LogGroup, type LogGroupOutputs, type LogGroupProps } from "./capabilities/log-group";
export {
  LogGroupByPrefix,
  type LogGroupByPrefixOutputs,
  type LogGroupByPrefixProps,
} from "./capabilities/log-group-by-prefix";
export { LogGroupCheck, type LogGroupCheckOutputs, type LogGroupCheckProps } from "./capabilities/log-group-check";
export { LogKey, type LogKeyOutputs, type LogKeyProps } from "./capabilities/log-key";
export { ObjectLock, type ObjectLockOutputs, type ObjectLockProps } from "./capabilities/object-lock";
export { PasswordPolicy, type PasswordPolicyOutputs, type PasswordPolicyProps } from "./capabilities/password-policy";
export { RoleCheck, type RoleCheckOutputs, type RoleCheckProps } from "./capabilities/role-check";
export {
  SecurityContact,
  type SecurityContactOutputs,
  type SecurityContactProps,
} from "./capabilities/security-contact";
export { TopicCheck, type TopicCheckOutputs, type TopicCheckProps } from "./capabilities/topic-check";
export { TrailBucket, type TrailBucketOutputs, type TrailBucketProps } from "./capabilities/trail-bucket";

export { detections, type Control, type Detection, type DetectionId } from "./detections";

export { SecurityMonitoring } from "./security-monitoring";
export type { MonitoringOutputs } from "./compose";
export type { MonitoringProps } from "./settings";
export { ReadableStack } from "./terraform/readable-stack";
export { InputError, type Problem } from "./terraform/schema";

export { AccessLogBucket } from "./capabilities/access-log-bucket";
export { AccessLogging } from "./capabilities/access-logging";
export { AccountPublicAccessBlock } from "./capabilities/account-public-access-block";
export { AlertKey } from "./capabilities/alert-key";
export { AlertSubscriptions } from "./capabilities/alert-subscriptions";
export { AlertTopic } from "./capabilities/alert-topic";
export { AuditTrail } from "./capabilities/audit-trail";
export { ConfigBucket } from "./capabilities/config-bucket";
export { ConfigRecorder } from "./capabilities/config-recorder";
export { ConfigRole } from "./capabilities/config-role";
export { ConfigRules } from "./capabilities/config-rules";
export { Detections } from "./capabilities/detections";
export { EbsEncryption } from "./capabilities/ebs-encryption";
export { EvidenceProtection } from "./capabilities/evidence-protection";
export { LogGroup } from "./capabilities/log-group";
export { LogKey } from "./capabilities/log-key";
export { ObjectLock } from "./capabilities/object-lock";
export { PasswordPolicy } from "./capabilities/password-policy";
export { SecurityContact } from "./capabilities/security-contact";
export { TrailBucket } from "./capabilities/trail-bucket";

export { detections, type Control, type Detection } from "./detections";

export { AuditTrail, type AuditTrailOutputs, type AuditTrailProps } from "./audit-trail";
export { TrailBucket, type TrailBucketOutputs, type TrailBucketProps } from "./bucket";
export { ExistingTrailBucket, type ExistingTrailBucketOutputs, type ExistingTrailBucketProps } from "./existing-bucket";
export { LogGroup, type LogGroupOutputs, type LogGroupProps } from "./log-group";
export { LogGroupByPrefix, type LogGroupByPrefixOutputs, type LogGroupByPrefixProps } from "./log-group-by-prefix";
export { LogGroupCheck, type LogGroupCheckOutputs, type LogGroupCheckProps } from "./log-group-check";
export { OrganizationTrail, type OrganizationTrailOutputs, type OrganizationTrailProps } from "./organization-trail";

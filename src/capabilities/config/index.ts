export { ConfigAggregator, type ConfigAggregatorOutputs, type ConfigAggregatorProps } from "./aggregator";
export { ConfigAlerts, type ConfigAlertsOutputs, type ConfigAlertsProps } from "./alerts";
export { ConfigBucket, type ConfigBucketOutputs, type ConfigBucketProps } from "./bucket";
export {
  ExistingConfigBucket,
  type ExistingConfigBucketOutputs,
  type ExistingConfigBucketProps,
} from "./existing-bucket";
export {
  ConfigFirstEvaluations,
  type ConfigFirstEvaluationsOutputs,
  type ConfigFirstEvaluationsProps,
} from "./first-evaluations";
export {
  OrganizationConfigRules,
  type OrganizationConfigRulesOutputs,
  type OrganizationConfigRulesProps,
} from "./organization-rules";
export { ConfigRecorder, type ConfigRecorderOutputs, type ConfigRecorderProps } from "./recorder";
export { ConfigRecorderRole, type ConfigRecorderRoleOutputs, type ConfigRecorderRoleProps } from "./recorder-role";
export { ConfigRole, type ConfigRoleOutputs, type ConfigRoleProps } from "./role";
export { RoleCheck, type RoleCheckOutputs, type RoleCheckProps } from "./role-check";
export { ConfigRules, type ConfigRulesOutputs, type ConfigRulesProps } from "./rules";
export { MemberRecorder, type MemberRecorderOutputs, type MemberRecorderProps } from "./member-recorder";

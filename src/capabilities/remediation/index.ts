export { RemediationAlerts, type RemediationAlertsOutputs, type RemediationAlertsProps } from "./alerts";
export { MemberRemediation, type MemberRemediationOutputs, type MemberRemediationProps } from "./member-remediation";
export { RemediationRecords, type RemediationRecordsOutputs, type RemediationRecordsProps } from "./records";
export { Remediations, type RemediationsOutputs, type RemediationsProps } from "./remediations";
export { RemediationStore, type RemediationStoreOutputs, type RemediationStoreProps } from "./store";

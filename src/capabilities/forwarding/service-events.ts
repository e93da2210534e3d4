/** What of a service is forwarded: everything that a rule of the home region may report. */
export const serviceEvents = {
  "access-analyzer": {
    source: ["aws.access-analyzer"],
    "detail-type": ["Access Analyzer Finding", "Internal Access Finding", "Unused Access Finding for IAM entities"],
  },
  config: {
    source: ["aws.config"],
    "detail-type": ["Config Rules Compliance Change"],
    detail: { messageType: ["ComplianceChangeNotification"] },
  },
  guardduty: { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] },
  "security-hub": { source: ["aws.securityhub"], "detail-type": ["Security Hub Findings - Imported"] },
};

export type ForwardedService = keyof typeof serviceEvents;
export const forwardedServices = Object.keys(serviceEvents) as [ForwardedService, ...ForwardedService[]];

import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** Services that monitor the account in addition to the trail. */
export const services = [
  detection("tamper", {
    id: "config-recording-stopped",
    title: "AWS Config stopped recording or delivering",
    severity: "high",
    why: "Nobody needs to stop the recorder. Rules no longer see what is opened from now on.",
    firstSteps: "Start the recorder again or apply the configuration, then look at the caller's other calls.",
    techniques: ["T1685.002"],
    pattern: pattern(
      calls(
        "config",
        "StopConfigurationRecorder",
        "DeleteConfigurationRecorder",
        "DisassociateResourceTypes",
        "DeleteDeliveryChannel",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "config.amazonaws.com" and eventName like /^(Stop|Delete).*ConfigurationRecorder|DisassociateResourceTypes|DeleteDeliveryChannel/',
  }),
  detection("tamper", {
    id: "config-rules-removed",
    title: "Rules or results of AWS Config were deleted",
    severity: "medium",
    why: "A rule that is gone no longer reports a public bucket or an open port; deleted results hide what it had found.",
    firstSteps: "Apply the configuration, which creates the rules again, and look at what they report now.",
    techniques: ["T1685"],
    pattern: pattern(
      calls(
        "config",
        "DeleteConfigRule",
        "DeleteOrganizationConfigRule",
        "DeleteConformancePack",
        "DeleteOrganizationConformancePack",
        "DeleteEvaluationResults",
        "DeleteConfigurationAggregator",
        "DeleteRetentionConfiguration",
        "DeleteRemediationConfiguration",
      ),
      succeeded,
    ),
    insightsFilter: 'eventSource = "config.amazonaws.com" and eventName like /^Delete/',
  }),
  detection("tamper", {
    id: "guardduty-disabled",
    title: "GuardDuty, or a part of it, was disabled or disconnected",
    severity: "critical",
    why: "GuardDuty detects what no filter can. Without a detector or a protection, or without its administrator account, its findings reach nobody.",
    firstSteps:
      "Enable the detector and its protections, join the administrator account again. Treat the caller as an intruder until explained.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls(
          "guardduty",
          "DeleteDetector",
          "Disassociate*",
          "DeleteMembers",
          "StopMonitoringMembers",
          "DisableOrganizationAdminAccount",
          "DeletePublishingDestination",
        ),
        allOf(
          calls("guardduty", "UpdateDetector", "UpdateMemberDetectors"),
          anyOf(
            "$.requestParameters.enable IS FALSE",
            is("$.requestParameters.features[*].status", "DISABLED"),
            is("$.requestParameters.features[0].additionalConfiguration[*].status", "DISABLED"),
            // The older form of the request.
            "$.requestParameters.dataSources.s3Logs.enable IS FALSE",
            "$.requestParameters.dataSources.kubernetes.auditLogs.enable IS FALSE",
            "$.requestParameters.dataSources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes IS FALSE",
          ),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "guardduty.amazonaws.com" and eventName like /^(Delete|Disable|Disassociate|StopMonitoring|Update(Member)?Detector)/',
  }),
  detection("tamper", {
    id: "guardduty-findings-suppressed",
    title: "Findings of GuardDuty or Security Hub are ignored or were put away",
    severity: "medium",
    why: "A filter archives findings unread; an address on a trusted list, or gone from a list of threats, is never reported. What is suppressed nobody reads again.",
    firstSteps: "Read the filter, the list or the finding in requestParameters. Undo it unless the caller explains it.",
    techniques: ["T1685"],
    pattern: pattern(
      anyOf(
        calls(
          "guardduty",
          "CreateFilter",
          "UpdateFilter",
          "CreateIPSet",
          "UpdateIPSet",
          "DeleteIPSet",
          "CreateTrustedEntitySet",
          "UpdateTrustedEntitySet",
          "CreateThreat*",
          "UpdateThreat*",
          "DeleteThreat*",
          "DeleteInvitations",
          "DeleteMalwareProtectionPlan",
        ),
        calls("securityhub", "UpdateFindings"),
        // Who works on a finding says that it was notified or resolved.
        allOf(
          calls("securityhub", "BatchUpdateFindings*"),
          anyOf(
            "$.requestParameters.Workflow.Status NOT EXISTS",
            is("$.requestParameters.Workflow.Status", "SUPPRESSED"),
          ),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(guardd|securityh)/ and eventName like /^(Create|Update|Delete)(Filter|IPSet|T.*Set|Findings|Invit|Malware)|BatchUpdateF/",
  }),
  detection("tamper", {
    id: "security-hub-disabled",
    title: "Security Hub, or a part of it, was disabled or hidden",
    severity: "high",
    why: "Its findings, or those of a standard or a product, are gone from the place where people look for them. An automation rule or another insight can hide them as well.",
    firstSteps: "Enable it again with the same standards. Look at the caller's other calls.",
    techniques: ["T1685"],
    pattern: pattern(
      calls(
        "securityhub",
        "DisableSecurityHub*",
        "BatchDisableStandards",
        "DisableImportFindingsForProduct",
        "DisassociateFrom*",
        "DisassociateMembers",
        "DeleteMembers",
        "DisableOrganizationAdminAccount",
        "DeleteFindingAggregator",
        "DeleteConfigurationPolicy",
        "CreateAutomationRule*",
        "DeleteInsight",
        "UpdateInsight",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "securityhub.amazonaws.com" and eventName like /^(Disable|BatchDisable|Disassociate|Delete|CreateAutomationRule|UpdateInsight)/',
  }),
  detection("tamper", {
    id: "scanner-disabled",
    title: "Macie, Inspector, Access Analyzer or another security service was disabled",
    severity: "medium",
    why: "Nothing looks for exposed data, vulnerable hosts or access from outside any more, or what it finds is archived unread. Detective, Security Lake, Shield and Firewall Manager count too.",
    firstSteps:
      "Enable it again. An update of a Macie session can also pause it or make it report less: look at requestParameters.",
    techniques: ["T1685"],
    pattern: pattern(
      calls(
        ["macie2", "macie", "inspector2", "access-analyzer", "detective", "securitylake", "shield", "fms"],
        "Disable*",
        "Disassociate*",
        "DeleteAnalyzer",
        "DeleteGraph",
        "DeleteDataLake",
        "DeletePolicy",
        "UpdateMacieSession",
        "CreateFindingsFilter",
        "CreateFilter",
        "CreateArchiveRule",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(macie|inspector2|access-a|detective|securityl|shield|fms)/ and eventName like /^(D[ei]|UpdateM|Create)/ and readOnly = 0",
  }),
];

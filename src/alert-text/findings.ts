import { eventPaths } from "./event";
import type { Message } from "./message";

/**
 * A GuardDuty finding. A template cannot make HIGH of 8.0, so `severity` is that of a band, whose events a rule selects. The title of a
 * sample finding begins with `[SAMPLE]`.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export function guardDutyMessage(of: { severity: string; console: string }): Message {
  const resource = "$.detail.resource";
  const action = "$.detail.service.action";
  return {
    severity: of.severity,
    title: "<title>",
    thread: "<findingId>",
    paths: {
      ...eventPaths,
      account: "$.detail.accountId",
      region: "$.detail.region",
      title: "$.detail.title",
      description: "$.detail.description",
      type: "$.detail.type",
      score: "$.detail.severity",
      findingId: "$.detail.id",
      sample: "$.detail.service.additionalInfo.sample",
      firstSeen: "$.detail.service.eventFirstSeen",
      lastSeen: "$.detail.service.eventLastSeen",
      count: "$.detail.service.count",
      actorType: `${resource}.accessKeyDetails.userType`,
      actorName: `${resource}.accessKeyDetails.userName`,
      sequenceActor: "$.detail.service.detection.sequence.actors[0].user.name",
      accessKey: `${resource}.accessKeyDetails.accessKeyId`,
      resourceType: `${resource}.resourceType`,
      instance: `${resource}.instanceDetails.instanceId`,
      bucket: `${resource}.s3BucketDetails[0].name`,
      cluster: `${resource}.eksClusterDetails.name`,
      taskCluster: `${resource}.ecsClusterDetails.name`,
      functionName: `${resource}.lambdaDetails.functionName`,
      database: `${resource}.rdsDbInstanceDetails.dbInstanceIdentifier`,
      actionType: `${action}.actionType`,
      call: `${action}.awsApiCallAction.api`,
      callAddress: `${action}.awsApiCallAction.remoteIpDetails.ipAddressV4`,
      connectionAddress: `${action}.networkConnectionAction.remoteIpDetails.ipAddressV4`,
      probeAddress: `${action}.portProbeAction.portProbeDetails[0].remoteIpDetails.ipAddressV4`,
      kubernetesAddress: `${action}.kubernetesApiCallAction.remoteIpDetails.ipAddressV4`,
      loginAddress: `${action}.rdsLoginAttemptAction.remoteIpDetails.ipAddressV4`,
    },
    facts: [
      { label: "Finding", value: "<type>" },
      { label: "Severity in GuardDuty", value: "<score>" },
      { label: "Actor", value: "<actorType> <actorName> <sequenceActor>" },
      { label: "Access key", value: "<accessKey>" },
      { label: "Action", value: "<actionType> <call>" },
      {
        label: "Resource",
        value: "<resourceType> <instance> <bucket> <cluster> <taskCluster> <functionName> <database>",
      },
      {
        label: "Source address",
        value: "<callAddress> <connectionAddress> <probeAddress> <kubernetesAddress> <loginAddress>",
      },
      { label: "First seen (UTC)", value: "<firstSeen>" },
      { label: "Last seen (UTC)", value: "<lastSeen>" },
      { label: "Times seen", value: "<count>" },
      { label: "Only a sample", value: "<sample>" },
    ],
    firstSteps:
      "Open the finding, and ask the owner of the resource whether this was expected. If not, disable the access key or isolate the resource, and keep it for the investigation.",
    links: [
      {
        label: "Finding in GuardDuty",
        url: `https://<region>.${of.console}/guardduty/home?region=<region>#/findings?macros=current&fId=<findingId>`,
      },
    ],
    details: [{ label: "Description", value: "<description>" }],
  };
}

/**
 * A finding in the AWS Security Finding Format; Security Hub sends each in an event of its own. With aggregation, the hub that sends it
 * is in another region than what it is about. What a product may write at will is in chat only as a keyword.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export function securityHubMessage(of: { console: string }): Message {
  const finding = "$.detail.findings[0]";
  const findings = `https://<hubRegion>.${of.console}/securityhub/home?region=<hubRegion>#/findings`;
  return {
    severity: "<severity>",
    title: "<title>",
    thread: "<findingId>",
    paths: {
      ...eventPaths,
      account: `${finding}.AwsAccountId`,
      region: `${finding}.Region`,
      hubRegion: "$.region",
      severity: `${finding}.Severity.Label`,
      title: `${finding}.Title`,
      description: `${finding}.Description`,
      company: `${finding}.CompanyName`,
      product: `${finding}.ProductName`,
      findingId: `${finding}.Id`,
      type: `${finding}.Types[0]`,
      control: `${finding}.Compliance.SecurityControlId`,
      compliance: `${finding}.Compliance.Status`,
      workflow: `${finding}.Workflow.Status`,
      resourceType: `${finding}.Resources[0].Type`,
      resource: `${finding}.Resources[0].Id`,
      sourceAddress: `${finding}.Network.SourceIpV4`,
      created: `${finding}.CreatedAt`,
      updated: `${finding}.UpdatedAt`,
      sample: `${finding}.Sample`,
      recommendation: `${finding}.Remediation.Recommendation.Url`,
    },
    facts: [
      { label: "Found by", value: "<company> <product>", chat: "" },
      { label: "Finding", value: "<type>", chat: "" },
      { label: "Control", value: "<control> <compliance>" },
      { label: "Resource", value: "<resourceType> <resource>", chat: "" },
      { label: "Source address", value: "<sourceAddress>", chat: "" },
      { label: "Created (UTC)", value: "<created>" },
      { label: "Updated (UTC)", value: "<updated>" },
      { label: "Workflow", value: "<workflow>" },
      { label: "Only a sample", value: "<sample>" },
    ],
    keywords: ["<product>", "<resourceType>", "<resource>"],
    firstSteps:
      "Open the finding, and ask the owner of the resource whether this was expected. Follow the recommendation, or suppress the finding with a note that says why.",
    links: [
      {
        label: "Finding in Security Hub",
        url: `${findings}?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253A<findingId>`,
        chat: findings,
      },
    ],
    details: [
      { label: "Recommendation", value: "<recommendation>" },
      { label: "Description", value: "<description>" },
    ],
  };
}

/**
 * A finding of IAM Access Analyzer: of external, of internal or of unused access. The kind is the event's; the analyzer's account may be
 * another than the resource's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
 */
export function accessAnalyzerMessage(of: { severity: string; console: string }): Message {
  return {
    severity: of.severity,
    title: "<detailType>: <resourceType>",
    thread: "<accessId><unusedId>",
    paths: {
      ...eventPaths,
      account: "$.detail.accountId",
      // Access and unused access call it differently.
      accessId: "$.detail.id",
      unusedId: "$.detail.findingId",
      kind: "$.detail.findingType",
      status: "$.detail.status",
      resourceType: "$.detail.resourceType",
      resource: "$.detail.resource",
      isPublic: "$.detail.isPublic",
      principal: "$.detail.principal",
      actions: "$.detail.action",
      condition: "$.detail.condition",
      unusedServices: "$.detail.numberOfUnusedServices",
      unusedActions: "$.detail.numberOfUnusedActions",
      updated: "$.detail.updatedAt",
      error: "$.detail.error",
    },
    facts: [
      { label: "Actor who has access", value: "<principal>", chat: "" },
      { label: "Actions that are allowed", value: "<actions>", chat: "" },
      { label: "Public access", value: "<isPublic>" },
      { label: "Kind of finding", value: "<kind>" },
      { label: "Number of unused services", value: "<unusedServices>" },
      { label: "Number of unused actions", value: "<unusedActions>" },
      { label: "Resource", value: "<resourceType> <resource>", chat: "<resourceType>" },
      { label: "Status", value: "<status>" },
      { label: "Time (UTC)", value: "<updated>" },
      { label: "Error of the analysis", value: "<error>" },
    ],
    keywords: ["<resource>"],
    firstSteps:
      "Open the finding, and ask the owner of the resource whether this access is intended. If it is, archive the finding. If not, remove the access from the policy, or remove what is unused.",
    links: [
      {
        label: "Finding in Access Analyzer",
        url: `https://<region>.${of.console}/access-analyzer/home?region=<region>#/findings/details/<accessId><unusedId>`,
      },
    ],
    details: [{ label: "Conditions of the access", value: "<condition>" }],
  };
}

/**
 * A resource whose compliance with a rule of AWS Config changed. A rule's name may contain a quote, which chat does not survive: this is
 * for rules whose names are known.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export function configComplianceMessage(of: { severity: string; console: string }): Message {
  const config = `https://<region>.${of.console}/config/home?region=<region>#`;
  return {
    severity: of.severity,
    title: "<compliance> with <rule>: <resourceType>",
    paths: {
      ...eventPaths,
      rule: "$.detail.configRuleName",
      resourceType: "$.detail.resourceType",
      resource: "$.detail.resourceId",
      compliance: "$.detail.newEvaluationResult.complianceType",
      before: "$.detail.oldEvaluationResult.complianceType",
      annotation: "$.detail.newEvaluationResult.annotation",
      recorded: "$.detail.newEvaluationResult.resultRecordedTime",
    },
    facts: [
      { label: "Resource", value: "<resourceType> <resource>", chat: "<resourceType>" },
      { label: "Rule", value: "<rule>" },
      { label: "Compliance before", value: "<before>" },
      { label: "Time (UTC)", value: "<recorded>" },
    ],
    keywords: ["<resource>"],
    firstSteps:
      "Open the timeline of the resource, and find out who changed what. Undo the change, unless its owner has a reason that you record.",
    links: [
      {
        label: "Resource in AWS Config",
        url: `${config}/resources/timeline?resourceId=<resource>&resourceType=<resourceType>`,
        chat: `${config}/resources`,
      },
      { label: "Rule in AWS Config", url: `${config}/rules/details?configRuleName=<rule>` },
    ],
    details: [{ label: "Annotation", value: "<annotation>" }],
  };
}

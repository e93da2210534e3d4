/** Events as AWS sends them, with what a rule may look at. */

const around = (source: string, detailType: string, detail: object) => ({
  version: "0",
  id: "c8c4daa7-a20c-2f03-0070-b7393dd542ad",
  "detail-type": detailType,
  source: `aws.${source}`,
  account: "111122223333",
  time: "2026-11-29T09:30:00Z",
  region: "eu-west-1",
  resources: [],
  detail,
});

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
export const guardDuty = (severity: number, count = 1, title = "The API GetObject was invoked from a Tor exit node.") =>
  around("guardduty", "GuardDuty Finding", {
    schemaVersion: "2.0",
    accountId: "111122223333",
    region: "eu-west-1",
    id: "16afba5c5c43e07c9e3e5e2e544e95df",
    type: "UnauthorizedAccess:IAMUser/TorIPCaller",
    service: { serviceName: "guardduty", count, archived: false, eventFirstSeen: "2026-11-29T09:20:00Z" },
    severity,
    title,
    description: "An API was invoked from a Tor exit node.",
  });

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html */
export const securityHub = (product: string, label = "HIGH", more: object = {}, region = "eu-west-1") =>
  around("securityhub", "Security Hub Findings - Imported", {
    findings: [
      {
        SchemaVersion: "2018-10-08",
        Id: `arn:aws:${product}:${region}:111122223333:finding/1`,
        ProductArn: product.includes(":") ? product : `arn:aws:securityhub:${region}::product/${product}`,
        ProductName: product,
        AwsAccountId: "111122223333",
        Region: region,
        Title: "A finding",
        Severity: { Label: label },
        Workflow: { Status: "NEW" },
        RecordState: "ACTIVE",
        ...more,
      },
    ],
  });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html */
export const externalAccess = (more: object = {}) =>
  around("access-analyzer", "Access Analyzer Finding", {
    version: "1.0",
    id: "22222222-dcba-4444-dcba-333333333333",
    status: "ACTIVE",
    resourceType: "AWS::S3::Bucket",
    resource: "arn:aws:s3:::amzn-s3-demo-bucket",
    createdAt: "2026-11-29T09:20:00Z",
    updatedAt: "2026-11-29T09:20:00Z",
    accountId: "111122223333",
    region: "eu-west-1",
    principal: { AWS: "999988887777" },
    action: ["s3:GetObject"],
    condition: {},
    isDeleted: false,
    isPublic: false,
    ...more,
  });

export const unusedAccess = (more: object = {}) =>
  around("access-analyzer", "Unused Access Finding for IAM entities", {
    findingId: "b8ae0460-5d29-4922-b92a-ba956c986277",
    resource: "arn:aws:iam::111122223333:role/Unused",
    resourceType: "AWS::IAM::Role",
    accountId: "111122223333",
    previousStatus: "",
    status: "ACTIVE",
    isDeleted: false,
    findingType: "UnusedPermission",
    ...more,
  });

export const internalAccess = () =>
  around("access-analyzer", "Internal Access Finding", {
    accessType: "INTRA_ACCOUNT",
    id: "11111111-2222-4444-aaaa-333333333333",
    findingType: "InternalAccess",
    resource: "arn:aws:s3:::critical-data",
    resourceType: "AWS::S3::Bucket",
    status: "ACTIVE",
    isDeleted: false,
  });

/**
 * Without an old result it is the first evaluation, as of a new rule or resource.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/example-config-rule-compliance-notification.html
 */
export const compliance = (now: string, before?: string | null, rule = "restricted-ssh") =>
  around("config", "Config Rules Compliance Change", {
    resourceId: "sg-0123456789abcdef0",
    resourceType: "AWS::EC2::SecurityGroup",
    awsRegion: "eu-west-1",
    awsAccountId: "111122223333",
    configRuleName: rule,
    configRuleARN: "arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-9rpvxc",
    recordVersion: "1.0",
    messageType: "ComplianceChangeNotification",
    newEvaluationResult: { complianceType: now, resultRecordedTime: "2026-11-29T09:29:59Z" },
    // Absent in events, null in notifications.
    ...(before !== undefined && { oldEvaluationResult: before === null ? null : { complianceType: before } }),
    notificationCreationTime: "2026-11-29T09:30:00Z",
  });

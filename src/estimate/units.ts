/** The region and the month of the list prices that topics declare in their `operations.ts`. */
export const listPrices = { region: "us-east-1", month: "November 2026" } as const;

/** Services that bill, as AWS names them, and where AWS publishes their prices. */
export const services = {
  accessAnalyzer: { name: "IAM Access Analyzer", source: "https://aws.amazon.com/iam/access-analyzer/pricing/" },
  athena: { name: "Amazon Athena", source: "https://aws.amazon.com/athena/pricing/" },
  cloudtrail: { name: "AWS CloudTrail", source: "https://aws.amazon.com/cloudtrail/pricing/" },
  cloudwatch: { name: "Amazon CloudWatch", source: "https://aws.amazon.com/cloudwatch/pricing/" },
  config: { name: "AWS Config", source: "https://aws.amazon.com/config/pricing/" },
  dynamodb: { name: "Amazon DynamoDB", source: "https://aws.amazon.com/dynamodb/pricing/on-demand/" },
  eventbridge: { name: "Amazon EventBridge", source: "https://aws.amazon.com/eventbridge/pricing/" },
  guardduty: { name: "Amazon GuardDuty", source: "https://aws.amazon.com/guardduty/pricing/" },
  kms: { name: "AWS KMS", source: "https://aws.amazon.com/kms/pricing/" },
  lambda: { name: "AWS Lambda", source: "https://aws.amazon.com/lambda/pricing/" },
  s3: { name: "Amazon S3", source: "https://aws.amazon.com/s3/pricing/" },
  securityHub: { name: "Security Hub CSPM", source: "https://aws.amazon.com/security-hub/cspm/pricing/" },
  sns: { name: "Amazon SNS", source: "https://aws.amazon.com/sns/pricing/" },
  sqs: { name: "Amazon SQS", source: "https://aws.amazon.com/sqs/pricing/" },
} as const;

interface UnitOfBilling {
  readonly service: keyof typeof services;
  /** In the plural, as in "100,000 e-mails". */
  readonly name: string;
  readonly singular: string;
  /** What decides how many there are in a month, in options of the estimate and in settings. */
  readonly driver: string;
}

const unit = (
  service: keyof typeof services,
  [singular, name]: readonly [singular: string, plural: string],
  driver: string,
): UnitOfBilling => ({ service, singular, name, driver });

const counted = (noun: string, rest = ""): [string, string] => [`${noun}${rest}`, `${noun}s${rest}`];
const same = (name: string): [string, string] => [name, name];

/** What AWS counts in a month. */
export const units = {
  rolesAndUsers: unit(
    "accessAnalyzer",
    ["role or user, each month", "roles and users, each month"],
    "--roles-and-users, with accessAnalyzer.unusedAccessAgeDays",
  ),
  scannedGb: unit("athena", same("GB that queries scan"), "--queried-gb"),
  copiedEvents: unit(
    "cloudtrail",
    counted("management event", " of a further copy"),
    "--events, for each of --other-trails",
  ),
  dataEvents: unit("cloudtrail", counted("data event"), "--data-events, with trail.s3DataEvents"),
  logGb: unit("cloudwatch", same("GB received by the log group"), "--events and data events, 1.5 kB each"),
  storedLogGb: unit(
    "cloudwatch",
    same("GB in the log group, each month"),
    "--events, --months, trail.logRetentionDays; compressed to 15 %",
  ),
  scannedLogGb: unit("cloudwatch", same("GB of the log group that queries scan"), "--queried-gb"),
  metrics: unit("cloudwatch", counted("metric", ", each month"), "the enabled detections"),
  alarmMetrics: unit(
    "cloudwatch",
    counted("metric", " of alarms, each month"),
    "the enabled detections, alerts.instant",
  ),
  dashboards: unit("cloudwatch", counted("dashboard", ", each month"), "dashboard.enabled"),
  dashboardQueryGb: unit(
    "cloudwatch",
    same("GB of the log group that the dashboard scans"),
    "--dashboard-loads, each with --events of three hours, with dashboard.logsInsightsEnabled",
  ),
  continuousItems: unit(
    "config",
    counted("configuration item", " of a change"),
    "--configuration-items, where config records continuously",
  ),
  dailyItems: unit(
    "config",
    counted("configuration item", " of a day"),
    "--configuration-items by --changes-per-day, where config records DAILY",
  ),
  ruleEvaluations: unit("config", counted("rule evaluation"), "--rule-evaluations"),
  tableWrites: unit("dynamodb", counted("write", " of a table"), "--remediations, six for each"),
  tableReads: unit("dynamodb", counted("read", " of a table"), "--remediations, six for each"),
  forwardedEvents: unit(
    "eventbridge",
    counted("event", " sent to another region"),
    "at most --alerts, with provider.region",
  ),
  analysedEvents: unit("guardduty", counted("management event", " analysed"), "--events"),
  flowAndDnsGb: unit("guardduty", same("GB of VPC flow and DNS logs"), "--flow-and-dns-gb"),
  s3DataEvents: unit("guardduty", counted("S3 data event"), "--s3-data-events, with S3_DATA_EVENTS"),
  eksAuditEvents: unit("guardduty", counted("EKS audit event"), "--eks-audit-events, with EKS_AUDIT_LOGS"),
  malwareScanGb: unit("guardduty", same("GB scanned for malware"), "--malware-scan-gb, with EBS_MALWARE_PROTECTION"),
  databaseVcpus: unit(
    "guardduty",
    counted("vCPU", " of databases, each month"),
    "--database-vcpus, with RDS_LOGIN_EVENTS",
  ),
  lambdaNetworkGb: unit(
    "guardduty",
    same("GB of network logs of functions"),
    "--lambda-network-gb, with LAMBDA_NETWORK_LOGS",
  ),
  runtimeVcpus: unit(
    "guardduty",
    counted("vCPU", " with an agent, each month"),
    "--runtime-vcpus, with RUNTIME_MONITORING",
  ),
  keyVersions: unit(
    "kms",
    ["key, each month, and each of its first two rotations", "keys, each month, and their first two yearly rotations"],
    "the settings, --months",
  ),
  keyRequests: unit("kms", counted("request", " to keys"), "at most --files and --alerts"),
  functionRequests: unit(
    "lambda",
    counted("request", " to functions"),
    "--remediations, and one a day for each of remediation.modes",
  ),
  functionGbSeconds: unit("lambda", counted("GB-second", " of functions"), "the requests, ten seconds each"),
  storedGb: unit(
    "s3",
    same("GB in buckets, each month"),
    "--events, --months, trail.expireAfterDays; compressed to 15 %",
  ),
  files: unit("s3", counted("file", " delivered"), "--files"),
  findings: unit("securityHub", counted("finding", " of another service"), "--findings"),
  securityChecks: unit("securityHub", counted("security check"), "--security-checks, with securityHub.standards"),
  publishedAlerts: unit("sns", counted("alert", " published"), "--alerts"),
  emails: unit("sns", counted("e-mail"), "--alerts, for each of alerts.emails and emailsByName"),
  httpsDeliveries: unit("sns", ["HTTPS delivery", "HTTPS deliveries"], "--alerts, for each of the httpsEndpoints"),
  queueRequests: unit("sqs", counted("request", " to queues"), "at most --rule-evaluations"),
} as const satisfies Readonly<Record<string, UnitOfBilling>>;

export type Unit = keyof typeof units;

/** The calls whose permission has another name. */
const otherNames: Readonly<Record<string, string>> = {
  "s3:GetBucketNotificationConfiguration": "s3:GetBucketNotification",
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
};
const services: Readonly<Record<string, string>> = {
  AccessAnalyzerClient: "access-analyzer",
  AthenaClient: "athena",
  CloudFormationClient: "cloudformation",
  CloudTrailClient: "cloudtrail",
  CloudWatchClient: "cloudwatch",
  CloudWatchLogsClient: "logs",
  ConfigServiceClient: "config",
  DynamoDBClient: "dynamodb",
  EC2Client: "ec2",
  EventBridgeClient: "events",
  GlueClient: "glue",
  GuardDutyClient: "guardduty",
  IAMClient: "iam",
  KMSClient: "kms",
  LambdaClient: "lambda",
  OrganizationsClient: "organizations",
  S3Client: "s3",
  SecurityHubClient: "securityhub",
  SNSClient: "sns",
  SQSClient: "sqs",
  STSClient: "sts",
};

/** The permission for a call of the SDK: `S3Client`, `ListBuckets` → `s3:ListAllMyBuckets`. */
export function permissionOf(client: string, call: string): string {
  const name = `${services[client]}:${call}`;
  return otherNames[name] ?? name;
}

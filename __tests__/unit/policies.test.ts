import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import { account, isAllowed, policyOf, region, type Request } from "../support/policies";
import { synthesizeStack } from "../support/synthesize";

const stack = synthesizeStack({
  trail: { name: "our-trail", bucketName: "trail-logs", logGroupName: "our-events" },
  config: { bucketName: "config-logs" },
  alerts: { topicName: "our-alerts" },
});

const stranger = "444455556666";
const trailArn = (name = "our-trail", owner = account, place = region) =>
  `arn:aws:cloudtrail:${place}:${owner}:trail/${name}`;
const alarmArn = (owner = account) => `arn:aws:cloudwatch:${region}:${owner}:alarm:root-account-usage`;
const topicArn = `arn:aws:sns:${region}:${account}:our-alerts`;
const logGroupArn = (name = "our-events", owner = account) => `arn:aws:logs:${region}:${owner}:log-group:${name}`;
const keyArn = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const admin = (owner = account) => ({ principal: `arn:aws:iam::${owner}:role/admin`, allowedTo: ["*"] });

const cloudTrail = { principal: "cloudtrail.amazonaws.com" };
const config = { principal: "config.amazonaws.com" };
const cloudWatch = { principal: "cloudwatch.amazonaws.com" };
const eventBridge = { principal: "events.amazonaws.com" };
const cloudWatchLogs = { principal: `logs.${region}.amazonaws.com` };

type Requests = Record<string, Request>;

function expectGates(document: string, { allowed, denied }: { allowed: Requests; denied: Requests }): void {
  const policy = policyOf(stack, document);
  test.each(Object.entries(allowed))("lets in %s", async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(true);
  });
  test.each(Object.entries(denied))("keeps out %s", async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(false);
  });
}

const headers = { "s3:x-amz-acl": "bucket-owner-full-control" };
const noTls = { "aws:SecureTransport": "false" };

describe("the bucket of the trail", () => {
  const bucket = "arn:aws:s3:::trail-logs";
  const file = `${bucket}/AWSLogs/${account}/CloudTrail/${region}/2024/01/02/log.json.gz`;
  const put = { ...cloudTrail, action: "s3:PutObject", resource: file };
  const ours = { "aws:SourceArn": trailArn(), "aws:SourceAccount": account };
  const read = { action: "s3:GetObject", resource: file };

  expectGates("trail_bucket_policy_document", {
    allowed: {
      "the trail, to look at the bucket": { ...cloudTrail, action: "s3:GetBucketAcl", resource: bucket, context: ours },
      "the trail, to deliver": { ...put, context: { ...ours, ...headers } },
      "the trail, to deliver the digests of another region": {
        ...put,
        resource: `${bucket}/AWSLogs/${account}/CloudTrail-Digest/us-east-1/x.json.gz`,
        context: { ...ours, ...headers },
      },
      "an administrator of the account, over TLS": { ...admin(), ...read },
    },
    denied: {
      "the trail without handing its files over": { ...put, context: ours },
      "the trail into the folder of another account": {
        ...put,
        resource: `${bucket}/AWSLogs/${stranger}/CloudTrail/x.json.gz`,
        context: { ...ours, ...headers },
      },
      "the trail without TLS": { ...put, context: { ...ours, ...headers, ...noTls } },
      "the trail, to read": { ...cloudTrail, ...read, context: ours },
      "another trail of the account": { ...put, context: { ...headers, "aws:SourceArn": trailArn("another") } },
      "a trail whose name only starts the same": {
        ...put,
        context: { ...headers, "aws:SourceArn": trailArn("our-trail-2") },
      },
      "a trail of the same name in another region": {
        ...put,
        context: { ...headers, "aws:SourceArn": trailArn("our-trail", account, "us-east-1") },
      },
      "a trail of the same name in another account": {
        ...put,
        context: { ...headers, "aws:SourceArn": trailArn("our-trail", stranger) },
      },
      "another trail that looks at the bucket": {
        ...cloudTrail,
        action: "s3:GetBucketAcl",
        resource: bucket,
        context: { "aws:SourceArn": trailArn("another") },
      },
      "CloudTrail on nobody's behalf": { ...put, context: headers },
      "AWS Config": { ...put, ...config, context: { ...headers, "aws:SourceAccount": account } },
      "an administrator of another account": { ...admin(stranger), ...read },
      "an administrator of the account without TLS": { ...admin(), ...read, context: noTls },
      "an administrator who lists without TLS": {
        ...admin(),
        action: "s3:ListBucket",
        resource: bucket,
        context: noTls,
      },
      "a user of the account who is allowed nothing": { principal: `arn:aws:iam::${account}:user/nobody`, ...read },
      "the public, to read": { principal: anonymousPrincipal, ...read },
      "the public, to write": {
        principal: anonymousPrincipal,
        action: "s3:PutObject",
        resource: file,
        context: headers,
      },
    },
  });
});

describe("the bucket of AWS Config", () => {
  const bucket = "arn:aws:s3:::config-logs";
  const file = `${bucket}/AWSLogs/${account}/Config/${region}/2024/1/2/ConfigSnapshot/x.json.gz`;
  const put = { ...config, action: "s3:PutObject", resource: file };
  const ours = { "aws:SourceAccount": account };
  const read = { action: "s3:GetObject", resource: file };

  expectGates("config_bucket_policy_document", {
    allowed: {
      "AWS Config, to look at the bucket": { ...config, action: "s3:GetBucketAcl", resource: bucket, context: ours },
      "AWS Config, to see whether it is there": { ...config, action: "s3:ListBucket", resource: bucket, context: ours },
      "AWS Config, to deliver": { ...put, context: { ...ours, ...headers } },
      "AWS Config, to test that it can": {
        ...put,
        resource: `${bucket}/AWSLogs/${account}/Config/ConfigWritabilityCheckFile`,
        context: { ...ours, ...headers },
      },
    },
    denied: {
      "AWS Config of another account": { ...put, context: { ...headers, "aws:SourceAccount": stranger } },
      "AWS Config of another account, to look": {
        ...config,
        action: "s3:ListBucket",
        resource: bucket,
        context: { "aws:SourceAccount": stranger },
      },
      "AWS Config without handing its files over": { ...put, context: ours },
      "AWS Config outside its folder": {
        ...put,
        resource: `${bucket}/AWSLogs/${account}/CloudTrail/x.json.gz`,
        context: { ...ours, ...headers },
      },
      "AWS Config without TLS": { ...put, context: { ...ours, ...headers, ...noTls } },
      "AWS Config, to read": { ...config, ...read, context: ours },
      CloudTrail: { ...put, ...cloudTrail, context: { ...headers, "aws:SourceArn": trailArn() } },
      "an administrator of another account": { ...admin(stranger), ...read },
      "an administrator of the account without TLS": { ...admin(), ...read, context: noTls },
      "the public": { principal: anonymousPrincipal, ...read },
    },
  });
});

describe("the key of the logs", () => {
  const use = (action: string) => ({ action: `kms:${action}`, resource: keyArn });
  const trailContext = (arn: string) => ({ "kms:EncryptionContext:aws:cloudtrail:arn": arn });
  const logsContext = (arn: string) => ({ "kms:EncryptionContext:aws:logs:arn": arn });

  expectGates("log_key_policy", {
    allowed: {
      "the trail, to encrypt": {
        ...cloudTrail,
        ...use("GenerateDataKey"),
        context: { "aws:SourceArn": trailArn(), ...trailContext(trailArn()) },
      },
      "the trail, to look at the key": {
        ...cloudTrail,
        ...use("DescribeKey"),
        context: { "aws:SourceArn": trailArn() },
      },
      "the trail, to use the key of the bucket": {
        ...cloudTrail,
        ...use("Decrypt"),
        context: { "aws:SourceArn": trailArn() },
      },
      "the log group, to encrypt": {
        ...cloudWatchLogs,
        ...use("GenerateDataKey"),
        context: logsContext(logGroupArn()),
      },
      "the log group, to decrypt": { ...cloudWatchLogs, ...use("Decrypt"), context: logsContext(logGroupArn()) },
      "AWS Config of the account": {
        ...config,
        ...use("GenerateDataKey"),
        context: { "aws:SourceAccount": account },
      },
      "an administrator of the account, to change the policy": { ...admin(), ...use("PutKeyPolicy") },
      "an auditor who may decrypt": {
        principal: `arn:aws:iam::${account}:role/auditor`,
        allowedTo: ["kms:Decrypt"],
        ...use("Decrypt"),
      },
    },
    denied: {
      "another trail": {
        ...cloudTrail,
        ...use("GenerateDataKey"),
        context: { "aws:SourceArn": trailArn("another"), ...trailContext(trailArn("another")) },
      },
      "another trail, to decrypt": {
        ...cloudTrail,
        ...use("Decrypt"),
        context: { "aws:SourceArn": trailArn("another") },
      },
      "the trail with the context of another account": {
        ...cloudTrail,
        ...use("GenerateDataKey"),
        context: { "aws:SourceArn": trailArn(), ...trailContext(trailArn("our-trail", stranger)) },
      },
      "the trail without a context": {
        ...cloudTrail,
        ...use("GenerateDataKey"),
        context: { "aws:SourceArn": trailArn() },
      },
      "another log group": {
        ...cloudWatchLogs,
        ...use("Decrypt"),
        context: logsContext(logGroupArn("our-events-2")),
      },
      "the log group of another account": {
        ...cloudWatchLogs,
        ...use("Decrypt"),
        context: logsContext(logGroupArn("our-events", stranger)),
      },
      "CloudWatch Logs of another region": {
        principal: "logs.us-east-1.amazonaws.com",
        ...use("Decrypt"),
        context: logsContext(logGroupArn()),
      },
      "AWS Config of another account": {
        ...config,
        ...use("GenerateDataKey"),
        context: { "aws:SourceAccount": stranger },
      },
      "an administrator of another account": { ...admin(stranger), ...use("Decrypt") },
      "a user of the account who is allowed nothing": {
        principal: `arn:aws:iam::${account}:user/nobody`,
        ...use("Decrypt"),
      },
      "a service that has no business here": {
        ...cloudWatch,
        ...use("Decrypt"),
        context: { "aws:SourceAccount": account },
      },
    },
  });
});

describe("the topic", () => {
  const publish = { action: "sns:Publish", resource: topicArn };
  const ours = { "aws:SourceAccount": account, "aws:SourceArn": alarmArn() };

  expectGates("alert_topic_policy_document", {
    allowed: {
      "an alarm of the account": { ...cloudWatch, ...publish, context: ours },
      "a rule of EventBridge, of which AWS tells nothing": { ...eventBridge, ...publish },
      "an administrator of the account": { ...admin(), ...publish },
    },
    denied: {
      "an alarm of another account": {
        ...cloudWatch,
        ...publish,
        context: { "aws:SourceAccount": stranger, "aws:SourceArn": alarmArn(stranger) },
      },
      "an alarm of another account that claims to be ours": {
        ...cloudWatch,
        ...publish,
        context: { "aws:SourceAccount": account, "aws:SourceArn": alarmArn(stranger) },
      },
      "an alarm of ours that acts for another account": {
        ...cloudWatch,
        ...publish,
        context: { "aws:SourceAccount": stranger, "aws:SourceArn": alarmArn() },
      },
      "CloudWatch of the account without an alarm": {
        ...cloudWatch,
        ...publish,
        context: { "aws:SourceAccount": account },
      },
      "CloudWatch on nobody's behalf": { ...cloudWatch, ...publish },
      "an alarm that wants to subscribe": { ...cloudWatch, action: "sns:Subscribe", resource: topicArn, context: ours },
      "another service": { ...config, ...publish, context: ours },
      "an administrator of another account": { ...admin(stranger), ...publish },
      "the public": { principal: anonymousPrincipal, ...publish },
    },
  });
});

describe("the key of the topic", () => {
  const use = (action: string) => ({ action: `kms:${action}`, resource: keyArn });
  const ours = { "aws:SourceAccount": account, "aws:SourceArn": alarmArn() };
  const onTopic = (arn: string) => ({ "kms:EncryptionContext:aws:sns:topicArn": arn });

  expectGates("alert_key_policy", {
    allowed: {
      "an alarm of the account, to encrypt": { ...cloudWatch, ...use("GenerateDataKey"), context: ours },
      "an alarm of the account, to decrypt": { ...cloudWatch, ...use("Decrypt"), context: ours },
      "EventBridge for the topic, to encrypt": {
        ...eventBridge,
        ...use("GenerateDataKey"),
        context: onTopic(topicArn),
      },
      "EventBridge for the topic, to decrypt": { ...eventBridge, ...use("Decrypt"), context: onTopic(topicArn) },
      "an administrator of the account, to change the policy": { ...admin(), ...use("PutKeyPolicy") },
    },
    denied: {
      "an alarm of another account": {
        ...cloudWatch,
        ...use("GenerateDataKey"),
        context: { "aws:SourceAccount": stranger, "aws:SourceArn": alarmArn(stranger) },
      },
      "an alarm of another account that claims to be ours": {
        ...cloudWatch,
        ...use("GenerateDataKey"),
        context: { "aws:SourceAccount": account, "aws:SourceArn": alarmArn(stranger) },
      },
      "an alarm of ours that acts for another account": {
        ...cloudWatch,
        ...use("GenerateDataKey"),
        context: { "aws:SourceAccount": stranger, "aws:SourceArn": alarmArn() },
      },
      "EventBridge for another topic": {
        ...eventBridge,
        ...use("GenerateDataKey"),
        context: onTopic(`arn:aws:sns:${region}:${account}:another`),
      },
      "EventBridge for a topic of the same name in another account": {
        ...eventBridge,
        ...use("GenerateDataKey"),
        context: onTopic(`arn:aws:sns:${region}:${stranger}:our-alerts`),
      },
      "EventBridge for no topic": { ...eventBridge, ...use("Decrypt") },
      "an administrator of another account": { ...admin(stranger), ...use("Decrypt") },
      CloudTrail: { ...cloudTrail, ...use("GenerateDataKey"), context: { "aws:SourceArn": trailArn() } },
    },
  });
});

describe("the role that delivers to the log group", () => {
  const roleArn = `arn:aws:iam::${account}:role/security-monitoring-trail-delivery`;
  const assume = { action: "sts:AssumeRole", resource: roleArn };

  expectGates("audit_trail_delivery_trust", {
    allowed: { CloudTrail: { ...cloudTrail, ...assume } },
    denied: {
      "another service": { ...config, ...assume },
      "an administrator of the account": { ...admin(), ...assume },
      "an administrator of another account": { ...admin(stranger), ...assume },
    },
  });
});

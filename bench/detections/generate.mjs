/** Synthetic CloudTrail records, the same for the same seed: some 1.3 kB each, in the mix of a busy account. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A pseudo-random number generator (mulberry32): numbers from 0 to 1, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hex = (next, length) => Array.from({ length }, () => "0123456789abcdef"[Math.floor(next() * 16)]).join("");
const uuid = (next) => [8, 4, 4, 4, 12].map((length) => hex(next, length)).join("-");
const pick = (next, items) => items[Math.floor(next() * items.length)];

const ACCOUNT = "123456789012";
const START = Date.UTC(2024, 0, 1) / 1000;

/** Kinds of events: weight, source, name, read only or not, request parameters. */
const kinds = [
  [
    30,
    "sts.amazonaws.com",
    "AssumeRole",
    true,
    (n) => ({
      roleArn: `arn:aws:iam::${ACCOUNT}:role/service-${hex(n, 4)}`,
      roleSessionName: uuid(n),
      durationSeconds: 3600,
    }),
  ],
  [
    25,
    "s3.amazonaws.com",
    "GetBucketAcl",
    true,
    (n) => ({ bucketName: `data-${hex(n, 8)}`, Host: `data-${hex(n, 8)}.s3.eu-west-1.amazonaws.com`, acl: "" }),
  ],
  [
    20,
    "kms.amazonaws.com",
    "Decrypt",
    true,
    (n) => ({
      encryptionContext: { "aws:s3:arn": `arn:aws:s3:::data-${hex(n, 8)}` },
      encryptionAlgorithm: "SYMMETRIC_DEFAULT",
    }),
  ],
  [
    20,
    "ec2.amazonaws.com",
    "DescribeInstances",
    true,
    (n) => ({ instancesSet: { items: [{ instanceId: `i-${hex(n, 17)}` }] }, filterSet: {}, maxResults: 1000 }),
  ],
  [
    15,
    "logs.amazonaws.com",
    "CreateLogStream",
    false,
    (n) => ({ logGroupName: `/aws/lambda/worker-${hex(n, 4)}`, logStreamName: `2024/01/01/[$LATEST]${hex(n, 32)}` }),
  ],
  [10, "dynamodb.amazonaws.com", "DescribeTable", true, (n) => ({ tableName: `orders-${hex(n, 6)}` })],
  [
    8,
    "ecr.amazonaws.com",
    "BatchGetImage",
    true,
    (n) => ({ repositoryName: "app", imageIds: [{ imageDigest: `sha256:${hex(n, 64)}` }] }),
  ],
  [6, "monitoring.amazonaws.com", "DescribeAlarms", true, () => ({ maxRecords: 100, includeAutoScalingAlarms: false })],
  [
    4,
    "ec2.amazonaws.com",
    "RunInstances",
    false,
    (n) => ({
      instancesSet: { items: [{ imageId: `ami-${hex(n, 17)}`, minCount: 1, maxCount: 1 }] },
      instanceType: "m6i.large",
      monitoring: { enabled: false },
    }),
  ],
  [2, "signin.amazonaws.com", "ConsoleLogin", false, () => null],
  [0.5, "iam.amazonaws.com", "CreateUser", false, (n) => ({ userName: `user-${hex(n, 4)}` })],
  [
    0.5,
    "iam.amazonaws.com",
    "AttachRolePolicy",
    false,
    (n) => ({ roleName: `role-${hex(n, 4)}`, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  ],
  [
    0.3,
    "ec2.amazonaws.com",
    "AuthorizeSecurityGroupIngress",
    false,
    (n) => ({
      groupId: `sg-${hex(n, 17)}`,
      ipPermissions: {
        items: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }] } }],
      },
    }),
  ],
  [
    0.2,
    "s3.amazonaws.com",
    "PutBucketPolicy",
    false,
    (n) => ({ bucketName: `data-${hex(n, 8)}`, bucketPolicy: { Version: "2012-10-17", Statement: [] } }),
  ],
  [0.1, "cloudtrail.amazonaws.com", "StopLogging", false, () => ({ name: "security-monitoring-trail" })],
];
const total = kinds.reduce((sum, [weight]) => sum + weight, 0);

function kind(next) {
  let left = next() * total;
  return kinds.find(([weight]) => (left -= weight) < 0) ?? kinds[0];
}

function identity(next, isRoot) {
  if (isRoot) return { type: "Root", principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT };
  const role = pick(next, ["deployer", "application", "readonly", "ci", "backup"]);
  const id = `AROA${hex(next, 16).toUpperCase()}`;
  return {
    type: "AssumedRole",
    principalId: `${id}:session-${hex(next, 8)}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/session-${hex(next, 8)}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIA${hex(next, 16).toUpperCase()}`,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: id,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      webIdFederationData: {},
      attributes: { creationDate: "2024-01-01T00:00:00Z", mfaAuthenticated: "false" },
    },
  };
}

function record(next, index) {
  const [, eventSource, eventName, readOnly, parameters] = kind(next);
  const denied = next() < 0.01;
  return {
    eventVersion: "1.09",
    userIdentity: identity(next, next() < 0.0005),
    eventTime: new Date((START + Math.floor(index / 5)) * 1000).toISOString().replace(".000", ""),
    eventSource,
    eventName,
    awsRegion: "eu-west-1",
    sourceIPAddress: `10.${Math.floor(next() * 256)}.${Math.floor(next() * 256)}.${Math.floor(next() * 256)}`,
    userAgent:
      "aws-sdk-go-v2/1.24.0 os/linux lang/go#1.21.5 md/GOOS#linux md/GOARCH#amd64 api/sts#1.26.5 m/E exec-env/AWS_ECS_FARGATE",
    ...(denied ? { errorCode: "AccessDenied", errorMessage: "User is not authorized to perform this action" } : {}),
    requestParameters: parameters(next),
    responseElements: readOnly ? null : { requestId: uuid(next), _return: true },
    requestID: uuid(next),
    eventID: uuid(next),
    readOnly,
    resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: `arn:aws:iam::${ACCOUNT}:role/${hex(next, 8)}` }],
    eventType: eventName === "ConsoleLogin" ? "AwsConsoleSignIn" : "AwsApiCall",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${eventSource.split(".")[0]}.eu-west-1.amazonaws.com`,
    },
  };
}

/** Writes `records` records to gzipped files of `perFile` each. Returns their size, decompressed. */
export function generate(folder, records, perFile = 2000) {
  mkdirSync(folder, { recursive: true });
  const next = numbers(42);
  let bytes = 0;
  for (let first = 0, file = 0; first < records; first += perFile, file++) {
    const Records = Array.from({ length: Math.min(perFile, records - first) }, (_, i) => record(next, first + i));
    const text = JSON.stringify({ Records });
    bytes += Buffer.byteLength(text);
    writeFileSync(
      join(folder, `${ACCOUNT}_CloudTrail_eu-west-1_${String(file).padStart(5, "0")}.json.gz`),
      gzipSync(text),
    );
  }
  return bytes;
}

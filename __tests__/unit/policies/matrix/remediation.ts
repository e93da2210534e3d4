import { account, entry, region, type Request, type Variables } from "../../../support/policies";
import {
  abroad,
  admin,
  arn,
  elsewhere,
  keyArn,
  knowing,
  names,
  outside,
  outsiders,
  rowsOf,
  withoutTls,
  type Allowed,
  type Requests,
  type Rows,
} from "./requests";

const bucket = `arn:aws:s3:::${names.recordsBucket}`;
const table = "remediation";
export const variables: Variables = {
  name_prefix: "",
  table_name: table,
  key_arn: keyArn,
  bucket_arn: bucket,
  own_bucket_arns: [
    bucket,
    `arn:aws:s3:::${names.trailBucket}`,
    `arn:aws:s3:::${names.configBucket}`,
    `arn:aws:s3:::${names.guardDutyBucket}`,
    `arn:aws:s3:::${names.resultsBucket}`,
  ],
};

const assume: Request = {
  principal: "lambda.amazonaws.com",
  action: "sts:AssumeRole",
  resource: `arn:aws:iam::${account}:role/remediate-restricted-ssh`,
  context: { "aws:SourceAccount": account },
};

export const functionsTrust: Rows = {
  module: "remediation",
  document: "trust",
  variables,
  letsIn: { "Lambda, for a function of the account": assume },
  keepsOut: {
    ...outsiders("to assume the role", assume),
    "Lambda, for a function of another account": knowing(assume, { "aws:SourceAccount": abroad.account }),
    "Lambda on nobody's behalf": knowing(assume, { "aws:SourceAccount": undefined }),
    "Lambda, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

const readRecord: Request = { ...admin, action: "s3:GetObject", resource: `${bucket}/restricted-ssh/sg-1/1.json` };

export const recordsBucket: Rows = {
  module: "remediation-records",
  document: "policy_document",
  variables: { name: names.recordsBucket },
  letsIn: {
    "an administrator, to read": readRecord,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({
      ...readRecord,
      resource: "arn:aws:s3:::another/file",
    }),
    "an administrator without TLS, to list another bucket": withoutTls({
      ...admin,
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::another",
    }),
  },
  keepsOut: {
    ...outsiders("to read", readRecord),
    ...outsiders("to write", { ...readRecord, action: "s3:PutObject" }),
    "an administrator without TLS, to read": withoutTls(readRecord),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
  },
};

const ofLogGroup = (name: string, place = {}) => ({
  "kms:EncryptionContext:aws:logs:arn": arn("logs", `log-group:/aws/lambda/${name}`, place),
});
const encryptLogs: Request = {
  principal: `logs.${region}.amazonaws.com`,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: ofLogGroup("remediate-restricted-ssh"),
};
const changePolicy: Request = { ...admin, action: "kms:PutKeyPolicy", resource: keyArn };

export const storeKey: Rows = {
  module: "remediation-store",
  document: "policy",
  variables: { name_prefix: "" },
  letsIn: {
    ...Object.fromEntries(
      ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom", "kms:GenerateDataKey"].map((action) => [
        `CloudWatch Logs, to ${action}`,
        { ...encryptLogs, action },
      ]),
    ),
    "an administrator, to change the policy": changePolicy,
    "a role that may decrypt": {
      principal: `arn:aws:iam::${account}:role/remediate-restricted-ssh`,
      allowedTo: ["kms:Decrypt"],
      action: "kms:Decrypt",
      resource: keyArn,
    },
  },
  keepsOut: {
    ...outsiders("to encrypt", encryptLogs),
    ...outsiders("to change the policy", changePolicy),
    "CloudWatch Logs, for another function": { ...encryptLogs, context: ofLogGroup("another") },
    "CloudWatch Logs, for a group that is no function's": {
      ...encryptLogs,
      context: {
        "kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group:/aws/codebuild/remediate-restricted-ssh"),
      },
    },
    "CloudWatch Logs, for a group that is not of AWS": {
      ...encryptLogs,
      context: { "kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group:/our/lambda/remediate-restricted-ssh") },
    },
    "CloudWatch Logs, for something that is no log group": {
      ...encryptLogs,
      context: {
        "kms:EncryptionContext:aws:logs:arn": arn("logs", "destination:/aws/lambda/remediate-restricted-ssh"),
      },
    },
    "CloudWatch Logs, for a group of another region": { ...encryptLogs, context: ofLogGroup("remediate-x", elsewhere) },
    "CloudWatch Logs, for a group of another account": { ...encryptLogs, context: ofLogGroup("remediate-x", abroad) },
    "CloudWatch Logs, for nothing": { ...encryptLogs, context: {} },
    "CloudWatch Logs, to delete the key": { ...encryptLogs, action: "kms:ScheduleKeyDeletion" },
    "CloudWatch Logs of another region": { ...encryptLogs, principal: "logs.us-east-1.amazonaws.com" },
  },
};

const requests = arn("sqs", `remediate-${entry["each.key"]}`);
export const send: Request = {
  principal: "events.amazonaws.com",
  action: "sqs:SendMessage",
  resource: requests,
  context: { "aws:SourceAccount": account, "aws:SourceArn": arn("events", `rule/remediate-${entry["each.key"]}`) },
};
const adminSends: Request = { ...admin, action: "sqs:SendMessage", resource: requests };
const inQueue = (who: string, request: Request, name: string, place = {}) => ({
  [`${who} in the queue ${name} of ${JSON.stringify(place)}`]: { ...request, resource: arn("sqs", name, place) },
});
export const otherQueues = (who: string, request: Request): Requests => ({
  ...inQueue(who, request, "another"),
  ...inQueue(who, request, `another-${entry["each.key"]}`),
  ...inQueue(who, request, "remediate-another"),
  ...inQueue(who, request, `remediate-${entry["each.key"]}`, elsewhere),
  ...inQueue(who, request, `remediate-${entry["each.key"]}`, abroad),
});

export const requestQueue: Rows = {
  module: "remediation",
  document: "queue_policy",
  variables,
  letsIn: {
    "EventBridge for its rule, to send": send,
    "EventBridge for its daily sweep, to send": knowing(send, {
      "aws:SourceArn": arn("events", `rule/sweep-${entry["each.key"]}`),
    }),
    "an administrator, to receive": { ...adminSends, action: "sqs:ReceiveMessage" },
    "an administrator without TLS, to look at the queue": withoutTls({
      ...adminSends,
      action: "sqs:GetQueueAttributes",
    }),
    ...otherQueues("an administrator without TLS, to send", withoutTls(adminSends)),
  },
  keepsOut: {
    ...outsiders("to send", send),
    ...otherQueues("EventBridge, to send", send),
    ...Object.fromEntries(
      [
        arn("events", "rule/remediate-another"),
        arn("events", "rule/sweep-another"),
        arn("events", `rule/another-${entry["each.key"]}`),
        ...["remediate", "sweep"].flatMap((name) => [
          arn("events", `rule/${name}-${entry["each.key"]}`, elsewhere),
          arn("events", `rule/${name}-${entry["each.key"]}`, abroad),
          arn("events", `replay/${name}-${entry["each.key"]}`),
        ]),
      ].map((source) => [`EventBridge for ${source}, to send`, knowing(send, { "aws:SourceArn": source })]),
    ),
    "EventBridge for another account, to send": knowing(send, { "aws:SourceAccount": abroad.account }),
    "EventBridge on nobody's behalf, to send": knowing(send, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
    "EventBridge, to receive": { ...send, action: "sqs:ReceiveMessage" },
    "EventBridge without TLS, to send": withoutTls(send),
    "an administrator without TLS, to send": withoutTls(adminSends),
    "an administrator without TLS, to receive": withoutTls({ ...adminSends, action: "sqs:ReceiveMessage" }),
  },
};

/** What every function may do. */
function commonOf(name: string, hasRule: boolean): Allowed[] {
  const itself = `remediate-${name}`;
  const stream = (group: string) => `log-group:${group}:log-stream:2026/11/30/[$LATEST]1`;
  const source = {
    "events:source": ["security-monitoring"],
    "events:detail-type": ["Security Monitoring Remediation"],
  };
  return [
    {
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      on: [arn("sqs", itself)],
      notOn: outside("sqs", itself, "another"),
      notTo: ["sqs:SendMessage"],
    },
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      on: [arn("logs", stream(`/aws/lambda/${itself}`))],
      notOn: outside(
        "logs",
        stream(`/aws/lambda/${itself}`),
        stream("/aws/lambda/another"),
        stream(`/aws/other/${itself}`),
        stream(`/our/lambda/${itself}`),
      ),
      notTo: ["logs:DeleteLogStream"],
    },
    {
      actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
      on: [arn("dynamodb", `table/${table}`)],
      context: { "dynamodb:LeadingKeys": [`${name}#resource#1`] },
      notOn: outside("dynamodb", `table/${table}`, "table/another"),
      notTo: ["dynamodb:DeleteItem"],
      notKnowing: [
        { "dynamodb:LeadingKeys": ["another#resource#1"] },
        { "dynamodb:LeadingKeys": [`${name}#resource#1`, "another#repairs"] },
        { "dynamodb:LeadingKeys": [`${name}-2`] },
      ],
    },
    {
      actions: ["kms:Decrypt"],
      on: [keyArn],
      context: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` },
      notOn: outside("kms", keyArn.split(":")[5]!, "key/another"),
      notToEither: ["kms:Encrypt"],
      notKnowing: [{ "kms:ViaService": `s3.${region}.amazonaws.com` }, { "kms:ViaService": undefined }],
    },
    {
      actions: ["kms:Decrypt"],
      on: [keyArn],
      context: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" },
    },
    {
      actions: ["s3:GetObject", "s3:PutObject"],
      on: [`${bucket}/${name}/sg-1/1.json`],
      notOn: [`${bucket}/another/sg-1/1.json`, `arn:aws:s3:::another/${name}/sg-1/1.json`],
      notTo: ["s3:DeleteObject"],
    },
    {
      actions: ["events:PutEvents"],
      on: [arn("events", "event-bus/default")],
      context: source,
      notOn: outside("events", "event-bus/default", "event-bus/another"),
      notTo: ["events:DescribeEventBus"],
      notKnowing: [
        { "events:source": ["another-monitoring"] },
        { "events:source": ["aws.config"] },
        { "events:detail-type": ["Other Monitoring Remediation"] },
        { "events:detail-type": ["Security Other Remediation"] },
        { "events:detail-type": ["Security Monitoring Other"] },
      ],
    },
    { actions: ["cloudtrail:LookupEvents"], on: ["*"], notTo: ["cloudtrail:ListTrails"] },
    ...(hasRule
      ? [
          {
            actions: ["config:GetComplianceDetailsByConfigRule", "config:StartConfigRulesEvaluation"],
            on: [arn("config", "config-rule/config-rule-abc123")],
            notOn: outside("config", "config-rule/config-rule-abc123"),
            notTo: ["config:DeleteConfigRule"],
          },
        ]
      : []),
  ];
}

const onlyType = "the actions know no other type of resource";
const onlyAction = "no other action knows the key of the condition";

/** Statements that are the same for every function. */
const sharedStatements = [
  "ReceiveRequests",
  "WriteLogs",
  "RememberAttempts",
  "DecryptAttempts",
  "WriteRecords",
  "PutMessages",
  "FindLastChange",
  "ReadAndEvaluateRule",
];

function permissionsOf(name: string, hasRule: boolean, own: readonly Allowed[], harmless: Rows["harmless"] = {}): Rows {
  const principal = `arn:aws:iam::${account}:role/remediate-${name}`;
  return {
    module: "remediation",
    document: `${name.replaceAll("-", "_")}_permissions`,
    variables,
    ...rowsOf(principal, [...commonOf(name, hasRule), ...own]),
    sharedWith: name === "restricted-ssh" ? [] : sharedStatements,
    harmless: {
      ...(hasRule && name === "restricted-ssh" && { [`ReadAndEvaluateRule on ${arn("config", "*")}`]: onlyType }),
      ...harmless,
    },
  };
}

const group = arn("ec2", "security-group/sg-1");
const groupRule = arn("ec2", "security-group-rule/sgr-1");
const readGroups: Allowed = {
  actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"],
  on: ["*"],
  notTo: ["ec2:DescribeInstances"],
};

const ssh = permissionsOf(
  "restricted-ssh",
  true,
  [
    readGroups,
    {
      actions: ["ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules"],
      on: [group, groupRule],
      notOn: [...outside("ec2", "security-group/sg-1"), ...outside("ec2", "security-group-rule/sgr-1")],
      notTo: ["ec2:DeleteSecurityGroup", "ec2:AuthorizeSecurityGroupEgress"],
    },
    { actions: ["ec2:RevokeSecurityGroupIngress"], on: [group], notOn: outside("ec2", "security-group/sg-1") },
    {
      actions: ["ec2:CreateTags"],
      on: [groupRule],
      context: { "ec2:CreateAction": "AuthorizeSecurityGroupIngress" },
      notOn: outside("ec2", "security-group-rule/sgr-1", "security-group/sg-1"),
      notKnowing: [{ "ec2:CreateAction": "RunInstances" }, { "ec2:CreateAction": undefined }],
    },
  ],
  {
    [`CloseGroups on ${arn("ec2", "*")}`]: onlyType,
    "KeepTags for ec2:*": onlyAction,
  },
);

const closed = permissionsOf(
  "vpc-default-security-group-closed",
  true,
  [
    readGroups,
    {
      actions: ["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
      on: [group],
      notOn: outside("ec2", "security-group/sg-1"),
      notTo: ["ec2:AuthorizeSecurityGroupIngress"],
    },
  ],
  { [`CloseGroups on ${arn("ec2", "*")}`]: onlyType },
);

const ofAccount = { "aws:ResourceAccount": account };
const buckets: Allowed[] = [
  {
    actions: [
      "s3:GetBucketAcl",
      "s3:GetBucketPolicyStatus",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:PutBucketPublicAccessBlock",
    ],
    on: ["arn:aws:s3:::another"],
    context: ofAccount,
    notToEither: ["s3:PutBucketPolicy"],
    notKnowing: [{ "aws:ResourceAccount": abroad.account }],
  },
  {
    actions: ["s3:GetBucketAcl"],
    on: ["arn:aws:s3:::another"],
    context: ofAccount,
    notOn: [arn("s3", "accesspoint/a")],
  },
  { actions: ["s3:GetBucketAcl"], on: [bucket, `arn:aws:s3:::${names.trailBucket}`], context: ofAccount },
];
/** Whatever else allows it, the monitoring's own buckets stay as they are. */
const ownBuckets = (name: string): Requests =>
  Object.fromEntries(
    (variables["own_bucket_arns"] as string[]).map((resource) => [
      `the role, to change ${resource}`,
      {
        principal: `arn:aws:iam::${account}:role/remediate-${name}`,
        action: "s3:PutBucketPublicAccessBlock",
        resource,
        context: ofAccount,
      },
    ]),
  );
const ofBuckets = (name: string): Rows => {
  const rows = permissionsOf(name, true, buckets);
  return { ...rows, keepsOut: { ...rows.keepsOut, ...ownBuckets(name) } };
};

const ofSnapshots = (service: string, resource: string) => `arn:aws:${service}:${region}::${resource}`;
const shared = (name: string, what: string, read: string[], change: string, not: string, sid: string): Rows =>
  permissionsOf(
    name,
    false,
    [
      { actions: [read[0]!], on: [ofSnapshots("ec2", what)] },
      { actions: [read[1]!], on: ["*"], notTo: ["ec2:DescribeInstances"] },
      {
        actions: [change],
        on: [ofSnapshots("ec2", what)],
        notOn: [ofSnapshots("ec2", what).replace(region, elsewhere.region)],
        notTo: [not],
      },
    ],
    { [`${sid} on arn:aws:ec2:${region}::*`]: onlyType },
  );

const rdsReads = [
  ["rds:DescribeDBSnapshotAttributes", "rds:DescribeDBSnapshots"],
  ["rds:DescribeDBClusterSnapshotAttributes", "rds:DescribeDBClusterSnapshots"],
] as const;

const trail = arn("cloudtrail", "trail/theirs");

const runbook = permissionsOf(
  entry["each.key"]!,
  true,
  [
    { actions: ["config:GetResourceConfigHistory"], on: ["*"] },
    {
      actions: ["ssm:StartAutomationExecution"],
      on: [
        arn("ssm", `automation-definition/${entry["each.value.document"]}:1`),
        arn("ssm", `document/${entry["each.value.document"]}`),
        arn("ssm", "automation-execution/1"),
      ],
      notOn: [
        arn("ssm", `automation-definition/${entry["each.value.document"]}:1`, elsewhere),
        arn("ssm", `document/${entry["each.value.document"]}`, elsewhere),
        arn("ssm", "automation-execution/1", elsewhere),
        arn("ssm", "automation-execution/1", abroad),
        arn("ssm", "automation-definition/another:1"),
        arn("ssm", "document/another"),
        arn("ssm", "document/AWS-RunShellScript"),
      ],
      notTo: ["ssm:StartChangeRequestExecution"],
    },
    {
      actions: ["iam:PassRole"],
      on: [entry["each.value.role_arn"]!],
      context: { "iam:PassedToService": "ssm.amazonaws.com" },
      notOn: [`arn:aws:iam::${account}:role/another`, `arn:aws:iam::${abroad.account}:role/${entry["each.key"]}`],
      notTo: ["iam:CreateRole"],
      notKnowing: [
        { "iam:PassedToService": "ec2.amazonaws.com" },
        { "iam:PassedToService": "ssm.example.com" },
        { "iam:PassedToService": "ssm.amazonaws.example" },
        { "iam:PassedToService": undefined },
      ],
    },
  ],
  { "PassRoleToRunbook for iam:*": onlyAction },
);

/** What the function of each remediation may do. */
export const remediationPermissions: Readonly<Record<string, Rows>> = {
  "restricted-ssh": ssh,
  "vpc-default-security-group-closed": closed,
  "s3-bucket-public-read-prohibited": ofBuckets("s3-bucket-public-read-prohibited"),
  "s3-bucket-public-write-prohibited": ofBuckets("s3-bucket-public-write-prohibited"),
  "public-snapshot": shared(
    "public-snapshot",
    "snapshot/snap-1",
    ["ec2:DescribeSnapshotAttribute", "ec2:DescribeSnapshots"],
    "ec2:ModifySnapshotAttribute",
    "ec2:DeleteSnapshot",
    "MakeSnapshotsPrivate",
  ),
  "public-image": shared(
    "public-image",
    "image/ami-1",
    ["ec2:DescribeImageAttribute", "ec2:DescribeImages"],
    "ec2:ModifyImageAttribute",
    "ec2:DeregisterImage",
    "MakeImagesPrivate",
  ),
  "public-database-snapshot": permissionsOf("public-database-snapshot", false, [
    {
      actions: [...rdsReads[0], "rds:ModifyDBSnapshotAttribute"],
      on: [arn("rds", "snapshot:1")],
      notOn: outside("rds", "snapshot:1"),
      notTo: ["rds:DeleteDBSnapshot"],
    },
    { actions: ["rds:DescribeDBSnapshots"], on: [arn("rds", "snapshot:1")], notOn: [arn("rds", "db:1")] },
    {
      actions: [...rdsReads[1], "rds:ModifyDBClusterSnapshotAttribute"],
      on: [arn("rds", "cluster-snapshot:1")],
      notOn: outside("rds", "cluster-snapshot:1"),
    },
  ]),
  "stopped-trail": permissionsOf("stopped-trail", false, [
    { actions: ["cloudtrail:DescribeTrails"], on: ["*"] },
    {
      actions: ["cloudtrail:GetTrailStatus", "cloudtrail:ListTags", "cloudtrail:StartLogging"],
      on: [trail],
      notOn: outside("cloudtrail", "trail/theirs"),
      notTo: ["cloudtrail:StopLogging", "cloudtrail:UpdateTrail"],
    },
    { actions: ["cloudtrail:ListTags"], on: [trail], notOn: [arn("cloudtrail", "eventdatastore/1")] },
  ]),
  runbook: { ...runbook, document: "runbook_permissions" },
};

import { namedQueries } from "../../../src/capabilities/athena/named-queries";
import { tableName } from "../../../src/capabilities/athena/table";
import { fillTable, nodeOf, rowOf } from "../../support/cloudtrail-table";
import { openDatabase } from "../../support/trino";
import { grammarErrors } from "../../support/trino-grammar";

/** What is planted on a day: an event as CloudTrail writes it. */
type Event = Readonly<Record<string, unknown>>;

const account = "111122223333";
const alice = `arn:aws:iam::${account}:user/alice`;
const address = "198.51.100.7";
const keyId = "AKIAIOSFODNN7EXAMPLE";

/** An event of somebody harmless. */
function event(service: string, eventName: string, more: Event = {}): Event {
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${account}:user/bob`, accountId: account },
    awsRegion: "eu-west-1",
    sourceIPAddress: "192.0.2.1",
    readOnly: false,
    eventType: "AwsApiCall",
    recipientAccountId: account,
    ...more,
  };
}

/** What each query has to find, what it must not, and the value for its `?`. */
interface Case {
  readonly planted: readonly Event[];
  readonly others: readonly Event[];
  readonly value?: string;
  /** A part of a row. @default - as many rows as are planted */
  readonly row?: Readonly<Record<string, unknown>>;
}

const once = (
  planted: Event,
  others: readonly Event[],
  more: Omit<Partial<Case>, "planted" | "others"> = {},
): Case => ({
  planted: [planted],
  others,
  ...more,
});
const denied = { errorCode: "AccessDenied" };
const byService = { userIdentity: { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" } };
const assumedBy = (issuer: string, arn = alice) => ({
  userIdentity: { type: "AssumedRole", arn, sessionContext: { sessionIssuer: { arn: issuer } } },
});
const opened = (range: string) => ({ requestParameters: { groupId: "sg-1", ipPermissions: { items: [{ range }] } } });

const cases: Readonly<Record<string, Case>> = {
  "one-principal": once(event("s3", "ListBuckets", { userIdentity: { arn: alice } }), [event("s3", "ListBuckets")], {
    value: alice,
  }),
  "one-role": once(
    event("s3", "ListBuckets", assumedBy("arn:role/r")),
    [event("s3", "ListBuckets", assumedBy("arn:role/r2"))],
    {
      value: "arn:role/r",
      row: { actor: alice },
    },
  ),
  "one-access-key": once(
    event("s3", "ListBuckets", { userIdentity: { accessKeyId: keyId } }),
    [event("s3", "ListBuckets", { userIdentity: { accessKeyId: `${keyId}2` } })],
    { value: keyId },
  ),
  "origin-of-session": once(
    event("sts", "AssumeRole", {
      requestParameters: { roleArn: "arn:role/r", roleSessionName: "s" },
      responseElements: { credentials: { accessKeyId: keyId } },
    }),
    [event("sts", "AssumeRole", { responseElements: { credentials: { accessKeyId: "ASIAOTHER" } } })],
    { value: keyId, row: { role_arn: "arn:role/r", session_name: "s" } },
  ),
  "one-address": once(event("s3", "ListBuckets", { sourceIPAddress: address }), [event("s3", "ListBuckets")], {
    value: address,
    row: { calls: "1", eventname: "ListBuckets" },
  }),
  "one-resource": {
    planted: [
      event("s3", "DeleteBucket", { requestParameters: { bucketName: "payroll-2026" } }),
      event("s3", "CreateAccessPoint", { responseElements: { accessPointArn: "arn:payroll" } }),
    ],
    others: [
      event("s3", "GetBucketAcl", { requestParameters: { bucketName: "payroll-2026" }, readOnly: true }),
      event("s3", "DeleteBucket", { requestParameters: { bucketName: "other" } }),
    ],
    value: "%payroll%",
  },
  "root-user": once(event("iam", "CreateUser", { userIdentity: { type: "Root" } }), [
    event("iam", "CreateUser"),
    event("iam", "CreateUser", { userIdentity: { type: "Root", invokedBy: "support.amazonaws.com" } }),
    event("kms", "RotateKey", { userIdentity: { type: "Root" }, eventType: "AwsServiceEvent" }),
  ]),
  "console-sign-ins": {
    planted: [
      event("signin", "ConsoleLogin", { responseElements: { ConsoleLogin: "Failure" } }),
      event("signin", "ConsoleLogin", {
        responseElements: { ConsoleLogin: "Success" },
        additionalEventData: { MFAUsed: "No" },
      }),
    ],
    others: [
      event("signin", "ConsoleLogin", {
        responseElements: { ConsoleLogin: "Success" },
        additionalEventData: { MFAUsed: "Yes" },
      }),
      // Of identity providers only they know whether MFA was used.
      event("signin", "ConsoleLogin", {
        userIdentity: { type: "AssumedRole" },
        responseElements: { ConsoleLogin: "Success" },
        additionalEventData: { MFAUsed: "No" },
      }),
    ],
  },
  denials: {
    planted: [
      event("s3", "GetBucketAcl", denied),
      event("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
    ],
    others: [event("s3", "GetBucketAcl", { errorCode: "NoSuchBucket" }), event("s3", "GetBucketAcl")],
    row: { calls: "1", addresses: ["192.0.2.1"] },
  },
  "identity-changes": once(
    event("iam", "AttachUserPolicy", { requestParameters: { userName: "eve", policyArn: "arn:policy/p" } }),
    [event("iam", "AttachUserPolicy", denied), event("iam", "TagUser")],
    { row: { to_user: "eve", policy: "arn:policy/p" } },
  ),
  "roles-across-accounts": once(
    event("sts", "AssumeRole", {
      userIdentity: { type: "AWSAccount", accountId: "444455556666", principalId: "AIDA" },
      requestParameters: { roleArn: "arn:role/r" },
    }),
    [event("sts", "AssumeRole")],
    { row: { from_account: "444455556666", to_account: account, caller: "AIDA", role_arn: "arn:role/r" } },
  ),
  "monitoring-changes": {
    planted: [
      event("cloudtrail", "StopLogging"),
      event("config", "StopConfigurationRecorder"),
      event("config", "DeleteConfigRule"),
      event("guardduty", "DeleteDetector"),
      event("securityhub", "DisableSecurityHub"),
      event("access-analyzer", "DeleteAnalyzer"),
      event("monitoring", "DeleteAlarms"),
      event("monitoring", "SetAlarmState"),
      event("logs", "DeleteLogGroup"),
      event("events", "DisableRule"),
      event("events", "PutTargets"),
      event("sns", "Unsubscribe"),
    ],
    others: [event("cloudtrail", "LookupEvents"), event("sns", "StopLogging")],
  },
  "open-security-groups": {
    planted: [
      event("ec2", "AuthorizeSecurityGroupIngress", opened("0.0.0.0/0")),
      event("ec2", "ModifySecurityGroupRules", opened("::/0")),
    ],
    others: [
      event("ec2", "AuthorizeSecurityGroupIngress", opened("10.0.0.0/8")),
      event("ec2", "AuthorizeSecurityGroupIngress", { ...opened("0.0.0.0/0"), ...denied }),
      event("ec2", "RevokeSecurityGroupIngress", opened("0.0.0.0/0")),
    ],
  },
  "bucket-protection": {
    planted: [
      event("s3", "DeleteBucketPublicAccessBlock", { requestParameters: { bucketName: "payroll" } }),
      event("s3-control", "DeleteAccountPublicAccessBlock", { requestParameters: { bucketName: "payroll" } }),
    ],
    others: [event("s3", "CreateBucket")],
    row: { bucket: "payroll" },
  },
  "key-changes": once(
    event("kms", "ScheduleKeyDeletion", { resources: [{ arn: "arn:key/k" }] }),
    [event("kms", "CreateGrant", byService), event("kms", "Decrypt")],
    { row: { key_id: "arn:key/k" } },
  ),
  "new-regions": once(
    event("ec2", "RunInstances", { awsRegion: "sa-east-1" }),
    [
      event("ec2", "RunInstances", { daysAgo: 20 }),
      event("ec2", "RunInstances"),
      event("ec2", "DescribeInstances", { awsRegion: "us-west-2", readOnly: true }),
      event("ec2", "RunInstances", { awsRegion: "us-west-1", ...byService }),
    ],
    { row: { awsregion: "sa-east-1", calls: "1" } },
  ),
  "new-addresses": once(
    event("s3", "ListBuckets", { sourceIPAddress: address }),
    [
      event("s3", "ListBuckets", { daysAgo: 20 }),
      event("s3", "ListBuckets"),
      // The next session of a role that calls from there.
      event("s3", "ListBuckets", { daysAgo: 20, ...assumedBy("arn:role/r") }),
      event("s3", "ListBuckets", { ...assumedBy("arn:role/r", "arn:session/next") }),
    ],
    { row: { sourceipaddress: address, calls: "1" } },
  ),
  "secrets-read": {
    planted: Array.from({ length: 21 }, (_, at) =>
      event("secretsmanager", "GetSecretValue", { requestParameters: { secretId: `s${at % 7}` } }),
    ),
    others: Array.from({ length: 20 }, () => event("ssm", "GetParameter", { requestParameters: { name: "p" } })),
    row: { calls: "21", secrets: "7" },
  },
  "shared-data": {
    planted: [
      event("ec2", "ModifySnapshotAttribute", { requestParameters: { createVolumePermission: { add: {} } } }),
      event("rds", "ModifyDBSnapshotAttribute", { requestParameters: { valuesToAdd: ["all"] } }),
      event("ecr", "SetRepositoryPolicy"),
      event("lambda", "AddPermission20150331v2"),
    ],
    others: [
      event("ec2", "ModifySnapshotAttribute", { requestParameters: { createVolumePermission: { remove: {} } } }),
      event("lambda", "AddPermission20150331v2", denied),
    ],
  },
  "started-instances": once(
    event("ec2", "RunInstances", { requestParameters: { instanceType: "p5.48xlarge" } }),
    [event("ec2", "StartInstances"), event("ec2", "RunInstances", denied)],
    { row: { instance_type: "p5.48xlarge", calls: "1" } },
  ),
  "events-by-service": once(
    event("s3", "ListBuckets", { daysAgo: 1 }),
    [event("s3", "ListBuckets"), event("s3", "ListBuckets", { daysAgo: 2 })],
    { row: { eventsource: "s3.amazonaws.com", events: "1" } },
  ),
};

/** The row of an event, in the partition of its day. */
function plantedRow({ daysAgo = 0, ...event }: Event) {
  const time = new Date(Date.now() - Number(daysAgo) * 86_400_000).toISOString();
  return {
    ...rowOf(nodeOf({ eventTime: time.replace(/\.\d+/, ""), ...event })),
    account,
    region: String(event["awsRegion"]),
    dt: time.slice(0, 10).replaceAll("-", "/"),
  };
}

describe("each saved query, run on planted events,", () => {
  let database: Awaited<ReturnType<typeof openDatabase>>;

  beforeAll(async () => {
    database = await openDatabase();
  });

  afterAll(() => {
    database.close();
  });

  test("is here", () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(namedQueries).sort());
    expect(Object.keys(namedQueries).length).toBeGreaterThanOrEqual(15);
  });

  test.each(Object.entries(cases))(
    "finds what it is for, and nothing else: %s",
    async (name, { planted, others, value, row }) => {
      const { sql, description } = namedQueries[name]!;
      const run = async (events: readonly Event[]) => {
        await fillTable(database, events.map(plantedRow), { table: tableName });
        return database.query(sql, value === undefined ? [] : [value]);
      };
      expect(sql.split("?").length - 1).toBe(value === undefined ? 0 : 1);
      expect(description.includes("Value, in single quotes:")).toBe(value !== undefined);
      expect(await run(others)).toEqual([]);
      const found = await run([...planted, ...others]);
      expect(found.length).toBe(row?.["calls"] === "21" ? 1 : planted.length);
      if (row) for (const each of found) expect(each).toMatchObject(row);
    },
  );

  test("is in Trino's grammar", () => {
    expect(grammarErrors(Object.values(namedQueries).map(({ sql }) => sql)).flat()).toEqual([]);
  });

  test("reads named days only", () => {
    for (const { sql } of Object.values(namedQueries)) expect(sql).toMatch(/\bdt (>=|=) date_format\(current_date/);
  });
});

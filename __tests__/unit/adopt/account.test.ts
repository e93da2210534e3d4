import { runSimulation } from "@cloud-copilot/iam-simulate";
import { readAccount } from "../../../src/cli/adopt/account";
import { permissionPolicy, permissions } from "../../../src/cli/adopt/permissions";
import { answers, fakeAccess, denied } from "../../support/fake-aws";
import { permissionOf } from "../../support/permission-names";

test("makes exactly the calls of its permissions", async () => {
  const called = new Set<string>();
  await readAccount(fakeAccess({}, (client, call) => called.add(permissionOf(client, call))));
  expect([...called].sort()).toEqual([...permissions].sort());
});

test("AWS knows every permission, and each only reads", async () => {
  const simulated = async (action: string) => {
    const request = {
      action,
      principal: "arn:aws:iam::111122223333:user/me",
      resource: { resource: "*", accountId: "111122223333" },
      contextVariables: {},
    };
    const identityPolicies = [{ name: "adopt", policy: permissionPolicy() }];
    const simulation = { identityPolicies, serviceControlPolicies: [], resourceControlPolicies: [], request };
    const { resultType, errors } = (await runSimulation(simulation as never, {})) as unknown as Record<string, unknown>;
    return resultType === "error" ? JSON.stringify(errors) : "known";
  };
  expect(await simulated("s3:GetBucketEncryption")).toMatch(/invalid.action/);
  for (const permission of permissions) {
    expect(permission).toMatch(/:(Describe|Get|List)[A-Z]/);
    expect([permission, await simulated(permission)]).not.toEqual([
      permission,
      expect.stringMatching(/invalid.action/),
    ]);
  }
});

test("reads one of everything", async () => {
  const { inventory, denials } = await readAccount(fakeAccess());
  expect(denials).toEqual([]);
  expect(inventory).toMatchObject({
    account: "111122223333",
    region: "eu-west-1",
    partition: "aws",
    trails: [{ name: "company-trail", isLogging: true, selectors: "plain", tags: { Team: "soc" } }],
    buckets: [
      {
        name: "company-files",
        versioning: "Enabled",
        publicAccessBlock: { isComplete: true },
        encryption: { algorithm: "AES256" },
        lifecycle: [{ id: "r", isEnabled: true, expireAfterDays: 400, isSpecial: false }],
        hasGrants: false,
        accessLog: { bucketName: "company-access-logs", keyPrefix: "trail/", otherAttributes: [] },
        tags: {},
      },
      { name: "config-files" },
      { name: "company-access-logs" },
    ],
    logGroups: [{ name: "company-events", retentionDays: 400, filters: [{ name: "RootUsage" }] }],
    roles: [{ name: "company-role", path: "/service-role/", inlinePolicies: ["by-hand"] }],
    keys: [{ isCustomerManaged: true, isEnabled: true, isRotated: true, aliases: ["alias/company"] }],
    recorder: { name: "default", strategy: "all", frequency: "DAILY", isRecording: true },
    channel: { name: "default", bucketName: "config-files" },
    rules: [
      {
        name: "no-open-ssh",
        identifier: "INCOMING_SSH_DISABLED",
        scope: { resourceTypes: ["AWS::EC2::SecurityGroup"] },
      },
      { name: "securityhub-restricted-ssh-1", createdBy: "securityhub.amazonaws.com" },
    ],
    topics: [
      {
        name: "security-alerts",
        details: {
          otherAttributes: ["display name"],
          subscriptions: [
            { protocol: "email", endpoint: "late@example.com" },
            { protocol: "lambda", invokePermission: "sns-may", otherAttributes: [] },
          ],
        },
      },
      { name: "other" },
    ],
    hub: {
      arn: "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
      enablesNewControls: false,
      reportsEachStandard: true,
      administrator: undefined,
      standards: [{ arn: expect.stringContaining("/cis-aws-foundations-benchmark/") }, {}],
      aggregator: { homeRegion: "eu-west-1", linkingMode: "SPECIFIED_REGIONS", regions: ["us-east-1"] },
    },
  });
  expect(inventory.eventRules).toEqual([
    { name: "company-orders" },
    {
      name: "root-account-usage",
      details: {
        pattern: "{}",
        isEnabled: false,
        targets: [
          {
            id: "people",
            arn: "arn:aws:sns:eu-west-1:111122223333:security-alerts",
            deadLetterQueueArn: "arn:aws:sqs:eu-west-1:111122223333:security-alert-rules",
          },
        ],
        tags: {},
      },
    },
  ]);
  expect(inventory.queues).toMatchObject([
    {
      name: "security-alert-rules",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/security-alert-rules",
      policy: { statements: [{ sid: "RulesSendDeadLetters" }, { sid: "DenyInsecureTransport" }] },
      tags: { Team: "soc" },
    },
  ]);
  expect(inventory.topics[1]).not.toHaveProperty("details.policy");
  expect(inventory.topics[0]!.details!.subscriptions[0]).toHaveProperty("arn", undefined);
});

test("reads the log group of another account's trail only where it is here, and nothing else of that trail", async () => {
  const [own] = (answers["DescribeTrails"] as { trailList: [Record<string, unknown>] }).trailList;
  const ofOrganization = (owner: string) => ({
    ...own,
    Name: "org",
    TrailARN: "arn:aws:cloudtrail:eu-west-1:999988887777:trail/org",
    IsOrganizationTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:eu-west-1:${owner}:log-group:company-events:*`,
  });
  for (const [owner, names] of [
    ["111122223333", ["company-events"]],
    ["999988887777", []],
  ] as const) {
    const calls: string[] = [];
    const { inventory } = await readAccount(
      fakeAccess({ DescribeTrails: { trailList: [ofOrganization(owner)] } }, (_, call) => calls.push(call)),
    );
    expect(inventory.logGroups.map(({ name }) => name)).toEqual(names);
    expect(calls).not.toContain("GetTrailStatus");
    expect(inventory.buckets.map(({ name }) => name)).not.toContain("company-files");
  }
});

test("finds no hub where Security Hub is not enabled", async () => {
  const notEnabled = () => {
    const message = "Account 111122223333 is not subscribed to AWS Security Hub";
    throw Object.assign(new Error(message), { name: "InvalidAccessException" });
  };
  const { inventory, denials } = await readAccount(fakeAccess({ DescribeHub: notEnabled }));
  expect([inventory.hub, denials]).toEqual([undefined, []]);
});

test("reads the delivery status logging of a topic once", async () => {
  const role = "arn:aws:iam::111122223333:role/r";
  const Attributes = {
    HTTPSuccessFeedbackRoleArn: role,
    HTTPFailureFeedbackRoleArn: role,
    SQSFailureFeedbackRoleArn: "",
  };
  const { inventory } = await readAccount(fakeAccess({ GetTopicAttributes: { Attributes } }));
  expect(inventory.topics[0]!.details!.otherAttributes).toEqual(["delivery status logging"]);
});

test("reads the Object Lock of a bucket, and the unsupported attributes of its access logging", async () => {
  const DefaultRetention = { Mode: "COMPLIANCE", Years: 7 };
  const LoggingEnabled = {
    TargetBucket: "gone",
    TargetPrefix: "",
    TargetGrants: [{ Permission: "READ" }],
    TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" } },
  };
  const { inventory } = await readAccount(
    fakeAccess({
      GetObjectLockConfiguration: {
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention } },
      },
      GetBucketLogging: { LoggingEnabled },
    }),
  );
  expect(inventory.buckets).toHaveLength(2);
  expect(inventory.buckets[0]).toMatchObject({
    objectLock: { mode: "COMPLIANCE", years: 7 },
    accessLog: { bucketName: "gone", keyPrefix: "", otherAttributes: ["grants", "object key format"] },
  });
});

test("reports every denied call, and does not take it for an absent resource", async () => {
  const { denials } = await readAccount(
    fakeAccess({ DescribeTrails: denied, ListTopics: denied, GetBucketPolicy: denied }),
  );
  expect(denials.map(({ permission }) => permission).sort()).toEqual([
    "cloudtrail:DescribeTrails",
    "s3:GetBucketPolicy",
    "sns:ListTopics",
  ]);
});

test.each([
  ["CredentialsProviderError", "no AWS credentials found: reason"],
  ["ExpiredToken", "AWS rejects these credentials (ExpiredToken: reason)"],
  ["ThrottlingException", "sts:GetCallerIdentity: ThrottlingException: reason"],
])("explains why AWS cannot be called: %s", async (name, message) => {
  const fail = () => {
    throw Object.assign(new Error("reason"), { name });
  };
  await expect(readAccount(fakeAccess({ GetCallerIdentity: fail }))).rejects.toThrow(message);
});

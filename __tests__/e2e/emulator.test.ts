import {
  CloudTrailClient,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { accountContents, emptyAccount } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator } from "../support/emulator";
import type { Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

describeWith({ terraform: true, awsProvider: true, emulator: true }, "the AWS emulator under Terraform", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  const filterPatterns = async () => {
    const logs = new CloudWatchLogsClient(clientConfig(emulator));
    const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand());
    return metricFilters!.map(({ filterPattern }) => filterPattern);
  };

  beforeAll(async () => {
    emulator = await startEmulator({ deploysOurs: false });
    workspace = new TerraformWorkspace(join(__dirname, "fixtures/emulator"), { env: emulator.env });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test("a configuration is applied and then has nothing left to do", async () => {
    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);

    const { account, bucket } = await workspace.outputs();
    expect(account).toBe(EMULATED_ACCOUNT);
    expect(await accountContents(emulator)).toEqual({
      ...emptyAccount,
      trails: ["data-events", "management-events"],
      buckets: [bucket],
      keys: [expect.any(String)],
      logGroups: ["trail"],
      metricFilters: ["root-usage"],
      alarms: ["root-usage"],
      topics: [`arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:alerts`],
      subscribers: ["security@example.com"],
    });
    expect(await filterPatterns()).toEqual(['{ $.userIdentity.type = "Root" }']);
  });

  test("a changed variable changes the one resource that uses it", async () => {
    const pattern = '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }';
    const plan = await workspace.plan({ pattern });
    expect(plan).toMatchObject({
      exitCode: 2,
      changes: [{ address: "aws_cloudwatch_log_metric_filter.root_usage", action: "update" }],
    });

    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await filterPatterns()).toEqual([pattern]);
  });

  test("changed trails are found and repaired", async () => {
    const cloudTrail = new CloudTrailClient(clientConfig(emulator));
    const selectors = [{ IncludeManagementEvents: false, ReadWriteType: "ReadOnly" }] as const;
    await cloudTrail.send(new PutEventSelectorsCommand({ TrailName: "data-events", EventSelectors: [...selectors] }));
    await cloudTrail.send(new StopLoggingCommand({ Name: "management-events" }));
    const { changes } = await workspace.plan();
    expect(changes.map(({ address }) => address)).toEqual([
      'aws_cloudtrail.trail["data"]',
      'aws_cloudtrail.trail["management"]',
    ]);

    await workspace.apply();
    const status = await cloudTrail.send(new GetTrailStatusCommand({ Name: "management-events" }));
    expect(status.IsLogging).toBe(true);
  });

  test("a call that the emulator does not know fails at once, with its name", async () => {
    const unknown = new TerraformWorkspace(
      { "main.tf": 'resource "aws_cloudtrail_event_data_store" "lake" {\n  name = "lake"\n}\n' },
      { env: emulator.env },
    );
    try {
      await unknown.init();
      await expect(unknown.apply()).rejects.toThrow(/NotImplementedByEmulator[^]*CreateEventDataStore/);
    } finally {
      unknown.remove();
    }
  });

  test("a program is answered while this process only waits for it, however much is logged", () => {
    // A pipe has room for 64 KiB.
    const askOften = `(async () => {
      for (let request = 0; request < 100; request++) await fetch(process.argv[1] + "/moto-api/?" + "x".repeat(1000));
    })()`;
    const { status } = spawnSync(process.execPath, ["-e", askOften, emulator.url], { timeout: 30_000 });
    expect(status).toBe(0);
  });

  test("destroying leaves nothing behind", async () => {
    await workspace.destroy();
    expect(await accountContents(emulator)).toEqual(emptyAccount);
  });
});

describeWith({ emulator: true }, "the AWS emulator as a judge of requests", () => {
  const json = { "content-type": "application/x-amz-json-1.1" };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const bucket = "/a-bucket";

  /** A request, and what AWS would say of it. */
  const wrong = [
    [
      "logs",
      "POST",
      "/",
      { ...json, "x-amz-target": "Logs_20140328.PutRetentionPolicy" },
      '{"logGroupName":"a:b"}',
      [
        "logs:PutRetentionPolicy: retentionInDays: missing",
        "logs:PutRetentionPolicy: logGroupName: does not match [\\.\\-_/#A-Za-z0-9]+, 'a:b'",
      ],
    ],
    [
      "kms",
      "POST",
      "/",
      { ...json, "x-amz-target": "TrentService.DescribeKey" },
      '{"KeyId":"a","Extra":1}',
      ["kms:DescribeKey: Extra: unknown member, '1'"],
    ],
    [
      "monitoring",
      "POST",
      "/",
      form,
      `Action=PutMetricAlarm&AlarmName=a&AlarmDescription=${"a".repeat(1025)}&EvaluationPeriods=0&ComparisonOperator=Above`,
      [
        "cloudwatch:PutMetricAlarm: AlarmDescription: more than 1024 characters",
        "cloudwatch:PutMetricAlarm: EvaluationPeriods: less than 1, '0'",
        "cloudwatch:PutMetricAlarm: ComparisonOperator: none of GreaterThanOrEqualToThreshold",
      ],
    ],
    [
      "iam",
      "POST",
      "/",
      form,
      "Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=%7B%7D&Tags.member.1.Key=a&Tags.member.1.Worth=b",
      ["iam:CreateRole: Tags.member.1.Worth: unknown member, 'b'", "iam:CreateRole: Tags[0].Value: missing"],
    ],
    [
      "s3",
      "PUT",
      `${bucket}?versioning`,
      {},
      "<VersioningConfiguration><Status>On</Status><Since>1</Since></VersioningConfiguration>",
      [
        "s3:PutBucketVersioning: VersioningConfiguration.Since: unknown member, '1'",
        "s3:PutBucketVersioning: VersioningConfiguration.Status: none of Enabled, Suspended, 'On'",
      ],
    ],
    [
      "s3",
      "PUT",
      "/v20180820/configuration/publicAccessBlock",
      { "x-amz-account-id": "1" },
      "<PublicAccessBlockConfiguration><BlockPublicAcls>yes</BlockPublicAcls></PublicAccessBlockConfiguration>",
      [
        "s3control:PutPublicAccessBlock: PublicAccessBlockConfiguration.BlockPublicAcls: not a boolean, 'yes'",
        "s3control:PutPublicAccessBlock: AccountId: does not match ^\\d{12}$, '1'",
      ],
    ],
    [
      "account",
      "POST",
      "/putAlternateContact",
      {},
      '{"AlternateContactType":"SECURITY","EmailAddress":"o\'brien@example.com","Name":"a","PhoneNumber":"1"}',
      ["account:PutAlternateContact: Title: missing", "account:PutAlternateContact: EmailAddress: does not match"],
    ],
    [
      "lambda",
      "POST",
      "/2015-03-31/functions/chat/policy",
      {},
      '{"Action":"invoke","Principal":"sns.amazonaws.com"}',
      ["lambda:AddPermission: StatementId: missing", "lambda:AddPermission: Action: does not match"],
    ],
  ] as const;

  test("reports requests that AWS would refuse, in every protocol, of tested programs only", async () => {
    const emulator = await startEmulator({ deploysOurs: false });
    for (const agent of ["app/tested", "another"]) {
      for (const [service, method, path, headers, body] of wrong) {
        const authorization = `AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/${service}/aws4_request`;
        await fetch(emulator.url + path, { method, body, headers: { ...headers, authorization, "user-agent": agent } });
      }
    }
    expect(await emulator.requests()).toHaveLength(wrong.length);
    const refusal = await emulator.stop().then(String, String);
    for (const problem of wrong.flatMap(([, , , , , problems]) => problems)) expect(refusal).toContain(problem);
    expect(refusal.match(/^ {2}\S/gm)).toHaveLength(wrong.flatMap(([, , , , , problems]) => problems).length);
  });

  test("reports a permission that the provider used and no topic declares", async () => {
    const emulator = await startEmulator();
    const authorization = "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/kms/aws4_request";
    const agent = "terraform-provider-aws/5.100.0 app/tested";
    const headers = { ...json, authorization, "user-agent": agent, "x-amz-target": "TrentService.RevokeGrant" };
    const body = JSON.stringify({ KeyId: "a", GrantId: "a" });
    await fetch(emulator.url, { method: "POST", headers, body });
    await expect(emulator.stop()).rejects.toThrow("no operations.ts in src/capabilities has kms:RevokeGrant");
  });
});

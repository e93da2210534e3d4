import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  PutConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { CreateServiceLinkedRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  S3Client,
  type TransitionStorageClass,
} from "@aws-sdk/client-s3";
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { join } from "node:path";
import { accountContents, emptyAccount } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator } from "../support/emulator";
import type { Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

// Longer than the time limit of a command, whose error tells more.
jest.setTimeout(300_000);

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

  test("destroying leaves nothing behind", async () => {
    await workspace.destroy();
    expect(await accountContents(emulator)).toEqual(emptyAccount);
  });
});

describeWith(
  { terraform: false, awsProvider: false, emulator: true },
  "the AWS emulator refuses and answers as AWS does",
  () => {
    let emulator: Emulator;
    let s3: S3Client;
    let sns: SNSClient;
    let config: ConfigServiceClient;
    let cloudTrail: CloudTrailClient;
    const roleArn = `arn:aws:iam::${EMULATED_ACCOUNT}:role/config`;

    beforeAll(async () => {
      emulator = await startEmulator();
      const client = clientConfig(emulator);
      s3 = new S3Client(client);
      sns = new SNSClient(client);
      config = new ConfigServiceClient(client);
      cloudTrail = new CloudTrailClient(client);
      const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
      for (const Bucket of ["logs", "open", "closed"]) {
        await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
      }
      await sns.send(new CreateTopicCommand({ Name: "alerts" }));
    });

    afterAll(async () => {
      await emulator?.stop();
    });

    /** The transitions of a lifecycle rule. */
    const rule = (expiration: number, ...moves: [days: number, name: TransitionStorageClass][]) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket: "logs",
          LifecycleConfiguration: {
            Rules: [
              {
                ID: "expire",
                Status: "Enabled",
                Filter: { Prefix: "" },
                Expiration: { Days: expiration },
                Transitions: moves.map(([Days, StorageClass]) => ({ Days, StorageClass })),
              },
            ],
          },
        }),
      );

    test.each<[string, string, number, ...[number, TransitionStorageClass][]]>([
      [
        "InvalidRequest",
        "'StorageClass' must be different for 'Transition' actions",
        365,
        [90, "GLACIER"],
        [200, "GLACIER"],
      ],
      [
        "InvalidArgument",
        "must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
        365,
        [29, "STANDARD_IA"],
      ],
      [
        "InvalidArgument",
        "'GLACIER' for filter '()' must be 30 days more than",
        365,
        [30, "STANDARD_IA"],
        [40, "GLACIER"],
      ],
      [
        "InvalidArgument",
        "'DEEP_ARCHIVE' for filter '()' must be 90 days more",
        365,
        [90, "GLACIER"],
        [179, "DEEP_ARCHIVE"],
      ],
      [
        "InvalidArgument",
        "'GLACIER' for filter '()' must be greater than 'Days'",
        365,
        [90, "GLACIER"],
        [200, "STANDARD_IA"],
      ],
      ["InvalidArgument", "'GLACIER_IR' for filter '()' must be greater", 365, [30, "ONEZONE_IA"], [200, "GLACIER_IR"]],
      [
        "InvalidArgument",
        "'Days' in the Expiration action for filter '()' must be greater than",
        365,
        [365, "GLACIER"],
      ],
    ])("transitions: %s, %s", async (name, message, expiration, ...moves) => {
      await expect(rule(expiration, ...moves)).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    });

    test("transitions: accepts those that S3 accepts", async () => {
      await rule(365, [0, "GLACIER_IR"], [90, "GLACIER"], [180, "DEEP_ARCHIVE"]);
    });

    test("a service-linked role that there is: InvalidInput, has been taken", async () => {
      const iam = new IAMClient(clientConfig(emulator));
      const create = () => iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: "config.amazonaws.com" }));
      await create();
      await expect(create()).rejects.toMatchObject({
        name: "InvalidInputException",
        message: expect.stringContaining("Service role name AWSServiceRoleForConfig has been taken in this account"),
      });
    });

    test("a policy with an empty list: MalformedPolicy", async () => {
      const policy = (...sources: string[]) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "logging.s3.amazonaws.com" },
              Action: "s3:PutObject",
              Resource: "*",
              Condition: { ArnLike: { "aws:SourceArn": sources } },
            },
          ],
        });
      const kms = new KMSClient(clientConfig(emulator));
      const TopicArn = `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:alerts`;
      const put = (Policy: string) => [
        s3.send(new PutBucketPolicyCommand({ Bucket: "logs", Policy })),
        kms.send(new CreateKeyCommand({ Policy })),
        sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue: Policy })),
      ];
      const answers = await Promise.allSettled(put(policy()));
      expect(answers.map((answer) => answer.status === "rejected" && (answer.reason as Error).name)).toEqual([
        "MalformedPolicy",
        "MalformedPolicyDocumentException",
        "InvalidParameterException",
      ]);
      await Promise.all(put(policy("arn:aws:s3:::a")));
    });

    test("an alarm of a name that had tags: has none", async () => {
      const cloudWatch = new CloudWatchClient(clientConfig(emulator));
      const put = (Tags: { Key: string; Value: string }[]) =>
        cloudWatch.send(
          new PutMetricAlarmCommand({
            AlarmName: "root-usage",
            MetricName: "RootUsage",
            Namespace: "Security",
            Statistic: "Sum",
            ComparisonOperator: "GreaterThanOrEqualToThreshold",
            Threshold: 1,
            Period: 300,
            EvaluationPeriods: 1,
            Tags,
          }),
        );
      await put([{ Key: "Team", Value: "soc" }]);
      await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: ["root-usage"] }));
      await put([]);
      const ResourceARN = `arn:aws:cloudwatch:eu-west-1:${EMULATED_ACCOUNT}:alarm:root-usage`;
      expect((await cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([]);
    });

    test("the password of an https endpoint: masked; a queue of another account: pending", async () => {
      const TopicArn = `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:alerts`;
      const subscribed = async (Protocol: string, Endpoint: string) => {
        const { SubscriptionArn } = await sns.send(
          new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true }),
        );
        const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
        return [Attributes!["Endpoint"], Attributes!["PendingConfirmation"]];
      };
      const queue = (account: string) => `arn:aws:sqs:eu-west-1:${account}:alerts`;
      expect(await subscribed("https", "https://user:secret@example.com/alerts")).toEqual([
        "https://user:****@example.com/alerts",
        "false",
      ]);
      expect(await subscribed("sqs", queue("444455556666"))).toEqual([queue("444455556666"), "true"]);
      expect(await subscribed("sqs", queue(EMULATED_ACCOUNT))).toEqual([queue(EMULATED_ACCOUNT), "false"]);
    });

    test("a trail on a bucket that does not let it in: InsufficientS3BucketPolicyException", async () => {
      const source = (name: string) => `arn:aws:cloudtrail:eu-west-1:${EMULATED_ACCOUNT}:trail/${name}`;
      await s3.send(
        new PutBucketPolicyCommand({
          Bucket: "open",
          Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: ["s3:GetBucketAcl", "s3:PutObject"].map((Action) => ({
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action,
              Resource: `arn:aws:s3:::open${Action === "s3:PutObject" ? "/AWSLogs/*" : ""}`,
              Condition: { StringEquals: { "aws:SourceArn": source("ours") } },
            })),
          }),
        }),
      );
      const refused = {
        name: "InsufficientS3BucketPolicyException",
        message: expect.stringContaining("Incorrect S3 bucket policy is detected for bucket"),
      };
      const create = (Name: string, S3BucketName: string) =>
        cloudTrail.send(new CreateTrailCommand({ Name, S3BucketName }));
      await expect(create("ours", "closed")).rejects.toMatchObject(refused);
      await expect(create("theirs", "open")).rejects.toMatchObject(refused);
      await create("ours", "open");
      await expect(
        cloudTrail.send(new UpdateTrailCommand({ Name: "ours", S3BucketName: "closed" })),
      ).rejects.toMatchObject(refused);
      const { trailList } = await cloudTrail.send(new DescribeTrailsCommand());
      expect(trailList!.map(({ S3BucketName }) => S3BucketName)).toEqual(["open"]);
    });

    test("exclusions with all types: InvalidRecordingGroupException; the recording frequency is returned as it was set", async () => {
      const put = (recorder: object) =>
        config.send(
          new PutConfigurationRecorderCommand({
            ConfigurationRecorder: { name: "default", roleARN: roleArn, ...recorder },
          }),
        );
      const frequency = async () => {
        const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand());
        return ConfigurationRecorders![0]!.recordingMode;
      };
      await expect(
        put({
          recordingGroup: { allSupported: true, exclusionByResourceTypes: { resourceTypes: ["AWS::EC2::Volume"] } },
        }),
      ).rejects.toMatchObject({ name: "InvalidRecordingGroupException" });
      await put({ recordingMode: { recordingFrequency: "DAILY" } });
      expect(await frequency()).toEqual({ recordingFrequency: "DAILY" });
      await put({});
      expect(await frequency()).toEqual({ recordingFrequency: "CONTINUOUS" });
    });
  },
);

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
    const headers = { ...json, authorization, "user-agent": agent, "x-amz-target": "TrentService.CreateGrant" };
    const body = JSON.stringify({
      KeyId: "a",
      GranteePrincipal: "arn:aws:iam::123456789012:root",
      Operations: ["Decrypt"],
    });
    await fetch(emulator.url, { method: "POST", headers, body });
    await expect(emulator.stop()).rejects.toThrow("no operations.ts in src/capabilities has kms:CreateGrant");
  });
});

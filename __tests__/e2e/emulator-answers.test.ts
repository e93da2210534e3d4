import { AccessAnalyzerClient, CreateAnalyzerCommand, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  GetWorkGroupCommand,
} from "@aws-sdk/client-athena";
import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, PutQueryDefinitionCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  PutConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  CreateDetectorCommand,
  CreatePublishingDestinationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
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
import { clientConfig } from "../support/aws";
import { call, post } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator } from "../support/emulator";
import type { Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";

describeWith({ emulator: true }, "the AWS emulator refuses and answers as AWS does", () => {
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
    ["InvalidArgument", "must be greater than or equal to 30 for storageClass 'STANDARD_IA'", 365, [29, "STANDARD_IA"]],
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
    ["InvalidArgument", "'Days' in the Expiration action for filter '()' must be greater than", 365, [365, "GLACIER"]],
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

  test("a target of a rule: a role that does not trust EventBridge and a placeholder without a path are refused", async () => {
    const EventPattern = JSON.stringify({ source: ["aws.example"] });
    await call(emulator, "events", "PutRule", { Name: "example", EventPattern, State: "ENABLED" });
    const put = (more: object) => {
      const Targets = [{ Id: "people", Arn: `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:alerts`, ...more }];
      return call(emulator, "events", "PutTargets", { Rule: "example", Targets });
    };
    await expect(put({ RoleArn: roleArn })).rejects.toThrow(/cannot be assumed by principal/);
    for (const InputTemplate of ['"<unknown>"', "without quotes", '{"a": <unknown>}', "x".repeat(8193)])
      await expect(put({ InputTransformer: { InputPathsMap: {}, InputTemplate } })).rejects.toThrow(
        /Invalid InputTransformer/,
      );
  });

  test("a pattern about objects in an array: one of them fulfils all of it", async () => {
    const Event = (...findings: object[]) => JSON.stringify({ detail: { findings } });
    const EventPattern = JSON.stringify({ detail: { findings: { Label: ["HIGH"], Workflow: ["NEW"] } } });
    const judge = (event: string) =>
      call<{ Result: boolean }>(emulator, "events", "TestEventPattern", { EventPattern, Event: event });
    const [low, high] = [
      { Label: "LOW", Workflow: "NEW" },
      { Label: "HIGH", Workflow: "NOTIFIED" },
    ];
    expect(await judge(Event(low, high))).toEqual({ Result: false });
    expect(await judge(Event(low, { ...high, Workflow: "NEW" }))).toEqual({ Result: true });
  });

  test("a channel of chat whose role there is not: InvalidRequestException", async () => {
    await expect(
      post(emulator, "chatbot", "/create-slack-channel-configuration", {
        ConfigurationName: "soc",
        SlackTeamId: "T07EA123LEP",
        SlackChannelId: "C07EZ1ABC23",
        IamRoleArn: roleArn.replace("config", "nobody"),
      }),
    ).rejects.toThrow(/InvalidRequestException/);
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

  test("GuardDuty: a second detector, an unknown feature and a closed destination are refused", async () => {
    const guardDuty = new GuardDutyClient(clientConfig(emulator));
    const { DetectorId } = await guardDuty.send(new CreateDetectorCommand({ Enable: true }));
    const statusOf = async (name: string) =>
      (await guardDuty.send(new GetDetectorCommand({ DetectorId }))).Features!.find(({ Name }) => Name === name)
        ?.Status;
    expect([await statusOf("S3_DATA_EVENTS"), await statusOf("RUNTIME_MONITORING")]).toEqual(["ENABLED", "DISABLED"]);
    const refused = (reason: string) => ({ name: "BadRequestException", message: expect.stringContaining(reason) });
    await expect(guardDuty.send(new CreateDetectorCommand({ Enable: true }))).rejects.toMatchObject(
      refused("a detector already exists for the current account"),
    );
    const update = (name: string) =>
      guardDuty.send(new UpdateDetectorCommand({ DetectorId, Features: [{ Name: name as never, Status: "ENABLED" }] }));
    await expect(update("S3_LOGS")).rejects.toMatchObject(refused("S3_LOGS cannot be set"));
    await update("RUNTIME_MONITORING");
    await expect(update("EKS_RUNTIME_MONITORING")).rejects.toMatchObject(refused("cannot both be enabled"));
    await expect(
      guardDuty.send(
        new CreatePublishingDestinationCommand({
          DetectorId,
          DestinationType: "S3",
          DestinationProperties: {
            DestinationArn: "arn:aws:s3:::closed",
            KmsKeyArn: `arn:aws:kms:eu-west-1:${EMULATED_ACCOUNT}:key/x`,
          },
        }),
      ),
    ).rejects.toMatchObject(refused("does not let GuardDuty in: s3:GetBucketLocation"));
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

  test("exclusions with all types: InvalidRecordingGroupException; recording frequencies are returned as they were set", async () => {
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
    const override = (...resourceTypes: string[]) => ({ resourceTypes, recordingFrequency: "DAILY" });
    const mode = (...recordingModeOverrides: object[]) => ({
      recordingMode: { recordingFrequency: "CONTINUOUS", recordingModeOverrides },
    });
    for (const refused of [
      mode(override("AWS::EC2::Volume"), override("AWS::EC2::Subnet")),
      mode(override("AWS::Config::ResourceCompliance")),
    ])
      await expect(put(refused)).rejects.toMatchObject({ name: "ValidationException" });
    await put(mode(override("AWS::EC2::Volume")));
    expect(await frequency()).toEqual(mode(override("AWS::EC2::Volume")).recordingMode);
  });

  test("a second analyzer of a type: ServiceQuotaExceededException; of a name: ConflictException", async () => {
    const analyzers = new AccessAnalyzerClient(clientConfig(emulator));
    const create = (analyzerName: string, type: "ACCOUNT" | "ACCOUNT_UNUSED_ACCESS" | "ORGANIZATION", age?: number) =>
      analyzers.send(
        new CreateAnalyzerCommand({
          analyzerName,
          type,
          configuration: age === undefined ? undefined : { unusedAccess: { unusedAccessAge: age } },
        }),
      );
    await create("one", "ACCOUNT");
    await expect(create("other", "ACCOUNT")).rejects.toMatchObject({ name: "ServiceQuotaExceededException" });
    await expect(create("one", "ORGANIZATION")).rejects.toMatchObject({ name: "ConflictException" });
    await expect(create("unused", "ACCOUNT_UNUSED_ACCESS", 366)).rejects.toMatchObject({
      name: "ValidationException",
    });
    await create("unused", "ACCOUNT_UNUSED_ACCESS", 365);
    await create("organization", "ORGANIZATION");
    const found = await analyzers.send(new ListAnalyzersCommand());
    expect(found.analyzers!.map(({ name, status }) => [name, status])).toEqual([
      ["one", "ACTIVE"],
      ["unused", "ACTIVE"],
      ["organization", "ACTIVE"],
    ]);
  });

  test("a workgroup with queries, unless they go with it; a query of none; one for a log group that is not there", async () => {
    const athena = new AthenaClient(clientConfig(emulator));
    const refused = { name: "InvalidRequestException" };
    await athena.send(new CreateWorkGroupCommand({ Name: "one" }));
    await athena.send(
      new CreateNamedQueryCommand({ Name: "q", Database: "d", QueryString: "SELECT 1", WorkGroup: "one" }),
    );
    const remove = (RecursiveDeleteOption: boolean) =>
      athena.send(new DeleteWorkGroupCommand({ WorkGroup: "one", RecursiveDeleteOption }));
    await expect(remove(false)).rejects.toMatchObject(refused);
    await remove(true);
    await expect(athena.send(new GetWorkGroupCommand({ WorkGroup: "one" }))).rejects.toMatchObject(refused);
    await expect(athena.send(new GetNamedQueryCommand({ NamedQueryId: "none" }))).rejects.toMatchObject(refused);
    await expect(
      new CloudWatchLogsClient(clientConfig(emulator)).send(
        new PutQueryDefinitionCommand({ name: "q", queryString: "fields a", logGroupNames: ["nowhere"] }),
      ),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

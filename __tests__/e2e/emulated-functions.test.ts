import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  GetComplianceDetailsByConfigRuleCommand,
  PutConfigRuleCommand,
  StartConfigRulesEvaluationCommand,
} from "@aws-sdk/client-config-service";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { clientConfig } from "../support/aws";
import { call, messagesIn, putEvent, queueOf, type Message } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { deniedToFunctions, requestsByRole } from "../support/function-access";
import { describeWith } from "../support/requirements";
import { waitUntil } from "../support/wait-until";

/** Asks for the queues, says what it knows, and does what the event wants: fail, be too slow, or return. */
const code = `
const { SQSClient, ListQueuesCommand } = require("@aws-sdk/client-sqs");
exports.handler = async (event, context) => {
  const text = JSON.stringify(event);
  if (text.includes("zod")) require("zod");
  if (text.includes("slow")) await new Promise((done) => setTimeout(done, 60_000));
  if (text.includes("fail")) throw new TypeError("no such thing");
  const { QueueUrls } = await new SQSClient({}).send(new ListQueuesCommand({}));
  console.log(JSON.stringify({ said: event.Records?.map(({ body }) => body) ?? event, id: context.awsRequestId }));
  const { GREETING, AWS_LAMBDA_FUNCTION_NAME, AWS_REGION } = process.env;
  return { queues: QueueUrls.length, left: context.getRemainingTimeInMillis(), GREETING, AWS_LAMBDA_FUNCTION_NAME, AWS_REGION };
};`;

describeWith({ emulator: true }, "functions on the AWS emulator", () => {
  let emulator: Emulator;
  let lambda: LambdaClient;
  let queue: Awaited<ReturnType<typeof queueOf>>;
  let deadLetters: Awaited<ReturnType<typeof queueOf>>;
  const role = (name: string) => `arn:aws:iam::${EMULATED_ACCOUNT}:role/${name}`;
  const logGroup = "functions";

  const createFunction = (FunctionName: string, of: Partial<CreateFunctionCommand["input"]> = {}) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: role("greeter"),
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Timeout: 3,
        Code: { ZipFile: zipSync({ "index.js": strToU8(code) }) },
        LoggingConfig: { LogFormat: "JSON", LogGroup: logGroup },
        Environment: { Variables: { GREETING: "hello" } },
        ...of,
      }),
    );
  const invoke = async (FunctionName: string, event: object) => {
    const Payload = JSON.stringify(event);
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
    return { error: answer.FunctionError, payload: JSON.parse(answer.Payload!.transformToString()) as object };
  };
  const logged = async () => {
    const logs = new CloudWatchLogsClient(clientConfig(emulator));
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: logGroup }));
    return events!.map(({ message }) => message!);
  };
  const allow = (actions: readonly string[], Resource: string) => ({ Effect: "Allow", Action: actions, Resource });

  beforeAll(async () => {
    emulator = await startEmulator();
    const client = clientConfig(emulator);
    lambda = new LambdaClient(client);
    [deadLetters, queue] = [await queueOf(emulator, "dead-letters"), await queueOf(emulator, "work")];
    const iam = new IAMClient(client);
    for (const [RoleName, Service] of [
      ["greeter", "lambda.amazonaws.com"],
      ["stranger", "lambda.amazonaws.com"],
      ["somebody", "ec2.amazonaws.com"],
    ]) {
      const statement = { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" };
      const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    }
    const policy = [
      allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.arn),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], "*"),
    ];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: policy });
    await iam.send(new PutRolePolicyCommand({ RoleName: "greeter", PolicyName: "own", PolicyDocument }));
    await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: logGroup }));
    await createFunction("greet");
  });

  afterAll(async () => {
    await emulator?.stop();
  });

  test("a function runs with its variables, its time limit and its SDK", async () => {
    expect(await invoke("greet", { to: "you" })).toEqual({
      error: undefined,
      payload: {
        queues: 2,
        left: expect.any(Number),
        GREETING: "hello",
        AWS_LAMBDA_FUNCTION_NAME: "greet",
        AWS_REGION: "eu-west-1",
      },
    });
    expect(await logged()).toContainEqual(expect.stringMatching(/^\{"said":\{"to":"you"\},"id":"[0-9a-f-]{36}"\}$/));
  });

  test.each([
    ["fail", { errorType: "TypeError", errorMessage: "no such thing" }],
    [
      "slow",
      { errorType: "Sandbox.Timedout", errorMessage: expect.stringMatching(/Task timed out after 3.00 seconds$/) },
    ],
    // Only the SDK comes with the runtime: everything else has to be in the package.
    ["zod", { errorType: "Error", errorMessage: expect.stringContaining("Cannot find module 'zod'") }],
  ])("a function's error is its answer: %s", async (event, error) => {
    expect(await invoke("greet", { event })).toMatchObject({ error: "Unhandled", payload: error });
  });

  test("a function asks as a session of its role, and what the role does not allow is seen", async () => {
    const requests = requestsByRole(await emulator.requests()).get("greeter")!;
    expect(new Set(requests.map(({ caller }) => caller))).toEqual(
      new Set([`arn:aws:sts::${EMULATED_ACCOUNT}:assumed-role/greeter/greet`]),
    );
    expect(requests).toContainEqual(expect.objectContaining({ service: "sqs", operation: "ListQueues" }));
    expect(await deniedToFunctions(emulator)).toEqual(["greeter: sqs:ListQueues on *"]);
  });

  test.each<[string, Partial<CreateFunctionCommand["input"]>]>([
    ["cannot be assumed by Lambda", { Role: role("somebody") }],
    ["contains reserved keys", { Environment: { Variables: { AWS_REGION: "eu-west-1" } } }],
    ["exceeded the 4KB limit", { Environment: { Variables: { LONG: "x".repeat(4090) } } }],
  ])("CreateFunction refuses: %s", async (message, of) => {
    await expect(createFunction("refused", of)).rejects.toThrow(message);
  });

  test("a queue hands on what its function can do, and buries what it cannot", async () => {
    const mapping = (FunctionName: string, EventSourceArn: string) =>
      lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName,
          EventSourceArn,
          BatchSize: 1,
          ScalingConfig: { MaximumConcurrency: 2 },
        }),
      );
    await createFunction("strange", { Role: role("stranger") });
    await expect(mapping("strange", queue.arn)).rejects.toThrow("does not have permissions to call ReceiveMessage");
    await createFunction("long", { Timeout: 300 });
    await expect(mapping("long", queue.arn)).rejects.toThrow("Queue visibility timeout: 30 seconds is less than");

    const QueueUrl = `${emulator.url}/${EMULATED_ACCOUNT}/work`;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 2 });
    const sender = {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queue.arn,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [sender] });
    await call(emulator, "sqs", "SetQueueAttributes", { QueueUrl, Attributes: { RedrivePolicy, Policy } });
    await mapping("greet", queue.arn);
    await call(emulator, "events", "PutRule", { Name: "changes", EventPattern: '{"source":["aws.config"]}' });
    const constant = { Id: "constant", Arn: queue.arn, Input: '{"sweep":"daily"}' };
    const refused = { Id: "closed", Arn: `${deadLetters.arn}-closed`, DeadLetterConfig: { Arn: queue.arn } };
    await call(emulator, "events", "PutTargets", { Rule: "changes", Targets: [constant, refused] });
    await putEvent(emulator, "aws.config", "Config Rules Compliance Change", { resourceId: "sg-1" });
    await call(emulator, "sqs", "SendMessage", { QueueUrl, MessageBody: "fail" });

    const buried: Message[] = [];
    await waitUntil(async () => {
      buried.push(...(await deadLetters.messages()));
      return buried.length > 0;
    });
    expect(buried.map(({ Body }) => Body)).toEqual(["fail"]);
    await waitUntil(async () => (await logged()).filter((line) => line.includes("said")).length >= 3);
    expect(await logged()).toContainEqual(expect.stringContaining('{"said":["{\\"sweep\\":\\"daily\\"}"]'));
    expect(await logged()).toContainEqual(expect.stringContaining("sg-1"));
    expect(await messagesIn(emulator, QueueUrl)).toEqual([]);
  });

  test("a rule's results are those that a test says, and an evaluation can be asked for once a minute", async () => {
    const config = new ConfigServiceClient(clientConfig(emulator));
    const ConfigRuleName = "restricted-ssh";
    const Source = { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" } as const;
    await config.send(new PutConfigRuleCommand({ ConfigRule: { ConfigRuleName, Source } }));
    for (const [resource, compliance] of [
      ["sg-1", "NON_COMPLIANT"],
      ["sg-2", "COMPLIANT"],
    ]) {
      const body = JSON.stringify({ rule: ConfigRuleName, type: "AWS::EC2::SecurityGroup", resource, compliance });
      await fetch(`${emulator.url}/moto-api/compliance`, { method: "POST", body });
    }
    const ComplianceTypes = ["NON_COMPLIANT"] as const;
    const details = new GetComplianceDetailsByConfigRuleCommand({
      ConfigRuleName,
      ComplianceTypes: [...ComplianceTypes],
    });
    expect((await config.send(details)).EvaluationResults).toEqual([
      expect.objectContaining({
        EvaluationResultIdentifier: expect.objectContaining({
          EvaluationResultQualifier: expect.objectContaining({ ConfigRuleName, ResourceId: "sg-1" }),
        }),
        ComplianceType: "NON_COMPLIANT",
      }),
    ]);
    const evaluation = new StartConfigRulesEvaluationCommand({ ConfigRuleNames: [ConfigRuleName] });
    await config.send(evaluation);
    await expect(config.send(evaluation)).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  test("CloudTrail finds the events that a test says, by the name of a resource, the newest first", async () => {
    const event = (EventName: string, EventTime: string, ResourceName: string) => ({
      EventName,
      EventTime,
      Resources: [{ ResourceType: "AWS::EC2::SecurityGroup", ResourceName }],
    });
    const body = JSON.stringify([
      event("CreateSecurityGroup", "2026-03-01T09:00:00Z", "sg-1"),
      event("AuthorizeSecurityGroupIngress", "2026-03-02T09:00:00Z", "sg-1"),
      event("CreateSecurityGroup", "2026-03-03T09:00:00Z", "sg-2"),
    ]);
    await fetch(`${emulator.url}/moto-api/trail-events`, { method: "POST", body });
    const cloudTrail = new CloudTrailClient(clientConfig(emulator));
    const LookupAttributes = [{ AttributeKey: "ResourceName", AttributeValue: "sg-1" } as const];
    const { Events } = await cloudTrail.send(new LookupEventsCommand({ LookupAttributes }));
    expect(Events!.map(({ EventName }) => EventName)).toEqual(["AuthorizeSecurityGroupIngress", "CreateSecurityGroup"]);
  });

  test("EC2 tells all rules that it added, and refuses ids and changes that are none", async () => {
    const ec2 = new EC2Client(clientConfig(emulator));
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: "web", Description: "web" }));
    const port = { IpProtocol: "tcp", FromPort: 22, ToPort: 22 };
    const IpPermissions = [
      { ...port, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      { ...port, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
    ];
    const added = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    expect(added.SecurityGroupRules).toMatchObject([
      { GroupOwnerId: EMULATED_ACCOUNT, CidrIpv4: "0.0.0.0/0" },
      { GroupOwnerId: EMULATED_ACCOUNT, CidrIpv6: "::/0" },
    ]);
    const SecurityGroupRuleId = added.SecurityGroupRules![0]!.SecurityGroupRuleId;
    const SecurityGroupRules = [{ SecurityGroupRuleId, SecurityGroupRule: { ...port, CidrIpv6: "::/0" } }];
    await expect(ec2.send(new ModifySecurityGroupRulesCommand({ GroupId, SecurityGroupRules }))).rejects.toMatchObject({
      name: "InvalidParameterValue",
    });
    const SecurityGroupRuleIds = ["sgr-0123456789abcdef0"];
    await expect(
      ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds })),
    ).rejects.toMatchObject({ name: "InvalidSecurityGroupRuleId.NotFound" });
  });
});

import { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand } from "@aws-sdk/client-config-service";
import {
  DescribePublishingDestinationCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListPublishingDestinationsCommand,
} from "@aws-sdk/client-guardduty";
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { STATE_KB_PER_BLOCK } from "../../src/growth-page";
import { clientConfig } from "../support/aws";
import { putEvent, queueOf } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { synthesizeStack } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

const finding = (region: string) => ({
  schemaVersion: "2.0",
  accountId: EMULATED_ACCOUNT,
  region,
  id: "16afba5c5c43e07c9e3e5e2e544e95df",
  type: "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
  severity: 8,
  title: "Credentials of an instance are used from outside AWS.",
  resource: { resourceType: "AccessKey" },
  service: { serviceName: "guardduty", count: 1, eventFirstSeen: "2026-03-02T09:30:00Z" },
});

describeWith({ terraform: true, awsProvider: true, emulator: true }, "a stack of several regions", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let people: Awaited<ReturnType<typeof queueOf>>;
  const findings = { bucket: "findings", key: "" };
  const inRegion = (region: string) => ({ url: emulator.url, region });

  const stackOf = (...regions: string[]) =>
    synthesizeStack({
      alerts: { emails: ["security@example.com"] },
      trail: { enabled: false },
      accessLogs: { enabled: false },
      evidence: { deletionProtection: false },
      guardduty: {
        enabled: true,
        exportFindings: true,
        existingBucket: { name: findings.bucket },
        existingKey: { arn: findings.key },
      },
      // Its rules are reported by the remediation, but for other regions.
      remediation: { modes: { "restricted-ssh": "propose" } },
      provider: { region: emulator.region },
      backend: { local: { path: "terraform.tfstate" } },
      regions,
    });
  /** With the package of the functions, where cdktf would put it. */
  const filesOf = (...regions: string[]) => {
    const text = stackOf(...regions).text();
    const archive = { copyOf: resolve(__dirname, "../../module/modules/remediation/repair.zip") };
    return { "main.tf.json": text, [/assets\/[^"]*\/repair\.zip/.exec(text)![0]]: archive };
  };
  const changesTo = async (...regions: string[]) => {
    workspace.write(filesOf(...regions));
    return (await workspace.plan()).changes;
  };

  /** Applies what was planned, after the owners of bucket and key have applied the policies that the plan requires of them. */
  const applyPlan = async () => {
    const { planned_values } = JSON.parse(await workspace.lastPlan()) as {
      planned_values: {
        outputs: { required_policies: { value: Record<"guardduty_bucket" | "guardduty_key", string> } };
      };
    };
    const required = planned_values.outputs.required_policies.value;
    const ofBucket = { Bucket: findings.bucket, Policy: required.guardduty_bucket };
    await new S3Client(clientConfig(emulator)).send(new PutBucketPolicyCommand(ofBucket));
    const ofKey = { KeyId: findings.key, PolicyName: "default", Policy: required.guardduty_key };
    await new KMSClient(clientConfig(emulator)).send(new PutKeyPolicyCommand(ofKey));
    await workspace.applyPlan();
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    const LocationConstraint = emulator.region as "eu-west-1";
    const bucket = { Bucket: findings.bucket, CreateBucketConfiguration: { LocationConstraint } };
    await new S3Client(clientConfig(emulator)).send(new CreateBucketCommand(bucket));
    const { KeyMetadata } = await new KMSClient(clientConfig(emulator)).send(new CreateKeyCommand());
    findings.key = KeyMetadata!.Arn!;
    workspace = new TerraformWorkspace(filesOf("eu-central-1"), { env: emulator.env });
    await workspace.init();
    await workspace.plan();
    await applyPlan();
    people = await queueOf(emulator, "people");
    await new SNSClient(clientConfig(emulator)).send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:${emulator.region}:${EMULATED_ACCOUNT}:security-alerts`,
        Protocol: "sqs",
        Endpoint: people.arn,
        Attributes: { RawMessageDelivery: "true" },
      }),
    );
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  const detectorsIn = async (region: string) =>
    (await new GuardDutyClient({ ...clientConfig(emulator), region }).send(new ListDetectorsCommand({}))).DetectorIds;
  const destinationsIn = async (region: string) => {
    const guardDuty = new GuardDutyClient({ ...clientConfig(emulator), region });
    const [DetectorId] = (await detectorsIn(region))!;
    const { Destinations = [] } = await guardDuty.send(new ListPublishingDestinationsCommand({ DetectorId }));
    const described = Destinations.map(({ DestinationId }) =>
      guardDuty.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId })),
    );
    return (await Promise.all(described)).map(({ DestinationProperties }) => DestinationProperties);
  };
  const recordersIn = async (region: string) => {
    const config = new ConfigServiceClient({ ...clientConfig(emulator), region });
    const { ConfigurationRecordersStatus = [] } = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
    return ConfigurationRecordersStatus.map(({ recording }) => recording);
  };

  test("is applied and has then nothing left to do", async () => {
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await detectorsIn("eu-central-1")).toHaveLength(1);
    expect(await recordersIn("eu-central-1")).toEqual([true]);
    expect(await recordersIn("eu-central-2")).toEqual([]);
  });

  test("has a state of the size that docs/growth.md calculates with", () => {
    const { size } = statSync(join(workspace.directory, "terraform.tfstate"));
    const blocks = stackOf("eu-central-1").blocks().size;
    expect(size / 1000 / blocks / STATE_KB_PER_BLOCK).toBeGreaterThan(0.8);
    expect(size / 1000 / blocks / STATE_KB_PER_BLOCK).toBeLessThan(1.2);
  });

  test("exports the findings of each region to the bucket of the first, whose policies let its detector in", async () => {
    const toBucket = [{ DestinationArn: `arn:aws:s3:::${findings.bucket}`, KmsKeyArn: findings.key }];
    expect(await destinationsIn(emulator.region)).toEqual(toBucket);
    expect(await destinationsIn("eu-central-1")).toEqual(toBucket);
  });

  test("reports a finding of a further region, once", async () => {
    await putEvent(inRegion("eu-central-1"), "aws.guardduty", "GuardDuty Finding", finding("eu-central-1"));
    const [alert, ...more] = await people.messages();
    expect(more).toEqual([]);
    expect(alert!.Body).toContain("eu-central-1");
    expect(alert!.Body).toContain("InstanceCredentialExfiltration");
  });

  test("reports what a rule finds there even if a remediation reports it at home", async () => {
    await putEvent(inRegion("eu-central-1"), "aws.config", "Config Rules Compliance Change", {
      resourceId: "sg-0123456789abcdef0",
      resourceType: "AWS::EC2::SecurityGroup",
      awsRegion: "eu-central-1",
      awsAccountId: EMULATED_ACCOUNT,
      configRuleName: "restricted-ssh",
      messageType: "ComplianceChangeNotification",
      newEvaluationResult: { complianceType: "NON_COMPLIANT" },
      oldEvaluationResult: { complianceType: "COMPLIANT" },
    });
    const bodies = (await people.messages()).map(({ Body }) => Body);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain("sg-0123456789abcdef0");
  });

  test("gets another region without a change to any other", async () => {
    const changes = await changesTo("eu-central-1", "eu-central-2");
    expect(changes.filter(({ address }) => !/\.eu_central_2_/.test(address))).toEqual([]);
    expect(changes.length).toBeGreaterThan(10);
    await applyPlan();
    expect(await recordersIn("eu-central-2")).toEqual([true]);
    expect(await destinationsIn("eu-central-2")).toHaveLength(1);
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("loses a region without a change to any other, and its recorder stops first", async () => {
    const changes = await changesTo("eu-central-2");
    expect(changes.filter(({ address }) => !/\.eu_central_1_/.test(address))).toEqual([]);
    expect(changes.every(({ action }) => action === "delete")).toBe(true);
    await applyPlan();
    expect(await recordersIn("eu-central-1")).toEqual([]);
    expect(await detectorsIn("eu-central-1")).toEqual([]);
    expect(await recordersIn("eu-central-2")).toEqual([true]);
    expect(await destinationsIn(emulator.region)).toHaveLength(1);
    expect((await workspace.plan()).changes).toEqual([]);
  });
});

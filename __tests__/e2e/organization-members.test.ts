import { CloudFormationClient, DescribeStackSetCommand } from "@aws-sdk/client-cloudformation";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetRoleCommand, IAMClient, ListRolePoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { resolve } from "node:path";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const further = "eu-central-1";
const central = {
  bucket: "central-config",
  key: `arn:aws:kms:eu-west-1:${EMULATED_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  bus: `arn:aws:events:eu-west-1:${EMULATED_ACCOUNT}:event-bus/security-events`,
};

// The emulated organization is that of the security account, and new accounts are below its root.
describeWith({ terraform: true, awsProvider: true, emulator: true }, "members of an organization", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let root: string;
  const members: Record<"covered" | "recording", string> = { covered: "", recording: "" };

  const main = (furtherRegions: string[], modes = { "stopped-trail": "automatic", "public-image": "off" }) => {
    const shared = { organizational_unit_ids: [root], further_regions: furtherRegions, tags: { team: "security" } };
    return JSON.stringify({
      module: {
        recorder: {
          source: "./modules/member-recorder",
          ...shared,
          existing_recorder_account_ids: [members.recording],
          bucket_name: central.bucket,
          kms_key_arn: central.key,
        },
        forwarder: {
          source: "./modules/member-forwarder",
          ...shared,
          bus_arn: central.bus,
          services: ["config"],
          remediations: ["stopped-trail"],
          event_patterns: JSON.stringify({
            "root-account-usage": {
              pattern: { source: ["aws.signin"], detail: { a: [{ numeric: [">", 1] }] } },
              reads: true,
            },
            "key-deleted": {
              pattern: { source: ["aws.kms"], detail: { eventName: ["ScheduleKeyDeletion"] } },
              reads: false,
            },
          }),
        },
        remediation: {
          source: "./modules/member-remediation",
          organizational_unit_ids: [root],
          organization_id: "o-a1b2c3d4e5",
          modes,
        },
      },
    });
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    const organizations = new OrganizationsClient(clientConfig(emulator));
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    for (const name of ["covered", "recording"] as const) {
      const { CreateAccountStatus } = await organizations.send(
        new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
      );
      members[name] = CreateAccountStatus!.AccountId!;
    }
    root = (await organizations.send(new ListRootsCommand({}))).Roots![0]!.Id!;
    workspace = new TerraformWorkspace(
      { "main.tf.json": main([further]), modules: { copyOf: resolve(__dirname, "../../module/modules") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.apply();
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  const settingsIn = async (account: string, region: string) => {
    const assumed = await new STSClient(clientConfig(emulator)).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: "reader" }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.Credentials!;
    return {
      ...clientConfig(emulator),
      region,
      credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! },
    };
  };

  /** What is in an account and region. */
  const contentsOf = async (account: string, region: string) => {
    const settings = await settingsIn(account, region);
    const config = new ConfigServiceClient(settings);
    const events = new EventBridgeClient(settings);
    const { ConfigurationRecorders = [] } = await config.send(new DescribeConfigurationRecordersCommand({}));
    const status = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
    const { DeliveryChannels = [] } = await config.send(new DescribeDeliveryChannelsCommand({}));
    const { Rules = [] } = await events.send(new ListRulesCommand({}));
    const rules = await Promise.all(
      Rules.map(async ({ Name, EventPattern, State }) => ({
        name: Name,
        pattern: JSON.parse(EventPattern!) as Record<string, unknown>,
        state: State,
        targets: (await events.send(new ListTargetsByRuleCommand({ Rule: Name }))).Targets!.map(({ Arn }) => Arn),
      })),
    );
    const { Roles = [] } = await new IAMClient(settings).send(new ListRolesCommand({}));
    const { QueueUrls = [] } = await new SQSClient(settings).send(new ListQueuesCommand({}));
    return {
      recorders: ConfigurationRecorders.map(({ name, roleARN, recordingGroup }) => ({
        name,
        roleARN,
        globals: recordingGroup?.includeGlobalResourceTypes,
      })),
      isRecording: status.ConfigurationRecordersStatus?.map(({ recording }) => recording),
      channels: DeliveryChannels.map(({ s3BucketName, s3KmsKeyArn }) => ({ s3BucketName, s3KmsKeyArn })),
      rules: rules.sort((a, b) => (a.name! < b.name! ? -1 : 1)),
      roles: Roles.map(({ RoleName }) => RoleName).filter((name) => /recorder|forwarder/.test(name!)),
      queues: QueueUrls.map((url) => url.split("/").at(-1)),
    };
  };

  test("have a recorder that delivers to the central bucket, and a forwarder to the bus", async () => {
    for (const region of [emulator.region, further]) {
      const found = await contentsOf(members.covered, region);
      expect(found).toMatchObject({
        recorders: [
          {
            name: "security-monitoring",
            roleARN: `arn:aws:iam::${members.covered}:role/config-recorder-${region}`,
            globals: region === emulator.region,
          },
        ],
        isRecording: [true],
        channels: [{ s3BucketName: central.bucket, s3KmsKeyArn: central.key }],
        queues: ["event-forwarder"],
      });
      expect(found.roles).toEqual(
        expect.arrayContaining([`config-recorder-${region}`, `event-forwarder-${region}`]) as unknown,
      );
      expect(found.rules.map(({ name }) => name)).toEqual([
        "forward-calls-0",
        "forward-config",
        "forward-events-not-forwarded",
        "forward-reads-0",
      ]);
      for (const { pattern, targets } of found.rules) {
        expect(pattern).toMatchObject({ account: [members.covered], region: [region] });
        expect(targets).toEqual([central.bus]);
      }
      expect(found.rules.at(-1)).toMatchObject({
        state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
        pattern: { source: ["aws.signin"], detail: { a: [{ numeric: [">", 1] }] } },
      });
    }
  });

  test("have one role for remediation, for the functions of the security account alone", async () => {
    for (const account of Object.values(members)) {
      const iam = new IAMClient(await settingsIn(account, emulator.region));
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: "member-remediation" }));
      expect(JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!))).toMatchObject({
        Statement: [
          {
            Principal: { AWS: [`arn:aws:iam::${EMULATED_ACCOUNT}:root`] },
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] },
              ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${EMULATED_ACCOUNT}:role/remediate-stopped-trail`] },
            },
          },
        ],
      });
      const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: "member-remediation" }));
      expect([...PolicyNames!].sort()).toEqual(["every-remediation", "stopped-trail"]);
    }
  });

  test("that record already have the forwarder only, and the security account nothing", async () => {
    const recording = await contentsOf(members.recording, further);
    expect(recording.recorders).toEqual([]);
    expect(recording.rules).toHaveLength(4);
    expect(await contentsOf(EMULATED_ACCOUNT, further)).toMatchObject({
      recorders: [],
      rules: [],
      roles: [],
      queues: [],
    });
  });

  test("are planned without a change afterwards, and lose a region with everything in it", async () => {
    expect((await workspace.plan()).changes).toEqual([]);
    workspace.write({ "main.tf.json": main([]) });
    expect((await workspace.plan()).changes).toEqual([
      { address: "module.forwarder.aws_cloudformation_stack_instances.stacks", action: "update" },
      { address: "module.recorder.aws_cloudformation_stack_instances.stacks", action: "update" },
    ]);
    await workspace.apply();
    expect(await contentsOf(members.covered, further)).toMatchObject({ recorders: [], rules: [], queues: [] });
    expect((await contentsOf(members.covered, emulator.region)).rules).toHaveLength(4);
  });

  test("get another permission by a change of the template of their stacks alone", async () => {
    workspace.write({ "main.tf.json": main([], { "stopped-trail": "automatic", "public-image": "propose" }) });
    const { changes } = await workspace.plan();
    expect(changes).toEqual([
      { address: "module.remediation.aws_cloudformation_stack_set.stack_set", action: "update" },
    ]);
    await workspace.applyPlan();
    const { StackSet } = await new CloudFormationClient(clientConfig(emulator)).send(
      new DescribeStackSetCommand({ StackSetName: "security-monitoring-remediation", CallAs: "DELEGATED_ADMIN" }),
    );
    expect(StackSet!.TemplateBody).toContain("public-image");
    expect((await workspace.plan()).changes).toEqual([]);
  });

  test("keep nothing when the stack sets are destroyed, their stacks first", async () => {
    await workspace.destroy();
    expect(await contentsOf(members.covered, emulator.region)).toMatchObject({ recorders: [], rules: [], queues: [] });
  });
});

import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import {
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { remediationChecks } from "../../src/cli/verify/checks/remediation";
import type { Report } from "../../src/cli/verify/report";
import { undoRecord, type RemediationName, type UndoRecord } from "../../src/remediation";
import { clientConfig } from "../support/aws";
import { call, putEvent, queueOf } from "../support/emulated-call";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { deniedToFunctions, requestsByRole } from "../support/function-access";
import { neutralEnvironment, runCommand } from "../support/process";
import { describeWith } from "../support/requirements";
import { isLoss, TerraformWorkspace } from "../support/terraform";
import { unhealthy } from "../support/unhealthy";
import { waitUntil } from "../support/wait-until";

/** What a caller writes. */
const main = `
variable "modes" {
  type = map(string)
}
variable "tags" {
  default = { Owner = "security" }
}
variable "protected" {
  default = false
}
module "monitoring" {
  source    = "./module"
  tags      = var.tags
  detections = { packs = ["cis"], instant_include = ["security-group-changes"] }
  trail     = { enabled = false }
  config    = {
    rules = {
      restricted-ssh                    = { identifier = "INCOMING_SSH_DISABLED" }
      s3-bucket-public-read-prohibited  = { identifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED" }
      vpc-default-security-group-closed = { identifier = "VPC_DEFAULT_SECURITY_GROUP_CLOSED" }
    }
  }
  evidence  = { retain = ["remediation-records"], deletion_protection = var.protected }
  remediation = { modes = var.modes, repairs_per_hour = 4 }
}
output "bucket" {
  value = module.monitoring.remediation_bucket_name
}
`;
/** What a team writes, which knows nothing of the monitoring. */
const ofTeam = `
resource "aws_security_group" "team" {
  name        = "team"
  description = "Of a team"
}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.team.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
output "group" {
  value = aws_security_group.team.id
}
`;
const modes = {
  "restricted-ssh": "automatic",
  "s3-bucket-public-read-prohibited": "automatic",
  "vpc-default-security-group-closed": "propose",
};
const ssh = { IpProtocol: "tcp", FromPort: 22, ToPort: 22 };
const world = { IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "for now" }] };

describeWith({ terraform: true, awsProvider: true, emulator: true }, "remediation", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let people: Awaited<ReturnType<typeof queueOf>>;
  let bucket: string;
  let ec2: EC2Client;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator();
    [ec2, s3] = [new EC2Client(clientConfig(emulator)), new S3Client(clientConfig(emulator))];
    const files = { "main.tf": main, module: { copyOf: resolve(__dirname, "../../module") } };
    workspace = new TerraformWorkspace(files, { env: emulator.env });
    await workspace.init();
    await workspace.apply({ modes });
    bucket = (await workspace.outputs())["bucket"] as string;
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

  const openGroup = async (GroupName: string, permissions: IpPermission[] = [{ ...ssh, ...world }]) => {
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName }));
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: permissions }));
    return GroupId!;
  };
  const rulesOf = async (id: string) => {
    const Filters = [{ Name: "group-id", Values: [id] }];
    const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    return SecurityGroupRules!
      .map(({ IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, Description }) =>
        [IsEgress ? "to" : "from", CidrIpv4 ?? CidrIpv6, IpProtocol, FromPort, ToPort, Description].join(" "),
      )
      .sort();
  };
  const finds = (rule: string, type: string, resource: string) =>
    putEvent(emulator, "aws.config", "Config Rules Compliance Change", {
      resourceId: resource,
      resourceType: type,
      awsRegion: emulator.region,
      awsAccountId: EMULATED_ACCOUNT,
      configRuleName: rule,
      recordVersion: "1.0",
      configRuleARN: `arn:aws:config:${emulator.region}:${EMULATED_ACCOUNT}:config-rule/config-rule-example`,
      messageType: "ComplianceChangeNotification",
      newEvaluationResult: { complianceType: "NON_COMPLIANT" },
      oldEvaluationResult: { complianceType: "COMPLIANT" },
      notificationCreationTime: "2026-03-02T09:30:00.000Z",
    });
  const findsOpen = (id: string) => finds("restricted-ssh", "AWS::EC2::SecurityGroup", id);
  /** What people get next: all messages, once there is one. */
  const told = async () => {
    const bodies: string[] = [];
    await waitUntil(async () => {
      bodies.push(...(await people.messages()).map(({ Body }) => Body));
      return bodies.length > 0;
    });
    return bodies;
  };
  const recordsOf = async (name: RemediationName, resource: string): Promise<UndoRecord[]> => {
    const Prefix = `${name}/${encodeURIComponent(resource)}/`;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    return Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return undoRecord.parse(JSON.parse(await Body!.transformToString()));
      }),
    );
  };
  /** Runs a command as a user does. */
  const run = (...args: readonly string[]) =>
    runCommand(process.execPath, [resolve(__dirname, "../../dist/cli.js"), ...args], {
      // Not in the folder of Terraform.
      cwd: tmpdir(),
      env: { ...neutralEnvironment(), ...emulator.env },
    });
  const ofState = () => ["--dir", workspace.directory, "--state", join(workspace.directory, "terraform.tfstate")];
  const of = (rule: RemediationName, resource: string) => ["--rule", rule, "--resource", resource];

  test("is deployed by one apply, leaves nothing to do, and is healthy", async () => {
    expect((await workspace.plan({ modes })).changes).toEqual([]);
    const report = JSON.parse((await run("verify", ...ofState(), "--json")).stdout) as Report;
    expect(unhealthy(report)).toEqual([]);
    const looked = new Set(report.results.map(({ check }) => check));
    for (const check of remediationChecks) expect(looked).toContain(check.id);
  });

  test("proposes on the first day all that there is, in one message, and changes none of it", async () => {
    const groups = [await openGroup("old"), await openGroup("older")];
    for (const resource of groups) {
      const said = { rule: "restricted-ssh", type: "AWS::EC2::SecurityGroup", resource, compliance: "NON_COMPLIANT" };
      await fetch(`${emulator.url}/moto-api/compliance`, { method: "POST", body: JSON.stringify(said) });
    }
    const QueueUrl = `${emulator.url}/${EMULATED_ACCOUNT}/remediate-restricted-ssh`;
    await call(emulator, "sqs", "SendMessage", { QueueUrl, MessageBody: '{"sweep":"daily"}' });
    const [message, ...more] = await told();
    expect(more).toEqual([]);
    for (const group of groups) {
      expect(message).toContain(group);
      expect(await rulesOf(group)).toContain("from 0.0.0.0/0 tcp 22 22 for now");
    }
  });

  test("closes a group to the world and leaves all else; undo opens it; opened again it is reported", async () => {
    const group = await openGroup("web", [
      { ...ssh, FromPort: 20, ToPort: 30, ...world },
      { ...ssh, IpRanges: [{ CidrIp: "10.0.0.0/8" }], Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
      { IpProtocol: "tcp", FromPort: 443, ToPort: 443, ...world },
    ]);
    const before = await rulesOf(group);
    await findsOpen(group);
    const [message, ...more] = await told();
    expect(more).toEqual([]);
    expect(message).toMatch(/^"HIGH: Repaired: security group sg-/);
    expect(await rulesOf(group)).toEqual([
      "from 0.0.0.0/0 tcp 20 21 for now",
      "from 0.0.0.0/0 tcp 23 30 for now",
      "from 0.0.0.0/0 tcp 443 443 for now",
      "from 10.0.0.0/8 tcp 22 22 ",
      "to 0.0.0.0/0 -1 -1 -1 ",
    ]);
    expect(await recordsOf("restricted-ssh", group)).toMatchObject([{ resource: group, account: EMULATED_ACCOUNT }]);

    const undone = await run("undo", ...of("restricted-ssh", group), ...ofState(), "--yes");
    expect(undone).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Undone: security group /) });
    expect(undone.stderr).toContain("The function repairs it again");
    expect(await rulesOf(group)).toEqual(before);

    await findsOpen(group);
    expect(await told()).toEqual([expect.stringMatching(/^"HIGH: Repaired before, and set back: /)]);
    expect(await rulesOf(group)).toEqual(before);

    // With the settings of the function, the bucket and the table of the state.
    const dry = await run("repair", ...of("restricted-ssh", group), ...ofState(), "--json");
    expect(JSON.parse(dry.stdout)).toMatchObject({
      rule: "restricted-ssh",
      mode: "automatic",
      resource: group,
      exempt: expect.stringContaining("security-monitoring:exempt"),
      decision: { do: "repair" },
      functionStops: [expect.stringContaining("Terraform")],
    });
    expect(dry).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await rulesOf(group)).toEqual(before);
  });

  test("reports that Terraform sets a group back, and does not fight with it", async () => {
    const env = { ...emulator.env, AWS_SDK_UA_APP_ID: "team" };
    const team = new TerraformWorkspace({ "main.tf": ofTeam }, { env });
    try {
      await team.init();
      await team.apply();
      const group = (await team.outputs())["group"] as string;
      await findsOpen(group);
      expect(await told()).toEqual([expect.stringMatching(/^"HIGH: Repaired: security group sg-/)]);
      expect(await rulesOf(group)).toEqual([]);

      await team.apply();
      const setBack = ["from 0.0.0.0/0 tcp 22 22 "];
      expect(await rulesOf(group)).toEqual(setBack);
      await findsOpen(group);
      const [message] = await told();
      expect(message).toMatch(/^"HIGH: Repaired before, and set back: .*Terraform/s);
      expect(await rulesOf(group)).toEqual(setBack);
    } finally {
      team.remove();
    }
  });

  test("leaves a group that is exempt, and reports the tag", async () => {
    const group = await openGroup("exempt");
    const Tags = [{ Key: "security-monitoring:exempt", Value: "" }];
    await ec2.send(new CreateTagsCommand({ Resources: [group], Tags }));
    const arn = `arn:aws:ec2:${emulator.region}:${EMULATED_ACCOUNT}:security-group/${group}`;
    const tagged = (...keys: readonly string[]) =>
      putEvent(
        emulator,
        "aws.tag",
        "Tag Change on Resource",
        {
          "changed-tag-keys": keys,
          tags: { "security-monitoring:exempt": "", Name: "web" },
          service: "ec2",
          "resource-type": "security-group",
          version: 3,
        },
        [arn],
      );
    // A change of another tag is none of an exemption.
    await tagged("Name");
    await tagged("security-monitoring:exempt");
    const [reported, ...more] = await told();
    expect(reported).toMatch(/^"HIGH: A resource was exempted from remediation: ec2 security-group - account /);
    expect(reported).toContain(`"Resource: ${arn}"`);
    expect(more).toEqual([]);
    await findsOpen(group);
    expect(await told()).toEqual([expect.stringMatching(/^"HIGH: Exempt from repair: /)]);
    expect(await rulesOf(group)).toContain("from 0.0.0.0/0 tcp 22 22 for now");
  });

  test("repairs no more in an hour than it may", async () => {
    const groups = await Promise.all(["first", "second", "third"].map((name) => openGroup(name)));
    const titles: string[] = [];
    for (const group of groups) {
      await findsOpen(group);
      titles.push(...(await told()).map((text) => /^"HIGH: ([^:]+):/.exec(text)![1]!));
    }
    expect(titles).toEqual(["Repaired", "Repaired", "Not repaired, the limit is reached"]);
    expect(await rulesOf(groups[2]!)).toContain("from 0.0.0.0/0 tcp 22 22 for now");
  });

  test("blocks public access to a bucket; undo takes the block away, because there was none", async () => {
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
    await s3.send(new CreateBucketCommand({ Bucket: "open-files", CreateBucketConfiguration }));
    await s3.send(new PutBucketAclCommand({ Bucket: "open-files", ACL: "public-read" }));
    await finds("s3-bucket-public-read-prohibited", "AWS::S3::Bucket", "open-files");
    expect(await told()).toEqual([expect.stringMatching(/^"HIGH: Repaired: bucket open-files /)]);
    const block = new GetPublicAccessBlockCommand({ Bucket: "open-files" });
    expect((await s3.send(block)).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const undone = await run("undo", ...of("s3-bucket-public-read-prohibited", "open-files"), ...ofState(), "--yes");
    expect(undone).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Undone: bucket open-files /) });
    await expect(s3.send(block)).rejects.toMatchObject({ name: "NoSuchPublicAccessBlockConfiguration" });
  });

  test("proposes where it is told to, with the command", async () => {
    const Filters = [{ Name: "group-name", Values: ["default"] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    const group = SecurityGroups![0]!.GroupId!;
    const before = await rulesOf(group);
    await finds("vpc-default-security-group-closed", "AWS::EC2::SecurityGroup", group);
    const [message] = await told();
    expect(message).toMatch(/^"MEDIUM: Repair proposed: /);
    expect(message).toContain(`repair --rule vpc-default-security-group-closed --resource ${group}`);
    expect(await rulesOf(group)).toEqual(before);
  });

  test("asks for nothing that the roles of its functions do not allow", async () => {
    const roles = [...requestsByRole(await emulator.requests()).keys()];
    expect(roles.sort()).toEqual(
      Object.keys(modes)
        .map((name) => `remediate-${name}`)
        .sort(),
    );
    expect(await deniedToFunctions(emulator)).toEqual([]);
  });

  test("is changed in place, code too; a queue that was cut off from its function leads to it again", async () => {
    const lambda = new LambdaClient(clientConfig(emulator));
    const FunctionName = "remediate-restricted-ssh";
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({}));
    const mapping = EventSourceMappings!.find(({ FunctionArn }) => FunctionArn!.endsWith(`:${FunctionName}`));
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping!.UUID, Enabled: false }));
    const archive = join(workspace.directory, "module/modules/remediation/repair.zip");
    const release = readFileSync(archive);
    // The last byte is of the comment, which nothing reads: the package of another release.
    release[release.length - 1]! ^= 1;
    writeFileSync(archive, release);

    const changed = { modes: { ...modes, "restricted-ssh": "propose" }, tags: {}, protected: true };
    const { changes } = await workspace.plan(changed);
    expect(changes.filter(isLoss)).toEqual([]);
    await workspace.applyPlan();
    expect((await workspace.plan(changed)).changes).toEqual([]);
    const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID: mapping!.UUID }));
    expect(State).toBe("Enabled");
    const { CodeSha256 } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(CodeSha256).toBe(createHash("sha256").update(release).digest("base64"));

    const group = await openGroup("changed");
    await findsOpen(group);
    expect(await told()).toEqual([expect.stringMatching(/^"HIGH: Repair proposed: /)]);
  });

  test("is disabled without its functions; the records stay, and undo works with the bucket alone", async () => {
    const disabled = { modes: {}, tags: {}, protected: true };
    await workspace.apply(disabled);
    expect((await workspace.plan(disabled)).changes).toEqual([]);
    const { Functions } = await new LambdaClient(clientConfig(emulator)).send(new ListFunctionsCommand({}));
    expect(Functions).toEqual([]);
    const Filters = [{ Name: "group-name", Values: ["first"] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    const group = SecurityGroups![0]!.GroupId!;
    const undone = await run("undo", ...of("restricted-ssh", group), "--bucket", bucket, "--yes");
    expect(undone).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Undone: security group /) });
    expect(await rulesOf(group)).toContain("from 0.0.0.0/0 tcp 22 22 for now");
  });
});

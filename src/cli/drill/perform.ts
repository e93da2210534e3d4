import { CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import {
  ArchiveFindingsCommand,
  CreateSampleFindingsCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListFindingsCommand,
} from "@aws-sdk/client-guardduty";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketWebsiteCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { setTimeout } from "node:timers/promises";
import { Stop } from "../stop";
import { type Account, call, callIfThere, Denied } from "./account";
import type { ActionName } from "./actions";
import type { Traces } from "./evidence";
import { begins, ends, nameOf, tagKey } from "./identity";
import type { Entry, Journal } from "./journal";
import { closeMailbox, publish } from "./mailbox";
import type { Plan } from "./plan";
import type { Permission } from "./policy";

/** A drill that is going on. */
export interface Drill extends Traces {
  readonly account: Account;
  readonly journal: Journal;
  readonly plan: Plan;
  readonly detectorId?: string;
  readonly calls: Map<string, Date>;
  readonly marks: Set<string>;
  readonly findingIds: Set<string>;
}

/** Does one action. What it creates is gone again afterwards, but for what has to stay until the end. */
export async function perform(drill: Drill, action: ActionName): Promise<void> {
  await performers[action](drill);
}

const performers: Readonly<Record<ActionName, (drill: Drill) => Promise<void>>> = {
  "security group": (drill) => temporarily(drill, { kind: "security group" }, () => openAndClose(drill)),
  bucket: (drill) => temporarily(drill, { kind: "bucket" }, () => denyOneCall(drill)),
  // As a part of the bucket.
  "denied calls": () => Promise.resolve(),
  user: (drill) => temporarily(drill, { kind: "user" }, () => createUserWithKey(drill)),
  alarm: setAlarm,
  finding: createFinding,
};

async function temporarily({ account, journal }: Drill, entry: Entry, work: () => Promise<void>): Promise<void> {
  journal.add(entry);
  try {
    await work();
  } finally {
    // A failure is no reason to hide the first one: what is left in the journal is undone at the end.
    await undo(account, journal, entry).catch(() => undefined);
  }
}

/** Makes a call that alerts are about. */
async function timed<T>({ account, calls }: Drill, permission: Permission, send: () => Promise<T>): Promise<T> {
  const time = account.now();
  const result = await call(permission, send);
  calls.set(permission.replace(/^.*:/, ""), time);
  return result;
}

async function openAndClose(drill: Drill): Promise<void> {
  const { account, id, plan, marks } = drill;
  const ec2 = account.client(EC2Client);
  const { GroupId } = await timed(drill, "ec2:CreateSecurityGroup", () =>
    ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: nameOf(id),
        Description: `${begins(id)}: nothing is attached`,
        VpcId: plan.vpc,
        TagSpecifications: [{ ResourceType: "security-group", Tags: [{ Key: tagKey, Value: id }] }],
      }),
    ),
  );
  marks.add(GroupId!);
  const rule = {
    GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  };
  await timed(drill, "ec2:AuthorizeSecurityGroupIngress", () =>
    ec2.send(new AuthorizeSecurityGroupIngressCommand(rule)),
  );
  await call("ec2:RevokeSecurityGroupIngress", () => ec2.send(new RevokeSecurityGroupIngressCommand(rule)));
}

async function denyOneCall(drill: Drill): Promise<void> {
  const { account, id, plan, calls } = drill;
  const s3 = account.client(S3Client);
  const Bucket = nameOf(id);
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyOneCall",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetBucketWebsite",
        Resource: `arn:${account.partition}:s3:::${Bucket}`,
      },
    ],
  };
  await call("s3:CreateBucket", () =>
    s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(account.region !== "us-east-1" && {
          CreateBucketConfiguration: { LocationConstraint: account.region as "eu-west-1" },
        }),
      }),
    ),
  );
  await call("s3:PutBucketTagging", () =>
    s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: tagKey, Value: id }] } })),
  );
  await timed(drill, "s3:PutBucketPolicy", () =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) })),
  );
  if (!plan.steps.includes("denied calls")) return;
  const time = account.now();
  for (let denied = 0, asked = 0; denied < plan.denials; asked++) {
    if (asked > 3 * plan.denials) throw new Stop(`the policy of ${Bucket} did not deny s3:GetBucketWebsite`);
    const answer = await call("s3:GetBucketWebsite", () => s3.send(new GetBucketWebsiteCommand({ Bucket }))).catch(
      (error: unknown) => error,
    );
    if (answer instanceof Denied) denied++;
  }
  calls.set("GetBucketWebsite", time);
}

async function createUserWithKey(drill: Drill): Promise<void> {
  const { account, id } = drill;
  const iam = account.client(IAMClient);
  const UserName = nameOf(id);
  const nothing = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
  await timed(drill, "iam:CreateUser", () =>
    iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: tagKey, Value: id }] })),
  );
  await timed(drill, "iam:PutUserPolicy", () =>
    iam.send(new PutUserPolicyCommand({ UserName, PolicyName: nameOf(id), PolicyDocument: JSON.stringify(nothing) })),
  );
  // The answer, and the secret in it, is not even looked at.
  await timed(drill, "iam:CreateAccessKey", () => iam.send(new CreateAccessKeyCommand({ UserName })));
}

async function setAlarm(drill: Drill): Promise<void> {
  const { account, id, journal, plan } = drill;
  const { name, state } = plan.alarm!;
  journal.add({ kind: "alarm", name, state: state === "OK" ? "OK" : "INSUFFICIENT_DATA" });
  const reason = `${begins(id)}: this alarm is a test`;
  await timed(drill, "cloudwatch:SetAlarmState", () => setState(account, name, "ALARM", reason));
}

async function createFinding(drill: Drill): Promise<void> {
  const { account, journal, plan, detectorId } = drill;
  const guardDuty = account.client(GuardDutyClient);
  const found = { detectorId: detectorId!, type: plan.findingType! };
  journal.add({ kind: "finding", ...found });
  await timed(drill, "guardduty:CreateSampleFindings", () =>
    guardDuty.send(new CreateSampleFindingsCommand({ DetectorId: detectorId, FindingTypes: [found.type] })),
  );
}

/** A type of findings of a detector. */
export interface FindingType {
  readonly detectorId: string;
  readonly type: string;
}

/** The ids of current findings. */
export async function findingsOf({ client }: Pick<Account, "client">, of: FindingType): Promise<readonly string[]> {
  const guardDuty = client(GuardDutyClient);
  const Criterion = { type: { Equals: [of.type] }, "service.archived": { Equals: ["false"] } };
  const { FindingIds = [] } = await call("guardduty:ListFindings", () =>
    guardDuty.send(new ListFindingsCommand({ DetectorId: of.detectorId, FindingCriteria: { Criterion } })),
  );
  return FindingIds;
}

/** Those of them that are only samples. */
export async function samplesOf(account: Pick<Account, "client">, of: FindingType): Promise<readonly string[]> {
  const guardDuty = account.client(GuardDutyClient);
  const FindingIds = [...(await findingsOf(account, of))];
  if (FindingIds.length === 0) return [];
  const { Findings = [] } = await call("guardduty:GetFindings", () =>
    guardDuty.send(new GetFindingsCommand({ DetectorId: of.detectorId, FindingIds })),
  );
  return Findings.flatMap(({ Id, Title }) => (Id !== undefined && Title?.startsWith("[SAMPLE]") ? [Id] : []));
}

function setState(
  { client }: Account,
  AlarmName: string,
  StateValue: "ALARM" | "OK" | "INSUFFICIENT_DATA",
  StateReason: string,
) {
  return client(CloudWatchClient).send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason }));
}

/** Undoes an entry of a journal, however far it came, and removes it there. */
async function undo(account: Account, journal: Journal, entry: Entry): Promise<void> {
  await revert(account, journal.id, entry);
  journal.remove(entry);
}

/** How often, and after how many milliseconds, what could not be undone is tried again: IAM needs a moment. */
const attempts = 4;
const pauseBetween = 2_000;

/**
 * Undoes everything in a journal, what was done last first.
 *
 * @returns What could not be undone, and why; it stays in the journal.
 */
export async function cleanUp(account: Account, journal: Journal): Promise<string[]> {
  const problems: string[] = [];
  for (const entry of [...journal.entries].reverse()) {
    for (let attempt = 1; journal.entries.includes(entry); attempt++) {
      try {
        await undo(account, journal, entry);
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        if (attempt < attempts && !(error instanceof Denied)) {
          await setTimeout(pauseBetween);
          continue;
        }
        problems.push(`${entry.kind} of ${nameOf(journal.id)}: ${error.message}`);
        break;
      }
    }
  }
  return problems;
}

function revert(account: Account, id: string, entry: Entry): Promise<void> {
  switch (entry.kind) {
    case "announcement":
      return publish(account, entry.topicArn, ends(id));
    case "mailbox":
      return closeMailbox(account, id, entry);
    case "security group":
      return deleteGroup(account, id);
    case "bucket":
      return deleteBucket(account, id);
    case "user":
      return deleteUser(account, id);
    case "alarm":
      return resetAlarm(account, id, entry);
    case "finding":
      return archiveFinding(account, entry);
  }
}

async function deleteGroup({ client }: Account, id: string): Promise<void> {
  const ec2 = client(EC2Client);
  const Filters = [
    { Name: "group-name", Values: [nameOf(id)] },
    { Name: `tag:${tagKey}`, Values: [id] },
  ];
  const { SecurityGroups = [] } = await call("ec2:DescribeSecurityGroups", () =>
    ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
  );
  for (const { GroupId } of SecurityGroups)
    await callIfThere("ec2:DeleteSecurityGroup", () => ec2.send(new DeleteSecurityGroupCommand({ GroupId })));
}

async function deleteBucket({ client, account }: Account, id: string): Promise<void> {
  const s3 = client(S3Client);
  const input = { Bucket: nameOf(id), ExpectedBucketOwner: account };
  await callIfThere("s3:DeleteBucketPolicy", () => s3.send(new DeleteBucketPolicyCommand(input)));
  await callIfThere("s3:DeleteBucket", () => s3.send(new DeleteBucketCommand(input)));
}

async function deleteUser({ client }: Account, id: string): Promise<void> {
  const iam = client(IAMClient);
  const UserName = nameOf(id);
  const keys = await callIfThere("iam:ListAccessKeys", () => iam.send(new ListAccessKeysCommand({ UserName })));
  for (const { AccessKeyId } of keys?.AccessKeyMetadata ?? [])
    await callIfThere("iam:DeleteAccessKey", () => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })));
  await callIfThere("iam:DeleteUserPolicy", () =>
    iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: nameOf(id) })),
  );
  await callIfThere("iam:DeleteUser", () => iam.send(new DeleteUserCommand({ UserName })));
}

/** Sets an alarm back if it still is what the drill made of it. */
async function resetAlarm(
  account: Account,
  id: string,
  { name, state }: Extract<Entry, { readonly kind: "alarm" }>,
): Promise<void> {
  const cloudWatch = account.client(CloudWatchClient);
  const { MetricAlarms = [] } = await call("cloudwatch:DescribeAlarms", () =>
    cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] })),
  );
  const [alarm] = MetricAlarms;
  if (alarm?.StateValue === "ALARM" && alarm.StateReason?.startsWith(begins(id)))
    await call("cloudwatch:SetAlarmState", () => setState(account, name, state, ends(id)));
}

/** In a member account only the administrator can do so: the sample stays there. */
async function archiveFinding(account: Account, { detectorId, type }: FindingType): Promise<void> {
  const guardDuty = account.client(GuardDutyClient);
  const FindingIds = [...(await samplesOf(account, { detectorId, type }))];
  if (FindingIds.length === 0) return;
  await call("guardduty:ArchiveFindings", () =>
    guardDuty.send(new ArchiveFindingsCommand({ DetectorId: detectorId, FindingIds })),
  ).catch((error: Error) => {
    if (!(error instanceof Denied) && !error.message.includes("BadRequestException")) throw error;
  });
}

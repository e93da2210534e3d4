import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import { connect } from "../../src/cli/aws/connection";
import type { FunctionSettings, MessageDetail } from "../../src/remediation";
import { Attempts, Engine, Records, remedyFor, type EngineParts } from "../../src/repair";
import { accessThrough } from "./fake-aws";

type Input = Readonly<Record<string, never>>;
type Item = Record<string, AttributeValue>;

export const place = { partition: "aws", account: "111122223333", region: "eu-west-1" };
export const groupId = "sg-0123456789abcdef0";

export const settings: FunctionSettings = {
  name: "restricted-ssh",
  remediation: "restricted-ssh",
  mode: "automatic",
  rule: "acme-restricted-ssh",
  severity: "high",
  source: "acme-security-monitoring",
  table: "acme-remediation",
  bucket: "acme-records",
  exemptTag: "security-monitoring:exempt",
  only: [],
  never: [],
  repairsPerHour: 10,
  own: [],
};

/** An error as the SDK throws what AWS answers. */
export function awsError(name: string, message = "as recorded", httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode } });
}

/** An account with security groups, the table, the bucket and the bus, as far as a repair of groups asks for them. */
export class RepairedAccount {
  readonly calls: { readonly call: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  readonly table = new Map<string, Item>();
  readonly objects = new Map<string, string>();
  readonly messages: MessageDetail[] = [];
  readonly groups = new Map<string, { rules: SecurityGroupRule[]; tags: Record<string, string>; owner: string }>();
  /** Called before a call is answered: throws, or does what somebody else does at that moment. */
  before: (call: string, input: Readonly<Record<string, unknown>>) => void | Promise<void> = () => undefined;
  /** Whose credentials a command has. */
  caller = `arn:aws:iam::${place.account}:user/me`;
  /** In milliseconds. */
  now = Date.parse("2026-11-30T12:00:00Z");
  private created = 0;
  readonly access = accessThrough((_, call, input) => this.answer(call, input as Input));
  readonly clients = connect(this.access);

  constructor(rules: readonly Partial<SecurityGroupRule>[] = [{}], id = groupId) {
    this.add(id, rules);
  }

  add(id: string, rules: readonly Partial<SecurityGroupRule>[] = [{}], tags: Record<string, string> = {}): void {
    const described = rules.map((rule) => ({
      SecurityGroupRuleId: this.newId(),
      GroupId: id,
      GroupOwnerId: place.account,
      IsEgress: false,
      IpProtocol: "tcp",
      FromPort: 22,
      ToPort: 22,
      ...("CidrIpv6" in rule || "ReferencedGroupInfo" in rule ? {} : { CidrIpv4: "0.0.0.0/0" }),
      Tags: [],
      ...rule,
    }));
    this.groups.set(id, { rules: described, tags, owner: place.account });
  }

  engine(changed: Partial<FunctionSettings> = {}, parts: Partial<EngineParts> = {}): Engine {
    return new Engine(this.parts(changed, parts));
  }

  parts(changed: Partial<FunctionSettings> = {}, parts: Partial<EngineParts> = {}): EngineParts {
    const all = { ...settings, ...changed };
    this.created += 1;
    return {
      settings: all,
      place,
      clients: this.clients,
      remedy: remedyFor(all, this.clients, place),
      attempts: new Attempts(this.clients, all),
      records: new Records(this.clients, place, all.bucket),
      by: "arn:aws:lambda:eu-west-1:111122223333:function:acme-remediate-restricted-ssh",
      claimant: `request-${this.created}`,
      log: () => undefined,
      now: () => this.now,
      sleep: () => Promise.resolve(),
      ...parts,
    };
  }

  /** The calls that change something, in order. */
  get changes(): string[] {
    return this.calls.map(({ call }) => call).filter((call) => /^(Authorize|Modify|Revoke)/.test(call));
  }

  /** Ports of the rules of a group. */
  ports(id = groupId): string[] {
    return this.groups.get(id)!.rules.map(({ FromPort, ToPort }) => `${FromPort}-${ToPort}`);
  }

  item(id: string): Item | undefined {
    return this.table.get(`${settings.name}#${id}`);
  }

  private newId(): string {
    this.created += 1;
    return `sgr-${String(this.created).padStart(17, "0")}`;
  }

  private async answer(call: string, input: Input): Promise<object> {
    this.calls.push({ call, input });
    await this.before(call, input);
    const method = (this as unknown as Record<string, ((input: Input) => object) | undefined>)[call];
    if (!method) throw new Error(`there is no answer to ${call}`);
    return method.call(this, input);
  }

  private groupOf(id: string) {
    const group = this.groups.get(id);
    if (!group) throw awsError("InvalidGroup.NotFound");
    return group;
  }

  protected GetCallerIdentity() {
    return { Account: this.caller.split(":")[4], Arn: this.caller };
  }

  protected AssumeRole() {
    return { Credentials: { AccessKeyId: "key", SecretAccessKey: "secret", SessionToken: "token" } };
  }

  protected DescribeSecurityGroups({ GroupIds: [GroupId = ""] }: { GroupIds: string[] }) {
    const { owner, tags } = this.groupOf(GroupId);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    return { SecurityGroups: [{ GroupId, GroupName: "web", OwnerId: owner, Tags }] };
  }

  protected DescribeSecurityGroupRules({ Filters: [{ Values }] }: { Filters: [{ Values: [string] }] }) {
    return { SecurityGroupRules: this.groupOf(Values[0]).rules.map((rule) => ({ ...rule })) };
  }

  protected AuthorizeSecurityGroupIngress(input: { GroupId: string; IpPermissions: [Record<string, never>] }) {
    const { IpRanges = [], Ipv6Ranges = [], ...ports } = input.IpPermissions[0] as Record<string, object[]>;
    const [range] = [...IpRanges, ...Ipv6Ranges] as [{ CidrIp?: string; CidrIpv6?: string; Description?: string }];
    const { CidrIp, ...rest } = range;
    const rule = {
      SecurityGroupRuleId: this.newId(),
      IsEgress: false,
      ...ports,
      ...(CidrIp && { CidrIpv4: CidrIp }),
      ...rest,
    };
    const { rules } = this.groupOf(input.GroupId);
    const isSame = (other: SecurityGroupRule) =>
      JSON.stringify([rule.CidrIpv4, rule.CidrIpv6]) === JSON.stringify([other.CidrIpv4, other.CidrIpv6]) &&
      (rule as SecurityGroupRule).FromPort === other.FromPort &&
      (rule as SecurityGroupRule).ToPort === other.ToPort;
    if (rules.some(isSame)) throw awsError("InvalidPermission.Duplicate");
    rules.push(rule as SecurityGroupRule);
    return { Return: true };
  }

  protected ModifySecurityGroupRules(input: { GroupId: string; SecurityGroupRules: [Record<string, never>] }) {
    const { SecurityGroupRuleId, SecurityGroupRule } = input.SecurityGroupRules[0];
    const found = this.groupOf(input.GroupId).rules.find((rule) => rule.SecurityGroupRuleId === SecurityGroupRuleId);
    if (!found) throw awsError("InvalidSecurityGroupRuleId.NotFound");
    Object.assign(found, SecurityGroupRule);
    return { Return: true };
  }

  protected RevokeSecurityGroupIngress(input: { GroupId: string; SecurityGroupRuleIds: [string] }) {
    const group = this.groupOf(input.GroupId);
    const left = group.rules.filter((rule) => rule.SecurityGroupRuleId !== input.SecurityGroupRuleIds[0]);
    if (left.length === group.rules.length) throw awsError("InvalidSecurityGroupRuleId.NotFound");
    group.rules = left;
    return { Return: true };
  }

  protected LookupEvents() {
    const CloudTrailEvent = JSON.stringify({
      eventName: "AuthorizeSecurityGroupIngress",
      eventTime: "2026-11-30T11:58:00Z",
      userIdentity: { arn: "arn:aws:iam::111122223333:user/alice" },
    });
    return { Events: [{ ReadOnly: "false", CloudTrailEvent }] };
  }

  protected StartConfigRulesEvaluation() {
    return {};
  }

  protected GetComplianceDetailsByConfigRule() {
    const EvaluationResults = [...this.groups.keys()].map((ResourceId) => ({
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: { ResourceId, ResourceType: "AWS::EC2::SecurityGroup" },
      },
    }));
    return { EvaluationResults };
  }

  protected PutEvents({ Entries: [{ Detail }] }: { Entries: [{ Detail: string }] }) {
    this.messages.push(JSON.parse(Detail) as MessageDetail);
    return { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
  }

  protected PutObject({ Key, Body, IfNoneMatch }: { Key: string; Body: string; IfNoneMatch?: string }) {
    if (IfNoneMatch !== "*" || this.objects.has(Key)) throw awsError("PreconditionFailed", Key, 412);
    this.objects.set(Key, Body);
    return {};
  }

  protected GetObject({ Key }: { Key: string }) {
    const text = this.objects.get(Key);
    if (text === undefined) throw awsError("NoSuchKey");
    return {
      ContentLength: Buffer.byteLength(text),
      Body: { transformToString: () => Promise.resolve(text) },
    };
  }

  protected ListObjectsV2({ Prefix }: { Prefix: string }) {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(Prefix));
    return { Contents: keys.map((Key) => ({ Key })) };
  }

  protected GetItem({ Key }: { Key: Item }) {
    const found = this.table.get(Key["id"]!.S!);
    return { Item: found && { ...found } };
  }

  protected UpdateItem(input: {
    Key: Item;
    UpdateExpression: string;
    ConditionExpression: string;
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues: Item;
  }) {
    const id = input.Key["id"]!.S!;
    const item: Item = { ...input.Key, ...this.table.get(id) };
    const nameOf = (name: string) => input.ExpressionAttributeNames?.[name] ?? name;
    const valueOf = (name: string) => input.ExpressionAttributeValues[name]!;
    const holds = (condition: string): boolean => {
      const absent = /^attribute_not_exists\((\S+)\)$/.exec(condition);
      if (absent) return !(nameOf(absent[1]!) in item);
      const [name = "", operator = "", value = ""] = condition.split(" ");
      const [left, right] = [item[nameOf(name)], valueOf(value)];
      if (operator === "=") return JSON.stringify(left) === JSON.stringify(right);
      if (operator === "<>") return JSON.stringify(left) !== JSON.stringify(right);
      if (left?.N === undefined) return false;
      return operator === "<" ? Number(left.N) < Number(right.N) : Number(left.N) <= Number(right.N);
    };
    if (!input.ConditionExpression.split(" OR ").some(holds)) throw awsError("ConditionalCheckFailedException");
    const [, set = "", remove = ""] = /^SET (.*?)(?: REMOVE (.*))?$/.exec(input.UpdateExpression)!;
    for (const assignment of set.split(", ")) {
      const [name = "", value = ""] = assignment.split(" = ");
      item[nameOf(name)] = valueOf(value);
    }
    const removed = remove.split(", ").map(nameOf);
    const left = Object.fromEntries(Object.entries(item).filter(([name]) => !removed.includes(name)));
    this.table.set(id, left);
    return { Attributes: { ...left } };
  }
}

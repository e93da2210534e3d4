import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type IpPermission,
  type SecurityGroupRule as Described,
} from "@aws-sdk/client-ec2";
import {
  defaultGroupClosed,
  restrictedSsh,
  type DefaultGroupChange,
  type GroupChange,
  type Permission,
  type SecurityGroup,
} from "../remediation";
import type { ClientOf } from "./clients";
import { unlessAbsent } from "./failures";
import { nameIn, tagsOf } from "./names";
import type { Found, Place, Remedy } from "./remedy";

type Rule = SecurityGroup["rules"][number];

export function restrictedSshRemedy(clients: ClientOf, place: Place): Remedy<SecurityGroup, GroupChange> {
  const ec2 = clients(EC2Client);
  return {
    logic: restrictedSsh,
    read: (resource) => readGroup(ec2, place, resource),
    async apply(GroupId, change) {
      switch (change.call) {
        case "AuthorizeSecurityGroupIngress":
          await ec2.send(new AuthorizeSecurityGroupIngressCommand(authorization(GroupId, change.permission)));
          return;
        case "ModifySecurityGroupRules":
          await ec2.send(
            new ModifySecurityGroupRulesCommand({
              GroupId,
              SecurityGroupRules: [
                {
                  SecurityGroupRuleId: change.rule.SecurityGroupRuleId,
                  SecurityGroupRule: ruleRequest(change.permission),
                },
              ],
            }),
          );
          return;
        case "RevokeSecurityGroupIngress": {
          const SecurityGroupRuleIds = [change.rule.SecurityGroupRuleId];
          await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds }));
        }
      }
    },
  };
}

export function defaultGroupRemedy(clients: ClientOf, place: Place): Remedy<SecurityGroup, DefaultGroupChange> {
  const ec2 = clients(EC2Client);
  return {
    logic: defaultGroupClosed,
    read: (resource) => readGroup(ec2, place, resource),
    async apply(GroupId, { call, rule }) {
      if (call === "Authorize") {
        const input = authorization(GroupId, rule);
        await (rule.IsEgress
          ? ec2.send(new AuthorizeSecurityGroupEgressCommand(input))
          : ec2.send(new AuthorizeSecurityGroupIngressCommand(input)));
      } else {
        const input = { GroupId, SecurityGroupRuleIds: [rule.SecurityGroupRuleId] };
        await (rule.IsEgress
          ? ec2.send(new RevokeSecurityGroupEgressCommand(input))
          : ec2.send(new RevokeSecurityGroupIngressCommand(input)));
      }
    },
  };
}

async function readGroup(ec2: EC2Client, place: Place, resource: string): Promise<Found<SecurityGroup> | undefined> {
  const id = nameIn(resource);
  const described = await unlessAbsent(ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })));
  const group = described?.SecurityGroups?.[0];
  if (!group) return undefined;
  const { GroupName = "", OwnerId = "", Tags } = group;
  const arn = `arn:${place.partition}:ec2:${place.region}:${OwnerId}:security-group/${id}`;
  const found = { id, names: [id, arn], label: GroupName, owner: OwnerId, tags: tagsOf(Tags) };
  if (OwnerId !== place.account) return found;
  const rules: Rule[] = [];
  const filter = { Filters: [{ Name: "group-id", Values: [id] }] };
  for await (const page of paginateDescribeSecurityGroupRules({ client: ec2, pageSize: 1000 }, filter)) {
    rules.push(...(page.SecurityGroupRules ?? []).map(ruleOf));
  }
  return { ...found, state: { GroupId: id, GroupName, rules } };
}

function ruleOf(described: Described): Rule {
  const { SecurityGroupRuleId = "", IsEgress = false, IpProtocol = "-1", FromPort, ToPort } = described;
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo, Description, Tags } = described;
  const { GroupId, UserId } = ReferencedGroupInfo ?? {};
  return {
    SecurityGroupRuleId,
    IsEgress,
    IpProtocol,
    ...(FromPort !== undefined && { FromPort }),
    ...(ToPort !== undefined && { ToPort }),
    ...(CidrIpv4 !== undefined && { CidrIpv4 }),
    ...(CidrIpv6 !== undefined && { CidrIpv6 }),
    ...(PrefixListId !== undefined && { PrefixListId }),
    ...(GroupId !== undefined && { ReferencedGroupInfo: { GroupId, ...(UserId !== undefined && { UserId }) } }),
    ...(Description !== undefined && { Description }),
    ...(Tags && Tags.length > 0 && { Tags: Tags.map(({ Key, Value }) => ({ Key, Value })) }),
  };
}

function authorization(GroupId: string, permission: Permission) {
  // AWS alone sets tags that begin so.
  const Tags = permission.Tags?.filter(({ Key = "" }) => !Key.startsWith("aws:")) ?? [];
  return {
    GroupId,
    IpPermissions: [ipPermission(permission)],
    ...(Tags.length > 0 && {
      TagSpecifications: [{ ResourceType: "security-group-rule" as const, Tags: Tags.map((tag) => ({ ...tag })) }],
    }),
  };
}

function ipPermission(permission: Permission): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = permission;
  const description = permission.Description ? { Description: permission.Description } : {};
  return {
    IpProtocol,
    FromPort,
    ToPort,
    ...(CidrIpv4 !== undefined && { IpRanges: [{ CidrIp: CidrIpv4, ...description }] }),
    ...(CidrIpv6 !== undefined && { Ipv6Ranges: [{ CidrIpv6, ...description }] }),
    ...(PrefixListId !== undefined && { PrefixListIds: [{ PrefixListId, ...description }] }),
    ...(ReferencedGroupInfo && { UserIdGroupPairs: [{ ...ReferencedGroupInfo, ...description }] }),
  };
}

function ruleRequest(permission: Permission) {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, Description } = permission;
  // Without a description the rule would lose its own.
  return { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, Description };
}

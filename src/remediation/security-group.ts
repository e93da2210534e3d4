/** Who a rule of a security group is about; one of these is set. */
interface Source {
  readonly CidrIpv4?: string;
  readonly CidrIpv6?: string;
  readonly PrefixListId?: string;
  readonly ReferencedGroupInfo?: { readonly GroupId?: string };
}

/** What a rule allows, in the words of EC2's API. */
export interface Permission extends Source {
  readonly IpProtocol: string;
  /** Unset for protocols without ports. */
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly Description?: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

/** A rule, as DescribeSecurityGroupRules describes it. */
export interface SecurityGroupRule extends Permission {
  readonly SecurityGroupRuleId: string;
  readonly IsEgress: boolean;
}

/** A call to EC2, with what it takes to undo it. */
export type GroupChange =
  | { readonly call: "AuthorizeSecurityGroupIngress"; readonly permission: Permission }
  | { readonly call: "ModifySecurityGroupRules"; readonly rule: SecurityGroupRule; readonly permission: Permission }
  | { readonly call: "RevokeSecurityGroupIngress"; readonly rule: SecurityGroupRule };

/** The smallest change that closes a port to the world. */
export interface GroupRepair {
  /** In the order in which nothing that stays allowed is ever denied, and in which a full group refuses the first call. */
  readonly changes: readonly GroupChange[];
  /** Rules that only a person can narrow, because what is left of them cannot be written down. */
  readonly proposed: readonly SecurityGroupRule[];
}

interface Ports {
  readonly from: number;
  readonly to: number;
}

/**
 * What closes a TCP port to 0.0.0.0/0 and ::/0, and nothing else. Of a range with the port in it the rest stays, with its description
 * and tags: the rule is narrowed to one side of the port, and the other side is a new rule.
 *
 * @param rules All rules of the group, ingress and egress.
 */
export function closeToTheWorld(rules: readonly SecurityGroupRule[], port: number): GroupRepair {
  const open = rules.filter((rule) => !rule.IsEgress && isTheWorld(rule) && includes(rule, port));
  const narrowed = open.filter(({ IpProtocol }) => isTcp(IpProtocol));
  // EC2 refuses a rule that there is already.
  const kept = new Set(rules.filter((rule) => !rule.IsEgress && !narrowed.includes(rule)).map(identityOf));
  const calls: { authorize: GroupChange[]; modify: GroupChange[]; revoke: GroupChange[] } = {
    authorize: [],
    modify: [],
    revoke: [],
  };
  for (const rule of narrowed) {
    const left = without(portsOf(rule), port)
      .map(({ from, to }) => ({ ...permissionOf(rule), FromPort: from, ToPort: to }))
      .filter((permission) => !kept.has(identityOf(permission)));
    for (const permission of left) kept.add(identityOf(permission));
    const [first, ...others] = left;
    if (first) calls.modify.push({ call: "ModifySecurityGroupRules", rule, permission: first });
    else calls.revoke.push({ call: "RevokeSecurityGroupIngress", rule });
    calls.authorize.push(
      ...others.map((permission) => ({ call: "AuthorizeSecurityGroupIngress" as const, permission })),
    );
  }
  return {
    changes: [...calls.authorize, ...calls.modify, ...calls.revoke],
    proposed: open.filter((rule) => !narrowed.includes(rule)),
  };
}

/**
 * What takes changes back, in an order in which nothing that was allowed before is ever denied. A revoked rule gets another id.
 *
 * @param created The ids of the rules that were authorized, in the order of the changes.
 */
export function undoChanges(changes: readonly GroupChange[], created: readonly string[]): GroupChange[] {
  const ids = [...created];
  const added: GroupChange[] = [];
  const back = changes.flatMap((change): GroupChange[] => {
    switch (change.call) {
      case "AuthorizeSecurityGroupIngress": {
        const rule = { ...change.permission, SecurityGroupRuleId: ids.shift()!, IsEgress: false };
        added.push({ call: "RevokeSecurityGroupIngress", rule });
        return [];
      }
      case "ModifySecurityGroupRules": {
        const { SecurityGroupRuleId, IsEgress } = change.rule;
        const rule = { ...change.permission, SecurityGroupRuleId, IsEgress };
        return [{ call: "ModifySecurityGroupRules", rule, permission: permissionOf(change.rule) }];
      }
      case "RevokeSecurityGroupIngress":
        return [{ call: "AuthorizeSecurityGroupIngress", permission: permissionOf(change.rule) }];
    }
  });
  return [...back, ...added];
}

function isTheWorld({ CidrIpv4, CidrIpv6 }: Source): boolean {
  return CidrIpv4 === "0.0.0.0/0" || CidrIpv6 === "::/0";
}

function isTcp(protocol: string): boolean {
  return protocol === "tcp" || protocol === "6";
}

/** Whether a rule is about the port: TCP with it, or all traffic. */
function includes(rule: Permission, port: number): boolean {
  if (rule.IpProtocol === "-1") return true;
  const { from, to } = portsOf(rule);
  return isTcp(rule.IpProtocol) && from <= port && port <= to;
}

function portsOf({ FromPort = 0, ToPort = 65_535 }: Permission): Ports {
  return { from: FromPort, to: ToPort };
}

/** What is left of a range without a port in it. */
function without({ from, to }: Ports, port: number): Ports[] {
  return [
    { from, to: port - 1 },
    { from: port + 1, to },
  ].filter((range) => range.from <= range.to);
}

function permissionOf(rule: SecurityGroupRule): Permission {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo, Description, Tags } =
    rule;
  return { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo, Description, Tags };
}

/** What EC2 compares: no description, and no tags. */
function identityOf(permission: Permission): string {
  const { IpProtocol, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = permission;
  const { from, to } = portsOf(permission);
  const protocol = isTcp(IpProtocol) ? "tcp" : IpProtocol;
  return JSON.stringify([protocol, from, to, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo?.GroupId]);
}

import fc from "fast-check";
import {
  closeToTheWorld,
  undoChanges,
  type GroupChange,
  type Permission,
  type SecurityGroupRule,
} from "../../../src/remediation";

const world = { CidrIpv4: "0.0.0.0/0" };
const worldV6 = { CidrIpv6: "::/0" };
const office = { CidrIpv4: "198.51.100.0/24" };

let next = 0;
function rule(from: number | undefined, to: number | undefined, rest: Partial<SecurityGroupRule> = world) {
  next += 1;
  const SecurityGroupRuleId = `sgr-${String(next).padStart(17, "0")}`;
  return { SecurityGroupRuleId, IsEgress: false, IpProtocol: "tcp", FromPort: from, ToPort: to, ...rest };
}

/** A call as a person would write it down. */
function inWords(change: GroupChange): string {
  const portsOf = ({ FromPort, ToPort, CidrIpv4, CidrIpv6 }: Permission) =>
    `${FromPort}-${ToPort} ${CidrIpv4 ?? CidrIpv6}`;
  switch (change.call) {
    case "AuthorizeSecurityGroupIngress":
      return `authorize ${portsOf(change.permission)}`;
    case "ModifySecurityGroupRules":
      return `${portsOf(change.rule)} becomes ${portsOf(change.permission)}`;
    case "RevokeSecurityGroupIngress":
      return `revoke ${portsOf(change.rule)}`;
  }
}

const all = { IpProtocol: "-1", FromPort: -1, ToPort: -1 };

describe("port 22 is closed to the world", () => {
  test.each<[string, SecurityGroupRule[], string[]]>([
    ["alone", [rule(22, 22)], ["revoke 22-22 0.0.0.0/0"]],
    ["over IPv6", [rule(22, 22, worldV6)], ["revoke 22-22 ::/0"]],
    ["by the number of TCP", [rule(22, 22, { ...world, IpProtocol: "6" })], ["revoke 22-22 0.0.0.0/0"]],
    [
      "over both, with another source beside them",
      [rule(22, 22), rule(22, 22, worldV6), rule(22, 22, office)],
      ["revoke 22-22 0.0.0.0/0", "revoke 22-22 ::/0"],
    ],
    ["at the start of a range", [rule(22, 30)], ["22-30 0.0.0.0/0 becomes 23-30 0.0.0.0/0"]],
    ["at the end of a range", [rule(20, 22)], ["20-22 0.0.0.0/0 becomes 20-21 0.0.0.0/0"]],
    ["within a range", [rule(20, 30)], ["authorize 23-30 0.0.0.0/0", "20-30 0.0.0.0/0 becomes 20-21 0.0.0.0/0"]],
    ["within all ports", [rule(0, 65_535, worldV6)], ["authorize 23-65535 ::/0", "0-65535 ::/0 becomes 0-21 ::/0"]],
    ["where what would be left is there already", [rule(22, 30), rule(23, 30)], ["revoke 22-30 0.0.0.0/0"]],
    [
      "where one side of what would be left is there already",
      [rule(20, 30), rule(20, 21)],
      ["20-30 0.0.0.0/0 becomes 23-30 0.0.0.0/0"],
    ],
    [
      "in two ranges with the same rest",
      [rule(22, 30), rule(20, 30)],
      ["22-30 0.0.0.0/0 becomes 23-30 0.0.0.0/0", "20-30 0.0.0.0/0 becomes 20-21 0.0.0.0/0"],
    ],
    ["not for a network", [rule(22, 22, office)], []],
    ["not for a prefix list", [rule(22, 22, { PrefixListId: "pl-0123456789abcdef0" })], []],
    ["not for a group", [rule(22, 22, { ReferencedGroupInfo: { GroupId: "sg-0123456789abcdef0" } })], []],
    ["not for UDP", [rule(22, 22, { ...world, IpProtocol: "udp" })], []],
    ["not for what goes out", [rule(22, 22, { ...world, IsEgress: true })], []],
    ["not another port", [rule(443, 443), rule(0, 21), rule(23, 65_535)], []],
    ["not for ICMP, whose types are no ports", [rule(8, -1, { ...world, IpProtocol: "icmp" })], []],
  ])("%s", (_, rules, expected) => {
    const { changes, proposed } = closeToTheWorld(rules, 22);
    expect(changes.map(inWords)).toEqual(expected);
    expect(proposed).toEqual([]);
  });

  test("except where all traffic is allowed, which is proposed", () => {
    const [everything, ssh] = [rule(-1, -1, { ...world, ...all }), rule(22, 22)];
    const { changes, proposed } = closeToTheWorld([everything, ssh], 22);
    expect(changes.map(inWords)).toEqual(["revoke 22-22 0.0.0.0/0"]);
    expect(proposed).toEqual([everything]);
    expect(closeToTheWorld([rule(-1, -1, { ...office, ...all })], 22).proposed).toEqual([]);
  });

  test("description and tags stay with what is left", () => {
    const [Description, Tags] = ["admins", [{ Key: "team", Value: "ops" }]];
    const { changes } = closeToTheWorld([rule(20, 30, { ...world, Description, Tags })], 22);
    expect(changes).toHaveLength(2);
    for (const change of changes) {
      expect(change).toMatchObject({ permission: { Description, Tags, CidrIpv4: "0.0.0.0/0", IpProtocol: "tcp" } });
      expect(change).not.toHaveProperty("permission.SecurityGroupRuleId");
    }
  });
});

/** EC2, as far as rules go: what it refuses, and what it then allows. */
class Group {
  private created = 0;
  readonly ids: string[] = [];

  constructor(public rules: readonly SecurityGroupRule[]) {}

  apply(change: GroupChange): void {
    switch (change.call) {
      case "AuthorizeSecurityGroupIngress": {
        this.refuseDuplicate(change.permission);
        const SecurityGroupRuleId = `new-${(this.created += 1)}`;
        this.ids.push(SecurityGroupRuleId);
        this.rules = [...this.rules, { ...change.permission, SecurityGroupRuleId, IsEgress: false }];
        return;
      }
      case "ModifySecurityGroupRules": {
        const { SecurityGroupRuleId, IsEgress } = this.mustHave(change.rule);
        this.refuseDuplicate(change.permission);
        const changed = { ...change.permission, SecurityGroupRuleId, IsEgress };
        this.rules = this.rules.map((each) => (each.SecurityGroupRuleId === SecurityGroupRuleId ? changed : each));
        return;
      }
      case "RevokeSecurityGroupIngress": {
        const { SecurityGroupRuleId } = this.mustHave(change.rule);
        this.rules = this.rules.filter((each) => each.SecurityGroupRuleId !== SecurityGroupRuleId);
      }
    }
  }

  private mustHave({ SecurityGroupRuleId }: SecurityGroupRule): SecurityGroupRule {
    const found = this.rules.find((each) => each.SecurityGroupRuleId === SecurityGroupRuleId);
    if (!found) throw new Error(`InvalidSecurityGroupRuleId.NotFound: ${SecurityGroupRuleId}`);
    return found;
  }

  private refuseDuplicate(permission: Permission): void {
    if (this.rules.some((each) => !each.IsEgress && identity(each) === identity(permission)))
      throw new Error(`InvalidPermission.Duplicate: ${identity(permission)}`);
  }
}

const identity = ({ IpProtocol, FromPort, ToPort, ...rest }: Permission) =>
  JSON.stringify([
    IpProtocol,
    FromPort,
    ToPort,
    rest.CidrIpv4,
    rest.CidrIpv6,
    rest.PrefixListId,
    rest.ReferencedGroupInfo,
  ]);

const sources = [world, worldV6, office, { PrefixListId: "pl-1" }, { ReferencedGroupInfo: { GroupId: "sg-1" } }];
const port = fc.oneof(fc.constantFrom(0, 20, 21, 22, 23, 24, 65_535), fc.integer({ min: 0, max: 65_535 }));
const someRule = fc
  .tuple(port, port, fc.constantFrom(...sources), fc.constantFrom("tcp", "tcp", "udp", "-1"), fc.boolean())
  .map(([one, other, source, IpProtocol, IsEgress]) => {
    const ports = IpProtocol === "-1" ? [-1, -1] : [Math.min(one, other), Math.max(one, other)];
    return { IpProtocol, FromPort: ports[0]!, ToPort: ports[1]!, IsEgress, ...source };
  });
const someGroup = fc
  .uniqueArray(someRule, { maxLength: 8, selector: (each) => `${each.IsEgress} ${identity(each)}` })
  .map((rules) => rules.map((each, at) => ({ ...each, SecurityGroupRuleId: `sgr-${at}` })));

/** The flows that rules allow, at the ports where something may change. */
function flows(rules: readonly SecurityGroupRule[], ports: readonly number[]): Set<string> {
  return new Set(
    rules.flatMap(({ IpProtocol, FromPort = 0, ToPort = 65_535, IsEgress, ...rest }) => {
      const source = JSON.stringify([rest.CidrIpv4, rest.CidrIpv6, rest.PrefixListId, rest.ReferencedGroupInfo]);
      return ["tcp", "udp"].flatMap((protocol) =>
        ports
          .filter((each) => IpProtocol === "-1" || (IpProtocol === protocol && FromPort <= each && each <= ToPort))
          .map((each) => `${IsEgress ? "to" : "from"} ${source} ${protocol} ${each}`),
      );
    }),
  );
}

const isSshOfTheWorld = (flow: string) =>
  /^from \["0\.0\.0\.0\/0"|^from \[null,"::\/0"/.test(flow) && flow.endsWith(" tcp 22");

test("closes port 22 to the world and no other flow, not even between two calls, and can be undone", () => {
  fc.assert(
    fc.property(someGroup, (rules) => {
      const ports = [
        ...new Set([0, 21, 22, 23, 65_535, ...rules.flatMap(({ FromPort, ToPort }) => [FromPort, ToPort])]),
      ].filter((each) => each >= 0);
      const before = flows(rules, ports);
      const { changes, proposed } = closeToTheWorld(rules, 22);
      const proposedFlows = flows(proposed, ports);
      const stays = [...before].filter((flow) => !isSshOfTheWorld(flow) || proposedFlows.has(flow)).sort();
      const group = new Group(rules);
      for (const change of changes) {
        group.apply(change);
        const now = flows(group.rules, ports);
        expect(stays.filter((flow) => !now.has(flow))).toEqual([]);
        expect([...now].filter((flow) => !before.has(flow))).toEqual([]);
      }
      expect([...flows(group.rules, ports)].sort()).toEqual(stays);
      // Once is enough.
      expect(closeToTheWorld(group.rules, 22).changes).toEqual([]);

      for (const change of undoChanges(changes, group.ids)) {
        group.apply(change);
        const now = flows(group.rules, ports);
        expect(stays.filter((flow) => !now.has(flow))).toEqual([]);
      }
      expect(group.rules.map(identity).sort()).toEqual(rules.map(identity).sort());
    }),
    { numRuns: 2000, seed: 22 },
  );
});

import fc from "fast-check";
import {
  defaultGroupClosed,
  leadToTheSame,
  planUndo,
  publicBucket,
  publicSharing,
  restrictedSsh,
  stoppedTrail,
  type Logic,
  type SecurityGroup,
} from "../../../src/remediation";

type Rule = SecurityGroup["rules"][number];

const rule = (id: number, FromPort: number, ToPort: number, rest: Partial<Rule> = {}): Rule => ({
  SecurityGroupRuleId: `sgr-${id}`,
  IsEgress: false,
  IpProtocol: "tcp",
  FromPort,
  ToPort,
  ...("CidrIpv6" in rest || "PrefixListId" in rest ? {} : { CidrIpv4: "0.0.0.0/0" }),
  ...rest,
});
const group = (...rules: Rule[]): SecurityGroup => ({ GroupId: "sg-1", GroupName: "web", rules });
const defaultGroup = (...rules: Rule[]) => ({ ...group(...rules), GroupName: "default" });

const everybody = { URI: "http://acs.amazonaws.com/groups/global/AllUsers" };
const publicAcl = { grants: [{ Grantee: everybody, Permission: "READ" }] };

/** Each remediation with something wrong, what it is after the repair, and something that a person changed since. */
const cases: [string, Logic<unknown, unknown>, unknown, unknown, unknown][] = [
  [
    "restricted-ssh",
    restrictedSsh,
    group(rule(1, 20, 30, { Description: "admins" }), rule(2, 443, 443)),
    group(rule(1, 20, 21, { Description: "admins" }), rule(2, 443, 443), rule(9, 23, 30, { Description: "admins" })),
    group(rule(1, 20, 21, { Description: "others" }), rule(2, 443, 443), rule(9, 23, 30, { Description: "admins" })),
  ],
  [
    "vpc-default-security-group-closed",
    defaultGroupClosed,
    defaultGroup(rule(1, 80, 80), rule(2, -1, -1, { IpProtocol: "-1", IsEgress: true })),
    defaultGroup(),
    defaultGroup(rule(3, 443, 443)),
  ],
  [
    "bucket",
    publicBucket,
    { ...publicAcl, block: { BlockPublicAcls: true } },
    {
      ...publicAcl,
      block: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    },
    {
      ...publicAcl,
      isPolicyPublic: true,
      block: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    },
  ],
  ["sharing", publicSharing, { sharedWith: ["4", "all"] }, { sharedWith: ["4"] }, { sharedWith: ["4", "5"] }],
  ["trail", stoppedTrail, { isLogging: false }, { isLogging: true }, undefined],
];

describe.each(cases)("%s", (_, logic, before, after, changedSince) => {
  const { changes, causes } = logic.assess(before);

  test("says what is wrong, and is right after its changes, which are enough", () => {
    expect([changes.length > 0, causes.length > 0]).toEqual([true, true]);
    expect(logic.lines(logic.after(before, changes))).toEqual(logic.lines(after));
    expect(logic.assess(after)).toEqual({ causes: [], changes: [], proposed: [] });
    expect(changes.map((change) => logic.describe(change)).join("; ")).toMatch(/^[a-z].{5,}[^.]$/);
  });

  test("is undone from what it was, as JSON has it", () => {
    const undo = planUndo(logic, JSON.parse(JSON.stringify(before)), after);
    if (undo.kind !== "undo") throw new Error(undo.kind);
    expect(logic.lines(logic.after(after, undo.changes))).toEqual(logic.lines(before));
    expect([undo.differences.comes.length > 0, undo.differences.goes.length + undo.differences.comes.length]).toEqual([
      true,
      new Set([...undo.differences.goes, ...undo.differences.comes]).size,
    ]);
  });

  test("is undone once", () => {
    expect(planUndo(logic, before, before)).toEqual({ kind: "nothing to undo" });
  });

  if (changedSince !== undefined)
    test("is not undone if a person has changed the resource since", () => {
      expect(planUndo(logic, before, changedSince)).toMatchObject({ kind: "changed since" });
    });

  test.each([
    ["nothing", undefined],
    ["a command", "rm -rf /"],
    ["one property more", { ...(before as object), command: "rm -rf /" }],
    ["an own prototype", JSON.parse(`{"__proto__": ${JSON.stringify(before)}}`)],
  ])("a record with %s is refused", (_title, forged) => {
    expect(() => planUndo(logic, forged, after)).toThrow();
  });
});

describe("security groups", () => {
  test("undo finds a new rule by what it is, and never by an id of the record", () => {
    const before = group(rule(1, 20, 30));
    const after = group(rule(1, 20, 21), rule(77, 23, 30));
    expect(planUndo(restrictedSsh, before, after)).toMatchObject({
      changes: [
        {
          call: "ModifySecurityGroupRules",
          rule: { SecurityGroupRuleId: "sgr-1" },
          permission: { FromPort: 20, ToPort: 30 },
        },
        { call: "RevokeSecurityGroupIngress", rule: { SecurityGroupRuleId: "sgr-77" } },
      ],
    });
  });

  test("only the default group of a VPC is closed as a whole", () => {
    expect(defaultGroupClosed.assess(group(rule(1, 80, 80)))).toEqual({ causes: [], changes: [], proposed: [] });
  });

  test("what only a person can narrow is proposed, and no change", () => {
    const { changes, proposed, causes } = restrictedSsh.assess(group(rule(1, -1, -1, { IpProtocol: "-1" })));
    expect([changes, causes]).toEqual([[], ["sgr-1 allows all traffic from 0.0.0.0/0"]]);
    expect(proposed).toEqual([expect.stringMatching(/^Replace sgr-1, .*"all but port 22" cannot be written down\.$/)]);
  });

  test("a description of others stays within its line", () => {
    expect(restrictedSsh.lines(group(rule(1, 22, 22, { Description: "a\u001b[2J\nb" })))).toEqual([
      'in: tcp 22 from 0.0.0.0/0 "a [2J b"',
    ]);
  });

  test("what was left halfway leads to the same as the whole", () => {
    const before = group(rule(1, 20, 30));
    expect(leadToTheSame(restrictedSsh, before, group(rule(1, 20, 30), rule(2, 23, 30)))).toBe(true);
    expect(leadToTheSame(restrictedSsh, before, group(rule(1, 20, 30), rule(2, 80, 80)))).toBe(false);
  });

  test("any group is undone to what it was, whatever ids its new rules have", () => {
    const port = fc.integer({ min: 15, max: 30 });
    const some = fc
      .tuple(port, port, fc.constantFrom({}, { CidrIpv6: "::/0" }, { CidrIpv4: "10.0.0.0/8" }, { IsEgress: true }))
      .map(([one, other, rest]) => rule(0, Math.min(one, other), Math.max(one, other), rest));
    const same = ({ FromPort, ToPort, CidrIpv4, CidrIpv6, IsEgress }: Rule) =>
      JSON.stringify([FromPort, ToPort, CidrIpv4, CidrIpv6, IsEgress]);
    fc.assert(
      fc.property(fc.uniqueArray(some, { maxLength: 6, selector: same }), (rules) => {
        const before = group(...rules.map((each, index) => ({ ...each, SecurityGroupRuleId: `sgr-${index}` })));
        const { changes } = restrictedSsh.assess(before);
        const after = restrictedSsh.after(before, changes);
        const now = {
          ...after,
          rules: after.rules.map((each, index) => ({
            ...each,
            SecurityGroupRuleId: each.SecurityGroupRuleId || `new-${index}`,
          })),
        };
        const undo = planUndo(restrictedSsh, before, now);
        if (changes.length === 0) return expect(undo.kind).toBe("nothing to undo");
        if (undo.kind !== "undo") throw new Error(undo.kind);
        return expect(restrictedSsh.lines(restrictedSsh.after(now, undo.changes))).toEqual(restrictedSsh.lines(before));
      }),
      { numRuns: 500, seed: 22 },
    );
  });
});

test("a bucket that nothing makes public is right without a block", () => {
  expect(publicBucket.assess({ grants: [] }).changes).toEqual([]);
});

test("a bucket without a block loses the one that it got", () => {
  const { changes } = publicBucket.assess(publicAcl);
  const undo = planUndo(publicBucket, publicAcl, publicBucket.after(publicAcl, changes));
  expect(undo).toMatchObject({
    changes: [{ call: "DeletePublicAccessBlock" }],
    differences: { comes: ["no block of public access"] },
  });
});

test("a trail that was recording is not stopped", () => {
  expect(planUndo(stoppedTrail, { isLogging: true }, { isLogging: true })).toEqual({ kind: "nothing to undo" });
  expect(planUndo(stoppedTrail, { isLogging: true }, { isLogging: false }).kind).toBe("changed since");
});

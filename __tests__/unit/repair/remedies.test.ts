import { connect } from "../../../src/cli/aws/connection";
import type { RemediationName } from "../../../src/remediation";
import { remedyFor, remedyOf } from "../../../src/repair";
import { accessThrough } from "../../support/fake-aws";
import { awsError, place, settings } from "../../support/repaired-account";

type Answer = object | Error | ((input: never) => object);

/** AWS with one answer to each call, and the calls that change something. */
function aws(answers: Readonly<Record<string, Answer>>) {
  const changes: [string, unknown][] = [];
  const clients = connect(
    accessThrough((_, call, input) => {
      const answer = answers[call];
      if (answer instanceof Error) throw answer;
      if (typeof answer === "function") return (answer as (input: unknown) => object)(input);
      if (answer) return answer;
      if (!/^(Modify|Put|Delete|Start|Stop|Authorize|Revoke)/.test(call)) throw new Error(`no answer to ${call}`);
      changes.push([call, input]);
      return {};
    }),
  );
  return { clients, changes };
}

async function repairedBy(name: RemediationName, answers: Readonly<Record<string, Answer>>, resource: string) {
  const { clients, changes } = aws(answers);
  const remedy = remedyOf(name, clients, place);
  const found = await remedy.read(resource);
  const needed = remedy.logic.assess(found!.state).changes;
  for (const change of needed) await remedy.apply(found!.id, change);
  const made = changes.splice(0);
  for (const change of remedy.logic.back(needed, remedy.logic.after(found!.state, needed), found!.state))
    await remedy.apply(found!.id, change);
  return { found, made, back: changes };
}

const owned = { OwnerId: place.account, Tags: [{ Key: "team", Value: "web" }] };
const rule = (id: string, rest: object) => ({
  SecurityGroupRuleId: id,
  GroupId: "sg-1",
  GroupOwnerId: place.account,
  IsEgress: false,
  IpProtocol: "tcp",
  FromPort: 20,
  ToPort: 30,
  CidrIpv4: "0.0.0.0/0",
  Tags: [],
  ...rest,
});

test("a range is narrowed and its rest authorized, with description and tags but those of AWS", async () => {
  const Tags = [
    { Key: "team", Value: "web" },
    { Key: "aws:cloudformation:stack-name", Value: "x" },
  ];
  const { found, made, back } = await repairedBy(
    "restricted-ssh",
    {
      DescribeSecurityGroups: { SecurityGroups: [{ GroupId: "sg-1", GroupName: "web", ...owned }] },
      DescribeSecurityGroupRules: ({ NextToken }: { NextToken?: string }) =>
        NextToken
          ? { SecurityGroupRules: [rule("sgr-2", { FromPort: 22, ToPort: 22, CidrIpv4: undefined, CidrIpv6: "::/0" })] }
          : { NextToken: "2", SecurityGroupRules: [rule("sgr-1", { Description: "admins", Tags })] },
    },
    "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
  );
  expect(found).toMatchObject({
    id: "sg-1",
    names: ["sg-1", "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1"],
    label: "web",
    tags: { team: "web" },
  });
  const GroupId = "sg-1";
  expect(made).toEqual([
    [
      "AuthorizeSecurityGroupIngress",
      {
        GroupId,
        IpPermissions: [
          { IpProtocol: "tcp", FromPort: 23, ToPort: 30, IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "admins" }] },
        ],
        TagSpecifications: [{ ResourceType: "security-group-rule", Tags: [{ Key: "team", Value: "web" }] }],
      },
    ],
    [
      "ModifySecurityGroupRules",
      {
        GroupId,
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: "sgr-1",
            SecurityGroupRule: {
              IpProtocol: "tcp",
              FromPort: 20,
              ToPort: 21,
              CidrIpv4: "0.0.0.0/0",
              Description: "admins",
            },
          },
        ],
      },
    ],
    ["RevokeSecurityGroupIngress", { GroupId, SecurityGroupRuleIds: ["sgr-2"] }],
  ]);
  expect(back.map(([call]) => call)).toEqual([
    "ModifySecurityGroupRules",
    "AuthorizeSecurityGroupIngress",
    "RevokeSecurityGroupIngress",
  ]);
  expect(back[1]![1]).toEqual({
    GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, Ipv6Ranges: [{ CidrIpv6: "::/0" }] }],
  });
});

test("every rule of a default group is revoked by its direction, and authorized again", async () => {
  const { made, back } = await repairedBy(
    "vpc-default-security-group-closed",
    {
      DescribeSecurityGroups: { SecurityGroups: [{ GroupId: "sg-1", GroupName: "default", ...owned }] },
      DescribeSecurityGroupRules: {
        SecurityGroupRules: [
          rule("sgr-1", {
            IpProtocol: "-1",
            FromPort: -1,
            ToPort: -1,
            CidrIpv4: undefined,
            ReferencedGroupInfo: { GroupId: "sg-1", UserId: place.account },
          }),
          rule("sgr-2", { IsEgress: true, CidrIpv4: undefined, PrefixListId: "pl-1" }),
        ],
      },
    },
    "sg-1",
  );
  expect(made).toEqual([
    ["RevokeSecurityGroupIngress", { GroupId: "sg-1", SecurityGroupRuleIds: ["sgr-1"] }],
    ["RevokeSecurityGroupEgress", { GroupId: "sg-1", SecurityGroupRuleIds: ["sgr-2"] }],
  ]);
  expect(back).toMatchObject([
    [
      "AuthorizeSecurityGroupIngress",
      { IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-1", UserId: place.account }] }] },
    ],
    ["AuthorizeSecurityGroupEgress", { IpPermissions: [{ FromPort: 20, PrefixListIds: [{ PrefixListId: "pl-1" }] }] }],
  ]);
});

describe("a bucket", () => {
  const allUsers = { URI: "http://acs.amazonaws.com/groups/global/AllUsers", Type: "Group" };
  const open = {
    GetBucketAcl: { Owner: { ID: "me" }, Grants: [{ Grantee: allUsers, Permission: "READ" }] },
    GetPublicAccessBlock: awsError("NoSuchPublicAccessBlockConfiguration"),
    GetBucketPolicyStatus: awsError("NoSuchBucketPolicy"),
    GetBucketTagging: { TagSet: [{ Key: "team", Value: "web" }] },
  };
  const ofUs = { Bucket: "site", ExpectedBucketOwner: place.account };

  test("without a block gets one, and undo deletes it", async () => {
    const { found, made, back } = await repairedBy("s3-bucket-public-read-prohibited", open, "arn:aws:s3:::site");
    expect(found).toMatchObject({ id: "site", names: ["site", "arn:aws:s3:::site"], tags: { team: "web" } });
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    expect(made).toEqual([["PutPublicAccessBlock", { ...ofUs, PublicAccessBlockConfiguration: all }]]);
    expect(back).toEqual([["DeletePublicAccessBlock", ofUs]]);
  });

  test("with a part of one gets that part back", async () => {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    const answers = {
      ...open,
      GetPublicAccessBlock: { PublicAccessBlockConfiguration },
      GetBucketPolicyStatus: { PolicyStatus: { IsPublic: true } },
      GetBucketTagging: awsError("NoSuchTagSet"),
    };
    const { found, back } = await repairedBy("s3-bucket-public-write-prohibited", answers, "site");
    expect(found).toMatchObject({ tags: {}, state: { isPolicyPublic: true, block: { BlockPublicAcls: true } } });
    expect(back).toMatchObject([
      ["PutPublicAccessBlock", { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: false } }],
    ]);
  });

  test("that is gone is gone; of one that denies it nothing is known", async () => {
    const read = (error: Error) =>
      remedyOf("s3-bucket-public-read-prohibited", aws({ GetBucketAcl: error }).clients, place).read("site");
    expect(await read(awsError("NoSuchBucket"))).toBeUndefined();
    await expect(read(awsError("AccessDenied"))).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

test("a snapshot is taken back from everybody, and stays with the accounts that are named", async () => {
  const answers = {
    DescribeSnapshots: { Snapshots: [{ SnapshotId: "snap-1", ...owned }] },
    DescribeSnapshotAttribute: { CreateVolumePermissions: [{ Group: "all" }, { UserId: "444455556666" }] },
  };
  const { found, made, back } = await repairedBy("public-snapshot", answers, "snap-1");
  expect(found).toMatchObject({ id: "snap-1", state: { sharedWith: ["all", "444455556666"] } });
  const input = { SnapshotId: "snap-1", Attribute: "createVolumePermission" };
  const Group = "all";
  expect(made).toEqual([["ModifySnapshotAttribute", { ...input, CreateVolumePermission: { Remove: [{ Group }] } }]]);
  expect(back).toEqual([["ModifySnapshotAttribute", { ...input, CreateVolumePermission: { Add: [{ Group }] } }]]);
});

test("an image likewise", async () => {
  const answers = {
    DescribeImages: { Images: [{ ImageId: "ami-1", Name: "web", ...owned }] },
    DescribeImageAttribute: {
      LaunchPermissions: [{ Group: "all" }, { OrganizationArn: "arn:aws:organizations::1:organization/o-1" }],
    },
  };
  const { found, made } = await repairedBy("public-image", answers, "ami-1");
  expect(found).toMatchObject({ names: ["ami-1", "arn:aws:ec2:eu-west-1::image/ami-1"], label: "web" });
  expect(made).toEqual([
    ["ModifyImageAttribute", { ImageId: "ami-1", LaunchPermission: { Remove: [{ Group: "all" }] } }],
  ]);
});

test.each([
  ["public-snapshot", "DescribeSnapshots", { Snapshots: [{ SnapshotId: "snap-1", OwnerId: "444455556666" }] }],
  ["public-image", "DescribeImages", { Images: [{ ImageId: "ami-1", OwnerId: "444455556666" }] }],
] as const)("of another account's %s nothing but the owner is read", async (name, call, answer) => {
  const found = await remedyOf(name, aws({ [call]: answer }).clients, place).read("x");
  expect([found!.owner, found!.state]).toEqual(["444455556666", undefined]);
});

describe("a database snapshot", () => {
  const arn = (kind: string) => `arn:aws:rds:eu-west-1:111122223333:${kind}:night`;
  const attributes = [{ AttributeName: "restore", AttributeValues: ["all", "444455556666"] }];
  const answers = {
    DescribeDBSnapshots: {
      DBSnapshots: [{ DBSnapshotIdentifier: "night", DBSnapshotArn: arn("snapshot"), TagList: [] }],
    },
    DescribeDBSnapshotAttributes: { DBSnapshotAttributesResult: { DBSnapshotAttributes: attributes } },
    DescribeDBClusterSnapshots: {
      DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: "night", DBClusterSnapshotArn: arn("cluster-snapshot") }],
    },
    DescribeDBClusterSnapshotAttributes: {
      DBClusterSnapshotAttributesResult: { DBClusterSnapshotAttributes: attributes },
    },
  };
  const change = { AttributeName: "restore", ValuesToRemove: ["all"] };

  test.each([
    ["snapshot:night", "snapshot", { DBSnapshotIdentifier: "night" }],
    [arn("snapshot"), "snapshot", { DBSnapshotIdentifier: "night" }],
    ["night", "snapshot", { DBSnapshotIdentifier: "night" }],
    ["cluster-snapshot:night", "cluster-snapshot", { DBClusterSnapshotIdentifier: "night" }],
    [arn("cluster-snapshot"), "cluster-snapshot", { DBClusterSnapshotIdentifier: "night" }],
  ])("called %s is a %s", async (resource, kind, named) => {
    const { found, made } = await repairedBy("public-database-snapshot", answers, resource);
    expect(found).toMatchObject({
      id: `${kind}:night`,
      names: [`${kind}:night`, "night", arn(kind)],
      owner: place.account,
    });
    const call = kind === "snapshot" ? "ModifyDBSnapshotAttribute" : "ModifyDBClusterSnapshotAttribute";
    expect(made).toEqual([[call, { ...named, ...change }]]);
  });

  test("of a cluster is found by its name, if no database has one of that name", async () => {
    const others = { ...answers, DescribeDBSnapshots: awsError("DBSnapshotNotFoundFault") };
    const { found } = await repairedBy("public-database-snapshot", others, "night");
    expect(found!.id).toBe("cluster-snapshot:night");
  });
});

describe("a trail", () => {
  const id = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
  const trails = { trailList: [{ TrailARN: id, Name: "main", HomeRegion: "eu-west-1" }] };
  const answers = {
    DescribeTrails: trails,
    GetTrailStatus: { IsLogging: false },
    ListTags: { ResourceTagList: [{ ResourceId: id, TagsList: [{ Key: "team", Value: "soc" }] }] },
  };

  test("is started, and undo stops it", async () => {
    const { found, made, back } = await repairedBy("stopped-trail", answers, "main");
    expect(found).toMatchObject({ id, names: [id, "main"], tags: { team: "soc" } });
    expect([made, back]).toEqual([[["StartLogging", { Name: id }]], [["StopLogging", { Name: id }]]]);
  });

  test("of another region is none", async () => {
    const elsewhere = { trailList: [{ ...trails.trailList[0]!, HomeRegion: "us-east-1" }] };
    const { clients } = aws({ ...answers, DescribeTrails: elsewhere });
    expect(await remedyOf("stopped-trail", clients, place).read("main")).toBeUndefined();
  });
});

describe("a runbook", () => {
  const runbook = {
    document: "AWS-DisableIncomingSSHOnPort22",
    parameters: { SecurityGroupIds: ["{resource}"], Mode: ["x"] },
    roleArn: "arn:aws:iam::111122223333:role/runbook",
  };
  const named = { ...settings, name: "ssh", remediation: undefined, runbook };
  const result = (ResourceId: string) => ({
    EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceId, ResourceType: "AWS::EC2::SecurityGroup" } },
  });
  const answers = {
    GetComplianceDetailsByConfigRule: ({ NextToken }: { NextToken?: string }) =>
      NextToken ? { EvaluationResults: [result("sg-1")] } : { NextToken: "2", EvaluationResults: [result("sg-0")] },
    GetResourceConfigHistory: { configurationItems: [{ tags: { team: "web" } }] },
  };

  test("is started with the resource in its parameters", async () => {
    const { clients, changes } = aws(answers);
    const remedy = remedyFor(named, clients, place);
    const found = await remedy.read("sg-1");
    expect(found).toMatchObject({ id: "sg-1", owner: place.account, tags: { team: "web" } });
    for (const change of remedy.logic.assess(found!.state).changes) await remedy.apply("sg-1", change);
    expect(changes).toEqual([
      [
        "StartAutomationExecution",
        {
          DocumentName: "AWS-DisableIncomingSSHOnPort22",
          ClientToken: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          Parameters: { SecurityGroupIds: ["sg-1"], Mode: ["x"], AutomationAssumeRole: [runbook.roleArn] },
        },
      ],
    ]);
  });

  test("is not for a resource that complies, and knows no tags where AWS Config has none", async () => {
    expect(await remedyFor(named, aws(answers).clients, place).read("sg-2")).toBeUndefined();
    const { clients } = aws({ ...answers, GetResourceConfigHistory: awsError("ResourceNotDiscoveredException") });
    expect(await remedyFor(named, clients, place).read("sg-1")).not.toHaveProperty("tags");
  });
});

test.each([
  ["public-snapshot", { DescribeSnapshots: { Snapshots: [{ SnapshotId: "snap-1" }] } }, ["snap-1"]],
  ["public-image", { DescribeImages: { Images: [{ ImageId: "ami-1" }] } }, ["ami-1"]],
  [
    "public-database-snapshot",
    {
      DescribeDBSnapshots: { DBSnapshots: [{ DBSnapshotIdentifier: "a" }] },
      DescribeDBClusterSnapshots: { DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: "b" }] },
    },
    ["snapshot:a", "cluster-snapshot:b"],
  ],
  ["stopped-trail", { DescribeTrails: { trailList: [{ TrailARN: "arn:t", HomeRegion: "eu-west-1" }] } }, ["arn:t"]],
] as const)("a sweep of %s looks at what may be wrong", async (name, answers, expected) => {
  expect(await remedyOf(name, aws(answers).clients, place).list!()).toEqual(expected);
});

import { call, denied, type Examples } from "../record";

export const exposure: Readonly<Record<string, Examples>> = {
  "security-group-opened-to-all": {
    matches: [
      opened({ fromPort: 22, cidrIpv4: "0.0.0.0/0" }),
      opened({ fromPort: 5432, cidrIpv6: "::/0" }),
      opened({ cidrIpv4: "128.0.0.0/1" }),
      edited(ruleOf({ CidrIpv4: "0.0.0.0/0" })),
      edited(ruleOf({ CidrIpv6: "::/0" })),
      edited([ruleOf({ CidrIpv4: "10.0.0.0/8" }), ruleOf({ CidrIpv4: "0.0.0.0/0" })]),
      edited([ruleOf({ CidrIpv4: "0.0.0.0/1" }), ruleOf({ CidrIpv4: "128.0.0.0/1" })]),
      edited([ruleOf({ CidrIpv6: "::/0" })]),
    ],
    misses: [
      opened({ fromPort: 22, cidrIpv4: "198.51.100.0/24" }),
      opened({ cidrIpv4: "10.0.0.0/11", cidrIpv6: "2001:db8::/33" }),
      denied("ec2", "AuthorizeSecurityGroupIngress"),
      edited(ruleOf({ CidrIpv4: "10.0.0.0/10" })),
      edited([ruleOf({ CidrIpv4: "10.0.0.0/8" }), ruleOf({ Description: "0.0.0.0/0" })]),
    ],
  },
  "network-acl-opened-to-all": {
    matches: [
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "allow", egress: false }),
      call("ec2", "ReplaceNetworkAclEntry", { cidrBlock: "0.0.0.0/1", ruleAction: "allow", egress: false }),
      call("ec2", "CreateNetworkAclEntry", { ipv6CidrBlock: "8000::/1", ruleAction: "allow", egress: false }),
    ],
    misses: [
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "deny", egress: false }),
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "0.0.0.0/0", ruleAction: "allow", egress: true }),
      call("ec2", "CreateNetworkAclEntry", { cidrBlock: "10.0.0.0/8", ruleAction: "allow", egress: false }),
    ],
  },
  "snapshot-shared": {
    matches: [
      call("ec2", "ModifySnapshotAttribute", { createVolumePermission: { add: { items: [{ group: "all" }] } } }),
      call("ec2", "ModifySnapshotAttribute", {
        createVolumePermission: { add: { items: [{ userId: "444455556666" }] } },
      }),
    ],
    misses: [
      call("ec2", "ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      call("ec2", "CreateSnapshot"),
    ],
  },
  "image-shared": {
    matches: [
      ...[
        { userId: "444455556666" },
        { group: "all" },
        { organizationArn: "arn:aws:organizations::444455556666:organization/o-example" },
        { organizationalUnitArn: "arn:aws:organizations::444455556666:ou/o-example/ou-1a2b-3c4d5e6f" },
      ].map((item) => call("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [item] } } })),
    ],
    misses: [
      call("ec2", "ModifyImageAttribute", { launchPermission: { remove: { items: [{ userId: "444455556666" }] } } }),
      call("ec2", "ModifyImageAttribute", { description: { value: "base" } }),
    ],
  },
  "database-snapshot-shared": {
    matches: [
      call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["444455556666"] }),
      call("rds", "ModifyDBClusterSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
    ],
    misses: [call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] })],
  },
  "database-made-public": {
    matches: [
      call("rds", "ModifyDBInstance", { publiclyAccessible: true }),
      call("rds", "RestoreDBInstanceFromDBSnapshot", {}, { responseElements: { publiclyAccessible: true } }),
    ],
    misses: [
      call("rds", "CreateDBInstance", { publiclyAccessible: false }),
      call("rds", "RebootDBInstance", {}, { responseElements: { publiclyAccessible: true } }),
    ],
  },
  "public-access-block-removed": {
    matches: [
      call("s3", "DeleteBucketPublicAccessBlock", { bucketName: "data" }),
      ...["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map((block) =>
        call("s3", "PutBucketPublicAccessBlock", blocking({ [block]: false })),
      ),
      call("s3-control", "PutAccountPublicAccessBlock", blocking({ IgnorePublicAcls: false })),
      call("s3-control", "DeleteAccountPublicAccessBlock"),
    ],
    misses: [
      call("s3", "PutBucketPublicAccessBlock", blocking({ BlockPublicPolicy: true })),
      call("s3", "GetBucketPublicAccessBlock"),
      denied("s3", "DeleteBucketPublicAccessBlock"),
    ],
  },
  "machine-exported": {
    matches: [call("ec2", "CreateInstanceExportTask"), call("ec2", "ExportImage")],
    misses: [call("ec2", "ImportImage"), denied("ec2", "CreateInstanceExportTask")],
  },
  "traffic-mirrored": {
    matches: [call("ec2", "CreateTrafficMirrorSession"), call("ec2", "ModifyTrafficMirrorSession")],
    misses: [call("ec2", "DeleteTrafficMirrorSession"), call("ec2", "DescribeTrafficMirrorTargets")],
  },
};

/** Rules of a security group that are changed: one stands in the request as an object, several as a list. */
function edited(SecurityGroupRule: object) {
  return call("ec2", "ModifySecurityGroupRules", {
    ModifySecurityGroupRulesRequest: { GroupId: "sg-0abc", SecurityGroupRule },
  });
}

function ruleOf(SecurityGroupRule: object) {
  return { SecurityGroupRuleId: "sgr-0abc", SecurityGroupRule, tag: 1 };
}

/** A rule of a security group as the answer to the call lists it. */
function opened(rule: object) {
  return call(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    { groupId: "sg-0abc" },
    {
      responseElements: { securityGroupRuleSet: { items: [{ ipProtocol: "tcp", isEgress: false, ...rule }] } },
    },
  );
}

function blocking(changed: object) {
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  return { bucketName: "data", PublicAccessBlockConfiguration: { ...all, ...changed } };
}

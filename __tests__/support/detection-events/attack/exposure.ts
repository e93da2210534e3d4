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
      call("wafv2", "DeleteWebACL", { name: "shop", scope: "REGIONAL" }),
      call("wafv2", "DisassociateWebACL", { resourceArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:x" }),
      call("wafv2", "DeleteLoggingConfiguration"),
      call("waf-regional", "DeleteWebACL"),
      call("network-firewall", "DeleteFirewall", { firewallName: "edge" }),
      call("route53resolver", "DisassociateFirewallRuleGroup"),
    ],
    misses: [
      call("wafv2", "UpdateWebACL"),
      call("apigateway", "DeleteLoggingConfiguration"),
      call("route53resolver", "DeleteResolverQueryLogConfig"),
      denied("wafv2", "DeleteWebACL"),
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
      ...[
        { userId: "444455556666" },
        { group: "all" },
        { organizationArn: "arn:aws:organizations::444455556666:organization/o-example" },
        { organizationalUnitArn: "arn:aws:organizations::444455556666:ou/o-example/ou-1a2b-3c4d5e6f" },
      ].map((item) => call("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [item] } } })),
    ],
    misses: [
      call("ec2", "ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      call("ec2", "ModifySnapshotAttribute", { launchPermission: { add: { items: [{ group: "all" }] } } }),
      call("ec2", "CreateSnapshot"),
      call("ec2", "ModifyImageAttribute", { launchPermission: { remove: { items: [{ userId: "444455556666" }] } } }),
      call("ec2", "ModifyImageAttribute", { description: { value: "base" } }),
    ],
  },
  "database-snapshot-shared": {
    matches: [
      call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["444455556666"] }),
      call("rds", "ModifyDBClusterSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
    ],
    misses: [
      call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] }),
      call("redshift", "RevokeSnapshotAccess"),
    ],
  },
  "database-made-public": {
    matches: [
      call("rds", "ModifyDBInstance", { publiclyAccessible: true }),
      call("rds", "RestoreDBInstanceFromDBSnapshot", {}, { responseElements: { publiclyAccessible: true } }),
      call("redshift", "ModifyCluster", { clusterIdentifier: "dwh", publiclyAccessible: true }),
      call("rds", "ModifyDBInstance", { dBInstanceIdentifier: "shop", masterUserPassword: "****" }),
      call("redshift", "ModifyCluster", { clusterIdentifier: "dwh", masterUserPassword: "****" }),
      call("rds", "AddRoleToDBInstance", { featureName: "S3_INTEGRATION" }),
      call("rds", "AddRoleToDBCluster", { featureName: "s3Export" }),
    ],
    misses: [
      call("rds", "ModifyDBInstance", { dBInstanceIdentifier: "shop", allocatedStorage: 200 }),
      call("rds", "CreateDBInstance", { masterUserPassword: "****", publiclyAccessible: false }),
      call("rds", "RemoveRoleFromDBCluster"),
      call("dms", "CreateReplicationInstance", { publiclyAccessible: true }),
      denied("rds", "ModifyDBInstance", { masterUserPassword: "****" }),
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
      call("ec2", "DisableImageBlockPublicAccess"),
      call("ec2", "DisableSnapshotBlockPublicAccess"),
      call("ec2", "CreateVpcBlockPublicAccessExclusion", {
        CreateVpcBlockPublicAccessExclusionRequest: { VpcId: "vpc-0abc" },
      }),
    ],
    misses: [
      call("ec2", "EnableImageBlockPublicAccess"),
      call("ec2", "GetSnapshotBlockPublicAccessState"),
      denied("ec2", "DisableSnapshotBlockPublicAccess"),
      call("s3", "PutBucketPublicAccessBlock", blocking({ BlockPublicPolicy: true })),
      call("s3", "GetBucketPublicAccessBlock"),
      denied("s3", "DeleteBucketPublicAccessBlock"),
    ],
  },
  "machine-exported": {
    matches: [
      call("ec2", "CreateInstanceExportTask"),
      call("ec2", "ExportImage"),
      call("datasync", "CreateTask", {
        destinationLocationArn: "arn:aws:datasync:eu-central-1:111122223333:location/l1",
      }),
      call("s3", "CreateJob", { accountId: "111122223333" }),
      call("snowball", "CreateJob", { jobType: "EXPORT" }),
      call("rds", "StartExportTask", {
        s3BucketName: "drop",
        sourceArn: "arn:aws:rds:eu-central-1:111122223333:snapshot:s",
      }),
      call("redshift", "AuthorizeSnapshotAccess", { accountWithRestoreAccess: "444455556666" }),
    ],
    misses: [
      call("ec2", "ImportImage"),
      call("glue", "CreateJob"),
      call("rds", "DescribeExportTasks"),
      call("datasync", "DescribeTask"),
      denied("s3", "CreateJob"),
      denied("ec2", "CreateInstanceExportTask"),
    ],
  },
  "traffic-mirrored": {
    matches: [
      call("ec2", "CreateTrafficMirrorSession"),
      call("ec2", "ModifyTrafficMirrorSession"),
      call("ec2", "CreateTrafficMirrorSession", null, { errorCode: "Client.NetworkInterfaceNotSupported" }),
      call("ec2", "DeleteTrafficMirrorTarget"),
    ],
    misses: [call("ec2", "DescribeTrafficMirrorTargets"), call("ec2", "DeleteNetworkInterface")],
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

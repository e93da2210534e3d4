import type { RemediationName } from "../../src/remediation";
import { call, program, type EventRecord } from "./detection-events/record";

const items = (...all: object[]) => ({ items: all });
const everywhere = [{ cidrIp: "0.0.0.0/0" }, { cidrIpv6: "::/0" }];

/** What EC2 records of an authorization of what is left of a range. */
const authorizations = everywhere.map((source) =>
  call(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    {
      groupId: "sg-0123456789abcdef0",
      ipPermissions: items({
        ipProtocol: "tcp",
        fromPort: 23,
        toPort: 65535,
        groups: {},
        ipRanges: "cidrIp" in source ? items(source) : {},
        ipv6Ranges: "cidrIpv6" in source ? items(source) : {},
        prefixListIds: {},
      }),
    },
    {
      responseElements: {
        requestId: "5f1f0c64-2f0f-4c3a-9a40-0d6b6a3b8f11",
        _return: true,
        securityGroupRuleSet: items({
          groupOwnerId: "111122223333",
          groupId: "sg-0123456789abcdef0",
          securityGroupRuleId: "sgr-0123456789abcdef0",
          isEgress: false,
          ipProtocol: "tcp",
          fromPort: 23,
          toPort: 65535,
          ...("cidrIp" in source ? { cidrIpv4: source.cidrIp } : { cidrIpv6: source.cidrIpv6 }),
        }),
      },
    },
  ),
);

const modifications = [{ CidrIpv4: "0.0.0.0/0" }, { CidrIpv6: "::/0" }].map((source) =>
  call("ec2", "ModifySecurityGroupRules", {
    ModifySecurityGroupRulesRequest: {
      GroupId: "sg-0123456789abcdef0",
      SecurityGroupRule: {
        SecurityGroupRule: { IpProtocol: "tcp", FromPort: 0, ToPort: 21, ...source },
        SecurityGroupRuleId: "sgr-0123456789abcdef0",
        tag: 1,
      },
    },
  }),
);

const revocation = (direction: "Ingress" | "Egress") =>
  call("ec2", `RevokeSecurityGroup${direction}`, {
    groupId: "sg-0123456789abcdef0",
    ipPermissions: {},
    securityGroupRuleIds: items({ securityGroupRuleId: "sgr-0123456789abcdef0" }),
  });

const blocked = call("s3", "PutBucketPublicAccessBlock", {
  bucketName: "files",
  publicAccessBlock: "",
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
});

/** What CloudTrail records of the changes that a remediation makes, by the action of IAM. */
export const changesOf: Readonly<Record<RemediationName, Readonly<Record<string, readonly EventRecord[]>>>> = {
  "restricted-ssh": {
    "ec2:AuthorizeSecurityGroupIngress": authorizations,
    "ec2:ModifySecurityGroupRules": modifications,
    "ec2:RevokeSecurityGroupIngress": [revocation("Ingress")],
    // Recorded as a part of the authorization.
    "ec2:CreateTags": [],
  },
  "s3-bucket-public-read-prohibited": { "s3:PutBucketPublicAccessBlock": [blocked] },
  "s3-bucket-public-write-prohibited": { "s3:PutBucketPublicAccessBlock": [blocked] },
  "vpc-default-security-group-closed": {
    "ec2:RevokeSecurityGroupEgress": [revocation("Egress")],
    "ec2:RevokeSecurityGroupIngress": [revocation("Ingress")],
  },
  "public-snapshot": {
    "ec2:ModifySnapshotAttribute": [
      call("ec2", "ModifySnapshotAttribute", {
        snapshotId: "snap-0123456789abcdef0",
        createVolumePermission: { remove: items({ group: "all" }) },
        attributeType: "CREATE_VOLUME_PERMISSION",
      }),
    ],
  },
  "public-image": {
    "ec2:ModifyImageAttribute": [
      call("ec2", "ModifyImageAttribute", {
        imageId: "ami-0123456789abcdef0",
        launchPermission: { remove: items({ group: "all" }) },
        attributeType: "launchPermission",
      }),
    ],
  },
  "public-database-snapshot": {
    "rds:ModifyDBClusterSnapshotAttribute": [
      call("rds", "ModifyDBClusterSnapshotAttribute", {
        dBClusterSnapshotIdentifier: "orders",
        attributeName: "restore",
        valuesToRemove: ["all"],
      }),
    ],
    "rds:ModifyDBSnapshotAttribute": [
      call("rds", "ModifyDBSnapshotAttribute", {
        dBSnapshotIdentifier: "orders",
        attributeName: "restore",
        valuesToRemove: ["all"],
      }),
    ],
  },
  "stopped-trail": {
    "cloudtrail:StartLogging": [
      call("cloudtrail", "StartLogging", { name: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/security" }),
    ],
  },
};

/** The same call by a session of a role. */
export function by(role: string, session: string, record: EventRecord): EventRecord {
  return {
    ...record,
    userIdentity: {
      ...program,
      principalId: `AROAEXAMPLEEXAMPLEEXA:${session}`,
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
      sessionContext: {
        ...program.sessionContext,
        sessionIssuer: { type: "Role", arn: `arn:aws:iam::111122223333:role/${role}`, userName: role },
      },
    },
  };
}

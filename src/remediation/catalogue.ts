/** When a resource is looked at: AWS Config's rule of this name finds that it does not comply, or CloudTrail tells of a call. */
type Trigger =
  | { readonly configRule: string }
  | {
      /** An EventBridge event pattern. */
      readonly calls: object;
    };

/** What a function may do. */
export interface Grant {
  readonly sid: string;
  readonly actions: readonly string[];
  /** The service and the resource of an ARN in this account, without a region where `isGlobal`; unset: everything, because AWS accepts nothing narrower. */
  readonly on?: readonly {
    readonly service: string;
    readonly resource: string;
    readonly isGlobal?: true;
    /** The ARNs of buckets, snapshots and images have none. */
    readonly withoutAccount?: true;
  }[];
  /** Test, key, value; `<account>` is the account. */
  readonly conditions?: readonly (readonly [test: string, key: string, value: string])[];
}

export interface Remediation {
  /** What is wrong with a resource, as the end of a sentence about it. */
  readonly wrong: string;
  /** What a resource is called. */
  readonly resource: string;
  readonly severity: "medium" | "high" | "critical";
  readonly trigger: Trigger;
  /** Besides what every function may do. */
  readonly grants: readonly Grant[];
}

const calls = (source: string, detail: object) => ({
  source: [source],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { ...detail, errorCode: [{ exists: false }] },
});

const readGroups: Grant = {
  sid: "ReadGroups",
  // Neither has resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"],
};
const groups = { service: "ec2", resource: "security-group/*" };
const groupRules = { service: "ec2", resource: "security-group-rule/*" };

const bucketGrants: readonly Grant[] = [
  {
    sid: "BlockPublicAccess",
    actions: [
      "s3:GetBucketAcl",
      "s3:GetBucketPolicyStatus",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:PutBucketPublicAccessBlock",
    ],
    on: [{ service: "s3", resource: "*", isGlobal: true, withoutAccount: true }],
    conditions: [["StringEquals", "aws:ResourceAccount", "<account>"]],
  },
];

/** What can be repaired, by the name of its remediation. Where AWS Config finds it, that is the name of its rule. */
export const remediations = {
  "restricted-ssh": {
    wrong: "lets the whole internet in on port 22",
    resource: "security group",
    severity: "high",
    trigger: { configRule: "INCOMING_SSH_DISABLED" },
    grants: [
      readGroups,
      {
        sid: "CloseGroups",
        actions: [
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:ModifySecurityGroupRules",
          "ec2:RevokeSecurityGroupIngress",
        ],
        on: [groups, groupRules],
      },
      {
        sid: "KeepTags",
        actions: ["ec2:CreateTags"],
        on: [groupRules],
        conditions: [["StringEquals", "ec2:CreateAction", "AuthorizeSecurityGroupIngress"]],
      },
    ],
  },
  "s3-bucket-public-read-prohibited": {
    wrong: "can be read by the public",
    resource: "bucket",
    severity: "high",
    trigger: { configRule: "S3_BUCKET_PUBLIC_READ_PROHIBITED" },
    grants: bucketGrants,
  },
  "s3-bucket-public-write-prohibited": {
    wrong: "can be written by the public",
    resource: "bucket",
    severity: "critical",
    trigger: { configRule: "S3_BUCKET_PUBLIC_WRITE_PROHIBITED" },
    grants: bucketGrants,
  },
  "vpc-default-security-group-closed": {
    wrong: "is the default of its VPC and lets traffic through",
    resource: "security group",
    severity: "medium",
    trigger: { configRule: "VPC_DEFAULT_SECURITY_GROUP_CLOSED" },
    grants: [
      readGroups,
      {
        sid: "CloseGroups",
        actions: ["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
        on: [groups],
      },
    ],
  },
  "public-snapshot": {
    wrong: "can be restored by every AWS account",
    resource: "EBS snapshot",
    severity: "critical",
    trigger: {
      calls: calls("aws.ec2", {
        eventName: ["ModifySnapshotAttribute"],
        requestParameters: { createVolumePermission: { add: { items: { group: ["all"] } } } },
      }),
    },
    grants: [
      { sid: "ReadSnapshots", actions: ["ec2:DescribeSnapshotAttribute", "ec2:DescribeSnapshots"] },
      {
        sid: "MakeSnapshotsPrivate",
        actions: ["ec2:ModifySnapshotAttribute"],
        on: [{ service: "ec2", resource: "snapshot/*", withoutAccount: true }],
      },
    ],
  },
  "public-image": {
    wrong: "can be launched by every AWS account",
    resource: "AMI",
    severity: "critical",
    trigger: {
      calls: calls("aws.ec2", {
        eventName: ["ModifyImageAttribute"],
        requestParameters: { launchPermission: { add: { items: { group: ["all"] } } } },
      }),
    },
    grants: [
      { sid: "ReadImages", actions: ["ec2:DescribeImageAttribute", "ec2:DescribeImages"] },
      {
        sid: "MakeImagesPrivate",
        actions: ["ec2:ModifyImageAttribute"],
        on: [{ service: "ec2", resource: "image/*", withoutAccount: true }],
      },
    ],
  },
  "public-database-snapshot": {
    wrong: "can be restored by every AWS account",
    resource: "RDS snapshot",
    severity: "critical",
    trigger: {
      calls: calls("aws.rds", {
        eventName: ["ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute"],
        requestParameters: { valuesToAdd: ["all"] },
      }),
    },
    grants: [
      {
        sid: "MakeSnapshotsPrivate",
        actions: [
          "rds:DescribeDBClusterSnapshotAttributes",
          "rds:DescribeDBClusterSnapshots",
          "rds:DescribeDBSnapshotAttributes",
          "rds:DescribeDBSnapshots",
          "rds:ModifyDBClusterSnapshotAttribute",
          "rds:ModifyDBSnapshotAttribute",
        ],
        on: [
          { service: "rds", resource: "cluster-snapshot:*" },
          { service: "rds", resource: "snapshot:*" },
        ],
      },
    ],
  },
  "stopped-trail": {
    wrong: "records nothing",
    resource: "trail",
    severity: "critical",
    trigger: { calls: calls("aws.cloudtrail", { eventName: ["StopLogging"] }) },
    grants: [
      { sid: "ListTrails", actions: ["cloudtrail:DescribeTrails"] },
      {
        sid: "StartTrails",
        actions: ["cloudtrail:GetTrailStatus", "cloudtrail:ListTags", "cloudtrail:StartLogging"],
        on: [{ service: "cloudtrail", resource: "trail/*" }],
      },
    ],
  },
} as const satisfies Readonly<Record<string, Remediation>>;

export type RemediationName = keyof typeof remediations;

export const remediationNames = Object.keys(remediations) as [RemediationName, ...RemediationName[]];

/** Those for which a rule of AWS Config finds the resources; it has their name. */
export function remediationsOfConfig(): RemediationName[] {
  return remediationNames.filter((name) => "configRule" in remediations[name].trigger);
}

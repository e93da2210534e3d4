import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of the audit trail. */
export const operations: Operations = {
  aws_cloudtrail: {
    permissions: {
      everything: ["cloudtrail:DescribeTrails"],
      trail: [
        "cloudtrail:CreateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:ListTags",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:RemoveTags",
        "cloudtrail:StartLogging",
        "cloudtrail:UpdateTrail",
      ],
    },
    unrecorded: [
      {
        target: "role",
        actions: ["iam:PassRole"],
        conditions: { StringEquals: { "iam:PassedToService": "cloudtrail.amazonaws.com" } },
        reason: "CreateTrail and UpdateTrail pass the delivery role to CloudTrail",
        source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCloudTrail_FullAccess.html",
      },
      {
        target: "key",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        conditions: { StringLike: { "kms:ViaService": "cloudtrail.*" } },
        reason: "CreateTrail and UpdateTrail test the key, with a bucket key by decrypting as well",
        source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
      },
      onCreation(
        "trail",
        "cloudtrail:AddTags",
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli.html",
      ),
    ],
    health: [
      "is logging",
      "covers every region and global services",
      "validates log files",
      "delivered to S3 in the last hour, without an error",
      "delivered to the log group in the last hour, without an error",
      "delivered a digest in the last two hours",
    ],
    costs: [
      {
        unit: "copiedEvents",
        usd: 2,
        per: 100_000,
        note: "the first copy in each region is free; a second trail makes one of them a paid copy",
      },
      { unit: "dataEvents", usd: 0.1, per: 100_000, note: "with trail.s3DataEvents" },
      // Also where the log group is an existing one.
      { unit: "logGb", usd: 0.5, free: 5 },
    ],
  },
  "data.aws_cloudwatch_log_group": {
    permissions: { everything: ["logs:DescribeLogGroups"], logGroup: ["logs:ListTagsForResource"] },
  },
  "data.aws_cloudwatch_log_groups": { permissions: { everything: ["logs:DescribeLogGroups"] } },
};

import { namePrefix, tagKey } from "./identity";
import type { Target } from "./target";

/** Every call to AWS, by what it is about. Calls are made under these names, so this list and the calls cannot differ. */
const actions = {
  read: [
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricStatistics",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "logs:TestMetricFilter",
    "sns:Unsubscribe",
  ],
  logGroup: ["logs:FilterLogEvents"],
  topics: ["sns:ListSubscriptionsByTopic", "sns:Publish", "sns:Subscribe"],
  queues: [
    "sqs:CreateQueue",
    "sqs:DeleteMessage",
    "sqs:DeleteQueue",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:TagQueue",
  ],
  alarms: ["cloudwatch:SetAlarmState"],
  newGroup: ["ec2:CreateSecurityGroup"],
  group: ["ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupIngress"],
  bucket: ["s3:CreateBucket", "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:PutBucketTagging"],
  user: [
    "iam:CreateAccessKey",
    "iam:CreateUser",
    "iam:DeleteAccessKey",
    "iam:DeleteUser",
    "iam:DeleteUserPolicy",
    "iam:ListAccessKeys",
    "iam:PutUserPolicy",
    "iam:TagUser",
  ],
  findings: [
    "guardduty:ArchiveFindings",
    "guardduty:CreateSampleFindings",
    "guardduty:GetFindings",
    "guardduty:ListFindings",
  ],
} as const;

/** What a call needs; none is needed to ask who calls, and none helps against the denial that a drill provokes. */
export type Permission =
  (typeof actions)[keyof typeof actions][number] | "sts:GetCallerIdentity" | "s3:GetBucketWebsite";

/** The least IAM policy for a drill of a deployment. */
export function drillPolicy(target: Target, withIam: boolean): object {
  const { partition, account, region, topics, alarms, logGroupName, detectorId } = target;
  const arn = (service: string, resource: string, place = `${region}:${account}`) =>
    `arn:${partition}:${service}:${place}:${resource}`;
  const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[], Condition?: object) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  return {
    Version: "2012-10-17",
    Statement: [
      allow("Read", actions.read, "*"),
      ...(logGroupName === undefined
        ? []
        : [allow("ReadEventsOfTrail", actions.logGroup, arn("logs", `log-group:${logGroupName}:*`))]),
      allow(
        "SubscribeToTopics",
        actions.topics,
        topics.map((topic) => topic.arn),
      ),
      allow("PublishToEncryptedTopics", ["kms:Decrypt", "kms:GenerateDataKey"], "*", {
        StringLike: { "kms:ViaService": `sns.${region}.amazonaws.com*` },
      }),
      allow("ReceiveAlerts", actions.queues, arn("sqs", `${namePrefix}*`)),
      ...(alarms.length === 0
        ? []
        : [
            allow(
              "SetAlarm",
              actions.alarms,
              alarms.map(({ name }) => arn("cloudwatch", `alarm:${name}`)),
            ),
          ]),
      allow("CreateSecurityGroup", actions.newGroup, [arn("ec2", "security-group/*"), arn("ec2", "vpc/*")]),
      allow("TagSecurityGroup", ["ec2:CreateTags"], arn("ec2", "security-group/*"), {
        StringEquals: { "ec2:CreateAction": "CreateSecurityGroup" },
      }),
      allow("ChangeSecurityGroup", actions.group, arn("ec2", "security-group/*"), {
        Null: { [`aws:ResourceTag/${tagKey}`]: "false" },
      }),
      allow("ChangeBucket", actions.bucket, arn("s3", `${namePrefix}*`, ":")),
      ...(withIam ? [allow("ChangeUser", actions.user, arn("iam", `user/${namePrefix}*`, `:${account}`))] : []),
      ...(detectorId === undefined ? [] : [allow("CreateSampleFinding", actions.findings, "*")]),
    ],
  };
}

import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of resources that more than one topic creates: buckets, keys, roles, queues, alarms, event rules. */
export const operations: Operations = {
  aws_s3_bucket: {
    permissions: {
      bucket: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:PutBucketTagging",
      ],
    },
    health: ["exists in this account"],
    costs: [
      {
        unit: "storedGb",
        usd: 0.023,
        above: [
          { quantity: 51_200, usd: 0.022 },
          { quantity: 512_000, usd: 0.021 },
        ],
        note: "in S3 Standard; transitions move files to cheaper classes",
      },
      { unit: "files", usd: 0.005, per: 1000 },
    ],
  },
  aws_s3_bucket_lifecycle_configuration: {
    permissions: {
      bucket: ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
    },
    health: ["expires objects as set"],
    costs: [],
  },
  aws_s3_bucket_ownership_controls: {
    permissions: {
      bucket: ["s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
    },
    health: ["disables ACLs"],
    costs: [],
  },
  aws_s3_bucket_policy: {
    permissions: {
      bucket: ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
    },
    health: ["lets its service deliver, and refuses requests without TLS"],
    costs: [],
  },
  aws_s3_bucket_public_access_block: {
    permissions: {
      bucket: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    },
    health: ["blocks everything"],
    costs: [],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    permissions: {
      bucket: ["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
    },
    health: ["encrypts with the key that is set"],
    costs: [],
  },
  aws_s3_bucket_versioning: {
    permissions: {
      bucket: ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
    },
    health: ["is enabled"],
    costs: [],
  },
  aws_s3_bucket_object_lock_configuration: {
    permissions: {
      bucket: ["s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
    },
    health: ["locks new objects as set"],
    costs: [],
  },
  aws_kms_key: {
    permissions: {
      everything: ["kms:CreateKey"],
      key: [
        "kms:DescribeKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
        "kms:ScheduleKeyDeletion",
        "kms:UntagResource",
      ],
    },
    unrecorded: [
      {
        target: "key",
        actions: ["kms:PutKeyPolicy"],
        reason: "CreateKey refuses a policy that its caller could not change afterwards",
        source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
      },
      onCreation("key", "kms:TagResource", "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"),
    ],
    health: ["is enabled and rotated", "has a policy that lets the services use it"],
    costs: [
      { unit: "keyVersions", usd: 1 },
      { unit: "keyRequests", usd: 0.03, per: 10_000, free: 20_000 },
    ],
  },
  aws_kms_alias: {
    permissions: {
      everything: ["kms:ListAliases"],
      alias: ["kms:CreateAlias", "kms:DeleteAlias"],
      key: ["kms:CreateAlias", "kms:DeleteAlias"],
    },
    health: ["leads to the key"],
    costs: [],
  },
  aws_iam_role: {
    permissions: {
      role: [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRoleDescription",
      ],
    },
    unrecorded: [
      onCreation("role", "iam:TagRole", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html"),
    ],
    health: ["is trusted by its service only"],
    costs: [],
  },
  aws_iam_role_policy: {
    permissions: {
      role: ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
    },
    health: ["lets the service do what it is for, and nothing else"],
    costs: [],
  },
  aws_sqs_queue: {
    permissions: {
      queue: [
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:GetQueueAttributes",
        "sqs:ListQueueTags",
        "sqs:SetQueueAttributes",
        "sqs:UntagQueue",
      ],
    },
    unrecorded: [
      onCreation(
        "queue",
        "sqs:TagQueue",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html",
      ),
    ],
    health: ["has only events that are known"],
    costs: [{ unit: "queueRequests", usd: 0.4, per: 1_000_000, free: 1_000_000 }],
  },
  aws_cloudwatch_log_group: {
    permissions: {
      everything: ["logs:DescribeLogGroups"],
      logGroup: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:ListTagsForResource",
        "logs:PutRetentionPolicy",
        "logs:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "logGroup",
        "logs:TagResource",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
      ),
    ],
    health: ["receives events", "retains them as set"],
    costs: [{ unit: "storedLogGb", usd: 0.03 }],
  },
  aws_cloudwatch_metric_alarm: {
    permissions: {
      everything: ["cloudwatch:DescribeAlarms"],
      alarm: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "alarm",
        "cloudwatch:TagResource",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
      ),
    ],
    health: [
      "notifies the topics that are set, and is not disabled",
      "has data",
      "executed every action of its last state changes",
    ],
    costs: [{ unit: "alarmMetrics", usd: 0.1, free: 10, note: "one for each detection, two with except" }],
  },
  aws_cloudwatch_event_rule: {
    permissions: {
      rule: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:ListTagsForResource",
        "events:PutRule",
        "events:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "rule",
        "events:TagResource",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
      ),
    ],
    health: ["is enabled, with the pattern that is set"],
    costs: [],
  },
  aws_cloudwatch_event_target: {
    permissions: { rule: ["events:ListTargetsByRule", "events:PutTargets", "events:RemoveTargets"] },
    unrecorded: [
      {
        target: "role",
        actions: ["iam:PassRole"],
        conditions: { StringEquals: { "iam:PassedToService": "events.amazonaws.com" } },
        reason: "PutTargets passes the role of the targets to EventBridge",
        source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
      },
    ],
    health: ["publishes to its topic or bus, with the role and the dead-letter queue"],
    costs: [{ unit: "forwardedEvents", usd: 1, per: 1_000_000 }],
  },
  "data.aws_regions": { permissions: { everything: ["ec2:DescribeRegions"] } },
  "data.aws_kms_key": { permissions: { existingKey: ["kms:DescribeKey"] } },
  "data.aws_s3_bucket_policy": { permissions: { existingBucket: ["s3:GetBucketPolicy"] } },
  aws_cloudformation_stack_set: {
    // The stack set of a delegated administrator belongs to the management account.
    permissions: {
      everything: [
        "cloudformation:CreateStackSet",
        "cloudformation:DeleteStackSet",
        "cloudformation:DescribeStackSet",
        "cloudformation:DescribeStackSetOperation",
        "cloudformation:UpdateStackSet",
      ],
    },
    unrecorded: [
      onCreation(
        "everything",
        "cloudformation:TagResource",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html",
      ),
    ],
    health: ["is active"],
    costs: [],
    notAdopted: "its stacks belong to accounts that `adopt` does not see",
  },
  aws_cloudformation_stack_instances: {
    permissions: {
      everything: [
        "cloudformation:CreateStackInstances",
        "cloudformation:DeleteStackInstances",
        "cloudformation:DescribeStackSetOperation",
        "cloudformation:ListStackInstances",
      ],
    },
    health: ["has a current stack in every account and region"],
    costs: [],
    notAdopted: "its stacks belong to accounts that `adopt` does not see",
  },
};

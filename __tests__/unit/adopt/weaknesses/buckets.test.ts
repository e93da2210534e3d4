import { stranger, arn, policy, lets, trail, bucket, reports, type Case } from "../../../support/planted-account";

reports([
  [
    "files deleted after a day",
    bucket("GetBucketLifecycleConfiguration", "company-files", {
      Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
    }),
    "trail.expireAfterDays",
    1,
  ],
  [
    "files deleted by a special rule",
    bucket("GetBucketLifecycleConfiguration", "company-files", {
      Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "AWSLogs" }, Expiration: { Days: 1 } }],
    }),
    "trail-bucket company-files",
    "files deleted after 1 days",
  ],
  [
    "files replicated to a stranger",
    {
      GetBucketReplication: {
        ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
      },
    },
    "trail-bucket company-files",
    "replicated to theirs",
  ],
  [
    "AWS Config's files replicated to a stranger",
    {
      GetBucketReplication: {
        ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::theirs" } }] },
      },
    },
    "config-bucket config-files",
    "replicated to theirs",
  ],
  [
    "a bucket that a stranger reads",
    bucket("GetBucketPolicy", "company-files", policy(lets(`arn:aws:iam::${stranger}:root`))),
    "trail-bucket company-files",
    `its policy allows arn:aws:iam::${stranger}:root`,
  ],
  [
    "a bucket that an organization reads",
    bucket("GetBucketPolicy", "company-files", policy(lets("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }))),
    "trail-bucket company-files",
    "its policy allows everybody for o-1",
  ],
  [
    "a bucket with grants",
    bucket("GetBucketAcl", "company-files", { Owner: { ID: "me" }, Grants: [{ Grantee: { ID: "they" } }] }),
    "trail-bucket company-files",
    /access control list/,
  ],
  [
    "a bucket without versioning",
    { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketVersioning: {} },
    "trail-bucket company-files",
    "no versioning",
  ],
  [
    "a bucket that can be made public",
    { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetPublicAccessBlock: {} },
    "trail-bucket company-files",
    "public access not blocked",
  ],
  [
    "a bucket without a key",
    bucket("GetBucketAcl", "company-files", { Grants: [{}] }),
    "trail-bucket company-files",
    "no key",
  ],
  [
    "overwritten files deleted after a day",
    bucket("GetBucketLifecycleConfiguration", "company-files", {
      Rules: [
        { ID: "r", Status: "Enabled", Filter: { Prefix: "x" }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      ],
    }),
    "trail-bucket company-files",
    "overwritten files deleted after 1 days",
  ],
  [
    "a bucket in which each file can grant access to others",
    { ...bucket("GetBucketAcl", "company-files", { Grants: [{}] }), GetBucketOwnershipControls: {} },
    "trail-bucket company-files",
    "access control lists enabled",
  ],
  [
    "access logs in a stranger's bucket",
    bucket("GetBucketLogging", "company-files", { LoggingEnabled: { TargetBucket: "theirs", TargetPrefix: "" } }),
    "access-log-bucket theirs",
    "not in this account",
    { "access-log-bucket": "use" },
  ],
  [
    "a stranger's bucket",
    trail({ S3BucketName: "theirs" }),
    "trail-bucket theirs",
    "not in this account",
    { "trail-bucket": "use" },
  ],
  ...["TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations"].map((kind): Case => [
    `a bucket that notifies a stranger: ${kind}`,
    bucket("GetBucketNotificationConfiguration", "company-files", {
      [kind]: [
        {
          TopicArn: arn("sns", "x", stranger),
          QueueArn: arn("sqs", "x", stranger),
          LambdaFunctionArn: arn("lambda", "function:x", stranger),
        },
      ],
    }),
    "trail-bucket company-files",
    /^sends notifications of its files to .*999988887777/,
  ]),
  [
    "files deleted on a date",
    bucket("GetBucketLifecycleConfiguration", "company-files", {
      Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Date: new Date(0) } }],
    }),
    "trail-bucket company-files",
    "files deleted after 0 days",
  ],
]);

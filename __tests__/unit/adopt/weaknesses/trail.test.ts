import {
  stranger,
  arn,
  policy,
  lets,
  usedTrail,
  selectors,
  bucket,
  adopted,
  readsOnly,
  reports,
} from "../../../support/planted-account";

reports([
  [
    "a trail that is stopped",
    { ...usedTrail({}), GetTrailStatus: { IsLogging: false } },
    "trail company-trail",
    "stopped",
  ],
  ["a trail of one region", usedTrail({ IsMultiRegionTrail: false }), "trail company-trail", "one region"],
  [
    "a trail without IAM",
    usedTrail({ IncludeGlobalServiceEvents: false }),
    "trail company-trail",
    "without global services",
  ],
  [
    "a trail without log file validation",
    usedTrail({ LogFileValidationEnabled: false }),
    "trail company-trail",
    "log file validation disabled",
  ],
  ["a trail without a key", usedTrail({ KmsKeyId: undefined }), "trail company-trail", "no key"],
  [
    "a trail with a stranger's key",
    usedTrail({ KmsKeyId: arn("kms", "key/x", stranger) }),
    "trail company-trail",
    /^encrypted with .*999988887777/,
  ],
  [
    "a trail that delivers to a stranger",
    usedTrail({ S3BucketName: "theirs" }),
    "trail company-trail",
    "delivers to theirs",
  ],
  [
    "a trail that notifies a stranger",
    usedTrail({ SnsTopicARN: arn("sns", "x", stranger) }),
    "trail company-trail",
    /^sends notifications of new files to /,
  ],
  [
    "a trail that omits read events",
    selectors({ IncludeManagementEvents: true, ReadWriteType: "WriteOnly" }),
    "trail company-trail",
    /all but WriteOnly/,
  ],
  [
    "a trail that omits a service",
    selectors({
      IncludeManagementEvents: true,
      ReadWriteType: "All",
      ExcludeManagementEventSources: ["kms.amazonaws.com"],
    }),
    "trail company-trail",
    /those of kms.amazonaws.com/,
  ],
  [
    "a trail without management events",
    selectors({ IncludeManagementEvents: false, ReadWriteType: "All" }),
    "trail company-trail",
    /all of them/,
  ],
  ["a trail with narrow advanced selectors", readsOnly, "trail company-trail", /its selector for readOnly omits/],
  [
    "events retained for a day",
    {
      DescribeLogGroups: {
        logGroups: [
          { logGroupName: "company-events", arn: arn("logs", "log-group:company-events:*"), retentionInDays: 1 },
        ],
      },
    },
    "trail.logRetentionDays",
    1,
  ],
  [
    "events retained for a day by a used trail",
    {
      ...usedTrail({}),
      DescribeLogGroups: {
        logGroups: [
          { logGroupName: "company-events", arn: arn("logs", "log-group:company-events:*"), retentionInDays: 1 },
        ],
      },
    },
    "log group company-events",
    "retains events for 1 days",
  ],
  [
    "masked events",
    {
      DescribeLogGroups: {
        logGroups: [
          {
            logGroupName: "company-events",
            arn: arn("logs", "log-group:company-events:*"),
            dataProtectionStatus: "ACTIVATED",
          },
        ],
      },
    },
    "log group company-events",
    /masked/,
  ],
  [
    "events sent to a stranger",
    {
      DescribeSubscriptionFilters: {
        subscriptionFilters: [{ destinationArn: arn("logs", "destination:x", stranger) }],
      },
    },
    "log group company-events",
    /^sends its events .*999988887777/,
  ],
  [
    "events of the whole account sent to a stranger",
    {
      DescribeAccountPolicies: {
        accountPolicies: [
          { policyDocument: JSON.stringify({ DestinationArn: arn("logs", "destination:x", stranger) }) },
        ],
      },
    },
    "log group company-events",
    /^sends its events .*999988887777/,
  ],
  [
    "a used trail whose files a stranger reads",
    { ...usedTrail({}), ...bucket("GetBucketPolicy", "company-files", policy(lets(stranger))) },
    "trail company-trail",
    `its bucket: its policy allows ${stranger}`,
  ],
  ["events without a key", usedTrail({}), "log group company-events", "no key"],
  [
    "a trail whose delivery fails",
    { ...usedTrail({}), GetTrailStatus: { IsLogging: true, LatestCloudWatchLogsDeliveryError: "Access denied." } },
    "trail company-trail",
    "delivery fails: Access denied.",
  ],
  [
    "a managed trail with narrow advanced selectors, which stay",
    readsOnly,
    "trail company-trail",
    /its selector for readOnly omits/,
    { trail: "manage" },
  ],
]);

test("an account without weaknesses gets a report of the tutorial's own only", async () => {
  const { weaker } = await adopted({}, { topic: "manage" });
  expect(weaker.map(({ subject }) => subject)).toEqual([
    "trail.expireAfterDays",
    "config.recordingFrequency",
    "config.expireAfterDays",
    "config.rules.no-open-ssh.scope.resourceTypes",
  ]);
});

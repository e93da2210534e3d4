import type { Choices } from "../../../../src/cli/adopt/adoption-plan";
import type { answers } from "../../../support/fake-aws";
import { account, stranger, policy, lets, topic, bucket, key, adopted } from "../../../support/planted-account";

test.each<[string, (who: object) => typeof answers, Choices, RegExp]>([
  [
    "topic",
    ({ Policy }: { Policy?: string }) => topic({ Policy }),
    { topic: "manage" },
    /^only CloudWatch .*; no longer 999988887777$/,
  ],
  [
    "bucket",
    (stranger) => bucket("GetBucketPolicy", "company-files", stranger),
    { "trail-bucket": "manage" },
    /no longer names 999988887777$/,
  ],
  [
    "key",
    (stranger) => ({
      GetKeyPolicy: stranger,
      ...key({ Description: "Encrypts the audit trail and the AWS Config history" }),
      ListAliases: {
        Aliases: [{ AliasName: "alias/security-logs", TargetKeyId: "11111111-2222-3333-4444-555555555555" }],
      },
    }),
    {},
    /^its policy is replaced; it no longer allows 999988887777$/,
  ],
])(
  "a policy of a %s whose statements have the default ids changes all the same",
  async (kind, there, choices, change) => {
    const sids = {
      topic: ["AlarmsPublish", "DenyInsecureTransport"],
      bucket: ["CloudTrailChecksAcl", "CloudTrailDelivers", "DenyInsecureTransport"],
      key: [
        "AccountManagesKey",
        "CloudTrailEncryptsLogs",
        "CloudTrailUsesKey",
        "LogGroupIsEncrypted",
        "ConfigEncryptsHistory",
      ],
    }[kind]!;
    const named = policy(...sids.map((Sid) => ({ ...lets(stranger), Sid })));
    const { changes } = await adopted(there(named), { topic: "manage", ...choices });
    expect(changes).toContainEqual(expect.objectContaining({ change: expect.stringMatching(change) as string }));
  },
);

test("a bucket that receives deliveries for two accounts is used unchanged", async () => {
  const delivers = {
    Effect: "Allow",
    Principal: { Service: "config.amazonaws.com" },
    Action: "s3:PutObject",
    Condition: { StringEquals: { "aws:SourceAccount": [account, stranger] } },
  };
  const { findings } = await adopted(bucket("GetBucketPolicy", "config-files", policy(delivers)), { topic: "manage" });
  expect(findings).toContainEqual({
    kind: "config-bucket",
    id: "config-files",
    mode: "use",
    reason: `its policy also names config.amazonaws.com for ${stranger}`,
  });
});

test("a service that only checks whether it can deliver is not reported", async () => {
  const looks = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:GetBucketAcl" };
  const { weaker } = await adopted(bucket("GetBucketPolicy", "company-files", policy(looks)), {
    topic: "manage",
    "trail-bucket": "use",
  });
  expect(weaker.map(({ found }) => found)).not.toContainEqual(expect.stringContaining("its policy allows"));
});

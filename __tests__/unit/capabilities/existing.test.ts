import { TopicCheck } from "../../../src/capabilities/alerts/topic-check";
import { RoleCheck } from "../../../src/capabilities/config/role-check";
import { ExistingLogKey } from "../../../src/capabilities/encryption/existing-log-key";
import { BucketCheck } from "../../../src/capabilities/shared/bucket-check";
import { KeyCheck } from "../../../src/capabilities/shared/key-check";
import { LogGroupByPrefix } from "../../../src/capabilities/trail/log-group-by-prefix";
import { LogGroupCheck } from "../../../src/capabilities/trail/log-group-check";
import { synthesizeCapability } from "../../support/synthesize";

const keyArn = "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("a log group of which the start of the name is known", () => {
  const found = synthesizeCapability(LogGroupByPrefix, { namePrefix: "aws-controltower/CloudTrailLogs" });

  test("is looked up, and must be the only one", () => {
    expect(found.resource("data.aws_cloudwatch_log_groups.found")).toEqual({
      log_group_name_prefix: "aws-controltower/CloudTrailLogs",
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.log_group_names) == 1}",
            error_message:
              'The name of exactly one log group must start with aws-controltower/CloudTrailLogs. Found: ${length(self.log_group_names) == 0 ? "none" : join(", ", self.log_group_names)}.',
          },
        ],
      },
    });
    expect(found.outputs["log_group_name"]).toEqual({
      value: "${one(data.aws_cloudwatch_log_groups.found.log_group_names)}",
    });
  });
});

test("a key of another account is managed by that account", () => {
  const key = synthesizeCapability(ExistingLogKey, { keyArn, trailName: "trail", logGroupName: "events" });
  expect(key.statements("policy")[0]!["principals"]).toEqual([
    {
      type: "AWS",
      identifiers: [`arn:\${data.aws_partition.current.partition}:iam::\${split(":", "${keyArn}")[4]}:root`],
    },
  ]);
});

/** What a check reads, and what it says. */
test.each([
  [
    "bucket",
    synthesizeCapability(BucketCheck, {
      bucketName: "theirs",
      writer: "config",
      requiredPolicy: "config_bucket",
    }),
    { aws_s3_bucket_policy: { policy: { bucket: "theirs" } } },
    [
      "The policy of the bucket theirs does not allow config to deliver: add the statements of the output required_policies.config_bucket.",
    ],
  ],
  [
    "key",
    synthesizeCapability(KeyCheck, { keyArn, requiredPolicy: "log_key" }),
    { aws_kms_key: { key: { key_id: keyArn } } },
    [
      `The key ${keyArn} cannot encrypt: its state is \${data.aws_kms_key.key.key_state}.`,
      `The key ${keyArn} is an AWS managed key, whose policy cannot be changed: use a customer managed key with the policy of the output required_policies.log_key.`,
    ],
  ],
  [
    "log group",
    synthesizeCapability(LogGroupCheck, { logGroupName: "theirs" }),
    { aws_cloudwatch_log_group: { group: { name: "theirs" } } },
    [
      "The log group theirs is of the class ${data.aws_cloudwatch_log_group.group.log_group_class}, which has no metric filters: detections need the class STANDARD.",
      "The log group theirs retains events for ${data.aws_cloudwatch_log_group.group.retention_in_days} days: fewer than 365 fail Security Hub CloudWatch.16. Only its owner can change that.",
    ],
  ],
  [
    "role",
    synthesizeCapability(RoleCheck, { roleArn: "arn:aws:iam::111122223333:role/path/theirs" }),
    { aws_iam_role: { trust: { name: '${reverse(split("/", "arn:aws:iam::111122223333:role/path/theirs"))[0]}' } } },
    [
      "AWS Config cannot assume the role arn:aws:iam::111122223333:role/path/theirs: its trust policy must allow sts:AssumeRole to the service principal of AWS Config.",
    ],
  ],
  [
    "topic",
    synthesizeCapability(TopicCheck, { topicArn: "arn:aws:sns:eu-west-1:111122223333:theirs" }),
    undefined,
    [
      "The topic arn:aws:sns:eu-west-1:111122223333:theirs is not in ${data.aws_region.current.id}: an alarm can only notify a topic in its own region.",
    ],
  ],
])("the check of a %s reads it and says what is missing", (_, configuration, data, messages) => {
  const [check] = Object.values(configuration.checks);
  expect(check!["data"]).toEqual(data);
  expect((check!["assert"] as { error_message: string }[]).map(({ error_message }) => error_message)).toEqual(messages);
  expect(configuration.addresses()).toEqual([]);
});

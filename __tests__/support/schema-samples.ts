import type { JsonSchema } from "../../src/terraform/json-schema";

/** For every pattern of the schemas a text that matches it. */
export const texts = [
  "a",
  "abc",
  "security@example.com",
  "https://example.com",
  "cloudtrail.amazonaws.com",
  "AWS::S3::Bucket",
  "INCOMING_SSH_DISABLED",
  "+1 555 0100",
  "{ $.a = 1 }",
  "$.a = 1",
  '{"a":["b"]}',
  "arn:aws:sns:eu-west-1:111122223333:alerts",
  "arn:aws:sqs:eu-west-1:111122223333:alerts",
  "arn:aws:events:eu-west-1:111122223333:event-bus/security-events",
  "arn:aws:lambda:eu-west-1:111122223333:function:alerts",
  "arn:aws:iam::111122223333:role/config",
  "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:s3:::logs",
  "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
  "C07EZ1ABC23",
  "12abc34d567e8fa901bc2d34e56789f0",
  "1234abcd-12ab-34cd-56ef-1234567890ab",
  "19%3a0123456789abcdef%40thread.tacv2",
  "fsbp/IAM.6",
  "aws/guardduty",
  "AWS-StopEC2Instance",
  "arn:aws:iam::111122223333:policy/boundary",
  "eu-west-1",
  "logs/",
  "o-a1b2c3d4e5",
  "ou-ab12-1a2b3c4d",
  "111122223333",
  "r-a1b2",
  "arn:aws:securityhub:eu-west-1:111122223333:finding-aggregator/1234abcd-12ab-34cd-56ef-1234567890ab",
];

/** Whether a schema of a text allows it. */
export function isAllowed(
  { enum: words, format, pattern, not, minLength, maxLength }: JsonSchema,
  text: string,
): boolean {
  const length = [...text].length;
  return (
    (format !== "filter-condition" || text.startsWith("$.")) &&
    (format !== "event-pattern" || text.startsWith('{"')) &&
    (words?.includes(text) ?? true) &&
    length >= (minLength ?? 0) &&
    length <= (maxLength ?? Infinity) &&
    (pattern === undefined || new RegExp(pattern, "u").test(text)) &&
    !(not?.pattern !== undefined && new RegExp(not.pattern, "u").test(text)) &&
    !not?.enum?.includes(text)
  );
}

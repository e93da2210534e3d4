import { account, anotherAccount, region, type Request } from "../../../support/policies";
import { admin, cloudTrail, config, knowing, names, outsiders, withoutTls, type Rows } from "./requests";

const bucket = `arn:aws:s3:::${names.configBucket}`;
const file = `${bucket}/AWSLogs/${account}/Config/${region}/2024/1/2/ConfigSnapshot/x.json.gz`;
const forAccount = { "aws:SourceAccount": account };
const look: Request = { ...config, action: "s3:GetBucketAcl", resource: bucket, context: forAccount };
const deliver: Request = {
  ...config,
  action: "s3:PutObject",
  resource: file,
  context: { ...forAccount, "s3:x-amz-acl": "bucket-owner-full-control" },
};
const read: Request = { ...admin, action: "s3:GetObject", resource: file };
const forAnother = { "aws:SourceAccount": anotherAccount };
const forNobody = { "aws:SourceAccount": undefined };

export const configBucket: Rows = {
  module: "config-bucket",
  document: "policy_document",
  variables: { name: names.configBucket },
  letsIn: {
    "AWS Config, to look at the bucket": look,
    "AWS Config, to see whether it is there": { ...look, action: "s3:ListBucket" },
    "AWS Config, to deliver": deliver,
    "AWS Config, to test that it can": {
      ...deliver,
      resource: `${bucket}/AWSLogs/${account}/Config/ConfigWritabilityCheckFile`,
    },
    "an administrator, to read": read,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({ ...read, resource: "arn:aws:s3:::another/file" }),
  },
  keepsOut: {
    ...outsiders("to look at the bucket", look),
    ...outsiders("to deliver", deliver),
    ...outsiders("to read", read),
    "AWS Config of another account, to look at the bucket": knowing(look, forAnother),
    "AWS Config of another account, to deliver": knowing(deliver, forAnother),
    "AWS Config on nobody's behalf, to look at the bucket": knowing(look, forNobody),
    "AWS Config on nobody's behalf, to deliver": knowing(deliver, forNobody),
    "CloudTrail, to deliver": { ...deliver, ...cloudTrail },
    "AWS Config, to look at another bucket": { ...look, resource: "arn:aws:s3:::another" },
    "AWS Config, to read the policy of the bucket": { ...look, action: "s3:GetBucketPolicy" },
    "AWS Config, to deliver into another bucket": { ...deliver, resource: file.replace(names.configBucket, "another") },
    "AWS Config, to deliver into another folder": { ...deliver, resource: file.replace("AWSLogs", "elsewhere") },
    "AWS Config, to deliver into the folder of another account": {
      ...deliver,
      resource: file.replace(account, anotherAccount),
    },
    "AWS Config, to deliver into the folder of CloudTrail": {
      ...deliver,
      resource: file.replace("Config", "CloudTrail"),
    },
    "AWS Config, to deliver without handing its files over": knowing(deliver, { "s3:x-amz-acl": undefined }),
    "AWS Config, to deliver for all to read": knowing(deliver, { "s3:x-amz-acl": "public-read" }),
    "AWS Config, to open a file to others": { ...deliver, action: "s3:PutObjectAcl" },
    "AWS Config, to read": { ...config, action: "s3:GetObject", resource: file, context: forAccount },
    "AWS Config without TLS": withoutTls(deliver),
    "an administrator without TLS, to read": withoutTls(read),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
  },
};

import { account, anotherAccount, region, type Request } from "../../../support/policies";
import {
  admin,
  cloudTrail,
  config,
  knowing,
  names,
  otherTrails,
  outsiders,
  trailArn,
  withoutTls,
  type Rows,
} from "./requests";

const bucket = `arn:aws:s3:::${names.trailBucket}`;
const file = `${bucket}/AWSLogs/${account}/CloudTrail/${region}/2024/01/02/log.json.gz`;
const forTrail = { "aws:SourceArn": trailArn, "aws:SourceAccount": account };
const look: Request = { ...cloudTrail, action: "s3:GetBucketAcl", resource: bucket, context: forTrail };
const deliver: Request = {
  ...cloudTrail,
  action: "s3:PutObject",
  resource: file,
  context: { ...forTrail, "s3:x-amz-acl": "bucket-owner-full-control" },
};
const read: Request = { ...admin, action: "s3:GetObject", resource: file };

export const trailBucket: Rows = {
  module: "trail-bucket",
  document: "policy_document",
  variables: { name: names.trailBucket, trail_name: names.trail },
  letsIn: {
    "the trail, to look at the bucket": look,
    "the trail, to deliver": deliver,
    "the trail, to deliver the digests of another region": {
      ...deliver,
      resource: `${bucket}/AWSLogs/${account}/CloudTrail-Digest/us-east-1/x.json.gz`,
    },
    "an administrator, to read": read,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({ ...read, resource: "arn:aws:s3:::another/file" }),
  },
  keepsOut: {
    ...otherTrails("to look at the bucket", look),
    ...otherTrails("to deliver", deliver),
    ...outsiders("to look at the bucket", look),
    ...outsiders("to deliver", deliver),
    ...outsiders("to read", read),
    "AWS Config, to deliver": { ...deliver, ...config },
    "the trail, to look at another bucket": { ...look, resource: "arn:aws:s3:::another" },
    "the trail, to list the bucket": { ...look, action: "s3:ListBucket" },
    "the trail, to deliver into another bucket": {
      ...deliver,
      resource: file.replace(names.trailBucket, "another"),
    },
    "the trail, to deliver into another folder": { ...deliver, resource: file.replace("AWSLogs", "elsewhere") },
    "the trail, to deliver into the folder of another account": {
      ...deliver,
      resource: file.replace(account, anotherAccount),
    },
    "the trail, to deliver without handing its files over": knowing(deliver, { "s3:x-amz-acl": undefined }),
    "the trail, to deliver for all to read": knowing(deliver, { "s3:x-amz-acl": "public-read" }),
    "the trail, to open a file to others": { ...deliver, action: "s3:PutObjectAcl" },
    "the trail, to read": { ...cloudTrail, action: "s3:GetObject", resource: file, context: forTrail },
    "the trail without TLS": withoutTls(deliver),
    "an administrator without TLS, to read": withoutTls(read),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
  },
};

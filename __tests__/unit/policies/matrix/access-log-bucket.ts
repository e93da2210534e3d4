import { account, anotherAccount, type Request } from "../../../support/policies";
import { admin, config, knowing, logDelivery, names, outsiders, withoutTls, type Rows } from "./requests";

const bucket = `arn:aws:s3:::${names.accessLogBucket}`;
const file = `${bucket}/${names.trailBucket}/2024-01-02-03-04-05-0123456789ABCDEF`;
const source = (name: string) => `arn:aws:s3:::${name}`;
const deliver: Request = {
  ...logDelivery,
  action: "s3:PutObject",
  resource: file,
  context: { "aws:SourceArn": source(names.trailBucket), "aws:SourceAccount": account },
};
const read: Request = { ...admin, action: "s3:GetObject", resource: file };

export const accessLogBucket: Rows = {
  module: "access-log-bucket",
  document: "policy_document",
  variables: {
    name: names.accessLogBucket,
    source_bucket_arns: [names.trailBucket, names.configBucket, names.guardDutyBucket, names.resultsBucket].map(source),
  },
  letsIn: {
    "S3, to deliver what happened in the bucket of the trail": deliver,
    "S3, to deliver what happened in the bucket of AWS Config": {
      ...knowing(deliver, { "aws:SourceArn": source(names.configBucket) }),
      resource: file.replace(names.trailBucket, names.configBucket),
    },
    "S3, to deliver what happened in the bucket of GuardDuty": {
      ...knowing(deliver, { "aws:SourceArn": source(names.guardDutyBucket) }),
      resource: file.replace(names.trailBucket, names.guardDutyBucket),
    },
    "S3, to deliver what happened in the bucket of the results": {
      ...knowing(deliver, { "aws:SourceArn": source(names.resultsBucket) }),
      resource: file.replace(names.trailBucket, names.resultsBucket),
    },
    "an administrator, to read": read,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({ ...read, resource: "arn:aws:s3:::another/file" }),
  },
  keepsOut: {
    ...outsiders("to deliver", deliver),
    ...outsiders("to read", read),
    "S3, to deliver what happened in another bucket": knowing(deliver, { "aws:SourceArn": source("another") }),
    "S3, to deliver what happened in a bucket whose name only starts the same": knowing(deliver, {
      "aws:SourceArn": source(`${names.trailBucket}-2`),
    }),
    "S3, to deliver what happened in this very bucket": knowing(deliver, {
      "aws:SourceArn": source(names.accessLogBucket),
    }),
    "S3, to deliver for another account that has the bucket now": knowing(deliver, {
      "aws:SourceAccount": anotherAccount,
    }),
    "S3 on nobody's behalf, to deliver": knowing(deliver, {
      "aws:SourceArn": undefined,
      "aws:SourceAccount": undefined,
    }),
    "AWS Config, to deliver": { ...deliver, ...config },
    "S3, to deliver into another bucket": { ...deliver, resource: file.replace(names.accessLogBucket, "another") },
    "S3, to open a file to others": { ...deliver, action: "s3:PutObjectAcl" },
    "S3, to read": { ...deliver, action: "s3:GetObject" },
    "S3 without TLS": withoutTls(deliver),
    "an administrator without TLS, to read": withoutTls(read),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
  },
};

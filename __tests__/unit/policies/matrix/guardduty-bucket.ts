import { account, region, type Request } from "../../../support/policies";
import {
  admin,
  config,
  guardDuty,
  inFurtherRegions,
  knowing,
  names,
  ofDetector,
  otherDetectors,
  outsiders,
  withoutTls,
  type Rows,
} from "./requests";

const bucket = `arn:aws:s3:::${names.guardDutyBucket}`;
const file = `${bucket}/AWSLogs/${account}/GuardDuty/${region}/2026/1/2/x.jsonl.gz`;
const look: Request = { ...guardDuty, action: "s3:GetBucketLocation", resource: bucket, context: ofDetector };
const deliver: Request = { ...guardDuty, action: "s3:PutObject", resource: file, context: ofDetector };
const read: Request = { ...admin, action: "s3:GetObject", resource: file };

export const guardDutyBucket: Rows = {
  module: "guardduty-bucket",
  document: "policy_document",
  variables: { name: names.guardDutyBucket },
  letsIn: {
    "GuardDuty, to look at the bucket": look,
    "GuardDuty, to deliver": deliver,
    "GuardDuty, to test that it can": { ...deliver, resource: `${bucket}/test` },
    "an administrator, to read": read,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({ ...read, resource: "arn:aws:s3:::another/file" }),
  },
  keepsOut: {
    ...outsiders("to look at the bucket", look),
    ...outsiders("to deliver", deliver),
    ...outsiders("to read", read),
    ...otherDetectors("to look at the bucket", look),
    ...otherDetectors("to deliver", deliver),
    "AWS Config, to deliver": { ...deliver, ...config },
    "GuardDuty, to look at another bucket": { ...look, resource: "arn:aws:s3:::another" },
    "GuardDuty, to read the policy of the bucket": { ...look, action: "s3:GetBucketPolicy" },
    "GuardDuty, to deliver into another bucket": {
      ...deliver,
      resource: file.replace(names.guardDutyBucket, "another"),
    },
    "GuardDuty, to open a file to others": { ...deliver, action: "s3:PutObjectAcl" },
    "GuardDuty, to read": { ...deliver, action: "s3:GetObject" },
    "GuardDuty without TLS": withoutTls(deliver),
    "an administrator without TLS, to read": withoutTls(read),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
    "GuardDuty, knowing nothing": knowing(deliver, { "aws:SourceArn": undefined }),
  },
};

export const guardDutyBucketOfRegions = inFurtherRegions(guardDutyBucket, {
  "to look at the bucket": look,
  "to deliver": deliver,
});

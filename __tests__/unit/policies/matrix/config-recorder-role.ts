import { account, keyId, region, type Request } from "../../../support/policies";
import { abroad, admin, arn, config, elsewhere, keyArn, knowing, names, outsiders, type Rows } from "./requests";

const role = `arn:aws:iam::${account}:role/config-recorder-${region}`;
const assume: Request = {
  ...config,
  action: "sts:AssumeRole",
  resource: role,
  context: { "aws:SourceAccount": account },
};
const variables = { name_prefix: "", region, bucket_name: names.configBucket, kms_key_arn: keyArn };

export const recorderTrust: Rows = {
  module: "config-recorder-role",
  document: "trust",
  variables,
  letsIn: { "AWS Config for the account": assume },
  keepsOut: {
    ...outsiders("to assume the role", assume),
    "AWS Config for another account": knowing(assume, { "aws:SourceAccount": abroad.account }),
    "AWS Config for nobody": knowing(assume, { "aws:SourceAccount": undefined }),
    "AWS Config, to tag its session": { ...assume, action: "sts:TagSession" },
    "an administrator of the account": { ...assume, ...admin },
  },
};

const bucket = `arn:aws:s3:::${names.configBucket}`;
const put: Request = {
  principal: role,
  action: "s3:PutObject",
  resource: `${bucket}/AWSLogs/${account}/Config/${region}/2026/3/2/ConfigHistory/file.json.gz`,
  context: { "s3:x-amz-acl": "bucket-owner-full-control" },
};
const check: Request = { principal: role, action: "s3:GetBucketAcl", resource: bucket };
const encrypt: Request = { principal: role, action: "kms:GenerateDataKey", resource: keyArn };

export const recorderPermissions: Rows = {
  module: "config-recorder-role",
  document: "permissions",
  variables,
  letsIn: {
    "the role, to deliver": put,
    "the role, to deliver with an ACL that it sets afterwards": { ...put, action: "s3:PutObjectAcl" },
    "the role, to see whether it may": check,
    "the role, to see whether the bucket is there": { ...check, action: "s3:ListBucket" },
    "the role, to encrypt": encrypt,
    "the role, to encrypt what has parts": { ...encrypt, action: "kms:Decrypt" },
  },
  keepsOut: {
    "the role, to keep the files from the owner of the bucket": knowing(put, { "s3:x-amz-acl": "private" }),
    "the role, to say nothing of the owner": knowing(put, { "s3:x-amz-acl": undefined }),
    "the role, to write into the folder of another account": {
      ...put,
      resource: `${bucket}/AWSLogs/${abroad.account}/Config/file.json.gz`,
    },
    "the role, to write what CloudTrail does": { ...put, resource: `${bucket}/AWSLogs/${account}/CloudTrail/file` },
    "the role, to write beside the folder": { ...put, resource: `${bucket}/file` },
    "the role, to write into a folder that ends so": {
      ...put,
      resource: `${bucket}/my/AWSLogs/${account}/Config/file`,
    },
    "the role, to write to another bucket": { ...put, resource: `arn:aws:s3:::another/AWSLogs/${account}/Config/file` },
    "the role, to write to a bucket of a similar name": {
      ...put,
      resource: `${bucket}-2/AWSLogs/${account}/Config/file`,
    },
    "the role, to read": { ...put, action: "s3:GetObject", context: undefined },
    "the role, to delete": { ...put, action: "s3:DeleteObject", context: undefined },
    "the role, to change the ACL of a former version": { ...put, action: "s3:PutObjectVersionAcl" },
    "the role, to look at another bucket": { ...check, resource: "arn:aws:s3:::another" },
    "the role, to list another bucket": { ...check, action: "s3:ListBucket", resource: "arn:aws:s3:::config-logs-2" },
    "the role, to change the bucket's policy": { ...check, action: "s3:PutBucketPolicy" },
    "the role, to encrypt with another key": { ...encrypt, resource: arn("kms", "key/another") },
    "the role, to encrypt with the key of the id in another region": {
      ...encrypt,
      resource: arn("kms", `key/${keyId}`, elsewhere),
    },
    "the role, to encrypt with the key of the id in another account": {
      ...encrypt,
      resource: arn("kms", `key/${keyId}`, abroad),
    },
    "the role, to delete the key": { ...encrypt, action: "kms:ScheduleKeyDeletion" },
  },
};

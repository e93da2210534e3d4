import { account, organisation, region, type Request } from "../../../support/policies";
import { investigatorPermissions } from "./athena";
import { deliveryPermissions, deliveryTrust } from "./audit-trail";
import { configBucket } from "./config-bucket";
import { logKey } from "./log-key";
import { queriedLogKey } from "./queried-log-key";
import {
  admin,
  arn,
  cloudTrail,
  elsewhere,
  everybodyAnyway,
  keyArn,
  knowing,
  managementAccount,
  memberAccount,
  names,
  ofOrganization,
  organizationTrailArn,
  otherOrganizationTrails,
  otherThanRecorders,
  outsiders,
  recorderRole,
  trailArn,
  withoutTls,
  type Rows,
} from "./requests";
import { trailBucket } from "./trail-bucket";

/** The same policy with an organization: it allows what it did, and more. */
const withOrganization = (rows: Rows, more: Pick<Rows, "letsIn" | "keepsOut" | "harmless">): Rows => ({
  ...rows,
  ofOrganization: true,
  variables: { ...rows.variables, ...ofOrganization },
  letsIn: { ...rows.letsIn, ...more.letsIn },
  keepsOut: { ...rows.keepsOut, ...more.keepsOut },
  harmless: { ...rows.harmless, ...more.harmless },
});

const forTrail = { "aws:SourceArn": organizationTrailArn, "aws:SourceAccount": managementAccount };
const trailLogs = `arn:aws:s3:::${names.trailBucket}`;
const file = `${trailLogs}/AWSLogs/${organisation}/${memberAccount}/CloudTrail/us-east-1/2024/01/02/log.json.gz`;
const look: Request = { ...cloudTrail, action: "s3:GetBucketAcl", resource: trailLogs, context: forTrail };
const deliver: Request = {
  ...cloudTrail,
  action: "s3:PutObject",
  resource: file,
  context: { ...forTrail, "s3:x-amz-acl": "bucket-owner-full-control" },
};
const ofAccount = { "aws:SourceArn": trailArn, "aws:SourceAccount": account };

export const trailBucketOfOrganization = withOrganization(trailBucket, {
  letsIn: {
    "the trail of the organization, to look at the bucket": look,
    "the trail of the organization, to deliver of a member": deliver,
    "the trail of the organization, to deliver of the management account": {
      ...deliver,
      resource: `${trailLogs}/AWSLogs/${managementAccount}/CloudTrail/us-east-1/2024/01/02/log.json.gz`,
    },
  },
  keepsOut: {
    ...otherOrganizationTrails("to look at the bucket", look),
    ...otherOrganizationTrails("to deliver", deliver),
    ...outsiders("to look at the bucket for the organization", look),
    ...outsiders("to deliver for the organization", deliver),
    "the trail of the account, to deliver into the folder of the organization": knowing(deliver, ofAccount),
    "the trail of the organization, to deliver into the folder of the account": {
      ...deliver,
      resource: file.replace(`${organisation}/${memberAccount}`, account),
    },
    "the trail of the organization, to deliver into the folder of a member": {
      ...deliver,
      resource: file.replace(`${organisation}/`, ""),
    },
    "the trail of the organization, to deliver into the folder of another organization": {
      ...deliver,
      resource: file.replace(organisation, "o-theirs0000"),
    },
    "the trail of the organization, to deliver into another folder": {
      ...deliver,
      resource: file.replace("AWSLogs", "elsewhere"),
    },
    "the trail of the organization, to deliver of the management account into another folder": {
      ...deliver,
      resource: file.replace("AWSLogs", "elsewhere").replace(organisation, managementAccount),
    },
    "the trail of the organization, to deliver into another bucket": {
      ...deliver,
      resource: file.replace(names.trailBucket, "another"),
    },
    "the trail of the organization, to deliver of the management account into another bucket": {
      ...deliver,
      resource: file.replace(names.trailBucket, "another").replace(organisation, managementAccount),
    },
    "the trail of the organization, to look at another bucket": { ...look, resource: "arn:aws:s3:::another" },
    "the trail of the organization, to list the bucket": { ...look, action: "s3:ListBucket" },
    "the trail of the organization, to deliver without handing its files over": knowing(deliver, {
      "s3:x-amz-acl": undefined,
    }),
    "the trail of the organization, to deliver for all to read": knowing(deliver, { "s3:x-amz-acl": "public-read" }),
    "the trail of the organization, to open a file to others": { ...deliver, action: "s3:PutObjectAcl" },
    "the trail of the organization, to read": {
      ...cloudTrail,
      action: "s3:GetObject",
      resource: file,
      context: forTrail,
    },
    "the trail of the organization without TLS": withoutTls(deliver),
    "an administrator of a member, to read": {
      principal: `arn:aws:iam::${memberAccount}:role/admin`,
      allowedTo: ["*"],
      action: "s3:GetObject",
      resource: file,
      context: { "aws:PrincipalOrgID": organisation },
    },
  },
});

/** With what the member allows the role of its recorder. */
const recorder = { principal: recorderRole, allowedTo: ["s3:*", "kms:*"] };
const ofMember = { "aws:PrincipalOrgID": organisation };
const configLogs = `arn:aws:s3:::${names.configBucket}`;
const history = `${configLogs}/AWSLogs/${memberAccount}/Config/${region}/2024/1/2/ConfigHistory/x.json.gz`;
const lookForHistory: Request = { ...recorder, action: "s3:GetBucketAcl", resource: configLogs, context: ofMember };
const deliverHistory: Request = {
  ...recorder,
  action: "s3:PutObject",
  resource: history,
  context: { ...ofMember, "s3:x-amz-acl": "bucket-owner-full-control" },
};
const ofManagement = recorderRole.replace(memberAccount, managementAccount);

export const configBucketOfOrganization = withOrganization(configBucket, {
  letsIn: {
    "the recorder of a member, to look at the bucket": lookForHistory,
    "the recorder of a member, to see whether it is there": { ...lookForHistory, action: "s3:ListBucket" },
    "the recorder of a member, to deliver": deliverHistory,
    "the recorder of a member in another region, to deliver": {
      ...deliverHistory,
      principal: recorderRole.replace(region, "us-east-1"),
    },
    "the recorder of a member, to test that it can": {
      ...deliverHistory,
      resource: `${configLogs}/AWSLogs/${memberAccount}/Config/ConfigWritabilityCheckFile`,
    },
    "the recorder of the management account, to deliver": {
      ...deliverHistory,
      principal: ofManagement,
      resource: history.replace(memberAccount, managementAccount),
    },
  },
  keepsOut: {
    ...otherThanRecorders("to look at the bucket", lookForHistory),
    ...otherThanRecorders("to deliver", deliverHistory),
    "the recorder of a member, to deliver into the folder of the account": {
      ...deliverHistory,
      resource: history.replace(memberAccount, account),
    },
    "the recorder of the management account, to deliver into the folder of a member": {
      ...deliverHistory,
      principal: ofManagement,
    },
    "the recorder of a member, to deliver into the folder of its trail": {
      ...deliverHistory,
      resource: history.replace("/Config/", "/CloudTrail/"),
    },
    "the recorder of a member, to deliver into another folder": {
      ...deliverHistory,
      resource: history.replace("AWSLogs", "elsewhere"),
    },
    "the recorder of a member, to deliver into another bucket": {
      ...deliverHistory,
      resource: history.replace(names.configBucket, "another"),
    },
    "the recorder of a member, to look at another bucket": { ...lookForHistory, resource: "arn:aws:s3:::another" },
    "the recorder of a member, to read the policy of the bucket": { ...lookForHistory, action: "s3:GetBucketPolicy" },
    "the recorder of a member, to deliver without handing its files over": knowing(deliverHistory, {
      "s3:x-amz-acl": undefined,
    }),
    "the recorder of a member, to deliver for all to read": knowing(deliverHistory, { "s3:x-amz-acl": "public-read" }),
    "the recorder of a member, to open a file to others": { ...deliverHistory, action: "s3:PutObjectAcl" },
    "the recorder of a member, to read": { ...recorder, action: "s3:GetObject", resource: history, context: ofMember },
    "the recorder of a member, to delete": {
      ...recorder,
      action: "s3:DeleteObject",
      resource: history,
      context: ofMember,
    },
    "the recorder of a member without TLS": withoutTls(deliverHistory),
  },
  harmless: everybodyAnyway("RecordersCheckBucket", "RecordersDeliver"),
});

const trailContext = "kms:EncryptionContext:aws:cloudtrail:arn";
const trailEncrypts: Request = {
  ...cloudTrail,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: { ...forTrail, [trailContext]: organizationTrailArn },
};
const trailDecrypts: Request = { ...cloudTrail, action: "kms:Decrypt", resource: keyArn, context: forTrail };
const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
const historyIsEncrypted: Request = {
  ...recorder,
  action: "kms:GenerateDataKey",
  resource: keyArn,
  context: { ...ofMember, ...viaS3 },
};

const ofKey: Pick<Rows, "letsIn" | "keepsOut" | "harmless"> = {
  letsIn: {
    "the trail of the organization, to encrypt": trailEncrypts,
    "the trail of the organization, to look at the key": { ...trailDecrypts, action: "kms:DescribeKey" },
    "the trail of the organization, to use the key of the bucket": trailDecrypts,
    "the recorder of a member, to encrypt": historyIsEncrypted,
    "the recorder of a member, to use the key of the bucket": { ...historyIsEncrypted, action: "kms:Decrypt" },
    "the recorder of the management account, to encrypt": { ...historyIsEncrypted, principal: ofManagement },
  },
  keepsOut: {
    ...otherOrganizationTrails("to encrypt", trailEncrypts),
    ...otherOrganizationTrails("to decrypt", trailDecrypts),
    ...outsiders("to encrypt for the trail of the organization", trailEncrypts),
    ...outsiders("to decrypt for the trail of the organization", trailDecrypts),
    ...otherThanRecorders("to encrypt", historyIsEncrypted),
    "the trail of the organization, to encrypt what is of the trail of a member": knowing(trailEncrypts, {
      [trailContext]: arn("cloudtrail", `trail/${names.trail}`, { account: memberAccount }),
    }),
    "the trail of the organization, to encrypt what is not of a trail": knowing(trailEncrypts, {
      [trailContext]: arn("cloudtrail", "eventdatastore/events", { account: managementAccount }),
    }),
    "the trail of the organization, to encrypt what is not said to be of a trail": knowing(trailEncrypts, {
      [trailContext]: undefined,
    }),
    "the trail of the organization, to encrypt without a data key": { ...trailEncrypts, action: "kms:Encrypt" },
    "the trail of the account, to encrypt what is of the organization": knowing(trailEncrypts, ofAccount),
    "the recorder of a member, without S3": knowing(historyIsEncrypted, { "kms:ViaService": undefined }),
    "the recorder of a member, through another service": knowing(historyIsEncrypted, {
      "kms:ViaService": `dynamodb.${region}.amazonaws.com`,
    }),
    "the recorder of a member, through S3 in another region": knowing(historyIsEncrypted, {
      "kms:ViaService": `s3.${elsewhere.region}.amazonaws.com`,
    }),
    "the recorder of a member, to encrypt without a data key": { ...historyIsEncrypted, action: "kms:Encrypt" },
    "the recorder of a member, to hand the key on": { ...historyIsEncrypted, action: "kms:CreateGrant" },
  },
  harmless: everybodyAnyway("RecordersEncryptHistory"),
};

export const logKeyOfOrganization = withOrganization(logKey, ofKey);
export const queriedLogKeyOfOrganization = withOrganization(queriedLogKey, ofKey);

const investigator = { principal: `arn:aws:iam::${account}:role/investigator` };
const listFiles: Request = {
  ...investigator,
  action: "s3:ListBucket",
  resource: trailLogs,
  context: { "s3:prefix": `AWSLogs/${organisation}/${memberAccount}/CloudTrail/us-east-1/2024/01/02/` },
};
const readFile: Request = { ...investigator, action: "s3:GetObject", resource: file };
/** The same of what is no event of the organization. */
const otherFiles = [
  `AWSLogs/o-theirs0000/${memberAccount}/CloudTrail/x`,
  `AWSLogs/${organisation}/${memberAccount}/CloudTrail-Digest/x`,
  `AWSLogs/${organisation}/${memberAccount}/Config/x`,
];

export const investigatorOfOrganization = withOrganization(investigatorPermissions, {
  letsIn: {
    "an investigator, to list the files of a member": listFiles,
    "an investigator, to read a file of a member": readFile,
    "an investigator, to read a file of a member behind another prefix": {
      ...readFile,
      resource: file.replace("AWSLogs", "logs/AWSLogs"),
    },
    "an investigator, to list the files of a member behind another prefix": knowing(listFiles, {
      "s3:prefix": `logs/AWSLogs/${organisation}/${memberAccount}/CloudTrail/us-east-1/2024/01/02/`,
    }),
  },
  keepsOut: {
    ...Object.fromEntries(
      otherFiles.flatMap((path) => [
        [`an investigator, to list ${path}`, knowing(listFiles, { "s3:prefix": path })],
        [`an investigator, to read ${path}`, { ...readFile, resource: `${trailLogs}/${path}` }],
      ]),
    ),
    "an investigator, to list all there is": knowing(listFiles, { "s3:prefix": undefined }),
    "an investigator, to list versions of a member": { ...listFiles, action: "s3:ListBucketVersions" },
    "an investigator, to list another bucket": { ...listFiles, resource: "arn:aws:s3:::another" },
    "an investigator, to read another bucket": { ...readFile, resource: file.replace(names.trailBucket, "another") },
    "an investigator, to write a file of a member": { ...readFile, action: "s3:PutObject" },
  },
});

export const organizationTrailTrust: Rows = {
  ...deliveryTrust,
  module: "organization-trail",
  ofOrganization: true,
};

const role = `arn:aws:iam::${account}:role/organization-trail-delivery`;
const stream = (name: string) => arn("logs", `log-group:${names.logGroup}:log-stream:${name}`);
const write: Request = {
  principal: role,
  action: "logs:PutLogEvents",
  resource: stream(`${organisation}_${memberAccount}_CloudTrail_us-east-1`),
};

export const organizationTrailPermissions: Rows = {
  ...deliveryPermissions,
  module: "organization-trail",
  ofOrganization: true,
  variables: {
    ...deliveryPermissions.variables,
    organization_id: organisation,
    management_account_id: managementAccount,
  },
  letsIn: {
    ...deliveryPermissions.letsIn,
    "the role, to create the stream of a member": { ...write, action: "logs:CreateLogStream" },
    "the role, to write to the stream of a member": write,
    "the role, to write to the stream of the management account": {
      ...write,
      resource: stream(`${managementAccount}_CloudTrail_${region}`),
    },
    "the role, to write to a further stream of the management account": {
      ...write,
      resource: stream(`${managementAccount}_CloudTrail_${region}_2`),
    },
  },
  keepsOut: {
    ...deliveryPermissions.keepsOut,
    ...Object.fromEntries(
      [
        ["a stream of another organization", stream(`o-theirs0000_${memberAccount}_CloudTrail_us-east-1`)],
        ["the stream of a member, as if it were its own", stream(`${memberAccount}_CloudTrail_${region}`)],
        [
          "a stream of the management account that is not CloudTrail's",
          stream(`${managementAccount}_Config_${region}`),
        ],
        ["a stream of the management account in another region", stream(`${managementAccount}_CloudTrail_us-east-1`)],
        ["a stream whose name only begins like the organization's", stream(`${organisation}0_1`)],
        ...[`${organisation}_1`, `${managementAccount}_CloudTrail_${region}`].flatMap((name) => {
          const resource = stream(name);
          return [
            [`${name} of another log group`, resource.replace(names.logGroup, "another")],
            [`${name} of another region`, resource.replace(`:${region}:`, ":us-east-1:")],
            [`${name} of another account`, resource.replace(`:${account}:`, `:${memberAccount}:`)],
          ];
        }),
      ].map(([what, resource]) => [`the role, to write to ${what}`, { ...write, resource: resource! }]),
    ),
    "an administrator, to write with this policy": {
      ...write,
      ...admin,
      allowedTo: undefined,
      action: "logs:DeleteLogStream",
    },
  },
  harmless: Object.fromEntries(
    [`${account}_CloudTrail_${region}`, `${managementAccount}_CloudTrail_${region}`, `${organisation}_`].map((name) => [
      `WriteEvents on ${stream(name).replace("log-stream", "*")}*`,
      "a log group holds nothing but streams",
    ]),
  ),
};

import { account, anotherAccount, region, type Request } from "../../../support/policies";
import { admin, arn, keyArn, names, outside, outsiders, rowsOf, withoutTls, type Rows } from "./requests";

const bucket = `arn:aws:s3:::${names.resultsBucket}`;
const read: Request = { ...admin, action: "s3:GetObject", resource: `${bucket}/1.csv` };

export const resultsBucket: Rows = {
  module: "athena-results-bucket",
  document: "policy_document",
  variables: { name: names.resultsBucket },
  letsIn: {
    "an administrator, to read": read,
    // The policy speaks of its own bucket only.
    "an administrator without TLS in another bucket": withoutTls({ ...read, resource: "arn:aws:s3:::another/file" }),
    "an administrator without TLS, to list another bucket": withoutTls({
      ...admin,
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::another",
    }),
  },
  keepsOut: {
    ...outsiders("to read", read),
    ...outsiders("to write", { ...read, action: "s3:PutObject" }),
    "an administrator without TLS, to read": withoutTls(read),
    "an administrator without TLS, to list": withoutTls({ ...admin, action: "s3:ListBucket", resource: bucket }),
  },
};

const trailBucket = `arn:aws:s3:::${names.trailBucket}`;
const folder = `AWSLogs/${account}/CloudTrail`;
const otherFolders = [
  `elsewhere/${account}/CloudTrail/x`,
  `AWSLogs/${anotherAccount}/CloudTrail/x`,
  `AWSLogs/${account}/Config/x`,
];
const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
const ofTrail = { "kms:EncryptionContext:aws:cloudtrail:arn": arn("cloudtrail", `trail/${names.trail}`) };
const ofResults = (resource: string) => ({ "kms:EncryptionContext:aws:s3:arn": resource });
const notViaS3 = [{ "kms:ViaService": `dynamodb.${region}.amazonaws.com` }, { "kms:ViaService": undefined }];

const [workgroup, database] = ["security-monitoring", "security_monitoring"];
const otherDatabases = ["another", "another_monitoring", "security_another"];

export const investigatorPermissions: Rows = {
  module: "athena-investigator",
  document: "permissions",
  variables: {
    workgroup_name: workgroup,
    database_name: database,
    trail_bucket_name: names.trailBucket,
    key_prefix: "AWSLogs/",
    results_bucket_name: names.resultsBucket,
    kms_key_arn: keyArn,
  },
  ...rowsOf(`arn:aws:iam::${account}:role/investigator`, [
    {
      actions: [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      on: [arn("athena", `workgroup/${workgroup}`)],
      notOn: outside("athena", `workgroup/${workgroup}`, "workgroup/primary"),
      notTo: ["athena:UpdateWorkGroup", "athena:DeleteNamedQuery"],
    },
    {
      actions: ["athena:GetDatabase", "athena:GetTableMetadata", "athena:ListDatabases", "athena:ListTableMetadata"],
      on: [arn("athena", "datacatalog/AwsDataCatalog")],
      notOn: outside("athena", "datacatalog/AwsDataCatalog", "datacatalog/another"),
      notTo: ["athena:DeleteDataCatalog"],
    },
    {
      actions: ["glue:GetDatabase"],
      on: [arn("glue", "database/default")],
      notOn: outside("glue", "database/default", "database/default_2"),
      notTo: ["glue:GetDatabases", "glue:CreateDatabase"],
    },
    { actions: ["athena:ListDataCatalogs", "athena:ListWorkGroups"], on: ["*"], notTo: ["athena:ListEngineVersions"] },
    {
      actions: ["glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"],
      on: [arn("glue", "catalog"), arn("glue", `database/${database}`)],
      notOn: [
        ...outside("glue", "catalog"),
        ...outside("glue", `database/${database}`, ...otherDatabases.map((name) => `database/${name}`)),
      ],
      notTo: ["glue:UpdateDatabase"],
    },
    {
      actions: ["glue:GetTable", "glue:GetTables"],
      on: [arn("glue", `table/${database}/cloudtrail`)],
      notOn: outside(
        "glue",
        `table/${database}/cloudtrail`,
        `table/${database}/another`,
        ...otherDatabases.map((name) => `table/${name}/cloudtrail`),
      ),
      notTo: ["glue:UpdateTable", "glue:DeleteTable"],
    },
    {
      actions: ["s3:GetBucketLocation"],
      on: [trailBucket, bucket],
      notOn: ["arn:aws:s3:::another"],
      notTo: ["s3:GetBucketPolicy"],
    },
    {
      actions: ["s3:ListBucket"],
      on: [trailBucket],
      context: { "s3:prefix": `${folder}/${region}/2026/11/30/` },
      notOn: ["arn:aws:s3:::another"],
      notToEither: ["s3:ListBucketVersions"],
      notKnowing: [...otherFolders.map((prefix) => ({ "s3:prefix": prefix })), { "s3:prefix": undefined }],
    },
    {
      actions: ["s3:GetObject"],
      on: [`${trailBucket}/${folder}/${region}/2026/11/30/log.json.gz`],
      notOn: [
        ...otherFolders.map((path) => `${trailBucket}/${path}`),
        `arn:aws:s3:::another/${folder}/${region}/2026/11/30/log.json.gz`,
      ],
      notTo: ["s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion"],
    },
    {
      actions: ["kms:Decrypt"],
      on: [keyArn],
      context: { ...viaS3, ...ofTrail },
      notOn: outside("kms", keyArn.split(":")[5]!, "key/another"),
      notToEither: ["kms:Encrypt", "kms:GenerateDataKey"],
      notKnowing: [...notViaS3, { "kms:EncryptionContext:aws:cloudtrail:arn": undefined }],
    },
    {
      actions: ["s3:ListBucket", "s3:ListBucketMultipartUploads"],
      on: [bucket],
      notOn: ["arn:aws:s3:::another"],
      notTo: ["s3:DeleteBucket"],
    },
    {
      actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
      on: [`${bucket}/1.csv`],
      notOn: ["arn:aws:s3:::another/1.csv"],
      notTo: ["s3:DeleteObject"],
    },
    ...[bucket, `${bucket}/1.csv`].map((resource) => ({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      on: [keyArn],
      context: { ...viaS3, ...ofResults(resource) },
      notOn: outside("kms", keyArn.split(":")[5]!, "key/another"),
      notToEither: ["kms:Encrypt"],
      notKnowing: [
        ...notViaS3,
        ...["arn:aws:s3:::another", "arn:aws:s3:::another/1.csv", undefined].map((other) => ({
          "kms:EncryptionContext:aws:s3:arn": other,
        })),
      ],
    })),
  ]),
  harmless: { "DecryptEvents with kms:EncryptionContext:aws:cloudtrail:arn *": "it means the same: any trail" },
};

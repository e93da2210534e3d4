import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { policyDocument, statementsWith, stringLike, type Statement } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bucketName, group, kmsKeyArn } from "../../terraform/schema";
import { organizationInput } from "../shared/organization";
import { AthenaTable, tableName } from "./table";
import { AthenaWorkgroup } from "./workgroup";

const inputs = group({
  workgroupName: AthenaWorkgroup.inputs.shape.name.unwrap().describe("Name of the workgroup."),
  databaseName: AthenaWorkgroup.inputs.shape.databaseName,
  trailBucketName: bucketName().describe("Bucket that the trail delivers to."),
  keyPrefix: AthenaTable.inputs.shape.keyPrefix,
  organization: organizationInput,
  resultsBucketName: bucketName().describe("Bucket of the results."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the files of the trail, and the results."),
});

export type AthenaInvestigatorProps = CapabilityProps<typeof inputs>;
export type AthenaInvestigatorOutputs = AthenaInvestigator["outputs"];

/** What an investigator needs, and nothing else: Athena reads, decrypts and writes as whoever runs the query. */
export class AthenaInvestigator extends Capability<typeof inputs, { investigatorPolicy: string }> {
  static readonly module = "athena-investigator";
  static readonly summary = "IAM policy of those who query the table of events with Amazon Athena.";
  static readonly inputs = inputs;
  static readonly outputs = { investigatorPolicy: "IAM policy, as JSON." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AthenaInvestigatorProps) {
    super(scope, id, inputs, props);
    const { workgroupName, databaseName, trailBucketName, keyPrefix, organization, resultsBucketName, kmsKeyArn } =
      this.inputs;
    const aws = AwsEnvironment.of(this);
    const trailBucketArn = aws.bucketArn(trailBucketName);
    const resultsBucketArn = aws.bucketArn(resultsBucketName);
    const files = `${keyPrefix}${aws.accountId}/CloudTrail/*`;
    const viaS3 = stringLike("kms:ViaService", "s3.*");
    this.outputs = {
      investigatorPolicy: policyDocument(this, "permissions", [
        {
          sid: "RunQueries",
          effect: "Allow",
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
          resources: [aws.arn("athena", `workgroup/${workgroupName}`)],
        },
        {
          // https://docs.aws.amazon.com/athena/latest/ug/datacatalogs-example-policies.html
          sid: "ShowTable",
          effect: "Allow",
          actions: [
            "athena:GetDatabase",
            "athena:GetTableMetadata",
            "athena:ListDatabases",
            "athena:ListTableMetadata",
          ],
          resources: [aws.arn("athena", "datacatalog/AwsDataCatalog")],
        },
        {
          // The console starts with them; AWS accepts no narrower resource.
          sid: "FindWorkgroup",
          effect: "Allow",
          actions: ["athena:ListDataCatalogs", "athena:ListWorkGroups"],
          resources: ["*"],
        },
        {
          sid: "ReadTable",
          effect: "Allow",
          actions: ["glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"],
          resources: [
            aws.arn("glue", "catalog"),
            aws.arn("glue", `database/${databaseName}`),
            aws.arn("glue", `table/${databaseName}/${tableName}`),
          ],
        },
        {
          // Athena asks for it, whatever the database of a query.
          // https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
          sid: "FindDefaultDatabase",
          effect: "Allow",
          actions: ["glue:GetDatabase"],
          resources: [aws.arn("glue", "database/default")],
        },
        {
          sid: "FindBuckets",
          effect: "Allow",
          actions: ["s3:GetBucketLocation"],
          resources: [trailBucketArn, resultsBucketArn],
        },
        {
          sid: "ListEvents",
          effect: "Allow",
          actions: ["s3:ListBucket"],
          resources: [trailBucketArn],
          condition: [stringLike("s3:prefix", files)],
        },
        {
          sid: "ReadEvents",
          effect: "Allow",
          actions: ["s3:GetObject"],
          resources: [`${trailBucketArn}/${files}`],
        },
        ...statementsWith(organization, ({ id }): Statement[] => {
          // Of every account; the prefix may have the id already.
          const ofOrganization = `*${id}/*/CloudTrail/*`;
          return [
            {
              sid: "ListEventsOfOrganization",
              effect: "Allow",
              actions: ["s3:ListBucket"],
              resources: [trailBucketArn],
              condition: [stringLike("s3:prefix", ofOrganization)],
            },
            {
              sid: "ReadEventsOfOrganization",
              effect: "Allow",
              actions: ["s3:GetObject"],
              resources: [`${trailBucketArn}/${ofOrganization}`],
            },
          ];
        }),
        {
          // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail-decrypt.html
          sid: "DecryptEvents",
          effect: "Allow",
          actions: ["kms:Decrypt"],
          resources: [kmsKeyArn],
          condition: [viaS3, { test: "Null", variable: "kms:EncryptionContext:aws:cloudtrail:arn", values: ["false"] }],
        },
        {
          sid: "ListResults",
          effect: "Allow",
          actions: ["s3:ListBucket", "s3:ListBucketMultipartUploads"],
          resources: [resultsBucketArn],
        },
        {
          sid: "WriteResults",
          effect: "Allow",
          actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
          resources: [`${resultsBucketArn}/*`],
        },
        {
          // With a bucket key S3 names the bucket, or else the file.
          sid: "EncryptResults",
          effect: "Allow",
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          resources: [kmsKeyArn],
          condition: [viaS3, stringLike("kms:EncryptionContext:aws:s3:arn", resultsBucketArn, `${resultsBucketArn}/*`)],
        },
      ]),
    };
  }
}

import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { AthenaWorkgroup as Workgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { bucketName, group, kmsKeyArn, tagMap, text, wholeNumber } from "../../terraform/schema";
import { namedQueries } from "./named-queries";
import { operations } from "./operations";

const inputs = group({
  name: text(/^[A-Za-z0-9._-]{1,128}$/, "a workgroup name of 1 to 128 letters, digits and . _ -")
    .default("security-monitoring")
    .describe("Name of the workgroup. Another name replaces it, with the history of its queries."),
  databaseName: text(/^[a-z0-9_]{1,255}$/, "a database name of 1 to 255 lower-case letters, digits and _").describe(
    "Database of the table of events.",
  ),
  bucketName: bucketName().describe("Bucket of the results."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the results."),
  scanLimitMegabytes: wholeNumber(10, 10_000_000, "MB")
    .default(100_000)
    .describe(
      "Megabytes that one query may scan, of 1,048,576 bytes each; Athena then cancels it. It bills what is scanned: the default is about half a US dollar.",
    ),
  tags: tagMap().default({}).describe("Tags of the workgroup."),
});

export type AthenaWorkgroupProps = CapabilityProps<typeof inputs>;
export type AthenaWorkgroupOutputs = AthenaWorkgroup["outputs"];

/**
 * Where investigators query the table: nobody can choose another place or another encryption for the results, and no query can scan more
 * than the limit. CloudWatch counts what they scan (Security Hub Athena.4).
 */
export class AthenaWorkgroup extends Capability<typeof inputs, { workgroupName: string }> {
  static readonly module = "athena-workgroup";
  static readonly summary = "Amazon Athena workgroup for investigations, with its saved queries.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_athena_workgroup: "destroy", aws_athena_named_query: "destroy" };
  static readonly operations = operations;
  static readonly outputs = { workgroupName: "Name of the workgroup." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AthenaWorkgroupProps) {
    super(scope, id, inputs, props);
    const { name, databaseName, bucketName, kmsKeyArn, scanLimitMegabytes, tags } = this.inputs;
    const hcl = hclIn(this);
    const workgroup = new Workgroup(this, "workgroup", {
      name,
      description: "Investigations of the events of CloudTrail",
      // What it contains: the history of queries.
      forceDestroy: true,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: Token.asNumber(hcl`${scanLimitMegabytes} * 1048576`),
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: `s3://${bucketName}/`,
          expectedBucketOwner: AwsEnvironment.of(this).accountId,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn },
        },
      },
      tags,
    });
    const queries = this.local("named_queries", namedQueries);
    new AthenaNamedQuery(this, "query", {
      forEach: TerraformIterator.fromMap(Token.asAnyMap(queries)),
      name: "${each.key}",
      description: "${each.value.description}",
      query: "${each.value.sql}",
      database: databaseName,
      workgroup: workgroup.name,
    });
    this.outputs = { workgroupName: workgroup.name };
  }
}

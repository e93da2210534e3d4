import { DataAwsRegions } from "@cdktf/provider-aws/lib/data-aws-regions";
import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { columns, hiveType } from "../../query/columns";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import {
  accountId,
  bucketName,
  group,
  organizationId,
  regionName,
  tagMap,
  text,
  uniqueList,
  wholeNumber,
} from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";

const inputs = group({
  databaseName: text(/^[a-z0-9_-]{1,255}$/, "a database name of 1 to 255 lower-case letters, digits and _ -")
    .default("security_monitoring")
    .describe(
      "Name of the database in the AWS Glue Data Catalog. Athena allows no hyphen in it: each becomes an underscore. Another name replaces database and table, and no event is lost.",
    ),
  bucketName: bucketName().describe("Bucket that a trail delivers to."),
  keyPrefix: text(/^([A-Za-z0-9_.-]+\/)+$/, "a prefix that ends in / such as AWSLogs/, of letters, digits and _ . -")
    .default("AWSLogs/")
    .describe(
      "What the keys of the log files begin with, up to the number of the account. Another one than the default only with an existing trail: `logs/AWSLogs/` if its S3 key prefix is `logs`, `AWSLogs/o-a1b2c3d4e5/` if it is that of the organization with this id. With `organization` its id is added.",
    ),
  organizationId: organizationId()
    .optional()
    .describe("ID of the organization whose trail delivers. Omitted: that of the account."),
  accounts: uniqueList(accountId())
    .default([])
    .describe(
      "Accounts of the organization whose events can be queried. Empty: this account alone. A query that gives no account lists the days of each, so name those that matter.",
    ),
  regions: uniqueList(regionName())
    .default([])
    .describe(
      "Regions whose events can be queried. Empty: those that are enabled in the account, as AWS says in each plan. List them where a region was disabled whose events still matter.",
    ),
  historyDays: wholeNumber(1, 36500, "days")
    .default(2557)
    .describe(
      "Days before today whose events can be queried: for as long as the bucket retains them. The default is seven years.",
    ),
  tags: tagMap().default({}).describe("Tags of the database."),
});

/** The prefix of the files of an organization's trail, which may have its id already. */
function inOrganization(scope: Construct, keyPrefix: string, id: string | undefined): string {
  if (id === undefined) return keyPrefix;
  const folder = `${id}/`;
  return hclIn(scope)`${id} == null ? ${keyPrefix} : join("", [trimsuffix(${keyPrefix}, ${folder}), ${folder}])`;
}

/** Whether a list is known to have no items. */
function isEmpty(list: readonly string[]): boolean {
  return !isReference(list) && list.length === 0;
}

/** The table has the same name in every database. */
export const tableName = "cloudtrail";

export type AthenaTableProps = CapabilityProps<typeof inputs>;
export type AthenaTableOutputs = AthenaTable["outputs"];

/**
 * The events of a trail as a table. It is external and its partitions are projected: nothing is copied, nothing has to be added for a new
 * day, and dropping it leaves the bucket unchanged.
 *
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export class AthenaTable extends Capability<typeof inputs, { databaseName: string }> {
  static readonly module = "athena-table";
  static readonly summary = "AWS Glue table over the files of a trail, for queries with Amazon Athena.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_glue_catalog_database: "destroy", aws_glue_catalog_table: "destroy" };
  static readonly operations = [operations, common];
  static readonly outputs = { databaseName: "Name of the database." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AthenaTableProps) {
    super(scope, id, inputs, props);
    const { databaseName, bucketName, keyPrefix, organizationId, accounts, regions, historyDays, tags } = this.inputs;
    const hcl = hclIn(this);
    const location = `s3://${bucketName}/${inOrganization(this, keyPrefix, organizationId)}`;
    const enabledRegions = new DataAwsRegions(this, "regions");

    const database = new GlueCatalogDatabase(this, "database", {
      name: isReference(databaseName) ? hcl`replace(${databaseName}, "-", "_")` : databaseName.replaceAll("-", "_"),
      description: "Events of CloudTrail, for investigations",
      tags,
    });
    new GlueCatalogTable(this, "table", {
      databaseName: database.name,
      name: tableName,
      description: "Each row is an event that the trail recorded. Give dt in every query: it decides what is read.",
      tableType: "EXTERNAL_TABLE",
      partitionKeys: ["account", "region", "dt"].map((name) => ({ name, type: "string" })),
      parameters: {
        EXTERNAL: "TRUE",
        classification: "cloudtrail",
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": isEmpty(accounts)
          ? AwsEnvironment.of(this).accountId
          : hcl`join(",", coalescelist(${accounts}, [${AwsEnvironment.of(this).accountId}]))`,
        "projection.region.type": "enum",
        "projection.region.values": hcl`join(",", coalescelist(${regions}, sort(${enabledRegions.names})))`,
        "projection.dt.type": "date",
        "projection.dt.format": "yyyy/MM/dd",
        "projection.dt.range": `NOW-${Token.asString(historyDays)}DAYS,NOW`,
        "projection.dt.interval": "1",
        "projection.dt.interval.unit": "DAYS",
        // Athena's expressions, and not Terraform's.
        "storage.location.template": `${location}$\${account}/CloudTrail/$\${region}/$\${dt}`,
      },
      storageDescriptor: {
        location,
        inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: { serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe" },
        columns: Object.entries(columns).map(([name, column]) => ({
          name: name.toLowerCase(),
          type: hiveType(column),
        })),
      },
    });

    this.outputs = { databaseName: database.name };
  }
}

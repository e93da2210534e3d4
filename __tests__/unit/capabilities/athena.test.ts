import { namedQueries } from "../../../src/capabilities/athena/named-queries";
import { AthenaResultsBucket } from "../../../src/capabilities/athena/results-bucket";
import { AthenaTable } from "../../../src/capabilities/athena/table";
import { AthenaWorkgroup } from "../../../src/capabilities/athena/workgroup";
import { columns } from "../../../src/query/columns";
import type { MonitoringProps } from "../../../src/settings";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeStack, type Block } from "../../support/synthesize";

const bucketName = "trail-logs";
const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("the table", () => {
  const tableWith = (inputs: object = {}) => synthesizeCapability(AthenaTable, { bucketName, ...inputs });
  const table = (inputs: object = {}) => tableWith(inputs).resource("aws_glue_catalog_table.table");
  const parameters = (inputs: object = {}) => table(inputs)["parameters"] as Block;

  test("is external, in a database of its own, over the files that the trail delivers", () => {
    expect(tableWith({ tags: { Team: "soc" } }).resource("aws_glue_catalog_database.database")).toMatchObject({
      name: "security_monitoring",
      tags: { Team: "soc" },
    });
    expect(table()).toMatchObject({
      name: "cloudtrail",
      database_name: "${aws_glue_catalog_database.database.name}",
      table_type: "EXTERNAL_TABLE",
      storage_descriptor: {
        location: "s3://trail-logs/AWSLogs/",
        input_format: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        output_format: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        ser_de_info: { serialization_library: "org.apache.hive.hcatalog.data.JsonSerDe" },
      },
    });
    expect(parameters()).toMatchObject({ EXTERNAL: "TRUE", classification: "cloudtrail" });
  });

  test("has every field of an event as a column, in lower case, and its partitions beside them", () => {
    const { columns: found } = table()["storage_descriptor"] as { columns: { name: string; type: string }[] };
    expect(found.map(({ name }) => name)).toEqual(Object.keys(columns).map((name) => name.toLowerCase()));
    expect(found).toContainEqual({ name: "eventtime", type: "string" });
    expect(found).toContainEqual({ name: "resources", type: "array<struct<arn:string,accountid:string,type:string>>" });
    expect(found.map(({ type }) => type).join()).not.toMatch(/[A-Z]/);
    expect(table()["partition_keys"]).toEqual(["account", "region", "dt"].map((name) => ({ name, type: "string" })));
  });

  test("projects its partitions: the account, its regions, and the days", () => {
    expect(parameters({ historyDays: 400 })).toMatchObject({
      "projection.enabled": "true",
      "projection.account.type": "enum",
      "projection.account.values": "${data.aws_caller_identity.current.account_id}",
      "projection.region.type": "enum",
      "projection.dt.type": "date",
      "projection.dt.format": "yyyy/MM/dd",
      "projection.dt.range": "NOW-400DAYS,NOW",
      "projection.dt.interval": "1",
      "projection.dt.interval.unit": "DAYS",
    });
    expect(parameters()["projection.dt.range"]).toBe("NOW-2557DAYS,NOW");
    // A day of a region is a folder; Terraform reads $${ as a text.
    expect(parameters()["storage.location.template"]).toBe(
      "s3://trail-logs/AWSLogs/$${account}/CloudTrail/$${region}/$${dt}",
    );
  });

  test("has the regions that are enabled in the account, unless some are given", () => {
    const enabled = "sort(tolist(data.aws_regions.regions.names))";
    expect(parameters()["projection.region.values"]).toBe(`\${join(",", coalescelist([], ${enabled}))}`);
    expect(parameters({ regions: ["eu-west-1", "us-east-1"] })["projection.region.values"]).toBe(
      `\${join(",", coalescelist(["eu-west-1", "us-east-1"], ${enabled}))}`,
    );
    expect(tableWith().blocks().get("data.aws_regions.regions")).toEqual({});
  });

  test("has the accounts of an organization that are given, where its trail delivers", () => {
    const ofOrganization = table({
      organizationId: "o-a1b2c3d4e5",
      accounts: ["111122223333", "444455556666"],
    })["parameters"] as Block;
    expect(ofOrganization["projection.account.values"]).toBe(
      '${join(",", coalescelist(["111122223333", "444455556666"], [data.aws_caller_identity.current.account_id]))}',
    );
    const template = String(ofOrganization["storage.location.template"]);
    expect(template).toContain('join("", [trimsuffix("AWSLogs/", "o-a1b2c3d4e5/"), "o-a1b2c3d4e5/"])');
    expect(template).toMatch(/\$\$\{account\}\/CloudTrail\/\$\$\{region\}\/\$\$\{dt\}$/);
  });

  test("is where another trail delivers", () => {
    const prefixed = table({ keyPrefix: "logs/AWSLogs/o-a1b2c3d4e5/" });
    expect(prefixed["storage_descriptor"]).toMatchObject({ location: "s3://trail-logs/logs/AWSLogs/o-a1b2c3d4e5/" });
    expect((prefixed["parameters"] as Block)["storage.location.template"]).toBe(
      "s3://trail-logs/logs/AWSLogs/o-a1b2c3d4e5/$${account}/CloudTrail/$${region}/$${dt}",
    );
  });

  test("is in a database whose name Athena takes", () => {
    const named = (databaseName: string) =>
      tableWith({ databaseName }).resource("aws_glue_catalog_database.database")["name"];
    expect(named("team-events")).toBe("team_events");
    expect(named("${var.name}")).toBe('${replace(var.name, "-", "_")}');
  });

  test.each([
    [{ keyPrefix: "/logs" }, 'keyPrefix: got "/logs"; must be a prefix that ends in / such as AWSLogs/'],
    [{ keyPrefix: "logs" }, 'keyPrefix: got "logs"; must be a prefix that ends in / such as AWSLogs/'],
    [{ databaseName: "Events" }, 'databaseName: got "Events"; must be a database name of 1 to 255 lower-case letters'],
    [{ regions: ["Ireland"] }, 'regions[0]: got "Ireland"; must be an AWS region such as eu-west-1'],
    [{ historyDays: 0 }, "historyDays: got 0; must be a whole number of days from 1 to 36500"],
  ])("of %j is refused", (inputs, problem) => {
    expect(problemsOf(() => tableWith(inputs))).toEqual([expect.stringContaining(problem)]);
  });
});

describe("the workgroup", () => {
  const inputs = { databaseName: "events", bucketName: "results", kmsKeyArn };
  const workgroup = (more: object = {}) => synthesizeCapability(AthenaWorkgroup, { ...inputs, ...more });

  test("decides where results go, how they are encrypted, and how much a query may scan", () => {
    expect(workgroup({ tags: { Team: "soc" } }).resource("aws_athena_workgroup.workgroup")).toEqual({
      name: "security-monitoring",
      description: "Investigations of the events of CloudTrail",
      force_destroy: true,
      configuration: {
        enforce_workgroup_configuration: true,
        publish_cloudwatch_metrics_enabled: true,
        bytes_scanned_cutoff_per_query: "${100000 * 1048576}",
        engine_version: { selected_engine_version: "Athena engine version 3" },
        result_configuration: {
          output_location: "s3://results/",
          expected_bucket_owner: "${data.aws_caller_identity.current.account_id}",
          encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: kmsKeyArn },
        },
      },
      tags: { Team: "soc" },
    });
  });

  test("has every query, of the database, by its name", () => {
    expect(workgroup().resource("aws_athena_named_query.query")).toEqual({
      for_each: "${local.named_queries}",
      name: "${each.key}",
      description: "${each.value.description}",
      query: "${each.value.sql}",
      database: "events",
      workgroup: "${aws_athena_workgroup.workgroup.name}",
    });
    expect(workgroup().locals["named_queries"]).toEqual(namedQueries);
  });

  test.each([
    [{ scanLimitMegabytes: 9 }, "scanLimitMegabytes: got 9; must be a whole number of MB from 10 to 10000000"],
    [{ name: "a b" }, 'name: got "a b"; must be a workgroup name of 1 to 128 letters, digits and . _ -'],
  ])("of %j is refused", (more, problem) => {
    expect(problemsOf(() => workgroup(more))).toEqual([problem]);
  });
});

describe("the bucket of results", () => {
  const bucket = synthesizeCapability(AthenaResultsBucket, { generatedNamePrefix: "results-", kmsKeyArn });

  test("is encrypted with the log key, and forgets results after a month", () => {
    expect(bucket.resource("aws_s3_bucket_server_side_encryption_configuration.encryption")["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: kmsKeyArn },
        bucket_key_enabled: true,
      },
    ]);
    expect(bucket.resource("aws_s3_bucket_lifecycle_configuration.lifecycle")["rule"]).toMatchObject([
      { expiration: [{ days: 30 }] },
    ]);
  });

  test("goes when its monitoring goes, as all of Athena does: what it has are copies", () => {
    for (const { onLeaving } of [AthenaResultsBucket, AthenaTable, AthenaWorkgroup])
      expect(new Set(Object.values(onLeaving))).toEqual(new Set(["destroy"]));
  });
});

describe("in the stack", () => {
  const ofAthena = (props: MonitoringProps) =>
    synthesizeStack(props)
      .addresses()
      .filter((address) => /athena|glue/.test(address));

  test("there is nothing of Athena by default, and nothing without a bucket to query", () => {
    expect(ofAthena({})).toEqual([]);
    const existingLogGroup = { name: "theirs" };
    expect(ofAthena({ athena: { enabled: true }, trail: { enabled: false, existingLogGroup } })).toEqual([]);
  });

  test("the prefix applies to every name, and the tags to all that has some", () => {
    const stack = synthesizeStack({ namePrefix: "team-", tags: { Team: "soc" }, athena: { enabled: true } });
    const tags = { Team: "soc" };
    expect(stack.resource("aws_athena_workgroup.athena_workgroup")).toMatchObject({
      name: "team-security-monitoring",
      tags,
    });
    expect(stack.resource("aws_glue_catalog_database.athena_table_database")).toMatchObject({
      name: "team_security_monitoring",
      tags,
    });
    expect(stack.resource("aws_s3_bucket.athena_results_bucket")).toMatchObject({
      bucket_prefix: "team-athena-results-",
      force_destroy: true,
      tags,
    });
  });

  test("a new bucket of results has access logs, and is no evidence that Terraform refuses to delete", () => {
    const stack = synthesizeStack({ athena: { enabled: true } });
    expect(stack.resource("aws_s3_bucket_logging.athena_access_logging")["bucket"]).toContain("athena_results_bucket");
    const [companion] = Object.values(stack.resources("terraform_data"));
    expect(String(companion!["for_each"])).not.toContain("athena");
  });

  test("only the results' bucket and the workgroup are deleted with what they contain", () => {
    const stack = synthesizeStack({ athena: { enabled: true } });
    const forced = [...stack.blocks()].filter(([, block]) => block["force_destroy"] === true);
    expect(forced.map(([address]) => address).sort()).toEqual([
      "aws_athena_workgroup.athena_workgroup",
      "aws_s3_bucket.athena_results_bucket",
    ]);
  });

  test("the table is over the existing bucket, which stays as it is", () => {
    const stack = synthesizeStack({
      trail: { existingBucket: { name: "theirs" } },
      athena: { enabled: true, keyPrefix: "logs/AWSLogs/" },
    });
    const table = stack.resource("aws_glue_catalog_table.athena_table");
    expect(table["storage_descriptor"]).toMatchObject({ location: "s3://theirs/logs/AWSLogs/" });
    const ofTheirs = [...stack.blocks()].filter(
      ([address, { bucket }]) => address.startsWith("aws_") && bucket === "theirs",
    );
    expect(ofTheirs).toEqual([]);
  });

  test("an existing bucket of another's trail can be queried, with a key for the results", () => {
    const stack = synthesizeStack({
      trail: { enabled: false, existingLogGroup: { name: "theirs" }, existingBucket: { name: "theirs" } },
      config: { enabled: false },
      athena: { enabled: true },
    });
    expect(stack.addresses()).toEqual(expect.arrayContaining(["aws_kms_key.log_key"]));
    expect(stack.resource("aws_glue_catalog_table.athena_table")["storage_descriptor"]).toMatchObject({
      location: "s3://theirs/AWSLogs/",
    });
  });

  test("the results' bucket is complete before the workgroup names it, and the trail's before the table does", () => {
    const graph = DependencyGraph.ofStack(synthesizeStack({ athena: { enabled: true } }));
    expect(graph.dependenciesOf("aws_athena_workgroup.athena_workgroup")).toEqual(
      expect.arrayContaining(["aws_s3_bucket_lifecycle_configuration.athena_results_bucket_lifecycle"]),
    );
    expect(graph.dependenciesOf("aws_glue_catalog_table.athena_table")).toEqual(
      expect.arrayContaining(["aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle"]),
    );
  });
});

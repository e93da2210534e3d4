/**
 * A few detections of the catalogue as SQL over the same files. DuckDB gets the fields in the conditions as its schema, so that
 * it neither guesses a schema nor reads other fields.
 */
import { createRequire } from "node:module";

/** Conditions by the id of the detection whose canonical pattern they translate. */
export const conditions = {
  "root-account-usage": `userIdentity."type" = 'Root' AND userIdentity.invokedBy IS NULL AND eventType <> 'AwsServiceEvent'`,
  "cloudtrail-changes": `eventName IN ('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')`,
  "s3-bucket-policy-changes": `eventSource = 's3.amazonaws.com' AND eventName IN ('PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication', 'DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication')`,
  "security-group-changes": `eventName IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress', 'CreateSecurityGroup', 'DeleteSecurityGroup')`,
};

const FIELDS = `STRUCT(eventName VARCHAR, eventSource VARCHAR, eventType VARCHAR, eventTime VARCHAR,
  userIdentity STRUCT("type" VARCHAR, invokedBy VARCHAR))[]`;

if (process.argv[2] !== undefined) {
  // Not a dependency: its packages for other platforms than Linux are not in every registry.
  const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const counts = Object.entries(conditions).map(([id, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${id}"`);
  const result = await connection.runAndReadAll(`
    SELECT count(*) AS records, ${counts.join(", ")}
    FROM (SELECT unnest(Records, max_depth := 2)
          FROM read_json('${process.argv[2]}/*.json.gz', columns = {Records: '${FIELDS}'},
                         format = 'unstructured', maximum_object_size = 268435456))`);
  console.log(JSON.stringify(result.getRowObjectsJson()[0]));
}

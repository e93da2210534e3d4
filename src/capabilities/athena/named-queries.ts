import { queriedCalls, type QueriedCalls } from "../shared/queried-calls";
import { tableName } from "./table";

/** A query that is saved in the workgroup. */
interface NamedQuery {
  /** What it finds, and what each `?` stands for: the console asks for it. */
  readonly description: string;
  readonly sql: string;
}

/** The day as the partitions have it, some days ago. Athena has no macros. */
const day = (daysAgo: number) => `date_format(current_date - interval '${daysAgo}' day, '%Y/%m/%d')`;
const since = (daysAgo: number) => `dt >= ${day(daysAgo)}`;
const among = (column: string, ...values: string[]) =>
  `${column} IN (${values.map((value) => `'${value}'`).join(", ")})`;
const calls = (service: string, ...names: string[]) =>
  `(eventsource = '${service}.amazonaws.com' AND ${among("eventname", ...names)})`;
const anyOf = (services: QueriedCalls) =>
  `(${Object.entries(services)
    .map(([service, names]) => calls(service, ...names))
    .join("\n    OR ")})`;
const parameter = (path: string) => `json_extract_scalar(requestparameters, '$.${path}')`;

const where = "eventtime, account, awsregion";
const actor = "useridentity.arn AS actor";
/** A role in all its sessions: each has an ARN of its own. */
const principal = "coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn)";
const span = "min(eventtime) AS first_seen, max(eventtime) AS last_seen";
/** Not a call that a service of AWS made on behalf of somebody. */
const byItself = "useridentity.invokedby IS NULL";

/** A query from its clauses, each on a line of its own. */
const query = (description: string, ...clauses: string[]): NamedQuery => ({ description, sql: clauses.join("\n") });

/**
 * What an investigation asks first, by the name in the workgroup. Each names the days it reads: Athena bills what it scans, and without
 * them it would look for every day of every region.
 */
export const namedQueries: Readonly<Record<string, NamedQuery>> = {
  "one-principal": query(
    "All that a principal did in the last 7 days. Value, in single quotes: its ARN.",
    "SELECT eventtime, awsregion, eventsource, eventname, errorcode, sourceipaddress, useragent, requestparameters",
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND useridentity.arn = ?`,
    "ORDER BY eventtime",
  ),
  "one-role": query(
    "All that the sessions of a role did in the last 7 days. Value, in single quotes: the ARN of the role.",
    `SELECT eventtime, awsregion, ${actor}, eventsource, eventname, errorcode, sourceipaddress`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND useridentity.sessioncontext.sessionissuer.arn = ?`,
    "ORDER BY eventtime",
  ),
  "one-access-key": query(
    "All that was done with an access key, or with the temporary one of a session, in the last 7 days. Value, in single quotes: its id.",
    `SELECT eventtime, awsregion, ${actor}, eventsource, eventname, errorcode, sourceipaddress, useragent`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND useridentity.accesskeyid = ?`,
    "ORDER BY eventtime",
  ),
  "origin-of-session": query(
    "Who got temporary credentials in the last 7 days, from where, and for which role. Value, in single quotes: the id of their access key.",
    `SELECT ${where}, coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS actor,`,
    `  eventname, ${parameter("roleArn")} AS role_arn, ${parameter("roleSessionName")} AS session_name, sourceipaddress`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND eventsource = 'sts.amazonaws.com'`,
    "  AND json_extract_scalar(responseelements, '$.credentials.accessKeyId') = ?",
    "ORDER BY eventtime",
  ),
  "one-address": query(
    "What was called from an address in the last 7 days, by whom and how often. Value, in single quotes: the address.",
    `SELECT ${actor}, eventsource, eventname, errorcode, count(*) AS calls, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND sourceipaddress = ?`,
    "GROUP BY useridentity.arn, eventsource, eventname, errorcode",
    "ORDER BY calls DESC",
  ),
  "one-resource": query(
    "Changes of a resource in the last 30 days. Value, in single quotes: a part of its ARN, id or name, between two %.",
    `SELECT ${where}, ${actor}, eventsource, eventname, errorcode, requestparameters`,
    `FROM ${tableName}`,
    `WHERE ${since(30)} AND readonly = 'false'`,
    // What AWS names itself is in its answer only.
    "  AND concat(coalesce(requestparameters, ''), coalesce(responseelements, '')) LIKE ?",
    "ORDER BY eventtime",
  ),
  "root-user": query(
    "What the root user did in the last 30 days.",
    `SELECT ${where}, eventname, errorcode, sourceipaddress, useragent`,
    `FROM ${tableName}`,
    `WHERE ${since(30)} AND useridentity.type = 'Root' AND ${byItself} AND eventtype <> 'AwsServiceEvent'`,
    "ORDER BY eventtime DESC",
  ),
  "console-sign-ins": query(
    "Sign-ins to the console in the last 7 days that failed, or were without MFA.",
    `SELECT ${where}, useridentity.type AS identity_type, coalesce(useridentity.arn, useridentity.username) AS actor,`,
    "  sourceipaddress, errormessage, json_extract_scalar(additionaleventdata, '$.MFAUsed') AS mfa",
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND eventname = 'ConsoleLogin'`,
    "  AND (json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure'",
    `    OR (${among("useridentity.type", "IAMUser", "Root")}`,
    "      AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No'))",
    "ORDER BY eventtime DESC",
  ),
  denials: query(
    "What was denied on the last 2 days, by principal.",
    `SELECT ${principal} AS actor, errorcode, count(*) AS calls, count(DISTINCT eventname) AS actions,`,
    `  array_agg(DISTINCT sourceipaddress) AS addresses, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(1)} AND (errorcode LIKE 'AccessDenied%' OR errorcode LIKE '%UnauthorizedOperation')`,
    `GROUP BY ${principal}, errorcode`,
    "ORDER BY calls DESC",
    "LIMIT 100",
  ),
  "identity-changes": query(
    "New credentials, permissions and trust in IAM in the last 7 days: how an intruder stays, or gets more.",
    `SELECT ${where}, ${actor}, eventname, ${parameter("userName")} AS to_user, ${parameter("roleName")} AS to_role,`,
    `  ${parameter("policyArn")} AS policy, sourceipaddress`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND errorcode IS NULL`,
    `  AND ${anyOf(queriedCalls.identityChanges)}`,
    "ORDER BY eventtime",
  ),
  "roles-across-accounts": query(
    "Roles that principals of other accounts assumed in the last 7 days.",
    "SELECT useridentity.accountid AS from_account, recipientaccountid AS to_account,",
    `  coalesce(useridentity.arn, useridentity.principalid) AS caller, ${parameter("roleArn")} AS role_arn,`,
    `  count(*) AS calls, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND eventsource = 'sts.amazonaws.com' AND eventname LIKE 'AssumeRole%'`,
    "  AND useridentity.accountid <> recipientaccountid",
    "GROUP BY useridentity.accountid, recipientaccountid, coalesce(useridentity.arn, useridentity.principalid),",
    `  ${parameter("roleArn")}`,
    "ORDER BY calls DESC",
  ),
  "monitoring-changes": query(
    "Changes of what records, detects and reports in the last 30 days.",
    `SELECT ${where}, ${actor}, eventsource, eventname, errorcode, requestparameters`,
    `FROM ${tableName}`,
    `WHERE ${since(30)}`,
    `  AND ${anyOf(queriedCalls.monitoringChanges)}`,
    "ORDER BY eventtime",
  ),
  "open-security-groups": query(
    "Security groups that were opened to the whole internet in the last 7 days.",
    `SELECT ${where}, ${actor}, eventname, requestparameters`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND errorcode IS NULL`,
    `  AND ${anyOf(queriedCalls.openSecurityGroups)}`,
    "  AND (requestparameters LIKE '%0.0.0.0/0%' OR requestparameters LIKE '%::/0%')",
    "ORDER BY eventtime",
  ),
  "bucket-protection": query(
    "Buckets that may have become public or lost their protection in the last 7 days.",
    `SELECT ${where}, ${actor}, eventname, ${parameter("bucketName")} AS bucket, errorcode`,
    `FROM ${tableName}`,
    `WHERE ${since(7)}`,
    `  AND (${calls(
      "s3",
      ...["PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketPublicAccessBlock"],
      ...["DeleteBucketPublicAccessBlock", "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock"],
      ...["PutBucketReplication", "PutBucketLifecycle", "PutBucketVersioning", "DeleteBucketEncryption"],
    )}`,
    `    OR ${calls("s3-control", "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock")})`,
    "ORDER BY eventtime",
  ),
  "key-changes": query(
    "KMS keys that were disabled, opened to others or scheduled for deletion in the last 30 days.",
    `SELECT ${where}, ${actor}, eventname,`,
    `  coalesce(${parameter("keyId")}, element_at(resources, 1).arn) AS key_id, errorcode`,
    `FROM ${tableName}`,
    `WHERE ${since(30)} AND ${byItself}`,
    `  AND ${calls("kms", "DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "CreateGrant", "DisableKeyRotation")}`,
    "ORDER BY eventtime",
  ),
  "new-regions": query(
    "Regions in which something was changed in the last 2 days, and nothing in the 30 days before.",
    `SELECT account, awsregion, count(*) AS calls, array_agg(DISTINCT useridentity.arn) AS actors, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(32)} AND readonly = 'false' AND ${byItself}`,
    "GROUP BY account, awsregion",
    `HAVING min(dt) >= ${day(2)}`,
    "ORDER BY first_seen",
  ),
  "new-addresses": query(
    "Addresses from which a principal called on the last 2 days, and not in the 30 days before.",
    `SELECT ${principal} AS actor, sourceipaddress, count(*) AS calls, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(31)} AND ${byItself}`,
    `GROUP BY ${principal}, sourceipaddress`,
    `HAVING min(dt) >= ${day(1)}`,
    "ORDER BY calls DESC",
  ),
  "secrets-read": query(
    "Who made more than 20 calls that read secrets or parameters on the last 2 days.",
    `SELECT ${principal} AS actor, sourceipaddress, eventname, count(*) AS calls,`,
    `  count(DISTINCT coalesce(${parameter("secretId")}, ${parameter("name")})) AS secrets, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(1)}`,
    `  AND ${anyOf(queriedCalls.secretsRead)}`,
    `GROUP BY ${principal}, sourceipaddress, eventname`,
    "HAVING count(*) > 20",
    "ORDER BY calls DESC",
  ),
  "shared-data": query(
    "Snapshots, images, repositories and functions that were shared in the last 30 days.",
    `SELECT ${where}, ${actor}, eventname, requestparameters`,
    `FROM ${tableName}`,
    `WHERE ${since(30)} AND errorcode IS NULL`,
    `  AND ((${among("eventname", "ModifySnapshotAttribute", "ModifyImageAttribute")} AND requestparameters LIKE '%"add"%')`,
    `    OR (${among("eventname", "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute")}`,
    "      AND requestparameters LIKE '%valuesToAdd%')",
    // The date is part of Lambda's name of the call.
    `    OR ${among("eventname", "SetRepositoryPolicy", "AddPermission20150331v2")})`,
    "ORDER BY eventtime",
  ),
  "started-instances": query(
    "Calls that launched instances in the last 7 days, by type: large ones may mine.",
    `SELECT account, awsregion, ${actor}, ${parameter("instanceType")} AS instance_type, count(*) AS calls, ${span}`,
    `FROM ${tableName}`,
    `WHERE ${since(7)} AND errorcode IS NULL AND ${calls("ec2", "RunInstances")}`,
    `GROUP BY account, awsregion, useridentity.arn, ${parameter("instanceType")}`,
    "ORDER BY calls DESC",
  ),
  "events-by-service": query(
    "How many events each service recorded yesterday, by region: what the trail and its log group cost.",
    "SELECT account, region, eventsource, count(*) AS events,",
    "  round(sum(length(coalesce(requestparameters, '')) + length(coalesce(responseelements, '')) + 700) / 1e9, 3) AS gb",
    `FROM ${tableName}`,
    `WHERE dt = ${day(1)}`,
    "GROUP BY account, region, eventsource",
    "ORDER BY events DESC",
    "LIMIT 50",
  ),
};

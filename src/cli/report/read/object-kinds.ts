/** Objects of other logs, recognised by keys that they all have. The first that fits counts. */
const kinds: readonly (readonly [name: string, ...keys: readonly string[]])[] = [
  ["CloudTrail digest", "digestStartTime", "digestEndTime"],
  ["CloudTrail Insights", "insightDetails"],
  ["CloudTrail aggregated events", "timeWindow", "summary"],
  ["CloudTrail Lake query results", "QueryResultRows"],
  ["lookup-events without the record (CloudTrailEvent)", "EventId", "EventName"],
  ["AWS Config", "configurationItemCaptureTime"],
  ["AWS Config", "configSnapshotId"],
  ["AWS Config", "configurationItem", "messageType"],
  ["AWS Config", "configurationItemDiff"],
  ["GuardDuty findings", "schemaVersion", "service", "severity"],
  ["GuardDuty findings", "SchemaVersion", "Service", "Severity"],
  ["Security Hub findings", "SchemaVersion", "ProductArn"],
  ["Security Lake (OCSF)", "class_uid", "metadata"],
  ["WAF logs", "webaclId", "httpRequest"],
  ["Route 53 Resolver query logs", "query_name", "srcaddr"],
  ["Network Firewall logs", "firewall_name", "event"],
  ["VPC flow logs", "interface_id"],
  ["Kubernetes audit logs", "auditID", "apiVersion"],
  ["notifications of S3, DynamoDB or other services", "eventSource", "eventName"],
  ["notifications of S3, DynamoDB or other services", "eventSource", "eventSourceARN"],
  ["notifications of S3, DynamoDB or other services", "EventSource", "EventVersion"],
  ["EventBridge events of other kinds", "detail-type", "detail"],
  ["log events without a CloudTrail record", "message"],
  ["log events without a CloudTrail record", "@message"],
  ["log events without a CloudTrail record", "messageType", "logGroup"],
];

/** The kind of all other JSON. */
export const OTHER_JSON = "other JSON";

/** The log that an object which is not a CloudTrail record belongs to, by its keys; undefined if unknown. */
export function kindOf(keys: ReadonlySet<string>): string | undefined {
  return kinds.find(([, ...wanted]) => wanted.every((key) => keys.has(key)))?.[0];
}

/**
 * Keys under which other tools and services wrap one or several records, as JSON or as a string of JSON: lookup-events,
 * CloudWatch Logs and Logs Insights, EventBridge, SQS, Splunk, OpenSearch, and envelopes in other objects.
 */
export const wrappers: ReadonlySet<string> = new Set([
  "CloudTrailEvent",
  "message",
  "@message",
  "detail",
  "body",
  "event",
  "result",
  "_raw",
  "_source",
  "Records",
  "Events",
  "events",
  "logEvents",
]);

/**
 * What a column of the table of CloudTrail's events holds: text, `true` or `false` as text (Hive's JSON SerDe reads booleans and
 * numbers so), the JSON text of an object of any shape, or a structure of such values.
 */
export type Column = "text" | "boolean" | "json" | { readonly [field: string]: Column } | readonly [Column];

const issuer = { type: "text", principalId: "text", arn: "text", accountId: "text", userName: "text" } as const;

/**
 * The columns, under CloudTrail's names; in the table they are in lower case. What CloudTrail's input format hands on as JSON text is
 * `json`: its fields are other ones for each event.
 *
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-understanding.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const columns = {
  eventVersion: "text",
  userIdentity: {
    type: "text",
    principalId: "text",
    arn: "text",
    accountId: "text",
    invokedBy: "text",
    accessKeyId: "text",
    userName: "text",
    identityProvider: "text",
    credentialId: "text",
    onBehalfOf: { userId: "text", identityStoreArn: "text" },
    sessionContext: {
      attributes: { mfaAuthenticated: "text", creationDate: "text" },
      sessionIssuer: issuer,
      sourceIdentity: "text",
      assumedRoot: "text",
      ec2RoleDelivery: "text",
      webIdFederationData: { federatedProvider: "text" },
    },
  },
  eventTime: "text",
  eventSource: "text",
  eventName: "text",
  awsRegion: "text",
  sourceIPAddress: "text",
  userAgent: "text",
  errorCode: "text",
  errorMessage: "text",
  requestParameters: "json",
  responseElements: "json",
  additionalEventData: "json",
  requestID: "text",
  eventID: "text",
  readOnly: "boolean",
  resources: [{ ARN: "text", accountId: "text", type: "text" }],
  eventType: "text",
  apiVersion: "text",
  managementEvent: "boolean",
  recipientAccountId: "text",
  serviceEventDetails: "json",
  sharedEventID: "text",
  vpcEndpointId: "text",
  vpcEndpointAccountId: "text",
  eventCategory: "text",
  sessionCredentialFromConsole: "text",
  tlsDetails: { tlsVersion: "text", cipherSuite: "text", clientProvidedHostHeader: "text" },
} as const satisfies Readonly<Record<string, Column>>;

/** The type of a column in the notation of Hive, which AWS Glue uses: `struct<arn:string,accountid:string>`. */
export function hiveType(column: Column): string {
  if (typeof column === "string") return "string";
  if (isList(column)) return `array<${hiveType(column[0])}>`;
  const fields = Object.entries(column).map(([name, field]) => `${name.toLowerCase()}:${hiveType(field)}`);
  return `struct<${fields.join(",")}>`;
}

/** Whether a column holds a list. */
export function isList(column: Exclude<Column, string>): column is readonly [Column] {
  return Array.isArray(column);
}

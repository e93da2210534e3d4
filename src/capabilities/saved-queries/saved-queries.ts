import { queriedCalls, type QueriedCalls } from "../shared/queried-calls";

/** Commands, each on a line of its own. The first line says what to replace; Logs Insights ignores it. */
const query = (comment: string, ...commands: string[]) => `# ${comment}\n${commands.join("\n| ")}`;

const among = (field: string, ...values: string[]) => `${field} in [${values.map((value) => `"${value}"`).join(", ")}]`;
const source = (service: string) => `${service}.amazonaws.com`;
const calls = (services: QueriedCalls) =>
  Object.entries(services)
    .map(([service, names]) => `(eventSource = "${source(service)}" and ${among("eventName", ...names)})`)
    .join("\n  or ");

const when = "fields eventTime, awsRegion";
const what = "eventSource, eventName, errorCode";
const who = "userIdentity.arn, sourceIPAddress";
const span = "earliest(eventTime) as firstSeen, latest(eventTime) as lastSeen";
/** No call that reads. By its text: whether the field is a number or a word depends on how the log group is queried. */
const changes = '@message like /"readOnly": ?false/';
/** A role in all its sessions: each has an ARN of its own. */
const byPrincipal = "fields coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn) as principal";
const byItself = "not ispresent(userIdentity.invokedBy)";
const oldestFirst = "sort @timestamp asc";

/** By their names in the folder. Each searches the time that is chosen in the console. */
export const savedQueries: Readonly<Record<string, string>> = {
  "one-principal": query(
    "All that a principal did. Replace <ARN>.",
    `${when}, ${what}, sourceIPAddress, userAgent`,
    'filter userIdentity.arn = "<ARN>"',
    oldestFirst,
  ),
  "one-role": query(
    "All that the sessions of a role did. Replace <ARN>, that of the role.",
    `${when}, ${what}, ${who}`,
    'filter userIdentity.sessionContext.sessionIssuer.arn = "<ARN>"',
    oldestFirst,
  ),
  "one-session": query(
    "All that a session did, whatever its access key. Replace <ID>, its principalId: that of the role, a colon, its name.",
    `${when}, ${what}, sourceIPAddress, userAgent`,
    'filter userIdentity.principalId = "<ID>"',
    oldestFirst,
  ),
  "one-access-key": query(
    "All that was done with an access key. Replace <ID>.",
    `${when}, ${what}, ${who}, userAgent`,
    'filter userIdentity.accessKeyId = "<ID>"',
    oldestFirst,
  ),
  "origin-of-session": query(
    "Who got temporary credentials, and for which role. Replace <ID>, that of their access key.",
    `${when}, eventName, ${who}, userIdentity.invokedBy, requestParameters.roleArn, requestParameters.roleSessionName`,
    'filter eventSource = "sts.amazonaws.com" and responseElements.credentials.accessKeyId = "<ID>"',
    oldestFirst,
  ),
  "one-address": query(
    "What was called from an address, and by whom. Replace <ADDRESS>.",
    'filter sourceIPAddress = "<ADDRESS>"',
    `stats count(*) as calls, ${span} by userIdentity.arn, ${what}`,
    "sort calls desc",
  ),
  "one-resource": query(
    "Changes of a resource. Replace <NAME>, a part of its name, id or ARN.",
    `${when}, ${what}, ${who}`,
    `filter @message like "<NAME>" and ${changes}`,
    oldestFirst,
  ),
  "root-user": query(
    "What the root user did.",
    `${when}, ${what}, sourceIPAddress, userAgent`,
    `filter userIdentity.type = "Root" and ${byItself} and eventType != "AwsServiceEvent"`,
    oldestFirst,
  ),
  "console-sign-ins": query(
    "Sign-ins to the console that failed, or were without MFA.",
    "fields eventTime, userIdentity.type, userIdentity.userName, userIdentity.arn, sourceIPAddress, errorMessage,\n  additionalEventData.MFAUsed",
    'filter eventName = "ConsoleLogin"',
    `filter responseElements.ConsoleLogin = "Failure" or (${among("userIdentity.type", "IAMUser", "Root")} and additionalEventData.MFAUsed = "No")`,
    oldestFirst,
  ),
  denials: query(
    "What was denied, by principal.",
    byPrincipal,
    "filter errorCode like /AccessDenied|UnauthorizedOperation/",
    `stats count(*) as calls, count_distinct(eventName) as actions, ${span} by principal, sourceIPAddress, errorCode`,
    "sort calls desc",
  ),
  "regions-first-seen": query(
    "Regions in which something was changed, the newest first.",
    `filter ${byItself} and ${changes}`,
    `stats count(*) as calls, count_distinct(userIdentity.arn) as principals, ${span} by awsRegion`,
    "sort firstSeen desc",
  ),
  "addresses-first-seen": query(
    "Addresses from which principals called, the newest first.",
    byPrincipal,
    `filter ${byItself}`,
    `stats count(*) as calls, ${span} by principal, sourceIPAddress`,
    "sort firstSeen desc",
  ),
  "services-first-seen": query(
    "Services that each principal called, the newest first.",
    byPrincipal,
    `filter ${byItself}`,
    `stats count(*) as calls, ${span} by principal, eventSource`,
    "sort firstSeen desc",
  ),
  "identity-changes": query(
    "New credentials, permissions and trust in IAM.",
    `${when}, eventName, ${who}, requestParameters.userName, requestParameters.roleName, requestParameters.policyArn`,
    `filter not ispresent(errorCode) and ${calls(queriedCalls.identityChanges)}`,
    oldestFirst,
  ),
  "roles-assumed": query(
    "Who assumed which role.",
    'filter eventSource = "sts.amazonaws.com" and eventName like /^AssumeRole/',
    `stats count(*) as calls, ${span} by requestParameters.roleArn, userIdentity.type, userIdentity.arn,\n  userIdentity.invokedBy, sourceIPAddress`,
    "sort calls desc",
  ),
  "monitoring-changes": query(
    "Changes of what records, detects and reports.",
    `filter ${changes}`,
    `filter ${among("eventSource", ...Object.keys(queriedCalls.monitoringChanges).map(source))}`,
    `stats count(*) as calls, ${span} by ${what}, userIdentity.arn`,
    "sort lastSeen desc",
  ),
  "open-security-groups": query(
    "Security groups that were opened to the whole internet.",
    `${when}, eventName, ${who}, requestParameters.groupId`,
    `filter not ispresent(errorCode) and ${calls(queriedCalls.openSecurityGroups)}`,
    String.raw`filter @message like /0\.0\.0\.0\/0|::\/0/`,
    oldestFirst,
  ),
  "secrets-read": query(
    "Who read secrets and parameters, and how many.",
    byPrincipal,
    `filter ${calls(queriedCalls.secretsRead)}`,
    `stats count(*) as calls, count_distinct(requestParameters.secretId) as secrets,\n  count_distinct(requestParameters.name) as parameters, ${span} by principal, sourceIPAddress, eventName`,
    "sort calls desc",
  ),
};

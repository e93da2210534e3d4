import { type Clause, clausesOf, fieldKey } from "./clauses";
import { matchesValue } from "./match";
import { type EventPattern, type Match, isOperator } from "./pattern";

/**
 * Fields of CloudTrail records that hold a single value if they exist, as selectors of filter patterns.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailLeaves: ReadonlySet<string> = new Set(
  [
    ..."awsRegion errorCode errorMessage eventCategory eventName eventSource eventType managementEvent".split(" "),
    ..."readOnly recipientAccountId sessionCredentialFromConsole sharedEventID sourceIPAddress userAgent vpcEndpointId".split(
      " ",
    ),
    ..."accountId accessKeyId arn invokedBy principalId type userName".split(" ").map((name) => `userIdentity.${name}`),
    ..."accountId arn principalId type userName"
      .split(" ")
      .map((name) => `userIdentity.sessionContext.sessionIssuer.${name}`),
  ].map((name) => `$.${name}`),
);

/**
 * Whether a pattern for CloudTrail's events matches calls that AWS sends only to rules in the state
 * `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`: those with names that begin with Describe, Get or List, except for
 * two of STS.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function needsReadOnlyCalls(pattern: EventPattern): boolean {
  return clausesOf(pattern).some((clause) => {
    const canBe = (field: string, test: (match: Match) => boolean) => testsOf(clause, field)?.some(test) ?? true;
    return (
      canBe("readOnly", (match) => matchesValue(match, true)) &&
      canBe("eventType", (match) => matchesValue(match, "AwsApiCall")) &&
      canBe("eventName", isReadOnlyName)
    );
  });
}

function testsOf(clause: Clause, field: string): readonly Match[] | undefined {
  return clause.get(fieldKey(["detail", field]))?.matches;
}

const readOnly = ["Describe", "Get", "List"];
const sentAnyway: readonly Match[] = ["GetFederationToken", "GetSessionToken"];

function isReadOnlyName(match: Match): boolean {
  const prefix = isOperator(match) ? ("prefix" in match ? match.prefix : "") : match;
  if (typeof prefix !== "string") return true;
  if (!isOperator(match)) return !sentAnyway.includes(match) && readOnly.some((word) => prefix.startsWith(word));
  return readOnly.some((word) => prefix.startsWith(word) || word.startsWith(prefix));
}

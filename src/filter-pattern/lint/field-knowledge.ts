/** What is known of the fields of events. Selectors are written as {@link format} writes them. */
export interface FieldKnowledge {
  /** Fields that every event has, with a string in them. */
  readonly requiredTexts: ReadonlySet<string>;
  /** Fields that have a string if they exist, even if it is "true" or "false". */
  readonly texts: ReadonlySet<string>;
  /** Fields that have true or false. */
  readonly booleans: ReadonlySet<string>;
}

/**
 * The fields of CloudTrail records.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailFields: FieldKnowledge = {
  requiredTexts: new Set([
    "$.awsRegion",
    "$.eventID",
    "$.eventName",
    "$.eventSource",
    "$.eventTime",
    "$.eventType",
    "$.eventVersion",
    "$.sourceIPAddress",
  ]),
  texts: new Set(["$.additionalEventData.MFAUsed", "$.userIdentity.sessionContext.attributes.mfaAuthenticated"]),
  booleans: new Set([
    "$.managementEvent",
    "$.readOnly",
    "$.requestParameters.enable",
    "$.requestParameters.enableLogFileValidation",
    "$.requestParameters.includeGlobalServiceEvents",
    "$.requestParameters.isMultiRegionTrail",
    "$.requestParameters.isOrganizationTrail",
  ]),
};

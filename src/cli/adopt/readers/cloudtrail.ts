import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  type GetEventSelectorsResponse,
} from "@aws-sdk/client-cloudtrail";
import { parseArn } from "../../arn";
import { tagsOf } from "../../aws/lists";
import type { Trail } from "../inventory";
import type { ReaderContext } from "./context";

export async function readTrails({ call, client, account, region }: ReaderContext): Promise<Trail[]> {
  const cloudTrail = client(CloudTrailClient);
  const found = await call("cloudtrail:DescribeTrails", () => cloudTrail.send(new DescribeTrailsCommand({})));
  return Promise.all(
    (found?.trailList ?? []).map(async (trail): Promise<Trail> => {
      const arn = trail.TrailARN!;
      // Only its owner can read more of a trail, and only in its home region.
      const isHere = parseArn(arn).account === account && trail.HomeRegion === region;
      const [status, selectors, tags] = isHere
        ? await Promise.all([
            call("cloudtrail:GetTrailStatus", () => cloudTrail.send(new GetTrailStatusCommand({ Name: arn }))),
            call("cloudtrail:GetEventSelectors", () =>
              cloudTrail.send(new GetEventSelectorsCommand({ TrailName: arn })),
            ),
            call("cloudtrail:ListTags", () => cloudTrail.send(new ListTagsCommand({ ResourceIdList: [arn] }))),
          ])
        : [];
      return {
        name: trail.Name!,
        arn,
        homeRegion: trail.HomeRegion!,
        isOrganizationTrail: trail.IsOrganizationTrail ?? false,
        isMultiRegion: trail.IsMultiRegionTrail ?? false,
        includesGlobalEvents: trail.IncludeGlobalServiceEvents ?? false,
        validatesFiles: trail.LogFileValidationEnabled ?? false,
        isLogging: status?.IsLogging ?? false,
        failure: status?.LatestCloudWatchLogsDeliveryError || status?.LatestDeliveryError || undefined,
        bucketName: trail.S3BucketName!,
        keyPrefix: trail.S3KeyPrefix || undefined,
        logGroupArn: trail.CloudWatchLogsLogGroupArn || undefined,
        roleArn: trail.CloudWatchLogsRoleArn || undefined,
        kmsKeyArn: trail.KmsKeyId || undefined,
        topicArn: trail.SnsTopicARN || undefined,
        ...selectorsOf(selectors),
        omittedEvents: eventsOmittedBy(selectors),
        hasInsights: trail.HasInsightSelectors ?? false,
        tags: tagsOf(tags?.ResourceTagList?.[0]?.TagsList),
      };
    }),
  );
}

function selectorsOf({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: Partial<GetEventSelectorsResponse> = {}): Pick<Trail, "selectors" | "dataEvents"> {
  if (AdvancedEventSelectors.length > 0) return { selectors: "advanced" };
  const recordsAll = EventSelectors.some(
    ({ ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources = [] }) =>
      ReadWriteType === "All" && IncludeManagementEvents === true && ExcludeManagementEventSources.length === 0,
  );
  if (!recordsAll && EventSelectors.length > 0) return { selectors: "basic" };
  const ofData = EventSelectors.filter(({ DataResources = [] }) => DataResources.length > 0);
  if (ofData.length === 0) return { selectors: "plain" };
  const buckets = ofData.flatMap(({ DataResources = [] }) =>
    DataResources.flatMap(({ Type, Values = [] }) =>
      Values.map((value) => (Type === "AWS::S3::Object" ? wholeBucket.exec(value)?.[1] : undefined)),
    ),
  );
  const [readWriteType, ...others] = new Set(ofData.map(({ ReadWriteType }) => ReadWriteType));
  return readWriteType === undefined || others.length > 0 || !buckets.every((name) => name !== undefined)
    ? { selectors: "basic" }
    : {
        selectors: "plain",
        dataEvents: {
          buckets: [...new Set(buckets)],
          readWriteType,
          withManagementEvents: ofData.some(({ IncludeManagementEvents }) => IncludeManagementEvents === true),
        },
      };
}

/** All objects of a bucket, and not those below a prefix or of every bucket. */
const wholeBucket = /^arn:[^:]+:s3:::([^/]+)\/$/;

/** The management events that none of the selectors includes, in words. */
function eventsOmittedBy({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: Partial<GetEventSelectorsResponse> = {}) {
  const restrictions = [
    ...EventSelectors.filter(({ IncludeManagementEvents }) => IncludeManagementEvents).map(
      ({ ReadWriteType = "All", ExcludeManagementEventSources: sources = [] }) =>
        [ReadWriteType !== "All" && `all but ${ReadWriteType}`, sources.length > 0 && `those of ${sources.join(", ")}`]
          .filter(Boolean)
          .join(" and "),
    ),
    ...AdvancedEventSelectors.map(({ FieldSelectors = [] }) => FieldSelectors)
      .filter((fields) =>
        fields.some(({ Field, Equals }) => Field === "eventCategory" && Equals?.includes("Management")),
      )
      .map((fields) => fields.flatMap(({ Field }) => (Field === "eventCategory" ? [] : [Field])).join(", "))
      .map((fields) => fields && `those that its selector for ${fields} omits`),
  ];
  if (restrictions.includes("") || EventSelectors.length + AdvancedEventSelectors.length === 0) return undefined;
  return restrictions.length === 0 ? "all of them" : restrictions.join(", or ");
}

import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** A key that the caller brings with each request (SSE-C), and that AWS does not store. */
const withOwnKey = anyOf(
  is("$.additionalEventData.SSEApplied", "SSE_C"),
  is("$.requestParameters.x-amz-server-side-encryption-customer-algorithm", "*"),
);

/** What happens to objects in S3, as far as the trail records it: `trail.s3DataEvents`. */
export const data = [
  detection("data", {
    id: "objects-destroyed-in-numbers",
    title: "Many objects in S3 were deleted, or encrypted with a key of the caller's own",
    severity: "high",
    why: "Extortion ends like this: objects are gone, or only the intruder decrypts them. Versions and Object Lock decide what comes back.",
    firstSteps:
      "Deactivate the caller before anything else. Then look at bucket and key of the events: a job that cleans up is the usual harmless reason.",
    techniques: ["T1485", "T1486", "T1490"],
    pattern: pattern(
      anyOf(
        // Of a batch, CloudTrail has recorded each object since June 2025:
        // https://aws.amazon.com/about-aws/whats-new/2025/06/aws-cloudtrail-logging-amazon-s3-deleteobjects-api
        calls("s3", "DeleteObject", "DeleteObjects"),
        allOf(calls("s3", "PutObject", "CopyObject", "CreateMultipartUpload"), withOwnKey),
      ),
      succeeded,
    ),
    insightsFilter: 'eventName like /^DeleteObjects?$/ or additionalEventData.SSEApplied = "SSE_C"',
    threshold: 50,
  }),
];

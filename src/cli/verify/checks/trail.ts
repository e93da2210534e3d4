import { following } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, type Check, type Finding } from "../judgement";
import type { Observation } from "../observe";

type Trail = Observation["trails"][number];

const hour = 3_600_000;
const subjectOf = ({ deployed }: Trail) => `trail ${deployed.name}`;

type Status = Extract<Trail["status"], { IsLogging?: boolean }>;

/** A question about deliveries. Of a trail that does not log, only that is reported. */
function ofDeliveries(id: string, about: string, judge: (status: Status, now: number) => Finding): Check {
  return {
    id,
    about,
    judge: ({ trails, now }) =>
      trails.flatMap((trail) => {
        const logging = following(trail.status, (status) => (status.IsLogging === true ? status : undefined));
        return judged(subjectOf(trail), logging, (status) => judge(status, now));
      }),
  };
}

/** @param usual How long it is between two deliveries at most, in hours. */
function delivery(
  { StartLoggingTime }: Status,
  now: number,
  usual: number,
  last: Date | undefined,
  error: string | undefined,
  fix: string,
): Finding {
  if (error) return broken(`the last delivery failed: ${error}`, fix);
  const age = (time: Date | undefined) => (now - (time?.getTime() ?? 0)) / hour;
  if (last && age(last) <= usual) return ok(`delivered at ${last.toISOString()}`);
  if (!last && age(StartLoggingTime) <= usual) {
    return attention("has delivered nothing yet: logging has just started", `Run this again in ${usual} hours.`);
  }
  const found = last ? `delivered for the last time at ${last.toISOString()}` : "has delivered nothing";
  return age(last) <= 24 ? attention(found, fix) : broken(found, fix);
}

const bucketFix =
  "Look at the policy of the trail's bucket and at its key: CloudTrail must be allowed to deliver, and to encrypt.";

export const trailChecks: readonly Check[] = [
  {
    id: "trail-logging",
    about: "The trail exists, and logs",
    judge: ({ trails }) =>
      trails.flatMap((trail) =>
        judged(
          subjectOf(trail),
          trail.status,
          ({ IsLogging, StopLoggingTime }) =>
            IsLogging === true
              ? ok("is logging")
              : broken(
                  `does not log${StopLoggingTime ? ` since ${StopLoggingTime.toISOString()}` : ""}`,
                  `Find out who stopped it (StopLogging in CloudTrail's event history), then run terraform apply.`,
                ),
          gone,
        ),
      ),
  },
  {
    id: "trail-coverage",
    about: "The trail covers every region and global services",
    judge: ({ trails }) =>
      trails.flatMap((trail) =>
        judged(subjectOf(trail), trail.trail, ({ IsMultiRegionTrail, IncludeGlobalServiceEvents }) =>
          IsMultiRegionTrail === true && IncludeGlobalServiceEvents === true
            ? ok("covers every region and global services")
            : broken(IsMultiRegionTrail === true ? "omits global services" : "covers one region only", apply),
        ),
      ),
  },
  {
    id: "organization-trail",
    about: "The organization trail records every account",
    judge: ({ trails }) =>
      trails
        .filter(({ deployed }) => deployed.is_organization_trail === true)
        .flatMap((trail) =>
          judged(subjectOf(trail), trail.trail, ({ IsOrganizationTrail }) =>
            IsOrganizationTrail === true
              ? ok("records every account of the organization")
              : broken("records one account only", apply),
          ),
        ),
  },
  {
    id: "trail-validation",
    about: "The trail validates its log files",
    judge: ({ trails }) =>
      trails.flatMap((trail) =>
        judged(subjectOf(trail), trail.trail, ({ LogFileValidationEnabled }) =>
          LogFileValidationEnabled === true ? ok("validates log files") : broken("does not validate log files", apply),
        ),
      ),
  },
  {
    id: "trail-destination",
    about: "The trail delivers to the bucket and the log group of the state, with its key",
    judge: ({ trails }) =>
      trails.flatMap((trail) =>
        judged(subjectOf(trail), trail.trail, ({ S3BucketName, CloudWatchLogsLogGroupArn, KmsKeyId }) => {
          const { s3_bucket_name, cloud_watch_logs_group_arn, kms_key_id } = trail.deployed;
          const others = [
            S3BucketName !== s3_bucket_name && `bucket ${S3BucketName ?? "none"}`,
            CloudWatchLogsLogGroupArn !== cloud_watch_logs_group_arn &&
              `log group ${CloudWatchLogsLogGroupArn ?? "none"}`,
            KmsKeyId !== kms_key_id && `key ${KmsKeyId ?? "none"}`,
          ].filter((other) => typeof other === "string");
          return others.length === 0
            ? ok(`delivers to ${s3_bucket_name} and the log group`)
            : broken(`has another destination: ${others.join(", ")}`, apply);
        }),
      ),
  },
  ofDeliveries(
    "trail-delivery",
    "The trail delivered to its bucket in the last hour, without an error",
    (status, now) => delivery(status, now, 1, status.LatestDeliveryTime, status.LatestDeliveryError, bucketFix),
  ),
  ofDeliveries(
    "trail-log-delivery",
    "The trail delivered to its log group in the last hour, without an error",
    (status, now) =>
      delivery(
        status,
        now,
        1,
        status.LatestCloudWatchLogsDeliveryTime,
        status.LatestCloudWatchLogsDeliveryError,
        "Look at the trail's delivery role and its policy, and at the key of the log group: without events no alarm goes off.",
      ),
  ),
  ofDeliveries("trail-digest", "The trail delivered a digest in the last two hours, without an error", (status, now) =>
    delivery(status, now, 2, status.LatestDigestDeliveryTime, status.LatestDigestDeliveryError, bucketFix),
  ),
];

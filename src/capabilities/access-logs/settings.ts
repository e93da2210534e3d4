import { flag, group } from "../../terraform/schema";
import { bucketSettings } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { AccessLogBucket } from "./bucket";
import { ExistingAccessLogBucket } from "./existing-bucket";

export const accessLogsSettings = withTransitionRules(
  group(
    {
      enabled: flag()
        .default(true)
        .describe("Whether S3 notes down every access to the new buckets of the trail and of AWS Config."),
      ...bucketSettings("S3's log delivery", ExistingAccessLogBucket.module, AccessLogBucket.inputs.shape),
    },
    [["bucketName", "existingBucket"]],
  ),
)
  .prefault({})
  .describe("Who read the logs: the server access logs of their buckets.");

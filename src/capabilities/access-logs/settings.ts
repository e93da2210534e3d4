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
        .describe(
          "Whether S3 logs every request to the new buckets of the trail, AWS Config, GuardDuty, remediation and Athena.",
        ),
      ...bucketSettings("S3 log delivery", ExistingAccessLogBucket.module, AccessLogBucket.inputs.shape),
    },
    [["bucketName", "existingBucket"]],
  ),
)
  .prefault({})
  .describe("Server access logs of the new buckets, and their own bucket.");

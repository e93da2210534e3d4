import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of access logs. */
export const operations: Operations = {
  aws_s3_bucket_logging: {
    permissions: {
      bucket: ["s3:GetBucketLogging", "s3:PutBucketLogging"],
    },
    health: ["delivers to the access log bucket"],
    costs: [],
  },
};

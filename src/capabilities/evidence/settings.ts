import { flag, group, oneOf, uniqueList } from "../../terraform/schema";
import { evidenceNames } from "../shared/composition";

export const evidenceSettings = group({
  keep: uniqueList(oneOf(evidenceNames))
    .default([])
    .describe(
      "What was made here stays, though nothing fills it any more: to take the monitoring down, to hand the trail over to the organization's, to change to a bucket or key there is. With config-bucket the service-linked role of AWS Config stays as well. What is not there yet is made, so name only what is.",
    ),
  deletionProtection: flag()
    .default(true)
    .describe(
      "Whether Terraform refuses a plan that would delete or replace a bucket, the log group or their key. Not where the whole call or construct is deleted from the code. Once it has been on, `npm run leave` gets past it.",
    ),
})
  .prefault({})
  .describe("What was collected: the buckets, the log group, and the key that can read them.");

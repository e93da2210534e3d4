import { flag, group, oneOf, uniqueList } from "../../terraform/schema";
import { evidenceNames } from "../shared/composition";

export const evidenceSettings = group({
  retain: uniqueList(oneOf(evidenceNames))
    .default([])
    .describe(
      "Resources to retain after nothing writes to them any more: when you remove the monitoring, replace the trail with the organization's, or change to an existing bucket or key. config-bucket also retains the service-linked role of AWS Config, guardduty-bucket the key of its files; guardduty-detector retains the findings and suspends the detector, security-hub retains the hub without its standards; remediation-records retains what is needed to undo remediations, and the table and the key of their attempts. Listing a resource that does not exist creates it.",
    ),
  deletionProtection: flag()
    .default(true)
    .describe(
      "Whether Terraform refuses a plan that would delete or replace a bucket, the log group, a key of these, the GuardDuty detector, the hub of Security Hub or the table of remediation. It cannot refuse the removal of the whole module call or construct from the code. After it was enabled, `npm run leave` removes the protection.",
    ),
})
  .prefault({})
  .describe(
    "The evidence: the buckets, the log group, the keys that decrypt them, the findings of GuardDuty and Security Hub, and what is needed to undo remediations.",
  );

import { group, kmsKeyArn } from "../../terraform/schema";
import { customerKeyShape } from "../shared/customer-key";
import { existingArn } from "../shared/settings";

export const encryptionSettings = group({
  existingLogKey: existingArn(
    kmsKeyArn(),
    "Existing KMS key for the buckets, the trail and the log group. Its policy must allow CloudTrail, CloudWatch Logs and AWS Config to use it, and with `athena.enabled` this account to query, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-log-key` returns, or `existing-queried-log-key` with `athena.enabled`.",
  ),
  keyDeletionWindowDays: customerKeyShape.deletionWindowDays,
})
  .prefault({})
  .describe("The KMS keys.");

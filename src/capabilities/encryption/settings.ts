import { group, kmsKeyArn } from "../../terraform/schema";
import { customerKeyShape } from "../shared/customer-key";
import { existingArn } from "../shared/settings";

export const encryptionSettings = group({
  existingLogKey: existingArn(
    kmsKeyArn(),
    "Key to encrypt the buckets, the trail and the log group with. Its policy must let CloudTrail, CloudWatch Logs and AWS Config use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-log-key states.",
  ),
  keyDeletionWindowDays: customerKeyShape.deletionWindowDays,
})
  .prefault({})
  .describe("The keys.");

import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition, Evidence, RequiredPolicies } from "../shared/composition";
import { KeyCheck } from "../shared/key-check";
import type { Organization } from "../shared/organization";
import { ExistingLogKey } from "./existing-log-key";
import { ExistingQueriedLogKey } from "./existing-queried-log-key";
import { LogKey } from "./log-key";
import type { encryptionSettings } from "./settings";

export const encryptionOutputs = {
  logKeyArn:
    "ARN of the key that encrypts the trail, its log group, the AWS Config history and the results of queries.",
};

/**
 * @param delivering Whose evidence the key encrypts.
 * @param needed Whether a resource needs the key.
 * @param queries Whether there are any, and the bucket of their results, or the start of its name and `*`.
 */
export function composeEncryption(
  composition: Composition,
  { existingLogKey }: z.output<typeof encryptionSettings>,
  delivering: { readonly trailName: string; readonly logGroupName: string; readonly organization?: Organization },
  needed: Condition,
  queries: { readonly when: Condition; readonly resultsBucketName: string },
) {
  const { outlet, tags, deletionWindowDays } = composition;
  const usesLogKey = outlet.named("uses_log_key", needed);
  const keyIsNew = composition.isNew("log-key", usesLogKey, existingLogKey);
  const key = outlet.addIf(keyIsNew, LogKey, "log_key", () => ({
    alias: composition.named("security-logs"),
    ...delivering,
    deletionWindowDays,
    tags,
  }));

  const usesKey = composition.usesExisting("log_key", existingLogKey, usesLogKey);
  const requiredOfKey = outlet.addIf(usesKey, ExistingLogKey, "existing_log_key", () => ({
    keyArn: existingLogKey!.arn,
    ...delivering,
  }));
  const usesQueriedKey = outlet.all(usesKey, queries.when);
  const requiredOfQueriedKey = outlet.addIf(usesQueriedKey, ExistingQueriedLogKey, "existing_queried_log_key", () => ({
    keyArn: existingLogKey!.arn,
    ...delivering,
    resultsBucketName: queries.resultsBucketName,
  }));
  const requiredPolicy = outlet.coalesce(requiredOfQueriedKey.requiredPolicy, requiredOfKey.requiredPolicy);
  outlet.addIf(composition.isChecked(usesKey), KeyCheck, "log_key_check", () => ({
    keyArn: existingLogKey!.arn,
    requiredPolicy: "log_key",
  }));

  return {
    outputs: { logKeyArn: outlet.existingOr(existingLogKey, "arn", key.keyArn) },
    requiredPolicies: { log_key: [usesKey, requiredPolicy] } satisfies RequiredPolicies,
    evidence: { log_key: [keyIsNew, key.keyArn] } satisfies Evidence,
  };
}

import { group } from "../../terraform/schema";
import { objectLockShape } from "../shared/object-lock";
import { existingArn, newBucketSettings } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { policyArn, withListRules } from "./choice";
import { settingsShape } from "./inputs";

export const remediationSettings = withListRules(
  withTransitionRules(
    group({
      ...settingsShape,
      permissionsBoundary: existingArn(
        policyArn(),
        "IAM policy that is the permissions boundary of the functions' roles. It must allow what a function does; docs/remediation.md says what that is.",
      ),
      ...newBucketSettings(),
      objectLock: group(objectLockShape)
        .optional()
        .describe(
          "Object Lock of the bucket: what is needed to undo cannot be deleted or overwritten before its retention ends. It cannot be disabled again.",
        ),
    }),
  ),
)
  .prefault({})
  .describe(
    "Remediation: functions that make resources compliant again, or propose how. Disabled by default. Before each change a function writes the former state of the resource to a bucket, from which `npm run undo` restores it. Needs `alerts.instant`.",
  );

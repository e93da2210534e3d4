import { flag, group, kmsKeyArn } from "../../terraform/schema";
import { alertsEnabled } from "../shared/finding-alerts";
import { bucketSettings, existingArn } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { GuardDutyAlerts } from "./alerts";
import { detectorShape, withFeatureRules } from "./detector";
import { ExistingGuardDutyBucket } from "./existing-bucket";
import { ExistingGuardDutyKey } from "./existing-key";

export const guardDutySettings = withTransitionRules(
  withFeatureRules(
    group(
      {
        enabled: flag()
          .default(false)
          .describe(
            "Whether a GuardDuty detector is created. A region has one: leave this disabled if the account's organization manages it, and adopt one that belongs to the account. Disabling it again is refused, because the findings would be deleted; with guardduty-detector in `evidence.retain` it suspends the detector.",
          ),
        ...detectorShape,
        exportFindings: flag()
          .default(false)
          .describe(
            "Whether findings are exported to a bucket, those of `regions` to the same one. GuardDuty itself deletes them after 90 days.",
          ),
        existingKey: existingArn(
          kmsKeyArn(),
          `Existing KMS key for the exported findings to use instead of a new one, in the region of the bucket. Its policy must allow GuardDuty to encrypt, as the output \`required_policies\` states. If the key is created in the same apply, give it the policy that the nested module \`${ExistingGuardDutyKey.module}\` returns.`,
        ),
        ...bucketSettings("GuardDuty", ExistingGuardDutyBucket.module),
        alerts: group({
          enabled: alertsEnabled("as `enabled`", " Set it to true where the organization manages the detector."),
          severity: GuardDutyAlerts.inputs.shape.severity,
          updates: GuardDutyAlerts.inputs.shape.updates,
        })
          .prefault({})
          .describe("Alerts of its findings. A sample finding starts with [SAMPLE]."),
      },
      [["bucketName", "existingBucket"]],
    ),
  ),
)
  .prefault({})
  .describe(
    "Amazon GuardDuty, threat detection: the detector of the region, its protection plans, and the export of its findings. It is billed by what it analyses, after a trial of 30 days.",
  );

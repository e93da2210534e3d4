import { flag, group, oneOf, roleArn } from "../../terraform/schema";
import { alertsEnabled } from "../shared/finding-alerts";
import { existingArn, existingName, bucketSettings, withPrefix } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { ConfigAlerts } from "./alerts";
import { ExistingConfigBucket } from "./existing-bucket";
import { ConfigRecorder } from "./recorder";
import { withPromptRules, withRecordingRules } from "./recording-override";
import { ConfigRules, standardRules } from "./rules";

const alerts = group({
  enabled: alertsEnabled("if there are rules"),
  severity: ConfigAlerts.inputs.shape.severity,
  firstEvaluations: oneOf(["summed", "each", "off"])
    .default("summed")
    .describe(
      "What happens when a rule evaluates a resource for the first time, and it does not comply: summed, each or off. The resource or the rule is new, which AWS does not distinguish, and a new rule may find hundreds: summed is one alarm for all of them, each an alert for every one.",
    ),
  compliant: ConfigAlerts.inputs.shape.compliant,
})
  .prefault({})
  .describe(
    "Alerts of resources that do not comply with the rules any more, one for each change. Only of the rules created here: those of Security Hub send the same events.",
  );

export const configSettings = withPromptRules(
  withRecordingRules(
    withTransitionRules(
      group(
        {
          enabled: flag()
            .default(true)
            .describe("Whether an AWS Config recorder is created, unless `existingRecorder` is set."),
          recorderName: withPrefix(ConfigRecorder.inputs.shape.name),
          existingRecorder: existingName(
            ConfigRecorder.inputs.shape.name.unwrap(),
            "Existing recorder of the region to use instead of a new one. Its delivery channel, bucket and role are used as they are; none is created or changed. Rules always use the one recorder of their region.",
          ),
          existingRole: existingArn(
            roleArn(),
            "Existing role for the recorder to use instead of the new service-linked role. AWS Config must be able to assume it. An account has the service-linked role once: if AWS Config was ever enabled, set AWSServiceRoleForConfig. If the role is created in the same apply, take the ARN from a resource that depends on its policies.",
          ),
          ...bucketSettings("AWS Config", ExistingConfigBucket.module),
          recordingFrequency: ConfigRecorder.inputs.shape.recordingFrequency,
          recordingOverride: ConfigRecorder.inputs.shape.recordingOverride,
          excludedResourceTypes: ConfigRecorder.inputs.shape.excludedResourceTypes,
          recordsGlobalResources: ConfigRecorder.inputs.shape.recordsGlobalResources,
          snapshotFrequency: ConfigRecorder.inputs.shape.snapshotFrequency,
          rulesEnabled: flag().default(true).describe("Whether the rules are created."),
          rules: withPrefix(ConfigRules.inputs.shape.rules),
          disabledRules: ConfigRules.inputs.shape.disabledRules,
          alerts,
        },
        [["bucketName", "existingBucket"]],
      ),
    ),
  ),
  standardRules,
)
  .prefault({})
  .describe("AWS Config: the recorder, its bucket, and the rules.");

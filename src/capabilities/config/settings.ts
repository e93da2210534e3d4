import { flag, group, roleArn } from "../../terraform/schema";
import { existingArn, existingName, bucketSettings, withPrefix } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { ExistingConfigBucket } from "./existing-bucket";
import { ConfigRecorder } from "./recorder";
import { ConfigRules } from "./rules";

export const configSettings = withTransitionRules(
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
      excludedResourceTypes: ConfigRecorder.inputs.shape.excludedResourceTypes,
      recordsGlobalResources: ConfigRecorder.inputs.shape.recordsGlobalResources,
      snapshotFrequency: ConfigRecorder.inputs.shape.snapshotFrequency,
      rulesEnabled: flag().default(true).describe("Whether the rules are created."),
      rules: withPrefix(ConfigRules.inputs.shape.rules),
      disabledRules: ConfigRules.inputs.shape.disabledRules,
    },
    [["bucketName", "existingBucket"]],
  ),
)
  .prefault({})
  .describe("AWS Config: the recorder, its bucket, and the rules.");

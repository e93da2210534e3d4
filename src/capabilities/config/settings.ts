import { flag, group, roleArn } from "../../terraform/schema";
import { existingArn, existingName, bucketSettings, withPrefix } from "../shared/settings";
import { withTransitionRules } from "../shared/transitions";
import { ExistingConfigBucket } from "./existing-bucket";
import { ConfigRecorder } from "./recorder";
import { ConfigRules } from "./rules";

export const configSettings = withTransitionRules(
  group(
    {
      enabled: flag().default(true).describe("Whether AWS Config records here, unless there is a recorder already."),
      recorderName: withPrefix(ConfigRecorder.inputs.shape.name),
      existingRecorder: existingName(
        ConfigRecorder.inputs.shape.name.unwrap(),
        "Recorder the region has already, instead of a new one. It brings its delivery channel, bucket and role along: none of them is made or touched. Rules always use the one recorder of their region.",
      ),
      existingRole: existingArn(
        roleArn(),
        "Role for the recorder, which AWS Config must be able to assume. An account has the service-linked role once: where AWS Config was ever on, give AWSServiceRoleForConfig. Created in the same run, its ARN is taken from what waits for its policies.",
      ),
      ...bucketSettings("AWS Config", ExistingConfigBucket.module),
      recordingFrequency: ConfigRecorder.inputs.shape.recordingFrequency,
      excludedResourceTypes: ConfigRecorder.inputs.shape.excludedResourceTypes,
      recordsGlobalResources: ConfigRecorder.inputs.shape.recordsGlobalResources,
      snapshotFrequency: ConfigRecorder.inputs.shape.snapshotFrequency,
      rulesEnabled: flag().default(true).describe("Whether there are rules."),
      rules: withPrefix(ConfigRules.inputs.shape.rules),
      disabledRules: ConfigRules.inputs.shape.disabledRules,
    },
    [["bucketName", "existingBucket"]],
  ),
)
  .prefault({})
  .describe("AWS Config: the recorder, its bucket, and the rules.");

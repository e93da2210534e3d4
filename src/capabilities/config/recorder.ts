import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, waitsFor } from "../../terraform/hcl";
import { bucketName, flag, group, kmsKeyArn, oneOf, roleArn, text } from "../../terraform/schema";
import { operations } from "./operations";
import {
  globalResourceTypes,
  recordingFrequency,
  recordingOverride,
  recordingProblems,
  resourceTypes,
  withRecordingRules,
} from "./recording-override";

const inputs = withRecordingRules(
  group({
    name: text(/^[!-~]([ -~]{0,254}[!-~])?$/, "a name of 1 to 256 ASCII characters, with spaces only between them")
      .default("security-monitoring")
      .describe("Name of the recorder and of its delivery channel."),
    roleArn: roleArn().describe("Role that the recorder uses to read the account."),
    bucketName: bucketName().describe(
      "Bucket that receives the configuration history. Its policy must allow AWS Config to deliver.",
    ),
    kmsKeyArn: kmsKeyArn().describe("Key that encrypts the delivered files."),
    recordingFrequency: recordingFrequency()
      .default("CONTINUOUS")
      .describe(
        "CONTINUOUS or DAILY. DAILY is cheaper if resources change often, but rules evaluate a change up to a day later.",
      ),
    recordingOverride,
    excludedResourceTypes: resourceTypes("AWS::EC2::NetworkInterface")
      .default([])
      .describe("Resource types that are not recorded, usually because they change often and every change is billed."),
    recordsGlobalResources: flag()
      .default(true)
      .describe(
        "Whether IAM users, groups, roles and policies are recorded. Set true in one region of an account, false in the others.",
      ),
    snapshotFrequency: oneOf(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"])
      .default("TwentyFour_Hours")
      .describe("How often a snapshot of the whole configuration is delivered."),
  }),
);

export type ConfigRecorderProps = CapabilityProps<typeof inputs>;
export type ConfigRecorderOutputs = ConfigRecorder["outputs"];

/** The recorder of AWS Config, of which a region has one, and where it delivers to. */
export class ConfigRecorder extends Capability<typeof inputs, { recorderName: string }> {
  static readonly module = "config-recorder";
  static readonly summary = "AWS Config recorder with its delivery channel, started.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_config_configuration_recorder: "destroy",
    aws_config_configuration_recorder_status: "destroy",
    aws_config_delivery_channel: "destroy",
  };
  static readonly operations = operations;
  static readonly outputs = { recorderName: "Name of the recorder, known once it records." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id, inputs, props);
    const { name, roleArn, bucketName, kmsKeyArn, recordingFrequency, snapshotFrequency } = this.inputs;

    const hcl = hclIn(this);
    const excluded = this.inputs.excludedResourceTypes;
    const recordsGlobals = this.inputs.recordsGlobalResources;
    const exclusions = this.local(
      "excluded_types",
      hcl`length(${excluded}) == 0 ? [] : distinct(concat(${excluded}, ${recordsGlobals} ? [] : ${globalResourceTypes}))`,
    );
    const recordsEverything = hcl`length(${exclusions}) == 0`;

    const problems = this.local("recording_problems", recordingProblems(this, this.inputs));
    const override = this.inputs.recordingOverride;

    const recorder = new ConfigConfigurationRecorder(this, "recorder", {
      name,
      roleArn,
      recordingMode: { recordingFrequency },
      recordingGroup: {
        allSupported: Token.asAny(recordsEverything),
        includeGlobalResourceTypes: Token.asAny(hcl`${recordsEverything} && ${recordsGlobals}`),
        recordingStrategy: [
          { useOnly: hcl`${recordsEverything} ? "ALL_SUPPORTED_RESOURCE_TYPES" : "EXCLUSION_BY_RESOURCE_TYPES"` },
        ],
        // Always set: without it the provider sends the exclusions of the last apply, which AWS refuses. Not an
        // empty list, which the provider refuses.
        exclusionByResourceTypes: [{ resourceTypes: Token.asList(hcl`${recordsEverything} ? null : ${exclusions}`) }],
      },
      lifecycle: {
        precondition: [
          // So that a new role has time to propagate.
          ...(waitsFor(this, bucketName, "A recorder needs a bucket.")?.precondition ?? []),
          { condition: hcl`length(${problems}) == 0`, errorMessage: hcl`join(" ", ${problems})` },
        ],
      },
    });
    recorder.addOverride("recording_mode.dynamic.recording_mode_override", {
      for_each: hcl`length(${override.resourceTypes}) == 0 ? [] : [${override.resourceTypes}]`,
      content: { resource_types: "${recording_mode_override.value}", recording_frequency: override.frequency },
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      name,
      s3BucketName: bucketName,
      s3KmsKeyArn: kmsKeyArn,
      snapshotDeliveryProperties: { deliveryFrequency: snapshotFrequency },
      // NoAvailableConfigurationRecorderException without one.
      dependsOn: [recorder],
    });
    const status = new ConfigConfigurationRecorderStatus(this, "status", {
      name: recorder.name,
      isEnabled: true,
      // NoAvailableDeliveryChannelException without one; and a channel cannot be deleted while the recorder runs, so that
      // one with another name needs it to stop first.
      dependsOn: [channel],
      lifecycle: { replaceTriggeredBy: [`${channel.terraformResourceType}.${channel.friendlyUniqueId}.name`] },
    });

    this.outputs = { recorderName: status.name };
  }
}

import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { translate, type TemplateResource, type Translation } from "../../terraform/cloudformation";
import { hclIn } from "../../terraform/hcl";
import { accountId, group, uniqueList } from "../../terraform/schema";
import { operations } from "../shared/operations";
import { createStackSet, stackSetOnLeaving, stackSetOutputs, stackSetShape } from "../shared/stack-set";
import { ConfigRecorder } from "./recorder";
import { createRecorderRole } from "./recorder-role";
import { globalResourceTypes, withRecordingRules } from "./recording-override";

const recorder = ConfigRecorder.inputs.shape;

const inputs = withRecordingRules(
  group({
    ...stackSetShape,
    existingRecorderAccountIds: uniqueList(accountId())
      .default([])
      .describe("Accounts that have a recorder already, of which a region has one: they keep it, and get none."),
    name: recorder.name,
    bucketName: recorder.bucketName.describe("Bucket that the recorders deliver to, of this or another account."),
    kmsKeyArn: recorder.kmsKeyArn,
    recordingFrequency: recorder.recordingFrequency,
    recordingOverride: recorder.recordingOverride,
    excludedResourceTypes: recorder.excludedResourceTypes,
    recordsGlobalResources: recorder.recordsGlobalResources.describe(
      "Whether IAM users, groups, roles and policies are recorded, in the region of the provider.",
    ),
    snapshotFrequency: recorder.snapshotFrequency,
  }),
);

export type MemberRecorderProps = CapabilityProps<typeof inputs>;
export type MemberRecorderOutputs = MemberRecorder["outputs"];

/** The recorder of AWS Config in every account of organizational units, with a role of its own. */
export class MemberRecorder extends Capability<typeof inputs, { stackSetName: string }> {
  static readonly module = "member-recorder";
  static readonly summary = "Stack set with the AWS Config recorder of the accounts of an organization.";
  static readonly inputs = inputs;
  static readonly onLeaving = stackSetOnLeaving;
  static readonly operations = operations;
  static readonly outputs = stackSetOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: MemberRecorderProps) {
    super(scope, id, inputs, props);
    const { recordingOverride, recordsGlobalResources } = this.inputs;
    const home = this.recorder("recorder", { recordingOverride, recordsGlobalResources });
    const ofRegion = hclIn(
      this,
    )`[for type in ${recordingOverride.resourceTypes} : type if !contains(${globalResourceTypes}, type)]`;
    const elsewhere = this.recorder("recorder_elsewhere", {
      recordingOverride: { ...recordingOverride, resourceTypes: Token.asList(ofRegion) },
      recordsGlobalResources: false,
    });
    const inHome = { "Fn::Equals": [{ Ref: "AWS::Region" }, AwsEnvironment.of(this).region] };

    this.outputs = createStackSet(this, this.inputs, {
      name: "security-monitoring-recorder",
      description: "AWS Config recorder of the security monitoring",
      conditions: { Home: inHome },
      translation: {
        ...home,
        resources: {
          ...home.resources,
          Recorder: byRegion(home.resources["Recorder"]!, elsewhere.resources["Recorder"]!),
        },
      },
      excludedAccountIds: this.inputs.existingRecorderAccountIds,
      tooLong: "exclude fewer resource types",
    });
  }

  /** Recorder and role of an account in a region, as parts of a template. */
  private recorder(
    id: string,
    recorded: Pick<z.output<typeof inputs>, "recordingOverride" | "recordsGlobalResources">,
  ): Translation {
    const { configPrincipal } = AwsEnvironment.of(this);
    const { namePrefix, name, bucketName, kmsKeyArn } = this.inputs;
    const { recordingFrequency, excludedResourceTypes, snapshotFrequency } = this.inputs;
    return translate(this, id, (template) => {
      const { region } = template;
      new ConfigRecorder(template, "Default", {
        name,
        roleArn: createRecorderRole(template, { namePrefix, region, bucketName, kmsKeyArn, configPrincipal }).arn,
        bucketName,
        kmsKeyArn,
        recordingFrequency,
        excludedResourceTypes,
        snapshotFrequency,
        ...recorded,
      });
    });
  }
}

/** A resource with the properties of one in the home region, and of the other elsewhere. */
function byRegion(home: TemplateResource, elsewhere: TemplateResource): TemplateResource {
  const properties = Object.entries(home.Properties).map(([name, value]) => {
    const other = elsewhere.Properties[name];
    return [
      name,
      JSON.stringify(value) === JSON.stringify(other) ? value : { "Fn::If": ["Home", value, other] },
    ] as const;
  });
  return { ...home, Properties: Object.fromEntries(properties) };
}

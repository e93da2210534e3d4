import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { translate, type TemplateResource, type TemplateScope, type Translation } from "../../terraform/cloudformation";
import { hclIn } from "../../terraform/hcl";
import { accountId, group, uniqueList } from "../../terraform/schema";
import { operations } from "../shared/operations";
import { recorderRole } from "../shared/organization";
import { createStackSet, stackSetOnLeaving, stackSetOutputs, stackSetShape } from "../shared/stack-set";
import { ConfigRecorder } from "./recorder";
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

/**
 * The recorder of AWS Config in every account of organizational units. Its role is not `AWSServiceRoleForConfig`, which an account has once:
 * a template that creates it fails where it exists, and in the second region.
 */
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
      new ConfigRecorder(template, "Default", {
        name,
        roleArn: recordersRole(template, { namePrefix, bucketName, kmsKeyArn, configPrincipal }),
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

/**
 * @returns Its ARN.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
 */
function recordersRole(
  template: TemplateScope,
  of: { namePrefix: string; bucketName: string; kmsKeyArn: string; configPrincipal: string },
): string {
  const aws = AwsEnvironment.of(template);
  const bucketArn = aws.bucketArn(of.bucketName);
  const role = new IamRole(template, "role", {
    // One for each region: each stack stands alone.
    name: `${of.namePrefix}${recorderRole}${template.region}`,
    description: "AWS Config records this region and delivers to the security account",
    assumeRolePolicy: policyDocument(template, "trust", [
      allowService("ConfigAssumesRole", of.configPrincipal, ["sts:AssumeRole"], undefined, [
        stringEquals("aws:SourceAccount", aws.accountId),
      ]),
    ]),
  });
  new IamRolePolicy(template, "delivery", {
    name: "deliver",
    role: role.id,
    policy: policyDocument(template, "permissions", [
      {
        sid: "DeliverToBucket",
        effect: "Allow",
        actions: ["s3:PutObject", "s3:PutObjectAcl"],
        resources: [`${bucketArn}/AWSLogs/${aws.accountId}/Config/*`],
        condition: [stringEquals("s3:x-amz-acl", "bucket-owner-full-control")],
      },
      { sid: "CheckBucket", effect: "Allow", actions: ["s3:GetBucketAcl", "s3:ListBucket"], resources: [bucketArn] },
      {
        sid: "EncryptDelivery",
        effect: "Allow",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [of.kmsKeyArn],
      },
    ]),
  });
  new IamRolePolicyAttachment(template, "reading", {
    role: role.id,
    policyArn: aws.arn("iam", "policy/service-role/AWS_ConfigRole", { region: "", account: "aws" }),
  });
  return role.arn;
}

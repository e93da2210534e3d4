import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, regionName, tagMap, text } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { recorderRole } from "../shared/organization";
import { operations } from "./operations";
import { ConfigRecorder } from "./recorder";

const recorder = ConfigRecorder.inputs.shape;

const inputs = group({
  namePrefix: text(/^[a-z0-9-]{0,20}$/, "at most 20 lower-case letters, digits and hyphens")
    .default("")
    .describe("Prefix of the role's name, which the policies of bucket and key name."),
  region: regionName().describe("Region of the recorder. Part of the role's name, because roles belong to no region."),
  bucketName: recorder.bucketName.describe("Bucket that the recorder delivers to, of another account."),
  kmsKeyArn: recorder.kmsKeyArn,
  tags: tagMap().default({}).describe("Tags of the role."),
});

export type ConfigRecorderRoleProps = CapabilityProps<typeof inputs>;
export type ConfigRecorderRoleOutputs = ConfigRecorderRole["outputs"];

/**
 * The role of a recorder that delivers to the bucket of another account. Not `AWSServiceRoleForConfig`: with that AWS Config delivers as a
 * service, whose organization no policy can ask for.
 */
export class ConfigRecorderRole extends Capability<typeof inputs, { roleArn: string }> {
  static readonly module = "config-recorder-role";
  static readonly summary =
    "Role of an AWS Config recorder that delivers to a bucket of another account of the organization.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
    aws_iam_role_policy_attachment: "destroy",
  };
  static readonly operations = [common, operations];
  static readonly outputs = { roleArn: "ARN of the role, known once its policies are applied." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigRecorderRoleProps) {
    super(scope, id, inputs, props);
    const { tags, ...of } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const { reading } = createRecorderRole(this, { ...of, configPrincipal: aws.configPrincipal, tags });
    this.outputs = { roleArn: aws.arn("iam", `role/${reading.role}`, { region: "" }) };
  }
}

/**
 * The role with what it may do.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
 */
export function createRecorderRole(
  scope: Construct,
  of: {
    readonly namePrefix: string;
    readonly region: string;
    readonly bucketName: string;
    readonly kmsKeyArn: string;
    readonly configPrincipal: string;
    readonly tags?: Record<string, string>;
  },
): { readonly arn: string; readonly reading: IamRolePolicyAttachment } {
  const aws = AwsEnvironment.of(scope);
  const bucketArn = aws.bucketArn(of.bucketName);
  const role = new IamRole(scope, "role", {
    name: `${of.namePrefix}${recorderRole}${of.region}`,
    description: "AWS Config records this region and delivers to the security account",
    assumeRolePolicy: policyDocument(scope, "trust", [
      allowService("ConfigAssumesRole", of.configPrincipal, ["sts:AssumeRole"], undefined, [
        stringEquals("aws:SourceAccount", aws.accountId),
      ]),
    ]),
    tags: of.tags,
  });
  const delivery = new IamRolePolicy(scope, "delivery", {
    name: "deliver",
    role: role.id,
    policy: policyDocument(scope, "permissions", [
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
  const reading = new IamRolePolicyAttachment(scope, "reading", {
    role: role.id,
    policyArn: aws.arn("iam", "policy/service-role/AWS_ConfigRole", { region: "", account: "aws" }),
    // So that whoever refers to the attachment waits for both.
    dependsOn: [delivery],
  });
  return { arn: role.arn, reading };
}

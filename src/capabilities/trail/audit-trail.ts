import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, policyDocument } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group, kmsKeyArn, logGroupName, roleName, tagMap, text, trailName } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";
import { dataEventsShape, recordDataEvents } from "./s3-data-events";

/** Inputs of every trail. */
export const trailShape = {
  bucketName: bucketName().describe("Bucket that the trail delivers to. Its policy must allow the trail to deliver."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the files. Its policy must allow the trail to use it."),
  logGroupName: logGroupName().describe("CloudWatch Logs group that receives the events."),
  ...dataEventsShape,
  tags: tagMap().default({}).describe("Tags of the trail and its role."),
};
export const deliveryRoleName = () =>
  text(new RegExp(`^${roleName}$`), "a role name of 1 to 64 letters, digits and + = , . @ _ -").describe(
    "Name of the role that CloudTrail uses to write to the log group.",
  );

const inputs = group({
  name: trailName().default("security-monitoring-trail").describe("Name of the trail."),
  ...trailShape,
  deliveryRoleName: deliveryRoleName().default("security-monitoring-trail-delivery"),
});

/** What a trail leaves behind: nothing that it recorded. */
export const trailsOnLeaving: OnLeaving = {
  aws_cloudtrail: "destroy",
  aws_iam_role: "destroy",
  aws_iam_role_policy: "destroy",
};

export const trailOutputs = { trailArn: "ARN of the trail.", trailName: "Name of the trail." };

export type TrailOutputs = { readonly [K in keyof typeof trailOutputs]: string };

type TrailInputs = z.output<typeof inputs>;

/**
 * Every management event of every region, validated, encrypted, in S3 and in CloudWatch Logs.
 *
 * @param streams What the names of the log streams begin with.
 * @param isOfOrganization Of the whole organization, and not of this account alone.
 */
export function createTrail(
  scope: Construct,
  { name, bucketName, kmsKeyArn, logGroupName, deliveryRoleName, tags, s3DataEvents, ownBucketNames }: TrailInputs,
  streams: string[],
  isOfOrganization?: true,
) {
  const aws = AwsEnvironment.of(scope);
  const deliveryRole = new IamRole(scope, "delivery_role", {
    name: deliveryRoleName,
    description: "CloudTrail writes the events of the trail to CloudWatch Logs",
    // No aws:SourceArn: see docs/decisions/0005.
    assumeRolePolicy: policyDocument(scope, "delivery_trust", [
      allowService("CloudTrailAssumesRole", "cloudtrail", ["sts:AssumeRole"], undefined),
    ]),
    tags,
  });
  const deliveryPolicy = new IamRolePolicy(scope, "delivery_policy", {
    name: "write-events",
    role: deliveryRole.id,
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
    policy: policyDocument(scope, "delivery_permissions", [
      {
        sid: "WriteEvents",
        effect: "Allow",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: streams.map((stream) => aws.arn("logs", `log-group:${logGroupName}:log-stream:${stream}*`)),
      },
    ]),
  });
  const trail = new Cloudtrail(scope, "trail", {
    name,
    s3BucketName: bucketName,
    kmsKeyId: kmsKeyArn,
    cloudWatchLogsGroupArn: aws.arn("logs", `log-group:${logGroupName}:*`),
    cloudWatchLogsRoleArn: deliveryRole.arn,
    enableLogging: true,
    enableLogFileValidation: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: isOfOrganization,
    includeGlobalServiceEvents: true,
    tags,
    // CloudTrail tests the role on creation: without its policy InvalidCloudWatchLogsRoleArnException.
    dependsOn: [deliveryPolicy],
  });
  recordDataEvents(trail, s3DataEvents, bucketName, ownBucketNames);
  return { trailArn: trail.arn, trailName: trail.name };
}

export type AuditTrailProps = CapabilityProps<typeof inputs>;
export type AuditTrailOutputs = AuditTrail["outputs"];

/** The trail of the account. */
export class AuditTrail extends Capability<typeof inputs, TrailOutputs> {
  static readonly module = "audit-trail";
  static readonly summary =
    "Multi-region CloudTrail trail with log file validation, delivered to S3 and CloudWatch Logs.";
  static readonly inputs = inputs;
  static readonly onLeaving = trailsOnLeaving;
  static readonly operations = [operations, common];
  static readonly outputs = trailOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id, inputs, props);
    const aws = AwsEnvironment.of(this);
    this.outputs = createTrail(this, this.inputs, [`${aws.accountId}_CloudTrail_${aws.region}`]);
  }
}

import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, policyDocument } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bucketName, group, kmsKeyArn, logGroupName, roleName, tagMap, text, trailName } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";

const inputs = group({
  name: trailName().default("security-monitoring-trail").describe("Name of the trail."),
  bucketName: bucketName().describe("Bucket that the trail delivers to. Its policy must allow the trail to deliver."),
  kmsKeyArn: kmsKeyArn().describe("Key that encrypts the files. Its policy must allow the trail to use it."),
  logGroupName: logGroupName().describe("CloudWatch Logs group that receives the events."),
  deliveryRoleName: text(new RegExp(`^${roleName}$`), "a role name of 1 to 64 letters, digits and + = , . @ _ -")
    .default("security-monitoring-trail-delivery")
    .describe("Name of the role that CloudTrail uses to write to the log group."),
  tags: tagMap().default({}).describe("Tags of the trail and its role."),
});

export type AuditTrailProps = CapabilityProps<typeof inputs>;
export type AuditTrailOutputs = AuditTrail["outputs"];

/** The trail: every management event of every region, validated, encrypted, in S3 and in CloudWatch Logs. */
export class AuditTrail extends Capability<typeof inputs, { trailArn: string; trailName: string }> {
  static readonly module = "audit-trail";
  static readonly summary =
    "Multi-region CloudTrail trail with log file validation, delivered to S3 and CloudWatch Logs.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudtrail: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
  };
  static readonly operations = [operations, common];
  static readonly outputs = { trailArn: "ARN of the trail.", trailName: "Name of the trail." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id, inputs, props);
    const { name, bucketName, kmsKeyArn, logGroupName, deliveryRoleName, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);

    const deliveryRole = new IamRole(this, "delivery_role", {
      name: deliveryRoleName,
      description: "CloudTrail writes the events of the trail to CloudWatch Logs",
      // No aws:SourceArn: see docs/decisions/0005.
      assumeRolePolicy: policyDocument(this, "delivery_trust", [
        allowService("CloudTrailAssumesRole", "cloudtrail", ["sts:AssumeRole"], undefined),
      ]),
      tags,
    });
    const deliveryPolicy = new IamRolePolicy(this, "delivery_policy", {
      name: "write-events",
      role: deliveryRole.id,
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
      policy: policyDocument(this, "delivery_permissions", [
        {
          sid: "WriteEvents",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [
            aws.arn("logs", `log-group:${logGroupName}:log-stream:${aws.accountId}_CloudTrail_${aws.region}*`),
          ],
        },
      ]),
    });
    const trail = new Cloudtrail(this, "trail", {
      name,
      s3BucketName: bucketName,
      kmsKeyId: kmsKeyArn,
      cloudWatchLogsGroupArn: aws.arn("logs", `log-group:${logGroupName}:*`),
      cloudWatchLogsRoleArn: deliveryRole.arn,
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      tags,
      // CloudTrail tests the role on creation: without its policy InvalidCloudWatchLogsRoleArnException.
      dependsOn: [deliveryPolicy],
    });

    this.outputs = { trailArn: trail.arn, trailName: trail.name };
  }
}

import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import {
  allowService,
  arnLike,
  statementsWith,
  stringEquals,
  stringLike,
  type Statement,
} from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, logGroupName, trailName } from "../../terraform/schema";
import { createCustomerKey, customerKeyShape } from "../shared/customer-key";
import { operations } from "../shared/operations";
import {
  allowRecorders,
  organizationInput,
  organizationTrailArn,
  ownerInput,
  type Organization,
} from "../shared/organization";

const inputs = group({
  ...customerKeyShape,
  trailName: trailName().describe("Name of the trail whose files the key encrypts."),
  logGroupName: logGroupName().describe("Name of the log group the key encrypts."),
  organization: organizationInput,
  accountId: ownerInput,
});

/**
 * What a trail may do with the log key.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 *
 * @param trails Those that the files may be said to be of: all of the account, in every region.
 */
function useOfTrail(sids: readonly [encrypts: string, uses: string], arn: string, trails: string): Statement[] {
  // From the name, because the trail cannot exist before its key.
  const onBehalfOfTrail = stringEquals("aws:SourceArn", arn);
  return [
    allowService(
      sids[0],
      "cloudtrail",
      ["kms:GenerateDataKey*"],
      ["*"],
      [onBehalfOfTrail, stringLike("kms:EncryptionContext:aws:cloudtrail:arn", trails)],
    ),
    // Decrypt is what CloudTrail needs on a bucket that uses S3 Bucket Keys.
    allowService(sids[1], "cloudtrail", ["kms:DescribeKey", "kms:Decrypt"], ["*"], [onBehalfOfTrail]),
  ];
}

/** What may use the log key. */
export function useOfLogKey(
  aws: AwsEnvironment,
  names: { readonly trailName: string; readonly logGroupName: string; readonly organization?: Organization },
): Statement[] {
  return [
    ...useOfTrail(
      ["CloudTrailEncryptsLogs", "CloudTrailUsesKey"],
      aws.arn("cloudtrail", `trail/${names.trailName}`),
      aws.arn("cloudtrail", "trail/*", { region: "*" }),
    ),
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html without kms:Describe*, which has no
    // encryption context and so is never allowed by it.
    allowService(
      "LogGroupIsEncrypted",
      aws.logsPrincipal,
      ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
      ["*"],
      [arnLike("kms:EncryptionContext:aws:logs:arn", aws.arn("logs", `log-group:${names.logGroupName}`))],
    ),
    // https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
    allowService(
      "ConfigEncryptsHistory",
      aws.configPrincipal,
      ["kms:Decrypt", "kms:GenerateDataKey"],
      ["*"],
      [stringEquals("aws:SourceAccount", aws.accountId)],
    ),
    ...statementsWith(names.organization, (organization) => [
      ...useOfTrail(
        ["OrganizationTrailEncryptsLogs", "OrganizationTrailUsesKey"],
        organizationTrailArn(aws, organization),
        aws.arn("cloudtrail", "trail/*", { region: "*", account: organization.managementAccountId }),
      ),
      // S3 asks for them, in the region of the bucket.
      allowRecorders(aws, organization, {
        sid: "RecordersEncryptHistory",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        condition: [stringLike("kms:ViaService", `s3.${aws.region}.*`)],
      }),
    ]),
  ];
}

export type LogKeyProps = CapabilityProps<typeof inputs>;
export type LogKeyOutputs = LogKey["outputs"];

/** The key of the evidence: the trail's files, its log group, the history of AWS Config. */
export class LogKey extends Capability<typeof inputs, { keyArn: string }> {
  static readonly module = "log-key";
  static readonly summary =
    "Customer managed KMS key for the audit trail, its bucket and log group, and the AWS Config history.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_kms_key: "evidence", aws_kms_alias: "evidence" };
  static readonly operations = operations;
  static readonly outputs = { keyArn: "ARN of the key." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: LogKeyProps) {
    super(scope, id, inputs, props);
    this.outputs = createCustomerKey(
      this,
      this.inputs,
      "Encrypts the audit trail and the AWS Config history",
      useOfLogKey(AwsEnvironment.of(this).ofAccount(this.inputs.accountId), this.inputs),
    );
  }
}

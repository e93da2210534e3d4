import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, statementsWith, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import {
  bucketOutputs,
  bucketsOnLeaving,
  createLogBucket,
  encryptedBucketShape,
  type BucketOutputs,
  type Delivery,
} from "../shared/log-bucket";
import { operations } from "../shared/operations";
import { allowRecorders, organizationInput, ownerInput, type Organization } from "../shared/organization";
import { withTransitionRules } from "../shared/transitions";

const inputs = withTransitionRules(
  group({ ...encryptedBucketShape, organization: organizationInput, accountId: ownerInput }),
);

const handedOver = stringEquals("s3:x-amz-acl", "bucket-owner-full-control");

/** https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
export function deliveryOfConfig(aws: AwsEnvironment, organization?: Organization): Delivery {
  const onBehalfOfAccount = stringEquals("aws:SourceAccount", aws.accountId);
  return (bucketArn) => [
    allowService(
      "ConfigChecksBucket",
      aws.configPrincipal,
      ["s3:GetBucketAcl", "s3:ListBucket"],
      [bucketArn],
      [onBehalfOfAccount],
    ),
    allowService(
      "ConfigDelivers",
      aws.configPrincipal,
      ["s3:PutObject"],
      [`${bucketArn}/AWSLogs/${aws.accountId}/Config/*`],
      [handedOver, onBehalfOfAccount],
    ),
    ...statementsWith(organization, (organization) => [
      allowRecorders(aws, organization, {
        sid: "RecordersCheckBucket",
        actions: ["s3:GetBucketAcl", "s3:ListBucket"],
        resources: [bucketArn],
      }),
      // Each into the folder of its own account: a policy's variable, which Terraform writes with &.
      allowRecorders(aws, organization, {
        sid: "RecordersDeliver",
        actions: ["s3:PutObject"],
        resources: [`${bucketArn}/AWSLogs/&{aws:PrincipalAccount}/Config/*`],
        condition: [handedOver],
      }),
    ]),
  ];
}

export type ConfigBucketProps = CapabilityProps<typeof inputs>;
export type ConfigBucketOutputs = ConfigBucket["outputs"];

/**
 * The bucket of AWS Config, separate from the trail's: AWS Config cannot deliver to a bucket with a default Object Lock
 * retention, which the trail's bucket can have.
 */
export class ConfigBucket extends Capability<typeof inputs, BucketOutputs> {
  static readonly module = "config-bucket";
  static readonly summary =
    "S3 bucket for the configuration history and snapshots of AWS Config, of this account and those of its organization.";
  static readonly inputs = inputs;
  static readonly onLeaving = bucketsOnLeaving;
  static readonly operations = operations;
  static readonly outputs = bucketOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigBucketProps) {
    super(scope, id, inputs, props);
    const { accountId, organization } = this.inputs;
    const aws = AwsEnvironment.of(this).ofAccount(accountId);
    this.outputs = createLogBucket(this, this.inputs, deliveryOfConfig(aws, organization));
  }
}

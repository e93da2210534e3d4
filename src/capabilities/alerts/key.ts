import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, arnLike, stringEquals, type Statement } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { createCustomerKey, customerKeyShape } from "../shared/customer-key";
import { operations } from "../shared/operations";

const inputs = group(customerKeyShape);

/** What may use the key of the alert topic. */
export function useOfAlertKey(aws: AwsEnvironment): Statement[] {
  return [
    allowService(
      "AlarmsEncryptMessages",
      "cloudwatch",
      ["kms:Decrypt", "kms:GenerateDataKey*"],
      ["*"],
      [stringEquals("aws:SourceAccount", aws.accountId), arnLike("aws:SourceArn", aws.arn("cloudwatch", "alarm:*"))],
    ),
  ];
}

export type AlertKeyProps = CapabilityProps<typeof inputs>;
export type AlertKeyOutputs = AlertKey["outputs"];

/**
 * The key of the alert topic. It has to be a customer managed one: the policy of `alias/aws/sns` cannot admit CloudWatch,
 * and an alarm without access to the key of its topic fails silently.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlertKey extends Capability<typeof inputs, { keyArn: string }> {
  static readonly module = "alert-key";
  static readonly summary =
    "Customer managed KMS key that lets CloudWatch alarms publish to the encrypted alert topic.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_kms_key: "destroy", aws_kms_alias: "destroy" };
  static readonly operations = operations;
  static readonly outputs = { keyArn: "ARN of the key." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: AlertKeyProps) {
    super(scope, id, inputs, props);
    this.outputs = createCustomerKey(
      this,
      this.inputs,
      "Encrypts the security alerts",
      useOfAlertKey(AwsEnvironment.of(this)),
    );
  }
}

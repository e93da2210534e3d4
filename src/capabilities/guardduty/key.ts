import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import type { Statement } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group } from "../../terraform/schema";
import { createCustomerKey, customerKeyShape } from "../shared/customer-key";
import { operations } from "../shared/operations";
import { allowDetectors, furtherRegions } from "./principal";

const inputs = group({ ...customerKeyShape, furtherRegions });

/** What may use the key of the export. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html */
export function useOfGuardDutyKey(aws: AwsEnvironment, furtherRegions: string[]): Statement[] {
  return [allowDetectors(aws, furtherRegions)("GuardDutyEncryptsFindings", "kms:GenerateDataKey", "*")];
}

export type GuardDutyKeyProps = CapabilityProps<typeof inputs>;
export type GuardDutyKeyOutputs = GuardDutyKey["outputs"];

/** The key of the exported findings: AWS requires a customer managed one. */
export class GuardDutyKey extends Capability<typeof inputs, { keyArn: string }> {
  static readonly module = "guardduty-key";
  static readonly summary = "Customer managed KMS key for the findings that GuardDuty exports.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_kms_key: "evidence", aws_kms_alias: "evidence" };
  static readonly operations = operations;
  static readonly outputs = { keyArn: "ARN of the key." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: GuardDutyKeyProps) {
    super(scope, id, inputs, props);
    const use = useOfGuardDutyKey(AwsEnvironment.of(this), this.inputs.furtherRegions);
    this.outputs = createCustomerKey(this, this.inputs, "Encrypts the findings that GuardDuty exports", use);
  }
}

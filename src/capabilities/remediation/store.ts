import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { allowService, arnLike } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { flag, group } from "../../terraform/schema";
import { createCustomerKey, customerKeyShape } from "../shared/customer-key";
import { operations as common } from "../shared/operations";
import { logGroupOf, namePrefix, nameOf } from "./names";
import { operations } from "./operations";

const inputs = group({
  namePrefix: namePrefix("the table and the key"),
  deletionProtection: flag()
    .default(true)
    .describe(
      "Whether AWS refuses to delete the table. It has to be disabled in one apply before another one can delete the table.",
    ),
  deletionWindowDays: customerKeyShape.deletionWindowDays,
  tags: customerKeyShape.tags.describe("Tags of the table and the key."),
});

export type RemediationStoreProps = CapabilityProps<typeof inputs>;
export type RemediationStoreOutputs = RemediationStore["outputs"];

/**
 * What the functions remember of their attempts, so that none repairs twice, too often, or against somebody; and the key of the table and
 * of the functions' log groups. DynamoDB asks the key on behalf of a function's role, which IAM policies allow.
 */
export class RemediationStore extends Capability<typeof inputs, { tableName: string; keyArn: string }> {
  static readonly module = "remediation-store";
  static readonly summary = "DynamoDB table of the attempts of remediations, and the KMS key of it and of their logs.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_dynamodb_table: "evidence",
    aws_kms_key: "evidence",
    aws_kms_alias: "evidence",
  };
  static readonly operations = [operations, common];
  static readonly outputs = {
    tableName: "Name of the table.",
    keyArn: "ARN of the key.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: RemediationStoreProps) {
    super(scope, id, inputs, props);
    const { namePrefix, deletionProtection, deletionWindowDays, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const name = `${namePrefix}remediation`;
    const { keyArn } = createCustomerKey(
      this,
      { alias: name, deletionWindowDays, tags },
      "Encrypts what remediations log, and the table of their attempts",
      [
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html, as for the trail's log group
        allowService(
          "LogGroupsAreEncrypted",
          aws.logsPrincipal,
          ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
          ["*"],
          [
            arnLike(
              "kms:EncryptionContext:aws:logs:arn",
              aws.arn("logs", `log-group:${logGroupOf(nameOf(namePrefix, "*"))}`),
            ),
          ],
        ),
      ],
    );
    const table = new DynamodbTable(this, "table", {
      name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      ttl: { attributeName: "expires", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: deletionProtection,
      tags,
    });
    this.outputs = { tableName: table.name, keyArn };
  }
}

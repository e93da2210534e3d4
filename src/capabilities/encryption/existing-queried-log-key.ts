import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { stringLike, type Statement } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { bounded, group } from "../../terraform/schema";
import { ownedKeyPolicy } from "../shared/customer-key";
import { requiredPolicyOutputs, type RequiredPolicy } from "../shared/required-policy";
import { ExistingLogKey } from "./existing-log-key";
import { useOfLogKey } from "./log-key";

const inputs = group({
  ...ExistingLogKey.inputs.shape,
  resultsBucketName: bounded(
    3,
    63,
    /^[a-z0-9][a-z0-9.-]*[a-z0-9*]$/,
    "a bucket name, or its start and *: 3 to 63 lower-case letters, digits, dots and hyphens, and the *",
  ).describe("Bucket of the results of queries, or the start of its name and *: a generated name is unknown."),
});

/**
 * What a query does with the key: Athena asks S3 as whoever runs it. IAM policies of the account decide who that is.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/encryption.html
 */
function useOfQueries(aws: AwsEnvironment, resultsBucketName: string): Statement[] {
  const viaS3 = stringLike("kms:ViaService", `s3.${aws.region}.*`);
  const results = aws.bucketArn(resultsBucketName);
  const allow = (sid: string, actions: string[], context: ReturnType<typeof stringLike>): Statement => ({
    sid,
    effect: "Allow",
    principals: [{ type: "AWS", identifiers: [aws.arn("iam", "root", { region: "" })] }],
    actions,
    resources: ["*"],
    condition: [viaS3, context],
  });
  return [
    allow("QueriesReadEvents", ["kms:Decrypt"], {
      test: "Null",
      variable: "kms:EncryptionContext:aws:cloudtrail:arn",
      values: ["false"],
    }),
    // With a bucket key S3 names the bucket, or else the file.
    allow(
      "QueriesWriteResults",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      stringLike("kms:EncryptionContext:aws:s3:arn", results, `${results}/*`),
    ),
  ];
}

export type ExistingQueriedLogKeyProps = CapabilityProps<typeof inputs>;
export type ExistingQueriedLogKeyOutputs = ExistingQueriedLogKey["outputs"];

/** An existing key, whose owner must allow the evidence to be encrypted with it, and to be queried. */
export class ExistingQueriedLogKey extends Capability<typeof inputs, RequiredPolicy> {
  static readonly module = "existing-queried-log-key";
  static readonly summary =
    "Policy that an existing KMS key needs as that of existing-log-key, and so that Amazon Athena can query from its account.";
  static readonly inputs = inputs;
  static readonly outputs = requiredPolicyOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: ExistingQueriedLogKeyProps) {
    super(scope, id, inputs, props);
    const { keyArn, resultsBucketName } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const use = [...useOfLogKey(aws, this.inputs), ...useOfQueries(aws, resultsBucketName)];
    this.outputs = { requiredPolicy: ownedKeyPolicy(this, keyArn, use) };
  }
}

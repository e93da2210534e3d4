import { from, unset, type Requirement } from "./requirement";

/** Only with remediation, which is disabled by default. */
const asked = {
  settings: { remediation: { modes: { "stopped-trail": "propose" } } },
  because: "A function changes resources: its owner decides about each remediation.",
};

/**
 * What auditors ask of functions and does not fit those that repair.
 *
 * @param argument Is unset.
 * @param because Why, where Checkov fails it. Some arguments have a value in the plan, which Checkov passes.
 */
const without = (title: string, argument: string, checkov: string, because?: string): Requirement => ({
  title,
  controlIds: { checkov: [checkov] },
  met: [{ resource: "aws_lambda_function", arguments: { [argument]: unset } }],
  offByDefault: asked,
  ...(because !== undefined && { checkovFails: [{ check: checkov, on: ["remediation"], because }] }),
});

export const functions: readonly Requirement[] = [
  {
    title: "Functions run on a runtime that AWS supports",
    controlIds: {
      securityHub: ["Lambda.2"],
      checkov: ["CKV_AWS_363"],
      prowler: ["awslambda_function_using_supported_runtimes"],
    },
    met: [{ resource: "aws_lambda_function", arguments: { runtime: "nodejs22.x" } }],
    offByDefault: asked,
  },
  {
    title:
      "The table of attempts is encrypted with a customer managed key, can be restored, and is protected from deletion",
    controlIds: {
      securityHub: ["DynamoDB.2", "DynamoDB.6"],
      checkov: ["CKV_AWS_28", "CKV_AWS_119", "CKV2_AWS_16"],
      prowler: [
        "dynamodb_table_deletion_protection_enabled",
        "dynamodb_tables_kms_cmk_encryption_enabled",
        "dynamodb_tables_pitr_enabled",
      ],
      trivy: ["AWS-0024", "AWS-0025"],
    },
    met: [
      {
        resource: "aws_dynamodb_table",
        arguments: {
          server_side_encryption: { enabled: true, kms_key_arn: from("aws_kms_key") },
          point_in_time_recovery: { enabled: true },
          deletion_protection_enabled: true,
        },
      },
    ],
    offByDefault: asked,
  },
  // A young account has ten in all, and the queue lets two run at once.
  without(
    "Functions are limited by the concurrency of their queue, not by one reserved for them",
    "reserved_concurrent_executions",
    "CKV_AWS_115",
  ),
  without(
    "What a function cannot do is in the dead-letter queue of its queue",
    "dead_letter_config",
    "CKV_AWS_116",
    "a function that is called by a queue leaves a failed request there, which moves to the dead-letter queue",
  ),
  {
    ...without(
      "Functions are in no VPC",
      "vpc_config",
      "CKV_AWS_117",
      "they call nothing but AWS, and a VPC would need an endpoint for each service",
    ),
    controlIds: { checkov: ["CKV_AWS_117"], prowler: ["awslambda_function_inside_vpc"] },
  },
  without(
    "The settings of functions contain no secret, and so no key encrypts them",
    "kms_key_arn",
    "CKV_AWS_173",
    "they are names and limits; AWS encrypts them with a key of its own",
  ),
  // Each logs what it does, with the id of its request.
  without("Functions are not traced", "tracing_config", "CKV_AWS_50"),
  without(
    "The code of functions is not signed",
    "code_signing_config_arn",
    "CKV_AWS_272",
    "the plan shows its checksum, and the package is built reproducibly",
  ),
];

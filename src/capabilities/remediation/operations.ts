import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of remediation. */
export const operations: Operations = {
  aws_lambda_function: {
    permissions: {
      function: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:ListVersionsByFunction",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
    },
    unrecorded: [
      {
        target: "role",
        actions: ["iam:PassRole"],
        conditions: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        reason: "CreateFunction and UpdateFunctionConfiguration pass the role of the function to Lambda",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html",
      },
      onCreation(
        "function",
        "lambda:TagResource",
        "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
      ),
    ],
    health: ["is active, with the code, the role and the settings of the state"],
    costs: [
      { unit: "functionRequests", usd: 0.2, per: 1_000_000, free: 1_000_000 },
      { unit: "functionGbSeconds", usd: 0.0000133334, free: 400_000, note: "on arm64, a quarter of a GB each" },
    ],
    notAdopted: "the code is ours, and its name contains that of the remediation",
  },
  aws_lambda_event_source_mapping: {
    permissions: {
      everything: ["lambda:CreateEventSourceMapping"],
      eventSource: [
        "lambda:DeleteEventSourceMapping",
        "lambda:GetEventSourceMapping",
        "lambda:ListTags",
        "lambda:UntagResource",
        "lambda:UpdateEventSourceMapping",
      ],
    },
    unrecorded: [
      onCreation(
        "eventSource",
        "lambda:TagResource",
        "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
      ),
    ],
    health: ["is enabled, from the queue to the function"],
    costs: [],
    notAdopted: "it leads from a queue of ours to a function of ours",
  },
  aws_dynamodb_table: {
    permissions: {
      table: [
        "dynamodb:CreateTable",
        "dynamodb:DeleteTable",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
      ],
    },
    unrecorded: [
      onCreation(
        "table",
        "dynamodb:TagResource",
        "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
      ),
      {
        target: "key",
        actions: ["kms:CreateGrant", "kms:Decrypt"],
        conditions: { StringLike: { "kms:ViaService": "dynamodb.*" } },
        reason: "CreateTable lets DynamoDB use the key, on behalf of whoever creates the table",
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
      },
    ],
    health: ["is active, encrypted with its key, and protected from deletion as set"],
    costs: [
      { unit: "tableWrites", usd: 0.625, per: 1_000_000 },
      { unit: "tableReads", usd: 0.125, per: 1_000_000 },
    ],
    notAdopted: "what it contains is only of use to our functions",
  },
};

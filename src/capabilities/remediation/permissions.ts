import { messageType, remediations, type Grant, type RemediationName } from "../../remediation";
import type { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { statementsWith, stringEquals, type Statement } from "../../terraform/aws/policy";
import { logGroupOf, memberRoleOf, nameOf, sourceOf } from "./names";

/** What the permissions of a function are about. */
export interface Surroundings {
  readonly namePrefix: string;
  readonly tableName: string;
  readonly keyArn: string;
  readonly bucketArn: string;
  /** Buckets that this monitoring created. */
  readonly ownBucketArns: string[];
  /** The organization whose other accounts have a role for the functions. */
  readonly members?: { readonly organizationId: string };
}

const allow = (sid: string, actions: readonly string[], resources: string[], condition: Statement["condition"] = []) =>
  ({ sid, effect: "Allow", actions: [...actions], resources, condition }) satisfies Statement;

// It has no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
export const findLastChange = allow("FindLastChange", ["cloudtrail:LookupEvents"], ["*"]);

/**
 * What the function of every remediation may do, and of its Config rule if it has one. What it writes is its own: its queue, its log group,
 * its items in the table, its objects in the bucket.
 */
function common(aws: AwsEnvironment, of: Surroundings, remediation: string, hasRule: boolean): Statement[] {
  const name = nameOf(of.namePrefix, remediation);
  return [
    allow(
      "ReceiveRequests",
      ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      [aws.arn("sqs", name)],
    ),
    allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      [aws.arn("logs", `log-group:${logGroupOf(name)}:*`)],
    ),
    allow(
      "RememberAttempts",
      ["dynamodb:GetItem", "dynamodb:UpdateItem"],
      [aws.arn("dynamodb", `table/${of.tableName}`)],
      [{ test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: [`${remediation}#*`] }],
    ),
    // DynamoDB decrypts the key of the table on behalf of whoever reads or writes:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    allow(
      "DecryptAttempts",
      ["kms:Decrypt"],
      [of.keyArn],
      [{ test: "StringLike", variable: "kms:ViaService", values: ["dynamodb.*"] }],
    ),
    // Read again after a time-out between record and change.
    allow("WriteRecords", ["s3:GetObject", "s3:PutObject"], [`${of.bucketArn}/${remediation}/*`]),
    allow(
      "PutMessages",
      ["events:PutEvents"],
      [aws.arn("events", "event-bus/default")],
      [
        { test: "ForAllValues:StringEquals", variable: "events:source", values: [sourceOf(of.namePrefix)] },
        { test: "ForAllValues:StringEquals", variable: "events:detail-type", values: [messageType] },
      ],
    ),
    findLastChange,
    ...(hasRule
      ? [
          // The ARN of a rule has an id that AWS chooses.
          allow(
            "ReadAndEvaluateRule",
            ["config:GetComplianceDetailsByConfigRule", "config:StartConfigRulesEvaluation"],
            [aws.arn("config", "config-rule/*")],
          ),
        ]
      : []),
  ];
}

/** What the function of a remediation of the catalogue may do. */
export function permissionsOf(aws: AwsEnvironment, of: Surroundings, name: RemediationName): Statement[] {
  const { trigger, grants } = remediations[name];
  const ofCatalogue = grants.map((grant) => statementOf(aws, grant));
  const blocks = "s3:PutBucketPublicAccessBlock";
  return [
    ...common(aws, of, name, "configRule" in trigger),
    ...ofCatalogue,
    ...statementsWith(of.members, ({ organizationId }) => [
      allow(
        "AssumeMemberRole",
        ["sts:AssumeRole"],
        [aws.arn("iam", `role/${memberRoleOf(of.namePrefix)}`, { region: "", account: "*" })],
        [stringEquals("aws:ResourceOrgID", organizationId)],
      ),
    ]),
    ...(ofCatalogue.some(({ actions }) => actions.includes(blocks))
      ? [
          {
            sid: "LeaveOwnBucketsUnchanged",
            effect: "Deny",
            actions: [blocks],
            resources: of.ownBucketArns,
          },
        ]
      : []),
  ];
}

/** What the role of another account may do there for a remediation of the catalogue, in every region that is monitored. */
export function permissionsInMember(aws: AwsEnvironment, name: RemediationName): Statement[] {
  const { trigger, grants } = remediations[name];
  const rules = aws.arn("config", "config-rule/*", { region: "*" });
  return [
    ...grants.map((grant) => statementOf(aws, grant, "*")),
    ...("configRule" in trigger ? [allow("EvaluateRule", ["config:StartConfigRulesEvaluation"], [rules])] : []),
  ];
}

function statementOf(aws: AwsEnvironment, { sid, actions, on, conditions = [] }: Grant, region = aws.region) {
  return allow(
    sid,
    actions,
    on?.map(({ service, resource, isGlobal, withoutAccount }) =>
      aws.arn(service, resource, { region: isGlobal ? "" : region, ...(withoutAccount && { account: "" }) }),
    ) ?? ["*"],
    conditions.map(([test, variable, value]) => ({
      test,
      variable,
      values: [value === "<account>" ? aws.accountId : value],
    })),
  );
}

/**
 * What the function of a runbook may do: start this one, with its role.
 *
 * @param of Each may be an expression.
 */
export function permissionsOfRunbook(
  aws: AwsEnvironment,
  of: Surroundings,
  { name, document, roleArn }: { name: string; document: string; roleArn: string },
): Statement[] {
  return [
    ...common(aws, of, name, true),
    // It has no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html
    allow("ReadRecordedTags", ["config:GetResourceConfigHistory"], ["*"]),
    allow(
      "StartRunbook",
      ["ssm:StartAutomationExecution"],
      [
        // AWS's own runbooks have no account or AWS's; nobody else's name can begin with AWS.
        aws.arn("ssm", `automation-definition/${document}:*`, { account: "*" }),
        aws.arn("ssm", `document/${document}`, { account: "*" }),
        aws.arn("ssm", "automation-execution/*"),
      ],
    ),
    allow(
      "PassRoleToRunbook",
      ["iam:PassRole"],
      [roleArn],
      [{ test: "StringEquals", variable: "iam:PassedToService", values: ["ssm.amazonaws.com"] }],
    ),
  ];
}

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { settingsVariable } from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { exceptions } from "../../terraform/aws/partitions";
import {
  allowService,
  policyDocument,
  policyDocuments,
  statementsWith,
  stringEquals,
} from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, ofEach } from "../../terraform/hcl";
import { PackagedFile, repairPackage } from "../../terraform/packaged-file";
import { isReference } from "../../terraform/reference";
import { queuePolicy, rulesSend } from "../shared/event-delivery";
import { operations as common } from "../shared/operations";
import { enabledRemediations } from "./enabled";
import { createFunctionAlarms } from "./function-alarms";
import { inputs } from "./inputs";
import { logGroupOf, nameOf, sweepOf } from "./names";
import { operations } from "./operations";
import { rolePolicies } from "./policies";
import { createRequestRules } from "./requests";
import { functionSettings, preconditions } from "./told";

export type RemediationsProps = CapabilityProps<typeof inputs>;
export type RemediationsOutputs = Remediations["outputs"];

/** Seconds. A function's time limit, and six times as long for its queue, as AWS advises. */
const timeout = 300;
const visibility = 6 * timeout;

/**
 * The functions that repair, each with a role, a queue, a log group and alarms of its own. EventBridge sends what may have to be repaired
 * to the queue, and a request for a sweep once a day.
 */
export class Remediations extends Capability<
  typeof inputs,
  { functionNames: string[]; eventRuleNames: string[]; memberEventRuleNames: string[]; alarmNames: string[] }
> {
  static readonly module = "remediation";
  static readonly summary =
    "Functions that make resources compliant again, or propose how, each with a role of its own.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_event_rule: "destroy",
    aws_cloudwatch_event_target: "destroy",
    aws_cloudwatch_log_group: "destroy",
    aws_cloudwatch_metric_alarm: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
    aws_lambda_event_source_mapping: "destroy",
    aws_lambda_function: "destroy",
    aws_sqs_queue: "destroy",
  };
  static readonly operations = [operations, common];
  static readonly outputs = {
    functionNames: "Names of the functions.",
    eventRuleNames: "Names of the event rules that send requests to the functions.",
    memberEventRuleNames: "Names of those for events of other accounts, on their bus.",
    alarmNames: "Names of the alarms.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: RemediationsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, logRetentionDays, deadLetterQueueArn, keyArn, tags } = this.inputs;
    const hcl = hclIn(this);
    const aws = AwsEnvironment.of(this);

    const active = this.local("active", enabledRemediations(this, this.inputs));
    const forEach = TerraformIterator.fromMap(Token.asAnyMap(active));
    const name = nameOf(namePrefix, "${each.key}");

    const role = new IamRole(this, "role", {
      forEach,
      name,
      description: "A function remediates resources",
      assumeRolePolicy: policyDocument(this, "trust", [
        allowService("FunctionsAssumeRole", "lambda", ["sts:AssumeRole"], undefined, [
          stringEquals("aws:SourceAccount", aws.accountId),
        ]),
      ]),
      permissionsBoundary: this.inputs.permissionsBoundary,
      tags,
    });
    const policy = new IamRolePolicy(this, "policy", {
      forEach,
      name: "remediate",
      role: hcl`${role.fqn}[each.key].id`,
      policy: hcl`${this.local("permissions", rolePolicies(this, this.inputs))}[each.key]`,
    });
    const logGroup = new CloudwatchLogGroup(this, "logs", {
      forEach,
      name: logGroupOf(name),
      retentionInDays: logRetentionDays,
      kmsKeyId: keyArn,
      tags,
    });
    const settings = this.local("function_settings", functionSettings(this, this.inputs, active));
    const repairFile = new PackagedFile(this, "package", repairPackage).path;
    const lambda = new LambdaFunction(this, "function", {
      forEach,
      functionName: name,
      description: "Makes resources compliant again, or proposes how: ${each.key}",
      // Through the policy, so that no function runs before it may do anything.
      role: aws.arn("iam", `role/\${${policy.fqn}[each.key].role}`, { region: "" }),
      filename: repairFile,
      sourceCodeHash: hcl`filebase64sha256(${repairFile})`,
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: [hcl`lookup(${exceptions("functionArchitecture", "x86_64")}, ${aws.partition}, "x86_64")`],
      memorySize: 256,
      timeout,
      environment: { variables: { [settingsVariable]: hcl`${settings}[each.key]` } },
      loggingConfig: {
        logFormat: "JSON",
        logGroup: hcl`${logGroup.fqn}[each.key].name`,
        applicationLogLevel: "INFO",
        systemLogLevel: "WARN",
      },
      tags,
      lifecycle: { precondition: preconditions(this, this.inputs, active) },
    });
    const queueArn = aws.arn("sqs", name);
    const queueOf = policyDocuments(
      this,
      "queue_policy",
      [
        ...queuePolicy(aws, "RulesSendRequests", queueArn, [name, sweepOf(namePrefix, "${each.key}")]),
        ...statementsWith(this.inputs.members, ({ eventBusName }) => [
          rulesSend(aws, "MemberRulesSendRequests", queueArn, [`${eventBusName}/${name}`]),
        ]),
      ],
      forEach,
    );
    const queue = new SqsQueue(this, "queue", {
      forEach,
      name,
      messageRetentionSeconds: 1_209_600,
      visibilityTimeoutSeconds: visibility,
      sqsManagedSseEnabled: true,
      redrivePolicy: hcl`jsonencode({ deadLetterTargetArn = ${deadLetterQueueArn}, maxReceiveCount = 3 })`,
      policy: hcl`${queueOf.fqn}[each.key].json`,
      tags,
      lifecycle: {
        precondition: isReference(deadLetterQueueArn)
          ? [
              {
                condition: hcl`${deadLetterQueueArn} != null`,
                errorMessage: "Remediation needs alerts.instant: without event rules nothing reports what it does.",
              },
            ]
          : [],
      },
    });
    new LambdaEventSourceMapping(this, "requests", {
      forEach,
      eventSourceArn: hcl`${queue.fqn}[each.key].arn`,
      functionName: hcl`${lambda.fqn}[each.key].arn`,
      batchSize: 1,
      scalingConfig: { maximumConcurrency: 2 },
      tags,
    });
    const names = createRequestRules(this, this.inputs, active, queue);
    this.outputs = {
      functionNames: ofEach(this, lambda, "function_name"),
      ...names,
      alarmNames: createFunctionAlarms(this, this.inputs, lambda, forEach),
    };
  }
}

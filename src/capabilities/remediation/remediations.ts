import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import {
  remediationNames,
  remediations,
  settingsVariable,
  sweepRequest,
  type RemediationName,
} from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { exceptions } from "../../terraform/aws/partitions";
import { allowService, policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { PackagedFile, repairPackage } from "../../terraform/packaged-file";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { arnOf, bucketName, group, kmsKeyArn, oneOfNumbers, tagMap, text, topicArn } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";
import { queuePolicy } from "../shared/event-delivery";
import { createEventRules } from "../shared/event-rules";
import { operations as common } from "../shared/operations";
import { retentionPeriods } from "../shared/retention";
import { choiceShape, enabled, policyArn, resourcePlace, withListRules } from "./choice";
import { logGroupOf, nameOf, namePrefix, sourceOf, sweepOf } from "./names";
import { operations } from "./operations";
import { permissionsOf, permissionsOfRunbook } from "./permissions";

export const settingsShape = {
  ...choiceShape,
  logRetentionDays: oneOfNumbers(retentionPeriods, "days")
    .default(365)
    .describe("Days for which the logs of the functions are retained."),
};

const bucketArn = () => arnOf("s3", "[a-z0-9.-]{3,63}", "arn:<partition>:s3:::name", ":");

const inputs = withListRules(
  group({
    namePrefix: namePrefix("everything"),
    ...settingsShape,
    permissionsBoundary: policyArn().optional().describe("Permissions boundary of the functions' roles."),
    ruleNames: z
      .array(text(/^[A-Za-z0-9_-]{1,128}$/, "a rule name of 1 to 128 letters, digits, _ and -"), {
        error: "a list of rule names",
      })
      .describe("Names of the rules of AWS Config that exist."),
    tableName: text(/^[A-Za-z0-9_.-]{3,255}$/, "a table name of 3 to 255 letters, digits and _ . -").describe(
      "Table of the attempts, of the module `remediation-store`.",
    ),
    keyArn: kmsKeyArn().describe("Key of the table and of the log groups."),
    bucketName: bucketName().describe("Bucket of what is needed to undo, of the module `remediation-records`."),
    bucketArn: bucketArn().describe("ARN of that bucket."),
    ownBucketArns: z
      .array(bucketArn(), { error: "a list of ARNs" })
      .describe("Buckets that this monitoring created, at least one: no function changes them."),
    deadLetterQueueArn: arnOf("sqs", "[A-Za-z0-9_-]{1,80}", "arn:<partition>:sqs:eu-west-1:111122223333:dead-letters")
      .optional()
      .describe(
        "Queue of the requests that a function could not answer three times, and of undelivered events. Required: null only says that there is none.",
      ),
    topicArn: topicArn().describe("Topic of the functions' alarms."),
    tags: tagMap().default({}).describe("Tags of everything."),
  }),
);

export type RemediationsProps = CapabilityProps<typeof inputs>;
export type RemediationsOutputs = Remediations["outputs"];

/** Seconds. A function's time limit, and six times as long for its queue, as AWS advises. */
const timeout = 300;
const visibility = 6 * timeout;

/**
 * The functions that repair, each with a role, a queue, a log group and alarms of its own. EventBridge sends what may have to be repaired
 * to the queue, and a request for a sweep once a day.
 */
export class Remediations extends Capability<typeof inputs, Record<never, string>> {
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
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: RemediationsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, logRetentionDays, deadLetterQueueArn, keyArn, tags } = this.inputs;
    const hcl = hclIn(this);
    const aws = AwsEnvironment.of(this);

    const active = this.local("active", this.activeOnes());
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
      policy: hcl`${this.local("permissions", this.permissions())}[each.key]`,
    });
    const logGroup = new CloudwatchLogGroup(this, "logs", {
      forEach,
      name: logGroupOf(name),
      retentionInDays: logRetentionDays,
      kmsKeyId: keyArn,
      tags,
    });
    const settings = this.local("function_settings", this.functionSettings(active));
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
      lifecycle: { precondition: this.preconditions(active, settings) },
    });
    const queueOf = new DataAwsIamPolicyDocument(this, "queue_policy", {
      forEach,
      statement: queuePolicy(aws, "RulesSendRequests", aws.arn("sqs", name), [
        name,
        sweepOf(namePrefix, "${each.key}"),
      ]),
    });
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
    this.createRules(active, queue);
    this.createAlarms(lambda, forEach);
  }

  /** An expression for what is enabled, by name. */
  private activeOnes(): string {
    const { modes, runbooks, namePrefix } = this.inputs;
    const hcl = hclIn(this);
    const catalogue = this.local(
      "catalogue",
      Object.fromEntries(
        this.written().map((name) => {
          const { trigger, severity } = remediations[name];
          const isOfRule = "configRule" in trigger;
          return [
            name,
            { severity, rule: isOfRule ? name : null, calls: isOfRule ? null : JSON.stringify(trigger.calls) },
          ];
        }),
      ),
    );
    const ruleEvents = hcl`jsonencode({
      source = ["aws.config"],
      detail-type = ["Config Rules Compliance Change"],
      detail = {
        messageType = ["ComplianceChangeNotification"],
        configRuleName = [one.rule],
        newEvaluationResult = { complianceType = ["NON_COMPLIANT"] }
      }
    })`;
    const chosen = this.local(
      "chosen",
      hcl`{ for name, mode in ${asTerraformValue(choiceShape.modes, modes)} : name => {
        mode = mode, remediation = name, runbook = null, severity = ${catalogue}[name].severity, calls = ${catalogue}[name].calls,
        rule = ${catalogue}[name].rule == null ? null : ${`${namePrefix}\${name}`}
      } if mode != "off" }`,
    );
    const chosenRunbooks = this.local(
      "chosen_runbooks",
      hcl`{ for name, runbook in ${asTerraformValue(choiceShape.runbooks, runbooks)} : name => {
        mode = runbook.mode, remediation = null, severity = runbook.severity, calls = null,
        runbook = { document = runbook.document, parameters = runbook.parameters, roleArn = runbook.role_arn },
        rule = ${`${namePrefix}\${runbook.rule}`}
      } }`,
    );
    return hcl`{ for name, one in merge(${chosen}, ${chosenRunbooks}) : name => {
      mode = one.mode, remediation = one.remediation, runbook = one.runbook, rule = one.rule, severity = one.severity,
      pattern = one.rule == null ? one.calls : ${ruleEvents}, reads = false
    } }`;
  }

  /** The remediations of the catalogue that are written: all, unless it is known which are enabled. */
  private written(): readonly RemediationName[] {
    return isReference(this.inputs.modes) ? remediationNames : enabled(this.inputs).remediations;
  }

  /** An expression for the policy of each role, by name. */
  private permissions(): string {
    const { runbooks, namePrefix, tableName, keyArn, bucketArn, ownBucketArns } = this.inputs;
    const hcl = hclIn(this);
    const aws = AwsEnvironment.of(this);
    const surroundings = {
      namePrefix,
      tableName,
      keyArn,
      bucketArn,
      // Never empty, because IAM refuses an empty list.
      ownBucketArns: isReference(ownBucketArns)
        ? Token.asList(hcl`coalescelist(${ownBucketArns}, ${[bucketArn]})`)
        : ownBucketArns,
    };
    const ofCatalogue = Object.fromEntries(
      this.written().map((name) => [
        name,
        policyDocument(this, `${name}-permissions`, permissionsOf(aws, surroundings, name)),
      ]),
    );
    if (!isReference(runbooks) && Object.keys(runbooks).length === 0) return hcl`${ofCatalogue}`;
    const ofRunbooks = new DataAwsIamPolicyDocument(this, "runbook_permissions", {
      forEach: TerraformIterator.fromMap(Token.asAnyMap(hcl`${asTerraformValue(choiceShape.runbooks, runbooks)}`)),
      statement: permissionsOfRunbook(aws, surroundings, {
        name: "${each.key}",
        document: "${each.value.document}",
        roleArn: "${each.value.role_arn}",
      }),
    });
    return hcl`merge(${ofCatalogue}, { for name, document in ${ofRunbooks.fqn} : name => document.json })`;
  }

  /** An expression for what each function is told, as JSON, by name. */
  private functionSettings(active: string): string {
    const { exemptTag, only, never, repairsPerHour, tableName, bucketName, ownBucketArns } = this.inputs;
    return hclIn(this)`{ for name, one in ${active} : name => jsonencode({ for key, value in {
      name = name,
      remediation = one.remediation,
      runbook = one.runbook,
      mode = one.mode,
      rule = one.rule,
      severity = one.severity,
      source = ${sourceOf(this.inputs.namePrefix)},
      table = ${tableName},
      bucket = ${bucketName},
      exemptTag = ${exemptTag},
      only = ${only},
      never = ${never},
      repairsPerHour = ${repairsPerHour},
      own = ${ownBucketArns}
    } : key => value if value != null }) }`;
  }

  /** What no schema of one input can see. */
  private preconditions(active: string, settings: string) {
    const { only, never, runbooks, ruleNames } = this.inputs;
    const hcl = hclIn(this);
    const inModule = isReference(this.inputs.modes);
    const place = hcl`strcontains(jsonencode(try(${active}[each.key].runbook.parameters, ${resourcePlace})), ${resourcePlace})`;
    return [
      {
        condition: hcl`each.value.rule == null || contains(${ruleNames}, coalesce(each.value.rule, "-"))`,
        errorMessage:
          "The remediation ${each.key} needs the rule ${coalesce(each.value.rule, each.key)} of AWS Config, which is not among config.rules, or is disabled: add it there.",
      },
      {
        condition: hcl`length(${settings}[each.key]) <= 4000`,
        errorMessage: `What the function of \${each.key} is told is longer than AWS allows: shorten ${settingName(this, "only")}, ${settingName(this, "never")} or the parameters of the runbook.`,
      },
      ...(isReference(only) || isReference(never)
        ? [
            {
              condition: hcl`length(setintersection(${only}, ${never})) == 0`,
              errorMessage: hcl`format("A resource is in only and in never: %s. Remove it from one of them.", join(", ", setintersection(${only}, ${never})))`,
            },
          ]
        : []),
      ...(inModule || isReference(runbooks)
        ? [
            {
              condition: place,
              errorMessage: `The runbook \${each.key} needs ${resourcePlace} in a parameter: without it the runbook does not know what to repair.`,
            },
          ]
        : []),
    ];
  }

  /** What sends requests to the queues. */
  private createRules(active: string, queue: SqsQueue): void {
    const { namePrefix, sweepHour, deadLetterQueueArn, tags } = this.inputs;
    const hcl = hclIn(this);
    const forEach = TerraformIterator.fromMap(Token.asAnyMap(active));
    const target = {
      forEach,
      targetId: "queue",
      arn: hcl`${queue.fqn}[each.key].arn`,
      deadLetterConfig: { arn: deadLetterQueueArn },
    };
    const rule = createEventRules(this, {
      rules: active,
      namePrefix: nameOf(namePrefix, ""),
      name: "${each.key}",
      description: "What the remediation ${each.key} examines",
      tags,
    });
    new CloudwatchEventTarget(this, "target", { ...target, rule: hcl`${rule.fqn}[each.key].name` });
    const daily = new CloudwatchEventRule(this, "sweep", {
      // A rule each, because a rule has at most five targets: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
      forEach,
      name: sweepOf(namePrefix, "${each.key}"),
      description: "The remediation ${each.key} examines what still does not comply",
      scheduleExpression: `cron(0 ${sweepHour} * * ? *)`,
      state: "ENABLED",
      tags,
    });
    new CloudwatchEventTarget(this, "sweep_target", {
      ...target,
      rule: hcl`${daily.fqn}[each.key].name`,
      input: JSON.stringify(sweepRequest),
    });
  }

  private createAlarms(lambda: LambdaFunction, forEach: TerraformIterator): void {
    const { namePrefix, topicArn, tags } = this.inputs;
    const hcl = hclIn(this);
    const alarm = (id: string, metricName: string, description: string) =>
      new CloudwatchMetricAlarm(this, id, {
        forEach: forEach as never,
        alarmName: `${nameOf(namePrefix, "${each.key}")}-${id}`,
        alarmDescription: description,
        alarmActions: [topicArn],
        namespace: "AWS/Lambda",
        metricName,
        dimensions: { FunctionName: hcl`${lambda.fqn}[each.key].function_name` },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
        tags,
      });
    alarm(
      "errors",
      "Errors",
      "The remediation ${each.key} failed (high). Its function tries again, three times in all. First: read its log group for the reason. What failed three times is in the dead-letter queue, and the next daily sweep examines the resource again.",
    );
    alarm(
      "throttles",
      "Throttles",
      "The remediation ${each.key} was throttled (medium). The account's functions reached their limit; its requests wait in its queue. First: ask AWS for more concurrency, or find out which function uses it.",
    );
  }
}

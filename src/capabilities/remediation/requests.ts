import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { sweepRequest } from "../../remediation";
import { hclIn, ofEach } from "../../terraform/hcl";
import { createEventRules } from "../shared/event-rules";
import type { Inputs } from "./inputs";
import { nameOf, sweepOf } from "./names";

/**
 * What sends requests to the queues: events of what may have to be repaired, and a request for a sweep once a day.
 *
 * @returns The names of the rules.
 */
export function createRequestRules(scope: Construct, inputs: Inputs, active: string, queue: SqsQueue): string[] {
  const { namePrefix, sweepHour, deadLetterQueueArn, tags } = inputs;
  const hcl = hclIn(scope);
  const forEach = TerraformIterator.fromMap(Token.asAnyMap(active));
  const target = {
    forEach,
    targetId: "queue",
    arn: hcl`${queue.fqn}[each.key].arn`,
    deadLetterConfig: { arn: deadLetterQueueArn },
  };
  const rule = createEventRules(scope, {
    rules: active,
    namePrefix: nameOf(namePrefix, ""),
    name: "${each.key}",
    description: "What the remediation ${each.key} examines",
    tags,
  });
  new CloudwatchEventTarget(scope, "target", { ...target, rule: hcl`${rule.fqn}[each.key].name` });
  const daily = new CloudwatchEventRule(scope, "sweep", {
    // A rule each, because a rule has at most five targets: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    forEach,
    name: sweepOf(namePrefix, "${each.key}"),
    description: "The remediation ${each.key} examines what still does not comply",
    scheduleExpression: `cron(0 ${sweepHour} * * ? *)`,
    state: "ENABLED",
    tags,
  });
  new CloudwatchEventTarget(scope, "sweep_target", {
    ...target,
    rule: hcl`${daily.fqn}[each.key].name`,
    input: JSON.stringify(sweepRequest),
  });
  return Token.asList(hcl`concat(${ofEach(scope, rule, "name")}, ${ofEach(scope, daily, "name")})`);
}

import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import type { z } from "zod";
import { sweepRequest } from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import type { Capability, OutputValues } from "../../terraform/capability";
import { hclIn, ofEach } from "../../terraform/hcl";
import { createEventRules } from "../shared/event-rules";
import type { Inputs } from "./inputs";
import { hasMembers, notOf } from "./members";
import { nameOf, sweepOf } from "./names";

/**
 * What sends requests to the queues: events of what may have to be repaired, and a request for a sweep once a day.
 *
 * @returns The names of the rules.
 */
export function createRequestRules(
  scope: Capability<z.ZodObject, OutputValues>,
  inputs: Inputs,
  active: string,
  queue: SqsQueue,
): { eventRuleNames: string[]; memberEventRuleNames: string[] } {
  const { namePrefix, sweepHour, deadLetterQueueArn, members, tags } = inputs;
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
  let memberEventRuleNames: string[] = [];
  if (members !== undefined) {
    const { eventBusName } = members;
    const rules = scope.local("member_rules", memberRules(scope, active, hasMembers(scope, members)));
    const ofMembers = createEventRules(new Construct(scope, "member"), {
      rules,
      eventBusName,
      namePrefix: nameOf(namePrefix, ""),
      name: "${each.key}",
      description: "What the remediation ${each.key} examines in other accounts",
      tags,
      inPattern: ", the account included",
    });
    new CloudwatchEventTarget(scope, "member_target", {
      ...target,
      forEach: TerraformIterator.fromMap(Token.asAnyMap(rules)),
      eventBusName,
      rule: hcl`${ofMembers.fqn}[each.key].name`,
    });
    memberEventRuleNames = ofEach(scope, ofMembers, "name");
  }
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
  const ofAccount = [rule, daily].map((each) => ofEach(scope, each, "name"));
  return { eventRuleNames: Token.asList(hcl`concat(${ofAccount}...)`), memberEventRuleNames };
}

/**
 * What the functions examine in other accounts: an HCL expression for a map of rules. What arrives on that bus of this account, the default
 * bus has as well. AWS names the rules of an organization in its accounts.
 */
function memberRules(scope: Construct, active: string, isOn: boolean | string): string {
  const hcl = hclIn(scope);
  const { accountId } = AwsEnvironment.of(scope);
  const names = hcl`[one.rule, { prefix = "OrgConfigRule-\${coalesce(one.rule, "-")}-" }]`;
  const pattern = hcl`jsondecode(one.pattern)`;
  const detail = hcl`{ detail = merge(${pattern}.detail, { configRuleName = ${names} }) }`;
  return hcl`{ for name, one in ${active} : name => {
    reads = false,
    pattern = jsonencode(merge(
      ${pattern},
      { account = ${notOf(accountId)} },
      { for key, of_rule in ${detail} : key => of_rule if one.rule != null }
    ))
  } if one.remediation != null && ${isOn} }`;
}

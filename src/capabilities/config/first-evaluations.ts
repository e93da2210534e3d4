import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, ofEach } from "../../terraform/hcl";
import { group, topicArn } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesShape } from "../shared/alert-rules";
import { dimensionsOfRule, eventQueue } from "../shared/event-delivery";
import { operations as common } from "../shared/operations";
import { ConfigAlerts } from "./alerts";
import {
  complianceChange,
  inAllChunks,
  namesInPattern,
  organizationRuleNames,
  ruleNames,
  ruleNamesElsewhere,
} from "./compliance-change";
import { countRules, type RuleSettings } from "./rules";

/** The key of the rule and the alarm, and the name of the queue. */
export const firstEvaluations = "config-first-evaluations";

const { eventBusName, namePrefix, topicsBySeverity, deadLetterQueueArn, tags } = alertRulesShape;
const inputs = group({
  eventBusName,
  namePrefix,
  ruleNames,
  ruleNamesElsewhere,
  organizationRuleNames,
  severity: ConfigAlerts.inputs.shape.severity,
  topicArn: topicArn().describe("Topic of the alarms."),
  topicsBySeverity,
  deadLetterQueueArn,
  tags,
});

export type ConfigFirstEvaluationsProps = CapabilityProps<typeof inputs>;
export type ConfigFirstEvaluationsOutputs = ConfigFirstEvaluations["outputs"];

/**
 * How many alarms there are for these rules, where they are known.
 *
 * @param reportedElsewhere How many of the rules have a remediation, which reports what they find.
 * @param inMembers Whether members of an organization have the rules as well.
 */
export function countFirstEvaluationAlarms(
  settings: RuleSettings,
  reportedElsewhere: number,
  inMembers: boolean,
): number {
  const rules = countRules(settings);
  return Math.ceil((rules - reportedElsewhere) / namesInPattern) + (inMembers ? Math.ceil(rules / namesInPattern) : 0);
}

/**
 * One alert for all resources that do not comply when a rule first evaluates them: a new rule in an old account may find hundreds within
 * minutes. EventBridge cannot distinguish them from a new resource, so an alarm counts them.
 */
export class ConfigFirstEvaluations extends Capability<
  typeof inputs,
  { alarmNames: string[]; eventRuleNames: string[] }
> {
  static readonly module = "config-first-evaluations";
  static readonly summary = "An alarm that sums up first evaluations by rules of AWS Config that find no compliance.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    ...alertRulesOnLeaving,
    aws_cloudwatch_metric_alarm: "destroy",
    aws_sqs_queue: "destroy",
  };
  static readonly operations = common;
  static readonly outputs = { alarmNames: "Names of the alarms.", eventRuleNames: "Names of the event rules." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: ConfigFirstEvaluationsProps) {
    super(scope, id, inputs, props);
    const { eventBusName, namePrefix, severity, topicArn, topicsBySeverity, deadLetterQueueArn, tags } = this.inputs;
    const hcl = hclIn(this);
    const name = `${namePrefix}${firstEvaluations}`;

    // AWS counts what a rule does with its targets, and says of none that it counts without one.
    // On a bus that is not the default one the ARN of a rule has the bus before the name.
    const queue = eventQueue(this, "queue", { name, sid: "RulesSendEvents", rules: `*${name}*`, tags });

    const chunks = this.local("chunks", inAllChunks(this, this.inputs, hcl`${firstEvaluations}`));
    const each = TerraformIterator.fromMap(Token.asAnyMap(chunks));
    const rule = new CloudwatchEventRule(this, "rule", {
      forEach: each,
      eventBusName,
      name: `${namePrefix}\${each.key}`,
      description: "Resources that do not comply with a rule of AWS Config when it first evaluates them",
      eventPattern: complianceChange(this, {
        names: "${each.value.names}",
        place: "${each.value.place}",
        old: hcl`${[{ exists: false }]}`,
        now: hcl`${["NON_COMPLIANT"]}`,
      }),
      state: "ENABLED",
      tags,
    });
    new CloudwatchEventTarget(this, "target", {
      forEach: each,
      rule: hcl`${rule.fqn}[each.key].name`,
      eventBusName,
      targetId: "queue",
      arn: queue.arn,
      deadLetterConfig: { arn: deadLetterQueueArn },
    });

    const topics = this.local("topics", topicsBySeverity);
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      forEach: each,
      alarmName: `${namePrefix}\${each.key}`,
      alarmDescription: [
        `Rules of AWS Config found resources that do not comply when they first evaluated them (${severity}).`,
        "The resources are new, or a rule is: a new rule evaluates everything, which is one alert.",
        "First: list them, in the console in AWS Config under Rules, or for each rule with",
        "aws configservice get-compliance-details-by-config-rule --compliance-types NON_COMPLIANT --config-rule-name <rule>.",
        `The events are in the queue ${name} for 14 days. A resource that stops complying later is an alert of its own.`,
      ].join(" "),
      alarmActions: [hcl`contains(keys(${topics}), ${severity}) ? ${topics}[${severity}].arn : ${topicArn}`],
      namespace: "AWS/Events",
      metricName: "Invocations",
      dimensions: dimensionsOfRule(this, eventBusName, hcl`${rule.fqn}[each.key].name`),
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      // In ALARM until nothing was found for a quarter of an hour, so that a long evaluation is one alert.
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
      tags,
    });
    this.outputs = {
      alarmNames: ofEach(this, alarm, "alarm_name"),
      eventRuleNames: ofEach(this, rule, "name"),
    };
  }
}

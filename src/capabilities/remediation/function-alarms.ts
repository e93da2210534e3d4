import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { type TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { hclIn, ofEach } from "../../terraform/hcl";
import type { Inputs } from "./inputs";
import { nameOf } from "./names";

/**
 * Alarms on the errors and the throttling of each function.
 *
 * @returns Their names.
 */
export function createFunctionAlarms(
  scope: Construct,
  inputs: Inputs,
  lambda: LambdaFunction,
  forEach: TerraformIterator,
): string[] {
  const { namePrefix, topicArn, tags } = inputs;
  const hcl = hclIn(scope);
  const alarm = (id: string, metricName: string, description: string) =>
    new CloudwatchMetricAlarm(scope, id, {
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
  const errors = alarm(
    "errors",
    "Errors",
    "The remediation ${each.key} failed (high). Its function tries again, three times in all. First: read its log group for the reason. What failed three times is in the dead-letter queue, and the next daily sweep examines the resource again.",
  );
  const throttles = alarm(
    "throttles",
    "Throttles",
    "The remediation ${each.key} was throttled (medium). The account's functions reached their limit; its requests wait in its queue. First: ask AWS for more concurrency, or find out which function uses it.",
  );
  return Token.asList(hcl`concat(${ofEach(scope, errors, "alarm_name")}, ${ofEach(scope, throttles, "alarm_name")})`);
}

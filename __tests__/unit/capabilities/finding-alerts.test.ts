import { AccessAnalyzerAlerts } from "../../../src/capabilities/access-analyzer/alerts";
import { ConfigAlerts } from "../../../src/capabilities/config/alerts";
import { ConfigFirstEvaluations } from "../../../src/capabilities/config/first-evaluations";
import { GuardDutyAlerts } from "../../../src/capabilities/guardduty/alerts";
import { SecurityHubAlerts } from "../../../src/capabilities/security-hub/alerts";
import * as events from "../../support/finding-events";
import { problemsOf } from "../../support/input-error";
import { transform } from "../../support/input-transformer";
import { synthesizeCapability, type Configuration } from "../../support/synthesize";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
const deadLetterQueueArn = "arn:aws:sqs:eu-west-1:111122223333:dead-letters";
const delivery = {
  topicArns: { people: topicArn },
  topicsBySeverity: {},
  roleArn: "arn:aws:iam::111122223333:role/security-alert-rules",
  deadLetterQueueArn,
};
const ruleNames = ["restricted-ssh"];

const synthesized: Readonly<Record<string, (inputs?: object) => Configuration>> = {
  guardduty: (inputs) => synthesizeCapability(GuardDutyAlerts, { ...delivery, ...inputs }),
  "access-analyzer": (inputs) => synthesizeCapability(AccessAnalyzerAlerts, { ...delivery, ...inputs }),
  "security-hub": (inputs) => synthesizeCapability(SecurityHubAlerts, { ...delivery, ...inputs }),
  config: (inputs) => synthesizeCapability(ConfigAlerts, { ...delivery, ruleNames, ...inputs }),
};

describe.each(Object.entries(synthesized))("the alerts of %s", (_, synthesize) => {
  test("are event rules that are enabled, and publish to people with the role, whatever the severity", () => {
    const alerts = synthesize();
    expect(alerts.resource("aws_cloudwatch_event_rule.rule")).toMatchObject({
      for_each: "${local.rules}",
      event_pattern: "${each.value.pattern}",
      state: expect.stringContaining("ENABLED") as string,
    });
    expect(alerts.resource("aws_cloudwatch_event_target.people")).toMatchObject({
      role_arn: delivery.roleArn,
      dead_letter_config: { arn: deadLetterQueueArn },
    });
    expect(alerts.addresses()).toEqual([
      "aws_cloudwatch_event_rule.rule",
      "aws_cloudwatch_event_target.chat",
      "aws_cloudwatch_event_target.machines",
      "aws_cloudwatch_event_target.people",
    ]);
  });

  test("refuse an unknown severity", () => {
    expect(problemsOf(() => synthesize({ severity: "urgent" }))).toEqual([
      'severity: got "urgent"; must be one of low, medium, high, critical',
    ]);
  });
});

test.each([
  [
    "guardduty",
    events.guardDuty(8),
    "HIGH: The API GetObject was invoked from a Tor exit node. - account 111122223333, eu-west-1",
  ],
  [
    "guardduty",
    events.guardDuty(8, 1, "[SAMPLE] The API was invoked."),
    "HIGH: [SAMPLE] The API was invoked. - account",
  ],
  ["access-analyzer", events.externalAccess(), "HIGH: Access Analyzer Finding"],
  ["access-analyzer", events.unusedAccess(), "HIGH: Unused Access Finding for IAM entities"],
  ["security-hub", events.securityHub("aws/inspector"), "HIGH: A finding - account 111122223333, eu-west-1"],
  [
    "config",
    events.compliance("NON_COMPLIANT", "COMPLIANT"),
    "HIGH: NON_COMPLIANT with restricted-ssh: AWS::EC2::SecurityGroup",
  ],
])("the alerts of %s say first what happened, and chat accepts them", (source, event, firstLine) => {
  const alerts = synthesized[source]!();
  const rendered = (audience: string) => {
    const target = alerts.resource(`aws_cloudwatch_event_target.${audience}`);
    const { input_paths: InputPathsMap, input_template } = target["input_transformer"] as {
      readonly input_paths: Record<string, string>;
      readonly input_template: string;
    };
    const InputTemplate = input_template
      .replaceAll("${upper(each.value.severity)}", "HIGH")
      .replaceAll("${local.console}", "console.aws.amazon.com");
    expect(InputTemplate).not.toContain("${");
    return transform({ InputPathsMap, InputTemplate }, event)!;
  };
  expect(rendered("people").split("\n")[0]).toContain(firstLine);
  expect(JSON.parse(rendered("chat"))).toMatchObject({ version: "1.0", source: "custom" });
});

test("the alerts of AWS Config refuse what is no name of a rule", () => {
  expect(problemsOf(() => synthesized["config"]!({ ruleNames: ["a rule"] }))).toEqual([
    'ruleNames[0]: got "a rule"; must be a rule name of 1 to 128 letters, digits, _ and -',
  ]);
});

test("the alerts of Security Hub refuse what is no product", () => {
  expect(problemsOf(() => synthesized["security-hub"]!({ reportedElsewhere: { guardduty: "GuardDuty" } }))).toEqual([
    'reportedElsewhere.guardduty: got "GuardDuty"; must be a product such as aws/guardduty',
  ]);
});

describe("first evaluations by rules of AWS Config", () => {
  const synthesize = (inputs: object = {}) =>
    synthesizeCapability(ConfigFirstEvaluations, {
      ruleNames,
      topicArn,
      topicsBySeverity: {},
      deadLetterQueueArn,
      ...inputs,
    });

  test("go to a queue, so that EventBridge counts them", () => {
    expect(synthesize({ namePrefix: "team-" }).resource("aws_cloudwatch_event_target.target")).toEqual({
      for_each: "${local.chunks}",
      event_bus_name: "default",
      rule: "${aws_cloudwatch_event_rule.rule[each.key].name}",
      target_id: "queue",
      arn: "${aws_sqs_queue.queue.arn}",
      dead_letter_config: { arn: deadLetterQueueArn },
    });
    expect(synthesize({ namePrefix: "team-" }).resource("aws_sqs_queue.queue")).toMatchObject({
      name: "team-config-first-evaluations",
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });

  test("are one alert until there was none for a quarter of an hour", () => {
    const alarm = synthesize().resource("aws_cloudwatch_metric_alarm.alarm");
    expect(alarm).toMatchObject({
      alarm_name: "${each.key}",
      namespace: "AWS/Events",
      metric_name: "Invocations",
      dimensions:
        '${{ for name, value in { "EventBusName" = "default", "RuleName" = aws_cloudwatch_event_rule.rule[each.key].name } : name => value if name == "RuleName" || value != "default" }}',
      statistic: "Sum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluation_periods: 3,
      datapoints_to_alarm: 1,
      treat_missing_data: "notBreaching",
    });
    const description = String(alarm["alarm_description"]);
    expect(description).toContain("aws configservice get-compliance-details-by-config-rule");
    // What AWS allows, with the longest prefix.
    expect(description.length + 20).toBeLessThanOrEqual(1024);
  });
});

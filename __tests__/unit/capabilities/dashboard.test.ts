import { Dashboard, type DashboardProps } from "../../../src/capabilities/dashboard";
import { Detections } from "../../../src/capabilities/detections/detections";
import type { MonitoringProps } from "../../../src/settings";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeModule, synthesizeStack } from "../../support/synthesize";

const address = "aws_cloudwatch_dashboard.dashboard";

test("is disabled by default, and then is not in the stack", () => {
  expect(synthesizeStack().addresses()).not.toContain(address);
  expect(synthesizeStack({ dashboard: { enabled: true } }).addresses()).toContain(address);
});

test.each<[string, MonitoringProps["dashboard"], string]>([
  ["security-monitoring", { enabled: true }, "team-security-monitoring"],
  ["another name", { enabled: true, name: "soc" }, "team-soc"],
])("is called %s, with the prefix", (_, dashboard, name) => {
  expect(synthesizeStack({ namePrefix: "team-", dashboard }).resource(address)).toMatchObject({ dashboard_name: name });
});

test("shows three hours, and leaves periods and refreshes to who looks at it", () => {
  const { dashboard_body: body } = synthesizeCapability(Dashboard, {}).resource(address);
  expect(body).toBe('${jsonencode({ start = "-PT3H", periodOverride = "auto", widgets = local.widgets })}');
});

test.each<[string, MonitoringProps, string]>([
  ["enabled by default", {}, "true"],
  ["disabled by its setting", { dashboard: { logsInsightsEnabled: false } }, "false"],
  ["disabled without a log group that gets events", { trail: { enabled: false } }, "false"],
])("has queries that are %s", (_, { dashboard, ...settings }, isEnabled) => {
  const stack = synthesizeStack({ ...settings, dashboard: { enabled: true, ...dashboard } });
  expect(stack.locals["dashboard_queries"]).toContain(`if ${isEnabled} && `);
});

test("gets in the module what the other modules export", () => {
  const { root, nested } = synthesizeModule();
  const [call] = [root.modules["dashboard"]!].flat();
  expect(call!["detections"]).toContain("module.detections[0].detections");
  expect(Object.keys(nested.get("detections")!.outputs)).toContain("detections");
});

test("shows of a detection its title and severity, its alarm, and the metrics that its filters feed", () => {
  const { value } = synthesizeCapability(Detections, {
    namePrefix: "team-",
    logGroupName: "events",
    topicArn: "arn:aws:sns:eu-west-1:111122223333:alerts",
  }).outputs["detections"] as { value: string };
  for (const part of [
    "title = nonsensitive(sensitive(detection.title))",
    "alarm_name = aws_cloudwatch_metric_alarm.alarm[id].alarm_name",
    "metric_name = aws_cloudwatch_log_metric_filter.filter[id].metric_transformation[0].name",
    'detection.has_exception ? aws_cloudwatch_log_metric_filter.filter["${id}/except"].metric_transformation[0].name : null',
  ])
    expect(value).toContain(part);
});

test.each<[DashboardProps, string]>([
  [{ name: "a b" }, 'name: got "a b"; must be a dashboard name of 1 to 255 letters, digits, _ and -'],
  [
    { eventRuleNames: { macie: [] } } as unknown as DashboardProps,
    "eventRuleNames.macie: unknown setting; expected one of detections, config, guardduty, access-analyzer, security-hub, remediation, requests, member-exemptions, member-requests, forwarding",
  ],
  [
    { existingTopicArns: ["alerts"] },
    'existingTopicArns[0]: got "alerts"; must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts',
  ],
  [
    { detections: { own: { severity: "high" } } } as unknown as DashboardProps,
    "detections.own.title: is missing; must be text of 1 to 100 characters",
  ],
])("refuses %j", (props, problem) => {
  expect(problemsOf(() => synthesizeCapability(Dashboard, props))).toContain(problem);
});

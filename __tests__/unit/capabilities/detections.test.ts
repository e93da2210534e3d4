import { Detections } from "../../../src/capabilities/detections";
import { detections } from "../../../src/detections";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
const synthesize = (inputs: object = {}) =>
  synthesizeCapability(Detections, { logGroupName: "events", topicArn, ...inputs });
const filter = "aws_cloudwatch_log_metric_filter.filter";
const alarm = "aws_cloudwatch_metric_alarm.alarm";

test("every detection is in the catalogue of the module, under its id, with all that an alarm needs", () => {
  const catalogue = synthesize().locals["catalogue"] as Record<string, object>;
  expect(Object.keys(catalogue).sort()).toEqual(detections.map(({ id }) => id).sort());
  for (const { id, title, severity, why, firstSteps, filters, threshold, periodSeconds } of detections) {
    expect(catalogue[id]).toEqual({
      description: `${title} (${severity}). ${why} First: ${firstSteps}`,
      filters,
      threshold,
      period: periodSeconds,
    });
  }
});

test("what is disabled has no filter and no alarm", () => {
  const { locals } = synthesize({ disabled: ["root-account-usage"] });
  expect(locals["active"]).toBe(
    '${{ for id, detection in local.catalogue : id => detection if !contains(["root-account-usage"], id) }}',
  );
  expect(locals["filters"]).toMatch(/^\$\{merge\(\[for id, detection in local\.active : /);
});

test("a filter is keyed by its detection, and a further one by its own name as well", () => {
  expect(synthesize().locals["filters"]).toContain(
    '(name == "canonical" ? id : join("/", [id, name])) => { detection = id, pattern = pattern }',
  );
});

test("a filter counts each matching event, and a zero for every other", () => {
  expect(synthesize().resource(filter)).toEqual({
    for_each: "${local.filters}",
    name: "${each.key}",
    log_group_name: "events",
    pattern: "${each.value.pattern}",
    metric_transformation: {
      name: "${each.value.detection}",
      namespace: "SecurityMonitoring",
      value: "1",
      default_value: "0",
    },
  });
});

test("an alarm adds up the events and tells the topic", () => {
  expect(synthesize({ tags: { Team: "soc" } }).resource(alarm)).toEqual({
    for_each: "${local.active}",
    alarm_name: "${each.key}",
    alarm_description: "${each.value.description}",
    namespace: "SecurityMonitoring",
    metric_name: `\${${filter}[each.key].metric_transformation[0].name}`,
    statistic: "Sum",
    period: "${each.value.period}",
    evaluation_periods: 1,
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: "${each.value.threshold}",
    treat_missing_data: "notBreaching",
    alarm_actions: [topicArn],
    tags: { Team: "soc" },
  });
});

test("an alarm is there after the filter of its metric", () => {
  expect(DependencyGraph.ofStack(synthesize()).dependenciesOf(alarm)).toContain(filter);
});

test("a prefix is put in front of every name, and of no key", () => {
  const configuration = synthesize({ namePrefix: "team-" });
  expect(configuration.resource(filter)).toMatchObject({
    for_each: "${local.filters}",
    name: "team-${each.key}",
    metric_transformation: { name: "team-${each.value.detection}" },
  });
  expect(configuration.resource(alarm)).toMatchObject({ for_each: "${local.active}", alarm_name: "team-${each.key}" });
});

test("filters and alarms share the namespace they are given", () => {
  const configuration = synthesize({ metricNamespace: "CISBenchmark" });
  expect(configuration.resource(filter)).toMatchObject({ metric_transformation: { namespace: "CISBenchmark" } });
  expect(configuration.resource(alarm)).toMatchObject({ namespace: "CISBenchmark" });
});

test("the ARNs of the alarms are handed on", () => {
  expect(synthesize().outputs).toEqual({ alarm_arns: { value: `\${[for alarm in ${alarm} : alarm.arn]}` } });
});

test.each([
  [{ disabled: ["root-usage"] }, 'disabled[0]: got "root-usage"; must be one of root-account-usage'],
  [
    { disabled: ["root-account-usage", "root-account-usage"] },
    'disabled[1]: got "root-account-usage"; must be named once in its list',
  ],
  [
    { metricNamespace: "a b" },
    'metricNamespace: got "a b"; must be a namespace of 1 to 255 letters, digits and . _ / # -',
  ],
  [{ namePrefix: "a b" }, 'namePrefix: got "a b"; must be at most 20 letters, digits, _ and -'],
  [
    { logGroupName: "a b" },
    'logGroupName: got "a b"; must be a log group name: 1 to 512 letters, digits and _ / . # -',
  ],
])("fails when given %j", (inputs, problem) => {
  expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
});

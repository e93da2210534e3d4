import { Token } from "cdktf";
import { Detections } from "../../../src/capabilities/detections/detections";
import { detections, packs } from "../../../src/detections";
import { ownGround } from "../../../src/detections/own-ground";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability } from "../../support/synthesize";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:security-alerts";
const synthesize = (inputs: object = {}) =>
  synthesizeCapability(Detections, { logGroupName: "events", topicArn, ...inputs });
const filter = "aws_cloudwatch_log_metric_filter.filter";
const alarm = "aws_cloudwatch_metric_alarm.alarm";

const catalogueOf = (configuration: ReturnType<typeof synthesize>) =>
  configuration.locals["catalogue"] as Record<string, Record<string, unknown>>;

test("a detection is in the catalogue of the module, under its id, with all that a filter and an alarm need", () => {
  const catalogue = catalogueOf(synthesize({ packs: ["cis", "tamper", "attack", "data"] }));
  expect(Object.keys(catalogue).sort()).toEqual(detections.map(({ id }) => id).sort());
  for (const {
    id,
    title,
    pack,
    severity,
    why,
    firstSteps,
    filters,
    insightsFilter,
    threshold,
    periodSeconds,
  } of detections) {
    expect(catalogue[id]).toEqual({
      title,
      pack,
      severity,
      why,
      first_steps: firstSteps,
      controls: expect.any(String),
      // Terraform writes the names of a deployment into these.
      filters: id === ownGround ? { canonical: "", storage: "" } : filters,
      insights_filter: insightsFilter,
      threshold,
      period_seconds: periodSeconds,
      evaluation_periods: 1,
      actions_enabled: true,
      except: null,
      reach: expect.stringMatching(/^(all|some|none)$/),
    });
  }
});

test("a control is named as Security Hub and the newest benchmark name it", () => {
  expect(catalogueOf(synthesize())["root-account-usage"]!["controls"]).toBe("CloudWatch.1, CIS 7.0 5.3");
});

test("by default only root-account-usage is enabled", () => {
  expect(Object.keys(catalogueOf(synthesize()))).toEqual(["root-account-usage"]);
});

test("a stack has only the chosen detections, the module has all to choose from", () => {
  expect(Object.keys(catalogueOf(synthesize({ packs: ["tamper"], include: [] }))).sort()).toEqual(
    packs.tamper.map(({ id }) => id).sort(),
  );
  const module = synthesize({ packs: Token.asList("${var.packs}"), include: Token.asList("${var.include}") });
  expect(Object.keys(catalogueOf(module))).toHaveLength(detections.length);
});

test("packs, ids and disabled ids are chosen", () => {
  const { locals } = synthesize({ packs: ["cis"], include: ["trail-stopped"], disabled: ["vpc-changes"] });
  expect(locals["chosen"]).toContain(
    'if !contains(["vpc-changes"], id) && (contains(["cis"], detection.pack) || contains(["trail-stopped"], id))',
  );
});

test("what is overridden is set, and what is not stays as it is", () => {
  const { locals } = synthesize({ overrides: { "root-account-usage": { threshold: 3, except: "$.a = 1" } } });
  expect(locals["overrides"]).toEqual({
    "root-account-usage": {
      severity: null,
      threshold: 3,
      period_seconds: null,
      evaluation_periods: null,
      actions_enabled: null,
      except: "$.a = 1",
    },
  });
  expect(locals["chosen"]).toContain(
    "{ for name, value in change : name => value == null ? detection[name] : value } if changed == id",
  );
});

test("a detection of one's own has the same attributes as one of the catalogue", () => {
  const configuration = synthesize({ custom: { "custom-detection": { title: "Own", pattern: "{ $.a = 1 }" } } });
  const own = (configuration.locals["custom"] as Record<string, object>)["custom-detection"]!;
  expect(own).toMatchObject({ title: "Own", pattern: "{ $.a = 1 }", severity: "medium", threshold: 1 });
  // The last four are added in the expressions, `pack` is asked of the catalogue's only.
  const expected = Object.keys(catalogueOf(configuration)["root-account-usage"]!);
  const onlyOfOwn = ["pattern", "event_pattern", "read_only_calls"];
  const all = [...Object.keys(own).filter((name) => !onlyOfOwn.includes(name)), "filters", "controls", "reach", "pack"];
  expect(all.sort()).toEqual([...expected].sort());
});

test("a filter counts each matching event, and a zero for every other", () => {
  const configuration = synthesize();
  expect(configuration.resource(filter)).toMatchObject({
    for_each: "${local.filters}",
    name: "${each.key}",
    log_group_name: "events",
    pattern: "${each.value.pattern}",
    metric_transformation: {
      name: "${each.value.metric}",
      namespace: "SecurityMonitoring",
      value: '${contains(local.uncounted, trimsuffix(each.key, "/except")) ? "0" : "1"}',
      default_value: "0",
    },
  });
  expect(configuration.locals["uncounted"]).toEqual([
    "root-account-usage/security-hub",
    "organizations-changes",
    "security-group-changes",
  ]);
});

test("an alarm adds up the events and notifies the topic", () => {
  expect(synthesize({ tags: { Team: "soc" } }).resource(alarm)).toMatchObject({
    for_each: "${local.active}",
    alarm_name: "${each.key}",
    alarm_description: "${local.descriptions[each.key]}",
    actions_enabled: "${each.value.actions_enabled}",
    alarm_actions: expect.stringContaining(
      `each.value.is_record && null != null ? null : contains(keys(local.topics), each.value.severity) ? local.topics[each.value.severity].arn : "${topicArn}",`,
    ),
    namespace: '${each.value.has_exception ? null : "SecurityMonitoring"}',
    metric_name: `\${each.value.has_exception ? null : ${filter}[each.key].metric_transformation[0].name}`,
    statistic: '${each.value.has_exception ? null : "Sum"}',
    period: "${each.value.has_exception ? null : each.value.period_seconds}",
    evaluation_periods: "${each.value.evaluation_periods}",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: "${each.value.threshold}",
    treat_missing_data: "notBreaching",
    tags: { Team: "soc" },
  });
});

test("the alarm of what event rules report already goes to a topic of its own, if there is one", () => {
  const recordTopicArn = "arn:aws:sns:eu-west-1:111122223333:records";
  expect(synthesize({ recordTopicArn }).resource(alarm)["alarm_actions"]).toContain(
    `each.value.is_record && "${recordTopicArn}" != null ? "${recordTopicArn}" : contains(`,
  );
});

test("the chat hears from the alarm what no event rule tells it", () => {
  const chatTopicArn = "arn:aws:sns:eu-west-1:111122223333:chat";
  expect(synthesize({ chatTopicArn }).resource(alarm)["alarm_actions"]).toContain(
    `each.value.is_record ? null : "${chatTopicArn}"`,
  );
});

test("an alarm says that its event was reported already, where event rules report all that it does", () => {
  const { locals } = synthesize({ alertsInstantly: true });
  expect(locals["judged"]).toContain("is_instant = nonsensitive(");
  expect(locals["active"]).toContain(
    'is_record = detection.is_instant && nonsensitive(sensitive(detection.reach == "all"))',
  );
  expect(locals["texts"]).toContain(
    'detection.is_record ? "An event rule has reported this within about a minute, if the event reached EventBridge: this alarm is the record." : ""',
  );
  expect(synthesize().locals["judged"]).toContain("is_instant = false ? nonsensitive(");
});

test("an alarm is created after the filter of its metric", () => {
  expect(DependencyGraph.ofStack(synthesize()).dependenciesOf(alarm)).toContain(filter);
});

test("a prefix is put in front of every name, and of no key", () => {
  const configuration = synthesize({ namePrefix: "team-" });
  expect(configuration.resource(filter)).toMatchObject({
    for_each: "${local.filters}",
    name: "team-${each.key}",
    metric_transformation: { name: "team-${each.value.metric}" },
  });
  expect(configuration.resource(alarm)).toMatchObject({ for_each: "${local.active}", alarm_name: "team-${each.key}" });
});

test("filters and alarms share the namespace they are given", () => {
  const configuration = synthesize({ metricNamespace: "CISBenchmark" });
  expect(configuration.resource(filter)).toMatchObject({ metric_transformation: { namespace: "CISBenchmark" } });
  expect(configuration.resource(alarm)).toMatchObject({
    namespace: '${each.value.has_exception ? null : "CISBenchmark"}',
  });
});

test("the ARNs of the alarms are returned", () => {
  expect(synthesize().outputs).toMatchObject({ alarm_arns: { value: `\${[for each in ${alarm} : each.arn]}` } });
});

test.each([
  [{ disabled: ["root-acount-usage"] }, 'disabled[0]: got "root-acount-usage"; did you mean "root-account-usage"?'],
  [
    { disabled: ["root-account-usage", "root-account-usage"] },
    'disabled[1]: got "root-account-usage"; must be unique in its list',
  ],
  [{ packs: ["cisco"] }, 'packs[0]: got "cisco"; did you mean "cis"?'],
  [
    { overrides: { "root-acount-usage": {} } },
    'overrides.root-acount-usage: unknown setting; did you mean "root-account-usage"?',
  ],
  [
    { overrides: { "root-account-usage": { threshold: 0 } } },
    "overrides.root-account-usage.threshold: got 0; must be a whole number of events from 1 to 1000000",
  ],
  [
    { overrides: { "root-account-usage": { except: "$.a = " } } },
    "overrides.root-account-usage.except: Invalid metric filter pattern: a value is missing here\n  { $.a =  }\n           ^",
  ],
  [
    { overrides: { "root-account-usage": { except: "$.a = %x% && $.b = %y% && $.c = %z%" } } },
    expect.stringMatching(/^overrides\.root-account-usage\.except: .*2 regular expressions/),
  ],
  [
    { custom: { own: { title: "Own", pattern: "ERROR", except: "$.a = 1" } } },
    "custom.own.except: works only with a JSON pattern",
  ],
  [
    { custom: { own: { title: "Own", pattern: "{ $.a = %x% && $.b = %y% }", except: "$.c = %z%" } } },
    expect.stringMatching(/^custom\.own\.except: .*2 regular expressions/),
  ],
  [
    { custom: { own: { title: "Own", pattern: "{ $.a == 1 }" } } },
    "custom.own.pattern: Invalid metric filter pattern: equality is a single =\n  { $.a == 1 }\n         ^",
  ],
  [
    { custom: { own: { title: "Own", pattern: `{ $.a = "${"x".repeat(1020)}" }` } } },
    expect.stringMatching(/^custom\.own\.pattern: got .*; must be text of 1 to 1024 characters$/),
  ],
  [
    { topicsBySeverity: { urgent: { arn: topicArn } } },
    expect.stringMatching(/^topicsBySeverity\.urgent: unknown setting/),
  ],
  [
    { metricNamespace: "a b" },
    'metricNamespace: got "a b"; must be a namespace of 1 to 255 letters, digits and . _ / # -, not starting with "AWS/"',
  ],
  [{ namePrefix: "a b" }, 'namePrefix: got "a b"; must be at most 20 letters, digits, _ and -'],
  [
    { logGroupName: "a b" },
    'logGroupName: got "a b"; must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with "aws/"',
  ],
])("fails when given %j", (inputs, problem) => {
  expect(problemsOf(() => synthesize(inputs))).toEqual([problem]);
});

test("a custom detection cannot take the id of one in the catalogue", () => {
  const custom = { "root-account-usage": { title: "Own", pattern: "{ $.a = 1 }" } };
  expect(problemsOf(() => synthesize({ custom }))).toEqual([
    'custom.root-account-usage: got "root-account-usage"; must be an id that is not in the catalogue: change a detection of the catalogue in overrides',
  ]);
});

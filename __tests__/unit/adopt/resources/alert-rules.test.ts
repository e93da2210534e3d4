import { collisionsOf } from "../../../../src/cli/adopt/collisions";
import type { Alarm, EventRule, Inventory, Queue } from "../../../../src/cli/adopt/inventory";
import { parsePolicy } from "../../../../src/cli/adopt/policy-document";
import { detections } from "../../../../src/detections";
import { eventRoute } from "../../../../src/detections/event-route";
import {
  account,
  adopted,
  arn,
  filterOf,
  inventoryOf,
  logGroup,
  ofCompany,
  role,
  topic,
} from "../../../support/inventory";

const alerts = topic("security-alerts");
const deadLetters = arn("sqs", "security-alert-rules");

type Details = NonNullable<EventRule["details"]>;

const people: Details["targets"][number] = { id: "people", arn: alerts.arn, deadLetterQueueArn: deadLetters };

const rule = (name: string, more: Partial<Details> = {}): EventRule => ({
  name,
  details: { isEnabled: true, targets: [people], tags: {}, ...more },
});

const ofDetection = (id: string, filter = "canonical") =>
  JSON.stringify(eventRoute(detections.find((detection) => detection.id === id)!).patterns[filter]);

const statements = (...ofEach: object[]) => parsePolicy(JSON.stringify({ Statement: ofEach }));

const alertRole = (where: string | undefined = undefined) =>
  role("security-alert-rules", {
    trust: statements({
      Sid: "RulesAssumeRole",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:SourceArn": arn("events", "rule/*", where) } },
    }),
    inlinePolicies: ["publish-alerts"],
  });

const queue = (name: string, sid: string): Queue => ({
  name,
  url: `https://sqs.eu-west-1.amazonaws.com/${account}/${name}`,
  policy: statements({ Sid: sid }, { Sid: "DenyInsecureTransport" }),
  tags: {},
});

const alarm = (name: string, description: string, more: Partial<Alarm> = {}): Alarm => ({
  name,
  operator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  actionsEnabled: true,
  actions: [alerts.arn],
  otherActions: [],
  treatMissingData: "notBreaching",
  description,
  tags: {},
  ...more,
});

/** What is left of the default deployment when its state is lost, without its evidence. */
const lost: Partial<Inventory> = {
  topics: [alerts],
  roles: [alertRole()],
  queues: [queue("security-alert-rules", "RulesSendDeadLetters"), queue("config-first-evaluations", "RulesSendEvents")],
  alarms: [
    alarm("alerts-undelivered", "Alerts did not reach their topic (high). And so on."),
    alarm("alerts-lost", "Alerts were lost (critical). And so on."),
    alarm(
      "config-first-evaluations",
      "Rules of AWS Config found resources that do not comply when they first evaluated them (low). And so on.",
    ),
  ],
  eventRules: [
    rule("root-account-usage", { pattern: ofDetection("root-account-usage") }),
    rule("root-account-usage.console", { pattern: ofDetection("root-account-usage", "console") }),
    rule("config-noncompliant"),
    rule("config-first-evaluations", {
      targets: [{ id: "queue", arn: arn("sqs", "config-first-evaluations"), deadLetterQueueArn: deadLetters }],
    }),
    rule("events-not-forwarded"),
    { name: "company-orders" },
  ],
};

const ofAlerts = ({ imports }: ReturnType<typeof adopted>) =>
  imports
    .filter(({ address }) => !["alert_topic", "detections"].includes(address[0]))
    .map(({ address, key, id }) => `${address.join(".")}${key === undefined ? "" : `[${key}]`} ${id}`);

describe("after the loss of a state", () => {
  test("all of it is imported, and nothing changes", () => {
    const adoption = adopted(lost);
    expect(adoption.questions).toEqual([]);
    expect(adoption.changes.filter(({ address }) => address?.[0] !== "alert_topic")).toEqual([]);
    expect(adoption.settings).toEqual({});
    expect(ofAlerts(adoption)).toEqual([
      "alert_delivery.aws_iam_role.role security-alert-rules",
      "alert_delivery.aws_iam_role_policy.policy security-alert-rules:publish-alerts",
      `alert_delivery.aws_sqs_queue.dead_letters https://sqs.eu-west-1.amazonaws.com/${account}/security-alert-rules`,
      `config_first_evaluations.aws_sqs_queue.queue https://sqs.eu-west-1.amazonaws.com/${account}/config-first-evaluations`,
      "alert_delivery.aws_cloudwatch_metric_alarm.undelivered alerts-undelivered",
      "alert_delivery.aws_cloudwatch_metric_alarm.lost alerts-lost",
      "config_first_evaluations.aws_cloudwatch_metric_alarm.alarm[config-first-evaluations] config-first-evaluations",
      "detection_rules.aws_cloudwatch_event_rule.rule[root-account-usage] root-account-usage",
      "detection_rules.aws_cloudwatch_event_target.people[root-account-usage] root-account-usage/people",
      "detection_rules.aws_cloudwatch_event_rule.rule[root-account-usage.console] root-account-usage.console",
      "detection_rules.aws_cloudwatch_event_target.people[root-account-usage.console] root-account-usage.console/people",
      "config_alerts.aws_cloudwatch_event_rule.rule[config-noncompliant] config-noncompliant",
      "config_alerts.aws_cloudwatch_event_target.people[config-noncompliant] config-noncompliant/people",
      "config_first_evaluations.aws_cloudwatch_event_rule.rule[config-first-evaluations] config-first-evaluations",
      "config_first_evaluations.aws_cloudwatch_event_target.target[config-first-evaluations] config-first-evaluations/queue",
      "forwarding_alerts.aws_cloudwatch_event_rule.rule[events-not-forwarded] events-not-forwarded",
      "forwarding_alerts.aws_cloudwatch_event_target.people[events-not-forwarded] events-not-forwarded/people",
    ]);
  });

  test("tags that only some of it has are lost, as elsewhere", () => {
    const eventRules = [rule("config-noncompliant", { tags: { Team: "soc" } })];
    expect(adopted({ eventRules }).settings).toEqual({ tags: { Team: "soc" } });
    expect(adopted({ eventRules, roles: [alertRole()] }).changes).toContainEqual(
      expect.objectContaining({ change: "loses its tag Team", key: "config-noncompliant" }),
    );
  });

  test("the rule of an enabled detection whose severity has none is kept", () => {
    const id = detections.find((each) => each.severity === "medium" && ofDetection(each.id))!.id;
    const there = { ...ofCompany, logGroups: [logGroup("company-events", { filters: [filterOf(id)] })] };
    const names = { names: "ours" };
    expect(adopted(there, names).settings).not.toHaveProperty("detections.instantInclude");
    const { settings, imported } = adopted({ ...there, eventRules: [rule(id)] }, names);
    expect(settings).toMatchObject({ detections: { include: ["root-account-usage", id], instantInclude: [id] } });
    expect(imported).toContain(`aws_cloudwatch_event_rule[${id}]`);
  });

  test("the rules of findings are imported where the service is adopted, from the default severity on", () => {
    const there = {
      hub: {
        arn: arn("securityhub", "hub/default"),
        enablesNewControls: true,
        reportsEachStandard: false,
        standards: [],
      },
      eventRules: [rule("security-hub-critical"), rule("security-hub-medium"), rule("guardduty-high")],
    };
    const { imported, found } = adopted(there, { "security-hub": "manage" });
    expect(imported).toEqual([
      "aws_securityhub_account",
      "aws_cloudwatch_event_rule[security-hub-critical]",
      "aws_cloudwatch_event_target[security-hub-critical]",
    ]);
    const reason = "it publishes alerts that the settings do not ask for: set them, or delete it";
    expect(found("event rule")).toEqual([
      expect.objectContaining({ id: "security-hub-critical", mode: "manage" }),
      { kind: "event rule", id: "guardduty-high", mode: "not-adopted", reason },
      { kind: "event rule", id: "security-hub-medium", mode: "not-adopted", reason },
    ]);
  });

  test("what was changed meanwhile is reported", () => {
    const elsewhere = arn("sns", "other");
    const { changes, findings, weaker } = adopted({
      ...lost,
      alarms: [alarm("alerts-lost", "Alerts were lost (critical).", { actions: [elsewhere], actionsEnabled: false })],
      eventRules: [
        rule("root-account-usage", {
          pattern: '{"source":["aws.ec2"]}',
          isEnabled: false,
          targets: [
            { ...people, arn: elsewhere },
            { id: "chat", arn: "arn:aws:sns:eu-west-1:999988887777:theirs" },
          ],
        }),
      ],
    });
    expect(changes.filter(({ address }) => address?.[0] !== "alert_topic").map(({ change }) => change)).toEqual([
      `notifies the alert topic instead of ${elsewhere}`,
      "its actions are enabled",
      "is enabled",
      "its pattern becomes that of the detection",
      `publishes to the alert topic instead of ${elsewhere}`,
    ]);
    expect(findings).toContainEqual(expect.objectContaining({ kind: "event target", id: "root-account-usage/chat" }));
    expect(weaker).toContainEqual(
      expect.objectContaining({
        subject: "event rule root-account-usage",
        found: "sends its events to arn:aws:sns:eu-west-1:999988887777:theirs",
      }),
    );
  });
});

describe("something else of the same name", () => {
  const withTrust = (service: string) =>
    role("security-alert-rules", { trust: statements({ Effect: "Allow", Principal: { Service: service } }) });
  const foreignRule = rule("root-account-usage", { targets: [{ id: "people", arn: arn("sns", "billing") }] });
  const cases: [string, Partial<Inventory>, string][] = [
    [
      "a rule with other targets",
      { eventRules: [foreignRule] },
      "none of its targets has the dead-letter queue security-alert-rules",
    ],
    ["a rule without targets", { eventRules: [rule("config-noncompliant", { targets: [] })] }, "none of its targets"],
    [
      "a role of a function",
      { roles: [withTrust("lambda.amazonaws.com")] },
      "principals other than EventBridge may assume it",
    ],
    ["another role of EventBridge", { roles: [withTrust("events.amazonaws.com")] }, "its trust policy is another one"],
    ["the role of another region", { roles: [alertRole("us-east-1")] }, "the event rules of us-east-1 use it"],
    ["a queue", { queues: [queue("security-alert-rules", "Mine")] }, "its policy is another one"],
    ["an alarm", { alarms: [alarm("alerts-lost", "Orders were lost")] }, "it describes something else"],
  ];

  test.each(cases)("is a question: %s", (_, there, reason) => {
    const { questions, imports } = adopted(there);
    expect(questions).toMatchObject([{ kind: "event-rules", about: expect.stringContaining(reason) as string }]);
    expect(questions[0]!.options.map(({ choice }) => choice)).toEqual(["event-rules=theirs", "event-rules=ours"]);
    expect(imports).toEqual([]);
  });

  test.each(cases)("stays as it is, without event rules: %s", (_, there) => {
    const { settings, imports, findings, weaker } = adopted(there, { "event-rules": "theirs" });
    expect(settings).toEqual({ alerts: { instant: false } });
    expect(imports).toEqual([]);
    expect(findings).toMatchObject([{ mode: "not-adopted", reason: "chosen: there are no event rules" }]);
    expect(weaker).toMatchObject([{ subject: "alerts.instant" }]);
  });

  test.each(cases)("is overwritten only where that is chosen: %s", (_, there) => {
    const { settings, imports, changes } = adopted(there, { "event-rules": "ours" });
    expect(settings).toEqual({});
    expect(imports).not.toEqual([]);
    expect(changes).toContainEqual(expect.objectContaining({ change: "becomes that of the alerts", reason: "chosen" }));
  });

  test.each([
    ["a role that would have to be moved", { roles: [{ ...alertRole(), path: "/company/" }] }],
    ["a rule of a service", { eventRules: [rule("config-noncompliant", { createdBy: "config.amazonaws.com" })] }],
  ])("cannot be overwritten: %s", (_, there) => {
    expect(adopted(there).questions[0]!.options.map(({ choice }) => choice)).toEqual(["event-rules=theirs"]);
  });

  test("is no question where nothing of ours would get the name", () => {
    const there = { eventRules: [rule("guardduty-high", { targets: [] })] };
    expect(adopted(there)).toMatchObject({ questions: [], imports: [], findings: [] });
  });
});

test("the dry run says what an apply of the defaults does to each name, and avoids all of them", () => {
  const { found, settings } = collisionsOf(
    inventoryOf({
      ...lost,
      topics: [],
      eventRules: [...lost.eventRules!, rule("guardduty-high"), { name: "monitoring-x" }],
    }),
  );
  const overwritten = "AWS overwrites it without a warning, and a destroy deletes it";
  const reused = "the apply fails half-way, or uses it if its attributes are the same, and a destroy deletes it";
  expect(found).toEqual([
    { kind: "alarm", id: "alerts-undelivered", effect: overwritten },
    { kind: "alarm", id: "alerts-lost", effect: overwritten },
    { kind: "alarm", id: "config-first-evaluations", effect: overwritten },
    { kind: "event rule", id: "root-account-usage", effect: overwritten },
    { kind: "event rule", id: "root-account-usage.console", effect: overwritten },
    { kind: "event rule", id: "config-noncompliant", effect: overwritten },
    { kind: "event rule", id: "config-first-evaluations", effect: overwritten },
    { kind: "event rule", id: "events-not-forwarded", effect: overwritten },
    { kind: "event rule", id: "guardduty-high", effect: `once the settings ask for it, ${overwritten}` },
    { kind: "role", id: "security-alert-rules", effect: "the apply fails half-way, because it exists" },
    { kind: "queue", id: "security-alert-rules", effect: reused },
    { kind: "queue", id: "config-first-evaluations", effect: reused },
  ]);
  expect(settings).toEqual({ namePrefix: "monitoring-2-" });
});

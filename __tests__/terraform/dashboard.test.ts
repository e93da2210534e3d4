import { resolve } from "node:path";
import { Dashboard, type DashboardProps } from "../../src/capabilities/dashboard";
import { everything } from "../../src/cli/deployment/monitoring-resources";
import { severities } from "../../src/detections";
import type { MonitoringProps } from "../../src/settings";
import {
  emptyRows,
  metricsOf,
  misplaced,
  parsedBody,
  widgetsOf,
  type DashboardBody,
  type Metric,
} from "../support/dashboard-body";
import { mockedPlan, mocks } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { synthesizeCapability } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";
import { rootWith } from "../support/whole-module";

const [account, region] = ["111122223333", "eu-west-1"];

/** So many detections, of every severity in turn. */
const detections = (count: number, excepted = false): NonNullable<DashboardProps["detections"]> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const id = `custom-${at}`;
      return [
        id,
        {
          title: `Detection ${at}`,
          severity: severities[at % severities.length]!,
          alarmName: `team-${id}`,
          metricNamespace: "SecurityMonitoring",
          metricName: `team-${id}`,
          ...(excepted && { exceptedMetricName: `team-${id}-except` }),
        },
      ];
    }),
  );
const names = (count: number, prefix: string) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);
const ofOneSeverity = (count: number) =>
  Object.fromEntries(
    Object.entries(detections(count)).map(([id, each]) => [id, { ...each, severity: "high" as const }]),
  );

const full: DashboardProps = {
  detections: detections(5),
  alarmNames: ["team-alerts-lost"],
  eventRuleNames: {
    detections: ["team-custom-0"],
    config: ["team-config-noncompliant"],
    guardduty: ["team-guardduty-high", "team-guardduty-critical"],
    "access-analyzer": ["team-access-analyzer-public"],
    "security-hub": ["team-security-hub-high"],
    remediation: ["team-remediation-high"],
    requests: ["team-remediate-restricted-ssh"],
    forwarding: ["team-events-not-forwarded"],
  },
  functionNames: ["team-remediate-restricted-ssh"],
  logGroupName: "team-events",
  topicNames: ["team-alerts"],
  existingTopicArns: [
    `arn:aws:sns:${region}:${account}:theirs`,
    `arn:aws:sns:${region}:${account}:team-alerts`,
    `arn:aws:sns:us-east-1:${account}:elsewhere`,
    `arn:aws:sns:${region}:444455556666:others`,
  ],
  deadLetterQueueName: "team-security-alert-rules",
};
const cases = {
  nothing: {},
  one: { ...full, detections: detections(1) },
  full,
  without_queries: { ...full, logsInsightsEnabled: false },
  without_log_group: { ...full, detections: {}, logGroupName: undefined },
  excepted: { detections: detections(8, true) },
  hundreds: { ...full, detections: detections(500, true) },
  hundreds_of_one_severity: { ...full, detections: ofOneSeverity(500) },
  many_rules: { eventRuleNames: { detections: names(300, "rule") }, alarmNames: names(101, "alarm") },
} satisfies Record<string, DashboardProps>;
type Case = keyof typeof cases;

/** A module without resources that says what the body of a dashboard is, once what only AWS knows is put in. */
function module(props: DashboardProps): string {
  const dashboard = synthesizeCapability(Dashboard, props);
  const { dashboard_body: value } = dashboard.resource("aws_cloudwatch_dashboard.dashboard");
  return JSON.stringify({ locals: dashboard.locals, output: { body: { value } } })
    .replace(/data\.aws_region\.\w+\.id/g, `\\"${region}\\"`)
    .replace(/data\.aws_caller_identity\.\w+\.account_id/g, `\\"${account}\\"`)
    .replace(/data\.aws_partition\.\w+\.partition/g, '\\"aws\\"');
}

describeWith({ terraform: true }, "the body of a dashboard", () => {
  let bodies: Readonly<Record<Case, DashboardBody>>;

  beforeAll(async () => {
    const all = Object.keys(cases) as Case[];
    const workspace = new TerraformWorkspace({
      ...Object.fromEntries(all.map((name) => [`${name}/main.tf.json`, module(cases[name])])),
      "main.tf.json": JSON.stringify({
        module: Object.fromEntries(all.map((name) => [name, { source: `./${name}` }])),
        output: Object.fromEntries(all.map((name) => [name, { value: `\${module.${name}.body}` }])),
      }),
    });
    try {
      await workspace.init();
      await workspace.apply();
      const outputs = (await workspace.outputs()) as Record<Case, string>;
      bodies = Object.fromEntries(all.map((name) => [name, parsedBody(outputs[name])])) as typeof bodies;
    } finally {
      workspace.remove();
    }
  });

  const titles = (body: DashboardBody, type: "alarm" | "metric" | "log") =>
    widgetsOf(body, type).map(({ properties }) => properties.title);
  const headings = (body: DashboardBody) =>
    widgetsOf(body, "text").flatMap(({ properties: { markdown } }) => /^## (.*)$/.exec(markdown)?.[1] ?? []);

  test.each(Object.keys(cases) as Case[])("is laid out without overlaps and gaps: %s", (name) => {
    expect(misplaced(bodies[name])).toEqual([]);
    expect(emptyRows(bodies[name])).toEqual([]);
    for (const widget of bodies[name].widgets) {
      const inRow = bodies[name].widgets.filter(({ y }) => y === widget.y);
      expect(inRow.reduce((total, { width }) => total + width, 0)).toBe(24);
    }
  });

  test("has only a header where nothing is enabled", () => {
    expect(bodies.nothing.widgets.map(({ type }) => type)).toEqual(["text"]);
    expect(JSON.stringify(bodies.nothing.widgets)).toContain(`account ${account} in ${region}`);
  });

  test("begins with what matters most", () => {
    expect(headings(bodies.full)).toEqual([
      "Alarms",
      "Detections",
      "Findings and compliance",
      "Remediation",
      "Calls of AWS",
      "Delivery of alerts",
    ]);
    const severest = ["Critical", "High", "Medium", "Low"];
    expect(titles(bodies.full, "alarm")).toEqual([...severest, "Of the monitoring itself"]);
    expect(titles(bodies.full, "metric")).toEqual([
      ...severest,
      "Reported within about a minute",
      "AWS Config: changes of compliance",
      "GuardDuty: findings",
      "IAM Access Analyzer: findings",
      "Security Hub: findings of other products",
      "Reports and exemptions",
      "Errors of functions",
      "Events that EventBridge could not deliver",
      "Notifications that SNS could not deliver",
      "Failed invocations of event rules",
      "Events that other regions could not forward",
    ]);
  });

  test("shows each metric of what there is", () => {
    const events = (name: string, RuleName: string) => ({ namespace: "AWS/Events", name, dimensions: { RuleName } });
    const rules = Object.entries(full.eventRuleNames!).flatMap(([source, names]) =>
      names.map((rule) => ({ source, rule })),
    );
    const sns = (TopicName: string) => ({
      namespace: "AWS/SNS",
      name: "NumberOfNotificationsFailed",
      dimensions: { TopicName },
    });
    const expected: Metric[] = [
      ...names(5, "team-custom").map((name) => ({ namespace: "SecurityMonitoring", name, dimensions: {} })),
      // Requests are no reports.
      ...rules.filter(({ source }) => source !== "requests").map(({ rule }) => events("MatchedEvents", rule)),
      { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "team-remediate-restricted-ssh" } },
      {
        namespace: "AWS/SQS",
        name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: "team-security-alert-rules" },
      },
      sns("team-alerts"),
      sns("theirs"),
      ...rules.map(({ rule }) => events("FailedInvocations", rule)),
    ];
    const sorted = (metrics: readonly Metric[]) => metrics.map((each) => JSON.stringify(each)).sort();
    expect(sorted(metricsOf(bodies.full))).toEqual(sorted(expected));
  });

  test("queries the log group, unless there is none, or nobody wants to pay for it", () => {
    expect(widgetsOf(bodies.full, "log").map(({ properties }) => properties.query.split("' | ")[0])).toEqual(
      Array<string>(4).fill("SOURCE 'team-events"),
    );
    for (const name of ["without_queries", "without_log_group"] as const) {
      expect(widgetsOf(bodies[name], "log")).toEqual([]);
      expect(headings(bodies[name])).not.toContain("Calls of AWS");
    }
  });

  test("subtracts excluded events, which it does not show", () => {
    const [critical] = widgetsOf(bodies.excepted, "metric");
    expect(critical!.properties.metrics.slice(0, 3)).toEqual([
      ["SecurityMonitoring", "team-custom-3", { id: "counted0", visible: false }],
      ["SecurityMonitoring", "team-custom-3-except", { id: "excepted0", visible: false }],
      [{ id: "detected0", expression: "counted0 - FILL(excepted0, 0)", label: "Detection 3" }],
    ]);
  });

  test("has every alarm once, of one detection as of hundreds", () => {
    for (const [name, count] of [
      ["one", 1],
      ["full", 5],
      ["hundreds", 500],
      ["hundreds_of_one_severity", 500],
    ] as const) {
      const alarms = widgetsOf(bodies[name], "alarm").flatMap(({ properties }) => properties.alarms);
      const arn = (alarm: string) => `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}`;
      const expected = [...names(count, "team-custom"), "team-alerts-lost"].map(arn);
      expect([...alarms].sort()).toEqual([...expected].sort());
    }
    expect(titles(bodies.hundreds_of_one_severity, "alarm")).toEqual([
      "High",
      "High (2)",
      "High (3)",
      "High (4)",
      "High (5)",
      "Of the monitoring itself",
    ]);
    expect(titles(bodies.many_rules, "alarm")).toEqual(["Of the monitoring itself", "Of the monitoring itself (2)"]);
  });

  test("gives few alarms a quarter of the width, and many all of it, as high as they need", () => {
    const sizesOf = (name: Case) => widgetsOf(bodies[name], "alarm").map(({ width, height }) => [width, height]);
    expect(sizesOf("full")).toEqual([
      [6, 2],
      [6, 2],
      [6, 2],
      [6, 2],
      [24, 2],
    ]);
    expect(sizesOf("hundreds_of_one_severity").slice(0, 5)).toEqual(Array(5).fill([24, 14]));
    expect(sizesOf("many_rules")).toEqual([
      [24, 14],
      [24, 2],
    ]);
  });
});

interface PlannedResource {
  readonly type: string;
  readonly change: { readonly after: Readonly<Record<string, unknown>> | null };
}

/** Everything that can be on a dashboard. */
const settings: MonitoringProps = {
  ...everything,
  namePrefix: "team-",
  alerts: { ...everything.alerts, emails: ["security@example.com"] },
  detections: {
    packs: ["cis", "tamper", "attack"],
    overrides: { "iam-policy-changes": { except: '$.userIdentity.userName = "ci"' } },
    custom: { own: { title: "Own", pattern: '{ $.eventName = "Own" }', eventPattern: '{"source":["own"]}' } },
  },
  dashboard: { enabled: true },
};

describeWith({ terraform: true, awsProvider: true }, "a dashboard of everything", () => {
  const planned = new Map<string, readonly PlannedResource[]>();
  const project = new Project();

  /** What Terraform plans to create, without AWS. */
  async function plan(workspace: TerraformWorkspace): Promise<readonly PlannedResource[]> {
    try {
      await workspace.init("-backend=false");
      const { stdout } = await testMocked(workspace, ["-json", "-verbose"]);
      const messages = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { test_plan?: { resource_changes: PlannedResource[] } });
      return messages.find(({ test_plan }) => test_plan)!.test_plan!.resource_changes;
    } finally {
      workspace.remove();
    }
  }

  beforeAll(async () => {
    project.synthesize({ ...settings, provider: { region } });
    planned.set(
      "stack",
      await plan(
        new TerraformWorkspace({ ".": { copyOf: project.stack }, "stack.tftest.hcl": mockedPlan("./mocks"), mocks }),
      ),
    );
    planned.set(
      "module",
      await plan(
        new TerraformWorkspace({
          "main.tf.json": rootWith(settings),
          "provider.tf": `provider "aws" {\n  region = "${region}"\n}\n`,
          "main.tftest.hcl": mockedPlan("./module/tests/mocks"),
          module: { copyOf: resolve(__dirname, "../../module") },
        }),
      ),
    );
  });
  afterAll(() => {
    project.remove();
  });

  const all = (route: string, type: string) =>
    planned.get(route)!.flatMap((resource) => (resource.type === type ? [resource.change.after ?? {}] : []));
  const valuesOf = (route: string, type: string, attribute: string) =>
    all(route, type).map((attributes) => attributes[attribute] as string);
  const bodyOf = (route: string) => parsedBody(all(route, "aws_cloudwatch_dashboard")[0]!["dashboard_body"] as string);

  describe.each(["stack", "module"])("in the %s", (route) => {
    test("is known before the apply, laid out, and in the region of the provider", () => {
      const body = bodyOf(route);
      expect(misplaced(body)).toEqual([]);
      const regions = body.widgets.flatMap(({ properties }) => ("region" in properties ? [properties.region] : []));
      expect(new Set(regions)).toEqual(new Set([region]));
    });

    test("has every alarm, once, and no other", () => {
      const alarms = widgetsOf(bodyOf(route), "alarm").flatMap(({ properties }) => properties.alarms);
      const arns = valuesOf(route, "aws_cloudwatch_metric_alarm", "alarm_name")
        // That of the event forwarder is in another region.
        .filter((name) => name !== "team-events-not-forwarded")
        .map((name) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`);
      expect(arns.length).toBeGreaterThan(80);
      expect([...alarms].sort()).toEqual([...arns].sort());
    });

    test("has metrics of what is planned, and of all of it", () => {
      const rules = (
        all(route, "aws_cloudwatch_event_rule") as { readonly name: string; readonly event_bus_name: string | null }[]
      ).filter(({ name }) => !name.startsWith("team-forward-"));
      const ofRules = (metric: string, of: typeof rules) =>
        of.map(({ name, event_bus_name: EventBusName }) => ({
          namespace: "AWS/Events",
          name: metric,
          dimensions: { ...((EventBusName ?? "default") !== "default" && { EventBusName }), RuleName: name },
        }));
      const reporting = rules.filter(({ name }) => !/^team-(remediate|sweep)-/.test(name));
      const metrics = (namespace: string, name: string, dimension: string, values: readonly string[]) =>
        values.map((value) => ({ namespace, name, dimensions: { [dimension]: value } }));
      const counted = all(route, "aws_cloudwatch_log_metric_filter").map(({ metric_transformation }) => {
        const [{ name, namespace }] = metric_transformation as [{ name: string; namespace: string }];
        return { namespace, name, dimensions: {} };
      });
      const expected = [
        ...counted,
        ...ofRules("FailedInvocations", rules),
        ...ofRules("MatchedEvents", reporting),
        ...metrics("AWS/Lambda", "Errors", "FunctionName", valuesOf(route, "aws_lambda_function", "function_name")),
        ...metrics("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", ["team-security-alert-rules"]),
        ...metrics("AWS/SNS", "NumberOfNotificationsFailed", "TopicName", valuesOf(route, "aws_sns_topic", "name")),
      ];
      const distinct = (of: readonly Metric[]) => [...new Set(of.map((each) => JSON.stringify(each)))].sort();
      expect(valuesOf(route, "aws_sqs_queue", "name")).toContain("team-security-alert-rules");
      expect(valuesOf(route, "aws_sns_topic", "name")).toHaveLength(3);
      expect(distinct(metricsOf(bodyOf(route)))).toEqual(distinct(expected));
    });

    test("queries the log group of the trail", () => {
      const sources = widgetsOf(bodyOf(route), "log").map(
        ({ properties }) => /^SOURCE '([^']+)'/.exec(properties.query)?.[1],
      );
      expect(new Set(sources)).toEqual(new Set(["team-security-monitoring-trail"]));
      expect(valuesOf(route, "aws_cloudwatch_log_group", "name")).toContain("team-security-monitoring-trail");
    });
  });

  test("is the same in the stack and in the module", () => {
    expect(bodyOf("stack")).toEqual(bodyOf("module"));
  });
});

describeWith({ terraform: true, awsProvider: true }, "a dashboard with more than AWS allows", () => {
  test("is refused at plan, with what is too much", async () => {
    const rules = JSON.stringify({ requests: names(2501, "rule") });
    const workspace = new TerraformWorkspace(
      {
        module: { copyOf: resolve(__dirname, "../../module") },
        "module/modules/dashboard/main.tftest.hcl": `variables {\n  event_rule_names = ${rules}\n}\n${mockedPlan("../../tests/mocks")}`,
      },
      { workingDirectory: "module/modules/dashboard" },
    );
    try {
      await workspace.init("-backend=false");
      const { stdout, stderr } = await testMocked(workspace, [], { expectExitCode: [1] });
      expect((stdout + stderr).replace(/[\s│]+/g, " ")).toContain(
        "A dashboard can have 2500 metrics, and those of 0 detections and 2501 event rules are 2501: enable fewer",
      );
    } finally {
      workspace.remove();
    }
  });
});

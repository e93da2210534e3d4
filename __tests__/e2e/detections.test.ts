import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import { resolve } from "node:path";
import { detections, packs } from "../../src/detections";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

/** The detections alone, on a log group and a topic that exist already. */
const root = `
resource "aws_cloudwatch_log_group" "events" { name = "events" }
resource "aws_sns_topic" "alerts" { name = "alerts" }
resource "aws_sns_topic" "pager" { name = "pager" }

resource "terraform_data" "made" { input = "made" }

variable "disabled" { type = list(string) }

module "detections" {
  source             = "./detections"
  name_prefix        = "acme-"
  log_group_name     = aws_cloudwatch_log_group.events.name
  topic_arn          = aws_sns_topic.alerts.arn
  topics_by_severity = { critical = { arn = aws_sns_topic.pager.arn } }
  packs              = ["cis", "tamper", "attack", "data"]
  disabled           = var.disabled
  overrides = {
    console-sign-in-failures = { threshold = 7, period_seconds = 900, severity = "critical" }
    route-table-changes      = { except = "$.requestID = \\"\${terraform_data.made.output}\\"" }
    iam-policy-changes       = { except = "$.userIdentity.arn = \\"*role/terraform*\\"" }
    organizations-changes    = { except = "$.userIdentity.arn = \\"*role/terraform*\\"" }
  }
  custom = {
    custom-detection = { title = "Own", pattern = "{ $.eventName = \\"Own\\" }" }
  }
}

module "alert_subscriptions" {
  source       = "./alert-subscriptions"
  topic_arn    = aws_sns_topic.alerts.arn
  topic_is_new = true
}
`;

describeWith({ terraform: true, awsProvider: true, emulator: true }, "every detection at once", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await startEmulator();
    const modules = resolve(__dirname, "../../module/modules");
    const files = {
      "main.tf": root,
      detections: { copyOf: resolve(modules, "detections") },
      "alert-subscriptions": { copyOf: resolve(modules, "alert-subscriptions") },
    };
    workspace = new TerraformWorkspace(files, { env: emulator.env });
    await workspace.init();
    await workspace.apply({ disabled: [] });
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  const alarms = async () => {
    const { MetricAlarms } = await new CloudWatchClient(clientConfig(emulator)).send(
      new DescribeAlarmsCommand({ MaxRecords: 100 }),
    );
    return new Map(MetricAlarms!.map((alarm) => [alarm.AlarmName!.replace("acme-", ""), alarm]));
  };
  const filters = async (filterNamePrefix?: string) => {
    const { metricFilters } = await new CloudWatchLogsClient(clientConfig(emulator)).send(
      new DescribeMetricFiltersCommand({ logGroupName: "events", filterNamePrefix, limit: 50 }),
    );
    return new Map(metricFilters!.map((filter) => [filter.filterName!.replace("acme-", ""), filter]));
  };

  test("leaves an empty plan, and a warning that the alerts have no recipient", async () => {
    const { exitCode, changes, diagnostics } = await workspace.plan();
    expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: [] });
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        summary: "Check block assertion failed",
        detail: expect.stringContaining("The alerts have no recipient: the new topic has no subscriber."),
      },
    ]);
  });

  test("makes one alarm per detection, with its threshold and period, for the topic of its severity", async () => {
    const made = await alarms();
    expect([...made.keys()].sort()).toEqual([...detections.map(({ id }) => id), "custom-detection"].sort());
    for (const { id, severity, threshold, periodSeconds } of packs.tamper) {
      expect(made.get(id)).toMatchObject({
        Threshold: threshold,
        Period: periodSeconds,
        MetricName: `acme-${id}`,
        AlarmActions: [expect.stringMatching(severity === "critical" ? /:pager$/ : /:alerts$/)],
      });
    }
  });

  test("writes into every alarm what it means, what to do and where to look, in AWS's 1024 characters", async () => {
    const made = await alarms();
    for (const { id, title, firstSteps } of detections) {
      const { AlarmDescription } = made.get(id)!;
      expect(AlarmDescription!.length).toBeLessThanOrEqual(1024);
      expect(AlarmDescription).toContain(title);
      expect(AlarmDescription).toContain(firstSteps);
      expect(AlarmDescription).toMatch(
        /\nhttps:\/\/eu-west-1\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=eu-west-1#logsV2:logs-insights\$3FqueryDetail\$3D~\(.*~source~\(~'events\)\)$/,
      );
    }
  });

  test("applies changes of a detection", async () => {
    expect((await alarms()).get("console-sign-in-failures")).toMatchObject({
      Threshold: 7,
      Period: 900,
      AlarmActions: [expect.stringMatching(/:pager$/)],
    });
  });

  test("subtracts exceptions, and leaves the canonical filter unchanged", async () => {
    const canonical = detections.find(({ id }) => id === "iam-policy-changes")!.filters.canonical;
    const made = await filters();
    expect(made.get("iam-policy-changes")!.filterPattern).toBe(canonical);
    expect(made.get("iam-policy-changes/except")!.filterPattern).toMatch(
      /^\{ \(.*\) && \(\$\.userIdentity\.arn = "\*role\/terraform\*"\) \}$/,
    );
    // A value that was made in the same run.
    expect(made.get("route-table-changes/except")!.filterPattern).toMatch(/ && \(\$\.requestID = "made"\) \}$/);
    expect(made.get("iam-policy-changes/except")!.metricTransformations).toMatchObject([
      { metricName: "acme-iam-policy-changes-except" },
    ]);
    const { Metrics, MetricName } = (await alarms()).get("iam-policy-changes")!;
    expect(MetricName).toBeUndefined();
    expect(Metrics).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Id: "alarming", Expression: "counted - FILL(excepted, 0)", ReturnData: true }),
        expect.objectContaining({ Id: "counted" }),
        expect.objectContaining({ Id: "excepted" }),
      ]),
    );
  });

  test("counts an event once that two texts match, and subtracts an exception once", async () => {
    const made = [...(await filters("acme-organizations-changes"))];
    expect(
      Object.fromEntries(made.map(([name, filter]) => [name, filter.metricTransformations![0]!.metricValue])),
    ).toEqual({
      "organizations-changes": "0",
      "organizations-changes/except": "0",
      "organizations-changes/prowler": "1",
      "organizations-changes/prowler/except": "1",
    });
  });

  test("switching one detection off touches no other", async () => {
    const { changes } = await workspace.plan({ disabled: ["vpc-changes"] });
    const touched = changes.map(({ address }) => address).filter((address) => !address.startsWith("output."));
    expect(touched.length).toBeGreaterThanOrEqual(2);
    for (const address of touched) expect(address).toMatch(/\["vpc-changes(\/[a-z0-9.-]+)?"\]$/);
  });
});

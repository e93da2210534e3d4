import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { flag, group, logGroupName, oneOf, text, topicArn, topicName } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";
import { shownDetections } from "../shared/shown-detections";
import { allowed, heightsOf, placed, rowsOf, textWidget, type Section } from "./layout";
import { operations } from "./operations";
import { hoursShown } from "./queries";
import { Widgets } from "./widgets";

/** What event rules report, or send. */
const ruleSources = [
  "detections",
  "config",
  "guardduty",
  "access-analyzer",
  "security-hub",
  "remediation",
  "requests",
  "member-exemptions",
  "member-requests",
  "forwarding",
] as const;
type RuleSource = (typeof ruleSources)[number];

/** What is on the default bus in any case: what these rules look for is of this account and region. */
const onDefaultBus: readonly RuleSource[] = ["remediation", "requests"];

const name = () => text(/^[A-Za-z0-9._-]{1,255}$/, "a name of 1 to 255 letters, digits and . _ -");
const names = () => z.array(name(), { error: "a list of names" });

const inputs = group({
  name: text(/^[A-Za-z0-9_-]{1,255}$/, "a dashboard name of 1 to 255 letters, digits, _ and -")
    .default("security-monitoring")
    .describe(
      "Name of the dashboard. Dashboards belong to no region: AWS overwrites one of the account that has this name.",
    ),
  detections: shownDetections
    .default({})
    .describe("Detections whose alarms and metrics are shown, by id: the output of the module `detections`."),
  alarmNames: names().default([]).describe("Alarms on the monitoring itself."),
  eventRuleNames: z
    .partialRecord(oneOf(ruleSources), names(), { error: "a map of names by what the rules report" })
    .default({})
    .describe(
      "Event rules, by what they report: detections, config, guardduty, access-analyzer, security-hub, remediation, member-exemptions (in accounts of an organization), forwarding (its failures); requests and member-requests are sent to functions.",
    ),
  eventBusName: name()
    .default("default")
    .describe(
      "Event bus of these rules, except for remediation and requests: AWS counts by bus what is not the default one.",
    ),
  functionNames: names().default([]).describe("Functions of remediation."),
  logGroupName: logGroupName()
    .optional()
    .describe("Log group with the events of the trail. Unset: there are no queries."),
  logsInsightsEnabled: flag()
    .default(true)
    .describe(
      "Whether the dashboard shows who calls AWS, in which regions, from which addresses and with which errors. These are queries of CloudWatch Logs Insights on the log group of the trail: AWS bills what they scan each time somebody loads or refreshes the dashboard.",
    ),
  topicNames: z.array(topicName(), { error: "a list of names" }).default([]).describe("New topics of the alerts."),
  existingTopicArns: z
    .array(topicArn(), { error: "a list of ARNs" })
    .default([])
    .describe("Existing topics of the alerts. Those of other accounts and regions have no metrics here."),
  deadLetterQueueName: name().optional().describe("Queue of the events that EventBridge could not deliver."),
});

export type DashboardProps = CapabilityProps<typeof inputs>;
export type DashboardOutputs = Dashboard["outputs"];

/** One screen with all that is enabled. What does not exist has no widget. */
export class Dashboard extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "dashboard";
  static readonly summary =
    "CloudWatch dashboard of alarms, detections, findings, callers, and the delivery of alerts.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_cloudwatch_dashboard: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id, inputs, props);
    const hcl = hclIn(this);
    const { accountId, region } = AwsEnvironment.of(this);

    const detections = this.local("detections", asTerraformValue(shownDetections, this.inputs.detections));
    const rules = this.local("event_rules", this.inputs.eventRuleNames);
    const header = `# Security monitoring of account ${accountId} in ${region}\nTerraform manages this dashboard: change the settings, not the dashboard. Numbers are of the time range above.`;
    const rows = this.local("rows", rowsOf(this, textWidget(this, 2, header), this.sections(detections, rules)));
    const widgets = this.local("widgets", placed(this, rows, this.local("heights", heightsOf(this, rows))));

    const metrics = hcl`sum(flatten([for row in ${rows} : row[*].metrics]))`;
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: this.inputs.name,
      dashboardBody: hcl`jsonencode({ start = ${`-PT${hoursShown}H`}, periodOverride = "auto", widgets = ${widgets} })`,
      lifecycle: {
        // The 500 widgets that AWS allows are more than these metrics need, with as many alarms as a region can have.
        precondition: [
          {
            condition: hcl`${metrics} <= ${allowed.metrics}`,
            errorMessage: hcl`format("A dashboard can have %d metrics, and those of %d detections and %d event rules are %d: enable fewer, or disable the dashboard.", ${allowed.metrics}, length(${detections}), length(flatten(values(${rules}))), ${metrics})`,
          },
        ],
      },
    });
  }

  /** From what people look at first. */
  private sections(detections: string, rules: string): Section[] {
    const { alarmNames, functionNames, logGroupName, logsInsightsEnabled, deadLetterQueueName } = this.inputs;
    const { topicNames, existingTopicArns, eventBusName } = this.inputs;
    const hcl = hclIn(this);
    const widgets = new Widgets(this);

    const parts = this.local("detections_by_severity", widgets.detectionsBySeverity(detections));
    const inRow = this.local("alarm_widgets_in_row", widgets.alarmWidgetsInRow(parts, alarmNames));
    const ofRules = (title: string, source: RuleSource) => ({
      title,
      namespace: "AWS/Events",
      metric: "MatchedEvents",
      dimension: "RuleName",
      stat: "Sum" as const,
      names: hcl`lookup(${rules}, ${source}, [])`,
      eventBusName: onDefaultBus.includes(source) ? "default" : eventBusName,
    });
    const failed = (title: string, condition: string, bus: string) => ({
      title,
      namespace: "AWS/Events",
      metric: "FailedInvocations",
      dimension: "RuleName",
      stat: "Sum" as const,
      names: hcl`flatten([for source, names in ${rules} : names if ${condition}])`,
      eventBusName: bus,
    });
    // An existing topic of another account or region has its metrics there.
    const topics = hcl`distinct(concat(${topicNames}, [for arn in ${existingTopicArns} :
      element(split(":", arn), 5) if startswith(arn, ${AwsEnvironment.of(this).arn("sns", "")})
    ]))`;

    const section = (id: string, title: string, inRow: Section["inRow"], ...lists: string[]): Section => ({
      title,
      inRow,
      widgets: this.local(id, hcl`concat(${lists}...)`),
    });
    return [
      section(
        "alarms",
        "Alarms",
        inRow,
        widgets.alarmsOfDetections(parts, inRow),
        widgets.alarms("Of the monitoring itself", hcl`${alarmNames}`, inRow),
      ),
      section(
        "detected",
        "Detections",
        2,
        widgets.detections(parts),
        widgets.charts(ofRules("Reported within about a minute", "detections")),
      ),
      section(
        "findings",
        "Findings and compliance",
        2,
        widgets.charts(
          ofRules("AWS Config: changes of compliance", "config"),
          ofRules("GuardDuty: findings", "guardduty"),
          ofRules("IAM Access Analyzer: findings", "access-analyzer"),
          ofRules("Security Hub: findings of other products", "security-hub"),
        ),
      ),
      section(
        "remediation",
        "Remediation",
        2,
        widgets.charts(ofRules("Reports and exemptions", "remediation"), {
          title: "Errors of functions",
          namespace: "AWS/Lambda",
          metric: "Errors",
          dimension: "FunctionName",
          stat: "Sum",
          names: hcl`${functionNames}`,
        }),
        widgets.charts(ofRules("Exemptions in other accounts", "member-exemptions")),
      ),
      section("queries", "Calls of AWS", 2, widgets.queries(logGroupName, logsInsightsEnabled)),
      section(
        "delivery",
        "Delivery of alerts",
        2,
        widgets.charts(
          {
            title: "Events that EventBridge could not deliver",
            namespace: "AWS/SQS",
            metric: "ApproximateNumberOfMessagesVisible",
            dimension: "QueueName",
            stat: "Maximum",
            names: hcl`[for name in ${[deadLetterQueueName]} : name if name != null]`,
          },
          {
            title: "Notifications that SNS could not deliver",
            namespace: "AWS/SNS",
            metric: "NumberOfNotificationsFailed",
            dimension: "TopicName",
            stat: "Sum",
            names: topics,
          },
          failed(
            "Failed invocations of event rules",
            hcl`${eventBusName} == "default" || !contains(${onDefaultBus}, source)`,
            eventBusName,
          ),
          failed(
            "Failed invocations of event rules of remediation",
            hcl`${eventBusName} != "default" && contains(${onDefaultBus}, source)`,
            "default",
          ),
          ofRules("Events that other regions could not forward", "forwarding"),
        ),
      ),
    ];
  }
}

import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { uncountedFilters, type Control } from "../../detections";
import { ownGround } from "../../detections/own-ground";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, ofEach } from "../../terraform/hcl";
import { flag, group, logGroupName, tagMap, text, topicArn } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import type { ShownDetections } from "../shared/shown-detections";
import { topicsBySeverity } from "../shared/topics-by-severity";
import { chosenDetections, chosenShape, instantShape, mayBeChosen } from "./chosen";
import { logsInsightsLink } from "./logs-insights-link";
import { operations } from "./operations";
import { ownCallsShape, ownSessions } from "./own-calls";
import { ownGroundShape, ownPatterns } from "./own-ground";
import { roomConditions, type RoomCondition } from "./room";

/** What an alarm says if event rules report the same. */
const reportedAlready =
  "An event rule has reported this within about a minute, if the event reached EventBridge: this alarm is the record.";

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the name of every filter, metric and alarm."),
  logGroupName: logGroupName().describe("Log group that receives the events of the trail."),
  topicArn: topicArn().describe("Topic that the alarms publish to."),
  topicsBySeverity,
  metricNamespace: text(
    /^[A-Za-z0-9._/#-]{1,255}$/,
    'a namespace of 1 to 255 letters, digits and . _ / # -, not starting with "AWS/"',
    /^AWS\//,
  )
    .default("SecurityMonitoring")
    .describe("CloudWatch namespace of the metrics."),
  ...chosenShape,
  alertsInstantly: flag()
    .default(false)
    .describe(
      "Whether event rules, as of the module `detection-rules`, report the detections that the next three inputs choose. Their alarms say so.",
    ),
  ...instantShape,
  ...ownCallsShape,
  ...ownGroundShape,
  recordTopicArn: topicArn()
    .optional()
    .describe("Topic for the alarms of detections of which event rules report everything, instead of the others."),
  chatTopicArn: topicArn()
    .optional()
    .describe("Topic for all other alarms in addition: that of the chat, which event rules tell the rest."),
  tags: tagMap().default({}).describe("Tags of the alarms."),
});

export type DetectionsProps = CapabilityProps<typeof inputs>;
export type DetectionsOutputs = Detections["outputs"];

/** The detections: each has filters that feed one metric, which triggers one alarm. */
export class Detections extends Capability<typeof inputs, { alarmArns: string[]; detections: ShownDetections }> {
  static readonly module = "detections";
  static readonly summary = "Metric filters and alarms on the events of the trail, from a catalogue of detections.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_log_metric_filter: "destroy",
    aws_cloudwatch_metric_alarm: "destroy",
  };
  static readonly operations = [operations, common];
  static readonly outputs = {
    alarmArns: "ARNs of the alarms.",
    detections: "By id, what the dashboard shows of each detection.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: DetectionsProps) {
    super(scope, id, inputs, props);
    const {
      namePrefix,
      logGroupName,
      topicArn,
      topicsBySeverity,
      metricNamespace,
      recordTopicArn,
      chatTopicArn,
      tags,
    } = this.inputs;
    const hcl = hclIn(this);
    const own = ownSessions(this, this.inputs);

    const active = this.local(
      "active",
      chosenDetections(this, this.inputs, {
        ofCatalogue: ({ id, controls, filters, insightsFilter }) => ({
          controls: shortControls(controls),
          // Those with names follow below.
          filters: id === ownGround ? Object.fromEntries(Object.keys(filters).map((name) => [name, ""])) : filters,
          insights_filter: insightsFilter,
        }),
        ofCustom: '${{ filters = { canonical = detection.pattern }, controls = "" }}',
        isInstant: this.inputs.alertsInstantly,
        ownSessions: own,
      }),
    );
    const filters = this.local("filters", this.filtersOf(active, own !== undefined));
    const room: RoomCondition[] = roomConditions(this, filters, active);
    const uncounted = this.local("uncounted", uncountedFilters);
    const eachFilter = TerraformIterator.fromMap(Token.asAnyMap(filters));
    const filter = new CloudwatchLogMetricFilter(this, "filter", {
      forEach: eachFilter,
      name: `${namePrefix}${eachFilter.key}`,
      logGroupName,
      pattern: "${each.value.pattern}",
      metricTransformation: {
        name: `${namePrefix}\${each.value.metric}`,
        namespace: metricNamespace,
        // The exception of a filter that counts nothing counts nothing, too.
        value: hcl`contains(${uncounted}, trimsuffix(each.key, "/except")) ? "0" : "1"`,
        // Recorded for every event that does not match: the alarm returns to OK instead of missing data.
        defaultValue: "0",
      },
      lifecycle: {
        precondition: [
          {
            condition: "${length(each.value.pattern) <= 1024}",
            errorMessage:
              "With its exception, the pattern of ${each.key} is longer than the 1024 characters that AWS allows.",
          },
          {
            condition: '${each.value.except == null || startswith(trimspace(each.value.pattern), "{")}',
            errorMessage: "An exception works only with a JSON pattern; the pattern of ${each.key} is not one.",
          },
          ...room,
        ],
      },
    });
    // From the filter, not by name: auditors look for the link, and Terraform creates the filter first.
    const metricOf = (key: string) => hcl`${filter.fqn}[${key}].metric_transformation[0].name`;

    const eachDetection = TerraformIterator.fromMap(Token.asAnyMap(active));
    const descriptions = this.local("descriptions", this.descriptionsOf(active));
    const topics = this.local("topics", topicsBySeverity);
    const unlessExcepted = (value: string) => hcl`each.value.has_exception ? null : ${value}`;
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      forEach: eachDetection,
      alarmName: `${namePrefix}${eachDetection.key}`,
      alarmDescription: hcl`${descriptions}[each.key]`,
      actionsEnabled: "${each.value.actions_enabled}" as unknown as boolean,
      alarmActions: Token.asList(
        hcl`compact([
          each.value.is_record && ${recordTopicArn} != null ? ${recordTopicArn} : contains(keys(${topics}), each.value.severity) ? ${topics}[each.value.severity].arn : ${topicArn},
          each.value.is_record ? null : ${chatTopicArn}
        ])`,
      ),
      namespace: unlessExcepted(metricNamespace),
      metricName: unlessExcepted(metricOf("${each.key}")),
      statistic: unlessExcepted("Sum"),
      period: Token.asNumber(unlessExcepted("${each.value.period_seconds}")),
      evaluationPeriods: Token.asNumber("${each.value.evaluation_periods}"),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: Token.asNumber("${each.value.threshold}"),
      treatMissingData: "notBreaching",
      tags,
      lifecycle: {
        precondition: [
          {
            condition:
              "${each.value.period_seconds * each.value.evaluation_periods <= (each.value.period_seconds < 3600 ? 86400 : 604800)}",
            errorMessage:
              "An alarm can evaluate at most one day, or one week with periods of an hour or more: ${each.key} has too many periods.",
          },
        ],
      },
    });
    // Excluded events have a metric of their own, which is subtracted: no filter is ever rewritten.
    alarm.addOverride("dynamic.metric_query", [
      {
        for_each: '${each.value.has_exception ? { counted = each.key, excepted = "${each.key}/except" } : {}}',
        content: {
          id: "${metric_query.key}",
          metric: {
            namespace: metricNamespace,
            metric_name: metricOf("${metric_query.value}"),
            period: "${each.value.period_seconds}",
            stat: "Sum",
          },
        },
      },
      {
        for_each: "${each.value.has_exception ? [each.value.title] : []}",
        content: {
          id: "alarming",
          expression: "counted - FILL(excepted, 0)",
          label: "${metric_query.value}",
          return_data: true,
        },
      },
    ]);

    // A caller may mark every setting as sensitive; what the dashboard shows of them is not.
    const open = (value: string) => hcl`nonsensitive(sensitive(${value}))`;
    this.outputs = {
      alarmArns: ofEach(this, alarm, "arn"),
      // An expression instead of a map: only Terraform sees it.
      detections: hcl`{ for id, detection in ${active} : id => {
        title = ${open("${detection.title}")},
        severity = ${open("${detection.severity}")},
        alarm_name = ${alarm.fqn}[id].alarm_name,
        metric_namespace = ${open(metricNamespace)},
        metric_name = ${metricOf("${id}")},
        excepted_metric_name = detection.has_exception ? ${metricOf("${id}/except")} : null
      } }` as unknown as ShownDetections,
    };
  }

  /**
   * The canonical filter has its detection's id as key, every other one `<id>/<name>`. The exception of a filter is a
   * filter as well, `<key>/except`, so that the subtraction is right however many filters match an event.
   *
   * @param hasOwn Whether there may be sessions whose calls do not count.
   */
  private filtersOf(active: string, hasOwn: boolean): string {
    const hcl = hclIn(this);
    // Brief, because a filter can have 1024 characters.
    const except = hasOwn
      ? hcl`length(detection.own_sessions) == 0 ? detection.except : join("||", concat(
          [for arn in detection.own_sessions : "$.userIdentity.arn=\\"\${arn}\\""],
          detection.except == null ? [] : ["(\${detection.except})"]
        ))`
      : "${detection.except}";
    const excepting = hasOwn
      ? hcl`length(${active}[filter.metric].own_sessions) == 0 ? "{ (%s) && (%s) }" : "{(%s)&&(%s)}"`
      : "{ (%s) && (%s) }";
    const isNamed = mayBeChosen({ id: ownGround, pack: "tamper" }, this.inputs);
    const named = this.local("own_patterns", isNamed ? ownPatterns(this, this.inputs) : {});
    const counted = this.local(
      "counting_filters",
      hcl`merge([for id, detection in ${active} : { for name, pattern in detection.filters :
        (name == "canonical" ? id : "\${id}/\${name}") => {
          metric = id, pattern = lookup(${named}, name == "canonical" ? id : "\${id}/\${name}", pattern), except = ${except}, has_exception = detection.has_exception
        } }]...)`,
    );
    return hcl`merge(${counted}, { for key, filter in ${counted} : "\${key}/except" => {
      metric = "\${filter.metric}-except",
      pattern = format(${excepting}, trimsuffix(trimprefix(trimspace(filter.pattern), "{"), "}"), filter.except),
      except = null
    } if filter.has_exception })`;
  }

  /** The description of an alarm, within AWS's 1024 characters; the link is the first thing to be omitted. */
  private descriptionsOf(active: string): string {
    const hcl = hclIn(this);
    const texts = this.local(
      "texts",
      hcl`{ for id, detection in ${active} : id => join(" ", compact([
        "\${detection.title} (\${detection.severity}).",
        detection.why,
        detection.first_steps == "" ? "" : "First: \${detection.first_steps}",
        detection.controls == "" ? "" : "Controls: \${detection.controls}.",
        detection.is_record ? ${reportedAlready} : ""
      ])) }`,
    );
    const links = this.local(
      "links",
      hcl`{ for id, detection in ${active} : id => ${logsInsightsLink(this, this.inputs.logGroupName, "${detection.insights_filter}")} }`,
    );
    return hcl`{ for id, text in ${texts} : id => length(regexall("(?s).", text)) + length(${links}[id]) < 1024 ? join("\\n", compact([text, ${links}[id]])) : substr(text, 0, 1024) }`;
  }
}

/** What fits into an alarm: the control of Security Hub, and the newest CIS benchmark's. */
function shortControls(controls: readonly Control[]): string {
  const cis = controls.filter(({ benchmark }) => benchmark === "CIS AWS Foundations").at(-1);
  const hub = controls.find(({ benchmark }) => benchmark === "AWS Security Hub");
  return [hub?.id, cis && `CIS ${cis.version} ${cis.id}`].filter(Boolean).join(", ");
}

import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformIterator, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { detections, type Detection } from "../detections";
import { Capability } from "../terraform/capability";
import { hclIn } from "../terraform/reference";
import { group, logGroupName, oneOf, tagMap, text, topicArn, uniqueList } from "../terraform/schema";

const ids = detections.map(({ id }) => id) as [string, ...string[]];

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Put in front of the name of every filter, metric and alarm."),
  logGroupName: logGroupName().describe("Log group that gets the events of the trail."),
  topicArn: topicArn().describe("Topic the alarms publish to."),
  metricNamespace: text(/^[A-Za-z0-9._/#-]{1,255}$/, "a namespace of 1 to 255 letters, digits and . _ / # -")
    .default("SecurityMonitoring")
    .describe("CloudWatch namespace of the metrics."),
  disabled: uniqueList(oneOf(ids)).default([]).describe("Ids of detections that are switched off."),
  tags: tagMap().default({}).describe("Tags of the alarms."),
});

/** The detections: for each one its filters, which feed one metric, which sets off one alarm. */
export class Detections extends Capability<typeof inputs, { alarmArns: string[] }> {
  static readonly module = "detections";
  static readonly summary = "Metric filters and alarms on the events of the trail, from a catalogue of detections.";
  static readonly inputs = inputs;
  static readonly outputs = { alarmArns: "ARNs of the alarms." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: z.input<typeof inputs>) {
    super(scope, id, inputs, props);
    const { namePrefix, logGroupName, topicArn, metricNamespace, disabled, tags } = this.inputs;
    const hcl = hclIn(this);

    const catalogue = new TerraformLocal(this, "catalogue", Object.fromEntries(detections.map(asCatalogueEntry)))
      .expression;
    const active = new TerraformLocal(
      this,
      "active",
      hcl`{ for id, detection in ${catalogue} : id => detection if !contains(${disabled}, id) }`,
    ).expression;
    // The canonical filter has the detection's own id as its key, every other one `<id>/<name>`.
    const filters = new TerraformLocal(
      this,
      "filters",
      hcl`merge([for id, detection in ${active} : { for name, pattern in detection.filters : (name == "canonical" ? id : join("/", [id, name])) => { detection = id, pattern = pattern } }]...)`,
    ).expression;

    const eachFilter = TerraformIterator.fromMap(Token.asAnyMap(filters));
    const filter = new CloudwatchLogMetricFilter(this, "filter", {
      forEach: eachFilter,
      name: `${namePrefix}${eachFilter.key}`,
      logGroupName,
      pattern: "${each.value.pattern}",
      metricTransformation: {
        name: `${namePrefix}\${each.value.detection}`,
        namespace: metricNamespace,
        value: "1",
        // Written for every event that does not match: the alarm returns to OK instead of missing data.
        defaultValue: "0",
      },
    });

    const eachDetection = TerraformIterator.fromMap(Token.asAnyMap(active));
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      forEach: eachDetection,
      alarmName: `${namePrefix}${eachDetection.key}`,
      alarmDescription: "${each.value.description}",
      namespace: metricNamespace,
      // From the filter, not by name: auditors look for the link, and Terraform creates the filter first.
      metricName: hcl`${filter.fqn}[each.key].metric_transformation[0].name`,
      statistic: "Sum",
      period: Token.asNumber("${each.value.period}"),
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: Token.asNumber("${each.value.threshold}"),
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      tags,
    });

    this.outputs = { alarmArns: Token.asList(hcl`[for alarm in ${alarm.fqn} : alarm.arn]`) };
  }
}

/** A detection as the module's `local.catalogue` holds it. */
function asCatalogueEntry({ id, title, severity, why, firstSteps, filters, threshold, periodSeconds }: Detection) {
  const description = `${title} (${severity}). ${why} First: ${firstSteps}`;
  return [id, { description, filters, threshold, period: periodSeconds }];
}

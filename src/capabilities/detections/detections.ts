import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import {
  detections,
  packs,
  uncountedFilters,
  type Control,
  type Detection,
  type DetectionId,
  type Pack,
  severities,
} from "../../detections";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import {
  flag,
  group,
  logGroupName,
  longText,
  oneOf,
  oneOfNumbers,
  tagMap,
  text,
  topicArn,
  uniqueList,
  wholeNumber,
} from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";
import { topicsBySeverity } from "../shared/topics-by-severity";
import { logsInsightsLink } from "./logs-insights-link";
import { operations } from "./operations";
import { exceptionIssues, filterCondition, filterPattern } from "./pattern-input";

const ids = detections.map(({ id }) => id) as [DetectionId, ...DetectionId[]];

const threshold = () => wholeNumber(1, 1_000_000, "events");
/** Seconds over which an alarm can count. */
export const alarmPeriods = [60, 300, 900, 3600, 21600, 86400] as const;
const periodSeconds = () => oneOfNumbers(alarmPeriods, "seconds");
const evaluationPeriods = () => wholeNumber(1, 100, "periods");
const except = () =>
  filterCondition()
    .optional()
    .describe(
      "Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted.",
    );

/** What a user may change of a detection of the catalogue. */
const overridden = {
  severity: oneOf(severities).optional().describe("Severity, instead of the catalogue's."),
  threshold: threshold().optional().describe("Number of matching events in a period that triggers the alarm."),
  periodSeconds: periodSeconds().optional().describe("Length of a period, in seconds."),
  evaluationPeriods: evaluationPeriods()
    .optional()
    .describe("Number of consecutive periods that must reach the threshold."),
  actionsEnabled: flag().optional().describe("Whether the alarm publishes to its topic."),
  except: except(),
};
/** An override that changes nothing has a misspelt name, which Terraform would not report. */
const override = group(overridden, [], Object.keys(overridden) as (keyof typeof overridden)[]);

const custom = group({
  title: longText(1, 100).describe("What happened, in a few words."),
  severity: oneOf(severities).default("medium").describe("Severity of the detection."),
  why: longText(0, 250).default("").describe("Why it matters."),
  firstSteps: longText(0, 250).default("").describe("What to do first."),
  pattern: filterPattern().describe("CloudWatch Logs filter pattern."),
  // The console's notation for links has other escapes beyond ASCII, which Terraform cannot write.
  insightsFilter: text(/^[ -~]{1,160}$/, "text of 1 to 160 ASCII characters on one line")
    .default("ispresent(eventName)")
    .describe("Condition of a Logs Insights query that shows these events, as after `filter`."),
  threshold: threshold().default(1).describe("Number of matching events in a period that triggers the alarm."),
  periodSeconds: periodSeconds().default(300).describe("Length of a period, in seconds."),
  evaluationPeriods: evaluationPeriods()
    .default(1)
    .describe("Number of consecutive periods that must reach the threshold."),
  actionsEnabled: flag().default(true).describe("Whether the alarm publishes to its topic."),
  except: except(),
});

const overrides = z
  .partialRecord(oneOf(ids), override, { error: "a map of changes by detection" })
  .check(({ value, issues }) => {
    for (const [id, change] of Object.entries(value)) {
      const filters = detections.find((detection) => detection.id === id)?.filters ?? {};
      const patterns = Object.values(filters);
      issues.push(...exceptionIssues([id, "except"], change?.except, patterns));
    }
  });
const customId = text(/^[a-z][a-z0-9-]{1,99}$/, "an id of 2 to 100 lower-case letters, digits and hyphens")
  .refine((id) => !(ids as string[]).includes(id), {
    error: "an id that is not in the catalogue: change a detection of the catalogue in overrides",
  })
  .meta({ not: { enum: ids } });
const customDetections = z.record(customId, custom, { error: "a map of detections" }).check(({ value, issues }) => {
  for (const [id, { except, pattern }] of Object.entries(value)) {
    issues.push(...exceptionIssues([id, "except"], except, [pattern]));
  }
});

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
  packs: uniqueList(oneOf(Object.keys(packs) as [Pack, ...Pack[]]))
    .default([])
    .describe(
      "Packs of detections to enable: cis, tamper, attack. AWS charges for more than ten metrics and ten alarms.",
    ),
  include: uniqueList(oneOf(ids))
    .default(["root-account-usage"])
    .describe("Ids of detections to enable in addition to the packs."),
  disabled: uniqueList(oneOf(ids)).default([]).describe("Ids of detections to disable."),
  overrides: overrides.default({}).describe("Changes to detections of the catalogue, by id."),
  custom: customDetections.default({}).describe("Custom detections, by id."),
  tags: tagMap().default({}).describe("Tags of the alarms."),
});

export type DetectionsProps = CapabilityProps<typeof inputs>;
export type DetectionsOutputs = Detections["outputs"];

/** The detections: each has filters that feed one metric, which triggers one alarm. */
export class Detections extends Capability<typeof inputs, { alarmArns: string[] }> {
  static readonly module = "detections";
  static readonly summary = "Metric filters and alarms on the events of the trail, from a catalogue of detections.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_log_metric_filter: "destroy",
    aws_cloudwatch_metric_alarm: "destroy",
  };
  static readonly operations = operations;
  static readonly outputs = { alarmArns: "ARNs of the alarms." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: DetectionsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, logGroupName, topicArn, topicsBySeverity, metricNamespace, tags } = this.inputs;
    const hcl = hclIn(this);

    const active = this.local("active", this.chosen());
    const filters = this.local("filters", this.filtersOf(active));
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
          {
            condition: hcl`length([for filter in ${filters} : filter if length(regexall("%", filter.pattern)) > 1]) <= 5`,
            errorMessage: "A log group can have 5 metric filters with regular expressions: disable some detections.",
          },
          {
            condition: hcl`length(${filters}) <= 100`,
            errorMessage: "A log group can have 100 metric filters: disable some detections or remove exceptions.",
          },
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
      alarmActions: [
        hcl`contains(keys(${topics}), each.value.severity) ? ${topics}[each.value.severity].arn : ${topicArn}`,
      ],
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

    this.outputs = { alarmArns: Token.asList(hcl`[for alarm in ${alarm.fqn} : alarm.arn]`) };
  }

  /** The enabled detections of the catalogue, with their overrides, and the custom ones. */
  private chosen(): string {
    const { packs, include, disabled } = this.inputs;
    const hcl = hclIn(this);
    // If the choice is known in synthesis, the rest of the catalogue can be omitted.
    const mayBeChosen = ({ id, pack }: Detection<DetectionId>) =>
      isReference(packs) || isReference(include) || packs.includes(pack) || include.includes(id);
    const catalogue = this.local("catalogue", Object.fromEntries(detections.filter(mayBeChosen).map(asEntry)));
    const changes = this.local("overrides", asTerraformValue(overrides, this.inputs.overrides));
    const added = this.local("custom", asTerraformValue(customDetections, this.inputs.custom));
    // Neither `try` nor a filtered `for` around a change: a value in it may be unknown until the apply, and the keys of the map
    // would be unknown with it.
    const chosen = this.local(
      "chosen",
      hcl`merge(
        { for id, detection in ${catalogue} : id => merge(detection, [for changed, change in ${changes} :
          { for name, value in change : name => value == null ? detection[name] : value } if changed == id]...)
          if !contains(${disabled}, id) && (contains(${packs}, detection.pack) || contains(${include}, id)) },
        { for id, detection in ${added} : id => merge(detection, { filters = { canonical = detection.pattern }, controls = "" }) }
      )`,
    );
    // Whether there is an exception is not sensitive, even if the exception is.
    return hcl`{ for id, detection in ${chosen} : id => merge(detection, { has_exception = nonsensitive(sensitive(detection.except != null)) }) }`;
  }

  /**
   * The canonical filter has its detection's id as key, every other one `<id>/<name>`. The exception of a filter is a
   * filter as well, `<key>/except`, so that the subtraction is right however many filters match an event.
   */
  private filtersOf(active: string): string {
    const hcl = hclIn(this);
    const counted = this.local(
      "counting_filters",
      hcl`merge([for id, detection in ${active} : { for name, pattern in detection.filters :
        (name == "canonical" ? id : "\${id}/\${name}") => {
          metric = id, pattern = pattern, except = detection.except, has_exception = detection.has_exception
        } }]...)`,
    );
    return hcl`merge(${counted}, { for key, filter in ${counted} : "\${key}/except" => {
      metric = "\${filter.metric}-except",
      pattern = format("{ (%s) && (%s) }", trimsuffix(trimprefix(trimspace(filter.pattern), "{"), "}"), filter.except),
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
        detection.controls == "" ? "" : "Controls: \${detection.controls}."
      ])) }`,
    );
    const links = this.local(
      "links",
      hcl`{ for id, detection in ${active} : id => ${logsInsightsLink(this, this.inputs.logGroupName, "${detection.insights_filter}")} }`,
    );
    return hcl`{ for id, text in ${texts} : id => length(regexall("(?s).", text)) + length(${links}[id]) < 1024 ? join("\\n", compact([text, ${links}[id]])) : substr(text, 0, 1024) }`;
  }
}

/** A detection as the module's `local.catalogue` holds it. */
function asEntry({ id, title, pack, severity, why, firstSteps, controls, filters, ...rest }: Detection) {
  return [
    id,
    {
      title,
      pack,
      severity,
      why,
      first_steps: firstSteps,
      controls: shortControls(controls),
      filters,
      insights_filter: rest.insightsFilter,
      threshold: rest.threshold,
      period_seconds: rest.periodSeconds,
      evaluation_periods: 1,
      actions_enabled: true,
      except: null,
    },
  ];
}

/** What fits into an alarm: the control of Security Hub, and the newest CIS benchmark's. */
function shortControls(controls: readonly Control[]): string {
  const cis = controls.filter(({ benchmark }) => benchmark === "CIS AWS Foundations").at(-1);
  const hub = controls.find(({ benchmark }) => benchmark === "AWS Security Hub");
  return [hub?.id, cis && `CIS ${cis.version} ${cis.id}`].filter(Boolean).join(", ");
}

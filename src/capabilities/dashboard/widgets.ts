import type { Construct } from "constructs";
import { severities } from "../../detections";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { hclIn } from "../../terraform/hcl";
import { allowed } from "./layout";
import { queries } from "./queries";

const chartHeight = 6;
/** How many alarms with their names are side by side on the whole width, each a unit high: an assumption about the console. */
const alarmsAcross = 8;

/** How many detections a widget shows. Each has one alarm, and at most two metrics. */
const detectionsInWidget = Math.min(allowed.alarmsInWidget, Math.floor(allowed.metricsInWidget / 2));

/** A chart of one metric of some resources. */
interface Chart {
  readonly title: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimension: string;
  readonly stat: "Sum" | "Maximum";
  /** The values of the dimension: an expression for a list of names. */
  readonly names: string;
  /** Of event rules: their bus, which is a dimension as well unless it is the default one. */
  readonly eventBusName?: string;
}

/** Writes the widgets of a dashboard, each function an expression for a list of them. */
export class Widgets {
  private readonly hcl: ReturnType<typeof hclIn>;
  private readonly aws: AwsEnvironment;

  constructor(scope: Construct) {
    this.hcl = hclIn(scope);
    this.aws = AwsEnvironment.of(scope);
  }

  /**
   * An expression for what widgets show of detections, in parts that a widget has room for: the most severe first.
   *
   * @param detections An expression for a map by id.
   */
  detectionsBySeverity(detections: string): string {
    return this.hcl`concat([for severity in ${[...severities].reverse()} :
      [for at, part in chunklist([for id, detection in ${detections} : detection if detection.severity == severity], ${detectionsInWidget}) : {
        title = ${this.titled("${title(severity)}")}, detections = part
      }]
    ]...)`;
  }

  /**
   * An expression for how many widgets of alarms are side by side: where one has many alarms, each has the whole width.
   *
   * @param parts Of {@link detectionsBySeverity}.
   * @param others Names of further alarms.
   */
  alarmWidgetsInRow(parts: string, others: readonly string[]): string {
    return this
      .hcl`max(length(${others}), [for part in ${parts} : length(part.detections)]...) > ${alarmsAcross} ? 1 : 4`;
  }

  /**
   * The states of alarms.
   *
   * @param names An expression for a list of names.
   * @param inRow How many widgets are side by side: an expression for a number.
   */
  alarms(title: string, names: string, inRow: string): string {
    const arn = this.aws.arn("cloudwatch", "alarm:${name}");
    return this.hcl`[for at, chunk in chunklist(${names}, ${allowed.alarmsInWidget}) : {
      type = "alarm",
      height = 1 + ceil(length(chunk) * ${inRow} / ${alarmsAcross}),
      metrics = 0,
      properties = jsonencode({ title = ${this.titled(title)}, sortBy = "stateUpdatedTimestamp", alarms = [for name in chunk : ${arn}] })
    }]`;
  }

  /** The alarms of each part of {@link detectionsBySeverity}. */
  alarmsOfDetections(parts: string, inRow: string): string {
    const names = "${part.detections[*].alarm_name}";
    return this.hcl`concat([], [for part in ${parts} : ${this.alarms("${part.title}", names, inRow)}]...)`;
  }

  /** What the detections of each part of {@link detectionsBySeverity} counted. */
  detections(parts: string): string {
    const { hcl } = this;
    // As JSON for the moment: metrics and expressions have different types.
    const counted = hcl`[jsonencode([detection.metric_namespace, detection.metric_name, { label = detection.title }])]`;
    const excepted = hcl`[
      jsonencode([detection.metric_namespace, detection.metric_name, { id = "counted\${at}", visible = false }]),
      jsonencode([detection.metric_namespace, detection.excepted_metric_name, { id = "excepted\${at}", visible = false }]),
      jsonencode([{ id = "detected\${at}", expression = "counted\${at} - FILL(excepted\${at}, 0)", label = detection.title }])
    ]`;
    const metrics = hcl`[for metric in flatten([for at, detection in part.detections :
      detection.excepted_metric_name == null ? ${counted} : ${excepted}
    ]) : jsondecode(metric)]`;
    return this.hcl`[for part in ${parts} : {
      type = "metric",
      height = ${chartHeight},
      metrics = length(part.detections) + length([for detection in part.detections : detection if detection.excepted_metric_name != null]),
      properties = jsonencode(${this.chart("${part.title}", "Sum", metrics)})
    }]`;
  }

  /** Charts without any resource are omitted. */
  charts(...charts: readonly Chart[]): string {
    const { hcl } = this;
    const metrics = hcl`[for name in chunk : concat(
      [chart.namespace, chart.metric], chart.bus == "default" ? [] : ["EventBusName", chart.bus], [chart.dimension, name, { label = name }]
    )]`;
    const withBus = charts.map(({ eventBusName: bus = "default", ...chart }) => ({ ...chart, bus }));
    return hcl`concat([], [for chart in ${withBus} : [for at, chunk in chunklist(chart.names, ${allowed.metricsInWidget}) : {
      type = "metric",
      height = ${chartHeight},
      metrics = length(chunk),
      properties = jsonencode(${this.chart(this.titled("${chart.title}"), "${chart.stat}", metrics)})
    }]]...)`;
  }

  /**
   * What queries find among the events of the trail.
   *
   * @param logGroupName Null if there is none.
   */
  queries(logGroupName: string | undefined, isEnabled: boolean): string {
    return this.hcl`[for log in ${queries} : {
      type = "log",
      height = ${chartHeight},
      metrics = 0,
      properties = jsonencode({
        title = log.title,
        region = ${this.aws.region},
        view = log.view,
        query = join("", ["SOURCE '", ${logGroupName}, "' | ", log.query])
      })
    } if ${isEnabled} && ${logGroupName} != null]`;
  }

  private chart(title: string, stat: string, metrics: string): string {
    return this.hcl`{
      title = ${title}, region = ${this.aws.region}, view = "timeSeries", stacked = true, stat = ${stat}, period = 300, metrics = ${metrics}
    }`;
  }

  /** The title of one of several widgets of the same, of which `at` is the number. */
  private titled(title: string): string {
    return this.hcl`at == 0 ? ${title} : format("%s (%d)", ${title}, at + 1)`;
  }
}

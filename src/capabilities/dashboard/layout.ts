import type { Construct } from "constructs";
import { hclIn } from "../../terraform/hcl";

/** What AWS allows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const allowed = { metrics: 2500, alarmsInWidget: 100, metricsInWidget: 500 } as const;

/** The grid of a dashboard is so many units wide. */
const units = 24;

/**
 * A heading, and widgets below it; neither without widgets.
 *
 * Each widget is an object with `type`, `height` in units, the number of its `metrics`, and its `properties` as JSON: so all widgets have one
 * type, as Terraform wants it of the entries of a list.
 */
export interface Section {
  readonly title: string;
  /** An expression for the list of its widgets. */
  readonly widgets: string;
  /** How many are side by side, a divisor of the 24 units: a number, or an expression for one. */
  readonly inRow: number | string;
}

/** An expression for a widget of text in Markdown. */
export function textWidget(scope: Construct, height: number, markdown: string): string {
  return hclIn(
    scope,
  )`{ type = "text", height = ${height}, metrics = 0, properties = jsonencode({ markdown = ${markdown} }) }`;
}

/** An expression for the rows of widgets: the header, and those of each section. */
export function rowsOf(scope: Construct, header: string, sections: readonly Section[]): string {
  const hcl = hclIn(scope);
  const rows = sections.map(
    ({ title, widgets, inRow }) =>
      hcl`[for row in concat([[${textWidget(scope, 1, `## ${title}`)}]], chunklist(${widgets}, ${inRow})) : row if length(${widgets}) > 0]`,
  );
  return hcl`concat([[${header}]], ${rows}...)`;
}

/**
 * An expression for the widgets as AWS wants them, in their places: a row is as high as its highest widget, and its widgets are equally wide.
 *
 * @param rows An expression, of {@link rowsOf}.
 * @param heights An expression, of {@link heightsOf}.
 */
export function placed(scope: Construct, rows: string, heights: string): string {
  return hclIn(scope)`concat([for at, row in ${rows} : [for place, widget in row : {
    type = widget.type,
    x = place * floor(${units} / length(row)),
    y = sum(concat([0], slice(${heights}, 0, at))),
    width = floor(${units} / length(row)),
    height = ${heights}[at],
    properties = jsondecode(widget.properties)
  }]]...)`;
}

/** An expression for the height of each row. */
export function heightsOf(scope: Construct, rows: string): string {
  return hclIn(scope)`[for row in ${rows} : max([for widget in row : widget.height]...)]`;
}

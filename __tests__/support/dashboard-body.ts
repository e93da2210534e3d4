import { z } from "zod";

const place = {
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  width: z.int().min(1).max(24),
  height: z.int().min(1).max(1000),
};
const rendering = z.strictObject({
  label: z.string().min(1).optional(),
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/)
    .optional(),
  visible: z.literal(false).optional(),
});
const metric = z.union([
  z.tuple([z.string(), z.string(), rendering]),
  z.tuple([z.string(), z.string(), z.string(), z.string(), rendering]),
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string(), rendering]),
  z.tuple([z.strictObject({ ...rendering.shape, expression: z.string() })]),
]);

/**
 * What of it is used here, and as AWS allows it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboardBody = z.strictObject({
  start: z.literal("-PT3H"),
  periodOverride: z.enum(["auto", "inherit"]),
  widgets: z
    .array(
      z.discriminatedUnion("type", [
        z.strictObject({ ...place, type: z.literal("text"), properties: z.strictObject({ markdown: z.string() }) }),
        z.strictObject({
          ...place,
          type: z.literal("alarm"),
          properties: z.strictObject({
            title: z.string(),
            alarms: z.array(z.string().startsWith("arn:")).min(1).max(100),
            sortBy: z.enum(["default", "stateUpdatedTimestamp", "timestamp"]),
          }),
        }),
        z.strictObject({
          ...place,
          type: z.literal("metric"),
          properties: z.strictObject({
            title: z.string(),
            region: z.string().min(1),
            view: z.literal("timeSeries"),
            stacked: z.boolean(),
            stat: z.enum(["Sum", "Maximum"]),
            period: z.literal(300),
            metrics: z.array(metric).min(1).max(500),
          }),
        }),
        z.strictObject({
          ...place,
          type: z.literal("log"),
          properties: z.strictObject({
            title: z.string(),
            region: z.string().min(1),
            view: z.enum(["table", "bar", "pie", "timeSeries"]),
            query: z.string().regex(/^SOURCE '[^']+' \| /),
          }),
        }),
      ]),
    )
    .max(500),
});

export type DashboardBody = z.output<typeof dashboardBody>;
export type Widget = DashboardBody["widgets"][number];

/** A body as AWS would accept it. */
export function parsedBody(json: string): DashboardBody {
  return dashboardBody.parse(JSON.parse(json));
}

export function widgetsOf<T extends Widget["type"]>(body: DashboardBody, type: T) {
  return body.widgets.filter((widget): widget is Extract<Widget, { type: T }> => widget.type === type);
}

/** What a metric is: an expression is none. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export function metricsOf(body: DashboardBody): Metric[] {
  return widgetsOf(body, "metric").flatMap(({ properties: { metrics } }) =>
    metrics.flatMap((entry) => {
      if (entry.length === 1) return [];
      const [namespace, name, ...others] = entry;
      const words = others.filter((other) => typeof other === "string");
      const dimensions = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1]!]] : []));
      return [{ namespace, name, dimensions: Object.fromEntries(dimensions) as Metric["dimensions"] }];
    }),
  );
}

/** Pairs of widgets of which one is on the other, and widgets that are wider than the dashboard. */
export function misplaced({ widgets }: DashboardBody): Widget[][] {
  const isOn = (one: Widget, other: Widget) =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;
  return [
    ...widgets.filter(({ x, width }) => x + width > 24).map((widget) => [widget]),
    ...widgets.flatMap((one, at) => widgets.slice(at + 1).flatMap((other) => (isOn(one, other) ? [[one, other]] : []))),
  ];
}

/** Rows on which there is no widget, above the last one. */
export function emptyRows({ widgets }: DashboardBody): number[] {
  const end = Math.max(...widgets.map(({ y, height }) => y + height));
  return Array.from({ length: end }, (_, row) => row).filter(
    (row) => !widgets.some(({ y, height }) => y <= row && row < y + height),
  );
}

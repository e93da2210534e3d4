import { z } from "zod";
import { severities } from "../../detections";
import { group, longText, oneOf, text } from "../../terraform/schema";

const alarmName = text(/^[A-Za-z0-9_-]{1,255}$/, "an alarm name of 1 to 255 letters, digits, _ and -");
const metricName = text(/^[A-Za-z0-9_-]{1,255}$/, "a metric name of 1 to 255 letters, digits, _ and -");

/** What the detections export, and the dashboard shows, by id. */
export const shownDetections = z.record(
  text(/^[a-z][a-z0-9-]{1,99}$/, "an id of 2 to 100 lower-case letters, digits and hyphens"),
  group({
    title: longText(1, 100).describe("What happened, in a few words."),
    severity: oneOf(severities).describe("Severity of the detection."),
    alarmName: alarmName.describe("Name of its alarm."),
    metricNamespace: longText(1, 255).describe("CloudWatch namespace of its metrics."),
    metricName: metricName.describe("Name of its metric."),
    exceptedMetricName: metricName
      .optional()
      .describe("Name of the metric of excluded events, which is subtracted. Unset: none are excluded."),
  }),
  { error: "a map of detections" },
);

export type ShownDetections = z.input<typeof shownDetections>;

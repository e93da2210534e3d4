import { z } from "zod";
import { severities } from "../../detections";
import { group, oneOf, topicArn } from "../../terraform/schema";

/** The topic of an alert by its severity. */
export const topicsBySeverity = z
  .partialRecord(oneOf(severities), group({ arn: topicArn().describe("ARN of the topic.") }), {
    error: "a map of topics by severity",
  })
  .default({})
  .describe(
    "Topics for alerts of one severity, instead of the common topic: for example a pager for critical ones. They get what people get.",
  );

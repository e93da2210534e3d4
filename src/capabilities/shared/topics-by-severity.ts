import { z } from "zod";
import { severities } from "../../detections";
import { group, oneOf, topicArn } from "../../terraform/schema";

/** Where alarms go by the severity of their detection. */
export const topicsBySeverity = z
  .partialRecord(oneOf(severities), group({ arn: topicArn().describe("ARN of the topic.") }), {
    error: "a map of topics by severity",
  })
  .default({})
  .describe("Topics for alarms of one severity, instead of the one topic: a pager for the critical ones.");

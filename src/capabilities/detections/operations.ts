import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of detections. */
export const operations: Operations = {
  aws_cloudwatch_log_metric_filter: {
    permissions: {
      logGroup: ["logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter"],
    },
    health: ["has the pattern of the catalogue, which TestMetricFilter accepts"],
    costs: [
      { usd: 0.3, per: "metric and month; one for each detection, two with except", free: "10 metrics of the account" },
    ],
  },
  aws_cloudwatch_metric_alarm: {
    permissions: {
      everything: ["cloudwatch:DescribeAlarms"],
      alarm: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "alarm",
        "cloudwatch:TagResource",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
      ),
    ],
    health: [
      "notifies the topics that are set, and is not disabled",
      "has data",
      "executed every action of its last state changes",
    ],
    costs: [{ usd: 0.1, per: "metric of an alarm and month", free: "10 metrics of alarms of the account" }],
  },
};

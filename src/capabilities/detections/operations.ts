import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of detections. */
export const operations: Operations = {
  aws_cloudwatch_log_metric_filter: {
    permissions: {
      logGroup: ["logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter"],
    },
    health: ["has the pattern of the catalogue, which TestMetricFilter accepts"],
    costs: [{ unit: "metrics", usd: 0.3, free: 10, note: "one for each detection, two with except" }],
  },
};

import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the queries of CloudWatch Logs Insights. */
export const operations: Operations = {
  aws_cloudwatch_query_definition: {
    permissions: {
      everything: ["logs:DeleteQueryDefinition", "logs:DescribeQueryDefinitions", "logs:PutQueryDefinition"],
    },
    health: ["is saved, for the log group of the trail"],
    costs: [{ unit: "scannedLogGb", usd: 0.005 }],
    notAdopted: "a query has no name that another one could not have as well",
  },
};

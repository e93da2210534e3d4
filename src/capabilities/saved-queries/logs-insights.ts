import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, logGroupName, text } from "../../terraform/schema";
import { operations } from "./operations";
import { savedQueries } from "./saved-queries";

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the folder of the queries."),
  logGroupName: logGroupName().describe("Log group that receives the events of a trail."),
});

export type LogsInsightsQueriesProps = CapabilityProps<typeof inputs>;
export type LogsInsightsQueriesOutputs = LogsInsightsQueries["outputs"];

/** What an investigation asks first of the events in the log group. */
export class LogsInsightsQueries extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "logs-insights-queries";
  static readonly summary = "Queries over the events of a trail, saved in CloudWatch Logs Insights.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_cloudwatch_query_definition: "destroy" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: LogsInsightsQueriesProps) {
    super(scope, id, inputs, props);
    const { namePrefix, logGroupName } = this.inputs;
    const queries = this.local("saved_queries", savedQueries);
    new CloudwatchQueryDefinition(this, "query", {
      forEach: TerraformIterator.fromMap(Token.asAnyMap(queries)),
      name: `${namePrefix}security-monitoring/\${each.key}`,
      logGroupNames: [logGroupName],
      queryString: "${each.value}",
    });
  }
}

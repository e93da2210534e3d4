import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
  TestMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { logGroupOf } from "../../../capabilities/remediation/names";
import { following, oneOf } from "../../aws/answer";
import { collect, distinct } from "../../aws/lists";
import type { Place } from "./context";

/** An event without any field, which every pattern can be tried on. */
export const emptyEvent = "{}";

/** The log groups of the trail and of metric filters, ours or not, with their filters; and those of functions, which may be silent. */
export function readLogGroups({ ask, client, deployment }: Place) {
  const logs = client(CloudWatchLogsClient);
  const ofFunctions = new Set(
    deployment.all("aws_lambda_function").map(({ attributes }) => logGroupOf(attributes.function_name)),
  );
  const ours = deployment.all("aws_cloudwatch_log_group");
  const filters = deployment.all("aws_cloudwatch_log_metric_filter");
  const names = distinct([
    ...ours.map(({ attributes }) => attributes.name),
    ...filters.map(({ attributes }) => attributes.log_group_name),
  ]);
  return Promise.all(
    names.map(async (name) => {
      const [groups, streams, found] = await Promise.all([
        ask("logs:DescribeLogGroups", () =>
          collect(paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: name }), (page) => page.logGroups),
        ),
        ask("logs:DescribeLogStreams", () =>
          logs.send(
            new DescribeLogStreamsCommand({ logGroupName: name, orderBy: "LastEventTime", descending: true, limit: 5 }),
          ),
        ),
        ask("logs:DescribeMetricFilters", () =>
          collect(
            paginateDescribeMetricFilters({ client: logs }, { logGroupName: name }),
            (page) => page.metricFilters,
          ),
        ),
      ]);
      return {
        name,
        isOfFunction: ofFunctions.has(name),
        deployed: ours.find(({ attributes }) => attributes.name === name)?.attributes,
        group: oneOf(groups, ({ logGroupName }) => logGroupName === name),
        lastEvent: following(streams, ({ logStreams = [] }) =>
          Math.max(0, ...logStreams.map(({ lastIngestionTime }) => lastIngestionTime ?? 0)),
        ),
        filters: found,
        deployedFilters: filters.flatMap(({ attributes }) => (attributes.log_group_name === name ? [attributes] : [])),
      };
    }),
  );
}

/** What AWS makes of each pattern, with an event that is {@link emptyEvent}. */
export function testPatterns({ ask, client, deployment }: Place) {
  const logs = client(CloudWatchLogsClient);
  return Promise.all(
    deployment.all("aws_cloudwatch_log_metric_filter").map(async ({ attributes: { name, pattern } }) => {
      const input = { filterPattern: pattern, logEventMessages: [emptyEvent] };
      const matches = await ask("logs:TestMetricFilter", () =>
        logs.send(new TestMetricFilterCommand(input)).then(
          (answer) => (answer.matches ?? []).length > 0,
          (error: unknown) => {
            if ((error as Error).name === "InvalidParameterException") return (error as Error).message;
            throw error;
          },
        ),
      );
      return { name, pattern, matches };
    }),
  );
}

import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
} from "@aws-sdk/client-cloudwatch-logs";
import { collect, distinct } from "../ask";
import type { LogGroup } from "../inventory";
import type { Reading } from "./reading";

/** Those of the named log groups that are there, with their metric filters. */
export async function readLogGroups({ ask, client }: Reading, names: readonly string[]): Promise<LogGroup[]> {
  const logs = client(CloudWatchLogsClient);
  const found = await Promise.all(
    names.map(async (name): Promise<LogGroup | undefined> => {
      const groups = await ask("logs:DescribeLogGroups", () =>
        collect(paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: name }), (page) => page.logGroups),
      );
      const group = groups?.find(({ logGroupName }) => logGroupName === name);
      if (!group) return undefined;
      const resourceArn = group.arn!.replace(/:\*$/, "");
      const [filters, subscriptions, tags] = await Promise.all([
        ask("logs:DescribeMetricFilters", () =>
          collect(
            paginateDescribeMetricFilters({ client: logs }, { logGroupName: name }),
            (page) => page.metricFilters,
          ),
        ),
        ask("logs:DescribeSubscriptionFilters", () =>
          collect(
            paginateDescribeSubscriptionFilters({ client: logs }, { logGroupName: name }),
            (page) => page.subscriptionFilters,
          ),
        ),
        ask("logs:ListTagsForResource", () => logs.send(new ListTagsForResourceCommand({ resourceArn }))),
      ]);
      const otherClass = group.logGroupClass === "STANDARD" ? undefined : group.logGroupClass;
      return {
        name,
        retentionDays: group.retentionInDays,
        kmsKeyArn: group.kmsKeyId || undefined,
        otherClass,
        isMasked: group.dataProtectionStatus === "ACTIVATED",
        sentTo: distinct((subscriptions ?? []).map(({ destinationArn }) => destinationArn)),
        filters: (filters ?? []).map(({ filterName, filterPattern, metricTransformations }) => {
          const metric = metricTransformations?.[0];
          return {
            name: filterName!,
            pattern: filterPattern ?? "",
            metricName: metric?.metricName ?? "",
            namespace: metric?.metricNamespace ?? "",
            value: metric?.metricValue ?? "",
            defaultValue: metric?.defaultValue,
          };
        }),
        tags: tags?.tags ?? {},
      };
    }),
  );
  return found.filter((group) => group !== undefined);
}

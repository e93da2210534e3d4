import {
  CloudWatchLogsClient,
  DescribeAccountPoliciesCommand,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
} from "@aws-sdk/client-cloudwatch-logs";
import { collect, distinct } from "../../aws/lists";
import type { LogGroup } from "../inventory";
import type { ReaderContext } from "./context";

/** Those of the named log groups that exist, with their metric filters. */
export async function readLogGroups({ call, client }: ReaderContext, names: readonly string[]): Promise<LogGroup[]> {
  const logs = client(CloudWatchLogsClient);
  const ofAccount = await call("logs:DescribeAccountPolicies", () =>
    logs.send(new DescribeAccountPoliciesCommand({ policyType: "SUBSCRIPTION_FILTER_POLICY" })),
  );
  const destinations = (ofAccount?.accountPolicies ?? []).map(
    ({ policyDocument }) => (JSON.parse(policyDocument ?? "{}") as { DestinationArn?: string }).DestinationArn,
  );
  const found = await Promise.all(
    names.map(async (name): Promise<LogGroup | undefined> => {
      const groups = await call("logs:DescribeLogGroups", () =>
        collect(paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: name }), (page) => page.logGroups),
      );
      const group = groups?.find(({ logGroupName }) => logGroupName === name);
      if (!group) return undefined;
      const resourceArn = group.arn!.replace(/:\*$/, "");
      const [filters, subscriptions, tags] = await Promise.all([
        call("logs:DescribeMetricFilters", () =>
          collect(
            paginateDescribeMetricFilters({ client: logs }, { logGroupName: name }),
            (page) => page.metricFilters,
          ),
        ),
        call("logs:DescribeSubscriptionFilters", () =>
          collect(
            paginateDescribeSubscriptionFilters({ client: logs }, { logGroupName: name }),
            (page) => page.subscriptionFilters,
          ),
        ),
        call("logs:ListTagsForResource", () => logs.send(new ListTagsForResourceCommand({ resourceArn }))),
      ]);
      const otherClass = group.logGroupClass === "STANDARD" ? undefined : group.logGroupClass;
      return {
        name,
        retentionDays: group.retentionInDays,
        kmsKeyArn: group.kmsKeyId || undefined,
        otherClass,
        isMasked:
          group.dataProtectionStatus === "ACTIVATED" ||
          (group.inheritedProperties ?? []).includes("ACCOUNT_DATA_PROTECTION"),
        sentTo: distinct([...(subscriptions ?? []).map(({ destinationArn }) => destinationArn), ...destinations]),
        filters: (filters ?? []).map((filter) => {
          const { filterName, filterPattern, metricTransformations } = filter;
          const metric = metricTransformations?.[0];
          return {
            name: filterName!,
            pattern: filterPattern ?? "",
            metricName: metric?.metricName ?? "",
            namespace: metric?.metricNamespace ?? "",
            value: metric?.metricValue ?? "",
            defaultValue: metric?.defaultValue,
            dimensions: Object.keys(metric?.dimensions ?? {}),
            systemDimensions: filter.emitSystemFieldDimensions,
            appliesTo: filter.fieldSelectionCriteria
              ? `events with ${filter.fieldSelectionCriteria}`
              : filter.applyOnTransformedLogs
                ? "transformed events"
                : undefined,
          };
        }),
        tags: tags?.tags ?? {},
      };
    }),
  );
  return found.filter((group) => group !== undefined);
}

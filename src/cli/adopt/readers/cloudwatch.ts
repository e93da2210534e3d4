import {
  CloudWatchClient,
  ListTagsForResourceCommand,
  paginateDescribeAlarms,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { collect, tagsOf } from "../../aws/lists";
import type { Alarm } from "../inventory";
import type { ReaderContext } from "./context";

/** @param needsTags For which alarms, by name, the tags are read. */
export async function readAlarms(
  { call, client }: ReaderContext,
  needsTags: (name: string) => boolean,
): Promise<Alarm[]> {
  const cloudWatch = client(CloudWatchClient);
  const found = await call("cloudwatch:DescribeAlarms", () =>
    collect(
      paginateDescribeAlarms({ client: cloudWatch }, { AlarmTypes: ["MetricAlarm"] }),
      ({ MetricAlarms }) => MetricAlarms,
    ),
  );
  return Promise.all(
    (found ?? []).map(async (alarm): Promise<Alarm> => {
      const name = alarm.AlarmName!;
      const tags = needsTags(name)
        ? await call("cloudwatch:ListTagsForResource", () =>
            cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn })),
          )
        : undefined;
      return {
        name,
        metricName: alarm.MetricName,
        namespace: alarm.Namespace,
        statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
        appliesTo: partOf(alarm),
        threshold: alarm.Threshold,
        operator: alarm.ComparisonOperator ?? "",
        periodSeconds: alarm.Period,
        // How many periods have to reach the threshold, for which there is no setting of its own.
        evaluationPeriods: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods ?? 1,
        actionsEnabled: alarm.ActionsEnabled ?? true,
        actions: alarm.AlarmActions ?? [],
        otherActions: [...(alarm.OKActions ?? []), ...(alarm.InsufficientDataActions ?? [])],
        treatMissingData: alarm.TreatMissingData ?? "missing",
        description: alarm.AlarmDescription ?? "",
        tags: tagsOf(tags?.Tags),
      };
    }),
  );
}

function partOf({ Dimensions = [], Unit }: MetricAlarm): string | undefined {
  if (Dimensions.length > 0) return `events with ${Dimensions.map(({ Name }) => Name).join(", ")}`;
  return Unit && Unit !== "None" ? Unit : undefined;
}

import {
  CloudWatchClient,
  ListTagsForResourceCommand,
  paginateDescribeAlarms,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { collect, tagsOf } from "../ask";
import type { Alarm } from "../inventory";
import type { Reading } from "./reading";

/** @param mayBeOurs Says of which alarms, by name, the tags are worth a call. */
export async function readAlarms({ ask, client }: Reading, mayBeOurs: (name: string) => boolean): Promise<Alarm[]> {
  const cloudWatch = client(CloudWatchClient);
  const found = await ask("cloudwatch:DescribeAlarms", () =>
    collect(
      paginateDescribeAlarms({ client: cloudWatch }, { AlarmTypes: ["MetricAlarm"] }),
      ({ MetricAlarms }) => MetricAlarms,
    ),
  );
  return Promise.all(
    (found ?? []).map(async (alarm): Promise<Alarm> => {
      const name = alarm.AlarmName!;
      const tags = mayBeOurs(name)
        ? await ask("cloudwatch:ListTagsForResource", () =>
            cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn })),
          )
        : undefined;
      return {
        name,
        metricName: alarm.MetricName,
        namespace: alarm.Namespace,
        statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
        looksAt: partOf(alarm),
        threshold: alarm.Threshold,
        operator: alarm.ComparisonOperator ?? "",
        periodSeconds: alarm.Period,
        // How many of them have to reach the threshold, for which there is no setting beside it.
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

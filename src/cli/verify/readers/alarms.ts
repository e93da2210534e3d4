import {
  CloudWatchClient,
  paginateDescribeAlarmHistory,
  paginateDescribeAlarms,
  type AlarmHistoryItem,
} from "@aws-sdk/client-cloudwatch";
import { following, oneOf } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** How far back failed actions are reported; CloudWatch retains two weeks of history. */
const days = 14;

/** The alarms, with what became of the last state change that had an action. */
export async function readAlarms({ ask, client, deployment, where }: Place, now: number) {
  const alarms = deployment.all("aws_cloudwatch_metric_alarm");
  if (alarms.length === 0) return [];
  const cloudWatch = client(CloudWatchClient);
  const [found, history] = await Promise.all([
    ask("cloudwatch:DescribeAlarms", () =>
      collect(
        paginateDescribeAlarms({ client: cloudWatch }, { AlarmTypes: ["MetricAlarm"] }),
        ({ MetricAlarms }) => MetricAlarms,
      ),
    ),
    ask("cloudwatch:DescribeAlarmHistory", () =>
      collect(
        paginateDescribeAlarmHistory(
          { client: cloudWatch, pageSize: 100 },
          { HistoryItemType: "Action", AlarmTypes: ["MetricAlarm"], StartDate: new Date(now - days * 86_400_000) },
        ),
        ({ AlarmHistoryItems }) => AlarmHistoryItems,
      ),
    ),
  ]);
  return alarms.map(({ attributes: deployed }) => ({
    deployed,
    where,
    alarm: oneOf(found, ({ AlarmName }) => AlarmName === deployed.alarm_name),
    failedActions: following(history, (items) =>
      failedActions(items.filter(({ AlarmName }) => AlarmName === deployed.alarm_name)),
    ),
  }));
}

/** Summaries of actions that failed, unless the same one succeeded later. */
function failedActions(items: readonly AlarmHistoryItem[]): string[] {
  const last = new Map<string, AlarmHistoryItem>();
  for (const item of items) {
    const action = /arn:[^\s",]*[^\s",.]/.exec(item.HistorySummary ?? "")?.[0] ?? "";
    const before = last.get(action);
    if (!before || timeOf(before) < timeOf(item)) last.set(action, item);
  }
  return [...last.values()]
    .map(({ HistorySummary = "" }) => HistorySummary)
    .filter((summary) => summary.startsWith("Failed to execute action"));
}

function timeOf({ Timestamp }: AlarmHistoryItem): number {
  return Timestamp?.getTime() ?? 0;
}

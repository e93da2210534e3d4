import { isDeepStrictEqual } from "node:util";
import { apply, attention, broken, gone, judged, ok, type Check, letAlarmsPublish } from "../judgement";
import type { Observation } from "../observe";

const subjectOf = ({ deployed, where }: Observation["alarms"][number]) => `alarm ${deployed.alarm_name}${where}`;

export const alarmChecks: readonly Check[] = [
  {
    id: "alarm",
    about: "Each alarm exists, and notifies the topics of the state",
    judge: ({ alarms }) =>
      alarms.flatMap((each) =>
        judged(
          subjectOf(each),
          each.alarm,
          ({ ActionsEnabled, AlarmActions = [] }) => {
            const { actions_enabled, alarm_actions } = each.deployed;
            if (actions_enabled && ActionsEnabled === false) return broken("has its actions disabled", apply);
            return isDeepStrictEqual([...AlarmActions].sort(), [...(alarm_actions ?? [])].sort())
              ? ok("notifies its topics")
              : broken(`notifies ${AlarmActions.join(", ") || "nobody"}`, apply);
          },
          gone,
        ),
      ),
  },
  {
    id: "alarm-data",
    about: "Each alarm has data",
    judge: ({ alarms }) =>
      alarms.flatMap((each) =>
        judged(subjectOf(each), each.alarm, ({ StateValue, StateReason }) =>
          StateValue === "INSUFFICIENT_DATA"
            ? attention(
                `has insufficient data: ${StateReason ?? "no reason is given"}`,
                "Run this again in a quarter of an hour: a new alarm has none. If it stays, look at the events of the log group.",
              )
            : ok(`is ${StateValue ?? "unknown"}`),
        ),
      ),
  },
  {
    id: "alarm-actions",
    about: "Each alarm could execute the actions of its last state changes",
    judge: ({ alarms }) =>
      alarms.flatMap((each) =>
        judged(subjectOf(each), each.failedActions, (failed) =>
          failed.length === 0
            ? ok("executed its actions")
            : broken(`alerts were lost: ${failed.join("; ")}`, letAlarmsPublish),
        ),
      ),
  },
];

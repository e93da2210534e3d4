import { eventPaths } from "./event";
import type { Message } from "./message";

/** A CloudWatch alarm that went off where no topic of ours is: in another region. */
export function alarmMessage(of: { severity: string; title: string; why: string; firstSteps: string }): Message {
  return {
    ...of,
    paths: {
      ...eventPaths,
      alarm: "$.detail.alarmName",
      reason: "$.detail.state.reason",
      changed: "$.detail.state.timestamp",
    },
    facts: [
      { label: "Alarm", value: "<alarm>" },
      { label: "Time (UTC)", value: "<changed>" },
    ],
    links: [],
    details: [{ label: "Reason", value: "<reason>" }],
  };
}

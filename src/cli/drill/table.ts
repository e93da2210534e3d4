import type { Seconds } from "./evidence";

/** What is measured of an alert. */
export const timeColumns = ["In log group", "Metric", "Alarm", "Message"] as const;

export function timeCells({ trail, metric, alarm, messages }: Seconds): string[] {
  const inSeconds = (seconds: number | undefined) => (seconds === undefined ? "" : `${seconds} s`);
  const sent = Object.entries(messages).map(([topic, seconds]) => `${seconds} s ${topic}`);
  return [inSeconds(trail), inSeconds(metric), inSeconds(alarm), sent.join(", ")];
}

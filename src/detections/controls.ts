import type { Control } from "./detection";

/** The number of the chapter on monitoring in each version of the CIS AWS Foundations Benchmark. */
export const cisMonitoringChapters = {
  "1.2": 3,
  "1.4": 4,
  "1.5": 4,
  "2.0": 4,
  "3.0": 4,
  "4.0": 4,
  "5.0": 4,
  "6.0": 5,
  "7.0": 5,
} as const;

/**
 * An item of the chapter on monitoring. Its number in the chapter is the same in all versions.
 *
 * @param options.absentFrom The versions that do not have it.
 */
export function cisMonitoring(item: number, { absentFrom = [] as readonly string[] } = {}): readonly Control[] {
  return Object.entries(cisMonitoringChapters)
    .filter(([version]) => !absentFrom.includes(version))
    .map(([version, chapter]) => ({ benchmark: "CIS AWS Foundations", version, id: `${chapter}.${item}` }));
}

/** @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html */
export function securityHub(number: number): Control {
  return { benchmark: "AWS Security Hub", id: `CloudWatch.${number}` };
}

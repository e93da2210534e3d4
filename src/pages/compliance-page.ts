import { cisMonitoringChapters, detections, type Control } from "../detections";
import { table } from "./tables";

/** Items of the monitoring chapter, by their number in it. */
const items = [
  "Unauthorized API calls",
  "Console sign-in without MFA",
  "Usage of the root user",
  "IAM policy changes",
  "CloudTrail configuration changes",
  "Console authentication failures",
  "Disabling or scheduled deletion of customer managed keys",
  "S3 bucket policy changes",
  "AWS Config configuration changes",
  "Security group changes",
  "Network ACL changes",
  "Network gateway changes",
  "Route table changes",
  "VPC changes",
  "AWS Organizations changes",
  "Security Hub is enabled",
];

/** How many of the items a version has, where it has not all. */
const itemCounts: Readonly<Record<string, number>> = { "1.2": 14, "1.4": 15 };

/** What else there is to say of an item in a version. */
function noteOn(item: number, version: string): string {
  if (item === 15) return "Where this account is the management account, or the trail is the organization's.";
  if (item !== 1) return "";
  if (version === "1.2") return `Its text in this version is that of ${linkTo("denied-call-burst")}.`;
  const isBroken = ["1.4", "1.5", "2.0", "3.0"].includes(version);
  return isBroken ? "The text in this version matches every event; that of CIS 7.0 is used." : "";
}

/** What Security Hub's CloudWatch controls find: detections for 1 to 14, arguments of resources for the rest. */
const resourceControls: readonly (readonly [id: string, what: string, how: string])[] = [
  [
    "CloudWatch.15",
    "Alarms have an action for the ALARM state",
    "`alarm_actions` of `aws_cloudwatch_metric_alarm.alarm` in the module `detections`: the alert topic.",
  ],
  [
    "CloudWatch.16",
    "Log groups keep their events a year",
    "`retention_in_days` of `aws_cloudwatch_log_group` in the module `log-group`: `trail.logRetentionDays`, 365 unless set otherwise. An existing log group keeps its own.",
  ],
  [
    "CloudWatch.17",
    "Actions of alarms are enabled",
    "`actions_enabled` of `aws_cloudwatch_metric_alarm.alarm` is not set, and true is the provider's default.",
  ],
];

/** Which item of which benchmark is answered by what; only the chapters on monitoring. */
export function compliancePage(): string {
  return `# Compliance

<!-- Generated: \`npm run generate\` writes this file. -->

The chapter on monitoring of the CIS AWS Foundations Benchmark, and Security Hub's controls for CloudWatch. Auditors look for a
filter with the right text on the log group of a trail of all regions, an alarm on its metric, and a topic with at least one
confirmed subscription: without \`alerts.emails\` or another subscriber the items fail. They are there with
\`detections.packs: [cis]\` (CloudWatch.2 needs \`include: [denied-call-burst]\` as well); what is disabled is not.

What is compared is the filter's text, see [detections](detections.md). Each tool has its own idea of it: Security Hub its
own, letter by letter; Prowler and Powerpipe regular expressions. Where one filter cannot please all, the detection has one for
each, on the same metric.

${Object.entries(cisMonitoringChapters)
  .map(([version, chapter]) => cisSection(version, chapter))
  .join("\n\n")}

## AWS Security Hub

CloudWatch.1 to CloudWatch.14 belong to Security Hub's standards CIS 1.2 and 1.4; its later CIS standards leave them out.
They show no data in a region that is not the trail's home, or where the trail belongs to another account.

${table(
  ["Control", "What", "Answered by"],
  [
    ...Array.from({ length: 14 }, (_, index) => {
      const id = `CloudWatch.${index + 1}`;
      const detection = answering((control) => control.benchmark === "AWS Security Hub" && control.id === id);
      return [id, detection.title, linkTo(detection.id)];
    }),
    ...resourceControls.map((control) => [...control]),
  ],
)}
`;
}

function cisSection(version: string, chapter: number): string {
  const rows = items.slice(0, itemCounts[version]).map((item, index) => {
    const number = index + 1;
    const id = `${chapter}.${number}`;
    return [id, item, number === 16 ? securityHubText : answerTo(version, id, number)];
  });
  return `## CIS AWS Foundations ${version}\n\n${table(["Item", "What", "Answered by"], rows)}`;
}

const securityHubText =
  "Not covered: whether Security Hub is on, with which standards, belongs to the organization, and it costs per check. That somebody switches it off is seen by [security-hub-disabled](detections.md#security-hub-disabled).";

function answerTo(version: string, id: string, number: number): string {
  const isItem = (control: Control) =>
    control.benchmark === "CIS AWS Foundations" && control.version === version && control.id === id;
  return [`${linkTo(answering(isItem).id)}.`, noteOn(number, version)].join(" ").trim();
}

function answering(isMeant: (control: Control) => boolean) {
  return detections.find(({ controls }) => controls.some(isMeant))!;
}

function linkTo(id: string): string {
  return `[${id}](detections.md#${id})`;
}

import { inLine } from "../../../terraform/text/visible";
import { layOut } from "../../table";
import { MAX_DELIVERED_BYTES } from "../count/evaluator";
import { countPeriods } from "../count/periods";
import type { DetectionTally, Other, Tally } from "../count/tally";
import type { Reported } from "../rules";
import { count, counted } from "./counted";

/** Problems that are listed for people. */
const PROBLEMS_SHOWN = 50;

/** What each detection found, for programs, with stable keys. */
export function resultsOf(detections: readonly Reported[], tally: Tally) {
  return detections.map((detection, index) => {
    const { id, severity, threshold, periodSeconds } = detection;
    const found = tally.detections[index]!;
    return {
      id,
      ...(detection.file !== undefined && { rule: detection.file }),
      severity,
      threshold,
      periodSeconds,
      events: found.events,
      breachedPeriods: countPeriods(found.periods, threshold),
      example: found.example ?? null,
    };
  });
}

/** The whole result for programs, with stable keys. */
export function renderJson(detections: readonly Reported[], tally: Tally): string {
  const { files, records, repeated, unremembered, examined, undelivered, problemCount, problems } = tally;
  const result = {
    files,
    records,
    repeated,
    unremembered,
    examined,
    undelivered,
    detections: resultsOf(detections, tally),
    others: othersOf(tally).map(([kind, other]) => ({ kind, ...other })),
    problemCount,
    problems,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The result for people; without any record only the summary. */
export function renderReport(detections: readonly Reported[], tally: Tally): string {
  const lines = summary(tally);
  return tally.records === 0 ? lines.map((line) => `${line}\n`).join("") : renderTable(detections, tally, lines);
}

/**
 * What each detection found, for people, those with most alarm periods first.
 *
 * @param lines What is below: of what it is the result.
 */
export function renderTable(detections: readonly Reported[], tally: Tally, lines: readonly string[]): string {
  const rows = detections
    .map((detection, index) => ({ detection, found: tally.detections[index]! }))
    .map((row) => ({ ...row, breached: countPeriods(row.found.periods, row.detection.threshold) }))
    .sort((a, b) => b.breached - a.breached || b.found.events - a.found.events)
    .map(({ detection, found, breached }) => [
      detection.file === undefined ? detection.id : inLine(`${detection.id} (${detection.file})`),
      detection.severity,
      count(found.events),
      count(breached),
      `${detection.threshold} in ${duration(detection.periodSeconds)}`,
      example(found),
    ]);
  const table = layOut([["detection", "severity", "events", "alarm periods", "threshold", "first event"], ...rows]);
  return [...table, "", ...lines].map((line) => `${line}\n`).join("");
}

/** The problems, for people. */
export function renderProblems({ problems, problemCount }: Tally): string {
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ file, record, reason }) => `${file}${record === undefined ? "" : `, record ${record}`}: ${reason}`);
  const hidden = problemCount - lines.length;
  if (hidden > 0) lines.push(`and ${count(hidden)} more problems`);
  return lines.map((line) => `! ${inLine(line)}\n`).join("");
}

function summary(tally: Tally): string[] {
  const { files, records, repeated, unremembered, undelivered, problemCount } = tally;
  const lines = [
    records > 0
      ? `${counted(records, "record")} in ${counted(files, "file")}.`
      : `No CloudTrail record in ${counted(files, "file")}: nothing was evaluated.`,
  ];
  if (repeated > 0)
    lines.push(
      `${counted(repeated, "more record")} of the same events (same eventID, eventName and eventTime), not counted.`,
    );
  if (unremembered > 0)
    lines.push(
      `${count(unremembered)} events were too many to remember: if they were delivered twice, they are counted twice.`,
    );
  if (undelivered > 0)
    lines.push(
      `${counted(undelivered, "record")} larger than ${MAX_DELIVERED_BYTES / 1024} KB, not matched: CloudTrail does not send them to CloudWatch Logs.`,
    );
  if (problemCount > 0)
    lines.push(`Some input could not be read: ${counted(problemCount, "problem")}, listed on stderr.`);
  const others = othersOf(tally);
  if (others.length > 0) lines.push("Not CloudTrail records, not evaluated:");
  for (const [kind, { files, objects, example }] of others) {
    // Of a folder that was not listed there is no number.
    const size =
      files === 0
        ? "not listed"
        : objects > 0
          ? `${counted(objects, "object")} in ${counted(files, "file")}`
          : counted(files, "file");
    lines.push(inLine(`  ${kind}: ${size}, such as ${example}`));
  }
  return lines;
}

/** The largest first. */
function othersOf({ others }: Tally): [string, Other][] {
  return [...others].sort(([a, one], [b, other]) => other.files - one.files || (a < b ? -1 : 1));
}

function example({ example }: DetectionTally): string {
  if (example === undefined) return "";
  const { eventTime, eventName, who, eventID } = example;
  return inLine(`${eventTime} ${eventName} by ${who === "" ? "unknown" : who} (${eventID})`);
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

import { inLine } from "../../terraform/text/visible";
import { layOut } from "../table";
import { actions } from "./actions";
import { topicName } from "./evidence";
import { nameOf } from "./identity";
import type { Omission, Plan } from "./plan";
import { type Report, type Result, seenText } from "./report";
import { timeCells, timeColumns } from "./table";
import type { Target, Topic } from "./target";

/** What a drill is going to do, before it does anything. */
export function renderPlan(of: {
  readonly id: string;
  readonly target: Target;
  readonly plan: Plan;
  /** Who gets the alerts, for each topic. */
  readonly recipients: ReadonlyMap<Topic, string>;
  readonly waitMinutes: number;
}): string {
  const { id, target, plan, recipients, waitMinutes } = of;
  const { account, region } = target;
  const topics = [...recipients].map(([{ arn, audience }, who]) => [topicName(arn), `${audience}: ${who}`]);
  const alerts = plan.expectations.map(({ route, name, call }) => [name, route, call]);
  return [
    `Drill ${id} in account ${account}, ${region}. What it makes is called ${nameOf(id)} and has the tag security-drill.\n\n`,
    "It:\n",
    `  publishes "DRILL ${id} begins" to the topics that people read, and "DRILL ${id} ends" at the end\n`,
    "  subscribes a temporary SQS queue to each topic\n",
    ...plan.steps.map((step) => `  ${actions[step].does}${detailOf(step, plan)}\n`),
    "\nIt alerts for real:\n",
    table(topics),
    "\nAlerts that it waits for:\n",
    table(alerts),
    omissions(plan.omitted),
    `\nIt waits up to ${waitMinutes} minutes and costs ${costOf(plan, waitMinutes)}. Deleting what it made is reported, too, by the alarms and event rules of such calls; their alerts may arrive after the end.\n`,
  ].join("");
}

function detailOf(step: Plan["steps"][number], { alarm, denials, findingType }: Plan): string {
  if (step === "alarm") return `: ${inLine(alarm!.name)}`;
  if (step === "denied calls") return `, ${denials} times`;
  return step === "finding" ? `: ${findingType}` : "";
}

/** List prices in USD: recorded changes of AWS Config, and requests of CloudWatch. */
const prices = { configItem: 0.003, request: 0.00001 };
/** Changes of what a step makes that AWS Config records. */
const recordedChanges: Partial<Record<Plan["steps"][number], number>> = { "security group": 4, bucket: 3, user: 4 };
const looksPerMinute = 12;

/** What AWS charges at most: the rest is free, or below a hundredth of a cent. */
function costOf({ steps, expectations }: Plan, waitMinutes: number): string {
  const items = steps.reduce((sum, step) => sum + (recordedChanges[step] ?? 0), 0);
  const alarms = expectations.filter(({ rule }) => rule === undefined).length;
  const usd = items * prices.configItem + 2 * alarms * waitMinutes * looksPerMinute * prices.request;
  return `at most ${usd.toFixed(2)} USD (${items} items of AWS Config, if it records them, and requests of CloudWatch)`;
}

export function renderReport(report: Report): string {
  const { id, account, region, results, omitted, denied, left } = report;
  return [
    `Drill ${id} in account ${account}, ${region}: ${seenText(report)}\n\n`,
    table([
      ["Alert", "Route", "Result", ...timeColumns],
      ...results.map((result) => [result.name, result.route, result.outcome, ...timeCells(result.seconds)]),
    ]),
    ...results.filter(({ outcome }) => outcome !== "seen").map(explanation),
    omissions(omitted),
    denied.length > 0 ? `\nNot looked at:\n${denied.map((line) => `  ${inLine(line)}\n`).join("")}` : "",
    left.length > 0
      ? `\nNot deleted; the next drill in this folder tries again:\n${left.map((line) => `  ${inLine(line)}\n`).join("")}`
      : "",
  ].join("");
}

function table(rows: readonly (readonly string[])[]): string {
  return layOut(rows, "  ")
    .map((line) => `${line}\n`)
    .join("");
}

function explanation({ name, outcome, cause = "", whereToLook }: Result): string {
  const look = whereToLook === undefined ? "" : ` Look at: ${whereToLook}.`;
  return `\n${inLine(`${name}, ${outcome}: ${cause.replace(/\.$/, "")}.${look}`)}\n`;
}

function omissions(omitted: readonly Omission[]): string {
  if (omitted.length === 0) return "";
  return `\nNot tested:\n${omitted.map(({ what, why }) => `  ${inLine(`${what}: ${why}`)}\n`).join("")}`;
}

import type { Decision } from "../../remediation";
import { inLine } from "../../terraform/text/visible";
import type { Outcome } from "./repair";

/** What is wrong with a resource, and what would be done about it. Texts are of one line each. */
export interface RepairPlan {
  readonly account: string;
  readonly region: string;
  readonly rule: string;
  readonly mode: string;
  /** What the resource is called. */
  readonly kind: string;
  readonly resource: string;
  readonly wrong: string;
  readonly causes: readonly string[];
  readonly changes: readonly string[];
  /** What only a person can change. */
  readonly proposed: readonly string[];
  readonly changedBy: string;
  /** What this command does with `--apply`. */
  readonly decision: Decision;
  /** Why the function would not repair it. */
  readonly functionStops: readonly string[];
  readonly note: string;
  readonly exempt: string;
  readonly undo: string;
}

/** What a person reads before the question. */
export function renderPlan(plan: RepairPlan): string {
  const { account, region, rule, mode, kind, resource, decision, functionStops } = plan;
  const head = `${kind} ${inLine(resource)} in account ${account}, ${region}\n`;
  if (decision.do === "nothing") return `${head}\n${decision.reason}\n`;
  return [
    head,
    section("Wrong", [plan.wrong]),
    section("Last changed by", [plan.changedBy]),
    section("Changes", plan.changes),
    section("Left to a person", plan.proposed),
    section(`The function of ${rule}, mode ${mode}, would not repair it`, functionStops),
    ...(plan.changes.length > 0 ? [section("Terraform", [plan.note])] : []),
  ].join("");
}

/** What a person reads at the end. */
export function renderResult(plan: RepairPlan, outcome?: Outcome): string {
  if (outcome) return renderOutcome(outcome);
  const { decision } = plan;
  if (decision.do === "nothing") return renderPlan(plan);
  const end =
    decision.do === "repair"
      ? "Nothing was changed: add --apply to repair it."
      : `Nothing is changed, also with --apply: ${inLine(decision.reason)}`;
  return `${renderPlan(plan)}\n${end}\n`;
}

function renderOutcome({ message, recordKey }: Outcome): string {
  if (!message) return "Nothing is wrong with it any more: it was repaired meanwhile.\n";
  const { title, change, note, undo } = message;
  if (recordKey === undefined) return `${inLine(title)}\n${[change, note].map(line).join("")}`;
  return `${inLine(title)}\n${[change, note, `Undo: ${undo}`, `Record: ${recordKey}`].map(line).join("")}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `\n${inLine(title)}:\n${lines.map(line).join("")}`;
}

function line(text: string): string {
  return `  ${inLine(text)}\n`;
}
